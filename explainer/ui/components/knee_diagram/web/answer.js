// The answer in the reader's words, composed under the finger: a headline and a few sentences about
// one part. The same rules as explainer/describe/answer.py, from the same texts and table of sizes;
// a test holds both to the same words.

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

  /** A ratio's size in words that stand alone, such as "a third more". */
  sizeWords(ratio) {
    return this.words.all.sizes[this.sizeOf(ratio)][0];
  }

  sizeOf(ratio) {
    return this.rules.sizes.find(([, below]) => below === null || ratio < below)[0];
  }

  /** The ratio that plain words tell: without a change by the ground that is not clear. */
  plainRatio(facts) {
    return facts.ratio.mid / this.unclearGround(facts);
  }

  /** A change by the ground that is not clear; 1 where it is, and stays. */
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

  reference({ kind, miles }) {
    return this.words.text(`reference_${kind}`, { distance: this.distance(miles) });
  }

  #week(facts) {
    const reference = this.reference(facts.reference);
    const headline = this.words.text(facts.after ? "headline_after" : "headline_week", {
      distance: this.distance(facts.miles),
      size: this.#size(this.plainRatio(facts), reference),
      ratio: this.words.number(facts.ratio.mid),
      reference,
    });
    const said = this.clinical
      ? [this.#ratioLine(facts), this.#cycles(facts), this.#peak(facts), this.#stress(facts), this.#ground(facts), this.#unmeasured(facts)]
      : [`${this.#steps(facts)} ${this.#eachStep(facts)}`, this.#ground(facts), this.#unmeasured(facts), this.#meaning(facts)];
    return this.#answer(facts, headline, said);
  }

  #step(facts) {
    const { mid } = facts.peak_bw;
    const headline = this.words.text("headline_step", { force: this.clinical ? this.words.number(mid) : this.force(mid) });
    const said = this.clinical
      ? [this.#peak(facts), this.#stress(facts), this.#unmeasured(facts)]
      : [this.words.text("step_miles"), this.#ground(facts), this.#unmeasured(facts), this.words.text("calm")];
    return this.#answer(facts, headline, said);
  }

  #answer({ part, measure, after }, headline, said) {
    const name = part.marked ? this.words.text("name_marked", { name: part.name }) : part.name;
    const about = this.words.text(`about_${after && measure === "week" ? "after" : measure}`, { name });
    return { about: capitalise(about), headline: capitalise(headline), sentences: said.filter(Boolean) };
  }

  #steps(facts) {
    const { steps, reference_steps, way } = this.#stepCounts(facts);
    return this.words.text(`steps_${way}`, { steps, reference_steps, reference: this.reference(facts.reference) });
  }

  #stepCounts({ steps: count, reference }) {
    const [steps, reference_steps] = [this.steps(count), this.steps(reference.steps)];
    const way = steps === reference_steps ? "same" : count > reference.steps ? "more" : "fewer";
    return { steps, reference_steps, way };
  }

  /** What one step does, compared: its peak, and what the whole step adds up to. */
  #eachStep(facts) {
    const each = (this.plainRatio(facts) * facts.reference.steps) / facts.steps;
    const peak = facts.peak_bw.mid / facts.reference.peak_bw / this.unclearGround(facts);
    const named = { pulls: this.words.text(`pulls_${facts.part.kind}`), size: this.sizeWords(each) };
    if (this.sizeOf(peak) !== this.sizeOf(each)) {
      return this.words.text("each_peak", { ...named, peak: this.sizeWords(peak) });
    }
    const way = this.sizeOf(each) === "same" ? "same" : each > 1 ? "more" : "less";
    return this.words.text(`each_${way}_${this.#stepCounts(facts).way}`, named);
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

  /** Whether a ratio's band holds 1, or the ratio is too close to it to matter. */
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

/** All of an answer as one text, to be read aloud. */
export function spokenAnswer({ about, headline, sentences }) {
  return [`${about}.`, `${headline}.`, ...sentences].join(" ");
}

function joined(parts, reference) {
  return fillText(parts.join(" "), { reference });
}

function capitalise(text) {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
