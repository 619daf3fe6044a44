// How the thigh and the shin end in the 3-D knee. Seen from the side their ends fade out, as on the plates.
// Seen end-on a fade would show the inside of every part through the next: there they are cut square.

// A cut face is the far wall seen from within, drawn so much nearer than it lies: neighbours dent that
// wall, and would make blots on it.
export const CAP_LIFT_MM = { bone: 2.5, muscle: 4 };

/** Of a limb that is drawn from hip to toes: nothing fades, nothing is cut. */
export const NO_ENDS = { fade_mm: [1e6, 2e6, 1e6, 2e6], areOpen: false };

const THIGH = { fade_mm: [142, 170], cut_mm: 150 };
const SHIN = { fade_mm: [133, 160], cut_mm: 142 };
const [SIDE, END] = [0.08, 0.4]; // sine of the angle between the line of sight and a section of the limb
const RIM_MM = 0.05; // of a square cut: a wider rim would be a line of holes in what lies behind

/**
 * lens: see buildLens; shin: the shin's pose in frame K, 4 x 4 by row. Returns {fade_mm:
 * where the thigh begins and has ended to fade, then the shin, as heights from the knee; areOpen: whether
 * a cut end faces the reader; isBeyond(x, y, z): whether a point of frame K has faded}.
 */
export function limbEnds({ back, span }, shin) {
  const down = [-shin[1], -shin[5], -shin[9]]; // along the shin
  const start = down[0] * shin[3] + down[1] * shin[7] + down[2] * shin[11];
  const shank = down[0] * back[0] + down[1] * back[1] + down[2] * back[2];
  const fade_mm = [...end(THIGH, back[1]), ...end(SHIN, shank)].map((height) => height * span);
  const [, thighEnd, , shinEnd] = fade_mm;
  const isBeyond = (x, y, z) => y > thighEnd || down[0] * x + down[1] * y + down[2] * z > start + shinEnd;
  return { fade_mm, areOpen: Math.max(back[1], shank) > SIDE, isBeyond };
}

/** facing: the cosine of the angle between the end's axis and the way to the reader. */
function end({ fade_mm: [from, to], cut_mm }, facing) {
  const share = Math.min(Math.max((facing - SIDE) / (END - SIDE), 0), 1);
  return [from + share * (cut_mm - RIM_MM - from), to + share * (cut_mm - to)];
}
