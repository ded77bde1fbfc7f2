// A company's years: stakes as lines over their percentages, then a line for each event and each link, with a mark for each statement.

const LINE = { left: 290, row: 25, chart: 200, most: 24, right: 268 };
const unrolled = new Set(); // relations all of whose lines were asked for

/** The time of a statement as a number: its date as exact as it is, else the middle of its year. */
function timeOf(claim) {
  const match = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(claim.date || "");
  if (!match || Number(match[1]) !== claim.year || !match[2]) return claim.year + 0.5;
  return claim.year + (Number(match[2]) - 1 + (match[3] ? (Number(match[3]) - 1) / 31 : 0.5)) / 12;
}

/** What the filters let through of a company: lines { edge, relation, text, claims }, its own statements among them. */
function linesOf(company) {
  const node = nodes.get(company);
  const found = [];
  for (const edge of node.edges) {
    if (state.off.has(edge.relation) || !allowed(edge.from) || !allowed(edge.to)) continue;
    const claims = edge.claims.filter((claim) => claim.year <= state.to && claim.year >= state.from && (state.status === "all" || (claim.status === "former") === (state.status === "former")));
    const other = nodes.get(otherEnd(edge, company));
    const text = edge.from === company ? other.name : relations.get(edge.relation).symmetric ? other.name : `← ${other.name}`;
    if (claims.length) found.push({ edge, relation: edge.relation, text, claims, on: () => select({ link: edge.id }) });
  }
  for (const relation of new Set(node.claims.map((claim) => claim.relation))) {
    const claims = ownClaims(node).filter((claim) => claim.relation === relation);
    if (claims.length) found.push({ edge: null, relation, text: "no other party", claims, on: () => select({ party: company }) });
  }
  return found;
}

/** The time axis: `at` gives the place of a time, `marks` the years to write. Of a long stretch without statements only a part is kept. */
function axisOf(all, width) {
  const stops = [...new Set(all)].sort((a, b) => a - b);
  const starts = new Map();
  let units = 0;
  stops.forEach((year, i) => {
    units += i ? Math.min(year - stops[i - 1], LONGEST) : 0;
    starts.set(year, units);
  });
  const unit = (width - LINE.left) / (units + 1);
  let last = -Infinity;
  const marks = stops.filter((year) => {
    const wanted = starts.get(year) * unit - last >= 40;
    if (wanted) last = starts.get(year) * unit;
    return wanted;
  });
  const at = (time) => LINE.left + (starts.get(Math.min(Math.floor(time), stops[stops.length - 1])) + Math.min(time - Math.floor(time), 1)) * unit;
  return { at, marks, shortened: stops.some((year, i) => i && year - stops[i - 1] > LONGEST) };
}
const LONGEST = 3; // years

/** The stakes as lines over the years, each with its party's name at its end. */
function stakeChart(lines, x, width) {
  const series = lines.filter((line) => !relations.get(line.relation).event && line.claims.some((claim) => claim.values && typeof claim.values.percent === "number"))
    .map((line) => ({ ...line, points: line.claims.filter((claim) => claim.values && typeof claim.values.percent === "number").map((claim) => [timeOf(claim), claim.values.percent, claim]) }))
    .sort((a, b) => b.points.length - a.points.length || b.points[b.points.length - 1][1] - a.points[a.points.length - 1][1]);
  const shown = series.slice(0, 12);
  if (!shown.length) return { elements: [], height: 0, left: 0 };
  const height = Math.max(LINE.chart, shown.length * 17 + 30);
  const y = (percent) => 26 + (1 - Math.min(percent, 100) / 100) * (height - 40);
  const grid = [0, 25, 50, 75, 100].flatMap((percent) => [svg("path", { class: percent === 50 ? "grid half" : "grid", d: `M${LINE.left} ${y(percent)}H${width}` }), svg("text", { class: "note", x: LINE.left - 8, y: y(percent) + 4, "text-anchor": "end" }, `${percent}\u202f%`)]);
  const ends = shown.map((one, i) => ({ one, i, at: y(one.points[one.points.length - 1][1]) })).sort((a, b) => a.at - b.at || a.i - b.i);
  let floor = 10;
  for (const end of ends) { end.label = Math.max(end.at, floor + 17); floor = end.label; }
  const over = Math.max(floor - (height - 6), 0);
  for (const end of ends) end.label -= over;
  const curves = ends.flatMap(({ one, i, at, label }) => {
    const color = `var(--rel-${i % 12})`;
    const path = one.points.map(([time, percent], j) => `${j ? "L" : "M"}${x(time).toFixed(1)} ${y(percent).toFixed(1)}`).join("");
    const [last] = one.points.slice(-1);
    return [
      svg("path", { d: path, fill: "none", stroke: color, "stroke-width": 2.2, "stroke-dasharray": i > 5 ? "7 4" : null }),
      ...one.points.map(([time, percent, claim]) => svg("circle", { cx: x(time), cy: y(percent), r: 4, fill: claim.status === "former" ? "var(--canvas)" : color, stroke: color, "stroke-width": 2 }, svg("title", {}, `${one.text}: ${percent}\u202f% (${claim.date || claim.year})`))),
      svg("path", { class: "leader", d: `M${x(last[0]) + 5} ${at}L${width + 6} ${label}` }),
      act(`${one.text}, ${one.points.map(([, percent, claim]) => `${percent}\u202f% in ${claim.year}`).join(", ")}: evidence`, one.on, `stake series`, svg("text", { x: width + 10, y: label + 4, color: `--rel-${i % 12}` }, `${cut(one.text, 30)} ${last[1]}\u202f%`)),
    ];
  });
  return { elements: [svg("text", { class: "head", x: 0, y: 14 }, "Stakes, in percent"), ...grid, ...curves], height: height + 14, left: series.length - shown.length };
}

