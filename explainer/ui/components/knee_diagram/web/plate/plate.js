// One plate: the shaded picture in its two dresses, and one path per structure over it.

import { h, svg, uniqueId } from "../../../shared/web/dom.js";

const TARGET_PX = 24; // the least breadth of a part that a finger can hit
const regionFiles = new Map(); // address -> promise of its content, shared by every stage

/** A plate's regions; a failed fetch is forgotten, so that the next look tries again. */
export function fetchRegions(address) {
  if (!regionFiles.has(address)) {
    const asked = fetch(address).then((answer) => {
      if (!answer.ok) throw new Error(`${answer.status} ${address}`);
      return answer.json();
    });
    asked.catch(() => regionFiles.delete(address));
    regionFiles.set(address, asked);
  }
  return regionFiles.get(address);
}

export class Plate {
  /**
   * frame: {natural: [1x, 2x], clay: [1x, 2x]}; sheet: the region file's content;
   * callbacks: {onSelect(id), onHover(id | null, event), onError()}.
   */
  constructor(frame, sheet, callbacks) {
    this.frame = frame;
    this.sheet = sheet;
    this.hidden = sheet.hidden ?? []; // parts of which nothing can be seen
    this.callbacks = callbacks;
    this.fills = new Map();
    this.paths = new Map();
    this.images = { natural: this.#image(), clay: this.#image() };
    this.decoded = new Set(); // names of images that can be painted at once
    this.wanted = null; // the image under the dress asked for last
    this.element = h(
      "div",
      { class: "plate" },
      h("div", { class: "ground" }, this.images.natural, this.images.clay, this.#regions()),
      this.#outlines(),
      this.#hits(),
    );
  }

  #image() {
    const image = h("img", { alt: "", draggable: "false", decoding: "sync" }); // no frame without it
    image.addEventListener("error", this.callbacks.onError);
    image.addEventListener("load", () => this.#fade(image.currentSrc));
    return image;
  }

  /** The picture fades where a limb is cut; its colours fade with it. */
  #fade(address) {
    this.colours.style.maskImage ||= `url("${address}")`;
  }

  #regions() {
    const hatch = uniqueId("hatch");
    this.hatch = `url(#${hatch})`; // of the document's shadow root: the outlines use it too
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

  /** Invisible shapes that take the pointer: small parts last, so that they lie on top. */
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

  /** x of the leftmost and rightmost point drawn, px of the sheet. */
  extent() {
    if (!this.ends) {
      const xs = this.sheet.regions.flatMap(({ path }) =>
        (path.match(/-?[\d.]+/g) ?? []).filter((_, n) => n % 2 === 0).map(Number),
      );
      this.ends = xs.reduce(([low, high], x) => [Math.min(low, x), Math.max(high, x)], [Infinity, 0]);
    }
    return this.ends;
  }

  /** What the first showing would wait for: the ends, the thin parts' breadths, the picture itself. */
  async prepare(dress) {
    this.extent();
    this.#measure();
    this.showDress(dress);
    await this.#decode(imageUnder(dress));
  }

  isReady(dress) {
    return this.decoded.has(imageUnder(dress));
  }

  /** Resolves when an image can be painted at once, or never will be. */
  async #decode(name) {
    await this.images[name].decode().then(() => this.decoded.add(name), () => null);
  }

  #measure() {
    for (const hit of this.hits) hit.breadth ??= breadth(hit);
  }

  /** Places the plate in its box, in px, and gives thin parts a hit area a finger can find. */
  fit({ left, top, width, height }) {
    this.#measure(); // before anything is moved: each measure after a change lays the page out anew
    Object.assign(this.element.style, {
      left: `${left}px`,
      top: `${top}px`,
      width: `${width}px`,
      height: `${height}px`,
    });
    const enlarged = width / this.sheet.width;
    for (const hit of this.hits) {
      const missing = TARGET_PX - hit.breadth * enlarged;
      hit.path.setAttribute("stroke-width", Math.max(0, missing).toFixed(1));
    }
  }

  /**
   * Shows "load" (clay under colours) or "natural". A dress is fetched when first asked for; the one
   * that stands stays until then.
   */
  showDress(dress) {
    const name = imageUnder(dress);
    const image = this.images[name];
    const [once, twice] = this.frame[name];
    this.wanted = name;
    if (!image.srcset) image.srcset = `${once} 1x, ${twice} 2x`;
    const bare = !Object.values(this.images).some(({ classList }) => classList.contains("shown"));
    if (bare || this.decoded.has(name)) this.#swapImage(name);
    else this.#decode(name).then(() => this.wanted === name && this.#swapImage(name));
  }

  #swapImage(shown) {
    for (const [name, { classList }] of Object.entries(this.images)) classList.toggle("shown", name === shown);
  }

  /**
   * fillOf(id) -> colour, "hatch" or "none"; only paths whose fill changes are touched. bareOf(id):
   * the colour of a part that shows through others and has no fill of its own.
   */
  paint(fillOf, baseColourOf) {
    this.#paintGhost(fillOf, baseColourOf);
    for (const [id, path] of this.paths) {
      const asked = fillOf(id);
      if (this.fills.get(id) === asked) continue;
      this.fills.set(id, asked);
      path.setAttribute("fill", asked === "hatch" ? this.hatch : asked);
    }
  }

  /** emphasis: "ghost" draws what lies behind through the rest, "alone" leaves of the rest a line. */
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

  /** The colour of the chosen part where it shows through others. */
  #paintGhost(fillOf, baseColourOf) {
    if (!this.chosen) return;
    const asked = fillOf(this.chosen);
    const own = asked === "none" || asked === "hatch" ? baseColourOf(this.chosen) : asked;
    this.ghost.setAttribute("fill", own);
    this.ghostHatch.style.display = asked === "hatch" ? "" : "none";
  }

  hover(id) {
    this.hoverPath.setAttribute("d", this.paths.get(id)?.getAttribute("d") ?? "");
  }
}

/** The picture under a dress: load colours lie over clay. */
function imageUnder(dress) {
  return dress === "load" ? "clay" : "natural";
}

/** How broad a part is on average, px of the sheet. */
function breadth({ region, path }) {
  return (2 * region.area_px) / path.getTotalLength();
}
