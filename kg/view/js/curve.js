// The line of an edge: a quadratic Bézier curve, as vis-network draws "curvedCW" and "curvedCCW". Points are [x, y].

/** The control point of an edge from a to b that bends to one side; the middle of a straight one. */
function via(a, b, bend) {
  if (!bend) return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  const [dx, dy] = [b[0] - a[0], a[1] - b[1]];
  const factor = 0.5 * Math.abs(bend) + 0.5;
  const angle = Math.atan2(dy, dx) + (0.5 * bend + 0.5) * Math.PI;
  const length = Math.hypot(dx, dy);
  return [a[0] + factor * length * Math.sin(angle), a[1] + factor * length * Math.cos(angle)];
}

/** The point of the curve at t from 0 to 1. */
function along(a, control, b, t) {
  const mix = (i) => (1 - t) ** 2 * a[i] + 2 * t * (1 - t) * control[i] + t ** 2 * b[i];
  return [mix(0), mix(1)];
}

/** Where the curve meets the border of a round node of that size at its end. */
function border(a, control, b, size) {
  let [inside, outside] = [1, 0];
  for (let i = 0; i < 12; i += 1) {
    const t = (inside + outside) / 2;
    const point = along(a, control, b, t);
    if (Math.hypot(point[0] - b[0], point[1] - b[1]) < size) inside = t;
    else outside = t;
  }
  return outside;
}
