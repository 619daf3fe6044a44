// What else may stand on the picture: each a class of its own, made once with the stage. A class gets
// {host, picture, store, data, words}; `draw(state)` is called whenever the state, the picture or its
// size changes, `stop()` at the end. `tap({mm, event})` is asked first when the flat picture is
// tapped, `pick(id)` when a part is chosen anywhere; returning true keeps it from everyone else.

const KINDS = [];

export class Extras {
  constructor(given) {
    this.all = KINDS.map((Kind) => new Kind(given));
  }

  draw(state) {
    for (const one of this.all) one.draw(state);
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
