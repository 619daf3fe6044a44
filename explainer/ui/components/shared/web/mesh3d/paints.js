// In which tones the 3-D knee paints a structure: those of its tissue, or clay under its load's colour,
// as the plates lie under theirs.

import { rgbChannels } from "../theme.js";

/** tones: the payload's; row: of the MeshSet. Returns {tones, tendon (9 numbers each), face, rgb, gloss, hatched}. */
export function paintOf(row, tones, readout) {
  const { tones: own, face, gloss } = tones.tissues[row.kind];
  const { tones: pale, gloss: silk } = tones.tissues.tendon;
  if (readout.natural) {
    const flesh = own.flatMap(rgbChannels);
    const isMixed = row.offset_tint !== undefined;
    const tendon = isMixed ? pale.flatMap(rgbChannels) : flesh;
    const shared = { face: rgbChannels(face), rgb: rgbChannels(own[1]), hatched: false };
    return { tones: flesh, tendon, gloss: [gloss, isMixed ? silk : gloss], ...shared };
  }
  const fill = readout.fillOf(row.id);
  const filter = fill === "none" || fill === "hatch" ? [1, 1, 1] : rgbChannels(fill);
  const clay = tones.clay.flatMap((tone) => rgbChannels(tone).map((part, axis) => part * filter[axis]));
  const rgb = clay.slice(3, 6);
  return { tones: clay, tendon: clay, face: rgb, rgb, gloss: [gloss, gloss], hatched: fill === "hatch" };
}

/** [red, green, blue, strength] of the contour. */
export function lineOf({ line }, readout) {
  const [colour, strength] = line[readout.natural ? "natural" : "clay"];
  return [...rgbChannels(colour), strength];
}
