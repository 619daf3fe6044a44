// Renames what Streamlit names in English: labels of its own buttons, fields and signs. What has no
// words of ours is a picture beside words that say the same, and is hidden from screen readers. The
// page's language is the reader's too, however often the reader changes it.

const NAMED = "aria-label";
const FILLED = "placeholder";
let rules = [];
let watching = null;

export default function ({ data }) {
  dispatchEvent(new CustomEvent("connection-texts", { detail: data.connection }));
  rules = Object.entries(data.ours).map(([theirs, ours]) => ({ pattern: pattern(theirs), ours }));
  document.documentElement.lang = data.language;
  document.documentElement.dataset.page = data.page;
  if (!watching) {
    watching = new MutationObserver((changes) => changes.forEach(renameChanged));
    const attributeFilter = [NAMED, FILLED];
    watching.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter });
  }
  rename(document.body);
}

/** "Help for *" as a pattern whose group holds the words of the page. */
function pattern(theirs) {
  const [before, after] = theirs.split("*");
  return after === undefined ? new RegExp(`^${before}$`) : new RegExp(`^${before}(.+)${after}$`);
}

function renameChanged({ type, target, addedNodes }) {
  if (type === "attributes") renameOne(target);
  else addedNodes.forEach((node) => node.nodeType === Node.ELEMENT_NODE && rename(node));
}

function rename(root) {
  renameOne(root);
  root.querySelectorAll(`[${NAMED}], [${FILLED}]`).forEach(renameOne);
}

/** The first label is kept, so that a change of language starts from Streamlit's word again. */
function renameOne(element) {
  for (const attribute of [NAMED, FILLED]) {
    const shown = element.getAttribute(attribute);
    if (shown === null) continue;
    const kept = `${attribute}:theirs`;
    const theirs = element[kept]?.ours === shown ? element[kept].theirs : shown;
    const rule = rules.find((one) => one.pattern.test(theirs));
    if (!rule) continue;
    if (!rule.ours) {
      element.setAttribute("aria-hidden", "true");
      continue;
    }
    const ours = rule.ours.replace("{words}", theirs.match(rule.pattern)[1] ?? "");
    element[kept] = { theirs, ours };
    if (ours !== shown) element.setAttribute(attribute, ours);
  }
}
