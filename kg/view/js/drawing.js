// The network as an SVG drawing of what the window shows of it, with its legend: for files and for print.

/** The path of a node's shape around a point. */
function shapePath(shape, x, y, size) {
  const corners = { hexagon: [6, 0], triangle: [3, -90], triangleDown: [3, 90], diamond: [4, 0], square: [4, 45] }[shape];
  if (!corners) return svg("circle", { cx: x.toFixed(1), cy: y.toFixed(1), r: size.toFixed(1) });
  const [number, turn] = corners;
  const reach = shape === "square" ? size * Math.SQRT2 : shape.startsWith("triangle") ? size * 1.15 : size;
  const points = Array.from({ length: number }, (_, i) => (Math.PI * (turn + (360 / number) * i)) / 180).map((angle) => `${(x + reach * Math.cos(angle)).toFixed(1)},${(y + reach * Math.sin(angle)).toFixed(1)}`);
  return svg("polygon", { points: points.join(" ") });
}

/** An edge: its curve, and a head where it has a direction. */
function edgeDrawing(row, spot) {
  const [edge, size] = [edges.get(row.id), drawn.nodes.get(row.to).size * network.getScale()];
  const [a, b] = [spot(row.from), spot(row.to)];
  if (row.from === row.to) return [svg("circle", { cx: a[0], cy: a[1] - size - 8, r: 12, fill: "none", stroke: row.color.color, "stroke-width": row.width })];
  const control = via(a, b, edge ? edge.bend : 0);
  const look = { stroke: row.color.color, opacity: row.color.opacity, "stroke-width": Math.max(row.width * Math.min(network.getScale(), 1), 0.8).toFixed(2) };
  const line = svg("path", { d: `M${a.map((v) => v.toFixed(1)).join(" ")}Q${control.map((v) => v.toFixed(1)).join(" ")} ${b.map((v) => v.toFixed(1)).join(" ")}`, fill: "none", ...look, "stroke-dasharray": row.dashes ? "6 5" : null });
  if (row.arrows !== "to") return [line];
  const t = border(a, control, b, size);
  const [tip, back] = [along(a, control, b, t), along(a, control, b, Math.max(t - 0.06, 0))];
  const angle = Math.atan2(tip[1] - back[1], tip[0] - back[0]);
  const wing = (turn) => [tip[0] - 8 * Math.cos(angle + turn), tip[1] - 8 * Math.sin(angle + turn)].map((v) => v.toFixed(1)).join(",");
  return [line, svg("polygon", { points: `${tip.map((v) => v.toFixed(1)).join(",")} ${wing(0.42)} ${wing(-0.42)}`, fill: row.color.color, opacity: row.color.opacity })];
}

/** The legend of a drawing: the relations and kinds that it shows. */
function legendDrawing(now, y) {
  const shownRelations = data.relations.filter(({ name: relation }) => [...now.edges.keys()].some((edge) => edge.relation === relation));
  const shownKinds = [...kinds].filter(([kind]) => [...now.nodes].some((id) => nodes.get(id).group === kind));
  const items = [
    ...shownRelations.map((relation) => [relation.label, (x, at) => svg("rect", { x, y: at - 6, width: 18, height: 4, rx: 2, fill: ink(colorOf(relation.name)) })]),
    ...shownKinds.map(([kind, shape]) => [title(kind), (x, at) => { const mark = shapePath(shape, x + 9, at - 4, 6); mark.setAttribute("fill", ink(kindColor(kind))); return mark; }]),
  ];
  const elements = [];
  let [x, at] = [16, y];
  for (const [text, mark] of items) {
    const width = widthOf(text, `12px ${FONT}`) + 46;
    if (x + width > canvas.clientWidth) [x, at] = [16, at + 20];
    elements.push(mark(x, at), svg("text", { x: x + 24, y: at, "font-size": 12, fill: ink("--ink") }, text));
    x += width;
  }
  return { elements, bottom: at + 14 };
}

/** What the drawing is of, in a line. */
function caption() {
  const when = state.asOf ? `as of ${state.to}` : `${state.from}–${state.to}`;
  return `${document.title} · ${when} · ${byId("counts").textContent}`;
}

/** The network as the window shows it. */
function networkSvg() {
  const [width, height, scale, now] = [canvas.clientWidth || 1000, canvas.clientHeight || 700, network.getScale(), drawn.scene];
  const shift = network.canvasToDOM({ x: 0, y: 0 });
  const spot = (id) => { const [x, y] = drawn.places.get(id); return [x * scale + shift.x, y * scale + shift.y]; };
  const clip = svg("svg", { x: 0, y: 0, width, height });
  for (const row of drawn.edges.get()) clip.append(...edgeDrawing(row, spot));
  for (const row of drawn.nodes.get()) {
    const shape = shapePath(row.shape, ...spot(row.id), row.size * scale);
    for (const [key, value] of Object.entries({ fill: row.color.background, stroke: row.color.border, "stroke-width": Math.max(row.borderWidth * scale, 0.8).toFixed(2), opacity: row.opacity, "stroke-dasharray": row.shapeProperties.borderDashes ? "4 3" : null })) if (value !== null) shape.setAttribute(key, value);
    clip.append(shape);
  }
  for (const { box, align, font, size, words, color } of labelsNow()) {
    const x = (align === "center" ? (box[0] + box[2]) / 2 : align === "left" ? box[0] + 3 : box[2] - 3) + shift.x;
    const look = { x: x.toFixed(1), "text-anchor": { center: "middle", left: "start", right: "end" }[align], "font-size": size, "font-weight": font.startsWith("600") ? 600 : null, "font-style": font.startsWith("italic") ? "italic" : null, fill: color, stroke: ink("--canvas"), "stroke-width": 3.5, "paint-order": "stroke", "stroke-linejoin": "round" };
    words.forEach((word, i) => clip.append(svg("text", { ...look, y: (box[1] + shift.y + 1 + i * size * 1.18 + size * 0.86).toFixed(1) }, word)));
  }
  const legend = legendDrawing(now, height + 24);
  return svg("svg", { xmlns: SVG, viewBox: `0 0 ${width} ${legend.bottom + 22}`, width, height: legend.bottom + 22, "font-family": FONT },
    svg("rect", { x: 0, y: 0, width, height: legend.bottom + 22, fill: ink("--canvas") }), clip, legend.elements,
    svg("text", { x: 16, y: legend.bottom + 8, "font-size": 11, fill: ink("--soft") }, cut(caption(), 160)));
}
