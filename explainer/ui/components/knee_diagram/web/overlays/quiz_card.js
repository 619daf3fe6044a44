// The card of one question: what is asked, the way to answer without a pointer, and what was said of
// the answer, in a region that a screen reader follows.

import { h, setText, uniqueId } from "../../../shared/web/dom.js";

export class QuizCard {
  /** callbacks: {onAnswer(id), onCheck(), onNext(), onStop()}. */
  constructor(words, callbacks) {
    this.words = words;
    const button = (key, kind, take) => h("button", { type: "button", class: kind, onclick: take }, words.text(key));
    this.count = h("p", { class: "asking-count" });
    this.question = h("p", { class: "asking-question", tabindex: "-1", id: uniqueId("asking") });
    this.how = h("p", { class: "asking-how" });
    this.box = h("select", { class: "box", "aria-label": words.text("quiz_pick") });
    this.own = button("quiz_answer", "quiet", () => this.box.value && callbacks.onAnswer(this.box.value));
    this.pick = h("div", { class: "asking-row" }, this.box, this.own);
    this.check = button("quiz_check", "turn", callbacks.onCheck);
    this.told = h("p", { class: "asking-told" });
    this.sources = h("p", { class: "asking-sources" });
    this.live = h("div", { role: "status" }, this.told, this.sources);
    this.next = button("quiz_skip", "quiet", callbacks.onNext);
    this.stop = button("quiz_stop", "quiet", callbacks.onStop);
    const row = h("div", { class: "asking-row" }, this.check, this.next, this.stop);
    const head = [this.count, this.question, this.how];
    const parts = [...head, this.pick, this.live, row];
    this.card = h("section", { class: "asking", "aria-labelledby": this.question.id }, ...parts);
    this.over = h("p", { class: "sr-only", role: "status" });
    this.element = h("div", {}, this.card, this.over);
  }

  ask({ ask, answers }, count) {
    this.card.hidden = false;
    this.stop.hidden = false;
    setText(this.over, "");
    setText(this.count, count);
    setText(this.question, ask);
    setText(this.how, this.words.text(answers ? "quiz_tap" : "quiz_set"));
    this.showResult("", []);
    this.pick.hidden = !answers;
    this.check.hidden = Boolean(answers);
    this.how.hidden = false;
    setText(this.next, this.words.text("quiz_skip"));
  }

  /** The structures of the picture, for who cannot tap it. */
  offer(ids, structures, language) {
    const print = ids.join();
    if (this.print === print) return;
    this.print = print;
    const known = ids.filter((id) => structures[id]);
    const named = known.map((id) => [structures[id].name, id]);
    named.sort(([one], [other]) => one.localeCompare(other, language));
    const first = h("option", { value: "" }, this.words.text("quiz_pick"));
    this.box.replaceChildren(first, ...named.map(([name, id]) => h("option", { value: id }, name)));
  }

  showResult(text, sources) {
    setText(this.told, text);
    setText(this.sources, sources.join(" "));
  }

  answered(last) {
    this.pick.hidden = true;
    this.check.hidden = true;
    this.how.hidden = true;
    setText(this.next, this.words.text(last ? "quiz_stop" : "quiz_next"));
    this.stop.hidden = last;
    this.next.focus({ preventScroll: true });
  }

  /** Nothing is left but the word that it is over, said aloud. */
  end(text) {
    this.card.hidden = true;
    setText(this.over, text);
  }

  focus() {
    this.question.focus({ preventScroll: true });
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.card.scrollIntoView({ block: "start", behavior: calm ? "instant" : "smooth" });
  }
}
