// Draws the posed leg: bones as shaded pictures, muscles as round ribbons over and under them.

import { transformPoint } from "./pose.js";
import { channels, css, mix, strips } from "./muscle_shade.js";

const FIBRES = [-0.7, -0.42, -0.14, 0.14, 0.42, 0.7]; // places across a belly where lines run
const GHOST = 0.2; // how much of a covered bone shows through
const GROUND_MM = 260; // half the stretch of ground drawn
const SOLE_MM = 5; // the picture's margin below the sole
const MOST_DENSE = 2; // more pixels a point cost time and show nothing more
const TOUCH_PX = 18; // a slim tendon can be hit this far round its middle

export class LegPainter {
  /** settings: {pictures: {file: address}, bones: Bones, shapes, tissue: {muscle: colour, tendon: colour}} */
  constructor(canvas, settings) {
    this.canvas = canvas;
    this.context = canvas.getContext("2d");
    this.settings = settings;
    this.outlines = [];
    this.inks = Object.fromEntries(
      Object.entries(settings.tissue).map(([kind, colour]) => [kind, channels(colour)]),
    );
  }

  /** The box to show, mm round the hip, and the canvas's size in points. */
  frame(box, width, height) {
    const dense = Math.min(devicePixelRatio || 1, MOST_DENSE);
    const size = [Math.round(width * dense), Math.round(height * dense)];
    if (this.canvas.width !== size[0]) this.canvas.width = size[0];
    if (this.canvas.height !== size[1]) this.canvas.height = size[1];
    this.dense = dense;
    this.size = { width, height };
    const zoom = Math.min(width / (box.right - box.left), height / (box.top - box.bottom));
    const spare = [width - zoom * (box.right - box.left), height - zoom * (box.top - box.bottom)];
    this.zoom = zoom;
    this.origin = [spare[0] / 2 - zoom * box.left, spare[1] / 2 + zoom * box.top];
    this.ends = { left: spare[0] / 2, right: width - spare[0] / 2 };
  }

  /** Millimetres round the hip to points of the canvas. */
  point(x, y) {
    return [this.origin[0] + this.zoom * x, this.origin[1] - this.zoom * y];
  }

  /**
   * posed: Pose.at's answer; fillOf(id) -> colour, "hatch" or null (natural); selected: id;
   * grounded: whether the foot stands.
   */
  draw(posed, { dress, fillOf, selected, grounded }) {
    const { context } = this;
    context.setTransform(this.dense, 0, 0, this.dense, 0, 0);
    context.clearRect(0, 0, this.size.width, this.size.height);
    this.outlines = [];
    if (grounded) this.#ground(posed.pieces.foot);
    const { pieces } = this.settings.shapes;
    const ribbons = posed.ribbons.map((ribbon) => this.#shaped(ribbon));
    const paint = (one) => this.#ribbon(one, fillOf(one.id));
    ribbons.filter((one) => one.behind_bone).forEach(paint);
    for (const piece of pieces) this.#bone(piece, posed.pieces[piece.id], dress, 1);
    ribbons.filter((one) => !one.behind_bone).forEach(paint);
    for (const piece of pieces) {
      if (piece.id !== "pelvis" && piece.id !== "foot") this.#bone(piece, posed.pieces[piece.id], dress, GHOST);
    }
    const chosen = ribbons.find(({ id }) => id === selected);
    if (chosen) this.#chosen(chosen, fillOf(chosen.id));
    this.ribbons = ribbons;
  }

  /** The ground under the foot's lowest point. */
  #ground(transform) {
    const { context } = this;
    const [left, top, width, height] = this.settings.shapes.pieces.find(({ id }) => id === "foot").box_mm;
    const sole = [left, left + width].map((x) => transformPoint(transform, x, top - height));
    const low = Math.min(...sole.map(([, y]) => y));
    const [middle, y] = this.point((sole[0][0] + sole[1][0]) / 2, low + SOLE_MM);
    const reach = GROUND_MM * this.zoom;
    const fade = context.createLinearGradient(middle - reach, 0, middle + reach, 0);
    for (const [at, opacity] of [[0, 0], [0.3, 0.5], [0.7, 0.5], [1, 0]]) {
      fade.addColorStop(at, `rgb(128 128 128 / ${opacity})`);
    }
    context.fillStyle = fade;
    context.fillRect(middle - reach, y, 2 * reach, 5);
  }

