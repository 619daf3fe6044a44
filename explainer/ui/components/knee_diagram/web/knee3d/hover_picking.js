// Tells which part lies under a resting pointer, at most once a frame.

export class HoverPicking {
  /** pick(event): the id of the part there, or null; onHover(id, event): both empty where the pointer left. */
  constructor(pick, onHover) {
    Object.assign(this, { pick, onHover, waiting: null });
  }

  /** event: of the pointer, or null when it has left. */
  move(event) {
    const isWaiting = Boolean(this.waiting);
    this.waiting = { event };
    if (isWaiting) return;
    requestAnimationFrame(() => {
      const { event: last } = this.waiting;
      this.waiting = null;
      this.onHover(last && this.pick(last), last ?? {});
    });
  }
}
