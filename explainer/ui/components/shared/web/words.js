// Texts and numbers in the reader's language; the texts come from assets/text by the payload.

const SIGNIFICANT = 3; // digits
const MINUS = "\u2212";
const EXACT = 60; // digits: more than any tie has
const TIE_AFTER_EVEN = /^\d\.\d[02468]50*$/;

export class Words {
  /** `unit.per_mile` converts miles to the unit shown. */
  constructor({ words, unit }) {
    this.all = words;
    this.unit = unit;
  }

  /** The text at `key` with its {placeholders} filled. */
  text(key, values = {}) {
    return fillText(this.all[key] ?? "", values);
  }

  /** A number with the language's marks and three significant digits, as explainer/words/amounts.py. */
  number(value) {
    if (!Number.isFinite(value)) return "";
    const rounded = roundSignificant(value);
    const [whole, decimals = ""] = String(Math.abs(rounded)).split(".");
    const grouped =
      whole.length >= this.all.group_from
        ? whole.replace(/\B(?=(\d{3})+$)/g, this.all.thousands)
        : whole;
    return (rounded < 0 ? MINUS : "") + (decimals ? grouped + this.all.decimal + decimals : grouped);
  }

  /** Miles in the unit shown, to a tenth. */
  toUnit(miles) {
    return Math.round(miles * this.unit.per_mile * 10) / 10;
  }

  distance(miles) {
    return this.text("distance", { value: this.number(this.toUnit(miles)) });
  }
}

/** A sentence with its {placeholders} filled; one that has no value stays as it is. */
export function fillText(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** Rounds to three significant digits, exact ties to the even digit, as Python does. */
function roundSignificant(value) {
  const [digits, exponent] = value.toExponential(EXACT).split("e");
  if (!TIE_AFTER_EVEN.test(digits.replace("-", ""))) return Number(value.toPrecision(SIGNIFICANT));
  return Number(`${digits.slice(0, -(EXACT - SIGNIFICANT + 1))}e${exponent}`);
}
