// One exercise: picture, name and dose; below, on request, the steps, when to stop and what is known.
// One of the clinic's own is words alone: no picture, no purpose, no numbers, no sources.

import { PlayedPoses } from "../../exercise_drawing/web/played_poses.js";
import { h, setText, uniqueId } from "../../shared/web/dom.js";
import { fillText } from "../../shared/web/words.js";
import { doseFields } from "./dose_fields.js";
import { doseNumbers } from "./picks.js";
import { TimerView } from "./timer_view.js";

export class ExerciseCard {
  /** `context`: {texts, labels, play, onToggle(id), onDose(id, place, value)}. */
  constructor(exercise, context, { open = false } = {}) {
    Object.assign(this, { exercise, context });
    const { labels } = context;
    const nameId = uniqueId("exercise");
    this.drawing = exercise.drawing ? new PlayedPoses(exercise.drawing, context.play) : null;
    this.doseText = h("p", { class: "hc-dose" });
    this.wholeDose = h("p", { class: "hc-whole-dose" });
    this.tick = h("div", { class: "hc-tick" });
    this.fields = h("div", {});
    this.details = h(
      "details",
      { class: "hc-details", open, ontoggle: () => this.#fill() },
      h("summary", {}, labels.how_to, h("span", { class: "sr-only" }, `: ${exercise.name}`)),
    );
    this.element = h(
      "article",
      { class: "hc-card", "data-exercise": exercise.id, "aria-labelledby": nameId },
      h("h2", { id: nameId }, exercise.name),
      this.drawing?.element,
      this.doseText,
      this.tick,
      this.fields,
      this.details,
    );
    if (open) this.#fill();
  }

  /** Fills the part below when it is first opened: 21 exercises would be a long page to build. */
  #fill() {
    if (this.isFilled || !this.details.open) return;
    this.isFilled = true;
    const { exercise, context } = this;
    const { labels, texts } = context;
    const timer = new TimerView(exercise.name, texts, () => {
      const [sets, amount] = doseNumbers(this.pick, exercise.ranges);
      return { sets, amount, unit: exercise.unit };
    });
    this.timer = timer;
    this.details.append(
      exercise.purpose ? h("p", { class: "hc-purpose" }, exercise.purpose) : "",
      this.wholeDose,
      list("ol", exercise.steps, "hc-steps"),
      exercise.intervals.length ? list("ul", exercise.intervals) : "",
      exercise.has_timer ? timer.element : "",
      h("h3", {}, labels.stop),
      list("ul", exercise.stop, "hc-stop"),
      h("h3", {}, labels.avoid),
      list("ul", exercise.avoid),
      ...exercise.muscles.map((line) => h("p", { class: "hc-muscles" }, line)),
      exercise.lengths.length ? h("h3", {}, labels.in_model) : "",
      ...exercise.lengths.map((line) => h("p", { class: "hc-length-line" }, line)),
      h("h3", {}, labels.known),
      h("p", {}, `${exercise.tested} ${exercise.known}`.trim()),
      exercise.sources ? h("p", { class: "hc-small" }, exercise.sources) : "",
    );
  }

  /** Shows the dose, and with `isPicking` the tick and the numbers of the clinician. */
  show({ pick, dose, isPicking, isFull }) {
    this.pick = pick;
    setText(this.doseText, dose);
    setText(this.wholeDose, [dose, this.exercise.weeks].filter(Boolean).join(", "));
    this.element.classList.toggle("picked", Boolean(pick));
    this.#showTick(isPicking, isFull);
    const key = isPicking && pick && this.exercise.ranges.length ? pick.numbers.join() : "";
    if (this.fieldsOf === key) return;
    this.fieldsOf = key;
    if (!key) return this.fields.replaceChildren();
    const focused = this.fields.contains(this.element.getRootNode().activeElement);
    if (focused) return; // a list that is in use shows its number already
    const { exercise, context } = this;
    this.fields.replaceChildren(
      doseFields(exercise, pick, context.texts, (place, value) => context.onDose(exercise.id, place, value)),
    );
  }

  #showTick(isPicking, isFull) {
    if (!isPicking) return this.tick.replaceChildren();
    if (!this.box) {
      const { exercise, context } = this;
      this.box = h("input", { type: "checkbox", id: uniqueId("pick"), onchange: () => context.onToggle(exercise.id) });
      const label = fillText(context.texts.pick_one, { name: exercise.name });
      this.tickLabel = h("label", { class: "hc-check", for: this.box.id }, this.box, h("span", {}, label));
    }
    this.box.checked = Boolean(this.pick);
    this.box.disabled = isFull && !this.pick;
    this.tick.replaceChildren(this.tickLabel);
  }

  stop() {
    this.timer?.stop();
    this.drawing?.stop();
  }
}

function list(kind, lines, css = "") {
  return h(kind, { class: css || null }, ...lines.map((line) => h("li", {}, line)));
}
