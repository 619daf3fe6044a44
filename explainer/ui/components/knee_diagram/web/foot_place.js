// Tells the page where the column beside the picture ends: what the page renders at its foot (site.css)
// lies over the component, which is a shadow tree of its own.

const PROPERTY = "--foot-end"; // px from the diagram's top, on the document's element

export class FootPlace {
  /** panel: the last part of its column, with the foot's place in its padding. */
  constructor(diagram, panel) {
    this.observer = new ResizeObserver(() => {
      const screen = parseFloat(getComputedStyle(diagram).minHeight) || 0;
      const panelEnd = panel.getBoundingClientRect().bottom - diagram.getBoundingClientRect().top; // also of an enlarged panel
      const end = Math.max(screen, panelEnd);
      document.documentElement.style.setProperty(PROPERTY, `${end.toFixed(1)}px`);
    });
    this.observer.observe(diagram);
    this.observer.observe(panel);
  }

  stop() {
    this.observer.disconnect();
  }
}
