// Overlays on the picture, one class each, built with {host, aside, picture, store, data, words}:
// `host` is the picture's box, `aside` the place for words beside it.
// `draw(state, content)` runs when the state, the picture, its size or Python's `content` of the state
// changes, `stop()` at the end. `tap({mm, event})` is called before the flat picture handles a tap,
// `pick(id)` before a part is selected; true means handled.

import { ShortcutKeys } from "./shortcut_keys.js";
import { PainMarker } from "./pain_marker.js";
import { Pen } from "./pen.js";
import { Quiz } from "./quiz.js";

const KINDS = [Pen, ShortcutKeys, Quiz, PainMarker];

export class Overlays {
  constructor(context) {
    this.all = KINDS.map((Kind) => new Kind(context));
  }

  draw(state, content) {
    for (const one of this.all) one.draw(state, content);
  }

  tap(at) {
    return this.all.some((one) => one.tap?.(at) === true);
  }

  pick(id) {
    return this.all.some((one) => one.pick?.(id) === true);
  }

  stop() {
    for (const one of this.all) one.stop();
  }
}
