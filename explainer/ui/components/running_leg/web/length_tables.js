// What Python worked out, looked up: angles, lengths, work and signals at a moment or a posture.

import { bracket } from "./pose.js";

/** A value between the rows of a table over `steps`. */
export function interpolate(steps, values, at) {
  const [low, share] = bracket(steps, at);
  return values[low] + (values[low + 1] - values[low]) * share;
}

export class LengthTables {
  /** data: {cycle, lengths, works, signals}: see explainer/ui/components/running_leg/payload.py. */
  constructor(data) {
    Object.assign(this, data);
  }

  /** The measured angles at a moment of the stride. */
  anglesAt(percent) {
    const { percent: steps, hip, knee, ankle } = this.cycle;
    return {
      hip: interpolate(steps, hip, percent),
      knee: interpolate(steps, knee, percent),
      ankle: interpolate(steps, ankle, percent),
    };
  }

  /** A muscle's length against standing: {mm, share, band}; band (mm) in the stride only. */
  change(muscle, state, angles) {
    const table = this.lengths[muscle];
    if (!table) return null;
    if (state.moved_by === "cycle") {
      const [mm, band] = [table.stride_mm, table.stride_band_mm].map((values) =>
        interpolate(this.cycle.percent, values, state.percent),
      );
      return { mm, band, share: mm / table.standing_mm };
    }
    const [row, down] = bracket(table.turns, angles[table.joint]);
    const [upper, lower] = [row, row + 1].map((one) => interpolate(table.knees, table.mm[one], angles.knee));
    const mm = upper + (lower - upper) * down;
    return { mm, band: null, share: mm / table.standing_mm };
  }

  /** The stress at a moment, {mid, low, high} MPa, or null where none is published. */
  stress(muscle, percent) {
    const curve = this.works[muscle];
    if (!curve) return null;
    const steps = this.percents;
    return Object.fromEntries(
      ["mid", "low", "high"].map((end) => [end, interpolate(steps, curve[end], percent)]),
    );
  }

  get percents() {
    this.steps ??= Array.from({ length: 101 }, (_, percent) => percent);
    return this.steps;
  }

  /** The measured signal at a moment, 0 to 1 of the muscle's own peak, or null. */
  signal(muscle, percent) {
    const curve = this.signals.curves[muscle];
    return curve ? interpolate(this.signals.percent, curve, percent) : null;
  }
}
