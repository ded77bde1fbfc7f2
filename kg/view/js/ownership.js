// Who owns whom in a year: owners to the left of a company, holdings to the right, with percentages.

const TREE = { column: 350, row: 50, box: 208, height: 40, most: 24, depth: 3 };
let unfolded = new Set(); // branches whose further stakes were asked for

/** The stakes as of a year, by owner and by what is owned: an entry has owner, owned, percent, year, edge and claim. */
function stakes(year) {
  const [byOwner, byOwned, pairs] = [new Map(), new Map(), new Map()];
  for (const edge of edges.values()) {
    const own = edge.relation === "ownsShareIn";
    if ((!own && edge.relation !== "subsidiaryOf") || state.off.has(edge.relation) || !allowed(edge.from) || !allowed(edge.to)) continue;
    const claim = edge.claims.filter((one) => one.year <= year).pop();
    if (!claim || claim.status === "former" || edge.from === edge.to) continue;
    const [owner, owned] = own ? [edge.from, edge.to] : [edge.to, edge.from];
    const percent = claim.values && typeof claim.values.percent === "number" ? claim.values.percent : null;
    const key = JSON.stringify([owner, owned]);
    const known = pairs.get(key);
    if (known && (known.percent !== null || percent === null)) { known.subsidiary ||= !own; continue; }
    pairs.set(key, { owner, owned, percent, year: claim.year, edge, claim, subsidiary: !own || (known && known.subsidiary) });
  }
  const bySize = [...pairs.values()].sort((a, b) => (b.percent ?? -1) - (a.percent ?? -1) || nodes.get(a.owned).rank - nodes.get(b.owned).rank || nodes.get(a.owner).rank - nodes.get(b.owner).rank);
  for (const stake of bySize) {
    byOwner.set(stake.owner, [...(byOwner.get(stake.owner) || []), stake]);
    byOwned.set(stake.owned, [...(byOwned.get(stake.owned) || []), stake]);
  }
  return { byOwner, byOwned };
}

/** The branches of one side below a party: { id, stake, share, depth, mark, children }. `share` is what comes through the chain, in percent. */
function branches(id, table, side, depth, share, chain, met) {
  const list = (table.get(id) || []).filter((stake) => !chain.includes(side === "owned" ? stake.owned : stake.owner));
  const rings = (table.get(id) || []).length - list.length;
  const key = `${side} ${chain.join(" ")}`;
  const now = unfolded.has(key) ? list : list.slice(0, TREE.most);
  const found = now.map((stake) => {
    const other = stake[side];
    const through = share === null || stake.percent === null ? null : (share * stake.percent) / 100;
    const again = met.has(other) && table.has(other);
    met.add(other);
    const branch = { id: other, stake, share: through, depth, mark: again ? "shown above" : "", children: [] };
    if (!again && depth < TREE.depth) branch.children = branches(other, table, side, depth + 1, through, [...chain, other], met);
    else if (!again && table.has(other)) branch.mark = count(table.get(other).length, "more");
    return branch;
  });
  if (rings) found.push({ text: "↻ back to a party of this chain", depth, children: [] });
  if (now.length < list.length) found.push({ text: `${list.length - now.length} more`, depth, children: [], on: () => { unfolded.add(key); render(); } });
  return found;
}

/** Give each branch a row: leaves one after another, a parent in the middle of its children. Gives the next free row. */
function rowsOf(list, next) {
  for (const branch of list) {
    if (branch.children.length) {
      next = rowsOf(branch.children, next);
      branch.row = (branch.children[0].row + branch.children[branch.children.length - 1].row) / 2;
    } else {
      branch.row = next;
      next += 1;
    }
  }
  return next;
}

/** "79.5 %", "subsidiary", and the year of the statement where it is an earlier one. */
function stakeLabel({ percent, year, subsidiary }) {
  const what = percent === null ? (subsidiary ? "subsidiary" : "share") : `${percent}\u202f%`;
  return year === state.to ? what : `${what} (${year})`;
}

/** A box with a party's name: a button that opens its card. */
function partyBox(id, x, y, root) {
  const node = nodes.get(id);
  const words = node.label.split("\n").slice(0, 2);
  if (node.label.split("\n").length > 2) words[1] = cut(`${words[1]} …`, 22);
  const { box, height } = TREE;
  return act(`${node.name}${root ? "" : `, ${title(node.group)}`}`, () => select({ party: id }), `box${root ? " root" : ""}${state.party === id ? " chosen" : ""}`,
    svg("rect", { x: x - box / 2, y: y - height / 2, width: box, height, rx: 7 }),
    svg("text", { x, y: y - (words.length - 1) * 8, "text-anchor": "middle" }, words.map((word, i) => svg("tspan", { x, dy: i ? 16 : 4.5 }, word))));
}

/** A group of a drawing that acts as a button. */
function act(label, on, kind, ...children) {
  const group = svg("g", { role: "button", tabindex: 0, class: kind, "aria-label": label, on }, ...children);
  group.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); on(); } });
  return group;
}

