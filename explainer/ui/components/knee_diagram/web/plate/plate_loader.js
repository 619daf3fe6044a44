// The plates of a picture: fetched, kept, and shown in the order in which they were requested.

import { fetchRegions } from "./plate.js";

const MOST_LOADS = 3; // plates fetched at once for a moving slider
const AHEAD_DEG = 30; // bends so near to the one shown are prefetched once the knee is bent
const MOST_PLATES = 48; // kept with their shapes; of the rest the browser's cache has the files

export class PlateLoader {
  /** createPlate(frame, sheet, view) -> Plate; callbacks: {onShow(plate, key), onError(view id)}. */
  constructor(createPlate, callbacks) {
    Object.assign(this, { createPlate, callbacks, shown: null });
    this.plates = new Map(); // "view bend" -> Plate
    [this.requests, this.shownRequest] = [0, 0]; // number of the last request, and of the one shown
    [this.loads, this.next] = [0, null]; // loads under way; the request that waits for one to end
  }

  /**
   * Shows a frame of a view; the plate before it stays until then. When plates load slower than the slider
   * moves, some are passed over: those that came to be shown are so unless a later one already is.
   */
  show(view, frame, prefetches) {
    const key = plateKey(view, frame);
    const bends = this.view === view.id && this.wanted !== key;
    [this.wanted, this.view, this.bend_deg] = [key, view.id, frame.flexion_deg];
    this.requests += 1;
    const request = { key, view, frame, number: this.requests };
    const plate = this.plates.get(key);
    if (plate && plate === this.shown) [this.shownRequest, this.next] = [request.number, null];
    else if (plate?.isReady(this.dress)) this.#show(plate, request);
    else this.#load(request);
    if (bends && prefetches) this.#prefetch(view);
    return null;
  }

  /** Loads and shows a plate; while too many load, of those requested only the last one waits. */
  async #load(request) {
    this.next = request;
    if (this.loads >= MOST_LOADS) return;
    this.loads += 1;
    while (this.next) {
      const { key, view, frame, number } = this.next;
      this.next = null;
      try {
        const plate = await this.#plate(key, view, frame);
        if (this.shown && !plate.isReady(this.dress)) await plate.prepare(this.dress);
        if (this.view === view.id && number >= this.shownRequest) this.#show(plate, { key, number });
      } catch {
        if (this.wanted === key) this.callbacks.onError(view.id);
      }
    }
    this.loads -= 1;
  }

  #show(plate, { key, number }) {
    if (number === this.requests) this.next = null;
    this.shownRequest = number;
    plate.showDress(this.dress);
    this.shown = plate;
    this.callbacks.onShow(plate, key);
  }

  async #plate(key, view, frame) {
    if (!this.plates.has(key)) {
      const sheet = await fetchRegions(frame.regions);
      if (!this.plates.has(key)) {
        this.plates.set(key, this.createPlate(frame, sheet, view));
        this.#dropOldest();
      }
    }
    return this.plates.get(key);
  }

  #dropOldest() {
    for (const [key, plate] of this.plates) {
      if (this.plates.size <= MOST_PLATES) return;
      if (plate !== this.shown && key !== this.wanted) this.plates.delete(key);
    }
  }

  /** Fetches what is near the bend shown, which may go on moving, nearest first and one by one. */
  async #prefetch(view) {
    if (this.prefetched === view.id) return;
    this.prefetched = view.id;
    let frame = this.#nearestMissing(view);
    while (frame && this.view === view.id) {
      const plate = await this.#plate(plateKey(view, frame), view, frame).catch(() => null);
      await plate?.prepare(this.dress);
      if (!plate?.isReady(this.dress)) break; // the next bend tries again
      frame = this.#nearestMissing(view);
    }
    if (this.prefetched === view.id) this.prefetched = null;
  }

  #nearestMissing(view) {
    const away = ({ flexion_deg }) => Math.abs(flexion_deg - this.bend_deg);
    const isMissing = (frame) => !this.plates.get(plateKey(view, frame))?.isReady(this.dress);
    const near = view.frames.filter((frame) => away(frame) <= AHEAD_DEG && isMissing(frame));
    return near.sort((one, other) => away(one) - away(other))[0];
  }
}

function plateKey(view, frame) {
  return `${view.id} ${frame.flexion_deg}`;
}
