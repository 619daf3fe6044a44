// Composes the answer in the browser: a headline and sentences about one part, by the rules of
// explainer/describe/answer.py; a test compares their output.

import { fillText } from "../../shared/web/words.js";

export class AnswerWriter {
  /**
   * words: Words; rules: {sizes: [[name, below]], steps_rounded_to, least_clear_change,
   * whole_body_weights_from}. `below` is null for the last size.
   */
  constructor(words, rules) {
    this.words = words;
    this.rules = rules;
    this.clinical = words.all.register === "clinical";
  }

  /** facts: the fields of answer.py's Facts. Returns {about, headline, sentences}. */
  compose(facts) {
    const { status } = facts.part;
    if (status !== "loaded") {
      const key = status === "unknown" ? "unknown" : "not_shown";
      return this.#answer(facts, this.words.text(`headline_${key}`), [this.words.text(key)]);
    }
    if (facts.measure === "step") return this.#step(facts);
    if (facts.miles === 0) {
      const headline = this.words.text(facts.after ? "headline_none_after" : "headline_none");
      return this.#answer(facts, headline, [this.words.text("none")]);
    }
    return this.#week(facts);
  }

  /** A ratio in words without its reference, such as "a third more". */
  sizeWords(ratio) {
    return this.words.all.sizes[this.sizeOf(ratio)][0];
  }

  sizeOf(ratio) {
    return this.rules.sizes.find(([, below]) => below === null || ratio < below)[0];
  }

  /** The ratio for plain words: an unclear effect of the ground is divided out. */
  plainRatio(facts) {
    return facts.ratio.mid / this.unclearGround(facts);
  }

  /** The ground's ratio where it is not clear, else 1. */
  unclearGround({ ground }) {
    return this.holdsNoChange(ground) ? ground.mid : 1;
  }

  /** A distance in the reader's unit, to a tenth. */
  distance(miles) {
    const number = this.words.number(this.words.toUnit(miles));
    const [one, many] = this.words.all.distances;
    return fillText(number === "1" ? one : many, { value: number });
  }

  steps(steps) {
    const { steps_rounded_to: hundred } = this.rules;
    return this.words.number(Math.round(steps / hundred) * hundred);
  }

  /** A force in body weights, no finer than a reader needs. */
  force(force_bw) {
    const fine = force_bw >= this.rules.whole_body_weights_from ? 1 : 10;
    return this.words.number(Math.round(force_bw * fine) / fine);
  }

  /** The week compared with; after a distance of the same unit that unit goes without saying. */
  reference({ kind, miles }, namesUnit = true) {
    const value = this.words.number(this.words.toUnit(miles));
    if (kind === "guide" && !namesUnit) return this.words.text("reference_guide_short", { value });
    return this.words.text(`reference_${kind}`, { distance: this.distance(miles) });
  }

  #week(facts) {
    const reference = this.reference(facts.reference, facts.after);
    const headline = this.words.text(facts.after ? "headline_after" : "headline_week", {
      distance: this.distance(facts.miles),
      size: this.#size(this.plainRatio(facts), reference),
      ratio: this.words.number(facts.ratio.mid),
      reference,
    });
    const sentences = this.clinical
      ? [this.#ratioLine(facts), this.#cycles(facts), this.#peak(facts), this.#stress(facts), this.#ground(facts), this.#unmeasured(facts)]
      : [`${this.#steps(facts)}${this.#eachStep(facts)}`, this.#ground(facts), this.#unmeasured(facts), this.#meaning(facts)];
    return this.#answer(facts, headline, sentences);
  }

  #step(facts) {
    const { mid } = facts.peak_bw;
    const headline = this.words.text("headline_step", { force: this.clinical ? this.words.number(mid) : this.force(mid) });
    const sentences = this.clinical
      ? [this.#peak(facts), this.#stress(facts), this.#unmeasured(facts)]
      : [this.words.text("step_miles"), this.#ground(facts), this.#unmeasured(facts), this.words.text("calm")];
    return this.#answer(facts, headline, sentences);
  }

  #answer({ part, measure, after }, headline, sentences) {
    const name = part.marked ? this.words.text("name_marked", { name: part.name }) : part.name;
    const about = this.words.text(`about_${after && measure === "week" ? "after" : measure}`, { name });
    return { about: capitalise(about), headline: capitalise(headline), sentences: sentences.filter(Boolean) };
  }

  #steps(facts) {
    const { steps, reference_steps, change } = this.#stepCounts(facts);
    return this.words.text(`steps_${change}`, { steps, reference_steps, reference: this.reference(facts.reference) });
  }

