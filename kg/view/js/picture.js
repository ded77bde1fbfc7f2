// The drawing: vis-network over a scene. Nothing moves by itself; labels are written by labels.js.

const canvas = document.getElementById("graph");
const drawn = { nodes: null, edges: null, rows: new Map(), scene: null, places: new Map(), labels: [], scale: 0 };
let network = null;
let ink = palette(); // colours

/** "29.9 % · 2012": the latest of the shown statements. */
function edgeLabel(list) {
  const last = list[list.length - 1];
  return [percentOf(last), last.year].filter(Boolean).join(" · ");
}

/** What stands out while something is selected: a node with its neighbours, or an edge with its ends. */
function focusOf(now) {
  if (state.link) {
    const edge = edges.get(state.link);
    return { edges: new Set([edge]), nodes: new Set([edge.from, edge.to]) };
  }
  if (!state.party) return null;
  const near = nodes.get(state.party).edges.filter((edge) => now.edges.has(edge));
  return { edges: new Set(near), nodes: new Set([state.party, ...near.flatMap((edge) => [edge.from, edge.to])]) };
}

/** How vis-network draws an edge. */
function edgeRow(edge, list, focus, scale) {
  const last = list[list.length - 1];
  const near = !focus || focus.edges.has(edge);
  const percent = Number((last.values && last.values.percent) || 0);
  const color = ink(colorOf(edge.relation));
  return {
    id: edge.id, from: edge.from, to: edge.to, arrows: edge.arrows,
    title: `${nodes.get(edge.from).name}\n${labelOf(edge.relation)}\n${nodes.get(edge.to).name}\n${edgeLabel(list)}`,
    color: { color, highlight: color, hover: color, opacity: near ? (focus ? 1 : 0.75) : 0.2 },
    width: Math.round(10 * ((state.link === edge.id ? 2.5 : 0) + 1.3 + Math.min(percent, 100) / 50) / Math.min(scale, 1) ** 0.6) / 10,
    dashes: last.status === "former" ? [6, 5] : false,
    smooth: edge.bend ? { enabled: true, type: edge.bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(edge.bend) } : false,
  };
}

/** How vis-network draws the links that lead to or between groups. */
function bundleRow({ from, to, count: number }, focus) {
  const color = ink("--soft");
  return {
    id: `~ ${from} ${to}`, from, to, arrows: "", title: `${count(number, "link")}: open the group to see them`,
    color: { color, highlight: color, hover: color, opacity: focus ? 0.1 : 0.28 }, width: 1 + Math.log2(number), dashes: false, smooth: false,
  };
}

/** How vis-network draws a node: never smaller than can be seen. */
function nodeRow(node, focus, scale) {
  const near = !focus || focus.nodes.has(node.id);
  const fill = ink(kindColor(node.group));
  const chosen = state.party === node.id;
  const edge = chosen ? ink("--accent") : node.filer ? ink("--ink") : ink("--canvas");
  const [x, y] = drawn.places.get(node.id);
  return {
    id: node.id, x, y, shape: node.shape, size: radiusOf(node, scale), title: node.name,
    color: { background: fill, border: edge, highlight: { background: fill, border: edge }, hover: { background: fill, border: ink("--accent") } },
    borderWidth: chosen ? 4 : node.filer ? 2.5 : 1, opacity: near ? 1 : 0.42,
    shapeProperties: { borderDashes: false },
  };
}

const SEEN = 4.5; // pixels of the screen, the least radius

function radiusOf(node, scale) {
  return Math.round(10 * Math.max(node.size, (SEEN * (node.filer ? 1.7 : 1)) / scale)) / 10;
}

/** How vis-network draws a group of parties that are left out. */
function groupRow(group, number, focus, scale) {
  const [x, y] = drawn.places.get(`~${group}`);
  const [ground, edge] = [ink("--canvas"), ink("--soft")];
  return {
    id: `~${group}`, x, y, shape: "dot", size: groupRadius(number, scale), title: `${groupLabel(group, number).replace(/\n/g, " ")}: click to open`,
    color: { background: ground, border: edge, highlight: { background: ground, border: edge }, hover: { background: ink("--hover"), border: ink("--accent") } },
    borderWidth: 1.6, opacity: focus ? 0.3 : 1, shapeProperties: { borderDashes: [4 / Math.min(scale, 1), 3 / Math.min(scale, 1)] },
  };
}

function groupRadius(number, scale) {
  return Math.round(Math.max(14 + 3 * Math.sqrt(number), 7 / scale));
}

function groupLabel(group, number) {
  return data.groups[group].name ? `${numbers.format(number)} more around\n${cut(data.groups[group].name, 24)}` : `${numbers.format(number)} in\nsmall groups`;
}

/** Bring a vis-network data set to the wanted rows, touching only those that differ. */
function bring(set, wanted) {
  const changed = wanted.filter((row) => {
    const text = JSON.stringify(row);
    const same = drawn.rows.get(row.id) === text;
    drawn.rows.set(row.id, text);
    return !same;
  });
  const kept = new Set(wanted.map((row) => row.id));
  const gone = set.getIds().filter((id) => !kept.has(id));
  for (const id of gone) drawn.rows.delete(id);
  if (gone.length) set.remove(gone);
  if (changed.length) set.update(changed);
}

