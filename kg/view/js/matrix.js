// Suppliers, customers and competitors: who is what to whom, those that are several things at once first.

const MATRIX = { columns: 8, rows: 60 };
const ROLES = { supplierOf: ["supplier", "customer"], competitorOf: ["competitor", "competitor"] };
let matrixRows = MATRIX.rows;

/** For each company, what each other party is to it: Map of id -> Map of other -> [{ role, edge, list }]. */
function roles() {
  const found = new Map();
  const put = (id, other, entry) => {
    if (!found.has(id)) found.set(id, new Map());
    found.get(id).set(other, [...(found.get(id).get(other) || []), entry]);
  };
  for (const [edge, list] of passingEdges()) {
    const [ofTo, ofFrom] = ROLES[edge.relation] || [];
    if (!ofTo || edge.from === edge.to) continue;
    put(edge.to, edge.from, { role: ofTo, edge, list });
    put(edge.from, edge.to, { role: ofFrom, edge, list });
  }
  return found;
}

const several = (cell) => new Set(cell.map(({ role }) => role)).size > 1;

/** The columns (companies) and rows (the parties they name), the telling ones first. */
function matrixOf() {
  const found = roles();
  const columns = [...found].sort(([a, mapA], [b, mapB]) => (b === state.company) - (a === state.company) || mapB.size - mapA.size || nodes.get(a).rank - nodes.get(b).rank).slice(0, MATRIX.columns).map(([id]) => id);
  const cells = new Map();
  for (const id of columns) for (const [other, cell] of found.get(id)) cells.set(other, new Map([...(cells.get(other) || []), [id, cell]]));
  const weight = (map) => [...map.values()].filter(several).length * 1000 + map.size;
  const lines = [...cells].sort(([a, mapA], [b, mapB]) => weight(mapB) - weight(mapA) || nodes.get(a).rank - nodes.get(b).rank);
  return { columns, lines, companies: found.size };
}

/** One cell: what the row's party is to the column's. */
function matrixCell(cell, row, column) {
  if (!cell) return el("td", { class: row === column ? "same" : null });
  return el("td", { class: several(cell) ? "both" : null }, cell.map(({ role, edge, list }) => {
    const span = [...new Set([list[0].year, list[list.length - 1].year])].join("–");
    return el("button", { type: "button", class: "role", color: colorOf(edge.relation), on: () => select({ link: edge.id }), "aria-label": `${nodes.get(row).name} is ${role} of ${nodes.get(column).name}, ${span}: evidence`, title: span }, role);
  }));
}

/** Draw the matrix. */
function drawMatrix() {
  const { columns, lines, companies } = matrixOf();
  const now = lines.slice(0, matrixRows);
  const both = lines.filter(([, map]) => [...map.values()].some(several)).length;
  byId("matrix-text").textContent = lines.length
    ? `What the party of a row is to the company of a column. ${both ? `${count(both, "party is", "parties are")} more than one thing to the same company; they come first.` : "No party is more than one thing to the same company."}${companies > columns.length ? ` The ${columns.length} companies with the most such links; ${count(companies - columns.length, "other has", "others have")} fewer.` : ""}`
    : "No suppliers or competitors pass these filters.";
  byId("matrix").replaceChildren(...(lines.length ? [el("table", {},
    el("caption", { class: "hidden" }, "Suppliers, customers and competitors"),
    el("thead", {}, el("tr", {}, el("td", {}), columns.map((id) => el("th", { scope: "col" }, partyButton(nodes.get(id)))))),
    el("tbody", {}, now.map(([row, map]) => el("tr", {}, el("th", { scope: "row" }, partyButton(nodes.get(row))), columns.map((id) => matrixCell(map.get(id), row, id))))))] : []));
  if (now.length < lines.length) byId("matrix").append(button(`Show ${Math.min(MATRIX.rows, lines.length - now.length)} more`, () => { matrixRows += MATRIX.rows; drawMatrix(); }));
}

/** The rows that the matrix shows, for the table's export. */
function matrixClaims() {
  const { lines } = matrixOf();
  const found = new Set(lines.slice(0, matrixRows).flatMap(([, map]) => [...map.values()].flat().flatMap(({ list }) => list)));
  return rows.filter((row) => found.has(row.claim));
}
