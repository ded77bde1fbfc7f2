// The same claims as a table, in steps so that a big graph doesn't stall the browser.

const STEP = 300;
let shownRows = STEP;
let order = { key: "year", down: true };
const bySubject = ({ edge, node }) => (edge ? nodes.get(edge.from) : node).name;
const byObject = ({ edge }) => (edge ? nodes.get(edge.to).name : "");
const SORTS = { year: (row) => row.claim.year, subject: bySubject, relation: (row) => labelOf(row.relation), object: byObject, details: (row) => (row.claim.values && row.claim.values.percent) ?? -1 };

/** One row: a statement and the first of its quotes. */
function tableRow({ claim, edge, node, relation }) {
  const open = () => select(edge ? { link: edge.id } : { party: node.id });
  const subject = edge ? nodes.get(edge.from) : node;
  const object = edge ? nodes.get(edge.to) : null;
  const details = [valueOf(claim), ...wordsOf(claim).map(([, words]) => String(words)), claim.status === "former" ? "former" : ""].filter(Boolean).join(" · ");
  return el("tr", {},
    el("td", {}, String(claim.year)),
    el("td", {}, partyButton(subject)),
    el("td", {}, el("span", { class: "swatch", color: colorOf(relation) }), labelOf(relation)),
    el("td", {}, object ? partyButton(object) : "–"),
    el("td", {}, details ? name(details) : "–"),
    el("td", { class: "quote" }, el("span", { dir: "auto" }, data.texts[claim.facts.length ? claim.facts[0][3] : -1] || ""),
      button(claim.facts.length > 1 ? `All ${claim.facts.length} quotes` : "Evidence", open, { class: "party", "aria-label": `Evidence: ${subject.name} ${labelOf(relation)} ${object ? object.name : ""}, ${claim.year}` })));
}

/** Rows in the chosen order; among equals the latest first. */
function sorted(list) {
  const key = SORTS[order.key];
  const sign = order.down ? -1 : 1;
  return list.map((row, i) => [key(row), -i, row]).sort(([a, i], [b, j]) => (a < b ? -sign : a > b ? sign : i - j)).map(([, , row]) => row);
}

/** Draw the rows that the filters let through. */
function drawTable() {
  const found = sorted(visibleRows());
  const now = found.slice(0, shownRows);
  byId("facts").replaceChildren(...now.map(tableRow));
  byId("rows").textContent = now.length < found.length ? `The first ${numbers.format(now.length)} of ${count(found.length, "claim")}` : count(found.length, "claim");
  byId("more-rows").hidden = now.length === found.length;
  byId("more-rows").textContent = `Show ${numbers.format(Math.min(STEP, found.length - now.length))} more`;
  for (const head of byId("table-view").querySelectorAll("th[data-key]")) head.setAttribute("aria-sort", head.dataset.key !== order.key ? "none" : order.down ? "descending" : "ascending");
}

function makeTable() {
  byId("more-rows").addEventListener("click", () => { shownRows += STEP; drawTable(); });
  for (const head of byId("table-view").querySelectorAll("th[data-key]")) {
    head.firstElementChild.addEventListener("click", () => {
      order = { key: head.dataset.key, down: order.key === head.dataset.key ? !order.down : ["year", "details"].includes(head.dataset.key) };
      drawTable();
    });
  }
}
