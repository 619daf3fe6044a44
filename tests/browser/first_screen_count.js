// The live controls in sight, one for what is one stop of the tab key: a row of radio buttons, the list of
// pages, a slider with its number box. And every word in sight: labels, and what a list shows of its options.
() => {
  const all = (root) => [...root.querySelectorAll("*")].flatMap((one) =>
    [one, ...(one.shadowRoot ? all(one.shadowRoot) : [])]);
  const seen = (one) => {
    const box = one.getBoundingClientRect();
    const shown = one.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    return shown && box.width > 2 && box.height > 2 && box.top < innerHeight - 4 && box.bottom > 4
      && box.left < innerWidth && box.right > 0 && getComputedStyle(one).clipPath === "none";
  };
  const clipped = (one) => {
    for (let e = one; e; e = e.parentElement ?? e.getRootNode().host) {
      if (getComputedStyle(e).clipPath !== "none") return true;
    }
    return false;
  };
  const elements = all(document.body).filter((one) => !one.closest("[inert], #prerendered, dialog"));
  const group = (one) => {
    if (one.closest("[data-testid=stTopNav]")) return "pages";
    if (one.matches("[type=radio], [role=radio]")) return one.closest("fieldset, [role=radiogroup]");
    return one.closest("[data-control]") ?? one;
  };
  const found = elements.filter((one) => one.matches(
    "a[href], button, input, select, [role=button], [role=radio], summary, [tabindex='0']:not(main)",
  ) && !one.disabled && one.tabIndex >= 0 && seen(one.matches("[type=radio]") ? one.closest("label") : one));
  const controls = new Set(found.map(group));
  const words = [];
  for (const one of elements) {
    if (!seen(one) || ["SCRIPT", "STYLE", "OPTION"].includes(one.tagName) || clipped(one)) continue;
    if (one.closest("[data-testid=stIconMaterial], .sr-only")) continue;
    for (const node of [...one.childNodes, ...(one.selectedOptions?.[0]?.childNodes ?? [])]) {
      if (node.nodeType !== Node.TEXT_NODE) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const box = (one.selectedOptions ? one : range).getBoundingClientRect();
      if (box.top > innerHeight - 4 || box.width < 2) continue;
      words.push(...(node.data.match(/\p{L}[\p{L}’'-]*/gu) ?? []));
    }
  }
  const name = (one) => one === "pages" ? one : one.getAttribute("aria-label") || one.dataset?.control
    || one.dataset?.choice || one.textContent.trim().slice(0, 30) || one.tagName;
  return { controls: [...controls].map(name), words };
}
