// One plate: the shaded picture in its two dresses, and one path per structure over it.

import { h, svg, uniqueId } from "./dom.js";

const TARGET_PX = 24; // the least breadth of a part that a finger can hit
const regionFiles = new Map(); // address -> promise of its content, shared by every stage

/** A plate's regions; a failed fetch is forgotten, so that the next look tries again. */
export function regionsOf(address) {
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
   * ears: {pick(id), point(id | null, event), failed()}.
   */
  constructor(frame, sheet, ears) {
    this.frame = frame;
    this.sheet = sheet;
    this.ears = ears;
    this.fills = new Map();
    this.paths = new Map();
    this.images = { natural: this.#image(), clay: this.#image() };
    this.element = h(
      "div",
      { class: "plate" },
      h("div", { class: "ground" }, this.images.natural, this.images.clay, this.#regions()),
      this.#outlines(),
      this.#hits(),
    );
  }

  #image() {
    const image = h("img", { alt: "", draggable: "false", decoding: "async" });
    image.addEventListener("error", this.ears.failed);
    image.addEventListener("load", () => this.#fade(image.currentSrc));
    return image;
  }

  /** The picture fades where a limb is cut; its colours fade with it. */
  #fade(address) {
    this.colours.style.maskImage ||= `url("${address}")`;
  }

  #regions() {
    const hatch = uniqueId("hatch");
    this.hatch = `url(#${hatch})`;
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
    this.pointed = outline("pointed");
    this.covered = outline("covered");
    const drawn = [this.covered, this.pointed, this.halo, this.ring];
    return svg("svg", this.#canvas("outlines"), ...drawn);
  }

  /** Invisible shapes that take the pointer: small parts last, so that they lie on top. */
  #hits() {
    const canvas = svg("svg", this.#canvas("hits"));
    const byArea = [...this.sheet.regions].sort((one, other) => other.area_px - one.area_px);
    this.hits = byArea.map((region) => {
      const named = { d: region.path, "data-id": region.id, "vector-effect": "non-scaling-stroke" };
      const path = svg("path", named);
      path.addEventListener("click", () => this.ears.pick(region.id));
      path.addEventListener("pointermove", (event) => this.ears.point(region.id, event));
      canvas.append(path);
      return { path, breadth: null, region };
    });
    canvas.addEventListener("pointerleave", (event) => this.ears.point(null, event));
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

  /** Places the plate in its box, in px, and gives thin parts a hit area a finger can find. */
  fit({ left, top, width, height }) {
    Object.assign(this.element.style, {
      left: `${left}px`,
      top: `${top}px`,
      width: `${width}px`,
      height: `${height}px`,
    });
    const enlarged = width / this.sheet.width;
    for (const hit of this.hits) {
      hit.breadth ??= (2 * hit.region.area_px) / hit.path.getTotalLength();
      const missing = TARGET_PX - hit.breadth * enlarged;
      hit.path.setAttribute("stroke-width", Math.max(0, missing).toFixed(1));
    }
  }

  /** Shows "load" (clay under colours) or "natural". A dress is fetched when first asked for. */
  wear(dress) {
    const [worn, other] = dress === "load" ? ["clay", "natural"] : ["natural", "clay"];
    const [once, twice] = this.frame[worn];
    if (!this.images[worn].srcset) this.images[worn].srcset = `${once} 1x, ${twice} 2x`;
    this.images[worn].classList.add("worn");
    this.images[other].classList.remove("worn");
  }

  /** fillOf(id) -> colour, "hatch" or "none"; only paths whose fill changes are touched. */
  paint(fillOf) {
    for (const [id, path] of this.paths) {
      const asked = fillOf(id);
      if (this.fills.get(id) === asked) continue;
      this.fills.set(id, asked);
      path.setAttribute("fill", asked === "hatch" ? this.hatch : asked);
    }
  }

  select(id) {
    const shape = this.paths.get(id)?.getAttribute("d") ?? "";
    this.halo.setAttribute("d", shape);
    this.ring.setAttribute("d", shape);
    const region = this.sheet.regions.find((one) => one.id === id);
    this.covered.setAttribute("d", region?.hidden_path ?? "");
  }

  point(id) {
    this.pointed.setAttribute("d", this.paths.get(id)?.getAttribute("d") ?? "");
  }
}
