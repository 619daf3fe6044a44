// Opens the get-help dialog at a click on whatever leads to it, and closes it at a click beside it.
// It stands inline in the served page, so that help needs no file, no Streamlit and no server.
(() => {
  const ID = "get-help";
  const LEADS = `a[href="#${ID}"], [data-opens="${ID}"]`;
  const OPEN = "help-open"; // a class of <html>: on paper an open dialog stands alone
  const COLOURS = ["text-color", "background-color", "primary-color", "link-color", "font"];
  const page = document.documentElement;
  if (page.dataset.opensHelp) return; // both the served page and the component bring this script
  page.dataset.opensHelp = "yes";

  addEventListener("click", (event) => {
    const dialog = document.getElementById(ID);
    if (!dialog) return;
    const lead = event.target.closest?.(LEADS);
    if (lead) {
      event.preventDefault();
      open(dialog, lead);
    } else if (event.target === dialog && isBeside(dialog, event)) {
      dialog.close();
    }
  }, true);

  addEventListener("keydown", (event) => {
    const dialog = document.getElementById(ID);
    if (event.key === "Tab" && dialog?.open) goRound(dialog, event);
  }, true);

  /** The browser's own dialog lets Tab leave the page after its last stop. */
  function goRound(dialog, event) {
    const stops = [...dialog.querySelectorAll("a[href], button, summary")].filter((one) => one.checkVisibility());
    const [from, to] = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]];
    if (document.activeElement !== from && dialog.contains(document.activeElement)) return;
    event.preventDefault();
    to.focus();
  }

  function open(dialog, lead) {
    if (dialog.open) return;
    const worn = getComputedStyle(lead); // the page's theme reaches the button, not the dialog
    for (const name of COLOURS) {
      const value = worn.getPropertyValue(`--st-${name}`);
      if (value) dialog.style.setProperty(`--st-${name}`, value);
    }
    dialog.lang = page.lang;
    dialog.addEventListener("close", () => closed(lead), { once: true });
    dialog.showModal();
    dialog.scrollTop = 0;
    page.classList.add(OPEN);
  }

  /** The browser gives the focus back to what opened the dialog; Streamlit may have replaced that. */
  function closed(lead) {
    page.classList.remove(OPEN);
    const [next] = [lead, ...document.querySelectorAll(LEADS)].filter((one) => one.checkVisibility());
    if (document.activeElement === document.body) next?.focus({ preventScroll: true });
  }

  /** A click on the dialog's own padding counts as inside. */
  function isBeside(dialog, { clientX, clientY }) {
    const { left, right, top, bottom } = dialog.getBoundingClientRect();
    return clientX < left || clientX > right || clientY < top || clientY > bottom;
  }
})();
