// The data block and its indexes. Nothing here touches the page, and nothing is changed after the start.

const data = JSON.parse(document.getElementById("data").textContent);
const relations = new Map(data.relations.map((relation) => [relation.name, relation]));
const nodes = new Map(data.nodes.map((node, rank) => [node.id, Object.assign(node, { edges: [], rank })]));
const edges = new Map();
const rows = []; // every statement with its edge, or its node where it has no object; sorted by year
for (const edge of data.edges) {
  edge.id = `${edge.from} ${edge.relation} ${edge.to}`;
  edges.set(edge.id, edge);
  nodes.get(edge.from).edges.push(edge);
  if (edge.to !== edge.from) nodes.get(edge.to).edges.push(edge);
  for (const claim of edge.claims) rows.push({ claim, edge, node: null, relation: edge.relation });
}
for (const node of data.nodes) {
  for (const claim of node.claims) rows.push({ claim, edge: null, node, relation: claim.relation });
}
rows.sort((a, b) => a.claim.year - b.claim.year);
const years = [...new Set(rows.map((row) => row.claim.year))];
const firstYear = years[0] ?? 0;
const lastYear = years[years.length - 1] ?? 0;
const kinds = new Map(data.nodes.map((node) => [node.group, node.shape]).sort());

const numbers = new Intl.NumberFormat("en");

/** "1 party", "1,204 parties". */
function count(number, one, many = `${one}s`) {
  return `${numbers.format(number)} ${number === 1 ? one : many}`;
}

/** "29.9 %", or nothing. */
function percentOf(claim) {
  const percent = claim.values && claim.values.percent;
  return percent === undefined ? "" : `${percent}\u202f%`;
}

/** What a statement says in figures: "29.9 %", "JPY 1,200,000,000", or nothing. */
function valueOf(claim) {
  const { amount, currency } = claim.values || {};
  const money = amount === undefined ? "" : [currency, typeof amount === "number" ? numbers.format(amount) : amount].filter(Boolean).join("\u00a0");
  return [percentOf(claim), money].filter(Boolean).join(" · ");
}

/** What a statement says in words, by what it is: ["role", "Chairman"], … */
function wordsOf(claim) {
  return Object.entries(claim.values || {}).filter(([key]) => key !== "percent" && key !== "amount" && key !== "currency");
}

/** The relation's name as it is read. */
function labelOf(relation) {
  return relations.get(relation).label;
}

/** The custom property that holds a relation's colour. */
function colorOf(relation) {
  return `--rel-${relations.get(relation).color}`;
}

/** The custom property that holds a kind's colour; kinds that have none of their own share one. */
function kindColor(kind) {
  return `--kind-${["company", "group", "person", "exchange", "authority", "government"].includes(kind) ? kind : "other"}`;
}
