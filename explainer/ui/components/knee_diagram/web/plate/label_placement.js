// Leader-line placement: two columns of labels, no overlap, no crossing lines.
// A label whose line would cross tries the other side; where that crosses too it is left out, the
// least important first.

const GAP = 6; // px between two labels of a column
const CLEAR = 6; // px that a line keeps from another label's anchor
const SIDES = ["left", "right"];
const OTHER = { left: "right", right: "left" };
const FULL = 0.9; // share of a column that labels may take: a crammed column bends every line

/**
 * items: [{id, x, y, height, side: "left"|"right", rank}], anchor x, y in px, rank 0 = most
 * important. box: {height, left, right, tops: {left, right}}: the columns' inner edges and their tops. Returns the items that found a
 * place, each with `top` and the line's start `edgeX`, `edgeY`.
 */
export function placeLabels(items, box) {
  let kept = SIDES.flatMap((side) => selectFitting(items, side, room(box, side)));
  for (;;) {
    const placed = SIDES.flatMap((side) =>
      layoutColumn(kept.filter((item) => item.side === side), side, box),
    );
    const worst = leastImportantCrossing(placed);
    if (!worst) return placed;
    const across = { ...worst, side: OTHER[worst.side], turned: true };
    kept = kept.filter((item) => item.id !== worst.id);
    const turns = !worst.turned && (box.aSide?.[across.side] ?? 1) > 0;
    if (turns && fitsColumn(kept, across, room(box, across.side))) kept.push(across);
  }
}

/** The height of a column, px. */
function room({ height, tops }, side) {
  return height - (tops?.[side] ?? 0);
}

/** Whether a side's column still holds one more label. */
function fitsColumn(items, { side, height: own }, height) {
  const taken = items.filter((item) => item.side === side);
  return taken.reduce((sum, item) => sum + item.height + GAP, own) <= FULL * height;
}

/** The most important items of a side that its height holds. */
function selectFitting(items, side, height) {
  let left = FULL * height + GAP;
  return items
    .filter((item) => item.side === side)
    .sort((one, other) => one.rank - other.rank)
    .filter((item) => {
      if (item.height + GAP > left) return false;
      left -= item.height + GAP;
      return true;
    });
}

/** One column, ordered so that its own lines do not cross where that is possible. */
function layoutColumn(items, side, box) {
  const order = [...items].sort((one, other) => one.y - other.y);
  let placed = stackLabels(order, side, box);
  for (let round = 0; round < order.length ** 2; round += 1) {
    const pair = firstCrossing(placed);
    if (!pair) break;
    const [i, j] = pair;
    [order[i], order[j]] = [order[j], order[i]];
    placed = stackLabels(order, side, box);
  }
  return placed;
}

/** Tops as near to the anchors as order and room allow (isotonic least squares). */
function stackLabels(order, side, box) {
  const offsets = [];
  let used = 0;
  for (const item of order) {
    offsets.push(used);
    used += item.height + GAP;
  }
  const wished = order.map((item, i) => item.y - item.height / 2 - offsets[i]);
  const highest = box.height - room(box, side);
  const lowest = Math.max(highest, box.height - (used - GAP));
  return isotonicFit(wished).map((shift, i) => {
    const top = Math.min(Math.max(shift, highest), lowest) + offsets[i];
    const edgeX = side === "left" ? box.left : box.right;
    return { ...order[i], top, edgeX, edgeY: top + order[i].height / 2 };
  });
}

/** The rising sequence nearest to `values` (pool adjacent violators). */
function isotonicFit(values) {
  const pools = [];
  for (const value of values) {
    pools.push({ sum: value, count: 1 });
    while (pools.length > 1 && mean(pools.at(-2)) > mean(pools.at(-1))) {
      const last = pools.pop();
      pools.at(-1).sum += last.sum;
      pools.at(-1).count += last.count;
    }
  }
  return pools.flatMap((pool) => Array(pool.count).fill(mean(pool)));
}

function mean(pool) {
  return pool.sum / pool.count;
}

function firstCrossing(placed) {
  for (let i = 0; i < placed.length; i += 1) {
    for (let j = i + 1; j < placed.length; j += 1) {
      if (crossing(placed[i], placed[j])) return [i, j];
    }
  }
  return null;
}

function leastImportantCrossing(placed) {
  let worst = null;
  for (let i = 0; i < placed.length; i += 1) {
    for (let j = i + 1; j < placed.length; j += 1) {
      if (!crossing(placed[i], placed[j])) continue;
      const lesser = placed[i].rank > placed[j].rank ? placed[i] : placed[j];
      if (!worst || lesser.rank > worst.rank) worst = lesser;
    }
  }
  return worst;
}

/** Whether the lines of two labels cross, or one runs through the other's anchor. */
export function crossing(one, other) {
  const a = [one.edgeX, one.edgeY];
  const b = [one.x, one.y];
  const c = [other.edgeX, other.edgeY];
  const d = [other.x, other.y];
  if (distanceToSegment(b, c, d) < CLEAR || distanceToSegment(d, a, b) < CLEAR) return true;
  return orientation(a, b, c) * orientation(a, b, d) <= 0 && orientation(c, d, a) * orientation(c, d, b) <= 0;
}

/** Distance of a point from the line between two others. */
function distanceToSegment([x, y], [ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay];
  const along = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1);
  const held = Math.min(Math.max(along, 0), 1);
  return Math.hypot(x - ax - held * dx, y - ay - held * dy);
}

function orientation([ax, ay], [bx, by], [cx, cy]) {
  return Math.sign((bx - ax) * (cy - ay) - (by - ay) * (cx - ax));
}
