// Questions asked one after another, each with answers of which any number may hold. Once answered, or
// opened with answers, they fold to what is said about each; on a phone they start as a button alone,
// unless they have the page for themselves. The value: ids joined by ";".

import { h, setText, uniqueId } from "../../shared/web/dom.js";

const SEPARATOR = ";";
const NARROW = "(max-width: 639px)"; // as in breakpoints.css

export class Questions {
  /** `texts`: {place with {number} and {total}, begin, back, next, done, change, none, eased}. */
  constructor({ name, questions, texts, starts_open }, callbacks) {
    Object.assign(this, { questions, texts, callbacks });
    this.startsFolded = !starts_open && matchMedia(NARROW).matches;
    this.isBegun = false;
    this.order = questions.flatMap(({ answers }) => answers.map(({ id }) => id));
    this.question = h("div", { class: "question" });
    this.title = h("p", { class: "eased-title" }, texts.eased);
    this.list = h("ul", {});
    this.summary = h("div", { class: "eased", role: "status" }, this.title, this.list);
    this.moves = h("div", { class: "moves" });
    this.element = h("div", { class: "questions", "data-field": name }, this.question, this.summary, this.moves);
  }

  show(value) {
    this.value = value;
    if (this.page === undefined) this.#turnTo(value || this.startsFolded ? this.questions.length : 0);
    this.#showAnswers();
  }

  /** Whether all questions are done: what was said stands alone. */
  get #isFolded() {
    return this.page === this.questions.length;
  }

  get #chosen() {
    return new Set(this.value.split(SEPARATOR).filter(Boolean));
  }

  #turnTo(page) {
    this.page = page;
    this.isBegun ||= !this.#isFolded || this.value !== "";
    this.inputs = new Map();
    this.question.replaceChildren(...(this.#isFolded ? [] : [this.#question(this.questions[page])]));
    this.moves.replaceChildren(...this.#buttons());
  }

  #question({ text, answers }) {
    const pills = answers.map(({ id, label }) => {
      const input = h("input", { type: "checkbox", value: id, onchange: () => this.#choose(id, input.checked) });
      this.inputs.set(id, input);
      return h("label", { class: "pill" }, input, h("span", {}, label));
    });
    const id = uniqueId("question");
    this.legend = h("p", { class: "question-text", id, tabindex: "-1" }, text);
    return h("div", { role: "group", "aria-labelledby": id }, this.legend, h("div", { class: "pills" }, ...pills));
  }

  #buttons() {
    const { place, begin, back, next, done, change } = this.texts;
    if (this.#isFolded) return [this.#button(this.isBegun ? change : begin, 0)];
    const isLast = this.page + 1 === this.questions.length;
    const before = this.page ? [this.#button(back, this.page - 1)] : [];
    const numbered = place.replace("{number}", this.page + 1).replace("{total}", this.questions.length);
    return [...before, this.#button(isLast ? done : next, this.page + 1), h("span", { class: "note" }, numbered)];
  }

  /** The focus follows to the question, or to what takes the questions' place. */
  #button(text, page) {
    const press = () => {
      this.#turnTo(page);
      this.#showAnswers();
      (this.#isFolded ? this.moves.firstChild : this.legend).focus();
    };
    return h("button", { class: "turn", type: "button", onclick: press }, text);
  }

  #choose(id, isChosen) {
    const chosen = this.#chosen;
    if (isChosen) chosen.add(id);
    else chosen.delete(id);
    this.callbacks.onMove(this.order.filter((one) => chosen.has(one)).join(SEPARATOR));
    this.callbacks.onSettle();
  }

  /** What is said about the answers: of the question that is asked, or of all. */
  #showAnswers() {
    const chosen = this.#chosen;
    for (const [id, input] of this.inputs) input.checked = chosen.has(id);
    const shown = this.#isFolded ? this.questions : [this.questions[this.page]];
    const answers = shown.flatMap((one) => one.answers).filter(({ id }) => chosen.has(id));
    const lines = answers.map(({ said, note }) => h("li", {}, h("b", {}, said), " ", h("span", { class: "note" }, note)));
    this.list.replaceChildren(...lines);
    const isEmpty = !answers.length;
    const nothing = this.#isFolded && this.isBegun ? this.texts.none : "";
    setText(this.title, isEmpty ? nothing : this.texts.eased);
    this.list.hidden = isEmpty;
  }
}
