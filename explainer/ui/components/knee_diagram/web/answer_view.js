// The answer panel: text, and steps as dots or two weeks as bars.

import { h, setText } from "../../shared/web/dom.js";

const LEAST_BAND = 0.02; // ratio; narrower bands cannot be seen

export class AnswerView {
  /** writer: AnswerWriter; clear() deselects. */
  constructor(words, writer, clear) {
    this.words = words;
    this.writer = writer;
    this.about = h("p", { class: "about" });
    this.other = h("p", { class: "other-name" });
    this.clear = h("button", { type: "button", class: "text-button", onclick: clear }, words.text("clear"));
    this.headline = h("p", { class: "headline" });
    // On a phone the answer lies below the first screen: its headline stands above the sliders too.
    this.brief = h("p", { class: "brief", "aria-hidden": "true" });
    this.drawing = h("div", { class: "answer-drawing", "aria-hidden": "true" });
    this.sentences = h("div", { class: "sentences" });
    this.shares = h("p", { class: "shared-load" });
    const top = h("div", { class: "answer-top" }, h("div", {}, this.about, this.other), this.clear);
    const parts = [top, this.headline, this.drawing, this.sentences, this.shares];
    this.element = h("div", { class: "answer", role: "group", "aria-label": words.text("reading_label") }, ...parts);
  }

  /** chosen: the structure `id` that the reader selected, or undefined. */
  show(chosen, id) {
    const shares = chosen?.load && chosen.load !== id;
    setText(this.other, chosen?.other ?? "");
    setText(this.shares, shares ? this.words.text("shares", { load: this.words.all.loads[chosen.load] }) : "");
    this.clear.hidden = !chosen;
  }

  /** answer: AnswerWriter's; facts: what it was composed from. */
  paint(answer, facts) {
    setText(this.about, answer.about);
    setText(this.headline, answer.headline);
    setText(this.brief, answer.headline);
    answer.sentences.forEach((sentence, place) => {
      if (place === this.sentences.childElementCount) this.sentences.append(h("p", {}));
      setText(this.sentences.children[place], sentence);
    });
    while (this.sentences.childElementCount > answer.sentences.length) this.sentences.lastElementChild.remove();
    this.#draw(facts);
  }

  #draw(facts) {
    const shown = facts.part.status === "loaded" && facts.measure === "week" && facts.miles > 0;
    this.drawing.hidden = !shown;
    if (!shown) return;
    if (facts.after) this.#drawBars(facts);
    else this.#drawDots(facts);
  }

  /** One dot per `steps_per_dot`, the last one clipped. */
  #drawDots({ steps, reference }) { // the sentence below says whose steps they are
    const { words, writer } = this;
    this.dots ??= [0, 1].map(() => {
      const [count, row] = [h("span", {}), h("div", { class: "dots" })];
      return { count, row, line: h("div", { class: "dots-line" }, count, row) };
    });
    if (!this.drawing.childElementCount) {
      const note = h("p", { class: "drawing-note" }, h("span", { class: "dots" }, h("i", {})), words.text("dots"));
      this.drawing.append(...this.dots.map(({ line }) => line), note);
    }
    [steps, reference.steps].forEach((count, place) => {
      const { count: text, row } = this.dots[place];
      setText(text, writer.steps(count));
      const dots = count / writer.rules.steps_per_dot;
      const whole = Math.ceil(dots);
      while (row.childElementCount < whole) row.append(h("i", {}));
      while (row.childElementCount > whole) row.lastElementChild.remove();
      row.style.setProperty("--last", dots - whole + 1);
    });
  }

  /** Two weeks as bars of load; the striped end is the band. */
  #drawBars({ ratio, reference, miles, surface }) {
    const { words, writer } = this;
    const { grounds } = words.all;
    this.bars ??= ["reference", "this"].map((kind) => {
      const [fill, band, text] = [h("i", { class: "fill" }), h("i", { class: "band-end" }), h("span", {})];
      return { fill, band, text, line: h("div", { class: `week-bar ${kind}` }, fill, band, text) };
    });
    if (!this.drawing.childElementCount) {
      this.likely = h("p", { class: "drawing-note" }, words.text("bar_likely"));
      this.drawing.append(...this.bars.map(({ line }) => line), this.likely);
    }
    this.likely.hidden = ratio.high - ratio.low < LEAST_BAND;
    const most = Math.max(1, ratio.high);
    const weeks = [
      { band: { mid: 1, low: 1, high: 1 }, miles: reference.miles, on: grounds[reference.surface], key: "bar_reference" },
      { band: ratio, miles, on: grounds[surface], key: "bar_this" },
    ];
    const same = reference.surface === surface; // then the sliders say it, and the bars need not
    weeks.forEach(({ band: { mid, low, high }, miles: distance, on, key }, place) => {
      const { fill, band, text } = this.bars[place];
      fill.style.width = `${(100 * mid) / most}%`;
      band.style.left = `${(100 * low) / most}%`;
      band.style.width = `${(100 * (high - low)) / most}%`;
      setText(text, words.text(same ? `${key}_miles` : key, { distance: writer.distance(distance), on }));
    });
  }
}
