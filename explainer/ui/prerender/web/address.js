// Keeps the address right: one entry of the browser's history for each page, none for each move, and
// the page's own name and address, which the browser's "Share" sends on, the same as the address bar.
(() => {
  // "&" that was escaped for HTML reads as the end of the query: "?v=2&#038;m=28".
  const whole = location.href.replace(/&#(?:0*38|x0*26);/gi, "&");
  if (whole !== location.href) {
    location.replace(whole);
    return;
  }
  const canonical = document.querySelector('link[rel="canonical"]');
  const shared = (name) => document.querySelector(`meta[property="og:${name}"]`);
  // Where the server is known by another name than the one in the address bar, it keeps that name.
  const follow = () => {
    if (!canonical) return;
    const page = location.pathname.split("/").pop();
    canonical.href = new URL(`./${page}${location.search}`, canonical.href).href;
    shared("url").content = canonical.href;
  };
  const { pushState, replaceState } = history;
  history.pushState = (state, unused, address) => {
    const { pathname } = new URL(address ?? location.href, location.href);
    if (leaving && pathname === leaving.path) return; // a run of the page that was left comes late
    const moved = pathname !== location.pathname;
    (moved ? pushState : replaceState).call(history, state, unused, address);
    path = location.pathname;
    follow();
  };
  history.replaceState = (...given) => {
    replaceState.apply(history, given);
    follow();
  };
  // A run that is under way when the reader goes back pushes its own page's address, and a report
  // that comes after it runs the page that was left: then Streamlit is told again. The page has to
  // stand for a while: a late run of the one that was left may take its place once more.
  const LOOK_MS = 250;
  const LOOKS = 240;
  const HELD_LOOKS = 12;
  const page = () => document.documentElement.dataset.page; // set by streamlit_labels.js
  const idle = () => document.querySelector('[data-test-script-state="notRunning"]') !== null;
  let path = location.pathname;
  let leaving = null; // the page that Back or Forward left, until another one stands
  addEventListener("popstate", () => {
    follow();
    if (location.pathname === path) return;
    const left = (leaving = { path, page: page() });
    path = location.pathname;
    let [idled, held, looks] = [0, 0, 0];
    const looking = setInterval(() => {
      held = page() === left.page ? 0 : held + 1;
      if (leaving !== left || held > HELD_LOOKS || ++looks > LOOKS) {
        clearInterval(looking);
        if (leaving === left) leaving = null;
        return;
      }
      idled = !held && idle() ? idled + 1 : 0;
      if (idled < 2) return;
      idled = 0;
      dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
    }, LOOK_MS);
  });
  // A link that the reader presses meanwhile may well lead to the page that was left.
  const pressed = ({ target }) => target.closest?.("a, button") && (leaving = null);
  addEventListener("click", pressed, { capture: true });
  const title = document.querySelector("title");
  const named = () => (shared("title").content = document.title);
  new MutationObserver(named).observe(title, { childList: true, characterData: true, subtree: true });
})();
