// The table of a week after a change beside one week of now, out of what tables.pack_change packs.

export const USUAL = "usual"; // the reference where nothing is run now

/** LoadTable's packed table; `name`: ground of the week now, or USUAL. */
export function tableBeside({ grounds, references, road, ...shared }, name) {
  const { ratio, ...reference } = references[name];
  const ground = grounds[reference.surface];
  return { ...shared, reference, ratio: ratio ?? ground, ground, road: grounds[road] };
}

/**
 * The reference of the week after, as model_cache.compared_week gives it: the week now, or the one that
 * it is compared with where nothing is run. now: {state, table, reference} of the week now.
 */
export function referenceOfChange({ state, table, reference }) {
  const { kind, miles, colour_kind } = reference;
  if (!state.miles) return { kind, miles, after: true, colour_kind, colour_times: {} };
  const times = state.miles / miles;
  const ratioNow = (load) => table.band("ratio", load, state.surface, times).mid;
  const colour_times = Object.fromEntries(table.packed.loads.map((load) => [load, ratioNow(load)]));
  return { kind: "now", miles: state.miles, after: true, colour_kind, colour_times };
}
