// Draws the posed leg on a canvas: bones as shaded images, muscles as ribbons with painted strips.

import { transformPoint } from "./pose.js";
import { channels, shades } from "./colour.js";
import { RibbonRaster } from "./ribbon_raster.js";
import { StripSheet } from "./strip_sheet.js";

const GROUND_MM = 260; // half the length of ground drawn
const SOLE_MM = 5; // margin of the image below the sole
const MAX_PIXEL_RATIO = 2; // more costs time and is not visible
const TOUCH_PX = 18; // stroke width for hit tests of slim tendons

export class LegPainter {
  /** settings: {pictures: {file: URL}, images: LegImages, shapes, colours: {clay: colour}} */
  constructor(canvas, settings) {
    this.canvas = canvas;
    this.context = canvas.getContext("2d");
    this.settings = settings;
    this.outlines = [];
    this.raster = new RibbonRaster();
    this.sheets = new Map(); // by dress
  }

  /** Fits `box` (mm from the hip) into the canvas; width and height in CSS pixels. */
  frame(box, width, height) {
    const pixelRatio = Math.min(devicePixelRatio || 1, MAX_PIXEL_RATIO);
    const size = [Math.round(width * pixelRatio), Math.round(height * pixelRatio)];
    if (this.canvas.width !== size[0]) this.canvas.width = size[0];
    if (this.canvas.height !== size[1]) this.canvas.height = size[1];
    this.pixelRatio = pixelRatio;
    this.size = { width, height };
    const zoom = Math.min(width / (box.right - box.left), height / (box.top - box.bottom));
    const spare = [width - zoom * (box.right - box.left), height - zoom * (box.top - box.bottom)];
    this.zoom = zoom;
    this.origin = [spare[0] / 2 - zoom * box.left, spare[1] / 2 + zoom * box.top];
    this.ends = { left: spare[0] / 2, right: width - spare[0] / 2 };
  }

  /** Millimetres from the hip to CSS pixels of the canvas. */
  toCanvas(x, y) {
    return [this.origin[0] + this.zoom * x, this.origin[1] - this.zoom * y];
  }

  /**
   * posed: result of Pose.at; fillOf(id) -> colour, "hatch" or null (natural); selected: id;
   * isGrounded: whether the foot is on the ground.
   */
  draw(posed, { dress, fillOf, selected, isGrounded }) {
    const { context } = this;
    context.setTransform(this.pixelRatio, 0, 0, this.pixelRatio, 0, 0);
    context.clearRect(0, 0, this.size.width, this.size.height);
    this.outlines = [];
    if (isGrounded) this.#drawGround(posed.pieces.foot);
    const { pieces } = this.settings.shapes;
    const ribbons = posed.ribbons.map((ribbon) => this.#projectRibbon(ribbon));
    const paint = (some) => this.#drawRibbons(some, dress, fillOf);
    paint(ribbons.filter((one) => one.behind_bone));
    for (const piece of pieces) this.#drawBone(piece, posed.pieces[piece.id], dress);
    paint(ribbons.filter((one) => !one.behind_bone));
    const selectedRibbon = ribbons.find(({ id }) => id === selected);
    if (selectedRibbon) this.#drawSelected(selectedRibbon, dress, fillOf);
    this.ribbons = ribbons;
    this.outlines = ribbons.filter((one) => !one.only_drawn).reverse();
  }

  /** The ground under the foot's lowest point. */
  #drawGround(transform) {
    const [left, top, width, height] = this.settings.shapes.pieces.find(({ id }) => id === "foot").box_mm;
    const sole = [left, left + width].map((x) => transformPoint(transform, x, top - height));
    const low = Math.min(...sole.map(([, y]) => y));
    const at = this.toCanvas((sole[0][0] + sole[1][0]) / 2, low + SOLE_MM);
    this.#drawGroundAt(at, GROUND_MM * this.zoom);
  }

  /** Nothing but the ground under a place [x, y] in CSS pixels, or nothing at all. */
  drawGroundAlone(at, px_mm) {
    const { context, pixelRatio, size: { width, height } } = this;
    context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
    context.clearRect(0, 0, width, height);
    if (at) this.#drawGroundAt(at, GROUND_MM * px_mm);
  }

