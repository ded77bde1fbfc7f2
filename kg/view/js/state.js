// What is shown, as one record that an address's fragment can hold: permalink, undo and the way the page opens are the same thing.

const VIEWS = ["network", "ownership", "timeline", "matrix", "table"];
const STATUSES = ["all", "current", "former"];
const MAX_HOPS = 3;

/** The state of a page that was just opened without an address. */
function initial() {
  return {
    view: "network", asOf: false, from: firstYear, to: lastYear, off: new Set(), kindsOff: new Set(), status: "all", top: data.open,
    party: null, link: null, company: null, focus: null, hops: 1, path: [], hidden: new Set(), pins: new Map(), added: new Set(), opened: new Map(),
  };
}

let state = initial();

/** The state as a fragment without "#": what differs from the beginning. */
function address(of = state) {
  const parts = new URLSearchParams();
  const put = (key, value, otherwise) => { if (value !== otherwise && value !== null) parts.set(key, value); };
  const list = (key, values) => { for (const value of [...values].sort()) parts.append(key, value); };
  put("view", of.view, "network");
  if (of.asOf) parts.set("asof", of.to);
  else {
    put("from", of.from, firstYear);
    put("to", of.to, lastYear);
  }
  put("without", [...of.off].sort().join(","), "");
  put("kinds", [...of.kindsOff].sort().map((kind) => `-${kind}`).join(","), "");
  put("status", of.status, "all");
  put("top", of.top, data.open);
  put("company", of.company, null);
  put("party", of.party, null);
  put("link", of.link, null);
  put("near", of.focus, null);
  put("hops", of.hops, 1);
  for (const end of of.path) parts.append("path", end);
  list("hide", of.hidden);
  list("pin", [...of.pins].map(([id, [x, y]]) => `${x},${y},${id}`));
  list("with", of.added);
  list("open", [...of.opened].map(([group, shown]) => `${group},${shown}`));
  return parts.toString();
}

/** The state that an address asks for; what it names and isn't there is left out. */
function parsed(fragment) {
  const parts = new URLSearchParams(fragment);
  const all = (key) => parts.getAll(key);
  const node = (id) => (nodes.has(id) ? id : null);
  const found = initial();
  const number = (key) => (/^\d{1,6}$/.test(parts.get(key) || "") ? Number(parts.get(key)) : null);
  const asOf = number("asof") === null ? null : latest(number("asof"));
  found.view = VIEWS.includes(parts.get("view")) ? parts.get("view") : "network";
  found.asOf = asOf !== null;
  found.from = found.asOf || number("from") === null ? firstYear : years.find((year) => year >= number("from")) ?? lastYear;
  found.to = Math.max(asOf ?? (number("to") === null ? lastYear : latest(number("to"))), found.from);
  found.off = new Set((parts.get("without") || "").split(",").filter((relation) => relations.has(relation)));
  found.kindsOff = new Set((parts.get("kinds") || "").split(",").map((kind) => kind.slice(1)).filter((kind) => kinds.has(kind)));
  found.status = STATUSES.includes(parts.get("status")) ? parts.get("status") : "all";
  found.top = number("top") > 0 ? Math.min(number("top"), nodes.size) : data.open;
  found.company = node(parts.get("company"));
  found.party = node(parts.get("party"));
  found.link = !found.party && edges.has(parts.get("link")) ? parts.get("link") : null;
  found.focus = node(parts.get("near"));
  found.hops = Math.min(Math.max(number("hops") || 1, 1), MAX_HOPS);
  found.path = all("path").filter((id) => nodes.has(id)).slice(0, 2);
  if (found.path.length < 2) found.path = [];
  found.hidden = new Set(all("hide").filter((id) => nodes.has(id)));
  found.added = new Set(all("with").filter((id) => nodes.has(id)));
  found.pins = new Map(all("pin").map((text) => /^(-?\d+),(-?\d+),(.+)$/s.exec(text)).filter((match) => match && nodes.has(match[3])).map(([, x, y, id]) => [id, [Number(x), Number(y)]]));
  found.opened = new Map(all("open").map((text) => text.split(",").map(Number)).filter(([group, shown]) => data.groups[group] && shown > 0));
  return found;
}

/** The last year of the graph that is not after the given one; the first, if all are. */
function latest(year) {
  return years.filter((one) => one <= year).pop() ?? firstYear;
}

const past = [];
const future = [];
let lastKind = "";
let lastTime = 0;

/** Change the state, so that it can be undone, and show it. Steps of one `kind` in quick succession are undone together. */
function change(patch, kind = "") {
  const before = address();
  state = { ...state, ...patch };
  const after = address();
  const joined = kind && kind === lastKind && performance.now() - lastTime < 900;
  if (after !== before) {
    if (!joined) past.push(before);
    future.length = 0;
    if (past.length > 200) past.shift();
  }
  [lastKind, lastTime] = [kind, performance.now()];
  render();
}

/** One step back, or (the other way round) forth again. */
function undo(from = past, to = future) {
  if (!from.length) return;
  to.push(address());
  state = parsed(from.pop());
  lastKind = "";
  render();
}

function redo() {
  undo(future, past);
}

/** A copy of a set with a member put in or taken out. */
function toggled(set, member, inside = !set.has(member)) {
  const copy = new Set(set);
  copy[inside ? "add" : "delete"](member);
  return copy;
}

/** Keep the browser's address in step. A page inside another (a notebook's) has no address of its own. */
function writeAddress() {
  const fragment = `#${address()}`;
  if (location.protocol === "about:" || fragment === (location.hash || "#")) return;
  try {
    history.replaceState(null, "", fragment);
  } catch { // some browsers allow so many changes in so much time, and some frames none; the page works without
  }
}
