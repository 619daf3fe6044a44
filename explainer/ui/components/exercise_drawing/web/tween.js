// An exercise's shapes between its key frames (figures/exercise/movement.py): paths as text.

const RADIANS = Math.PI / 180;

/** For each drawn path the text of its data at `share` (0 to 1) of the way; null where nothing moves. */
export function pathsAt(paths, keyFrames, share) {
  const along = Math.min(Math.max(share, 0), 1) * (keyFrames - 1);
  const low = Math.min(Math.floor(along), keyFrames - 2);
  return paths.map((shapes) => shapes && shapes.map((shape) => shapeAt(shape, low, along - low)).join(""));
}

/** How many key frames the movement has. */
export function keyFrameCount(paths) {
  const shapes = paths.flatMap((group) => group ?? []);
  const moving = shapes.find(({ moves, frames }) => moves || frames);
  return moving ? (moving.moves ?? moving.frames).length : 1;
}

function shapeAt(shape, low, share) {
  const points = shape.frames
    ? mix(shape.frames[low], shape.frames[low + 1], share)
    : shape.moves ? moved(shape.points, mix(shape.moves[low], shape.moves[low + 1], share)) : shape.points;
  let text = "";
  for (let i = 0; i < points.length; i += 2) {
    text += `${i ? "L" : "M"}${points[i].toFixed(1)} ${points[i + 1].toFixed(1)}`;
  }
  return shape.closed ? `${text}Z` : text;
}

const mix = (one, other, share) => one.map((value, i) => value + share * (other[i] - value));

function moved(points, [turn, x, y]) {
  const [c, s] = [Math.cos(turn * RADIANS), Math.sin(turn * RADIANS)];
  const placed = Array.from({ length: points.length });
  for (let i = 0; i < points.length; i += 2) {
    placed[i] = c * points[i] - s * points[i + 1] + x;
    placed[i + 1] = s * points[i] + c * points[i + 1] + y;
  }
  return placed;
}
