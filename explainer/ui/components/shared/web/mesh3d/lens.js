// What a camera shows a picture through.

/**
 * right, up, back: unit axes of the picture in frame K, `back` towards the eye; eye, near, far: mm; focal, cx,
 * cy: px, where the axis of view meets the picture of width x height px; span: how many times the millimetres
 * in sight are those of a plate. Returns all of these and {view, projection (4 x 4 by column), lift (of the
 * depth by 1 mm towards the eye), isMirrored: whether a left limb is shown}.
 */
export function buildLens({ right, up, back, eye, focal, cx, cy, width, height, near, far, span = 1, mirror }) {
  const axes = [right, up, back];
  const away = axes.map((axis) => -axis.reduce((sum, part, k) => sum + part * eye[k], 0));
  const view = [0, 1, 2].flatMap((k) => [...axes.map((axis) => axis[k]), 0]).concat([...away, 1]);
  const lift = (-2 * far * near) / (far - near);
  const projection = [(2 * focal) / width, 0, 0, 0, 0, (2 * focal) / height, 0, 0];
  projection.push(1 - (2 * cx) / width, (2 * cy) / height - 1, -(far + near) / (far - near), -1, 0, 0, lift, 0);
  return { right, up, back, eye, focal, cx, cy, near, far, span, view, projection, lift, isMirrored: mirror < 0 };
}
