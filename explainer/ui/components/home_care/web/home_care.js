// Entry of the home care component: the stages with their exercises, the clinician's picks, the timer.

import { h, setText } from "../../shared/web/dom.js";
import { loadPayload } from "../../shared/web/cached_payload.js";
import { createRenderer } from "../../shared/web/mount.js";
import { Choice } from "../../shared/web/controls.js";
import { Store } from "../../shared/web/store.js";
import { attachStylesheets } from "../../shared/web/stylesheet.js";
import { applyTheme } from "../../shared/web/theme.js";
import { fillText } from "../../shared/web/words.js";
import { ExerciseCard } from "./exercise_card.js";
import { LengthDemo } from "./length_demo.js";
import { formatPicks, MOST_PICKED, parsePicks, setDose, togglePick } from "./picks.js";

const FOR_YOU = "for_you"; // the first group, where something is picked

export async function render(component) {
  return mount({ ...component, data: await loadPayload(component.data) });
}

class HomeCare {
  constructor(place) {
    this.host = h("div", { class: "host" });
    place.append(this.host);
    this.store = new Store(() => this.#show(), () => {});
    this.cards = [];
    this.isPicking = false;
  }

  update({ data, setStateValue }) {
    const before = this.data;
    this.data = data;
    this.store.receive(data, setStateValue);
    this.sheets ??= attachStylesheets(this.host, data.css);
    if (!before || layoutKey(before) !== layoutKey(data)) this.#build();
    applyTheme(this.root, this.host);
    this.#show();
  }

  get picks() {
    return parsePicks(this.store.state.home_care);
  }

  #build() {
    this.#stopCards();
    this.groupKey = undefined;
    this.root = h("div", { class: "component compact hc" });
    this.body = h("div", {});
    this.announcer = h("p", { class: "sr-only", role: "status" });
    if (this.data.only) {
      this.root.append(this.body);
    } else {
      this.tools = h("div", { class: "hc-tools" });
      this.root.append(this.tools, this.body, this.announcer);
      if (this.data.straight_knee) this.root.append(new LengthDemo(this.data.straight_knee, this.data.texts).element);
    }
    this.host.replaceChildren(this.root);
  }

  /** Draws what depends on picks: the groups offered, the group shown, each card's tick and dose. */
  #show() {
    if (this.data.only) this.#showOnly();
    else this.#showGroups();
    const picks = this.picks;
    const isFull = picks.length >= MOST_PICKED;
    for (const card of this.cards) {
      const { id } = card.exercise;
      const pick = picks.find((one) => one.id === id);
      card.show({ pick, dose: this.data.doses[id], isPicking: this.isPicking, isFull });
    }
  }

  #showOnly() {
    if (this.groupKey === this.data.only) return;
    this.groupKey = this.data.only;
    this.#replaceCards([this.#card(this.data.only, { open: true })]);
    this.body.replaceChildren(...this.cards.map(({ element }) => element));
  }

  #showGroups() {
    const { data } = this;
    const picked = this.picks.map(({ id }) => id);
    const offered = picked.length ? [FOR_YOU, ...data.stages.map(({ id }) => id)] : data.stages.map(({ id }) => id);
    if (!offered.includes(this.group)) this.group = offered[0];
    this.#showTools(offered);
    // While the clinician picks, the cards stay where they are: a tick must not move under the finger.
    const key = [this.group, this.group === FOR_YOU && !this.isPicking ? picked.join() : ""].join(":");
    if (this.groupKey === key) return;
    this.groupKey = key;
    this.body.replaceChildren(...(this.group === FOR_YOU ? this.#picked(picked) : this.#stage()));
  }

  #showTools(offered) {
    const { data } = this;
    const key = [...offered, this.isPicking].join();
    if (this.toolsKey !== key) {
      this.toolsKey = key;
      const options = offered.map((id) => ({ id, name: id === FOR_YOU ? data.labels.for_you : this.#stageOf(id).name }));
      this.choice = new Choice({ name: "stage", label: data.labels.stages_label, options }, (id) => {
        this.group = id;
        this.#show();
      });
      this.tools.replaceChildren(this.choice.element, ...(data.can_pick ? [this.#pickButton()] : []));
    }
    this.choice.show(this.group);
    if (this.note) {
      setText(this.note, this.picks.length >= MOST_PICKED ? data.texts.pick_full : data.texts.pick_lead);
    }
  }

  #pickButton() {
    const { texts } = this.data;
    const label = this.isPicking ? texts.pick_done : texts.pick;
    const press = () => {
      this.isPicking = !this.isPicking;
      this.#show();
      this.tools.querySelector(".hc-pick").focus();
    };
    const button = h("button", { type: "button", class: "hc-button hc-pick", "aria-pressed": String(this.isPicking), onclick: press }, label);
    this.note = this.isPicking ? h("p", { class: "hc-small", role: "status" }) : null;
    return h("div", { class: "hc-row" }, button, this.note);
  }

  #stageOf(id) {
    return this.data.stages.find((stage) => stage.id === id);
  }

  #picked(ids) {
    this.#replaceCards(ids.map((id) => this.#card(id)));
    return [h("p", { class: "hc-lead" }, this.data.labels.for_you_lead), grid(this.cards)];
  }

  #stage() {
    const { labels } = this.data;
    const stage = this.#stageOf(this.group);
    const [core, others] = [stage.first, stage.others].map((ids) => ids.map((id) => this.#card(id)));
    this.#replaceCards([...core, ...others]);
    const more = h("details", { class: "hc-more" }, h("summary", {}, fillText(labels.other_ways, { count: others.length })), grid(others));
    return [h("p", { class: "hc-lead" }, stage.lead), grid(core), others.length ? more : ""];
  }

  #card(id, options) {
    const { data } = this;
    const context = {
      texts: data.texts,
      labels: data.labels,
      play: data.play,
      onToggle: (picked) => this.#commit(togglePick(this.picks, picked)),
      onDose: (picked, place, value) =>
        this.#commit(setDose(this.picks, picked, place, value, data.exercises[picked].ranges[place])),
    };
    return new ExerciseCard({ id, ...data.exercises[id] }, context, options);
  }

  #commit(picks) {
    this.store.commit({ home_care: formatPicks(picks) });
  }

  #replaceCards(cards) {
    this.#stopCards();
    this.cards = cards;
  }

  #stopCards() {
    for (const card of this.cards) card.stop();
    this.cards = [];
  }

  stop() {
    this.#stopCards();
    this.store.stop();
    this.sheets?.forEach((sheet) => sheet.remove());
    this.host.remove();
  }
}

/** What the elements are built from; the rest is shown in them. */
function layoutKey(data) {
  return [data.payload_url, data.only, data.can_pick].join();
}

function grid(cards) {
  return h("div", { class: "hc-grid" }, ...cards.map(({ element }) => element));
}

const mount = createRenderer(HomeCare);
