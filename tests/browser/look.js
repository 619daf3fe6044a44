// Looks at every visible element of the page, shadow roots included. Returns texts and labels that
// hold plain letters, controls whose words are cut off or lie off the screen, and the page's width.
() => {
  const LABELS = ["aria-label", "title", "alt", "placeholder", "aria-description", "aria-valuetext"];
  const AWAY = '[data-testid="stSidebar"][aria-expanded="false"], [inert], [aria-hidden="true"]';
  const CONTROLS = "button, select, a, [role=button], [role=tab], [role=radio]";
  const SIGNS = '[data-testid="stIconMaterial"], span[role="img"]'; // a sign's letters are its font's key
  const OTHER_LANGUAGE = "body [lang]"; // a language's own name
  const CITATION = /\p{Lu}[\p{L}’'-]+ (?:19|20)\d\d/gu; // a study's first author and year
  const found = { plain: [], cut: [], outside: [] };

  const seen = (element) => {
    const { width, right } = element.getBoundingClientRect();
    const shown = { opacityProperty: true, visibilityProperty: true };
    return element.checkVisibility(shown) && width > 1 && right > 0 && !element.closest(AWAY);
  };
  const note = (text) => /[A-Za-z]{2,}/.test(text.replace(CITATION, "")) && found.plain.push(text.trim().slice(0, 100));
  const read = (element) => {
    LABELS.forEach((name) => note(element.getAttribute(name) ?? ""));
    if (element.closest(`${SIGNS}, ${OTHER_LANGUAGE}`)) return;
    for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) note(node.textContent);
  };
  const cut = (element) => {
    const { overflowX, clipPath } = getComputedStyle(element);
    return overflowX !== "visible" && clipPath === "none" && element.scrollWidth > element.clientWidth + 1;
  };
  const inStrip = (element) => {
    for (let box = element.parentElement; box; box = box.parentElement) {
      const scrolls = ["auto", "scroll"].includes(getComputedStyle(box).overflowX);
      if (scrolls && box.scrollWidth > box.clientWidth) return true;
    }
    return false;
  };
  const measure = (element) => {
    const said = element.textContent.trim().slice(0, 60);
    if ([element, ...element.querySelectorAll("*")].some((part) => seen(part) && cut(part))) found.cut.push(said);
    const { left, right } = element.getBoundingClientRect();
    if ((left < -1 || right > innerWidth + 1) && !inStrip(element)) found.outside.push(said);
  };
  const walk = (root) => {
    for (const element of root.querySelectorAll("*")) {
      if (element.shadowRoot) walk(element.shadowRoot);
      if (["SCRIPT", "STYLE", "NOSCRIPT"].includes(element.tagName) || !seen(element)) continue;
      read(element);
      if (element.matches(CONTROLS)) measure(element);
    }
  };

  walk(document.body);
  const main = document.querySelector('[data-testid="stMain"]');
  return { ...found, width: Math.max(document.scrollingElement.scrollWidth, main.scrollWidth) };
}
