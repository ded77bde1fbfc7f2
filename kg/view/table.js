// The same facts as a table, in steps so that a big graph doesn't stall the browser.

const STEP = 300;
let shownRows = STEP;

/** One row: a statement and the first of its quotes. */
function tableRow({ claim, edge, node, relation }) {
  const open = () => select(edge ? { edge } : { node });
  const subject = edge ? nodes.get(edge.from) : node;
  const object = edge ? nodes.get(edge.to) : null;
  const details = [valueOf(claim), claim.status === "former" ? "former" : ""].filter(Boolean).join(" · ");
  return el("tr", {},
    el("td", {}, String(claim.year)),
    el("td", {}, partyButton(subject)),
    el("td", {}, el("span", { class: "swatch", color: colorOf(relation) }), labelOf(relation)),
    el("td", {}, object ? partyButton(object) : "–"),
    el("td", {}, details || "–"),
    el("td", { class: "quote" }, el("span", { dir: "auto" }, data.texts[claim.facts.length ? claim.facts[0][3] : -1] || ""),
      el("button", { type: "button", class: "party", on: open, "aria-label": `Evidence: ${subject.name} ${labelOf(relation)} ${object ? object.name : ""}, ${claim.year}` },
        claim.facts.length > 1 ? `All ${claim.facts.length} quotes` : "Evidence")));
}

/** Draw the rows that the filters let through, the latest year first. */
function drawTable() {
  const rows = visibleRows().reverse();
  const now = rows.slice(0, shownRows);
  document.getElementById("facts").replaceChildren(...now.map(tableRow));
  document.getElementById("rows").textContent = now.length < rows.length
    ? `The first ${numbers.format(now.length)} of ${numbers.format(rows.length)} facts, the latest first`
    : `${numbers.format(rows.length)} ${rows.length === 1 ? "fact" : "facts"}, the latest first`;
  const more = document.getElementById("more-rows");
  more.hidden = now.length === rows.length;
  more.textContent = `Show ${numbers.format(Math.min(STEP, rows.length - now.length))} more`;
}
