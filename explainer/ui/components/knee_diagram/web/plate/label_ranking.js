// Which parts get a label and how wide the label columns are, flat and in 3-D.

const NARROW_PX = 590; // below: fewer labels, narrower columns
const TINY_PX = 300; // below (half of a small laptop or a phone): no labels, the picture has the room; names stand under the finger
const ROOM = {
  wide: { most: 200, least: 132, margin: 30, aSide: 4 },
  narrow: { most: 130, least: 76, margin: 10, aSide: 4 },
  tiny: { most: 0, least: 0, margin: 0, aSide: 0 },
};
const CENTRAL = 0.06; // of the width between the columns, either side of the middle
const FEWEST = 6; // labels, where a picture has so many parts: beside what is taught the largest are named
const SIDE_NAMES_PX = 22; // bottom line with the names of the sides
const EMPHASIS_PX = 44; // the switches of a chosen part above it, where there is room for its second name

export function isNarrow(width) {
  return width < NARROW_PX;
}

export function labelRoom(width) {
  if (width < TINY_PX) return ROOM.tiny;
  return ROOM[isNarrow(width) ? "narrow" : "wide"];
}

/**
 * How far down the switches in the pane's upper right corner reach into a box that fills it, and where they
 * begin from its left, px: {left: 0, right, from}.
 */
export function cornersEnd(box) {
  const corner = box.parentElement?.querySelector(".corner.top-right"); // none once the box has left the page
  if (!corner) return { left: 0, right: 0, from: Infinity };
  const { offsetTop, offsetHeight, offsetLeft } = corner;
  return { left: 0, right: Math.max(0, offsetTop + offsetHeight - box.offsetTop), from: offsetLeft - box.offsetLeft };
}

/**
 * The columns beside a picture that reaches from x = `from` to x = `to` in a box, in px; `tops`: where
 * each begins, below the switches in the corners.
 */
export function labelColumns({ width, height, from, to, tops = { left: 0, right: 0 } }) {
  const { most, least, margin, aSide } = labelRoom(width);
  const left = Math.max(from - margin, least);
  const right = Math.min(to + margin, width - least);
  const column = Math.floor(Math.min(most, left, width - right)) - 1; // positions are rounded too
  const foot = SIDE_NAMES_PX + (isNarrow(width) ? 0 : EMPHASIS_PX);
  return { height: height - foot, width: column, left, right, aSide, tops, isWide: !isNarrow(width) };
}

/**
 * parts: [{id, x, y, area_px}]; facts: {structures, labels, chosen}. The chosen part first, then those
 * that the page teaches, in its order (`labels`), then the largest of the rest until there are FEWEST; at
 * most `aSide` on each side. A part goes to the side it lies on; one near the middle to the side that has fewer.
 * The chosen part has its other name (everyday or Latin) too, where there is room.
 */
export function rankLabels(parts, { structures, labels, chosen }, { left, right, aSide, isWide }) {
  const taught = [chosen, ...labels];
  const order = ({ id }) => (taught.includes(id) ? taught.indexOf(id) : taught.length);
  const sorted = [...parts].sort((a, b) => order(a) - order(b) || b.area_px - a.area_px);
  const taken = { left: 0, right: 0 };
  return sorted.flatMap((part, rank) => {
    const across = (part.x - left) / (right - left);
    if (across < 0 || across > 1) return []; // under a column: its line would run backwards
    const central = Math.abs(across - 0.5) < CENTRAL;
    const nearer = across < 0.5 ? "left" : "right";
    const side = central ? (taken.left <= taken.right ? "left" : "right") : nearer;
    if (taken[side] >= aSide) return [];
    if (order(part) === taught.length && taken.left + taken.right >= FEWEST) return [];
    taken[side] += 1;
    const { name = part.id, other = name } = structures[part.id] ?? {};
    const second = isWide && part.id === chosen && other !== name ? other : "";
    return [{ ...part, side, name, second, rank }];
  });
}
