// The flat picture: a view's plates by bend, with labels in two columns beside them.

import { nearestFrame } from "./bend_stops.js";
import { Callouts } from "./callouts.js";
import { WHOLE, zoomPlacement } from "./zoom_placement.js";
import { h, setText } from "../../../shared/web/dom.js";
import { Plate } from "./plate.js";
import { PlateLoader } from "./plate_loader.js";
import { cornersEnd, isNarrow, labelColumns, labelSpace, rankLabels } from "./label_ranking.js";

const PRINT_PX = 640; // printable width of a sheet of paper
const SETTLE_MS = 160; // after the last move of an enlarged picture it is laid out anew

export class PlatePicture {
  /** callbacks: {onSelect(id), onTap({mm, event}), onLayout(), onHover(id, event), onError(view)}; facts: {words, structures, side}. */
  constructor(facts, callbacks) {
    this.facts = facts;
    this.callbacks = callbacks;
    this.callouts = new Callouts((id) => id in facts.structures && callbacks.onSelect(id));
    this.sheets = h("div", { class: "sheets" });
    this.sheets.addEventListener("click", (event) => this.#onTap(event), true);
    this.sides = [h("span", { class: "side-name left" }), h("span", { class: "side-name right" })];
    this.bendNote = h("span", { class: "side-name middle" });
    const parts = [this.sheets, this.callouts.lines, this.callouts.element, ...this.sides, this.bendNote];
    this.element = h("div", { class: "picture", role: "img" }, ...parts);
    const onError = (id) => callbacks.onError(id);
    const createPlate = (frame, sheet, view) => new Plate(frame, sheet, { ...callbacks, onError: () => onError(view.id) });
    this.loader = new PlateLoader(createPlate, { onShow: (plate, key) => this.#swap(plate, key), onError });
    [this.selected, this.emphasis] = ["", "all"];
    [this.zoom, this.lit] = [WHOLE, []];
    this.laidOut = {}; // px {width, height} of the last layout
    this.resizeObserver = new ResizeObserver(() => this.#resized());
    this.resizeObserver.observe(this.element);
  }

  get shown() {
    return this.loader.shown;
  }

  /** Shows a view's plate nearest to a bend; `prefetches`: a knee that bends has the bends around it fetched too. */
  show(view, flexion_deg, prefetches = false) {
    if (!view.frames.length) return this.callbacks.onError(view.id);
    const frame = nearestFrame(view.frames, flexion_deg);
    this.#noteBend(view, frame.flexion_deg, flexion_deg);
    this.bend_deg = frame.flexion_deg;
    this.span = view.span; // [from, to] of the straight leg, shares of the sheet's width
    return this.loader.show(view, frame, prefetches);
  }

  #swap(plate, key) {
    this.sheets.replaceChildren(plate.element);
    this.onShown?.();
    this.element.dataset.shows = key;
  }

  /** Names the bend shown where it differs from the one requested. */
  #noteBend({ frames }, shown_deg, requested_deg) {
    const differs = frames.length > 1 && Math.round(requested_deg) !== shown_deg;
    setText(this.bendNote, differs ? this.facts.words.text("picture_at", { bend: shown_deg }) : "");
  }

  ids() {
    return this.shown ? this.shown.sheet.regions.map(({ id }) => id) : [];
  }

  /** Ids of fully covered structures. */
  hidden() {
    return this.shown ? this.shown.hidden.map(({ id }) => id) : [];
  }

  /** The observer's first report often repeats a size already laid out. */
  #resized() {
    const { clientWidth: width, clientHeight: height } = this.element;
    if (width !== this.laidOut.width || height !== this.laidOut.height) this.layout();
  }

  /** Lays out all that depends on size. */
  layout() {
    const { clientWidth: width, clientHeight: height } = this.element;
    if (!this.shown || !width || !height) return;
    this.laidOut = { width, height };
    this.#storePrintSize();
    const { sheet } = this.shown;
    this.whole = this.#fit(sheet, width, height);
    this.placement = zoomPlacement(this.whole, this.zoom, this.laidOut);
    this.fitted = this.placement;
    this.sheets.style.transform = "";
    this.shown.fit(this.placement);
    const [from, to] = this.shown.extent().map((x) => this.#toBox(x)).sort((a, b) => a - b);
    const { labelSide: only } = this.facts;
    this.columns = labelColumns({ width, height, from, to, tops: cornersEnd(this.element), only });
    this.#nameSides(sheet.axes[0]);
    this.label();
    this.callbacks.onLayout();
  }

  /**
   * The largest size at which the straight leg leaves room for labels and the sheet, which has blank space
   * for a bent leg, stays in the box. Of two pictures both are as large; a straight leg's blank space may
   * lie outside. prerender.css places the static plate alike.
   */
  #fit(sheet, width, height) {
    const beside = labelSpace(width, this.facts.labelSide);
    const free = width - beside.left - beside.right;
    const [from, to] = this.facts.side === "left" ? [1 - this.span[1], 1 - this.span[0]] : this.span;
    const outside = Boolean(this.facts.labelSide) && this.bend_deg === 0;
    const most = Math.max(beside.left, beside.right);
    const inBox = outside ? Infinity : Math.min(width, (width - most) / to, (width - most) / (1 - from));
    const across = Math.min(free / (to - from), inBox);
    const scale = Math.min(height / sheet.height, across / sheet.width);
    const size = { width: sheet.width * scale, height: sheet.height * scale };
    const middle = beside.left + free / 2;
    const centred = middle - (size.width * (from + to)) / 2;
    const left = outside ? centred : Math.min(Math.max(0, centred), width - size.width);
    return { left, top: (height - size.height) / 2, ...size, scale };
  }

  /** {base, zoom, box} as zoom_placement.js takes them; null before the first layout. */
  zoomState() {
    return this.whole ? { base: this.whole, zoom: this.zoom, box: this.laidOut } : null;
  }

  /** Shows another part of the picture: moved at once, laid out when it has come to rest. */
  zoomTo(zoom) {
    this.zoom = zoom;
    if (!this.whole || !this.shown) return;
    const placement = zoomPlacement(this.whole, zoom, this.laidOut);
    const larger = placement.scale / this.fitted.scale;
    const [across, down] = [placement.left - this.fitted.left * larger, placement.top - this.fitted.top * larger];
    this.sheets.style.transform = `translate(${across}px, ${down}px) scale(${larger})`;
    this.placement = placement;
    this.callouts.moveLineEnds((id) => this.#lineEnd(id));
    this.callbacks.onLayout();
    clearTimeout(this.settling);
    this.settling = setTimeout(() => this.layout(), SETTLE_MS);
  }

  /** Where a label's line ends, or null where that is out of the box. */
  #lineEnd(id) {
    const anchor = this.anchors.get(id);
    if (!anchor) return null;
    const [x, y] = [this.#toBox(anchor[0]), this.placement.top + anchor[1] * this.placement.scale];
    const { width, height } = this.laidOut;
    return x < 0 || y < 0 || x > width || y > height ? null : [x, y];
  }

  /** Printing runs no layout: CSS keeps this size on paper. */
  #storePrintSize() {
    const { width, height } = this.laidOut;
    const { style, dataset } = this.element.parentElement;
    style.setProperty("--laid-width", `${width}px`);
    style.setProperty("--laid-height", `${height}px`);
    style.setProperty("--paper-zoom", Math.min(1, PRINT_PX / width).toFixed(3));
    if (isNarrow(width)) dataset.narrow = "";
    else delete dataset.narrow;
  }

  /** Overlays may handle a tap before the structures do. */
  #onTap(event) {
    const mm = this.toMillimetres(event);
    if (mm && this.callbacks.onTap({ mm, event })) event.stopPropagation();
  }

