// A button that opens the get-help dialog (dialog.js). It also sees to it that the dialog holds the
// lists in the reader's language: they come with the data, or from their address.

const ID = "get-help";
const PICTURES = {
  help: "M8 1v14M1.9 4.5l12.2 7M1.9 11.5l12.2-7", // six rays: the sign of emergency medicine
  arrow: "M1.5 8h12M9 3.5l4.5 4.5L9 12.5",
};
const AGAIN_MS = 3000; // until lists that did not come are asked for again

export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button") ?? parentElement.appendChild(made(data.icon));
  button.lastChild.textContent = data.label;
  if (data.lists) keep(data);
}

function made(icon) {
  const button = Object.assign(document.createElement("button"), { type: "button" });
  button.className = "help-button";
  button.dataset.opens = ID;
  button.innerHTML = `<svg viewBox="0 0 16 16" aria-hidden="true"><path d="${PICTURES[icon] ?? ""}"/></svg><span></span>`;
  return button;
}

function keep({ lists, content }) {
  const dialog = document.getElementById(ID) ?? document.body.appendChild(closed());
  dialog.dataset.wanted = lists;
  if (dialog.dataset.lists === lists) return;
  if (content) fill(dialog, lists, content);
  else ask(dialog, lists);
}

/** Where the served page could not be made there is no dialog yet. */
function closed() {
  const dialog = Object.assign(document.createElement("dialog"), { id: ID });
  dialog.setAttribute("aria-labelledby", `${ID}-title`);
  return dialog;
}

async function ask(dialog, lists) {
  if (dialog.dataset.wanted !== lists || dialog.dataset.lists === lists) return;
  try {
    const answer = await fetch(lists);
    if (!answer.ok) throw new Error(`${answer.status} ${lists}`);
    const content = await answer.text();
    if (dialog.dataset.wanted === lists) fill(dialog, lists, content);
  } catch {
    setTimeout(() => ask(dialog, lists), AGAIN_MS);
  }
}

function fill(dialog, lists, content) {
  dialog.innerHTML = content;
  dialog.dataset.lists = lists;
  dialog.lang = document.documentElement.lang;
}
