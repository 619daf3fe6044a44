// What of the page's words a reader cannot read: texts that reach past a box which hides what does not fit
// (an ellipsis included), a list's chosen name that is wider than the list, a number wider than its field.
// What scrolls, what only screen readers get, and what is inert or closed is left out.
() => {
  const SLACK_PX = 1.5; // of rounding, and of letters that lean out of their own box
  const FIELDS = "input:not([type=range], [type=radio], [type=checkbox], [type=file], [type=hidden]), textarea";
  const SIGNS = '[data-testid="stIconMaterial"], span[role="img"]'; // a sign's letters are its font's key
  const AWAY = `[inert], ${SIGNS}, noscript, script, style, title`;
  const [HIDES, SCROLLS] = [["hidden", "clip"], ["auto", "scroll"]];
  const found = new Set();

  const parent = (one) => one.assignedSlot ?? one.parentElement ?? one.getRootNode().host;
  const menu = document.querySelector('[data-testid="stSidebar"]'); // shut, it stands beside the screen
  const isShut = menu?.getBoundingClientRect().right <= 1;
  const seen = (one) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    && !(isShut && menu.contains(one));
  const say = (kind, text, px) => found.add(`${kind}: ${text.trim().replace(/\s+/g, " ").slice(0, 70)} (${Math.round(px)} px)`);

  /** The boxes that hide what reaches past them, the screen among them; null for what only a screen reader gets. */
  const clips = (element) => {
    const boxes = [];
    let [lostAcross, lostDown] = [true, true]; // nothing is lost beyond a box that scrolls
    for (let one = element; one; one = parent(one)) {
      const { clipPath, overflowX, overflowY, position } = getComputedStyle(one);
      const box = one.getBoundingClientRect();
      if (clipPath.startsWith("inset") || (position === "absolute" && box.width <= 2)) return null;
      const [across, down] = [HIDES.includes(overflowX) && lostAcross, HIDES.includes(overflowY) && lostDown];
      if (across || down) boxes.push({ box, across, down });
      if (SCROLLS.includes(overflowX) && one.scrollWidth > one.clientWidth) lostAcross = false;
      if (SCROLLS.includes(overflowY) && one.scrollHeight > one.clientHeight) lostDown = false;
      if (position === "fixed") break;
    }
    const screen = { left: 0, right: innerWidth };
    return lostAcross ? [...boxes, { box: screen, across: true, down: false }] : boxes;
  };

  const readText = (element, node) => {
    if (!node.data.trim()) return;
    const around = clips(element);
    if (!around) return;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const line of range.getClientRects()) {
      if (line.width < 1) continue;
      for (const { box, across, down } of around) {
        const over = across ? Math.max(line.right - box.right, box.left - line.left) : 0;
        const lost = down ? Math.max(line.bottom - box.bottom, box.top - line.top) : 0;
        if (over > SLACK_PX) say("cut across", node.data, over);
        else if (lost > SLACK_PX + 0.25 * line.height) say("cut below", node.data, lost); // a line's box is higher than its letters
      }
    }
  };

  /** A list as wide as its chosen name wants it, beside the list as it is. */
  const readList = (list) => {
    const [chosen] = list.selectedOptions;
    if (!chosen || list.size > 1 || clips(list) === null) return;
    const copy = list.cloneNode(false);
    copy.removeAttribute("id");
    for (const [name, value] of [
      ...[["position", "absolute"], ["visibility", "hidden"], ["width", "max-content"]],
      ...[["min-width", "0"], ["max-width", "none"], ["flex", "none"]],
    ]) copy.style.setProperty(name, value, "important");
    copy.append(chosen.cloneNode(true));
    list.after(copy);
    const over = copy.getBoundingClientRect().width - list.getBoundingClientRect().width;
    copy.remove();
    if (over > SLACK_PX) say("list", chosen.textContent, over);
  };

  const walk = (root) => {
    for (const one of root.querySelectorAll("*")) {
      if (one.shadowRoot) walk(one.shadowRoot);
      if (one.closest(AWAY) || !seen(one)) continue;
      if (one.matches("select")) readList(one);
      else if (one.matches(FIELDS)) {
        const over = one.scrollWidth - one.clientWidth;
        if (over > SLACK_PX && clips(one) !== null) say("field", one.value, over);
      } else if (!one.matches("option")) {
        for (const node of one.childNodes) if (node.nodeType === Node.TEXT_NODE) readText(one, node);
      }
    }
  };

  walk(document.body);
  return [...found].sort();
}
