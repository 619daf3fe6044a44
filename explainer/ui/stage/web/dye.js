// Colours for one mesh that holds many parts: every vertex carries its part's number, and the mesh's
// colour scale gives each number a band of its own. Recolouring then changes a strip of 256 colours
// instead of rebuilding the mesh, which takes plotly a tenth of a second.

const STRIP = 256; // colours in plotly's strip

export class Dye {
  /** `count`: how many parts there are. */
  constructor(count) {
    this.band = Math.floor(STRIP / count);
  }

  /** The number that the vertices of part n carry: the middle of its band. */
  number(n) {
    return this.band * n + (this.band - 1) / 2;
  }

  range() {
    return { cmin: 0, cmax: STRIP - 1 };
  }

  /** Plotly's colour scale for the parts' colours ("#rrggbb" or "rgb(r, g, b)"). */
  scale(colours) {
    const at = (place) => place / (STRIP - 1);
    const bands = colours.flatMap((colour, n) => [
      [at(this.band * n), colour],
      [at(this.band * (n + 1) - 1), colour],
    ]);
    return [...bands, [1, colours.at(-1)]];
  }

  /** The same for the drawn mesh itself, which takes channels 0 to 255. */
  strip(colours) {
    return this.scale(colours).map(([index, colour]) => ({ index, rgb: [...channels(colour), 1] }));
  }
}

function channels(colour) {
  if (colour.startsWith("#")) {
    return [1, 3, 5].map((start) => parseInt(colour.slice(start, start + 2), 16));
  }
  return colour.match(/\d+/g).slice(0, 3).map(Number);
}
