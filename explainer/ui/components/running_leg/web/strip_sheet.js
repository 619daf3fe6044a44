// The painted strips of all muscles in one dress, as pixels in several sizes.

const PX_PER_MM = 0.9; // of the baked sheet
const HALVINGS = 3;
const BLUR = 0.7; // a size serves down to this share of it: finer ones would flicker

export class StripSheet {
  /** image: loaded; muscles: [{id, strip_px: [x, y, w, h]}]. */
  constructor(image, muscles) {
    this.levels = Array.from({ length: HALVINGS }, (_, level) => pixelsOf(image, muscles, 0.5 ** level));
  }

  /** A muscle's strip {pixels, stride, box} for a picture of so many pixels a millimetre. */
  strip(id, pxPerMm) {
    const fits = this.levels.findLastIndex((_, level) => pxPerMm / PX_PER_MM <= 0.5 ** level / BLUR);
    const { pixels, stride, boxes } = this.levels[Math.max(fits, 0)];
    return { pixels, stride, box: boxes[id] };
  }
}

/** Each strip is made smaller by itself, so that none takes on its neighbour's colours. */
function pixelsOf(image, muscles, scale) {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [Math.ceil(image.naturalWidth * scale), Math.ceil(image.naturalHeight * scale)];
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.imageSmoothingQuality = "high";
  const boxes = {};
  for (const { id, strip_px: [x, y, width, height] } of muscles) {
    const [left, top] = [Math.round(x * scale), Math.round(y * scale)];
    boxes[id] = [left, top, Math.max(Math.floor(width * scale), 1), Math.max(Math.floor(height * scale), 1)];
    context.drawImage(image, x, y, width, height, ...boxes[id]);
  }
  return { pixels: context.getImageData(0, 0, canvas.width, canvas.height).data, stride: canvas.width, boxes };
}