/** One side of the tree as drawn elements; `sign` is 1 to the right, -1 to the left. */
function side(list, sign, from) {
  return list.flatMap((branch) => {
    const [x, y] = [sign * branch.depth * TREE.column, branch.row * TREE.row];
    const [startX, endX] = [from[0] + (sign * TREE.box) / 2, x - (sign * TREE.box) / 2];
    const middle = startX + (endX - startX) * 0.3;
    const line = svg("path", { class: "branch", d: `M${startX} ${from[1]}C${middle} ${from[1]} ${middle} ${y} ${endX} ${y}`, "stroke-width": branch.stake ? 1.2 + (branch.stake.percent ?? 20) / 40 : 1 });
    if (branch.text) return [line, branch.on ? act(branch.text, branch.on, "more", svg("text", { x: endX + sign * 8, y: y + 4.5, "text-anchor": sign > 0 ? "start" : "end" }, branch.text)) : svg("text", { class: "note", x: endX + sign * 8, y: y + 4.5, "text-anchor": sign > 0 ? "start" : "end" }, branch.text)];
    const { stake } = branch;
    const text = stakeLabel(stake);
    const through = branch.depth > 1 && branch.share !== null ? `${numbers.format(Math.round(branch.share * 10) / 10)}\u202f% through the chain` : "";
    const label = act(`${nodes.get(stake.owner).name} owns ${text} of ${nodes.get(stake.owned).name}${through ? `, ${through}` : ""}: evidence`, () => select({ link: stake.edge.id }), "stake",
      svg("text", { x: endX - sign * 6, y: y - 5, "text-anchor": sign > 0 ? "end" : "start" }, text), through ? svg("title", {}, through) : null);
    const mark = branch.mark ? svg("text", { class: "note", x: x + sign * (TREE.box / 2 + 6), y: y + 4.5, "text-anchor": sign > 0 ? "start" : "end" }, branch.mark) : null;
    return [line, ...side(branch.children, sign, [x, y]), partyBox(branch.id, x, y), label, mark].filter(Boolean);
  });
}

/** The company whose tree or timeline is shown: the chosen one, or the most important that the view has something of. */
function companyFor(has) {
  if (state.company) return state.company;
  if (state.party && has(state.party)) return state.party;
  return data.nodes.map((node) => node.id).find(has) || (data.nodes[0] ? data.nodes[0].id : null);
}

/** Draw the tree. */
function drawOwnership() {
  const { byOwner, byOwned } = stakes(state.to);
  const company = companyFor((id) => byOwner.has(id) || byOwned.has(id));
  const holder = byId("ownership");
  if (company === null) return holder.replaceChildren();
  showCompany("ownership", company);
  const owners = branches(company, byOwned, "owner", 1, 100, [company], new Set([company]));
  const holdings = branches(company, byOwner, "owned", 1, 100, [company], new Set([company]));
  const lengths = [rowsOf(owners, 0), rowsOf(holdings, 0)];
  const high = Math.max(...lengths, 1);
  const shift = (list, by) => { for (const one of list) { one.row += by; shift(one.children, by); } };
  shift(owners, (high - lengths[0]) / 2);
  shift(holdings, (high - lengths[1]) / 2);
  const deepest = (list) => Math.max(0, ...list.map((one) => Math.max(one.depth, deepest(one.children))));
  const [left, right] = [deepest(owners), deepest(holdings)];
  const root = [0, ((high - 1) / 2) * TREE.row];
  const frame = { x: -left * TREE.column - TREE.box / 2 - 90, y: -TREE.row, width: (left + right) * TREE.column + TREE.box + 180, height: (high + 1) * TREE.row };
  const heads = [left ? svg("text", { class: "head", x: -TREE.column, y: -TREE.row + 16, "text-anchor": "middle" }, "Owners") : null, right ? svg("text", { class: "head", x: TREE.column, y: -TREE.row + 16, "text-anchor": "middle" }, "Holdings") : null];
  byId("ownership-text").textContent = owners.length + holdings.length ? `As of ${state.to}: the latest statement of each stake up to then. A year in brackets is that of an earlier statement.` : `The filings state no stakes of or in this party up to ${state.to}.`;
  const shown = `${company} ${state.to}`;
  const drawing = svg("svg", { viewBox: `${frame.x} ${frame.y} ${frame.width} ${frame.height}`, ...fitted(frame, holder), role: "group", "aria-label": `Owners and holdings of ${nodes.get(company).name} as of ${state.to}` },
    heads.filter(Boolean), side(owners, -1, root), side(holdings, 1, root), partyBox(company, root[0], root[1], true));
  holder.replaceChildren(drawing);
  if (holder.dataset.of !== shown) centre(holder.parentElement, drawing, -frame.x / frame.width, (root[1] - frame.y) / frame.height);
  holder.dataset.of = shown;
  return undefined;
}

/** Scroll a view so that a point of its drawing, given as shares of width and height, is in the middle. */
function centre(view, drawing, x, y) {
  const { width, height } = drawing.getBoundingClientRect();
  view.scrollTo(x * width - view.clientWidth / 2, y * height - view.clientHeight / 2);
}

/** Width and height of a tree: made smaller where it is too wide, as long as it can be read. */
function fitted({ width, height }, holder) {
  const scale = Math.min(1, Math.max(0.9, (holder.parentElement.clientWidth - 40) / width));
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

/** The rows that the tree shows, for the table's export. */
function ownershipRows() {
  const { byOwner, byOwned } = stakes(state.to);
  const company = companyFor((id) => byOwner.has(id) || byOwned.has(id));
  const found = new Set();
  const gather = (list) => { for (const one of list) { if (one.stake) found.add(one.stake.claim); gather(one.children); } };
  if (company) for (const [table, which] of [[byOwned, "owner"], [byOwner, "owned"]]) gather(branches(company, table, which, 1, 100, [company], new Set([company])));
  return rows.filter((row) => found.has(row.claim));
}
