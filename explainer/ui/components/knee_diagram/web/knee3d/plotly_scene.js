// The scene that plotly keeps for the turning knee: canvas, camera and how a finger turns it. It wants
// a Mesh3d to open a scene at all: this one is a speck; the parts themselves are drawn by the MeshRenderer.

const AXES = ["x", "y", "z"];
const SPECK = { x: [0, 0, 0], y: [0, 0, 0], z: [0, 0, 0], i: [0], j: [1], k: [2] };

// Scene units in a millimetre: from a preset the 400 mm round the knee fill the height.
export const SCALE = 1.4 / 400;

export function meshTrace() {
  return { type: "mesh3d", ...SPECK, hoverinfo: "skip", showscale: false };
}

/** The cube holds every bend, so that nothing shifts or swells while the knee bends. */
export function sceneLayout(reach_mm, eye) {
  const reach = Math.ceil(reach_mm);
  const scene = { aspectmode: "manual", aspectratio: {}, dragmode: "turntable" };
  for (const axis of AXES) {
    scene[`${axis}axis`] = { visible: false, showspikes: false, range: [-reach, reach] };
    scene.aspectratio[axis] = 2 * reach * SCALE;
  }
  scene.camera = { eye: point(eye), up: point([0, 0, 1]), center: point([0, 0, 0]) };
  const clear = { paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)" };
  return { scene, margin: { l: 0, r: 0, t: 0, b: 0 }, ...clear, hovermode: false };
}

export function point([x, y, z]) {
  return { x, y, z };
}

/** Plotly's current camera: {eye, up, center}. */
export function readCamera(canvas) {
  return canvas._fullLayout.scene._scene.getCamera();
}

/**
 * Takes the speck out of plotly's scene and puts `thing` in its place; {scene, thing}. Throws where
 * plotly found no way to draw in three dimensions.
 */
export function replaceObjects(canvas, make) {
  const scene = canvas._fullLayout.scene._scene.glplot;
  if (!scene?.gl) throw new Error("no WebGL");
  for (const speck of [...scene.objects]) scene.remove(speck);
  const thing = make(scene.gl);
  scene.add(thing);
  return { scene, thing };
}
