// What of a state a page can show: it may lack views, dresses or the 3-D knee; the store keeps them.

import { FLAT, is3d } from "./rendering.js";

/** Whether a view has clay to colour by load; the skin has none. */
function hasLoad({ views }, view) {
  const frame = views.find(({ id }) => id === view)?.frames[0];
  return !frame || "clay" in frame;
}

/** The state with values this page does not offer replaced. */
export function visibleState(data, state, canTurn) {
  const offered = (value, all) => (all.includes(value) ? value : all[0]);
  const rendering = data.turnable && canTurn ? state.rendering : FLAT;
  const views = data.views.map(({ id }) => id);
  if (is3d({ rendering })) views.push(...Object.keys(data.layers));
  const knee_view = offered(state.knee_view, views);
  return {
    ...state,
    knee_view,
    measure: offered(state.measure, data.measures),
    dress: data.table && hasLoad(data, knee_view) ? state.dress : "natural",
    rendering,
  };
}

/** The fields that a choice of dress changes: who asks for load on the skin sees the first view that has it. */
export function changeOfDress(data, { knee_view }, dress) {
  const peeled = dress === "load" && !hasLoad(data, knee_view);
  const below = peeled ? data.views.find(({ id }) => hasLoad(data, id)) : null;
  return below ? { dress, knee_view: below.id } : { dress };
}
