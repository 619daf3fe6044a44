// Interpolates the tables of the payload: angles, lengths and forces.

import { bracket } from "./pose.js";

/** Linear interpolation of `values` over `steps`, clamped at the ends. */
export function interpolate(steps, values, at) {
  const [low, share] = bracket(steps, at);
  return values[low] + (values[low + 1] - values[low]) * share;
}

export class LengthTables {
  /** data: {cycle, lengths, forces, signals, held}: see running_leg/payload.py. */
  constructor(data) {
    const { cycle, lengths, forces, signals, held } = data;
    Object.assign(this, { cycle, lengths, forces, signals, held });
  }

  /** The measured joint angles, degrees, at a per cent of the stride. */
  anglesAt(percent) {
    const { percent: steps, hip, knee, ankle } = this.cycle;
    return {
      hip: interpolate(steps, hip, percent),
      knee: interpolate(steps, knee, percent),
      ankle: interpolate(steps, ankle, percent),
    };
  }

  /** A muscle's length minus that in standing: {mm, share, band}; band (mm): of runners, or of levers. */
  lengthChange(muscle, state, angles) {
    const table = this.lengths[muscle];
    if (!table) return null;
    if (state.moved_by === "cycle") {
      const [mm, band] = [table.stride_mm, table.stride_band_mm].map((values) =>
        interpolate(this.cycle.percent, values, state.percent),
      );
      return { mm, band, share: mm / table.standing_mm };
    }
    const at = (turn) => {
      const [row, fraction] = bracket(table.turns, turn);
      const [upper, lower] = [row, row + 1].map((one) => interpolate(table.knees, table.mm[one], angles.knee));
      return upper + (lower - upper) * fraction;
    };
    const [mm, overKnee] = [at(angles[table.joint]), at(0)];
    const [kneeError, otherError] = table.lever_errors;
    const band = Math.hypot(kneeError * overKnee, otherError * (mm - overKnee));
    return { mm, band, share: mm / table.standing_mm };
  }

  /** {mid, low, high} body weights at a per cent of the stride, or null where unpublished. */
  forceAt(muscle, percent) {
    const curve = this.forces[muscle];
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
}
