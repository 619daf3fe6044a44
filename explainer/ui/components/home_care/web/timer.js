// The timer's plan and clock, without a page: phases with their length, and where a time lies in them.

const READY_S = 5; // to lie down; our choice
const REST_S = 15; // between sets; our choice
const REPEAT_S = 4; // for one slow repeat; our choice
const UNIT_S = { repeats: REPEAT_S, seconds: 1, minutes: 60 };

/** The phases of a dose: [{kind: "ready" | "hold" | "repeats" | "rest", set, duration_s, count}]. */
export function planPhases({ sets, amount, unit }) {
  const kind = unit === "repeats" ? "repeats" : "hold";
  const phases = [{ kind: "ready", set: 1, duration_s: READY_S }];
  for (let set = 1; set <= sets; set += 1) {
    if (set > 1) phases.push({ kind: "rest", set, duration_s: REST_S });
    phases.push({ kind, set, duration_s: amount * UNIT_S[unit], count: unit === "repeats" ? amount : 0 });
  }
  return phases;
}

/** Where `elapsed_s` lies: {index, phase, left_s, repeat}; index is past the last phase at the end. */
export function locate(phases, elapsed_s) {
  let from_s = 0;
  for (const [index, phase] of phases.entries()) {
    if (elapsed_s < from_s + phase.duration_s) {
      const within_s = elapsed_s - from_s;
      const repeat = phase.count ? Math.min(Math.floor(within_s / REPEAT_S) + 1, phase.count) : 0;
      return { index, phase, left_s: Math.ceil(phase.duration_s - within_s), repeat };
    }
    from_s += phase.duration_s;
  }
  return { index: phases.length, phase: null, left_s: 0, repeat: 0 };
}

/** A clock that can pause; `now_s` returns the seconds of a clock that never goes back. */
export class Clock {
  constructor(now_s = () => performance.now() / 1000) {
    this.now_s = now_s;
    this.before_s = 0;
    this.since_s = null;
  }

  get isRunning() {
    return this.since_s !== null;
  }

  get elapsed_s() {
    return this.before_s + (this.isRunning ? this.now_s() - this.since_s : 0);
  }

  start() {
    this.since_s ??= this.now_s();
  }

  pause() {
    this.before_s = this.elapsed_s;
    this.since_s = null;
  }

  reset() {
    this.before_s = 0;
    this.since_s = null;
  }
}

/** "0:30", "10:00". */
export function formatTime(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
