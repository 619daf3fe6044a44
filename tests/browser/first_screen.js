// What of a first screen is in sight, as numbers.
() => {
  const main = document.querySelector("[data-testid=stMain]");
  main.scrollTop = 0;
  const all = (root) => [...root.querySelectorAll("*")].flatMap((one) =>
    [one, ...(one.shadowRoot ? all(one.shadowRoot) : [])]);
  const elements = all(document);
  const seen = (css) => elements.filter((one) => one.matches(css) && one.checkVisibility({
    opacityProperty: true, visibilityProperty: true }));
  const box = (css) => seen(css)[0]?.getBoundingClientRect();
  const top = document.querySelector("[data-testid=stHeader]").getBoundingClientRect().bottom;
  const [view, pane, dock] = [box(".view"), box(".pane"), box(".dock")];
  const cover = dock.left < pane.right && dock.top > pane.top ? dock.top : innerHeight;
  const inSight = (one) => one && one.top >= top - 1 && one.bottom <= innerHeight + 1
    && one.left >= -1 && one.right <= innerWidth + 1;
  const paths = seen(".hits path").map((one) => one.getBoundingClientRect());
  const limb = [Math.min(...paths.map((one) => one.top)), Math.max(...paths.map((one) => one.bottom))];
  const low = Math.min(pane.bottom, cover, innerHeight);
  const answer = seen(".headline, .brief").map((one) => one.getBoundingClientRect());
  return {
    header: top,
    share: ((Math.min(view.right, innerWidth) - view.left)
      * (Math.min(view.bottom, cover, innerHeight) - Math.max(top, view.top))) / (innerWidth * innerHeight),
    limb: Math.min(limb[1], low) - Math.max(limb[0], top, pane.top),
    beside: dock.left >= pane.right - 1,
    miles: inSight(box("[data-control=miles] input[type=range]")),
    ground: inSight(box("[data-control=surface] input[type=range]")),
    stops: seen(".stop b").every((one) => inSight(one.getBoundingClientRect())),
    answer: answer.some(inSight),
    scale: inSight(box(".legend .meter")),
    labels: seen(".picture .tag").length,
    titles: seen("h1").length,
    width: main.scrollWidth,
  };
}
