// Fewer triangles on the same vertices, for a picture that moves on a slow device: all vertices of one
// cell of space become the first of them, and triangles that shrink to a line are left out.

/**
 * One list of corner numbers for all parts, and for each part its place: {corners, runs: row -> [first byte,
 * how many]}. set: {rows, corners(row), frame(row, 0)}, cell_mm(row): the size of a cell.
 */
export function decimate(set, cell_mm) {
  const [lists, runs] = [new Map(), new Map()];
  let count = 0;
  for (const row of set.rows) {
    const list = dropDegenerate(set.corners(row), firstVertexOfCell(set.frame(row, 0), row.scale_mm, cell_mm(row)));
    runs.set(row, [count * Uint16Array.BYTES_PER_ELEMENT, list.length]);
    lists.set(row, list);
    count += list.length;
  }
  const corners = new Uint16Array(count);
  for (const [row, [at]] of runs) corners.set(lists.get(row), at / Uint16Array.BYTES_PER_ELEMENT);
  return { corners, runs };
}

/** For every vertex the first vertex of its cell. */
function firstVertexOfCell(frame, [sx, sy, sz], cell_mm) {
  const [firsts, found] = [new Map(), new Uint16Array(frame.length / 3)];
  for (let n = 0; n < found.length; n += 1) {
    const cell = [sx * frame[3 * n], sy * frame[3 * n + 1], sz * frame[3 * n + 2]];
    const key = cell.map((mm) => Math.floor(mm / cell_mm)).join();
    if (!firsts.has(key)) firsts.set(key, n);
    found[n] = firsts.get(key);
  }
  return found;
}

function dropDegenerate(corners, first) {
  const kept = [];
  for (let n = 0; n < corners.length; n += 3) {
    const [a, b, c] = [first[corners[n]], first[corners[n + 1]], first[corners[n + 2]]];
    if (a !== b && b !== c && a !== c) kept.push(a, b, c);
  }
  return kept;
}
