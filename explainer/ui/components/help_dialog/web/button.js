// A button that opens the get-help dialog (dialog.js). It also updates the dialog's content when the
// reader's language changes: from the payload, or fetched from its URL.

const ID = "get-help";
const ICONS = {
  help: "M8 1v14M1.9 4.5l12.2 7M1.9 11.5l12.2-7", // six rays: the sign of emergency medicine
  arrow: "M1.5 8h12M9 3.5l4.5 4.5L9 12.5",
};
const RETRY_MS = 3000; // after a failed fetch

export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button") ?? parentElement.appendChild(createButton(data.icon));
  button.lastChild.textContent = data.label;
  if (data.content_url) updateContent(data);
}

function createButton(icon) {
  const button = Object.assign(document.createElement("button"), { type: "button" });
  button.className = "help-button";
  button.dataset.opens = ID;
  button.innerHTML = `<svg viewBox="0 0 16 16" aria-hidden="true"><path d="${ICONS[icon] ?? ""}"/></svg><span></span>`;
  return button;
}

function updateContent({ content_url: url, content }) {
  const dialog = document.getElementById(ID) ?? document.body.appendChild(createDialog());
  dialog.dataset.requestedUrl = url;
  if (dialog.dataset.contentUrl === url) return;
  if (content) fill(dialog, url, content);
  else fetchContent(dialog, url);
}

/** Without a prerendered page there is no dialog yet. */
function createDialog() {
  const dialog = Object.assign(document.createElement("dialog"), { id: ID });
  dialog.setAttribute("aria-labelledby", `${ID}-title`);
  return dialog;
}

async function fetchContent(dialog, url) {
  if (dialog.dataset.requestedUrl !== url || dialog.dataset.contentUrl === url) return;
  try {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${response.status} ${url}`);
    const content = await response.text();
    if (dialog.dataset.requestedUrl === url) fill(dialog, url, content);
  } catch {
    setTimeout(() => fetchContent(dialog, url), RETRY_MS);
  }
}

function fill(dialog, url, content) {
  dialog.innerHTML = content;
  dialog.dataset.contentUrl = url;
  dialog.lang = document.documentElement.lang;
}
