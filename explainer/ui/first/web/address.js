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
    const moved = new URL(address ?? location.href, location.href).pathname !== location.pathname;
    (moved ? pushState : replaceState).call(history, state, unused, address);
    follow();
  };
  history.replaceState = (...given) => {
    replaceState.apply(history, given);
    follow();
  };
  addEventListener("popstate", follow);
  const title = document.querySelector("title");
  const named = () => (shared("title").content = document.title);
  new MutationObserver(named).observe(title, { childList: true, characterData: true, subtree: true });
})();
