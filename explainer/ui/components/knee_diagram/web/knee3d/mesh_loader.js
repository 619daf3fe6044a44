// Fetches the 3-D mesh set.

import { MeshSet } from "./mesh_set.js";

/** files: {meta, data} addresses. Rejects where a file is missing. */
export async function loadMeshSet({ meta, data }) {
  const responses = await Promise.all([fetch(meta), fetch(data)]);
  const missing = responses.find(({ ok }) => !ok);
  if (missing) throw new Error(`${missing.status} ${missing.url}`);
  return new MeshSet(await responses[0].json(), await responses[1].arrayBuffer());
}
