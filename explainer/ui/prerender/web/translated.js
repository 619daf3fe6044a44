// A browser that translates a page replaces each text node by a <font> element, while React goes on
// updating the removed node: the page would keep old numbers. When React updates a removed node, it is
// put back, and the browser translates it again.

const replacements = new WeakMap(); // removed text node -> the <font> element in its place

export function watchTranslation(root) {
  const observer = new MutationObserver((records) => records.forEach((record) => onMutation(record, observer)));
  observer.observe(root, { childList: true, subtree: true });
}

function onMutation({ type, target, removedNodes, addedNodes, previousSibling, nextSibling }, observer) {
  if (type === "characterData") {
    const replacement = replacements.get(target);
    replacements.delete(target);
    if (replacement?.isConnected) replacement.replaceWith(target);
    return;
  }
  const replacement = [...addedNodes, previousSibling, nextSibling].find((node) => node?.nodeName === "FONT");
  if (!replacement) return;
  for (const node of removedNodes) {
    if (node.nodeType !== Node.TEXT_NODE || node.isConnected) continue;
    replacements.set(node, replacement);
    observer.observe(node, { characterData: true });
  }
}
