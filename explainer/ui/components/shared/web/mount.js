// The mount point of a component: Streamlit calls its entry again at every run of the page.

/**
 * The entry of a component: one instance of `Component` per parent element, updated at every run;
 * returns the unmount function. A Component has constructor(parent), update(component) and stop().
 */
export function createRenderer(Component) {
  const mounted = new WeakMap(); // parent element -> instance
  return (component) => {
    const parent = component.parentElement;
    if (!mounted.has(parent)) mounted.set(parent, new Component(parent));
    const instance = mounted.get(parent);
    instance.update(component);
    return () => {
      instance.stop();
      mounted.delete(parent);
    };
  };
}
