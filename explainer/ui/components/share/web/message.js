// The message and the link in fields, with buttons that copy them. A phone's own share sheet comes
// first where there is one. What the sender changes in the message stays in the browser.
// Without the Clipboard API (a page without https) copying falls back to document.execCommand.

const PHONE = matchMedia("(pointer: coarse)"); // a desktop's share sheet says less than the message field

const built = new WeakMap(); // parent -> MessageFields

export default function ({ data, parentElement }) {
  if (!built.has(parentElement)) built.set(parentElement, new MessageFields(parentElement));
  built.get(parentElement).update(data);
}

class MessageFields {
  constructor(parent) {
    this.send = button("send", () => this.#share());
    this.message = Object.assign(document.createElement("textarea"), { id: "message", rows: 12 });
    this.copyMessage = button("", () => this.#copy(this.message, "message_copied"));
    this.mail = Object.assign(document.createElement("a"), { className: "button" });
    this.mail.addEventListener("click", () => this.#addressMail());
    this.link = Object.assign(document.createElement("input"), { readOnly: true, id: "link" });
    this.link.addEventListener("focus", () => this.link.select());
    this.copyLink = button("", () => this.#copy(this.link, "copied"));
    this.status = document.createElement("p");
    this.status.setAttribute("role", "status");
    this.labels = { message: label(this.message), link: label(this.link) };
    parent.append(
      this.send,
      this.labels.message,
      this.message,
      row(this.copyMessage, this.mail),
      this.labels.link,
      row(this.link, this.copyLink),
      this.status,
    );
  }

  update(data) {
    const changed = this.data?.text !== data.text;
    this.data = data;
    this.labels.message.textContent = data.message_label;
    this.labels.link.textContent = data.link;
    this.send.textContent = data.send;
    this.copyMessage.textContent = data.message_copy;
    this.mail.textContent = data.mail;
    this.copyLink.textContent = data.copy;
    this.message.lang = data.language;
    this.send.hidden = !(PHONE.matches && navigator.share);
    this.link.value = data.url;
    if (!changed) return;
    this.message.value = data.text; // another page, language or week: the old text would be wrong
    this.status.textContent = "";
    this.#addressMail();
  }

  /** The link is passed as such: some receivers, like AirDrop, take nothing else. */
  async #share() {
    const { subject: title, url } = this.data;
    const text = this.message.value.replace(url, "").replace(/\n{3,}/g, "\n\n").trim();
    try {
      await navigator.share({ title, text, url });
      this.status.textContent = this.data.sent;
    } catch {
      this.status.textContent = ""; // dismissed: the fields below still hold everything
    }
  }

  #addressMail() {
    const body = this.message.value.replaceAll("\n", "\r\n"); // RFC 6068
    this.mail.href = `mailto:?subject=${encodeURIComponent(this.data.subject)}&body=${encodeURIComponent(body)}`;
  }

  async #copy(field, done) {
    this.status.textContent = (await copy(field)) ? this.data[done] : this.data.copy_by_hand;
  }
}

function button(className, onClick) {
  const made = Object.assign(document.createElement("button"), { type: "button", className });
  made.addEventListener("click", onClick);
  return made;
}

function label(field) {
  return Object.assign(document.createElement("label"), { htmlFor: field.id });
}

function row(...parts) {
  const made = Object.assign(document.createElement("div"), { className: "row" });
  made.append(...parts);
  return made;
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
