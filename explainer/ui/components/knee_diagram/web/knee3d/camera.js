// The orbit camera of the 3-D knee. It looks at the knee's centre; `eye` is what a link holds: scene
// units, x to the front, y to the inner side, z up, of a right knee. A left knee is the mirror image,
// seen from the mirrored eye. Lengths and directions of the lens are those of frame K (mm: front, up, outer).

import { buildLens } from "../../../shared/web/mesh3d/lens.js";

const UNIT_MM = 400 / 1.4; // one scene unit
const PLATE_MM = 330; // height of a plate
const LIMB_MM = 110; // width of the limb from behind
const CENTRE_MM = 7; // from the knee's centre up to a plate's
const HOME = 1.394; // scene units: from here, at 45 degrees of view, a plate's height fills the window's
const LEAST_AWAY = 1.9; // scene units: nearer eyes look from here through a longer lens, never from within
const RANGE = [0.35, 5.5]; // scene units: four times a plate, and the whole limb
const STEEPEST = 1.45; // rad up or down; straight above there would be no upright
const EYE_DIGITS = 3;
const NEAR_PRESET = Math.cos((6 * Math.PI) / 180); // looking from about there still is that preset
const REACH_MM = 620; // hip and heel
const LEAST_NEAR_MM = 12;

// Where presets look from: azimuth from the front to the inner side and elevation, rad. `rise`: as the
// plates, the viewer goes up (or down) by this share of the bend, to look squarely into the hollow.
const PRESETS = {
  back: { azimuth: Math.PI, rise: 0.5 },
  inner: { azimuth: Math.PI / 2 },
  outer: { azimuth: -Math.PI / 2 },
  front: { azimuth: 0, rise: -0.5 },
  cut: { azimuth: Math.atan2(-1.83, -0.5), elevation: 0.105 },
};
const PRESET_OF_VIEW = { lateral: "outer", medial: "inner", anterior: "front", sagittal: "outer" };
const WHOLE_LIMB = { view: "limb_posterior", distance: 4.2 };
export const CUT = "cut";
export const PRESET_NAMES = Object.keys(PRESETS);

export class OrbitCamera {
  constructor(side) {
    this.mirror = side === "left" ? -1 : 1;
    Object.assign(this, { azimuth: Math.PI, elevation: 0, distance: HOME });
    this.setWindow(1, 1, 0);
  }

  /** [x, y, z] in scene units, rounded as a link writes it. */
  get eye() {
    const across = this.distance * Math.cos(this.elevation);
    const eye = [across * Math.cos(this.azimuth), across * Math.sin(this.azimuth), this.distance * Math.sin(this.elevation)];
    return eye.map((part) => Number(part.toFixed(EYE_DIGITS)));
  }

  look([x, y, z]) {
    this.distance = Math.hypot(x, y, z) || HOME;
    this.azimuth = Math.atan2(y, x);
    this.elevation = Math.asin(Math.min(1, Math.max(-1, z / this.distance)));
    this.#centreKnee();
  }

  /**
   * Looks as a plate's view does at a bend. plate: {x, y: px of the knee's centre from the window's
   * corner, px_mm: px of a millimetre} where it is on the screen, or null.
   */
  lookAsView(view, flexion_deg, plate) {
    this.lookFrom(PRESET_OF_VIEW[view] ?? "back", flexion_deg);
    if (plate) {
      this.distance = clamp((HOME * this.fit_px_mm) / plate.px_mm, RANGE);
      const nearer = Math.min(1, this.distance / HOME);
      this.centre = [plate.x - this.width / 2, plate.y - this.height / 2].map((part) => part / nearer);
    }
    if (view === WHOLE_LIMB.view) this.distance = WHOLE_LIMB.distance;
  }

  lookFrom(preset, flexion_deg) {
    Object.assign(this, direction(preset, flexion_deg), { distance: HOME });
    this.#centreKnee();
  }

  /** The preset of a whole knee that looks from about here at a bend, or undefined. */
  preset(flexion_deg) {
    return PRESET_NAMES.find((name) => {
      if (name === CUT) return false;
      const { azimuth, elevation } = direction(name, flexion_deg);
      const level = Math.cos(elevation) * Math.cos(this.elevation) * Math.cos(azimuth - this.azimuth);
      return level + Math.sin(elevation) * Math.sin(this.elevation) > NEAR_PRESET;
    });
  }

  /** Looking from behind or from the front, goes up or down with the bend as the plates do. */
  followBend(from_deg, to_deg) {
    const { rise = 0 } = PRESETS[this.preset(from_deg)] ?? {};
    this.#tilt(radians(rise * (to_deg - from_deg)));
  }

  /** The knee's surface follows a hand by these angles to the picture's right and down. */
  turn(right, down) {
    this.azimuth -= this.mirror * right;
    this.#tilt(down);
  }

  #tilt(up) {
    this.elevation = clamp(this.elevation + up, [-STEEPEST, STEEPEST]);
  }

  /** Above 1 enlarges. */
  zoom(factor) {
    this.distance = clamp(this.distance / factor, RANGE);
  }

  /** Back to the size of a plate. */
  fit() {
    this.distance = HOME;
  }

  /** A window of width x height px; `aside`: px on either side that a plate leaves to the labels. */
  setWindow(width, height, aside) {
    Object.assign(this, { width, height });
    this.fit_px_mm = Math.max(0.1, Math.min(height / PLATE_MM, (width - 2 * aside) / LIMB_MM));
    this.#centreKnee();
  }

  #centreKnee() {
    this.centre = [0, CENTRE_MM * this.fit_px_mm]; // px from the window's
  }

  /** How many times the millimetres in sight are those of a plate, 1 or more. */
  get span() {
    return Math.max(1, this.distance / HOME);
  }

  /**
   * What the picture is made by, see buildLens; the axis of view meets the picture where the knee's
   * centre lies. The centre lies where the plate has it, and nearer to the middle as the knee is enlarged.
   */
  get lens() {
    const [ca, sa] = [Math.cos(this.azimuth), Math.sin(this.azimuth)];
    const [ce, se] = [Math.cos(this.elevation), Math.sin(this.elevation)];
    const right = [-sa * this.mirror, 0, -ca * this.mirror];
    const up = [-se * ca, ce, se * sa];
    const back = [ce * ca, se, -ce * sa];
    const away = Math.max(this.distance, LEAST_AWAY) * UNIT_MM;
    const eye = back.map((part) => part * away);
    const { width, height, fit_px_mm } = this;
    const focal = (fit_px_mm * HOME * away) / this.distance;
    const off = Math.min(1, this.distance / HOME);
    const cx = width / 2 + off * this.centre[0];
    const cy = height / 2 + off * this.centre[1];
    const near = Math.max(LEAST_NEAR_MM, away - REACH_MM);
    const far = away + REACH_MM;
    const { span, mirror } = this;
    return buildLens({ right, up, back, eye, focal, cx, cy, width, height, near, far, span, mirror });
  }
}

function direction(preset, flexion_deg) {
  const { azimuth, elevation = 0, rise = 0 } = PRESETS[preset];
  return { azimuth, elevation: elevation + radians(rise * flexion_deg) };
}

function radians(deg) {
  return (deg * Math.PI) / 180;
}

function clamp(value, [low, high]) {
  return Math.min(Math.max(value, low), high);
}
