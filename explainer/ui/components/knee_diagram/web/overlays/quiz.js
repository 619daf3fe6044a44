// Quiz answered on the picture: tap a structure or move the slider. Feedback is immediate; no score is
// kept or sent.

import { QuizCard } from "./quiz_card.js";
import { FLAT } from "../rendering.js";

const progress = new Map(); // diagram and run -> {place, closed}: survives a rebuild

export class Quiz {
  /** data.overlay_settings.quiz: {run, questions: [{id, view, ask, explain, sources, answers | field, low, high}]}. */
  constructor({ host, aside, picture, store, data, words }) {
    Object.assign(this, { host, picture, store, data, words });
    const settings = data.overlay_settings.quiz;
    if (!settings) return;
    const key = `${data.key} ${settings.run}`;
    const fresh = !progress.has(key);
    if (fresh) progress.set(key, { place: 0, closed: false });
    this.at = progress.get(key);
    this.questions = settings.questions;
    this.card = new QuizCard(words, {
      onAnswer: (id) => this.#answer(id),
      onCheck: () => this.#checkSlider(),
      onNext: () => this.#next(),
      onStop: () => this.#close(),
    });
    aside.append(this.card.element);
    if (this.at.closed) this.card.end("");
    else this.#showQuestion(fresh);
  }

  get question() {
    return this.card && !this.at.closed ? this.questions[this.at.place] : null;
  }

  #showQuestion(focus) {
    const { question } = this;
    const place = { value: this.at.place + 1, max: this.questions.length };
    this.answered = false;
    // Where the name is the answer labels are hidden, where the load is, numbers.
    if (question.answers) this.host.dataset.quiz = question.measure ? "load" : "name";
    else delete this.host.dataset.quiz;
    this.card.show(question, this.words.text("quiz_count", place));
    const { view, measure } = question;
    const next = { rendering: FLAT, dress: "load" };
    if (this.data.views.some(({ id }) => id === view)) next.knee_view = view;
    if (this.data.measures.includes(measure)) next.measure = measure;
    this.store.commit({ ...next, structure: "" });
    if (focus) requestAnimationFrame(() => this.card.focus());
  }

  draw() {
    if (this.question?.answers) this.card.fillOptions(this.picture.ids(), this.data.structures, this.data.language);
  }

  /** Until answered, selecting a structure answers the question. */
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
    this.card.showAnswered(this.at.place === this.questions.length - 1);
  }

  #next() {
    if (this.at.place === this.questions.length - 1) {
      this.#close();
      return;
    }
    this.at.place += 1;
    this.#showQuestion(true);
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
