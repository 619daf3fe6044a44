// Texts of the labels and the table for a pose.

const PULL_DIGITS = 2; // decimals

/** {texts, facts} by muscle id; limb: {data, tables, words, store}; held: see readHeldPose. */
export function describePose({ data, tables, words, store: { state } }, angles, fillOf, held = null) {
  const [texts, facts] = [{}, {}];
  for (const { id, tag, reading } of data.muscles) {
    if (!tag && !reading) continue;
    const change = tables.lengthChange(id, state, angles);
    const force = state.moved_by === "cycle" ? tables.forceAt(id, state.percent) : null;
    texts[id] = formatSigned(words, "mm", change.mm, 0);
    facts[id] = {
      length: held ? texts[id] : `${texts[id]} (${formatSigned(words, "percent", 100 * change.share, 1)})`,
      band: change.band === null ? "" : words.text("give_or_take", { value: Math.round(change.band) }),
      work: force ? words.text("force", { value: formatForce(words, force.mid) }) : formatPull(words, held, id),
      fill: fillOf(id),
      share: change.share,
      mm: change.mm,
    };
  }
  return { texts, facts };
}

/** Body weights to two significant digits. */
const formatForce = (words, bw) => words.number(Number(bw.toPrecision(2)));

/** The band of the pull that holds a pose; the calf, which has none, may help the hamstrings. */
function formatPull(words, held, id) {
  if (!held) return "";
  if (held.side !== "behind") return words.text("hold_not_needed");
  const pull = held.pulls[id];
  if (!pull) return words.text("hold_may_help");
  const [low, high] = [pull.low, pull.high].map((bw) => words.number(Number(bw.toFixed(PULL_DIGITS))));
  return words.text("hold", { low, high });
}

/** A change with its sign, in the reader's language. */
function formatSigned(words, unit, value, digits) {
  const rounded = Number(value.toFixed(digits));
  const sign = rounded > 0 ? "+" : rounded < 0 ? "−" : "";
  return sign + words.text(unit, { value: words.number(Math.abs(rounded)) });
}
