// Which parts get a label and how wide the label columns are, flat and in 3-D.

const NARROW_PX = 590; // below: fewer labels, narrower columns
const TINY_PX = 300; // below (half of a small laptop or a phone): no labels, the picture has the room; names stand under the finger
const ROOM = {
  wide: { most: 200, least: 132, margin: 30, aSide: 7 },
  narrow: { most: 130, least: 76, margin: 10, aSide: 4 },
  tiny: { most: 0, least: 0, margin: 0, aSide: 0 },
};
const CENTRAL = 0.06; // of the width between the columns, either side of the middle
const FEW = { total: 5, aSide: 3, ofTwo: 2 }; // labels at first, `ofTwo` on each of two pictures; the others on request and under the finger
const NONE_PX = 8; // what stays free at a side without labels
const SIDE_NAMES_PX = 22; // bottom line with the names of the sides
const EMPHASIS_PX = 44; // the switches of a chosen part above it, where there is room for its second name

export function isNarrow(width) {
  return width < NARROW_PX;
}

export function labelRoom(width) {
  if (width < TINY_PX) return ROOM.tiny;
  return ROOM[isNarrow(width) ? "narrow" : "wide"];
}

/** What a picture's labels need beside it, px: {left, right}; `only`: the one side that has labels. */
export function labelSpace(width, only = null) {
  const { least, margin } = labelRoom(width);
  const need = (side) => (only && only !== side ? Math.min(NONE_PX, least) : least + margin);
  return { left: need("left"), right: need("right") };
}

/**
 * How far down what lies in the pane's upper corners reaches into a box that fills it, and where the switches
 * begin from its left, px: {left, right, from}.
 */
export function cornersEnd(box) {
  const pane = box.parentElement; // none once the box has left the page
  const corner = pane?.querySelector(".corner.top-right");
  const end = (one) => (one ? Math.max(0, one.offsetTop + one.offsetHeight - box.offsetTop) : 0);
  const from = corner ? corner.offsetLeft - box.offsetLeft : Infinity;
  return { left: end(pane?.parentElement?.querySelector(".week-name")), right: end(corner), from };
}

/**
 * The columns beside a picture that reaches from x = `from` to x = `to` in a box, in px; `tops`: where
 * each begins, below what lies in the corners; `only`: the one side that has labels.
 */
export function labelColumns({ width, height, from, to, tops = { left: 0, right: 0 }, only = null }) {
  const { most, least, margin, aSide } = labelRoom(width);
  const space = { left: Math.max(from - margin, least), right: width - Math.min(to + margin, width - least) };
  const free = only ? space[only] : Math.min(space.left, space.right);
  const column = Math.floor(Math.min(most, free)) - 1; // positions are rounded too
  const foot = SIDE_NAMES_PX + (isNarrow(width) ? 0 : EMPHASIS_PX);
  const sides = { left: only === "right" ? 0 : aSide, right: only === "left" ? 0 : aSide };
  const edges = { left: space.left, right: width - space.right };
  if (only) edges[only === "left" ? "right" : "left"] = only === "left" ? to : from;
  return { height: height - foot, width: column, ...edges, aSide: sides, tops, isWide: !isNarrow(width) };
}

/**
 * parts: [{id, x, y, area_px}]; facts: {structures, labels, chosen, showsAll}. The chosen part first, then
 * those that the page teaches, in its order (`labels`), then the largest of the rest: a FEW, or all on request
 * (`showsAll`), at most `aSide` on each side. A part goes to the side it lies on; one near the middle to the
 * side that has fewer. The chosen part has its other name (everyday or Latin) too, where there is room.
 */
export function rankLabels(parts, { structures, labels, chosen, showsAll = false }, { left, right, aSide, isWide }) {
  const onlyOne = !aSide.left ? "right" : !aSide.right ? "left" : null; // there the chosen part is named too
  const room = (side) => (showsAll ? aSide[side] : Math.min(aSide[side], onlyOne ? FEW.ofTwo : FEW.aSide));
  const taught = [chosen, ...labels];
  const order = ({ id }) => (taught.includes(id) ? taught.indexOf(id) : taught.length);
  const sorted = [...parts].sort((a, b) => order(a) - order(b) || b.area_px - a.area_px);
  const taken = { left: 0, right: 0 };
  return sorted.flatMap((part, rank) => {
    const across = (part.x - left) / (right - left);
    if (across < 0 || across > 1) return []; // under a column: its line would run backwards
    const central = Math.abs(across - 0.5) < CENTRAL;
    const nearer = across < 0.5 ? "left" : "right";
    const emptier = taken.left <= taken.right ? "left" : "right";
    const side = onlyOne && part.id === chosen ? onlyOne : central && !onlyOne ? emptier : nearer;
    if (taken[side] >= room(side)) return [];
    if (!showsAll && taken.left + taken.right >= FEW.total) return [];
    taken[side] += 1;
    const { name = part.id, other = name } = structures[part.id] ?? {};
    const second = isWide && part.id === chosen && other !== name ? other : "";
    return [{ ...part, side, name, second, rank }];
  });
}
