// The link in a field, and a button that puts it on the clipboard. Where the browser gives no
// clipboard (a page without https), the field's text is selected and copied the old way.

const drawn = new WeakMap(); // parent -> its elements

export default function ({ data, parentElement }) {
  const parts = drawn.get(parentElement) ?? build(parentElement);
  parts.data = data;
  parts.label.textContent = data.link;
  parts.button.textContent = data.copy;
  if (parts.field.value !== data.address) {
    parts.field.value = data.address;
    parts.said.textContent = "";
  }
}

function build(parent) {
  const label = document.createElement("label");
  const field = Object.assign(document.createElement("input"), { readOnly: true, id: "link" });
  const button = Object.assign(document.createElement("button"), { type: "button" });
  const said = document.createElement("p");
  label.htmlFor = field.id;
  said.setAttribute("role", "status");
  const row = document.createElement("div");
  row.className = "row";
  row.append(field, button);
  parent.append(label, row, said);
  const parts = { label, field, button, said };
  field.addEventListener("focus", () => field.select());
  button.addEventListener("click", async () => {
    said.textContent = (await copied(field)) ? parts.data.copied : parts.data.copy_by_hand;
  });
  drawn.set(parent, parts);
  return parts;
}

async function copied(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    field.focus();
    field.select();
    return document.execCommand("copy");
  }
}
