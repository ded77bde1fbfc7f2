// Where everything stands. Small graphs were laid out beforehand; of a big one only a part is drawn, and it is laid out here, from its groups.

const GOLDEN = Math.PI * (3 - Math.sqrt(5));
const WIDE = 1.5; // labels are wider than high
const ROOM = 104; // pixels at zoom 1 between neighbours in a disc

const UPRIGHT = matchMedia("(max-width: 760px) and (orientation: portrait)");

/** A place as it is drawn from a place as it is kept, and the other way round: on an upright screen the drawing stands upright too. */
function turned([x, y]) {
  return UPRIGHT.matches ? [y, x] : [x, y];
}

/** Places of a scene: Map of id (or "~" and a group's number) -> [x, y]. */
function placesOf(now) {
  const found = data.placed ? given(now) : now.steps ? (state.path.length ? columns(now) : disc([...now.nodes].sort((a, b) => (now.steps.get(a) ?? 99) - (now.steps.get(b) ?? 99) || nodes.get(a).rank - nodes.get(b).rank), [0, 0])) : discs(now);
  for (const [id, spot] of state.pins) if (found.has(id)) found.set(id, spot);
  for (const [id, spot] of found) found.set(id, turned(spot));
  return found;
}

/** The places laid out beforehand; a group stands in the middle of its parties. */
function given(now) {
  const found = new Map([...now.nodes].map((id) => [id, [nodes.get(id).x, nodes.get(id).y]]));
  for (const group of now.groups.keys()) {
    const inside = data.nodes.filter((node) => node.part === group && !now.nodes.has(node.id));
    const middle = (key) => inside.reduce((sum, node) => sum + node[key], 0) / inside.length;
    found.set(`~${group}`, freeSpot([middle("x"), middle("y")], [...found.values()]));
  }
  return found;
}

const CLEAR = 150; // pixels at zoom 1 between a group and the nearest party

/** The nearest of some spots around a middle that is clear of what is taken; the clearest, if none is. */
function freeSpot([x, y], taken) {
  const spots = [[x, y], ...Array.from({ length: 24 }, (_, i) => [x + WIDE * CLEAR * (1 + Math.floor(i / 8)) * Math.cos((i * Math.PI) / 4), y + CLEAR * (1 + Math.floor(i / 8)) * Math.sin((i * Math.PI) / 4)])];
  const room = (spot) => Math.min(Infinity, ...taken.map((one) => Math.hypot((one[0] - spot[0]) / WIDE, one[1] - spot[1])));
  const best = spots.find((spot) => room(spot) >= CLEAR) || spots.sort((a, b) => room(b) - room(a))[0];
  return best.map(Math.round);
}

/** Points in a disc around a middle, the first at the middle (Vogel's sunflower). */
function disc(ids, [x, y]) {
  const far = (i) => (i ? ROOM * Math.sqrt(i + 1.2) : 0); // some air around the middle
  return new Map(ids.map((id, i) => [id, [Math.round(x + WIDE * far(i) * Math.cos(i * GOLDEN)), Math.round(y + far(i) * Math.sin(i * GOLDEN))]]));
}

/** A path from left to right, a column a step. */
function columns(now) {
  const found = new Map();
  const inColumn = new Map();
  for (const id of now.nodes) {
    const step = now.steps.get(id) ?? -1;
    inColumn.set(step, [...(inColumn.get(step) || []), id]);
  }
  for (const [step, ids] of inColumn) ids.forEach((id, i) => found.set(id, [step * 300, (i - (ids.length - 1) / 2) * 110]));
  return found;
}

/** Each group's shown parties in a disc of their own, the group itself in its middle; discs pushed apart until none overlaps. */
function discs(now) {
  const members = new Map([...now.groups.keys()].map((group) => [group, [`~${group}`]]));
  for (const id of foremost(now.nodes, Infinity)) {
    const { part } = nodes.get(id);
    if (!members.has(part)) members.set(part, []);
    members.get(part).push(id);
  }
  const parts = [...members].sort(([a], [b]) => a - b).map(([part, ids]) => {
    const radius = ROOM * Math.sqrt(ids.length + 0.2) + 60;
    return { ids, radius, x: data.groups[part].x, y: data.groups[part].y };
  });
  const scale = 1.1 * Math.sqrt(parts.reduce((sum, one) => sum + one.radius ** 2, 0));
  for (const one of parts) [one.x, one.y] = [one.x * scale * WIDE, one.y * scale];
  for (let round = 0; round < 200 && pushed(parts); round += 1);
  return new Map(parts.flatMap((one) => [...disc(one.ids, [one.x, one.y])]));
}

/** Push overlapping discs (ellipses) apart by half each; whether any did. */
function pushed(parts) {
  let moved = false;
  for (let i = 0; i < parts.length; i += 1) {
    for (let j = i + 1; j < parts.length; j += 1) {
      const [a, b] = [parts[i], parts[j]];
      const [dx, dy] = [(b.x - a.x) / WIDE, b.y - a.y];
      const apart = Math.hypot(dx, dy) || 1;
      const over = a.radius + b.radius - apart;
      if (over < 1) continue;
      const [stepX, stepY] = [((dx || 1) / apart) * over * 0.5 * WIDE, (dy / apart) * over * 0.5];
      [a.x, a.y, b.x, b.y] = [a.x - stepX, a.y - stepY, b.x + stepX, b.y + stepY];
      moved = true;
    }
  }
  return moved;
}