/** Work out what the filters now let through, and where it stands. */
function prepare() {
  drawn.scene = scene();
  drawn.places = placesOf(drawn.scene);
  tellShown(drawn.scene);
}

/** Draw what was prepared, fitted to the window if that is wanted. */
function draw() {
  if (network === null) return;
  if (toFit && canvas.clientWidth) fit();
  else redraw();
}

/** Draw the same scene again: at another zoom, or with something else selected. */
function redraw() {
  const now = drawn.scene;
  const focus = focusOf(now);
  const scale = network.getScale();
  drawn.scale = 0; // labels are arranged anew
  bring(drawn.nodes, [...[...now.nodes].map((id) => nodeRow(nodes.get(id), focus, scale)), ...[...now.groups].map(([group, number]) => groupRow(group, number, focus, scale))]);
  bring(drawn.edges, [...[...now.edges].map(([edge, list]) => edgeRow(edge, list, focus, scale)), ...now.bundles.map((bundle) => bundleRow(bundle, focus))]);
}

/** Labels for the picture at its zoom: arranged once, and shifted with the picture as long as the zoom is the same. */
function labelsNow() {
  const scale = network.getScale();
  if (drawn.scale === scale) return drawn.labels;
  drawn.scale = scale;
  const now = drawn.scene;
  const focus = focusOf(now);
  const at = (id) => drawn.places.get(id).map((value) => value * scale);
  const order = foremost(now.nodes, Infinity).map((id) => nodes.get(id));
  if (focus) order.sort((a, b) => focus.nodes.has(b.id) - focus.nodes.has(a.id));
  const items = order.map((node) => {
    const [x, y] = at(node.id);
    const near = !focus || focus.nodes.has(node.id);
    const must = node.id === state.party || (state.link !== null && near && focus !== null) || state.path.includes(node.id) || node.id === state.focus;
    return { id: node.id, x, y, radius: radiusOf(node, scale) * scale, label: node.label, strong: node.filer || must, minor: node.degree < 3, must, color: ink(near ? "--ink" : "--soft") };
  });
  const groups = [...now.groups].map(([group, number]) => {
    const [x, y] = at(`~${group}`);
    return { id: `~${group}`, x, y, radius: groupRadius(number, scale) * scale, label: groupLabel(group, number), group: true, color: ink("--soft") };
  });
  const lines = [...now.edges].filter(([edge, list]) => edge.from !== edge.to && (focus ? focus.edges.has(edge) : scale > 0.9 || now.edges.size < 30 || percentOf(list[list.length - 1]))).map(([edge, list]) => {
    const [a, b] = [at(edge.from), at(edge.to)];
    return { a, b, control: via(a, b, edge.bend), label: edgeLabel(list), must: state.link === edge.id, color: ink(state.link === edge.id ? "--ink" : "--soft") };
  });
  drawn.labels = arrange([...items.slice(0, 12), ...groups, ...items.slice(12)], lines.length > 1500 ? [] : lines, scale);
  return drawn.labels;
}

/** Write the labels over what vis-network has drawn. */
function writeLabels(context) {
  if (!drawn.scene) return;
  const ratio = context.canvas.width / canvas.clientWidth || 1;
  const { x, y } = network.canvasToDOM({ x: 0, y: 0 });
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  write(context, labelsNow(), [x, y], ink("--canvas"));
  context.restore();
}

/** Start vis-network: everything that moves by itself is off. */
function startPicture() {
  drawn.nodes = new vis.DataSet();
  drawn.edges = new vis.DataSet();
  const many = edges.size > 1500;
  network = new vis.Network(canvas, { nodes: drawn.nodes, edges: drawn.edges }, {
    autoResize: true, physics: false, layout: { improvedLayout: false },
    interaction: { hover: true, tooltipDelay: 250, multiselect: false, selectConnectedEdges: false, hoverConnectedEdges: false, hideEdgesOnDrag: many, hideEdgesOnZoom: many },
    edges: { selectionWidth: 0, hoverWidth: 1.2, arrows: { to: { scaleFactor: 0.6 } }, selfReference: { size: 18 } },
  });
  canvas.firstElementChild.tabIndex = -1; // the element around it takes the keys
  network.on("afterDrawing", writeLabels);
  network.on("click", ({ nodes: points, edges: lines }) => clicked(points[0], lines[0]));
  network.on("dragEnd", ({ nodes: points }) => { touched = true; if (points.length) movedNode(points[0]); });
  network.on("zoom", () => { touched = true; redrawSoon(); });
  network.once("afterDrawing", () => { document.documentElement.dataset.drawn = "true"; });
}

/** What a click on a party, a link, a group or nothing does. */
function clicked(point, line) {
  if (point !== undefined && String(point).startsWith("~") && !nodes.has(point)) openGroup(Number(point.slice(1)));
  else if (point !== undefined) select({ party: point });
  else if (line !== undefined && !edges.has(line)) return;
  else select(line === undefined ? {} : { link: line });
}

/** Draw more of a group's parties. */
function openGroup(group) {
  toFit = true;
  change({ opened: new Map([...state.opened, [group, (state.opened.get(group) || 0) + STEP_OPEN]]) });
}

/** A party that was moved stays where it was put: it is pinned. */
function movedNode(id) {
  if (!nodes.has(id)) return;
  const { x, y } = network.getPosition(id);
  change({ pins: new Map([...state.pins, [id, turned([Math.round(x), Math.round(y)])]]) });
}
