// The clinician's picks as the link's text, "hold,0,0,0,0;calf,0,20,0,7": id, sets, amount, times a day
// and days a week; 0 is the usual number of the exercise's record.

export const MOST_PICKED = 5; // explainer/scenario.py
export const NUMBERS = ["sets", "amount", "per_day", "days"];

/** The picks of a text, in order: [{id, numbers}]. */
export function parsePicks(text) {
  return text.split(";").filter(Boolean).map((part) => {
    const [id, ...numbers] = part.split(",");
    return { id, numbers: numbers.map(Number) };
  });
}

export function formatPicks(picks) {
  return picks.map(({ id, numbers }) => [id, ...numbers].join(",")).join(";");
}

/** The picks with one more, or without it where it was picked; unchanged where there is no room. */
export function togglePick(picks, id) {
  const others = picks.filter((pick) => pick.id !== id);
  if (others.length < picks.length) return others;
  if (picks.length >= MOST_PICKED) return picks;
  return [...picks, { id, numbers: NUMBERS.map(() => 0) }];
}

/** The picks with one number set; within [low, high, usual], whole. */
export function setDose(picks, id, place, value, [low, high, usual]) {
  const whole = Math.min(Math.max(Math.round(value), low), high);
  return picks.map((pick) => {
    if (pick.id !== id) return pick;
    return { id, numbers: pick.numbers.map((own, at) => (at === place ? (whole === usual ? 0 : whole) : own)) };
  });
}

/** The numbers that hold: those of the pick, else the usual ones of the ranges. */
export function doseNumbers(pick, ranges) {
  return ranges.map(([, , usual], place) => pick?.numbers[place] || usual);
}
