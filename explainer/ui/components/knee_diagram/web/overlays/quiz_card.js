// The quiz card: the question, a select to answer without a pointer, and feedback in an aria-live region.

import { h, setText, uniqueId } from "../../../shared/web/dom.js";

export class QuizCard {
  /** callbacks: {onAnswer(id), onCheck(), onNext(), onStop()}. */
  constructor(words, callbacks) {
    this.words = words;
    const button = (key, kind, onclick) => h("button", { type: "button", class: kind, onclick }, words.text(key));
    this.count = h("p", { class: "quiz-count" });
    this.question = h("p", { class: "quiz-question", tabindex: "-1", id: uniqueId("quiz") });
    this.hint = h("p", { class: "quiz-hint" });
    this.select = h("select", { class: "box", "aria-label": words.text("quiz_pick") });
    this.submit = button("quiz_answer", "text-button", () => this.select.value && callbacks.onAnswer(this.select.value));
    this.pick = h("div", { class: "quiz-row" }, this.select, this.submit);
    this.check = button("quiz_check", "turn", callbacks.onCheck);
    this.feedback = h("p", { class: "quiz-feedback" });
    this.sources = h("p", { class: "quiz-sources" });
    this.live = h("div", { role: "status" }, this.feedback, this.sources);
    this.next = button("quiz_skip", "text-button", callbacks.onNext);
    this.stop = button("quiz_stop", "text-button", callbacks.onStop);
    const row = h("div", { class: "quiz-row" }, this.check, this.next, this.stop);
    const head = [this.count, this.question, this.hint];
    const parts = [...head, this.pick, this.live, row];
    this.card = h("section", { class: "quiz", "aria-labelledby": this.question.id }, ...parts);
    this.ended = h("p", { class: "sr-only", role: "status" });
    this.element = h("div", {}, this.card, this.ended);
  }

  show({ ask, answers }, count) {
    this.card.hidden = false;
    this.stop.hidden = false;
    setText(this.ended, "");
    setText(this.count, count);
    setText(this.question, ask);
    setText(this.hint, this.words.text(answers ? "quiz_tap" : "quiz_set"));
    this.showResult("", []);
    this.pick.hidden = !answers;
    this.check.hidden = Boolean(answers);
    this.hint.hidden = false;
    setText(this.next, this.words.text("quiz_skip"));
  }

  /** The structures of the picture as options. */
  fillOptions(ids, structures, language) {
    const key = ids.join();
    if (this.key === key) return;
    this.key = key;
    const known = ids.filter((id) => structures[id]);
    const named = known.map((id) => [structures[id].name, id]);
    named.sort(([one], [other]) => one.localeCompare(other, language));
    const first = h("option", { value: "" }, this.words.text("quiz_pick"));
    this.select.replaceChildren(first, ...named.map(([name, id]) => h("option", { value: id }, name)));
  }

  showResult(text, sources) {
    setText(this.feedback, text);
    setText(this.sources, sources.join(" "));
  }

  showAnswered(last) {
    this.pick.hidden = true;
    this.check.hidden = true;
    this.hint.hidden = true;
    setText(this.next, this.words.text(last ? "quiz_stop" : "quiz_next"));
    this.stop.hidden = last;
    this.next.focus({ preventScroll: true });
  }

  /** Hides the card; `text` is announced. */
  end(text) {
    this.card.hidden = true;
    setText(this.ended, text);
  }

  focus() {
    this.question.focus({ preventScroll: true });
    const reduced = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.card.scrollIntoView({ block: "start", behavior: reduced ? "instant" : "smooth" });
  }
}
