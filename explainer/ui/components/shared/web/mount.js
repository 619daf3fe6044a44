// Where a component of ours stands: Streamlit calls its entry again at every run of the page.

/**
 * The entry of a component: one `Kind` for each place, updated at every run, and stopped by what the
 * entry returns. A Kind is made with its place and has update(component) and stop().
 */
export function createRenderer(Kind) {
  const mounted = new WeakMap();
  return (component) => {
    const place = component.parentElement;
    if (!mounted.has(place)) mounted.set(place, new Kind(place));
    const instance = mounted.get(place);
    instance.update(component);
    return () => {
      instance.stop();
      mounted.delete(place);
    };
  };
}
