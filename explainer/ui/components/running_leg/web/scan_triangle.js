// Scan conversion of a triangle with two values that change evenly over it.

/**
 * Corners {x, y, a, b} in pixels; span(y, from, to, a, b, da, db) is called for each row of `layer`
 * ({width, height}) that it covers, with the values at pixel `from` and their steps. A pixel belongs
 * to the triangle when its middle does, so neighbours share none.
 */
export function scanTriangle(one, other, third, { width, height }, span) {
  const [top, mid, low] = sorted(one, other, third);
  const area = (mid.x - top.x) * (low.y - top.y) - (low.x - top.x) * (mid.y - top.y);
  if (Math.abs(area) < 1e-6) return;
  const slope = (key) =>
    ((mid[key] - top[key]) * (low.y - top.y) - (low[key] - top[key]) * (mid.y - top.y)) / area;
  const [da, db] = [slope("a"), slope("b")];
  const fall = (key) =>
    ((low[key] - top[key]) * (mid.x - top.x) - (mid[key] - top[key]) * (low.x - top.x)) / area;
  const [ea, eb] = [fall("a"), fall("b")];
  const last = Math.min(Math.ceil(low.y - 0.5), height);
  for (let y = Math.max(Math.ceil(top.y - 0.5), 0); y < last; y += 1) {
    const level = y + 0.5;
    const far = top.x + ((low.x - top.x) * (level - top.y)) / (low.y - top.y);
    const near = level < mid.y
      ? top.x + ((mid.x - top.x) * (level - top.y)) / (mid.y - top.y)
      : mid.x + ((low.x - mid.x) * (level - mid.y)) / (low.y - mid.y || 1);
    const from = Math.max(Math.ceil(Math.min(far, near) - 0.5), 0);
    const to = Math.min(Math.ceil(Math.max(far, near) - 0.5), width);
    if (from >= to) continue;
    const [dx, dy] = [from + 0.5 - top.x, level - top.y];
    span(y, from, to, top.a + da * dx + ea * dy, top.b + db * dx + eb * dy, da, db);
  }
}

function sorted(one, other, third) {
  if (other.y < one.y) [one, other] = [other, one];
  if (third.y < other.y) [other, third] = [third, other];
  if (other.y < one.y) [one, other] = [other, one];
  return [one, other, third];
}
