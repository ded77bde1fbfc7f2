// The card of a party: its names, its identifiers, what can be done with it, and its facts by year.

/** One line of the card: the relation seen from the party. */
function factLine(node, edge, claim) {
  const outgoing = edge.from === node.id;
  const other = nodes.get(outgoing ? edge.to : edge.from);
  const relation = relations.get(edge.relation);
  const words = outgoing || relation.symmetric ? [`${relation.label} `, name(other.name)] : [name(other.name), ` ${relation.label} `, "this party"];
  const value = [valueOf(claim), claim.status === "former" ? "former" : ""].filter(Boolean).join(" · ");
  return el("li", {}, el("button", { type: "button", class: "line", on: () => select({ link: edge.id }) },
    el("span", { class: "swatch", color: colorOf(edge.relation) }), el("span", { class: "text" }, ...words), el("span", { class: "value" }, value)));
}

/** "from 2004", "until June 2010", "former": when a name was the party's. */
function nameTime([, since, until, former]) {
  return [since ? `from ${since}` : "", until ? `until ${until}` : ""].filter(Boolean).join(" ") || (former ? "former" : "");
}

/** Names, dated where the filings say from when to when, and identifiers. */
function namesAndIds(node) {
  const link = (value, href) => (href ? el("a", { href, target: "_blank", rel: "noopener noreferrer" }, name(value)) : name(value));
  const pairs = (node.dated || []).map((one) => [`Name ${nameTime(one)}`, name(one[0])]);
  if (node.names) pairs.push(["Also", name(node.names.join("; "))]);
  for (const [scheme, value, href] of node.ids || []) pairs.push([scheme, link(value, href)]);
  return pairs.length ? el("dl", {}, pairs.flatMap(([key, value]) => [el("dt", {}, key), el("dd", {}, value)])) : null;
}

/** The buttons of a card. */
function actions(node) {
  const near = el("span", { class: "group", role: "group", "aria-label": "Neighbourhood" }, "Neighbourhood",
    [1, 2, 3].map((hops) => button(String(hops), () => focusOn(node.id, hops), { "aria-pressed": String(state.focus === node.id && state.hops === hops), "aria-label": count(hops, "hop") })));
  const views = ["ownership", "timeline"].map((view) => button(title(view), () => openView(view, node.id)));
  const target = el("input", { type: "search", placeholder: "Path to …", "aria-label": "Path to another party", autocomplete: "off", spellcheck: "false" });
  const field = el("span", { class: "search small" }, target, el("ul", { role: "listbox", "aria-label": "Names found", id: "path-found", hidden: "" }));
  completing(target, field.lastElementChild, (other) => pathTo(node.id, other.id));
  return el("div", { class: "actions" }, near, field,
    el("span", { class: "group" }, button(state.pins.has(node.id) ? "Unpin" : "Pin", () => pin(node.id)), button("Hide", () => hide(node.id)), views));
}

/** The panel of a node: its names, its identifiers and its facts by year. */
function nodeDetails(node) {
  const lines = new Map();
  const put = (year, line) => lines.set(year, [...(lines.get(year) || []), line]);
  for (const edge of node.edges) for (const claim of edge.claims) put(claim.year, [edge, claim]);
  const years_ = [...lines.keys()].sort((a, b) => b - a);
  const absent = drawn.scene ? new Set(node.edges.map((edge) => otherEnd(edge, node.id)).filter((id) => !drawn.scene.nodes.has(id) && allowed(id))) : new Set();
  const more = () => change({ added: new Set([...state.added, ...foremost(absent, STEP_OPEN)]) });
  return [
    el("h2", {}, name(node.name)),
    el("p", { class: "sub" }, shapeIcon(node.shape), `${title(node.group)}${node.filer ? " · files the reports" : ""} · ${count(node.edges.length, "link")}`),
    namesAndIds(node),
    actions(node),
    absent.size && !state.focus && !state.path.length ? button(`Draw ${numbers.format(Math.min(absent.size, STEP_OPEN))} more of its neighbours`, more) : null,
    ...node.claims.map((claim) => el("section", {}, el("p", { class: "statement", color: colorOf(claim.relation) }, el("span", { class: "relation" }, labelOf(claim.relation))), claimCard(claim, colorOf(claim.relation)))),
    ...yearSections(node, lines, years_),
  ].filter((child) => child !== null);
}

const FIRST_LINES = 200;

/** The facts of a card, a section a year; of a party with very many, the latest first and the others on demand. */
function yearSections(node, lines, order) {
  const sections = [];
  let left = FIRST_LINES;
  for (const [i, year] of order.entries()) {
    if (left <= 0) {
      const rest = order.slice(i);
      const holder = el("div", {});
      holder.append(button(`Show the ${count(rest.length, "earlier year")}`, () => holder.replaceWith(...rest.flatMap((one) => section(node, one, lines.get(one))))));
      return [...sections, holder];
    }
    sections.push(...section(node, year, lines.get(year)));
    left -= lines.get(year).length;
  }
  return sections;
}

function section(node, year, list) {
  return [el("h3", {}, String(year)), el("ul", { class: "facts-of" }, list.map(([edge, claim]) => factLine(node, edge, claim)))];
}
