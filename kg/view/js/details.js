// The panel beside the view: the statements of a link, with the words of the filings.

const BASES = { event: "the year in which it happened", as_of: "the date at which it held", reporting: "the fiscal year that the filing reports on" };
const BASE_NAMES = { as_of: "as of", event: "event", reporting: "reporting" };

/** The words of a filing that say so, and where they stand. */
function evidence([source, start, end, quote, section, rule, fragment], color) {
  const filing = data.sources[source] || { name: "unknown filing" };
  const head = [filing.registrant, filing.form, filing.end ? `fiscal year ended ${filing.end}` : ""].filter(Boolean).join(" · ");
  const place = [filing.name, data.texts[section], `characters ${numbers.format(start)}–${numbers.format(end)}`, `rule ${data.texts[rule]}`].filter(Boolean);
  const ids = [filing.cik ? `CIK ${filing.cik}` : "", filing.accession ? `accession number ${filing.accession}` : ""].filter(Boolean).join(" · ");
  const href = (filing.url || "") + (data.texts[fragment] || "");
  const anchor = /^https?:\/\//i.test(href) ? el("a", { href, target: "_blank", rel: "noopener noreferrer" }, fragment === undefined ? "Open the filing" : "Open the filing at these words") : null;
  return el("figure", { color },
    el("blockquote", { dir: "auto" }, data.texts[quote]),
    el("figcaption", {}, name(head), el("br"), name(place.join(" · ")), ids ? [el("br"), name(ids)] : [], anchor ? [el("br"), anchor] : []));
}

/** One statement: its year and where the year comes from, its values, and every piece of evidence. */
function claimCard(claim, color) {
  const pairs = [["Year from", `${BASES[claim.basis] || claim.basis}${claim.date ? `: ${claim.date}` : ""}`], ...wordsOf(claim).map(([key, value]) => [title(key), String(value)]), ["Claim", claim.id]];
  return el("article", { class: "claim" },
    el("h3", {}, String(claim.year), el("span", { class: "value" }, valueOf(claim)), claim.status === "former" ? el("span", { class: "badge" }, "former") : null),
    el("dl", {}, pairs.flatMap(([key, value]) => [el("dt", {}, key), el("dd", { class: key === "Claim" ? "code" : null }, name(value))])),
    claim.conflicts ? el("p", { class: "warning" }, `Told in more than one way: ${claim.conflicts.map(title).join(", ").toLowerCase()}.`) : null,
    claim.facts.map((fact) => evidence(fact, color)));
}

/** The panel of an edge: what it says and every statement of it, the latest first. */
function edgeDetails(edge) {
  const color = colorOf(edge.relation);
  const [from, to] = [nodes.get(edge.from), nodes.get(edge.to)];
  const facts = edge.claims.reduce((sum, claim) => sum + claim.facts.length, 0);
  return [
    el("h2", { class: "statement", color }, partyButton(from), " ", el("span", { class: "relation" }, labelOf(edge.relation)), " ", partyButton(to)),
    el("p", { class: "sub" }, `${count(edge.claims.length, "claim")} from ${count(facts, "fact")}`),
    ...[...edge.claims].reverse().map((claim) => claimCard(claim, color)),
  ];
}

/** The panel of a path: each shortest way as a chain of parties, each step with its links. */
function pathDetails() {
  const [a, b] = state.path.map((id) => nodes.get(id));
  const now = scene();
  const head = [
    el("h2", {}, "From ", partyButton(a), " to ", partyButton(b)),
    button("Leave the path", () => { toFit = true; change({ path: [] }); }),
  ];
  if (!now.steps.size) return [...head, el("p", {}, "No links lead from one to the other under these filters.")];
  const length = now.steps.get(b.id);
  const chains = [];
  const walk = (chain) => {
    if (chains.length === MOST_CHAINS) return;
    const last = chain[chain.length - 1];
    if (last === b.id) { chains.push(chain); return; }
    const next = new Set([...now.edges.keys()].filter((edge) => edge.from === last || edge.to === last).map((edge) => otherEnd(edge, last)));
    for (const id of foremost([...next].filter((one) => now.steps.get(one) === now.steps.get(last) + 1), Infinity)) walk([...chain, id]);
  };
  walk([a.id]);
  return [...head, el("p", { class: "sub" }, `${count(length, "step")}; ${chains.length === MOST_CHAINS ? `the first ${MOST_CHAINS} of the shortest ways` : count(chains.length, "shortest way")}`),
    ...chains.map((chain) => el("ol", { class: "chain" }, chain.slice(1).map((id, i) => el("li", {}, pathStep(now, chain[i], id)))))];
}
const MOST_CHAINS = 5;

/** The links between two neighbours of a path, each a button for its evidence. */
function pathStep(now, a, b) {
  return [...now.edges].filter(([edge]) => (edge.from === a && edge.to === b) || (edge.from === b && edge.to === a)).map(([edge, list]) =>
    el("button", { type: "button", class: "line", on: () => select({ link: edge.id }) },
      el("span", { class: "swatch", color: colorOf(edge.relation) }),
      el("span", { class: "text" }, name(nodes.get(edge.from).name), ` ${labelOf(edge.relation)} `, name(nodes.get(edge.to).name)),
      el("span", { class: "value" }, edgeLabel(list))));
}

/** Fill and open the panel, or close it. */
function showDetails() {
  const panel = byId("panel");
  const content = state.link ? edgeDetails(edges.get(state.link)) : state.party ? nodeDetails(nodes.get(state.party)) : state.path.length ? pathDetails() : null;
  byId("app").classList.toggle("detailed", content !== null);
  panel.hidden = content === null;
  const key = `${state.link} ${state.party} ${state.path}`;
  if (content === null) return;
  byId("details").replaceChildren(...content);
  if (panel.dataset.of !== key) panel.scrollTop = 0;
  panel.dataset.of = key;
}
