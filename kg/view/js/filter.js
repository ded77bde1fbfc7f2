// What the filters let through, and which part of it is drawn.

const MOST_NODES = 1500; // more than this a browser doesn't draw in good time
const MOST_EDGES = 3000;
const STEP_OPEN = 40; // parties that a click on a group adds

/** The statements of one edge or node (sorted by year) that the year and status filters let through. */
function shownClaims(list) {
  if (state.asOf) {
    let last = null;
    for (const claim of list) if (claim.year <= state.to) last = claim;
    return last && (last.status !== "former" || state.status === "former") && !(state.status === "former" && last.status !== "former") ? [last] : [];
  }
  return list.filter((claim) => claim.year >= state.from && claim.year <= state.to && (state.status === "all" || (claim.status === "former") === (state.status === "former")));
}

/** Whether a party may be shown at all. */
function allowed(id) {
  return !state.hidden.has(id) && !state.kindsOff.has(nodes.get(id).group);
}

/** The edges that the filters let through, each with its statements: Map of edge -> claims. */
function passingEdges() {
  const found = new Map();
  for (const edge of edges.values()) {
    if (state.off.has(edge.relation) || !allowed(edge.from) || !allowed(edge.to)) continue;
    const list = shownClaims(edge.claims);
    if (list.length) found.set(edge, list);
  }
  return found;
}

/** The statements without an object, of one node, that the filters let through. */
function ownClaims(node) {
  if (!node.claims.length || !allowed(node.id)) return [];
  return [...new Set(node.claims.map((claim) => claim.relation))].filter((relation) => !state.off.has(relation))
    .flatMap((relation) => shownClaims(node.claims.filter((claim) => claim.relation === relation)));
}

/** Who is linked with whom: Map of id -> edges. */
function adjacency(passing) {
  const found = new Map();
  const put = (id, edge) => { if (found.has(id)) found.get(id).push(edge); else found.set(id, [edge]); };
  for (const edge of passing.keys()) {
    put(edge.from, edge);
    if (edge.to !== edge.from) put(edge.to, edge);
  }
  return found;
}

const otherEnd = (edge, id) => (edge.from === id ? edge.to : edge.from);

/** How many links each party is away from one: Map of id -> steps, up to a most. */
function distances(beside, start, most = Infinity) {
  const found = new Map([[start, 0]]);
  for (const id of found.keys()) { // a Map is walked in the order of insertion, new ones too
    const steps = found.get(id) + 1;
    if (steps > most) break;
    for (const edge of beside.get(id) || []) if (!found.has(otherEnd(edge, id))) found.set(otherEnd(edge, id), steps);
  }
  return found;
}

/** The parties on the shortest ways between two, with their distance from the first; empty where there is no way. */
function between(beside, [a, b]) {
  const [there, back] = [distances(beside, a), distances(beside, b)];
  if (!there.has(b)) return new Map();
  const length = there.get(b);
  return new Map([...there].filter(([id, steps]) => back.has(id) && steps + back.get(id) === length));
}

/** The most important of some parties, at most so many. */
function foremost(ids, most) {
  return [...ids].sort((a, b) => nodes.get(a).rank - nodes.get(b).rank).slice(0, most);
}

/**
 * What is drawn: `nodes` (ids), `edges` (Map of edge -> claims), `groups` (Map of number -> how many of its parties are left out), `bundles`
 * (links with a group), `steps` (distances from the focus or along a path), `left` (parties that are not drawn), `undrawn` (links between those that are).
 */
function scene() {
  const passing = passingEdges();
  const beside = adjacency(passing);
  const there = new Set([...beside.keys(), ...[...nodes.values()].filter((node) => ownClaims(node).length).map((node) => node.id)]);
  let steps = null;
  if (state.path.length) steps = between(beside, state.path);
  else if (state.focus && allowed(state.focus)) steps = distances(beside, state.focus, state.hops);
  const wanted = steps ? foremost(steps.keys(), Math.min(data.near, MOST_NODES)) : opened(there);
  const chosen = [state.party, ...(state.link ? [edges.get(state.link).from, edges.get(state.link).to] : []), ...state.pins.keys(), ...(steps ? [] : state.added), ...state.path, state.focus];
  const shown = new Set([...wanted, ...chosen.filter((id) => id && allowed(id))]);
  const last = (edge) => Math.max(nodes.get(edge.from).rank, nodes.get(edge.to).rank);
  const inside = [...passing].filter(([edge]) => shown.has(edge.from) && shown.has(edge.to));
  const lines = new Map(inside.length > MOST_EDGES ? inside.sort(([a], [b]) => last(a) - last(b)).slice(0, MOST_EDGES) : inside);
  const left = [...(steps ? steps.keys() : there)].filter((id) => !shown.has(id));
  const groups = new Map();
  if (!steps) for (const id of left) groups.set(nodes.get(id).part, (groups.get(nodes.get(id).part) || 0) + 1);
  return { nodes: shown, edges: lines, groups, bundles: steps || !left.length ? [] : bundled(passing, shown), steps, left: left.length, undrawn: inside.length - lines.size };
}

/** The parties drawn when nothing is in focus: the most important, and those of groups that were opened. */
function opened(there) {
  const found = foremost(there, Math.min(state.top, MOST_NODES));
  if (!state.opened.size) return found;
  const inside = new Set(found);
  const more = new Map();
  for (const id of foremost([...there].filter((one) => !inside.has(one)), Infinity)) {
    const { part } = nodes.get(id);
    const taken = more.get(part) || 0;
    if (taken < (state.opened.get(part) || 0) && inside.size < MOST_NODES) {
      inside.add(id);
      more.set(part, taken + 1);
    }
  }
  return inside;
}

const MOST_BUNDLES = 120;

/** Links to and between groups, put together by their ends: { from, to, count }, the strongest. A group's id is "~" and its number. */
function bundled(passing, shown) {
  const end = (id) => (shown.has(id) ? id : `~${nodes.get(id).part}`);
  const found = new Map();
  for (const edge of passing.keys()) {
    const [a, b] = [end(edge.from), end(edge.to)].sort();
    if (a === b || (shown.has(edge.from) && shown.has(edge.to))) continue;
    const key = JSON.stringify([a, b]);
    if (found.has(key)) found.get(key).count += 1;
    else found.set(key, { from: a, to: b, count: 1 });
  }
  return [...found.values()].sort((a, b) => b.count - a.count).slice(0, MOST_BUNDLES);
}

/** Every statement that the filters let through, with its edge or node: the rows of the table. */
function visibleRows() {
  const through = new Set();
  const now = state.focus || state.path.length ? scene() : null;
  for (const list of (now ? now.edges : passingEdges()).values()) for (const claim of list) through.add(claim);
  for (const node of nodes.values()) if (!now || now.nodes.has(node.id)) for (const claim of ownClaims(node)) through.add(claim);
  return rows.filter((row) => through.has(row.claim));
}
