// What is visible as a file: the claims as CSV, the picture as SVG and PNG.

const CSV_HEAD = ["claim", "relation", "subject", "object", "year", "year_source", "date", "status", "percent", "amount", "currency", "filing", "registrant", "form", "fiscal_year_end", "section", "start", "end", "quote", "rule", "url"];

/** The rows that the view shows. */
function rowsInView() {
  if (state.view === "ownership") return ownershipRows();
  if (state.view === "timeline") return timelineRows();
  if (state.view === "matrix") return matrixClaims();
  if (state.view === "table" || !network) return visibleRows();
  const found = new Set([...drawn.scene.edges.values()].flat());
  for (const id of drawn.scene.nodes) for (const claim of ownClaims(nodes.get(id))) found.add(claim);
  return rows.filter((row) => found.has(row.claim));
}

/** A cell of a CSV file. What a spreadsheet would take for a formula gets an apostrophe before it. */
function csvCell(value) {
  const text = value === undefined || value === null ? "" : String(value);
  const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** One line for each fact, with the words that state it. */
function csv() {
  const lines = [CSV_HEAD];
  for (const { claim, edge, node, relation } of rowsInView()) {
    const { percent, amount, currency } = claim.values || {};
    const head = [claim.id, relation, (edge ? nodes.get(edge.from) : node).name, edge ? nodes.get(edge.to).name : "", claim.year, claim.basis, claim.date, claim.status || "current", percent, amount, currency];
    for (const [source, start, end, quote, section, rule, fragment] of claim.facts.length ? claim.facts : [[]]) {
      const filing = data.sources[source] || {};
      lines.push([...head, filing.name, filing.registrant, filing.form, filing.end, data.texts[section], start, end, data.texts[quote], data.texts[rule], filing.url && filing.url + (data.texts[fragment] || "")]);
    }
  }
  return `\ufeff${lines.map((line) => line.map(csvCell).join(",")).join("\r\n")}\r\n`;
}

/** The picture of the view as an SVG element without references to the page; null where the view is a table. */
function pictureOfView() {
  if (state.view === "network") return network ? networkSvg() : null;
  const shown = byId(`${state.view}-view`).querySelector(":scope .drawing svg");
  return shown ? plain(shown) : null;
}

const KEPT = ["fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "font-size", "font-weight", "font-style", "text-anchor"];

/** A copy of a drawing with the style sheet's looks written into it, on a ground of its own. */
function plain(shown) {
  const copy = shown.cloneNode(true);
  const [from, to] = [[...shown.querySelectorAll("*")], [...copy.querySelectorAll("*")]];
  from.forEach((element, i) => {
    const style = getComputedStyle(element);
    for (const key of KEPT) to[i].setAttribute(key, style.getPropertyValue(key));
    for (const key of ["class", "style", "tabindex", "role", "aria-label"]) to[i].removeAttribute(key);
  });
  const [x, y, width, height] = copy.getAttribute("viewBox").split(" ").map(Number);
  copy.prepend(svg("rect", { x, y, width, height, fill: palette()("--canvas") }));
  copy.setAttribute("font-family", FONT);
  return copy;
}

const svgText = (picture) => new XMLSerializer().serializeToString(picture);

/** Hand a file to the reader. */
function save(blob, ending) {
  const link = el("a", { href: URL.createObjectURL(blob), download: `${fileName()}.${ending}`, hidden: "" });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

/** A name for the file: what it shows, in letters that every system takes. */
function fileName() {
  const about = state.party || state.company || state.focus;
  return [document.title, state.view, about ? nodes.get(about).name : "", state.asOf ? state.to : ""].filter(Boolean).join(" ").normalize("NFKD").replace(/[^\w]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 80).toLowerCase() || "graph";
}

/** The picture as PNG, two pixels of it for one of the screen. */
function savePng(picture) {
  const [width, height] = ["width", "height"].map((key) => Number(picture.getAttribute(key)));
  const image = new Image();
  image.onload = () => {
    const scale = Math.min(2, 8000 / Math.max(width, height));
    const sheet = el("canvas", { width: Math.round(width * scale), height: Math.round(height * scale) });
    const context = sheet.getContext("2d");
    context.scale(scale, scale);
    context.drawImage(image, 0, 0, width, height);
    sheet.toBlob((blob) => save(blob, "png"), "image/png");
  };
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(picture))}`;
}

function makeExports() {
  const close = () => { byId("export").open = false; };
  byId("as-csv").addEventListener("click", () => { save(new Blob([csv()], { type: "text/csv;charset=utf-8" }), "csv"); close(); });
  byId("as-svg").addEventListener("click", () => { save(new Blob([svgText(pictureOfView())], { type: "image/svg+xml" }), "svg"); close(); });
  byId("as-png").addEventListener("click", () => { savePng(pictureOfView()); close(); });
  byId("print").addEventListener("click", () => print());
  byId("copy").addEventListener("click", copyAddress);
  byId("export").addEventListener("keydown", (event) => { if (event.key === "Escape" && byId("export").open) { close(); byId("export").firstElementChild.focus(); event.stopPropagation(); } });
  addEventListener("beforeprint", () => { if (state.view === "network" && network) byId("print-picture").replaceChildren(networkSvg()); });
  addEventListener("afterprint", () => byId("print-picture").replaceChildren());
}

/** Put the address of what is shown on the clipboard; where that isn't allowed, show it to be copied. */
async function copyAddress() {
  try {
    await navigator.clipboard.writeText(location.href);
    say("The link is on the clipboard.");
  } catch {
    prompt("The link to what is shown:", location.href);
  }
}

/** Tell something that has no place of its own, to screen readers too. */
function say(text) {
  byId("said").textContent = text;
  setTimeout(() => { if (byId("said").textContent === text) byId("said").textContent = ""; }, 4000);
}
