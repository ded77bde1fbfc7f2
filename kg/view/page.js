// What the controls do, and the address that leads back to what is shown.

const byId = (id) => document.getElementById(id);

/** Select a node, an edge or nothing; the panel, the picture and the address follow. */
function select(selected) {
  state.selected = selected;
  if (selected) for (const id of selected.node ? [selected.node.id] : [selected.edge.from, selected.edge.to]) if (!inPart(id)) state.added.add(id);
  showDetails();
  draw();
  if (network) reveal();
  writeAddress();
}

/** Show what the filters now let through. */
function refresh() {
  shownRows = STEP;
  if (state.view === "table") drawTable();
  else draw();
  writeAddress();
}

/** Show the graph or the table. */
function showView(view) {
  state.view = view;
  byId("graph-view").hidden = view !== "graph";
  byId("table-view").hidden = view !== "table";
  byId("as-graph").setAttribute("aria-pressed", String(view === "graph"));
  byId("as-table").setAttribute("aria-pressed", String(view === "table"));
  if (view === "table") drawTable();
}

function setView(view) {
  showView(view);
  select(state.selected);
}

/** The selection and the filters as the address's fragment. */
function writeAddress() {
  const parts = new URLSearchParams();
  if (state.selected && state.selected.node) parts.set("party", state.selected.node.id);
  if (state.selected && state.selected.edge) parts.set("link", state.selected.edge.id);
  if (state.view === "table") parts.set("view", "table");
  if (state.from !== firstYear) parts.set("from", state.from);
  if (state.to !== lastYear) parts.set("to", state.to);
  if (state.asOf) parts.set("asof", "1");
  if (!state.former) parts.set("former", "0");
  if (state.off.size) parts.set("without", [...state.off].sort().join(","));
  const fragment = `#${parts}`;
  if (fragment !== location.hash && !(fragment === "#" && !location.hash)) history.replaceState(null, "", fragment);
}

/** Take over what an address asks for; what it names and isn't there is left out. */
function readAddress() {
  const parts = new URLSearchParams(location.hash.slice(1));
  const year = (key, otherwise) => (years.includes(Number(parts.get(key))) ? Number(parts.get(key)) : otherwise);
  state.from = year("from", firstYear);
  state.to = Math.max(year("to", lastYear), state.from);
  state.asOf = parts.get("asof") === "1";
  state.former = parts.get("former") !== "0";
  state.off = new Set((parts.get("without") || "").split(",").filter((relation) => relations.has(relation)));
  const node = nodes.get(parts.get("party"));
  const edge = edges.get(parts.get("link"));
  showControls();
  state.selected = node ? { node } : edge ? { edge } : null;
  showView(parts.get("view") === "table" ? "table" : "graph");
  select(state.selected);
}

/** Set every control to the state. */
function showControls() {
  byId("from").value = String(state.from);
  byId("to").value = String(state.to);
  byId("from").disabled = state.asOf;
  byId("as-of").checked = state.asOf;
  byId("as-of-text").textContent = `As of ${state.to}: the latest statement up to then`;
  byId("former").checked = state.former;
  byId("former").disabled = state.asOf;
  for (const box of byId("relations").querySelectorAll("input")) box.checked = !state.off.has(box.value);
}

/** A check-box for each relation, with its colour and its number of facts. */
function makeRelations() {
  for (const relation of data.relations) {
    const box = el("input", { type: "checkbox", value: relation.name, checked: "" });
    box.addEventListener("change", () => { state.off[box.checked ? "delete" : "add"](relation.name); refresh(); });
    byId("relations").append(el("label", { class: "check" }, box, el("span", { class: "swatch", color: colorOf(relation.name) }),
      el("span", { class: "name" }, relation.label), el("span", { class: "count" }, numbers.format(relation.count))));
  }
}

