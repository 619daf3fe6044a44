// The lines of the clinic's pen, in the memory of this tab and nowhere else, and whether the pen is in
// use: one for all pictures of a page. Lines stay with the picture they were drawn on, so that another
// page or view loses none. Several bundles contain this module; the state is shared by all of them.

const CHANGED = "drawing-changed";
// drawings: picture key -> {lines: [[x, y], ...][], wiped: lines[]}; pens: of the mounted pictures.
const shared = (window.behindTheKneeDrawings ??= { isPenOn: false, drawings: new Map(), pens: new Set() });

export function isPenOn() {
  return shared.isPenOn;
}

export function setPenOn(isOn) {
  shared.isPenOn = isOn;
  announceDrawingChange();
}

export function linesOf(key) {
  return drawingOf(key).lines;
}

export function addLine(key, line) {
  drawingOf(key).lines.push(line);
  announceDrawingChange();
}

/** To be called for each picture that a pen comes to: `pen` has its key, and its axes if it is flat. */
export function addPen(pen) {
  shared.pens.add(pen);
  announceDrawingChange();
}

export function removePen(pen) {
  shared.pens.delete(pen);
  announceDrawingChange();
}

export function hasLines() {
  return shownDrawings().some(({ lines }) => lines.length > 0);
}

export function hasWiped() {
  return shownDrawings().some(({ wiped }) => wiped.length > 0);
}

/** Takes all lines off the pictures in sight; false where there are none. */
export function wipeLines() {
  const drawn = shownDrawings().filter(({ lines }) => lines.length);
  for (const drawing of shownDrawings()) drawing.wiped = [];
  for (const drawing of drawn) [drawing.wiped, drawing.lines] = [drawing.lines, []];
  if (drawn.length) announceDrawingChange();
  return drawn.length > 0;
}

/** Brings back what was wiped last, before any lines drawn since; false where there is nothing. */
export function restoreLines() {
  const wiped = shownDrawings().filter((drawing) => drawing.wiped.length);
  for (const drawing of wiped) [drawing.lines, drawing.wiped] = [[...drawing.wiped, ...drawing.lines], []];
  if (wiped.length) announceDrawingChange();
  return wiped.length > 0;
}

/** The lines on the flat pictures in sight for the handout: {axes, lines: mm}, or null. */
export function printableDrawing() {
  const flat = [...shared.pens].filter(({ axes }) => axes);
  const lines = [...new Set(flat.map(({ key }) => key))].flatMap(linesOf);
  if (!lines.length) return null;
  const rounded = lines.map((line) => line.map((point) => point.map((mm) => Math.round(10 * mm) / 10)));
  return { axes: flat[0].axes, lines: rounded };
}

/** Calls back after each change; returns a function that ends it. */
export function onDrawingChange(callback) {
  addEventListener(CHANGED, callback);
  return () => removeEventListener(CHANGED, callback);
}

function announceDrawingChange() {
  dispatchEvent(new Event(CHANGED));
}

function drawingOf(key) {
  if (!shared.drawings.has(key)) shared.drawings.set(key, { lines: [], wiped: [] });
  return shared.drawings.get(key);
}

function shownDrawings() {
  return [...new Set([...shared.pens].map(({ key }) => key))].map(drawingOf);
}
