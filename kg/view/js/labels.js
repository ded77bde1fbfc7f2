// Names and edge labels, written over the picture at a size that can be read at every zoom. The important ones first; what would cover
// another is tried beside, above and below, and else left out until there is room.

const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
const MOST_LABELS = 700; // parties that are asked for a label
const widths = new Map();
const pen = document.createElement("canvas").getContext("2d");

/** The width of a text in pixels. */
function widthOf(text, font) {
  const key = `${font}|${text}`;
  if (!widths.has(key)) {
    pen.font = font;
    widths.set(key, pen.measureText(text).width);
  }
  return widths.get(key);
}

/** Rectangles that are taken, found by the cells of a grid that they touch. */
class Taken {
  constructor() {
    this.cells = new Map();
  }

  * keys([left, top, right, bottom]) {
    for (let x = Math.floor(left / 80); x <= Math.floor(right / 80); x += 1) {
      for (let y = Math.floor(top / 40); y <= Math.floor(bottom / 40); y += 1) yield x * 100003 + y;
    }
  }

  add(box) {
    for (const key of this.keys(box)) if (this.cells.has(key)) this.cells.get(key).push(box); else this.cells.set(key, [box]);
  }

  hits(box, except = null) {
    for (const key of this.keys(box)) {
      for (const one of this.cells.get(key) || []) if (one !== except && one[0] < box[2] && box[0] < one[2] && one[1] < box[3] && box[1] < one[3]) return true;
    }
    return false;
  }
}

/** How a party's name is set at a zoom: font and lines. Names grow a little when one comes nearer. */
function setting(item, scale) {
  const size = Math.round((item.strong ? 14 : item.group ? 12.5 : item.minor ? 12 : 13) * Math.min(Math.max(scale, 1) ** 0.4, 1.5));
  return { font: `${item.strong ? "600 " : item.group ? "italic " : ""}${size}px ${FONT}`, size, lines: item.label.split("\n") };
}

/** Where a label may stand around a node, the best place first: [left, top, right, bottom] each, with how the text is aligned. */
function places(x, y, radius, width, height) {
  const gap = radius + 3;
  const around = (dx, dy, align) => ({ align, box: align === "center" ? [x - width / 2, y + dy, x + width / 2, y + dy + height] : align === "left" ? [x + dx, y + dy, x + dx + width, y + dy + height] : [x + dx - width, y + dy, x + dx, y + dy + height] });
  return [around(0, gap, "center"), around(gap + 2, -height / 2, "left"), around(-gap - 2, -height / 2, "right"), around(0, -gap - height, "center"), around(radius, gap - 4, "left"), around(-radius, gap - 4, "right")];
}

/**
 * Find a place for every label: `items` are parties and groups ({ x, y, radius, label, strong, minor, must, color }), the important first, and
 * `lines` edges ({ a, control, b, label, must }), all in pixels of the picture at this zoom. Gives what to write, and where.
 */
function arrange(items, lines, scale) {
  const [names, shapes, found] = [new Taken(), new Taken(), []];
  for (const item of items) {
    item.own = [item.x - item.radius, item.y - item.radius, item.x + item.radius, item.y + item.radius];
    shapes.add(item.own);
  }
  const [xs, air] = [items.map((item) => item.x), margin() - 2];
  const rim = [Math.min(...xs) - air, Math.max(...xs) + air];
  const nodeLabel = (item) => {
    const { font, size, lines: words } = setting(item, scale);
    const [width, height] = [Math.max(...words.map((word) => widthOf(word, font))) + 6, words.length * size * 1.18 + 2];
    const tried = places(item.x, item.y, item.radius, width, height).filter(({ box }) => !names.hits(box));
    const inside = tried.filter(({ box }) => box[0] >= rim[0] && box[2] <= rim[1]);
    const best = inside.find(({ box }) => !shapes.hits(box, item.own)) || (item.must || item.strong ? inside[0] || tried[0] : null) || (item.must ? places(item.x, item.y, item.radius, width, height)[0] : null);
    if (!best) return;
    names.add(best.box);
    found.push({ ...best, font, size, words, color: item.color, id: item.id });
  };
  const lineLabel = (line) => {
    const size = line.must ? 13 : 11.5;
    const font = `${line.must ? "600 " : ""}${size}px ${FONT}`;
    const width = widthOf(line.label, font) + 8;
    if (!line.must && Math.hypot(line.a[0] - line.b[0], line.a[1] - line.b[1]) < width + 70) return;
    for (const t of [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74]) {
      const [x, y] = along(line.a, line.control, line.b, t);
      const box = [x - width / 2, y - size * 0.7, x + width / 2, y + size * 0.7];
      if (names.hits(box) || shapes.hits(box)) continue;
      names.add(box);
      found.push({ box, align: "center", font, size, words: [line.label], color: line.color, edge: true });
      return;
    }
  };
  items.filter((item) => item.must).forEach(nodeLabel);
  lines.filter((line) => line.must).forEach(lineLabel);
  items.filter((item) => !item.must).slice(0, MOST_LABELS).forEach(nodeLabel);
  lines.filter((line) => !line.must).forEach(lineLabel);
  return found;
}

/** Write arranged labels on a canvas whose unit is a pixel of the screen, shifted by where the picture stands. */
function write(context, labels, [shiftX, shiftY], ground) {
  context.lineJoin = "round";
  context.textBaseline = "top";
  for (const { box, align, font, size, words, color } of labels) {
    const x = (align === "center" ? (box[0] + box[2]) / 2 : align === "left" ? box[0] + 3 : box[2] - 3) + shiftX;
    if (box[2] + shiftX < 0 || box[0] + shiftX > canvas.clientWidth || box[3] + shiftY < 0 || box[1] + shiftY > canvas.clientHeight) continue;
    context.font = font;
    context.textAlign = align;
    context.lineWidth = 4;
    context.strokeStyle = ground;
    words.forEach((word, i) => context.strokeText(word, x, box[1] + shiftY + 1 + i * size * 1.18));
    context.fillStyle = color;
    words.forEach((word, i) => context.fillText(word, x, box[1] + shiftY + 1 + i * size * 1.18));
  }
}
