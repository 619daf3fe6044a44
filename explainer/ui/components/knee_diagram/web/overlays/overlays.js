// What else may stand on the picture: each a class of its own, made once with the stage. A class gets
// {host, picture, store, data, words}; `draw(state, content)` is called whenever the state, the picture,
// its size or what Python tells of the state (`content`, facts by name) changes, `stop()` at the end.
// `tap({mm, event})` is asked first when the flat picture is tapped, `pick(id)` when a part is chosen
// anywhere; returning true keeps it from everyone else.

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
