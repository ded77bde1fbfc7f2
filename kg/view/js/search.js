// Search by any of a party's names, with completion (the combobox pattern of WAI-ARIA).

let nameIndex = null;

/** Every name and identifier, made comparable when it is first needed. */
function indexed() {
  nameIndex ||= data.nodes.flatMap((node) => [node.name, ...(node.names || []), ...(node.dated || []).map(([text]) => text), ...(node.ids || []).map(([, value]) => value)].map((text) => ({ node, text, folded: fold(text) })));
  return nameIndex;
}

/** The best eight parties for a query: names that begin with it first, then words that do, then the rest; among equals the more important. */
function matching(query) {
  const wanted = fold(query).trim();
  if (!wanted) return [];
  const best = new Map();
  for (const { node, text, folded } of indexed()) {
    const at = folded.indexOf(wanted);
    if (at < 0) continue;
    const rank = at === 0 ? 0 : /[\s(]/.test(folded[at - 1]) ? 1 : 2;
    if (!best.has(node) || best.get(node).rank > rank) best.set(node, { node, text, rank });
  }
  return [...best.values()].sort((a, b) => a.rank - b.rank || a.node.rank - b.node.rank).slice(0, 8);
}

/** Make an input complete names in a list beside it; `choose` gets the party taken. */
function completing(input, list, choose) {
  let matches = [];
  let active = -1;
  for (const [key, value] of [["role", "combobox"], ["aria-expanded", "false"], ["aria-controls", list.id], ["aria-autocomplete", "list"]]) input.setAttribute(key, value);
  const open = (wanted) => { list.hidden = !wanted; input.setAttribute("aria-expanded", String(wanted)); };
  const mark = () => {
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === active)));
    if (active >= 0) input.setAttribute("aria-activedescendant", `${list.id}-${active}`);
    else input.removeAttribute("aria-activedescendant");
  };
  const take = (i) => { input.value = matches[i].node.name; open(false); choose(matches[i].node); };
  const item = ({ node, text }, i) => {
    const found = el("li", { role: "option", id: `${list.id}-${i}` }, name(node.name), el("small", {}, text === node.name ? title(node.group) : name(text)));
    found.addEventListener("mousedown", (event) => { event.preventDefault(); take(i); });
    return found;
  };
  const show = () => {
    matches = matching(input.value);
    active = matches.length ? 0 : -1;
    const none = Boolean(input.value.trim()) && !matches.length;
    list.replaceChildren(...(none ? [el("li", { role: "option", "aria-disabled": "true" }, "No such name in the graph")] : matches.map(item)));
    open(matches.length > 0 || none);
    mark();
  };
  input.addEventListener("input", show);
  input.addEventListener("focus", () => { if (input.value) show(); });
  input.addEventListener("blur", () => open(false));
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && matches.length) {
      event.preventDefault();
      active = (active + step + matches.length) % matches.length;
      mark();
    } else if (event.key === "Enter" && active >= 0 && !list.hidden) take(active);
    else if (event.key === "Escape") { open(false); event.stopPropagation(); }
  });
}
