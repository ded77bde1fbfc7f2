// The drawing: vis-network over the edges and nodes that the filters let through. Positions are given, nothing moves by itself.

const canvas = document.getElementById("graph");
const drawn = { nodes: null, edges: null, rows: new Map() };
let network = null;
let palette = null;

/** Colours of the style sheet, as the light or dark scheme has them now. */
function readPalette() {
  const style = getComputedStyle(document.documentElement);
  const get = (name) => style.getPropertyValue(name).trim();
  palette = { ink: get("--ink"), soft: get("--soft"), canvas: get("--canvas"), paper: get("--paper"), accent: get("--accent"), relation: new Map(), kind: new Map() };
  for (const name of relations.keys()) palette.relation.set(name, get(colorOf(name)));
  for (const node of nodes.values()) palette.kind.set(node.group, get(`--kind-${kindOf(node.group)}`));
}

/** The kinds that have a colour of their own; the others share one. */
function kindOf(kind) {
  return ["company", "group", "person", "exchange", "authority", "government"].includes(kind) ? kind : "other";
}

/** "29.9 % · 2012": the latest of the shown statements. */
function edgeLabel(list) {
  const last = list[list.length - 1];
  const percent = last.values && last.values.percent !== undefined ? `${last.values.percent}\u202f%` : "";
  return [percent, last.year].filter(Boolean).join(" · ");
}

/** How vis-network draws an edge. */
function edgeRow(edge, list, focus) {
  const last = list[list.length - 1];
  const near = !focus || focus.edges.has(edge);
  const chosen = state.selected !== null && state.selected.edge === edge;
  const few = focus && near && focus.edges.size <= FEW; // then their labels are readable at any zoom
  const percent = Number((last.values && last.values.percent) || 0);
  const color = palette.relation.get(edge.relation);
  return {
    id: edge.id, from: edge.from, to: edge.to, arrows: edge.arrows,
    title: `${nodes.get(edge.from).name}\n${labelOf(edge.relation)}\n${nodes.get(edge.to).name}`,
    label: near ? edgeLabel(list) : "",
    color: { color, highlight: color, hover: color, opacity: near ? 1 : 0.2 },
    width: (chosen ? 2.5 : 0) + 1.4 + Math.min(percent, 100) / 50,
    dashes: last.status === "former" ? [6, 5] : false,
    smooth: edge.bend ? { enabled: true, type: edge.bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(edge.bend) } : false,
    font: { color: chosen ? palette.ink : palette.soft, background: palette.canvas, size: few ? Math.max(14, Math.round(READABLE / network.getScale())) : 12 },
  };
}

/** Which labels are made bigger to be readable at this zoom: the most important first, as long as none covers another. */
function readableLabels(ids) {
  const scale = network.getScale();
  const wanted = READABLE / scale;
  const taken = [];
  const found = new Set();
  for (const node of [...ids].map((id) => nodes.get(id)).sort((a, b) => a.rank - b.rank).slice(0, 200)) {
    if (node.font.size >= wanted) continue;
    const lines = node.label.split("\n");
    const width = Math.max(...lines.map((line) => line.length)) * wanted * 0.6;
    const box = { left: node.x - width / 2, right: node.x + width / 2, top: node.y - node.size, bottom: node.y + node.size + lines.length * wanted * 1.35 };
    if (taken.some((one) => one.left < box.right && box.left < one.right && one.top < box.bottom && box.top < one.bottom)) continue;
    taken.push(box);
    found.add(node.id);
  }
  return { found, size: Math.round(wanted) };
}
const READABLE = 11; // pixels of the screen
const FEW = 8; // edges

/** How vis-network draws a node. */
function nodeRow(node, focus, readable) {
  const near = !focus || focus.nodes.has(node.id);
  const fill = palette.kind.get(node.group);
  const chosen = state.selected !== null && state.selected.node === node;
  const border = chosen ? palette.accent : node.filer ? palette.ink : palette.canvas;
  const color = { background: fill, border };
  return {
    id: node.id, label: node.label, x: node.x, y: node.y, shape: node.shape, size: node.size, title: node.name,
    color: { ...color, highlight: color, hover: { background: fill, border: palette.accent } },
    borderWidth: chosen ? 4 : node.filer ? 2.5 : 1, opacity: near ? 1 : 0.35,
    font: { size: readable.found.has(node.id) ? readable.size : node.font.size, color: near ? palette.ink : palette.soft, strokeColor: palette.canvas },
  };
}

/** What stands out while something is selected: a node with its neighbours, or an edge with its ends. */
function focusOf() {
  if (state.selected === null) return null;
  const { node, edge } = state.selected;
  const near = edge ? [edge] : node.edges;
  return { edges: new Set(near), nodes: new Set([...(node ? [node.id] : []), ...near.flatMap((one) => [one.from, one.to])]) };
}

/** Bring a vis-network data set to the wanted rows, touching only those that differ. */
function bring(set, rows) {
  const changed = rows.filter((row) => {
    const text = JSON.stringify(row);
    const same = drawn.rows.get(row.id) === text;
    drawn.rows.set(row.id, text);
    return !same;
  });
  const wanted = new Set(rows.map((row) => row.id));
  const gone = set.getIds().filter((id) => !wanted.has(id));
  for (const id of gone) drawn.rows.delete(id);
  if (gone.length) set.remove(gone);
  if (changed.length) set.update(changed);
}

