// Questions answered on the picture itself: tap the part, or move the slider to the asked place. Right
// or not is said at once; nothing is counted, kept or sent.

import { QuizCard } from "./quiz_card.js";

const progress = new Map(); // picture and run -> {place, closed}: a rebuilt stage goes on where it was

export class Quiz {
  /** data.overlay_settings.quiz: {run, questions: [{id, view, ask, explain, sources, answers | field, low, high}]}. */
  constructor({ host, picture, store, data, words }) {
    Object.assign(this, { host, picture, store, data, words });
    const asked = data.overlay_settings.quiz;
    if (!asked) return;
    const key = `${data.key} ${asked.run}`;
    const fresh = !progress.has(key);
    if (fresh) progress.set(key, { place: 0, closed: false });
    this.at = progress.get(key);
    this.questions = asked.questions;
    this.card = new QuizCard(words, {
      onAnswer: (id) => this.#answer(id),
      onCheck: () => this.#checkSlider(),
      onNext: () => this.#next(),
      onStop: () => this.#close(),
    });
    this.host.before(this.card.element);
    if (this.at.closed) this.card.end("");
    else this.#ask(fresh);
  }

  get question() {
    return this.card && !this.at.closed ? this.questions[this.at.place] : null;
  }

  #ask(moving) {
    const { question } = this;
    const place = { value: this.at.place + 1, max: this.questions.length };
    this.answered = false;
    // a name is asked for: no label may tell it; a load is asked for: the numbers may
    if (question.answers) this.host.dataset.quiz = question.measure ? "load" : "name";
    else delete this.host.dataset.quiz;
    this.card.ask(question, this.words.text("quiz_count", place));
    const { view, measure } = question;
    const wanted = { turned: false, dress: "load" };
    if (this.data.views.some(({ id }) => id === view)) wanted.view = view;
    if (this.data.measures.includes(measure)) wanted.measure = measure;
    this.store.commit({ ...wanted, structure: "" });
    if (moving) requestAnimationFrame(() => this.card.focus());
  }

  draw() {
    if (this.question?.answers) this.card.offer(this.picture.ids(), this.data.structures, this.data.language);
  }

  /** While a part is asked for, a tap answers; afterwards taps choose parts as always. */
  pick(id) {
    if (!this.question?.answers || this.answered || !id) return false;
    this.#answer(id);
    return true;
  }

  #answer(id) {
    const { answers, explain, sources } = this.question;
    const right = answers.includes(id);
    const shown = this.picture.ids();
    this.store.commit({ structure: right ? id : (answers.find((one) => shown.includes(one)) ?? answers[0]) });
    this.#showResult(right, explain, sources);
  }

  #checkSlider() {
    const { field, low, high, explain, sources } = this.question;
    const value = this.store.state[field];
    if (value >= low && value <= high) this.#showResult(true, explain, sources);
    else this.card.showResult(this.words.text("quiz_not_yet"), []);
  }

  #showResult(right, explain, sources) {
    this.answered = true;
    delete this.host.dataset.quiz;
    this.card.showResult(`${this.words.text(right ? "quiz_right" : "quiz_wrong")} ${explain}`, sources);
    this.card.answered(this.at.place === this.questions.length - 1);
  }

  #next() {
    if (this.at.place === this.questions.length - 1) {
      this.#close();
      return;
    }
    this.at.place += 1;
    this.#ask(true);
  }

  #close() {
    this.at.closed = true;
    delete this.host.dataset.quiz;
    this.card.end(this.words.text("quiz_done"));
    this.host.tabIndex = -1;
    this.host.focus({ preventScroll: true });
  }

  stop() {
    if (!this.card) return;
    delete this.host.dataset.quiz;
    this.card.element.remove();
  }
}