  /** x on the sheet -> x in the picture's box, px; a left knee's plate is mirrored. */
  #toBox(x) {
    const { left, width, scale } = this.placement;
    return left + (this.facts.side === "left" ? width - x * scale : x * scale);
  }

  /** Inverse of #toBox. */
  #toSheet(x) {
    const { left, width, scale } = this.placement;
    return (this.facts.side === "left" ? left + width - x : x - left) / scale;
  }

  /** Where a pointer event lies on the sheet: {axes: ["z", "y"], at: [mm, mm]} in frame K, or null. */
  toMillimetres({ clientX, clientY }) {
    if (!this.placement || !this.shown) return null;
    const { axes, origin_mm, mm_per_px } = this.shown.sheet;
    const box = this.element.getBoundingClientRect();
    const right = this.#toSheet(clientX - box.left);
    const down = (clientY - box.top - this.placement.top) / this.placement.scale;
    return { axes, at: [origin_mm[0] + right * mm_per_px, origin_mm[1] - down * mm_per_px] };
  }

  /** A sheet's [mm, mm], along its own axes, as px of the picture's box: {x, y}, or null. */
  toPixels([across, up]) {
    if (!this.placement || !this.shown) return null;
    const { origin_mm, mm_per_px } = this.shown.sheet;
    const { top, scale } = this.placement;
    const x = this.#toBox((across - origin_mm[0]) / mm_per_px);
    return { x, y: top + ((origin_mm[1] - up) / mm_per_px) * scale };
  }

  /** Where the knee's centre lies in the box and how large a millimetre is, px: {x, y, px_mm}; null before the layout. */
  get framing() {
    if (!this.placement || !this.shown) return null;
    return { ...this.toPixels([0, 0]), px_mm: this.placement.scale / this.shown.sheet.mm_per_px };
  }

  label() {
    if (!this.placement || !this.shown) return;
    const { scale, top } = this.placement;
    const { sheet, hidden } = this.shown;
    const behind = hidden.filter(({ id }) => id === this.selected);
    const alone = this.emphasis === "alone" && this.#contains(this.selected);
    const labelled = sheet.regions.filter(({ unlabelled }) => !unlabelled);
    const named = [...labelled, ...behind, ...(sheet.places ?? [])].filter(({ id }) => !alone || id === this.selected);
    this.anchors = new Map(named.map(({ id, anchor }) => [id, anchor]));
    const { height } = this.laidOut;
    const parts = named.flatMap(({ id, anchor, area_px = 0 }) => {
      const y = top + anchor[1] * scale;
      return y < 0 || y > height ? [] : [{ id, x: this.#toBox(anchor[0]), y, area_px }];
    });
    const structures = sheet.natural_only ? this.facts.felt : this.facts.structures;
    const labels = sheet.natural_only ? named.map(({ id }) => id) : this.facts.labels;
    const facts = { structures, labels, chosen: this.selected, showsAll: this.showsAllLabels || Boolean(sheet.natural_only) };
    this.callouts.layout(rankLabels(parts, facts, this.columns), this.columns);
    this.callouts.select(this.selected);
  }

  /** Names all parts that there is room for, or the few that matter first. */
  showAllLabels(showsAll) {
    if (Boolean(this.showsAllLabels) === showsAll) return;
    this.showsAllLabels = showsAll;
    this.label();
  }

  #nameSides(axis) {
    const names = { z: ["inner", "outer"], "-z": ["outer", "inner"], x: ["back", "front"] };
    const ends = names[axis] ?? ["front", "back"];
    const [left, right] = this.facts.side === "left" ? ends.reverse() : ends;
    setText(this.sides[0], this.facts.words.text(`side_${left}`));
    setText(this.sides[1], this.facts.words.text(`side_${right}`));
  }

  showDress(dress) {
    this.loader.dress = dress;
    this.shown?.showDress(dress);
  }

  #contains(id) {
    return this.ids().includes(id) || this.hidden().includes(id);
  }

  paint({ fillOf, baseColourOf }) {
    this.shown?.paint(fillOf, baseColourOf);
  }

  /** ids: the parts under the sore spot; `outlines` has the paths of those that this plate lacks. */
  light(ids, outlines = new Map()) {
    this.lit = ids;
    this.outlines = outlines;
    this.#showLit();
  }

  #showLit() {
    const { structures } = this.facts;
    const chosen = this.shown?.sheet.natural_only && this.selected ? [this.selected] : [];
    const parts = [...new Set([...this.lit, ...chosen])].map((id) => {
      return { id, colour: structures[id]?.colour, path: this.outlines?.get(id) };
    });
    this.shown?.light(parts.reverse()); // the nearest comes first, and lies on top
  }

  /** Ids of the parts that show under a finger at [mm, mm] of the sheet. */
  idsNear([across, up], radius_mm) {
    if (!this.shown) return [];
    const { origin_mm, mm_per_px } = this.shown.sheet;
    const at = { x: (across - origin_mm[0]) / mm_per_px, y: (origin_mm[1] - up) / mm_per_px };
    return this.shown.idsNear(at, radius_mm / mm_per_px);
  }

  select(id, emphasis = "all") {
    const same = id === this.selected && emphasis === this.emphasis;
    [this.selected, this.emphasis] = [id, emphasis];
    this.shown?.select(id, emphasis);
    this.#showLit();
    if (!same) this.label();
  }

  hover(id) {
    this.shown?.hover(id);
  }

  stop() {
    this.resizeObserver.disconnect();
    clearTimeout(this.settling);
  }
}