/** One line of the timeline: the other party, and a mark for each statement. */
function timeRow(line, y, x, event) {
  const color = `var(${colorOf(line.relation)})`;
  const times = line.claims.map(timeOf);
  const mark = (claim, i) => {
    const tip = svg("title", {}, `${claim.date || claim.year}${claim.status === "former" ? ", former" : ""}${valueOf(claim) ? `: ${valueOf(claim)}` : ""}`);
    const look = { fill: claim.status === "former" ? "var(--canvas)" : color, stroke: color, "stroke-width": 2 };
    const [cx, r] = [x(times[i]), 5.5];
    return event ? svg("path", { d: `M${cx} ${y - r - 1}l${r + 1} ${r + 1}l${-r - 1} ${r + 1}l${-r - 1} ${-r - 1}z`, ...look }, tip) : svg("circle", { cx, cy: y, r: r - 1, ...look }, tip);
  };
  const said = line.claims.map((claim) => `${claim.year}${valueOf(claim) ? ` ${valueOf(claim)}` : ""}`);
  const last = line.claims[line.claims.length - 1];
  return act(`${labelOf(line.relation)} ${line.text}: ${said.join(", ")}`, line.on, "timerow",
    svg("rect", { class: "hit", x: 0, y: y - LINE.row / 2, width: x.end, height: LINE.row }),
    svg("text", { x: LINE.left - 14, y: y + 4.5, "text-anchor": "end" }, cut(line.text, 40)),
    times.length > 1 ? svg("path", { d: `M${x(times[0])} ${y}H${x(times[times.length - 1])}`, stroke: color, "stroke-width": 2, opacity: 0.55 }) : null,
    line.claims.map(mark),
    valueOf(last) ? svg("text", { class: "note", x: x(times[times.length - 1]) + 11, y: y + 4.5 }, valueOf(last)) : null);
}

/** Draw the timeline. */
function drawTimeline() {
  const company = companyFor((id) => nodes.get(id).filer || nodes.get(id).edges.length > 3);
  const holder = byId("timeline");
  if (company === null) return holder.replaceChildren();
  showCompany("timeline", company);
  const lines = linesOf(company);
  if (!lines.length) {
    byId("timeline-text").textContent = "Nothing passes these filters.";
    return holder.replaceChildren();
  }
  const all = lines.flatMap((line) => line.claims.map((claim) => claim.year));
  const width = Math.max(holder.parentElement.clientWidth - 36 - LINE.right, 560);
  const { at, marks, shortened } = axisOf(all, width);
  byId("timeline-text").textContent = `Diamonds are events, dots are statements of what held; hollow ones say that it had ended. ← marks what the other party does.${shortened ? " Long stretches without statements are shortened." : ""}`;
  const x = Object.assign(at, { end: width + LINE.right });
  const chart = stakeChart(lines, x, width);
  const elements = [...chart.elements];
  let y = chart.height;
  const order = [...new Set(lines.map((line) => line.relation))].sort((a, b) => relations.get(b).event - relations.get(a).event || data.relations.indexOf(relations.get(a)) - data.relations.indexOf(relations.get(b)));
  for (const relation of order) {
    const group = lines.filter((line) => line.relation === relation).sort((a, b) => timeOf(a.claims[0]) - timeOf(b.claims[0]) || (a.text < b.text ? -1 : 1));
    const now = unrolled.has(relation) ? group : group.slice(0, LINE.most);
    elements.push(svg("text", { class: "head", x: 0, y: y + 18 }, title(labelOf(relation))));
    y += 34;
    for (const line of now) { elements.push(timeRow(line, y, x, relations.get(relation).event)); y += LINE.row; }
    if (now.length < group.length) {
      elements.push(act(`${group.length - now.length} more`, () => { unrolled.add(relation); render(); }, "more", svg("text", { x: LINE.left - 14, y: y + 4.5, "text-anchor": "end" }, `${group.length - now.length} more`)));
      y += LINE.row;
    }
  }
  const axis = marks.flatMap((year) => [svg("path", { class: "grid", d: `M${x(year)} 2V${y}` }), ...[-3, y + 14].map((at) => svg("text", { class: "note", x: x(year), y: at, "text-anchor": "middle" }, String(year)))]);
  return holder.replaceChildren(svg("svg", { viewBox: `0 -16 ${width + LINE.right} ${y + 38}`, width: width + LINE.right, height: y + 38, role: "group", "aria-label": `Timeline of ${nodes.get(company).name}` }, axis, elements));
}

/** The rows that the timeline shows, for the table's export. */
function timelineRows() {
  const company = companyFor((id) => nodes.get(id).filer || nodes.get(id).edges.length > 3);
  const found = new Set(company ? linesOf(company).flatMap((line) => line.claims) : []);
  return rows.filter((row) => found.has(row.claim));
}