  #bone(piece, transform, dress, opacity) {
    const image = this.#image(piece.pictures[dress]);
    if (!image.complete || !image.naturalWidth) return;
    const [left, top, width, height] = piece.box_mm;
    const { context, zoom, dense, origin } = this;
    const [a, b, c, d, e, f] = transform;
    context.save();
    context.globalAlpha = opacity;
    // The picture's y runs down, the leg's up: mirror in, move, mirror out.
    const scale = zoom * dense;
    context.setTransform(
      scale * a, -scale * b, -scale * c, scale * d,
      dense * origin[0] + scale * e, dense * origin[1] - scale * f,
    );
    context.drawImage(image, left, -top, width, height);
    context.restore();
  }

  #image([single, double]) {
    const { bones, pictures } = this.settings;
    return bones.at(pictures[this.zoom * this.dense > 1 ? double : single]);
  }

  /** A ribbon's middle, its two edges and the way it faces, in points. */
  #shaped(ribbon) {
    const middle = ribbon.points.map(([x, y]) => this.point(x, y));
    const last = middle.length - 1;
    const sides = ribbon.points.map(([, , front, behind], i) => {
      const [from, to] = [ribbon.points[Math.max(i - 1, 0)], ribbon.points[Math.min(i + 1, last)]];
      const [tx, ty] = [to[0] - from[0], to[1] - from[1]];
      const far = Math.hypot(tx, ty) || 1;
      return { nx: -ty / far, ny: tx / far, front: front * this.zoom, behind: behind * this.zoom };
    });
    const shaped = { ...ribbon, middle, sides, outline: new Path2D() };
    smooth(shaped.outline, [...edge(shaped, 1), ...edge(shaped, -1).reverse()]);
    return shaped;
  }

  #ribbon(ribbon, fill) {
    const { context } = this;
    context.fillStyle = this.#colour(ribbon, fill);
    context.fill(ribbon.outline);
    this.#round(ribbon);
    this.#fibres(ribbon, fill);
    if (fill === "hatch") this.#hatch(ribbon);
    context.strokeStyle = "#2b1714";
    context.globalAlpha = 0.72;
    context.lineWidth = 1.1;
    context.stroke(ribbon.outline);
    context.globalAlpha = 1;
    this.outlines.unshift(ribbon);
  }

  /** One colour for a load; in natural dress red flesh going over into pale tendon. */
  #colour(ribbon, fill) {
    if (fill === "hatch") return this.settings.colours.clay;
    if (fill !== null) return fill;
    const { muscle, tendon } = this.inks;
    const last = ribbon.middle.length - 1;
    const tones = this.context.createLinearGradient(...ribbon.middle[0], ...ribbon.middle[last]);
    ribbon.tendon.forEach((pale, i) => tones.addColorStop(i / last, css(mix(muscle, tendon, pale))));
    return tones;
  }

  /** Deeper and paler strips that follow the ribbon. */
  #round(ribbon) {
    const { context } = this;
    const mean = (key) => ribbon.sides.reduce((sum, side) => sum + side[key], 0) / ribbon.sides.length;
    for (const [from, to, colour] of strips(mean("nx"), mean("ny"))) {
      const strip = new Path2D();
      smooth(strip, [...edge(ribbon, from), ...edge(ribbon, to).reverse()]);
      context.fillStyle = colour;
      context.fill(strip);
    }
  }

  #fibres(ribbon, fill) {
    const { context } = this;
    context.strokeStyle = fill === null ? "#3a0d0a" : "#14181d";
    context.lineWidth = Math.max(0.6, this.zoom * 0.9);
    context.globalAlpha = fill === null ? 0.2 : 0.1;
    context.beginPath();
    for (const side of FIBRES) {
      edge(ribbon, side).forEach((place, i) => {
        if (i && ribbon.tendon[i] < 0.75) context.lineTo(...place);
        else context.moveTo(...place);
      });
    }
    context.stroke();
    context.globalAlpha = 1;
  }

  #hatch(ribbon) {
    const { context } = this;
    context.save();
    context.clip(ribbon.outline);
    const rim = [...edge(ribbon, 1), ...edge(ribbon, -1)];
    const [xs, ys] = [0, 1].map((axis) => rim.map((one) => one[axis]));
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    context.strokeStyle = "#5c5866";
    context.globalAlpha = 0.5;
    context.lineWidth = 1.6;
    context.beginPath();
    for (let x = left - (bottom - top); x < right; x += 7) {
      context.moveTo(x, bottom);
      context.lineTo(x + bottom - top, top);
    }
    context.stroke();
    context.restore();
  }

  /** The chosen muscle lies on top of all others, ringed. */
  #chosen(ribbon, fill) {
    const { context } = this;
    this.#ribbon(ribbon, fill);
    context.lineJoin = "round";
    for (const [colour, width] of [["#ffffff", 5], ["#14181d", 2]]) {
      context.strokeStyle = colour;
      context.lineWidth = width;
      context.stroke(ribbon.outline);
    }
  }

  /** The muscle at a point of the canvas, nearest to the viewer first; null beside the leg. */
  hit(x, y) {
    const { context, dense } = this;
    context.setTransform(dense, 0, 0, dense, 0, 0);
    const inside = this.outlines.find(({ outline }) => context.isPointInPath(outline, x * dense, y * dense));
    if (inside) return inside.id;
    context.lineWidth = TOUCH_PX;
    const near = this.outlines.find(({ outline }) => context.isPointInStroke(outline, x * dense, y * dense));
    return near?.id ?? null;
  }
}

/** The line across a ribbon's breadth at `side`: -1 its back edge, 0 its middle, 1 its front. */
function edge({ middle, sides }, side) {
  return middle.map(([x, y], i) => {
    const reach = side * (side > 0 ? sides[i].front : sides[i].behind);
    return [x + sides[i].nx * reach, y - sides[i].ny * reach];
  });
}

/** A closed curve through points, rounded at each. */
function smooth(path, points) {
  const middle = (one, other) => [(one[0] + other[0]) / 2, (one[1] + other[1]) / 2];
  const last = points.length - 1;
  path.moveTo(...middle(points[last], points[0]));
  points.forEach((point, i) => {
    path.quadraticCurveTo(...point, ...middle(point, points[i === last ? 0 : i + 1]));
  });
  path.closePath();
}
