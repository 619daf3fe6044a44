// Loads Plotly and the 3-D mesh set.

import { h } from "../../../shared/web/dom.js";
import { MeshSet } from "./mesh_set.js";

let script = null; // promise of Plotly, loaded on first use

function loadPlotly(address) {
  script ??= new Promise((resolve, reject) => {
    const onload = () => resolve(window.Plotly);
    document.head.append(h("script", { src: address, onload, onerror: reject }));
  });
  script.catch(() => (script = null));
  return script;
}

async function loadMeshSet({ meta, data }) {
  const responses = await Promise.all([fetch(meta), fetch(data)]);
  const missing = responses.find(({ ok }) => !ok);
  if (missing) throw new Error(`${missing.status} ${missing.url}`);
  return new MeshSet(await responses[0].json(), await responses[1].arrayBuffer());
}

/** files: {plotly, meta, data} addresses. Resolves to [Plotly, MeshSet]; rejects where it cannot. */
export function loadKnee3D(files) {
  if (!("WebGLRenderingContext" in window)) return Promise.reject(new Error("no WebGL"));
  return Promise.all([loadPlotly(files.plotly), loadMeshSet(files)]);
}
