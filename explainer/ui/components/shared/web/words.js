// Sentences and numbers in the reader's language. Every sentence comes from Python's text files.

const SIGNIFICANT = 3;

export class Words {
  /** `data`: the component's data. `unit.per_mile` turns miles into the unit shown. */
  constructor({ words, unit }) {
    this.all = words;
    this.unit = unit;
  }

  /** The sentence at `key` with its {placeholders} filled. */
  text(key, values = {}) {
    const sentence = this.all[key] ?? "";
    return sentence.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  }

  /** A number with the language's marks: three figures that count, whole from 100 on. */
  number(value) {
    if (!Number.isFinite(value)) return "";
    const rounded = Number(value.toPrecision(SIGNIFICANT));
    const digits = Math.abs(rounded) >= 100 ? 0 : Math.abs(rounded) >= 10 ? 1 : 2;
    const [whole, decimals = ""] = String(Number(rounded.toFixed(digits))).split(".");
    const grouped =
      whole.length >= this.all.group_from
        ? whole.replace(/\B(?=(\d{3})+$)/g, this.all.thousands)
        : whole;
    return decimals ? grouped + this.all.decimal + decimals : grouped;
  }

  /** Miles in the unit shown, to a tenth. */
  toUnit(miles) {
    return Math.round(miles * this.unit.per_mile * 10) / 10;
  }

  distance(miles) {
    return this.text("distance", { value: this.number(this.toUnit(miles)) });
  }
}
