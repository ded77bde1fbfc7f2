// The data block, and what of it the filters let through. Nothing here touches the page.

const data = JSON.parse(document.getElementById("data").textContent);
const relations = new Map(data.relations.map((relation) => [relation.name, relation]));
const nodes = new Map(data.nodes.map((node, rank) => [node.id, Object.assign(node, { edges: [], rank })]));
const edges = new Map();
const claims = []; // every statement with its edge, or its node where it has no object
for (const edge of data.edges) {
  edge.id = `${edge.from} ${edge.relation} ${edge.to}`;
  edges.set(edge.id, edge);
  nodes.get(edge.from).edges.push(edge);
  if (edge.to !== edge.from) nodes.get(edge.to).edges.push(edge);
  for (const claim of edge.claims) claims.push({ claim, edge, node: null, relation: edge.relation });
}
for (const node of data.nodes) {
  for (const claim of node.claims) claims.push({ claim, edge: null, node, relation: claim.relation });
}
claims.sort((a, b) => a.claim.year - b.claim.year);
const years = [...new Set(claims.map((row) => row.claim.year))];
const firstYear = years[0] ?? 0;
const lastYear = years[years.length - 1] ?? 0;

const state = { view: "graph", from: firstYear, to: lastYear, asOf: false, former: true, off: new Set(), selected: null, all: false, added: new Set() };

/** The statements of one edge or node (sorted by year) that the year and status filters let through. */
function shownClaims(list) {
  if (state.asOf) {
    const last = list.filter((claim) => claim.year <= state.to).pop();
    return last && last.status !== "former" ? [last] : [];
  }
  return list.filter((claim) => claim.year >= state.from && claim.year <= state.to && (state.former || claim.status !== "former"));
}

/** Whether a node belongs to the part that is drawn. */
function inPart(id) {
  return state.all || state.added.has(id) || part.has(id);
}
const part = new Set(data.nodes.slice(0, data.open).map((node) => node.id));

/** The edges to draw, each with its shown statements: Map of edge -> claims. */
function visibleEdges() {
  const found = new Map();
  for (const edge of edges.values()) {
    if (state.off.has(edge.relation) || !inPart(edge.from) || !inPart(edge.to)) continue;
    const list = shownClaims(edge.claims);
    if (list.length) found.set(edge, list);
  }
  return found;
}

/** The ids of the nodes to draw: those at an edge, with a statement of their own, or selected. */
function visibleNodes(drawn) {
  const found = new Set();
  for (const edge of drawn.keys()) found.add(edge.from).add(edge.to);
  for (const node of nodes.values()) {
    if (!inPart(node.id)) continue;
    const own = node.claims.filter((claim) => !state.off.has(claim.relation));
    if (shownClaims(own).length || (state.selected && state.selected.node === node)) found.add(node.id);
  }
  return found;
}

/** Every statement that the filters let through, with its edge or node: the rows of the table. */
function visibleRows() {
  const through = new Set();
  for (const edge of edges.values()) for (const claim of shownClaims(edge.claims)) through.add(claim);
  for (const node of nodes.values()) {
    for (const relation of new Set(node.claims.map((claim) => claim.relation))) {
      for (const claim of shownClaims(node.claims.filter((one) => one.relation === relation))) through.add(claim);
    }
  }
  return claims.filter((row) => through.has(row.claim) && !state.off.has(row.relation));
}

const numbers = new Intl.NumberFormat("en");

/** What a statement says in figures: "29.9 %", "JPY 1,200,000,000", or nothing. */
function valueOf(claim) {
  const values = claim.values || {};
  const parts = [];
  if (values.percent !== undefined) parts.push(`${values.percent}\u202f%`);
  if (values.amount !== undefined) parts.push([values.currency, typeof values.amount === "number" ? numbers.format(values.amount) : values.amount].filter(Boolean).join("\u00a0"));
  return parts.join(" · ");
}

/** The relation's name as it is read. */
function labelOf(name) {
  return relations.get(name).label;
}

/** The custom property that holds a relation's colour. */
function colorOf(name) {
  return `--rel-${relations.get(name).color}`;
}
