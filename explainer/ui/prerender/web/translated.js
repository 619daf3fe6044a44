// A browser that translates a page takes each text node out and puts a <font> in its place, while React
// goes on writing to the node that is gone: a sentence would keep its old numbers. A node that React
// writes to comes back; the browser then translates it anew.

const standIns = new WeakMap(); // a text node that was taken out -> the <font> in its place

export function watchTranslation(root) {
  const watch = new MutationObserver((records) => records.forEach((record) => notice(record, watch)));
  watch.observe(root, { childList: true, subtree: true });
}

function notice({ type, target, removedNodes, addedNodes, previousSibling, nextSibling }, watch) {
  if (type === "characterData") {
    const standIn = standIns.get(target);
    standIns.delete(target);
    if (standIn?.isConnected) standIn.replaceWith(target);
    return;
  }
  const standIn = [...addedNodes, previousSibling, nextSibling].find((one) => one?.nodeName === "FONT");
  if (!standIn) return;
  for (const node of removedNodes) {
    if (node.nodeType !== Node.TEXT_NODE || node.isConnected) continue;
    standIns.set(node, standIn);
    watch.observe(node, { characterData: true });
  }
}
