// One plate: the shaded picture in its two dresses under one SVG path per structure.

import { h, svg, uniqueId } from "../../../shared/web/dom.js";

const SHARP = 1.15; // px of the screen to one of the 1x picture: from here on the 2x one is needed
const TARGET_PX = 24; // the least breadth of a part that a finger can hit
const regionFiles = new Map(); // URL -> promise of its content, shared by all diagrams

/** A plate's regions, cached; a failed fetch is not, so that the next call retries. */
export function fetchRegions(address) {
  if (!regionFiles.has(address)) {
    const request = fetch(address).then((response) => {
      if (!response.ok) throw new Error(`${response.status} ${address}`);
      return response.json();
    });
    request.catch(() => regionFiles.delete(address));
    regionFiles.set(address, request);
  }
  return regionFiles.get(address);
}

export class Plate {
  /**
   * frame: {natural: [1x, 2x], clay: [1x, 2x]}, some without the 2x one; sheet: the region file's content;
   * callbacks: {onSelect(id), onHover(id | null, event), onError()}.
   */
  constructor(frame, sheet, callbacks) {
    this.frame = frame;
    this.sheet = sheet;
    this.hidden = sheet.hidden ?? []; // fully covered structures
    this.callbacks = callbacks;
    this.fills = new Map();
    this.paths = new Map();
    this.images = { natural: this.#image(), clay: this.#image() };
    this.decoded = new Set(); // names of decoded images
    this.wanted = null; // name of the image requested last
    this.element = h(
      "div",
      { class: "plate" },
      h("div", { class: "ground" }, this.images.natural, this.images.clay, this.#regions()),
      (this.litParts = svg("svg", this.#canvas("lit-parts"))),
      this.#outlines(),
      this.#hits(),
    );
  }

  #image() {
    const image = h("img", { alt: "", draggable: "false", decoding: "sync" }); // never painted before it is decoded
    image.addEventListener("error", this.callbacks.onError);
    image.addEventListener("load", () => this.#maskColours(image.currentSrc));
    return image;
  }

  /** The image is transparent where a limb is cut; it masks the colours too. */
  #maskColours(address) {
    for (const drawn of [this.colours, this.litParts]) drawn.style.maskImage ||= `url("${address}")`;
  }

  #regions() {
    const hatch = uniqueId("hatch");
    this.hatch = `url(#${hatch})`; // also used by the outlines' SVG
    const groups = this.sheet.regions.map(({ id, path }) => {
      const drawn = svg("path", { d: path, "fill-rule": "evenodd", fill: "none", "data-id": id });
      this.paths.set(id, drawn);
      return drawn;
    });
    const lines = { id: hatch, width: 7, height: 7, patternUnits: "userSpaceOnUse" };
    const pattern = svg(
      "pattern",
      { ...lines, patternTransform: "rotate(45)" },
      svg("line", { x1: 0, y1: 0, x2: 0, y2: 7, class: "hatching" }),
    );
    this.colours = svg("svg", this.#canvas("regions"), svg("defs", {}, pattern), ...groups);
    return this.colours;
  }

  #outlines() {
    const outline = (name) => svg("path", { class: name, "vector-effect": "non-scaling-stroke" });
    this.halo = outline("halo");
    this.ring = outline("ring");
    this.hoverPath = outline("hovered");
    this.covered = outline("covered");
    this.veil = svg("path", { class: "veil", "fill-rule": "evenodd" });
    this.others = outline("others");
    this.ghost = svg("path", { class: "ghost", "fill-rule": "evenodd" });
    this.ghostHatch = svg("path", { class: "ghost-hatch", "fill-rule": "evenodd", fill: this.hatch });
    const behind = [this.veil, this.others, this.ghost, this.ghostHatch];
    const drawn = [...behind, this.covered, this.hoverPath, this.halo, this.ring];
    return svg("svg", this.#canvas("outlines"), ...drawn);
  }

  /** Transparent hit areas: small parts last, so that they lie on top. */
  #hits() {
    const canvas = svg("svg", this.#canvas("hits"));
    const byArea = [...this.sheet.regions].sort((one, other) => other.area_px - one.area_px);
    this.hits = byArea.map((region) => {
      const named = { d: region.path, "data-id": region.id, "vector-effect": "non-scaling-stroke" };
      const path = svg("path", named);
      path.addEventListener("click", () => this.callbacks.onSelect(region.id));
      path.addEventListener("pointermove", (event) => this.callbacks.onHover(region.id, event));
      canvas.append(path);
      return { path, breadth: null, region };
    });
    canvas.addEventListener("pointerleave", (event) => this.callbacks.onHover(null, event));
    return canvas;
  }

  #canvas(name) {
    const { width, height } = this.sheet;
    return { class: name, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" };
  }

  /** [least, greatest] x of all paths, px of the sheet. */
  extent() {
    if (!this.ends) {
      const xs = this.sheet.regions.flatMap(({ path }) =>
        (path.match(/-?[\d.]+/g) ?? []).filter((_, n) => n % 2 === 0).map(Number),
      );
      this.ends = xs.reduce(([low, high], x) => [Math.min(low, x), Math.max(high, x)], [Infinity, 0]);
    }
    return this.ends;
  }

  /** Computes the extent and hit areas and decodes the image ahead of the first display. */
  async prepare(dress) {
    this.extent();
    this.#measure();
    this.showDress(dress);
    await this.#decode(this.#imageUnder(dress));
  }

  /** Load colours lie over clay; the skin has none, and stays natural until another plate is shown. */
  #imageUnder(dress) {
    return dress === "load" && this.frame.clay ? "clay" : "natural";
  }

  isReady(dress) {
    return this.decoded.has(this.#imageUnder(dress));
  }

  /** Resolves when an image is decoded, or cannot be. */
  async #decode(name) {
    await this.images[name].decode().then(() => this.decoded.add(name), () => null);
  }

  #measure() {
    for (const hit of this.hits) hit.breadth ??= breadth(hit);
  }

  /** Positions the plate (px of its box) and enlarges the hit areas of thin parts. */
  fit({ left, top, width, height }) {
    this.#measure(); // before any write: reading after it would force a layout
    Object.assign(this.element.style, {
      left: `${left}px`,
      top: `${top}px`,
      width: `${width}px`,
      height: `${height}px`,
    });
    const enlarged = width / this.sheet.width;
    if (enlarged * window.devicePixelRatio > SHARP) this.#sharpen();
    for (const hit of this.hits) {
      const missing = TARGET_PX - hit.breadth * enlarged;
      hit.path.setAttribute("stroke-width", Math.max(0, missing).toFixed(1));
    }
  }

  /** Enlarged, the picture is fetched at double density whatever the screen's is. */
  #sharpen() {
    if (this.sharp) return;
    this.sharp = true;
    for (const [name, image] of Object.entries(this.images)) if (image.srcset) this.#fetchImage(name);
  }

