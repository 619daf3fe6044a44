// The turning knee as plotly draws it: all parts as one mesh, in a cube round the knee's centre.

const AXES = ["x", "y", "z"];
const LIGHT = { ambient: 0.52, diffuse: 0.62, specular: 0.12, roughness: 0.6, fresnel: 0.05 };
const LAMP = { x: -4000, y: 6000, z: 5000 }; // upper left of a reader who looks from behind

// Scene units in a millimetre: from a preset the 400 mm round the knee fill the height.
export const SCALE = 1.4 / 400;

/** shapes: [{id, axes: [x, y, z] mm, corners: [i, j, k]}]; colours: one for each shape. */
export function traceOf(shapes, dye, colours) {
  const corners = [[], [], []];
  const intensity = [];
  shapes.forEach((shape, n) => {
    const before = intensity.length;
    for (const _ of shape.axes[0]) intensity.push(dye.number(n));
    shape.corners.forEach((list, side) => list.forEach((one) => corners[side].push(one + before)));
  });
  const [i, j, k] = corners;
  const dyed = { intensity, ...dye.range(), colorscale: dye.scale(colours), showscale: false };
  const look = { lighting: LIGHT, lightposition: LAMP, flatshading: false, hoverinfo: "skip" };
  return { type: "mesh3d", ...placesOf(shapes), i, j, k, ...dyed, ...look };
}

/** x, y and z of all parts' vertices, one part after the other. */
export function placesOf(shapes) {
  const count = shapes.reduce((sum, { axes }) => sum + axes[0].length, 0);
  const joined = AXES.map((axis, n) => {
    const all = new Float32Array(count);
    let at = 0;
    for (const { axes } of shapes) {
      all.set(axes[n], at);
      at += axes[n].length;
    }
    return [axis, all];
  });
  return Object.fromEntries(joined);
}

/** The cube holds every bend, so that nothing shifts or swells while the knee bends. */
export function layoutOf(reach_mm, eye) {
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
