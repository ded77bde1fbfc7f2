// Moving about in the picture: zoom, pan, fit, and the keys that do so.

const LEGIBLE = 0.5; // below this zoom a selection is shown with its neighbourhood, not in the whole
const SMALL = 520; // pixels
let touched = false; // whether the reader has moved the picture, which then stays where it is
let toFit = true; // whether the next drawing is to be fitted to the window
let waiting = 0;

/** Pixels left and right of a fitted drawing, for the labels at its rim. */
function margin() {
  return Math.min(120, canvas.clientWidth * 0.17);
}

/** Show the whole drawing, or the given nodes of it, with room for the labels at the rim. */
function fit(ids, most = 1.25) {
  [touched, toFit] = [false, false];
  if (!network || !canvas.clientWidth) return;
  network.redraw(); // the panel may have taken or left some of its room
  const spots = (ids || [...drawn.places.keys()]).map((id) => drawn.places.get(id)).filter(Boolean);
  if (!spots.length) return;
  const [xs, ys] = [spots.map(([x]) => x), spots.map(([, y]) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  const wide = Math.max(width - 2 * margin(), 60) / Math.max(right - left, 1);
  const high = Math.max(height - 2 * Math.min(48, height * 0.1), 60) / Math.max(bottom - top, 1);
  network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale: Math.min(Math.max(Math.min(wide, high), 0.02), most), animation: false });
  redraw(); // sizes depend on the zoom
}

/** Draw again when the wheel has come to rest. */
function redrawSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(redraw, 120);
}

/** Zoom about the middle of the picture. */
function zoom(factor) {
  touched = true;
  if (!network) return;
  network.moveTo({ scale: Math.min(Math.max(network.getScale() * factor, 0.02), 4) });
  redraw();
}

/** Move the picture by pixels of the screen. */
function pan(x, y) {
  touched = true;
  const { x: left, y: top } = network.getViewPosition();
  network.moveTo({ position: { x: left + x / network.getScale(), y: top + y / network.getScale() } });
}

/** Bring what is selected into sight: on a small screen, or if it was asked for by name, it fills the picture, else that moves only if it must. */
function reveal(byName = false) {
  if (!network || !canvas.clientWidth) return; // another view is shown
  const focus = focusOf(drawn.scene);
  if (!focus) {
    if (!touched) fit();
    return;
  }
  if (canvas.clientWidth < SMALL || byName) {
    fit([...focus.nodes], 0.9);
    return;
  }
  if (!touched) {
    fit();
    if (network.getScale() < LEGIBLE) fit([...focus.nodes], 0.8);
  } else network.redraw(); // the panel may have taken some of its room
  const ids = state.party ? [state.party] : [...focus.nodes];
  const margin = 40;
  const outside = ids.some((id) => {
    const [x, y] = drawn.places.get(id);
    const spot = network.canvasToDOM({ x, y });
    return spot.x < margin || spot.y < margin || spot.x > canvas.clientWidth - margin || spot.y > canvas.clientHeight - margin;
  });
  if (!outside) return;
  const middle = (i) => ids.reduce((sum, id) => sum + drawn.places.get(id)[i], 0) / ids.length;
  network.moveTo({ position: { x: middle(0), y: middle(1) } });
}

/** Select the next or previous party of the picture, in the order of importance. */
function step(by) {
  const order = foremost(drawn.scene.nodes, Infinity);
  if (!order.length) return;
  const at = order.indexOf(state.party);
  select({ party: order[at < 0 ? (by > 0 ? 0 : order.length - 1) : (at + by + order.length) % order.length] });
}

/** Keys of the picture, while it has the focus. */
const KEYS = {
  ArrowLeft: () => pan(-60, 0), ArrowRight: () => pan(60, 0), ArrowUp: () => pan(0, -60), ArrowDown: () => pan(0, 60),
  "+": () => zoom(1.3), "=": () => zoom(1.3), "-": () => zoom(1 / 1.3), 0: () => fit(),
  n: () => step(1), p: () => step(-1), Enter: () => state.party && byId("panel").focus(),
  f: () => state.party && focusOn(state.party, state.focus === state.party ? (state.hops % MAX_HOPS) + 1 : 1),
  h: () => state.party && hide(state.party), i: () => state.party && pin(state.party),
};

function pictureKeys() {
  canvas.addEventListener("keydown", (event) => {
    const act = KEYS[event.key];
    if (!act || !network || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  });
}
