// Opens the get-help dialog at a click on its links and buttons; a click on the backdrop closes it.
// Inline in the prerendered page, so that help needs no file, no Streamlit and no server.
(() => {
  const ID = "get-help";
  const OPENERS = `a[href="#${ID}"], [data-opens="${ID}"]`;
  const OPEN_CLASS = "help-open"; // of <html>: an open dialog is printed alone
  const THEME_PROPERTIES = ["text-color", "background-color", "primary-color", "link-color", "font"];
  const page = document.documentElement;
  if (page.dataset.opensHelp) return; // inlined in the prerendered page and in the component
  page.dataset.opensHelp = "yes";

  addEventListener("click", (event) => {
    const dialog = document.getElementById(ID);
    if (!dialog) return;
    const opener = event.target.closest?.(OPENERS);
    if (opener) {
      event.preventDefault();
      open(dialog, opener);
    } else if (event.target === dialog && isOnBackdrop(dialog, event)) {
      dialog.close();
    }
  }, true);

  addEventListener("keydown", (event) => {
    const dialog = document.getElementById(ID);
    if (event.key === "Tab" && dialog?.open) trapFocus(dialog, event);
  }, true);

  /** Without this, Tab leaves the page after the last element of a modal <dialog>. */
  function trapFocus(dialog, event) {
    const focusable = [...dialog.querySelectorAll("a[href], button, summary")].filter((one) => one.checkVisibility());
    const [from, to] = event.shiftKey ? [focusable[0], focusable.at(-1)] : [focusable.at(-1), focusable[0]];
    if (document.activeElement !== from && dialog.contains(document.activeElement)) return;
    event.preventDefault();
    to.focus();
  }

  function open(dialog, opener) {
    if (dialog.open) return;
    const style = getComputedStyle(opener); // the theme's properties are set on Streamlit's app, not on the dialog
    for (const name of THEME_PROPERTIES) {
      const value = style.getPropertyValue(`--st-${name}`);
      if (value) dialog.style.setProperty(`--st-${name}`, value);
    }
    dialog.lang = page.lang;
    dialog.addEventListener("close", () => onClosed(opener), { once: true });
    dialog.showModal();
    dialog.scrollTop = 0;
    page.classList.add(OPEN_CLASS);
  }

  /** The browser returns the focus to the opener, which Streamlit may have replaced since. */
  function onClosed(opener) {
    page.classList.remove(OPEN_CLASS);
    const [next] = [opener, ...document.querySelectorAll(OPENERS)].filter((one) => one.checkVisibility());
    if (document.activeElement === document.body) next?.focus({ preventScroll: true });
  }

  /** A click on the dialog's padding is not on the backdrop. */
  function isOnBackdrop(dialog, { clientX, clientY }) {
    const { left, right, top, bottom } = dialog.getBoundingClientRect();
    return clientX < left || clientX > right || clientY < top || clientY > bottom;
  }
})();
