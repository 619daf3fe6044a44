// What the turning knee needs before it can be drawn: plotly's script and the 3-D set.

import { h } from "../../../shared/web/dom.js";
import { MeshSet } from "./mesh_set.js";

let plotting = null; // the one promise of plotly's script, asked for when a reader first turns

function plotly(address) {
  plotting ??= new Promise((ready, failed) => {
    const onload = () => ready(window.Plotly);
    document.head.append(h("script", { src: address, onload, onerror: failed }));
  });
  plotting.catch(() => (plotting = null));
  return plotting;
}

async function knee({ meta, data }) {
  const asked = await Promise.all([fetch(meta), fetch(data)]);
  const missing = asked.find((answer) => !answer.ok);
  if (missing) throw new Error(`${missing.status} ${missing.url}`);
  return new MeshSet(await asked[0].json(), await asked[1].arrayBuffer());
}

/** files: {plotly, meta, data} addresses. Resolves to [Plotly, MeshSet]; rejects where it cannot. */
export function loadKnee3D(files) {
  if (!("WebGLRenderingContext" in window)) return Promise.reject(new Error("no WebGL"));
  return Promise.all([plotly(files.plotly), knee(files)]);
}
