// Keeps browser history and metadata in step with the app: one history entry per page and none per move;
// canonical and og: URLs, which the browser's "Share" uses, follow the address bar.
(() => {
  // An "&" escaped for HTML would start the fragment: "?v=2&#038;m=28".
  const unescaped = location.href.replace(/&#(?:0*38|x0*26);/gi, "&");
  if (unescaped !== location.href) {
    location.replace(unescaped);
    return;
  }
  const canonical = document.querySelector('link[rel="canonical"]');
  const ogMeta = (name) => document.querySelector(`meta[property="og:${name}"]`);
  // Keeps the canonical host, which may differ from the one in the address bar.
  const updateCanonical = () => {
    if (!canonical) return;
    const page = location.pathname.split("/").pop();
    canonical.href = new URL(`./${page}${location.search}`, canonical.href).href;
    ogMeta("url").content = canonical.href;
  };
  const { pushState, replaceState } = history;
  history.pushState = (state, unused, address) => {
    const { pathname } = new URL(address ?? location.href, location.href);
    if (leaving && pathname === leaving.path) return; // a late run of the page that was left
    const isNewPage = pathname !== location.pathname;
    (isNewPage ? pushState : replaceState).call(history, state, unused, address);
    path = location.pathname;
    updateCanonical();
  };
  history.replaceState = (...args) => {
    replaceState.apply(history, args);
    updateCanonical();
  };
  // A script run in progress at Back pushes its own page's URL, and a later report reruns the page that
  // was left: then popstate is dispatched to Streamlit again, until the page gone to has been shown for
  // HELD_POLLS in a row; a late run of the page that was left may replace it once more.
  const POLL_MS = 250;
  const POLLS = 240;
  const HELD_POLLS = 12;
  const page = () => document.documentElement.dataset.page; // set by streamlit_labels.js
  const isIdle = () => document.querySelector('[data-test-script-state="notRunning"]') !== null;
  let path = location.pathname;
  let leaving = null; // the page that Back or Forward left, until another one is shown
  addEventListener("popstate", () => {
    updateCanonical();
    if (location.pathname === path) return;
    const left = (leaving = { path, page: page() });
    path = location.pathname;
    let [idlePolls, heldPolls, polls] = [0, 0, 0];
    const timer = setInterval(() => {
      heldPolls = page() === left.page ? 0 : heldPolls + 1;
      if (leaving !== left || heldPolls > HELD_POLLS || ++polls > POLLS) {
        clearInterval(timer);
        if (leaving === left) leaving = null;
        return;
      }
      idlePolls = !heldPolls && isIdle() ? idlePolls + 1 : 0;
      if (idlePolls < 2) return;
      idlePolls = 0;
      dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
    }, POLL_MS);
  });
  // A link that is pressed meanwhile may lead to the page that was left.
  const onPress = ({ target }) => target.closest?.("a, button") && (leaving = null);
  addEventListener("click", onPress, { capture: true });
  const title = document.querySelector("title");
  const updateTitle = () => (ogMeta("title").content = document.title);
  new MutationObserver(updateTitle).observe(title, { childList: true, characterData: true, subtree: true });
})();