  /**
   * Shows "load" (clay under colours) or "natural". A dress is fetched on first use; the current one
   * stays until it is decoded.
   */
  showDress(dress) {
    const name = this.#imageUnder(dress);
    const image = this.images[name];
    this.wanted = name;
    if (!image.srcset) this.#fetchImage(name);
    const empty = !Object.values(this.images).some(({ classList }) => classList.contains("shown"));
    if (empty || this.decoded.has(name)) this.#swapImage(name);
    else this.#decode(name).then(() => this.wanted === name && this.#swapImage(name));
  }

  #fetchImage(name) {
    const [once, twice] = this.frame[name];
    const all = twice ? `${once} 1x, ${twice} 2x` : once;
    const srcset = this.sharp && twice ? twice : all;
    if (this.images[name].srcset !== srcset) this.images[name].srcset = srcset;
  }

  #swapImage(shown) {
    for (const [name, { classList }] of Object.entries(this.images)) classList.toggle("shown", name === shown);
  }

  /**
   * fillOf(id) -> colour, "hatch" or "none"; baseColourOf(id): the colour without a load, for a part
   * that shows through others. Writes only fills that change.
   */
  paint(fillOf, baseColourOf) {
    this.#paintGhost(fillOf, baseColourOf);
    for (const [id, path] of this.paths) {
      const fill = fillOf(id);
      if (this.fills.get(id) === fill) continue;
      this.fills.set(id, fill);
      path.setAttribute("fill", fill === "hatch" ? this.hatch : fill);
    }
  }

  /** emphasis: "ghost" draws the part's covered area over the rest, "alone" reduces the rest to outlines. */
  select(id, emphasis) {
    this.chosen = id;
    const shape = this.paths.get(id)?.getAttribute("d") ?? "";
    const among = [...this.sheet.regions, ...this.hidden];
    const behind = among.find((one) => one.id === id)?.hidden_path ?? "";
    const alone = emphasis === "alone" && Boolean(shape || behind);
    const { width, height } = this.sheet;
    const drawn = [
      [this.halo, shape],
      [this.ring, shape],
      [this.covered, behind],
      [this.ghost, emphasis === "all" ? "" : behind],
      [this.ghostHatch, emphasis === "all" ? "" : behind],
      [this.veil, alone ? `M0 0H${width}V${height}H0Z${shape}` : ""],
      [this.others, alone ? this.sheet.regions.map(({ path }) => path).join("") : ""],
    ];
    for (const [path, d] of drawn) if (path.getAttribute("d") !== d) path.setAttribute("d", d);
  }

    #paintGhost(fillOf, baseColourOf) {
    if (!this.chosen) return;
    const fill = fillOf(this.chosen);
    const colour = fill === "none" || fill === "hatch" ? baseColourOf(this.chosen) : fill;
    this.ghost.setAttribute("fill", colour);
    this.ghostHatch.style.display = fill === "hatch" ? "" : "none";
  }

  /** Lights parts: [{id, colour, path}]; `path` where this plate does not have the part. */
  light(parts) {
    const among = [...this.sheet.regions, ...this.hidden];
    const drawn = parts.flatMap(({ id, colour, path }) => {
      const own = among.find((one) => one.id === id);
      const shape = own ? `${own.path ?? ""}${own.hidden_path ?? ""}` : path;
      if (!shape) return [];
      const kind = own?.path ? "lit" : "lit covered-part";
      return [svg("path", { class: kind, d: shape, "data-lit": id, style: `--part: ${colour}`, "vector-effect": "non-scaling-stroke" })];
    });
    this.litParts.replaceChildren(...drawn);
  }

  /** Ids of the parts that show within `radius` px of the sheet's point {x, y}. */
  idsNear({ x, y }, radius) {
    const around = [[0, 0], [1, 0], [0.7, 0.7], [0, 1], [-0.7, 0.7], [-1, 0], [-0.7, -0.7], [0, -1], [0.7, -0.7]];
    const point = this.colours.createSVGPoint();
    const touched = (path) =>
      around.some(([across, down]) => {
        [point.x, point.y] = [x + radius * across, y + radius * down];
        return path.isPointInFill(point);
      });
    return [...this.paths].filter(([, path]) => touched(path)).map(([id]) => id);
  }

  hover(id) {
    this.hoverPath.setAttribute("d", this.paths.get(id)?.getAttribute("d") ?? "");
  }
}

/** A part's mean width, px of the sheet. */
function breadth({ region, path }) {
  return (2 * region.area_px) / path.getTotalLength();
}
