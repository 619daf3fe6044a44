// The mark of the sore spot: a fingertip-sized ring on the back of the knee. Placed by tap, drag or
// arrow keys where `place` is set, else read-only.

import { h } from "../../../shared/web/dom.js";
import { nearestFrame } from "../plate/bend_stops.js";
import { fetchRegions } from "../plate/plate.js";
import { is3d } from "../rendering.js";
import { TapPanel } from "./tap_panel.js";

const BACK = "z,y"; // axes of a sheet seen from behind: to the outer side, and up
const STEPS_MM = { plain: 2, shift: 10 }; // an arrow key, and with Shift
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const BESIDE_MM = 12; // taps this far outside the leg snap to its edge

export class PainMarker {
  /** data.overlay_settings.mark: {place, radius_mm, outline: [[y, least z, most z]], zones: [{name, at}]}. */
  constructor({ host, aside, picture, store, data, words }) {
    Object.assign(this, { host, picture, store });
    this.settings = data.overlay_settings.mark ?? null;
    if (!this.settings) return;
    this.wholeView = data.views.find(({ id }) => id === "skin");
    this.outward = data.side === "left" ? -1 : 1; // the outer side lies to the right of a right knee
    this.ring = h("span", { class: "spot-ring" });
    this.element = this.settings.place ? this.#handle(words) : h("div", { class: "spot read-only" }, this.ring);
    this.element.hidden = true;
    host.append(this.element);
    const callbacks = { onPlace: () => this.#place(), onRemove: () => this.#remove(), onZone: (at) => this.#put(at) };
    this.tapPanel = this.settings.place ? new TapPanel({ aside, picture, store, data, words }, callbacks) : null;
  }

  #handle(words) {
    const handle = h("button", { type: "button", class: "spot", "aria-label": words.text("mark_handle") }, this.ring);
    handle.addEventListener("keydown", (event) => this.#onKey(event));
    handle.addEventListener("pointerdown", (event) => handle.setPointerCapture(event.pointerId));
    handle.addEventListener("pointermove", (event) => {
      if (!handle.hasPointerCapture(event.pointerId)) return;
      this.#move(this.picture.toMillimetres(event)?.at);
    });
    handle.addEventListener("pointerup", () => this.store.scheduleReport());
    return handle;
  }

  draw(state, content) {
    if (!this.settings) return;
    const spot = this.#isShownOn(state) && state.mark.length ? this.picture.toPixels(state.mark) : null;
    const { width, height } = this.picture.laidOut;
    this.element.hidden = !spot || spot.x < 0 || spot.y < 0 || spot.x > width || spot.y > height;
    this.#light(state, content?.mark);
    if (spot) {
      const { scale } = this.picture.placement;
      const radius = (this.settings.radius_mm / this.picture.shown.sheet.mm_per_px) * scale;
      this.ring.style.width = this.ring.style.height = `${(2 * radius).toFixed(1)}px`;
      const { offsetLeft, offsetTop } = this.picture.element; // the picture lies inset in the pane
      this.element.style.transform = `translate(${(spot.x + offsetLeft).toFixed(1)}px, ${(spot.y + offsetTop).toFixed(1)}px)`;
    }
    this.tapPanel?.draw(state, content?.mark);
  }

  /**
   * Lights what lies under the mark: at once what shows there, then what Python lists. Paths that a
   * plate of the back lacks are those of the skin's, which has them all.
   */
  async #light(state, content) {
    if (!this.settings.place) return;
    const on = this.#isShownOn(state) && state.mark.length;
    const listed = String(content?.at) === String(state.mark) ? content.groups.filter(({ folded }) => !folded) : null;
    const here = () => this.picture.idsNear(state.mark, this.settings.radius_mm).filter((id) => id !== "skin");
    const ids = !on ? [] : listed ? listed.flatMap(({ rows }) => rows.map(({ id }) => id)) : here();
    const key = `${ids} ${this.picture.element.dataset.shows}`;
    if (this.litKey === key) return;
    this.litKey = key;
    this.picture.light(ids, this.outlines);
    if (!ids.length || !this.wholeView?.frames.length) return;
    const sheet = await fetchRegions(nearestFrame(this.wholeView.frames, state.flexion_deg).regions).catch(() => null);
    if (!sheet || this.litKey !== key) return;
    this.outlines = new Map([...sheet.regions, ...sheet.hidden].map((one) => [one.id, `${one.path ?? ""}${one.hidden_path ?? ""}`]));
    this.picture.light(ids, this.outlines);
  }

  /** Only the flat picture of the back shows the mark. */
  #isShownOn(state) {
    return !is3d(state) && this.picture.shown?.sheet.axes.join() === BACK;
  }

  tap({ mm }) {
    if (!this.settings?.place || this.host.dataset.quiz || mm.axes.join() !== BACK) return false;
    const [z, y] = mm.at;
    const nearest = this.#clampToLeg([z, y]);
    if (Math.hypot(nearest[0] - z, nearest[1] - y) > BESIDE_MM) return false;
    this.#put(mm.at);
    return true;
  }

  #onKey(event) {
    if (event.key === "Delete" || event.key === "Backspace") this.#remove();
    const arrow = ARROWS[event.key];
    if (!arrow) return;
    event.preventDefault();
    event.stopPropagation();
    const step = STEPS_MM[event.shiftKey ? "shift" : "plain"];
    const [z, y] = this.store.state.mark;
    this.#move([z + this.outward * step * arrow[0], y + step * arrow[1]]);
    this.store.scheduleReport();
  }

  /** Places a missing mark in the middle zone. */
  #place() {
    const { mark } = this.store.state;
    if (!mark.length) this.#put(this.settings.zones.find(({ id }) => id === "middle").at);
    requestAnimationFrame(() => requestAnimationFrame(() => this.element.focus()));
  }

  #remove() {
    this.store.commit({ mark: [] });
    this.tapPanel.focus();
  }

  #put(at) {
    this.#move(at);
    this.store.scheduleReport();
  }

  #move(at) {
    if (at) this.store.update({ mark: this.#clampToLeg(at).map(Math.round) });
  }

  /** The nearest point inside the leg's outline, [z, y] mm. */
  #clampToLeg([z, y]) {
    const { outline } = this.settings;
    const { sheet } = this.picture.shown;
    const [top, low] = [sheet.origin_mm[1], sheet.origin_mm[1] - sheet.height * sheet.mm_per_px];
    const up = Math.min(Math.max(y, low, outline[0][0]), top, outline.at(-1)[0]);
    const row = outline.reduce((best, one) => (Math.abs(one[0] - up) < Math.abs(best[0] - up) ? one : best));
    return [Math.min(Math.max(z, row[1]), row[2]), up];
  }

  stop() {
    this.element?.remove();
    this.tapPanel?.stop();
  }
}
