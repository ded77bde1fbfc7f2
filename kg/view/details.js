// The panel beside the picture. Strings become text nodes, never markup.

/** An element with attributes and children; strings among the children become text. `on` is what a click does. */
function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") element.addEventListener("click", value);
    else if (name === "color") element.style.setProperty("--c", `var(${value})`);
    else element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
}

/** A name that can't disturb the direction of what stands beside it. */
function name(text) {
  return el("bdi", {}, text);
}

function partyButton(node) {
  return el("button", { type: "button", class: "party", on: () => select({ node }) }, name(node.name));
}

const BASES = { event: "the year in which it happened", as_of: "the date at which it held", reporting: "the fiscal year that the filing reports on" };

/** "as-of date" → "As-of date", "fiscalYear" → "Fiscal year". */
function title(key) {
  const words = key.replace(/([a-z])([A-Z])/g, "$1 $2").replace(/_/g, " ").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The words of a filing that say so, and where they stand. */
function evidence([source, start, end, quote, section, rule, fragment], color) {
  const filing = data.sources[source] || { name: "unknown filing" };
  const head = [filing.registrant, filing.form, filing.end ? `fiscal year ended ${filing.end}` : ""].filter(Boolean).join(" · ");
  const place = [filing.name, data.texts[section], `characters ${numbers.format(start)}–${numbers.format(end)}`, `rule ${data.texts[rule]}`].filter(Boolean);
  const ids = [filing.cik ? `CIK ${filing.cik}` : "", filing.accession ? `accession number ${filing.accession}` : ""].filter(Boolean).join(" · ");
  const link = /^https?:\/\//i.test(filing.url || "") ? el("a", { href: filing.url + (data.texts[fragment] || ""), target: "_blank", rel: "noopener noreferrer" }, fragment === undefined ? "Open the filing" : "Open the filing at these words") : null;
  return el("figure", { color },
    el("blockquote", { dir: "auto" }, data.texts[quote]),
    el("figcaption", {}, name(head), el("br"), name(place.join(" · ")), ...(ids ? [el("br"), name(ids)] : []), ...(link ? [el("br"), link] : [])));
}

/** One statement: its year and where the year comes from, its values, and every piece of evidence. */
function claimCard(claim, color) {
  const rows = Object.entries(claim.values || {}).filter(([key]) => key !== "percent" && key !== "amount" && key !== "currency");
  const list = el("dl", {}, el("dt", {}, "Year from"), el("dd", {}, `${BASES[claim.basis] || claim.basis}${claim.date ? `: ${claim.date}` : ""}`));
  for (const [key, value] of rows) list.append(el("dt", {}, title(key)), el("dd", {}, name(String(value))));
  return el("article", { class: "claim" },
    el("h3", {}, String(claim.year), el("span", { class: "value" }, valueOf(claim)), claim.status === "former" ? el("span", { class: "badge" }, "former") : null),
    list,
    claim.conflicts ? el("p", { class: "warning" }, `The filings disagree on: ${claim.conflicts.map(title).join(", ").toLowerCase()}.`) : null,
    ...claim.facts.map((fact) => evidence(fact, color)));
}

/** The panel of an edge: what it says and every statement of it, the latest first. */
function edgeDetails(edge) {
  const color = colorOf(edge.relation);
  return [
    el("p", { class: "statement", color }, partyButton(nodes.get(edge.from)), " ", el("span", { class: "relation" }, labelOf(edge.relation)), " ", partyButton(nodes.get(edge.to))),
    ...[...edge.claims].reverse().map((claim) => claimCard(claim, color)),
  ];
}

/** One line in the panel of a node: the relation seen from it. */
function factLine(node, edge, claim) {
  const outgoing = edge.from === node.id;
  const other = nodes.get(outgoing ? edge.to : edge.from);
  const relation = relations.get(edge.relation);
  const words = outgoing || relation.symmetric ? [`${relation.label} `, name(other.name)] : [name(other.name), ` ${relation.label} `, "this party"];
  const value = [valueOf(claim), claim.status === "former" ? "former" : ""].filter(Boolean).join(" · ");
  return el("li", {}, el("button", { type: "button", on: () => select({ edge }) },
    el("span", { class: "swatch", color: colorOf(edge.relation) }), el("span", { class: "text" }, ...words), el("span", { class: "value" }, value)));
}

/** The panel of a node: its names, its identifiers and its facts by year. */
function nodeDetails(node) {
  const lines = new Map();
  const put = (year, line) => lines.set(year, [...(lines.get(year) || []), line]);
  for (const edge of node.edges) for (const claim of edge.claims) put(claim.year, factLine(node, edge, claim));
  const list = el("dl", {});
  if (node.names) list.append(el("dt", {}, "Also"), el("dd", {}, name(node.names.join("; "))));
  for (const [key, value] of node.ids || []) list.append(el("dt", {}, key), el("dd", {}, name(value)));
  const absent = new Set(node.edges.flatMap((edge) => [edge.from, edge.to]).filter((id) => !inPart(id)));
  const more = el("button", { type: "button", on: () => { absent.forEach((id) => state.added.add(id)); draw(); select({ node }); } }, `Draw ${numbers.format(absent.size)} more of its neighbours`);
  return [
    el("h2", {}, name(node.name)),
    el("p", { class: "sub" }, `${title(node.group)}${node.filer ? " · files the reports" : ""}`),
    el("div", { class: "claim" }, list),
    absent.size ? more : null,
    ...[...lines.keys()].sort((a, b) => b - a).flatMap((year) => [el("h3", {}, String(year)), el("ul", { class: "facts-of" }, ...lines.get(year))]),
    ...node.claims.map((claim) => el("section", {}, el("p", { class: "statement", color: colorOf(claim.relation) }, el("span", { class: "relation" }, labelOf(claim.relation))), claimCard(claim, colorOf(claim.relation)))),
  ].filter((child) => child !== null);
}

/** Fill and open the panel, or close it. */
function showDetails() {
  const panel = document.getElementById("panel");
  const { selected } = state;
  document.getElementById("app").classList.toggle("detailed", selected !== null);
  panel.hidden = selected === null;
  if (selected === null) return;
  document.getElementById("details").replaceChildren(...(selected.edge ? edgeDetails(selected.edge) : nodeDetails(selected.node)));
  panel.scrollTop = 0;
}