/** Draw what the filters let through. */
function draw() {
  if (network === null) return;
  const lines = visibleEdges();
  const points = visibleNodes(lines);
  const focus = focusOf();
  const readable = readableLabels(focus ? [...points].filter((id) => focus.nodes.has(id)) : points);
  bring(drawn.nodes, [...points].map((id) => nodeRow(nodes.get(id), focus, readable)));
  bring(drawn.edges, [...lines].map(([edge, list]) => edgeRow(edge, list, focus)));
  tellShown(points.size, lines.size);
}

/** Say how much is drawn and what is left out. */
function tellShown(points, lines) {
  const left = [...nodes.keys()].filter((id) => !inPart(id)).length;
  const rest = left ? ` The ${numbers.format(left)} less connected parties are left out: search for one, or show all.` : "";
  document.getElementById("shown").textContent = `${numbers.format(points)} parties and ${numbers.format(lines)} links drawn.${rest} Click a party or a link for its facts.`;
  document.getElementById("more").hidden = left === 0;
  const empty = document.getElementById("empty");
  empty.hidden = points > 0;
  empty.textContent = "Nothing passes these filters.";
}

const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

/** Start vis-network: everything that moves by itself is off. */
function startPicture() {
  readPalette();
  drawn.nodes = new vis.DataSet();
  drawn.edges = new vis.DataSet();
  const hidden = { label: { enabled: false, drawThreshold: 6, maxVisible: 28 } };
  network = new vis.Network(canvas, { nodes: drawn.nodes, edges: drawn.edges }, {
    autoResize: true, physics: false, layout: { improvedLayout: false },
    interaction: { hover: true, tooltipDelay: 250, multiselect: false, selectConnectedEdges: false, hoverConnectedEdges: false, hideEdgesOnDrag: edges.size > MANY, hideEdgesOnZoom: edges.size > MANY },
    nodes: { font: { face: FONT, strokeWidth: 5, vadjust: -2 }, scaling: hidden },
    edges: {
      font: { face: FONT, strokeWidth: 0, align: "horizontal" }, scaling: hidden, selectionWidth: 0, hoverWidth: 1.2,
      arrows: { to: { scaleFactor: 0.6 } }, selfReference: { size: 18 },
    },
  });
  canvas.firstElementChild.tabIndex = -1; // the element around it takes the keys
  network.on("click", ({ nodes: points, edges: lines }) => {
    if (points.length) select({ node: nodes.get(points[0]) });
    else select(lines.length ? { edge: edges.get(lines[0]) } : null);
  });
  for (const moved of ["dragEnd", "zoom"]) network.on(moved, () => { touched = true; });
  network.on("zoom", drawSoon);
  network.once("afterDrawing", () => { document.documentElement.dataset.drawn = "true"; });
}
const MANY = 1500; // edges
const SMALL = 520; // pixels
const LEGIBLE = 0.6; // below this zoom a selection is shown with its neighbourhood, not in the whole

let touched = false; // whether the reader has moved the picture, which then stays where it is

/** Show the whole drawing, or the given nodes of it. */
function fit(ids) {
  if (network) network.fit({ ...(ids ? { nodes: ids } : {}), animation: false, maxZoomLevel: 1.25, minZoomLevel: 0.02 });
  touched = false;
  draw(); // labels depend on the zoom
}

let waiting = 0;

/** Draw when the wheel has come to rest. */
function drawSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(draw, 120);
}

/** Zoom about the middle of the picture. */
function zoom(factor) {
  touched = true;
  if (network) {
    network.moveTo({ scale: Math.min(Math.max(network.getScale() * factor, 0.02), 4) });
    draw();
  }
}

/** Move the picture by pixels of the screen. */
function pan(x, y) {
  touched = true;
  const { x: left, y: top } = network.getViewPosition();
  network.moveTo({ position: { x: left + x / network.getScale(), y: top + y / network.getScale() } });
}

/** The given nodes and those drawn beside them. */
function around(ids) {
  const near = ids.flatMap((id) => nodes.get(id).edges).filter((edge) => drawn.edges.get(edge.id) !== null);
  return [...new Set([...ids, ...near.flatMap((edge) => [edge.from, edge.to])])];
}

/** Bring what is selected into sight: on a small screen it fills the picture, else the picture moves only as far as it must. */
function reveal() {
  if (!canvas.clientWidth) return; // the table is shown
  network.redraw(); // the panel may have taken some of its room
  if (state.selected === null) {
    if (!touched) fit();
    return;
  }
  const { node, edge } = state.selected;
  const ids = node ? [node.id] : [edge.from, edge.to];
  if (canvas.clientWidth < SMALL) {
    fit([...focusOf().nodes]);
    return;
  }
  if (!touched) {
    fit();
    if (network.getScale() < LEGIBLE) fit(around(ids));
  }
  const margin = 40;
  const outside = ids.some((id) => {
    const { x, y } = network.canvasToDOM({ x: nodes.get(id).x, y: nodes.get(id).y });
    return x < margin || y < margin || x > canvas.clientWidth - margin || y > canvas.clientHeight - margin;
  });
  if (!outside) return;
  const points = ids.map((id) => nodes.get(id));
  const middle = (key) => points.reduce((sum, point) => sum + point[key], 0) / points.length;
  network.moveTo({ position: { x: middle("x"), y: middle("y") } });
}
