// Parses numbers as people type them: decimal comma or point, digits of other scripts, thousands
// separators. A text with anything else is rejected as a whole ("12abc" is not 12).

const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50]; // Arabic, Persian, Devanagari, Bengali, Thai
const MARKS = { "٫": ".", "٬": ",", "−": "-", "–": "-", "’": "'" };
const SPACES = /(?<=\d)[\s'](?=\d{3}(?!\d))/g; // thousands separators, as in 1 234
const GROUPED = /^\d{1,3}([.,])\d{3}(?:\1\d{3})*$/;

/**
 * {value, plain} of a text, or null if it is not a number. `plain`: whether it was written in the
 * language's format with its `decimal` mark. The other mark before three digits may be a thousands
 * separator or a decimal mark: the interpretation within the limits wins.
 */
export function readNumber(text, { min = -Infinity, max = Infinity, decimal = "." } = {}) {
  const trimmed = text.trim();
  const plain = /^-?(?:\d+\.?\d*|\.\d+)$/.test(trimmed.replaceAll(decimal, "\0").replaceAll(".", "x").replaceAll("\0", "."));
  const known = digits(trimmed).replace(SPACES, "").replace(/^\+/, "");
  const sign = known.startsWith("-") ? -1 : 1;
  const body = known.replace(/^-\s?/, "");
  const readings = readingsOf(body, decimal).map((value) => sign * value);
  if (!readings.length) return null;
  const fits = readings.find((value) => value >= min && value <= max);
  return { value: fits ?? readings[0], plain: plain && readings.length === 1 };
}

/** A number with the language's decimal mark. */
export function writeNumber(value, decimal = ".") {
  return String(value).replace(".", decimal);
}

/** Every interpretation of digits and marks, the likeliest first. */
function readingsOf(body, decimalMark) {
  if (!/^[\d.,]+$/.test(body) || !/\d/.test(body)) return [];
  const [commas, points] = [body.split(",").length - 1, body.split(".").length - 1];
  if (commas && points) {
    const decimal = body.lastIndexOf(",") > body.lastIndexOf(".") ? "," : ".";
    const [whole, rest, more] = body.split(decimal);
    if (more !== undefined || !GROUPED.test(whole)) return [];
    return [Number(`${whole.replace(/[.,]/g, "")}.${rest}`)];
  }
  if (commas + points > 1) return GROUPED.test(body) ? [Number(body.replace(/[.,]/g, ""))] : [];
  const asDecimal = Number(body.replace(",", "."));
  const mayBeThousands = !body.includes(decimalMark) && GROUPED.test(body) && !body.startsWith("0");
  return mayBeThousands ? [Number(body.replace(/[.,]/, "")), asDecimal] : [asDecimal];
}

/** The text with Western digits and ASCII marks. */
function digits(text) {
  return [...text.normalize("NFKC")].map((sign) => {
    const code = sign.codePointAt(0);
    const zero = ZEROS.find((first) => code >= first && code < first + 10);
    return zero === undefined ? (MARKS[sign] ?? sign) : String(code - zero);
  }).join("");
}
