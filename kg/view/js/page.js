// The state made visible, and what the controls do.

/** Show the state: every control, the view, the panel and the address follow. */
function render() {
  if (!byId(`${state.view}-view`)) state.view = "network";
  for (const view of VIEWS) {
    byId(`${view}-view`).hidden = view !== state.view;
    byId(`as-${view}`).setAttribute("aria-pressed", String(view === state.view));
  }
  showFilters();
  showYears();
  showChips();
  if (network) prepare();
  for (const id of ["as-svg", "as-png"]) byId(id).disabled = ["matrix", "table"].includes(state.view) || !nodes.size; // no pictures
  byId("undo").disabled = !past.length;
  byId("redo").disabled = !future.length;
  showDetails();
  ({ network: draw, ownership: drawOwnership, timeline: drawTimeline, matrix: drawMatrix, table: drawTable })[state.view]();
  writeAddress();
}

/** Select a party ({ party }), a link ({ link }) or nothing; the picture moves to it. */
function select({ party = null, link = null }, byName = false) {
  const before = byId("panel").hidden;
  change({ party, link });
  if (state.view === "network") reveal(byName);
  else if (before !== byId("panel").hidden && state.view === "timeline") drawTimeline(); // its width changed
}

/** Whether the address names a party or a link, and no part of the network that is to be seen as a whole. */
function askedFor() {
  return Boolean(state.party || state.link) && !state.focus && !state.path.length;
}

/** Draw only what is so many links away from a party, or leave that. */
function focusOn(party, hops) {
  const same = state.focus === party && state.hops === hops;
  toFit = true;
  change({ view: "network", party, link: null, path: [], focus: same ? null : party, hops: same ? 1 : hops });
}

/** Draw the shortest ways between two parties. */
function pathTo(a, b) {
  if (a === b) return;
  toFit = true;
  change({ view: "network", path: [a, b], focus: null, party: null, link: null });
}

function hide(id) {
  change({ hidden: toggled(state.hidden, id, true), party: null, link: null, focus: state.focus === id ? null : state.focus, path: state.path.includes(id) ? [] : state.path });
}

/** Keep a party drawn where it stands, whatever the filters leave of it; or let it go again. */
function pin(id) {
  const pins = new Map(state.pins);
  if (!pins.delete(id)) pins.set(id, turned((drawn.places.get(id) || [0, 0]).map(Math.round)));
  change({ pins });
}

/** Open the tree or the timeline of a company, or another view. */
function openView(view, company = state.company) {
  shownRows = STEP;
  const took = company || (["ownership", "timeline"].includes(view) ? state.party : null);
  change({ view, company: took });
  if (view === "network") reveal();
}

/** Name the company of a view in its field. */
function showCompany(view, id) {
  const input = byId(`${view}-company`);
  if (document.activeElement !== input) input.value = nodes.get(id).name;
}

/** Say how much is drawn and what is left out. */
function tellShown(now) {
  byId("counts").textContent = `${count(now.nodes.size, "party", "parties")} and ${count(now.edges.size, "link")} drawn`;
  const inGroups = now.groups.size ? `, in ${count(now.groups.size, "group")}: click one to open it` : "";
  const why = now.steps ? "the most important are drawn" : `less connected${inGroups}`;
  const undrawn = now.undrawn ? `; ${count(now.undrawn, "link")} among the less connected of them left out` : "";
  byId("left").textContent = undrawn + (now.left ? `; ${numbers.format(now.left)} left out (${why})` : "");
  byId("empty").hidden = now.nodes.size > 0;
  byId("empty").textContent = nodes.size ? "Nothing passes these filters." : "The graph is empty: no facts were found in these filings.";
}

/** Light, dark, or as the system has it. */
function makeScheme() {
  const schemes = ["light dark", "light", "dark"];
  const names = ["as the system", "light", "dark"];
  let now = 0;
  byId("scheme").addEventListener("click", () => {
    now = (now + 1) % schemes.length;
    document.documentElement.style.colorScheme = schemes[now];
    byId("scheme").title = `Colours: ${names[now]}`;
    recolored();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recolored);
}

function recolored() {
  ink = palette();
  if (network) redraw();
}

/** The buttons. */
function makeButtons() {
  for (const view of VIEWS) byId(`as-${view}`).addEventListener("click", () => openView(view));
  for (const view of ["ownership", "timeline"]) completing(byId(`${view}-company`), byId(`${view}-found`), (node) => change({ company: node.id }));
  completing(byId("search"), byId("found"), (node) => (["ownership", "timeline"].includes(state.view) ? change({ company: node.id, party: node.id, link: null }) : select({ party: node.id }, true)));
  byId("zoom-in").addEventListener("click", () => zoom(1.3));
  byId("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
  byId("fit").addEventListener("click", () => fit());
  byId("undo").addEventListener("click", () => { undo(); reveal(); });
  byId("redo").addEventListener("click", () => { redo(); reveal(); });
  byId("close").addEventListener("click", () => { select({}); canvas.focus({ preventScroll: true }); });
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== "checkbox" && event.target.type !== "range";
    if (event.key === "Escape" && (state.party || state.link) && !typing) select({});
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !typing) { event.preventDefault(); (event.shiftKey ? redo : undo)(); }
    if (event.key === "/" && !typing && !event.ctrlKey) { event.preventDefault(); byId("search").focus(); }
  });
}

function start() {
  makeRelations();
  makeKinds();
  makeTop();
  makeYears();
  makeTable();
  makeButtons();
  makeExports();
  makeScheme();
  pictureKeys();
  byId("copy").hidden = location.protocol === "about:";
  if (matchMedia("(max-width: 760px)").matches) byId("filters").open = false;
  state = parsed(location.hash.length > 1 ? location.hash.slice(1) : data.start);
  if (nodes.size) startPicture();
  render();
  if (state.view === "network" && network) {
    if (askedFor()) reveal(true);
  } else document.documentElement.dataset.drawn = "true";
  if (!network) byId("empty").textContent = "The graph is empty: no facts were found in these filings.";
  addEventListener("hashchange", () => { if (`#${address()}` !== (location.hash || "#")) { state = parsed(location.hash.slice(1)); toFit = true; render(); if (state.view === "network") reveal(askedFor()); } });
  addEventListener("resize", () => { if (state.view === "timeline") drawTimeline(); else if (state.view === "network" && !touched) reveal(); });
}

start();
