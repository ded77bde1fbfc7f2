// Making elements. Strings become text nodes, never markup.

const byId = (id) => document.getElementById(id);
const SVG = "http://www.w3.org/2000/svg";

/** Give an element attributes and children: `on` is what a click does, `color` a custom property to use as --c. */
function filled(element, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === false) continue;
    if (key === "on") element.addEventListener("click", value);
    else if (key === "color") element.style.setProperty("--c", `var(${value})`);
    else element.setAttribute(key, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== "" && child !== undefined));
  return element;
}

/** An HTML element. */
function el(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

/** An SVG element. */
function svg(tag, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

/** A name that can't disturb the direction of what stands beside it. */
function name(text) {
  return el("bdi", {}, text);
}

/** A button. */
function button(text, on, attributes = {}) {
  return el("button", { type: "button", on, ...attributes }, text);
}

/** A party's name that opens its card. */
function partyButton(node) {
  return button(name(node.name), () => select({ party: node.id }), { class: "party" });
}

/** "asOfDate" → "As of date", "fiscal_year" → "Fiscal year". */
function title(key) {
  const words = key.replace(/([a-z])([A-Z])/g, "$1 $2").replace(/_/g, " ").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Lower case without accents, for comparing. */
function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Shapes of kinds in a box of 14 by 14. */
const SHAPES = {
  dot: "M7 1a6 6 0 1 0 .01 0z", hexagon: "M3.5 1h7l3.5 6-3.5 6h-7L0 7z", triangle: "M7 1l6.5 12H.5z", square: "M1 1h12v12H1z", diamond: "M7 0l7 7-7 7-7-7z", triangleDown: "M7 13L.5 1h13z",
};

/** A small drawing of a node's shape. */
function shapeIcon(shape) {
  return svg("svg", { viewBox: "-2 -2 18 18", width: 16, height: 16, "aria-hidden": "true" }, svg("path", { d: SHAPES[shape] || SHAPES.dot }));
}

/** A text cut to a number of characters. */
function cut(text, most) {
  return text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text;
}

/** The style sheet's colours as the light or dark scheme has them now: a function from "--ink" to "rgb(…)". */
function palette() {
  const probe = document.body.appendChild(el("i", { hidden: "" }));
  const known = new Map();
  for (const key of COLORS) {
    probe.style.color = `var(${key})`;
    known.set(key, getComputedStyle(probe).color);
  }
  probe.remove();
  return (key) => known.get(key) || "gray";
}
const COLORS = ["--ink", "--soft", "--line", "--canvas", "--paper", "--hover", "--accent", "--on-accent", ...Array.from({ length: 12 }, (_, i) => `--rel-${i}`), ...["company", "group", "person", "exchange", "authority", "government", "other"].map((kind) => `--kind-${kind}`)];