  #stepCounts({ steps: count, reference }) {
    const [steps, reference_steps] = [this.steps(count), this.steps(reference.steps)];
    const change = steps === reference_steps ? "same" : count > reference.steps ? "more" : "fewer";
    return { steps, reference_steps, change };
  }

  /** One step compared: its peak and its impulse. */
  #eachStep(facts) {
    const each = (this.plainRatio(facts) * facts.reference.steps) / facts.steps;
    const peak = facts.peak_bw.mid / facts.reference.peak_bw / this.unclearGround(facts);
    const named = { pulls: this.words.text(`pulls_${facts.part.kind}`), size: this.sizeWords(each) };
    if (this.sizeOf(peak) !== this.sizeOf(each)) {
      return this.words.text("each_peak", { ...named, peak: this.sizeWords(peak) });
    }
    const change = this.sizeOf(each) === "same" ? "same" : each > 1 ? "more" : "less";
    return this.words.text(`each_${change}_${this.#stepCounts(facts).change}`, named);
  }

  #ground({ surface, reference, ground }) {
    if (surface === reference.surface) return "";
    const key = this.holdsNoChange(ground) ? "same" : "differs";
    const { surfaces, grounds } = this.words.all;
    if (this.clinical) {
      const named = { surface: surfaces[surface], reference_surface: surfaces[reference.surface] };
      return this.words.text(`line_ground_${key}`, { ...named, ...this.#band(ground, "ratio") });
    }
    const [on, reference_on] = [grounds[surface], grounds[reference.surface]];
    return this.words.text(`ground_${key}`, { on, reference_on, size: this.#groundSize(ground.mid, reference_on) });
  }

  /** Whether a ratio's band contains 1, or it is within `least_clear_change` of 1. */
  holdsNoChange({ mid, low, high }) {
    return (low <= 1 && high >= 1) || Math.abs(mid - 1) < this.rules.least_clear_change;
  }

  #groundSize(ratio, reference) {
    if (this.sizeOf(ratio) !== "same") return this.#size(ratio, reference);
    return joined(this.words.all[`ground_little_${ratio > 1 ? "more" : "less"}`], reference);
  }

  #meaning(facts) {
    const ratio = this.plainRatio(facts);
    return this.words.text(ratio < 1 && this.sizeOf(ratio) !== "same" ? `settle_${facts.part.kind}` : "calm");
  }

  #unmeasured({ unmeasured }) {
    return unmeasured ? this.words.text("unmeasured", { fields: unmeasured }) : "";
  }

  #ratioLine({ ratio }) {
    const band = this.#band(ratio, "ratio");
    return this.words.text(band.low === band.high ? "line_ratio_exact" : "line_ratio", band);
  }

  #cycles(facts) {
    return this.words.text("line_cycles", this.#stepCounts(facts));
  }

  #peak({ peak_bw, reference }) {
    const ratio = this.words.number(peak_bw.mid / reference.peak_bw);
    const key = ratio === "1" ? "line_peak_same" : "line_peak_changed";
    return this.words.text(key, { ratio, ...this.#band(peak_bw, "force") });
  }

  #stress({ stress_mpa }) {
    return stress_mpa ? this.words.text("line_stress", this.#band(stress_mpa, "stress")) : "";
  }

  #band({ mid, low, high }, name) {
    const { words } = this;
    return { [name]: words.number(mid), low: words.number(low), high: words.number(high) };
  }

  #size(ratio, reference) {
    return joined(this.words.all.sizes[this.sizeOf(ratio)], reference);
  }
}

/** An answer as one text for screen readers. */
export function spokenAnswer({ about, headline, sentences }) {
  return [`${about}.`, `${headline}.`, ...sentences].join(" ");
}

function joined(parts, reference) {
  return fillText(parts.join(" "), { reference });
}

function capitalise(text) {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
