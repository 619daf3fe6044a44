// Translates the accessible names that Streamlit gives in English to its own buttons, fields and
// icons. A label with an empty translation belongs to an icon beside words that say the same: it is
// hidden from screen readers. Also sets the document's language.

const LANGUAGE_BUTTON = '[class*="st-key-language_"]';
const ATTRIBUTES = ["aria-label", "placeholder"];
let rules = []; // { pattern, translation }
let observer = null;

export default function ({ data }) {
  dispatchEvent(new CustomEvent("connection-texts", { detail: data.connection }));
  rules = Object.entries(data.labels).map(([label, translation]) => ({ pattern: labelPattern(label), translation }));
  document.documentElement.lang = data.language;
  document.documentElement.dataset.page = data.page;
  if (!observer) {
    observer = new MutationObserver((changes) => changes.forEach(translateChange));
    observer.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ATTRIBUTES });
  }
  translateTree(document.body);
}

/** "Help for *" as a pattern whose group holds the words of the page. */
function labelPattern(label) {
  const [before, after] = label.split("*");
  return after === undefined ? new RegExp(`^${before}$`) : new RegExp(`^${before}(.+)${after}$`);
}

function translateChange({ type, target, addedNodes }) {
  if (type === "attributes") translateElement(target);
  else addedNodes.forEach((node) => node.nodeType === Node.ELEMENT_NODE && translateTree(node));
}

function translateTree(root) {
  translateElement(root);
  for (const button of [root, ...root.querySelectorAll(LANGUAGE_BUTTON)]) {
    const [, language] = String(button.className).match(/st-key-language_(\w+)/) ?? [];
    if (language) button.lang = language; // a language's name is in that language
  }
  root.querySelectorAll(ATTRIBUTES.map((name) => `[${name}]`).join()).forEach(translateElement);
}

/** Stores Streamlit's label on the element, so that a change of language translates it again. */
function translateElement(element) {
  for (const attribute of ATTRIBUTES) {
    const shown = element.getAttribute(attribute);
    if (shown === null) continue;
    const cache = `${attribute}:streamlit`;
    const label = element[cache]?.translated === shown ? element[cache].label : shown;
    const rule = rules.find(({ pattern }) => pattern.test(label));
    if (!rule) continue;
    if (!rule.translation) {
      element.setAttribute("aria-hidden", "true");
      continue;
    }
    const translated = rule.translation.replace("{words}", label.match(rule.pattern)[1] ?? "");
    element[cache] = { label, translated };
    if (translated !== shown) element.setAttribute(attribute, translated);
  }
}
