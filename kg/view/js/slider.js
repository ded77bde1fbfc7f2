// The years: a bar for each year with its number of claims, a range or one year to choose on it, and play.

let playing = 0;
const PACE = 1100; // milliseconds a year

/** The bars: how many claims each year has. */
function makeBars() {
  const counts = new Map(years.map((year) => [year, 0]));
  for (const { claim } of rows) counts.set(claim.year, counts.get(claim.year) + 1);
  const most = Math.max(...counts.values(), 1);
  byId("bars").setAttribute("viewBox", `0 0 ${Math.max(years.length, 1)} 1`);
  byId("bars").replaceChildren(...[...counts].map(([year, number], i) => svg("rect", { x: i + 0.08, width: 0.84, y: 1 - Math.sqrt(number / most), height: Math.sqrt(number / most), "data-year": year }, svg("title", {}, `${year}: ${count(number, "claim")}`))));
}

/** Set the two thumbs, the words and the bars to the state. */
function showYears() {
  const [from, to] = [byId("from"), byId("to")];
  for (const thumb of [from, to]) thumb.max = String(Math.max(years.length - 1, 0));
  from.value = String(years.indexOf(state.from));
  to.value = String(years.indexOf(state.to));
  from.setAttribute("aria-valuetext", String(state.from));
  to.setAttribute("aria-valuetext", String(state.to));
  from.hidden = state.asOf;
  to.setAttribute("aria-label", state.asOf ? "As of the year" : "Last year");
  byId("as-of").setAttribute("aria-pressed", String(state.asOf));
  byId("range").setAttribute("aria-pressed", String(!state.asOf));
  byId("year-text").textContent = state.asOf ? `As of ${state.to}` : state.from === state.to ? String(state.to) : `${state.from}–${state.to}`;
  byId("year-text").title = state.asOf ? "The latest statement of each link up to then, unless it had ended" : "What the filings say about these years";
  for (const bar of byId("bars").children) {
    const year = Number(bar.dataset.year);
    bar.classList.toggle("in", year <= state.to && (state.asOf || year >= state.from));
  }
  byId("play").setAttribute("aria-pressed", String(playing !== 0));
  byId("play").setAttribute("aria-label", playing ? "Stop" : "Play the years");
  byId("play").textContent = playing ? "❚❚" : "▶";
}

/** One year further; at the end it stops. */
function playStep() {
  const next = years[years.indexOf(state.to) + 1];
  if (next === undefined) stopPlaying();
  else change({ to: next }, "play");
}

function stopPlaying() {
  clearInterval(playing);
  playing = 0;
  showYears();
}

/** Play from the chosen year on; from the beginning, if that is the last one. */
function togglePlay() {
  if (playing) return stopPlaying();
  playing = setInterval(playStep, PACE);
  change({ asOf: true, from: firstYear, to: state.to === lastYear ? firstYear : state.to }, "play");
  return undefined;
}

function makeYears() {
  makeBars();
  const moved = (which) => {
    const year = years[Number(byId(which).value)];
    if (which === "to") change({ to: year, from: Math.min(state.from, year) }, "years");
    else change({ from: year, to: Math.max(state.to, year) }, "years");
  };
  for (const which of ["from", "to"]) byId(which).addEventListener("input", () => moved(which));
  byId("as-of").addEventListener("click", () => change({ asOf: true, from: firstYear }));
  byId("range").addEventListener("click", () => { stopPlaying(); change({ asOf: false }); });
  byId("play").addEventListener("click", togglePlay);
}
