// Search by any of a party's names, with completion (the combobox pattern of WAI-ARIA).

const input = document.getElementById("search");
const found = document.getElementById("found");
let matches = [];
let active = -1;

/** Lower case without accents, for comparing. */
function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

const names = data.nodes.flatMap((node) => [node.name, ...(node.names || []), ...(node.ids || []).map(([, value]) => value)].map((text) => ({ node, text, folded: fold(text) })));

/** The best eight parties for a query: names that begin with it first, then words that do, then the rest; among equals the better connected. */
function matching(query) {
  const wanted = fold(query).trim();
  if (!wanted) return [];
  const best = new Map();
  for (const { node, text, folded } of names) {
    const at = folded.indexOf(wanted);
    if (at < 0) continue;
    const rank = at === 0 ? 0 : /\s/.test(folded[at - 1]) ? 1 : 2;
    if (!best.has(node) || best.get(node).rank > rank) best.set(node, { node, text, rank });
  }
  return [...best.values()].sort((a, b) => a.rank - b.rank || b.node.degree - a.node.degree).slice(0, 8);
}

function showMatches() {
  matches = matching(input.value);
  active = matches.length ? 0 : -1;
  const none = input.value.trim() && !matches.length;
  found.replaceChildren(...(none ? [el("li", { role: "option", "aria-disabled": "true" }, "No such name in the graph")] : matches.map(matchItem)));
  openMatches(matches.length > 0 || Boolean(none));
  markActive();
}

function matchItem({ node, text }, i) {
  const item = el("li", { role: "option", id: `found-${i}` }, name(node.name), el("small", {}, text === node.name ? title(node.group) : name(text)));
  item.addEventListener("mousedown", (event) => { event.preventDefault(); choose(i); });
  return item;
}

function openMatches(open) {
  found.hidden = !open;
  input.setAttribute("aria-expanded", String(open));
}

function markActive() {
  [...found.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === active)));
  if (active >= 0) input.setAttribute("aria-activedescendant", `found-${active}`);
  else input.removeAttribute("aria-activedescendant");
}

/** Take a match: draw it if it was left out, select it, show it. */
function choose(i) {
  const { node } = matches[i];
  input.value = node.name;
  openMatches(false);
  select({ node });
}

input.addEventListener("input", showMatches);
input.addEventListener("focus", () => { if (input.value) showMatches(); });
input.addEventListener("blur", () => openMatches(false));
input.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && matches.length) {
    event.preventDefault();
    active = (active + step + matches.length) % matches.length;
    markActive();
  } else if (event.key === "Enter" && active >= 0 && !found.hidden) choose(active);
  else if (event.key === "Escape") openMatches(false);
});
