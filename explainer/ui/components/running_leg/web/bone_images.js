// The bones' pictures, each fetched once. Those that the leg opens with are asked for before it is
// built, and it is drawn when they are there: once, not again for each of them.

export class BoneImages {
  /** arrived: told of each picture that has come, or that cannot. */
  constructor(arrived) {
    this.arrived = arrived;
    this.images = new Map();
  }

  /** The addresses of the pictures that the leg opens with; later ones are drawn as they come. */
  open(addresses) {
    this.first ??= addresses.map((address) => this.at(address));
  }

  /** Whether none of the first is still on its way. */
  get ready() {
    return this.first.every(({ complete }) => complete);
  }

  /** The picture of an address, whether or not it has come. */
  at(address) {
    if (!this.images.has(address)) {
      const image = new Image();
      for (const end of ["load", "error"]) image.addEventListener(end, this.arrived);
      image.src = address;
      this.images.set(address, image);
    }
    return this.images.get(address);
  }
}
