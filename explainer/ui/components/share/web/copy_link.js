// The link in a field, and a button that copies it. Without the Clipboard API (a page without https)
// it falls back to document.execCommand.

const built = new WeakMap(); // parent -> its elements

export default function ({ data, parentElement }) {
  const parts = built.get(parentElement) ?? build(parentElement);
  parts.data = data;
  parts.label.textContent = data.link;
  parts.button.textContent = data.copy;
  if (parts.field.value !== data.url) {
    parts.field.value = data.url;
    parts.status.textContent = "";
  }
}

function build(parent) {
  const label = document.createElement("label");
  const field = Object.assign(document.createElement("input"), { readOnly: true, id: "link" });
  const button = Object.assign(document.createElement("button"), { type: "button" });
  const status = document.createElement("p");
  label.htmlFor = field.id;
  status.setAttribute("role", "status");
  const row = document.createElement("div");
  row.className = "row";
  row.append(field, button);
  parent.append(label, row, status);
  const parts = { label, field, button, status };
  field.addEventListener("focus", () => field.select());
  button.addEventListener("click", async () => {
    status.textContent = (await copy(field)) ? parts.data.copied : parts.data.copy_by_hand;
  });
  built.set(parent, parts);
  return parts;
}

async function copy(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    field.focus();
    field.select();
    return document.execCommand("copy");
  }
}