  #drawGroundAt([middle, y], reach) {
    const { context } = this;
    const fade = context.createLinearGradient(middle - reach, 0, middle + reach, 0);
    for (const [at, opacity] of [[0, 0], [0.3, 0.5], [0.7, 0.5], [1, 0]]) {
      fade.addColorStop(at, `rgb(128 128 128 / ${opacity})`);
    }
    context.fillStyle = fade;
    context.fillRect(middle - reach, y, 2 * reach, 5);
  }

  #drawBone(piece, transform, dress) {
    const image = this.#image(piece.pictures[dress]);
    if (!image.complete || !image.naturalWidth) return;
    const [left, top, width, height] = piece.box_mm;
    const { context, zoom, pixelRatio, origin } = this;
    const [a, b, c, d, e, f] = transform;
    context.save();
    // y points down in the image and up in the leg's frame: both are flipped.
    const scale = zoom * pixelRatio;
    context.setTransform(
      scale * a, -scale * b, -scale * c, scale * d,
      pixelRatio * origin[0] + scale * e, pixelRatio * origin[1] - scale * f,
    );
    context.drawImage(image, left, -top, width, height);
    context.restore();
  }

  #image([single, double]) {
    const { images, pictures } = this.settings;
    return images.get(pictures[this.zoom * this.pixelRatio > 1 ? double : single]);
  }

  /** A ribbon's centre line, normals and half widths in CSS pixels, with its outline. */
  #projectRibbon(ribbon) {
    const middle = ribbon.points.map(([x, y]) => this.toCanvas(x, y));
    const last = middle.length - 1;
    const sides = ribbon.points.map(([, , front, behind], i) => {
      const [from, to] = [ribbon.points[Math.max(i - 1, 0)], ribbon.points[Math.min(i + 1, last)]];
      const [tx, ty] = [to[0] - from[0], to[1] - from[1]];
      const length = Math.hypot(tx, ty) || 1;
      return { nx: -ty / length, ny: tx / length, front: front * this.zoom, behind: behind * this.zoom };
    });
    const projected = { ...ribbon, middle, sides, outline: new Path2D() };
    addSmoothCurve(projected.outline, [...edge(projected, 1), ...edge(projected, -1).reverse()]);
    return projected;
  }

  /** Draws ribbons over what is there, in their order. */
  #drawRibbons(ribbons, dress, fillOf) {
    const sheet = this.#sheet(dress);
    if (!sheet) return;
    const { canvas, context, raster, pixelRatio, zoom } = this;
    raster.begin(canvas.width, canvas.height, pixelRatio);
    for (const ribbon of ribbons) {
      const fill = fillOf(ribbon.id);
      const isHatched = fill === "hatch";
      const colour = isHatched ? this.settings.colours.clay : fill;
      const table = fill === null ? null : shades(channels(colour));
      raster.draw(ribbon, { strip: sheet.strip(ribbon.id, zoom * pixelRatio), table, isHatched });
    }
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.drawImage(raster.finish(), 0, 0);
    context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
  }

  /** The painted strips of a dress, or null until they have loaded. */
  #sheet(dress) {
    const { images, pictures, shapes } = this.settings;
    const image = images.get(pictures[shapes.strips.pictures[dress]]);
    if (!image.complete || !image.naturalWidth) return null;
    if (!this.sheets.has(dress)) this.sheets.set(dress, new StripSheet(image, shapes.muscles));
    return this.sheets.get(dress);
  }

  /** Draws the selected muscle over all others with a contour. */
  #drawSelected(ribbon, dress, fillOf) {
    const { context } = this;
    this.#drawRibbons([ribbon], dress, fillOf);
    context.lineJoin = "round";
    for (const [colour, width] of [["#ffffff", 4.5], ["#14181d", 1.8]]) {
      context.strokeStyle = colour;
      context.lineWidth = width;
      context.stroke(ribbon.outline);
    }
  }

  /** Label anchor in CSS pixels: where a muscle is thickest; behind bone, near its back edge. */
  anchor(id) {
    const ribbon = this.ribbons.find((one) => one.id === id);
    const breadths = ribbon.sides.map(({ front, behind }) => front + behind);
    const at = breadths.indexOf(Math.max(...breadths));
    const { nx, ny, front, behind } = ribbon.sides[at];
    const [x, y] = ribbon.middle[at];
    const offset = ribbon.behind_bone ? -0.75 * behind : (front - behind) / 2;
    return [x + nx * offset, y - ny * offset];
  }

  /** The id of the topmost muscle at a point of the canvas, or null. */
  hit(x, y) {
    const { context, pixelRatio } = this;
    context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
    const inside = this.outlines.find(({ outline }) => context.isPointInPath(outline, x * pixelRatio, y * pixelRatio));
    if (inside) return inside.id;
    context.lineWidth = TOUCH_PX;
    const near = this.outlines.find(({ outline }) => context.isPointInStroke(outline, x * pixelRatio, y * pixelRatio));
    return near?.id ?? null;
  }
}

/** The line along a ribbon at `side`: -1 its back edge, 0 its centre line, 1 its front edge. */
function edge({ middle, sides }, side) {
  return middle.map(([x, y], i) => {
    const reach = side * (side > 0 ? sides[i].front : sides[i].behind);
    return [x + sides[i].nx * reach, y - sides[i].ny * reach];
  });
}

/** Adds a closed quadratic spline with these control points to a path. */
function addSmoothCurve(path, points) {
  const middle = (one, other) => [(one[0] + other[0]) / 2, (one[1] + other[1]) / 2];
  const last = points.length - 1;
  path.moveTo(...middle(points[last], points[0]));
  points.forEach((point, i) => {
    path.quadraticCurveTo(...point, ...middle(point, points[i === last ? 0 : i + 1]));
  });
  path.closePath();
}
