// Translates the accessible names that Streamlit gives in English to its own buttons and icons, and the
// one text that it writes itself: how many pages more the row of pages has. A label with an empty
// translation belongs to an icon beside words that say the same: it is hidden from screen readers. Also
// sets the document's language.

const LANGUAGE_BUTTON = '[class*="st-key-language_"]';
const ATTRIBUTE = "aria-label";
const OWN_TEXT = '[data-testid="stTopNav"]';
let rules = []; // { pattern, translation }
let observer = null;

export default function ({ data }) {
  dispatchEvent(new CustomEvent("connection-texts", { detail: data.connection }));
  rules = Object.entries(data.labels).map(([label, translation]) => ({ pattern: labelPattern(label), translation }));
  document.documentElement.lang = data.language;
  document.documentElement.dataset.page = data.page;
  if (!observer) {
    observer = new MutationObserver((changes) => changes.forEach(translateChange));
    observer.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: [ATTRIBUTE], characterData: true });
  }
  translateTree(document.body);
}

/** "*" stands for words of the page, which the translation may hold too. */
function labelPattern(label) {
  return new RegExp(`^${label.replace("*", "(.+)")}$`);
}

function translateChange({ type, target, addedNodes }) {
  if (type === "attributes") translateElement(target);
  else if (type === "characterData") translateText(target);
  else addedNodes.forEach((node) => node.nodeType === Node.ELEMENT_NODE && translateTree(node));
}

function translateTree(root) {
  translateElement(root);
  for (const button of [root, ...root.querySelectorAll(LANGUAGE_BUTTON)]) {
    const [, language] = String(button.className).match(/st-key-language_(\w+)/) ?? [];
    if (language) button.lang = language; // a language's name is in that language
  }
  root.querySelectorAll(`[${ATTRIBUTE}]`).forEach(translateElement);
  const rows = root.closest(OWN_TEXT) ? [root] : root.querySelectorAll(OWN_TEXT);
  for (const row of rows) {
    const texts = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) translateText(texts.currentNode);
  }
}

/** The same for a text of Streamlit's own. */
function translateText(node) {
  if (!node.parentElement?.closest(OWN_TEXT)) return;
  const shown = node.data;
  const label = node.streamlitLabel?.translated === shown ? node.streamlitLabel.label : shown;
  const rule = rules.find(({ pattern }) => pattern.test(label));
  if (!rule?.translation) return;
  const translated = rule.translation.replace("*", label.match(rule.pattern)[1]);
  node.streamlitLabel = { label, translated };
  if (translated !== shown) node.data = translated;
}

/** Stores Streamlit's label on the element, so that a change of language translates it again. */
function translateElement(element) {
  const shown = element.getAttribute(ATTRIBUTE);
  if (shown === null) return;
  const label = element.streamlitLabel?.translated === shown ? element.streamlitLabel.label : shown;
  const rule = rules.find(({ pattern }) => pattern.test(label));
  if (!rule) return;
  if (!rule.translation) return element.setAttribute("aria-hidden", "true");
  element.streamlitLabel = { label, translated: rule.translation };
  if (rule.translation !== shown) element.setAttribute(ATTRIBUTE, rule.translation);
}
