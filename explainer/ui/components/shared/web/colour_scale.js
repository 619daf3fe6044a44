// A load scale: maps a value to its position on the bar and its colour. Stops come from Python.

const STEPS = 256;

export class ColourScale {
  /** `stops`: "#rrggbb" at equal distances; `scale`: {values, places, ticks}, straight in between. */
  constructor(stops, scale) {
    Object.assign(this, scale);
    this.stops = stops;
    this.colours = Array.from({ length: STEPS }, (_, step) => between(stops, step / (STEPS - 1)));
  }

  /** 0 at no load, 1 at the scale's end and beyond. */
  place(value) {
    const { values, places } = this;
    const right = values.findIndex((one) => one >= value);
    if (right <= 0) return right === 0 ? places[0] : places.at(-1);
    const share = (value - values[right - 1]) / (values[right] - values[right - 1]);
    return places[right - 1] + (places[right] - places[right - 1]) * share;
  }

  colour(value) {
    return this.colours[Math.round(this.place(value) * (STEPS - 1))];
  }

  gradient() {
    return `linear-gradient(to right, ${this.stops.join(", ")})`;
  }
}

function between(stops, place) {
  const at = place * (stops.length - 1);
  const left = Math.min(Math.floor(at), stops.length - 2);
  const [from, to] = [channels(stops[left]), channels(stops[left + 1])];
  const mixed = from.map((part, index) => Math.round(part + (to[index] - part) * (at - left)));
  return `rgb(${mixed.join(", ")})`;
}

function channels(hex) {
  return [1, 3, 5].map((start) => parseInt(hex.slice(start, start + 2), 16));
}