const SHAPES = {
  dot: "M7 1a6 6 0 1 0 .01 0z", hexagon: "M3.5 1h7l3.5 6-3.5 6h-7L0 7z", triangle: "M7 1l6.5 12H.5z", square: "M1 1h12v12H1z", diamond: "M7 0l7 7-7 7-7-7z", triangleDown: "M7 13L.5 1h13z",
};

/** A small drawing of a node's shape. */
function shapeIcon(shape) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  for (const [key, value] of [["viewBox", "-2 -2 18 18"], ["width", "16"], ["height", "16"], ["aria-hidden", "true"]]) svg.setAttribute(key, value);
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", SHAPES[shape] || SHAPES.dot);
  svg.append(path);
  return svg;
}

/** The kinds of parties that the graph holds, with their shapes. */
function makeKinds() {
  const kinds = new Map(data.nodes.map((node) => [node.group, node.shape]));
  for (const [kind, shape] of [...kinds].sort()) {
    byId("kinds").append(el("p", { class: "kind", color: `--kind-${kindOf(kind)}` }, shapeIcon(shape), title(kind)));
  }
  if (data.nodes.some((node) => node.filer)) byId("kinds").append(el("p", { class: "kind filer", color: "--kind-company" }, shapeIcon("dot"), "Files the reports"));
}

/** The years to choose from, and what the other filters do. */
function makeFilters() {
  for (const id of ["from", "to"]) byId(id).append(...years.map((year) => el("option", { value: year }, String(year))));
  byId("from").addEventListener("change", () => { state.from = Number(byId("from").value); state.to = Math.max(state.to, state.from); showControls(); refresh(); });
  byId("to").addEventListener("change", () => { state.to = Number(byId("to").value); state.from = Math.min(state.to, state.from); showControls(); refresh(); });
  byId("as-of").addEventListener("change", () => { state.asOf = byId("as-of").checked; showControls(); refresh(); });
  byId("former").addEventListener("change", () => { state.former = byId("former").checked; refresh(); });
  byId("reset").addEventListener("click", () => {
    Object.assign(state, { from: firstYear, to: lastYear, asOf: false, former: true, off: new Set(), all: false, added: new Set() });
    showControls();
    refresh();
    select(null);
    fit();
  });
}

/** The buttons, and the keys that move the picture. */
function makeButtons() {
  byId("as-graph").addEventListener("click", () => setView("graph"));
  byId("as-table").addEventListener("click", () => setView("table"));
  byId("zoom-in").addEventListener("click", () => zoom(1.3));
  byId("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
  byId("fit").addEventListener("click", () => fit());
  byId("more").addEventListener("click", () => { state.all = true; draw(); fit(); });
  byId("more-rows").addEventListener("click", () => { shownRows += STEP; drawTable(); });
  byId("close").addEventListener("click", () => { select(null); canvas.focus({ preventScroll: true }); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && state.selected && event.target !== input) select(null); });
  const keys = {
    ArrowLeft: () => pan(-60, 0), ArrowRight: () => pan(60, 0), ArrowUp: () => pan(0, -60), ArrowDown: () => pan(0, 60),
    "+": () => zoom(1.3), "=": () => zoom(1.3), "-": () => zoom(1 / 1.3), 0: () => fit(),
  };
  canvas.addEventListener("keydown", (event) => {
    const act = keys[event.key];
    if (!act || !network || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  });
}

function start() {
  makeRelations();
  makeKinds();
  makeFilters();
  makeButtons();
  if (matchMedia("(max-width: 760px)").matches) byId("filters").open = false;
  if (data.nodes.length) startPicture();
  else {
    byId("empty").hidden = false;
    byId("empty").textContent = "The graph is empty: no facts were found in these filings.";
    document.documentElement.dataset.drawn = "true";
  }
  readAddress();
  if (state.view === "table") document.documentElement.dataset.drawn = "true";
  addEventListener("hashchange", readAddress);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { if (network) { readPalette(); draw(); } });
}

start();
