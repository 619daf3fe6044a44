// Where a component of ours stands: Streamlit calls its entry again at every run of the page.

/**
 * The entry of a component: one `Kind` for each place, updated at every run, and stopped by what the
 * entry returns. A Kind is made with its place and has update(component) and stop().
 */
export function placing(Kind) {
  const standing = new WeakMap();
  return (component) => {
    const place = component.parentElement;
    if (!standing.has(place)) standing.set(place, new Kind(place));
    const one = standing.get(place);
    one.update(component);
    return () => {
      one.stop();
      standing.delete(place);
    };
  };
}
