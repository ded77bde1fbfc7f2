// The legend, which is the filters as well: relations, kinds, status, and how much is drawn.

/** A check-box for each relation, with its colour and its number of claims; pointing at one shows its links. */
function makeRelations() {
  for (const relation of data.relations) {
    const box = el("input", { type: "checkbox", value: relation.name, checked: "" });
    box.addEventListener("change", () => change({ off: toggled(state.off, relation.name, !box.checked) }));
    byId("relations").append(el("label", { class: "check" }, box, el("span", { class: "swatch", color: colorOf(relation.name) }),
      el("span", { class: "name" }, relation.label), el("span", { class: "count" }, numbers.format(relation.count))));
  }
  const all = (off) => () => change({ off: new Set(off ? relations.keys() : []) });
  byId("relations").append(el("p", { class: "pair" }, button("All", all(false)), button("None", all(true))));
}

/** A check-box for each kind of party, with its shape. */
function makeKinds() {
  const counts = new Map();
  for (const node of data.nodes) counts.set(node.group, (counts.get(node.group) || 0) + 1);
  for (const [kind, shape] of kinds) {
    const box = el("input", { type: "checkbox", value: kind, checked: "" });
    box.addEventListener("change", () => change({ kindsOff: toggled(state.kindsOff, kind, !box.checked) }));
    byId("kinds").append(el("label", { class: "check kind", color: kindColor(kind) }, box, shapeIcon(shape), el("span", { class: "name" }, title(kind)), el("span", { class: "count" }, numbers.format(counts.get(kind)))));
  }
  if (data.nodes.some((node) => node.filer)) byId("kinds").append(el("p", { class: "kind filer", color: "--kind-company" }, shapeIcon("dot"), "Ringed: files the reports"));
  byId("kinds").append(el("p", { class: "key" }, "The larger, the more links."));
}

const TOPS = [10, 25, 50, 100, 200, 400, 800, MOST_NODES];

/** How many of the most important parties are drawn. */
function makeTop() {
  const most = Math.min(nodes.size, MOST_NODES);
  const choices = [...new Set([...TOPS.filter((top) => top < most), data.open, most])].sort((a, b) => a - b);
  byId("top").append(...choices.map((top) => el("option", { value: top }, top === nodes.size ? "all" : numbers.format(top))));
  byId("top").addEventListener("change", () => { toFit = true; change({ top: Number(byId("top").value) }); });
  byId("status").addEventListener("change", () => change({ status: byId("status").value }));
  byId("reset").addEventListener("click", () => { toFit = true; change({ ...initial(), view: state.view, company: state.company }); });
}

/** Set every control to the state. */
function showFilters() {
  for (const box of byId("relations").querySelectorAll("input")) box.checked = !state.off.has(box.value);
  for (const box of byId("kinds").querySelectorAll("input")) box.checked = !state.kindsOff.has(box.value);
  byId("status").value = state.status;
  if (![...byId("top").options].some((option) => Number(option.value) === state.top)) byId("top").append(el("option", { value: state.top }, numbers.format(state.top)));
  byId("top").value = String(state.top);
}

/** What narrows the picture beside the filters, each with a button that takes it back. */
function showChips() {
  const chip = (text, patch) => el("span", { class: "chip" }, name(text), button("×", () => { toFit = true; change(patch); }, { "aria-label": `${text}: take back` }));
  byId("chips").replaceChildren(...[
    state.focus ? chip(`${count(state.hops, "hop")} around ${cut(nodes.get(state.focus).name, 28)}`, { focus: null, hops: 1 }) : null,
    state.path.length ? chip(`Path ${state.path.map((id) => cut(nodes.get(id).name, 18)).join(" → ")}`, { path: [] }) : null,
    state.hidden.size ? chip(`${numbers.format(state.hidden.size)} hidden`, { hidden: new Set() }) : null,
    state.pins.size ? chip(`${numbers.format(state.pins.size)} pinned`, { pins: new Map() }) : null,
    state.opened.size || state.added.size ? chip("Opened groups and neighbours", { opened: new Map(), added: new Set() }) : null,
  ].filter(Boolean));
}
