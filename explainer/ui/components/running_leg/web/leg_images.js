// Cache of the pictures of bones and muscles. The leg is first drawn when all images of its initial state have loaded.

export class LegImages {
  /** `onLoad` is called when an image has loaded or failed. */
  constructor(onLoad) {
    this.onLoad = onLoad;
    this.images = new Map();
  }

  /** Loads the images of the initial state. */
  preload(urls) {
    this.initial ??= urls.map((url) => this.get(url));
  }

  /** Whether all images of the initial state have loaded or failed. */
  get isReady() {
    return this.initial.every(({ complete }) => complete);
  }

  /** The image of a URL, whether or not it has loaded. */
  get(url) {
    if (!this.images.has(url)) {
      const image = new Image();
      for (const end of ["load", "error"]) image.addEventListener(end, this.onLoad);
      image.src = url;
      this.images.set(url, image);
    }
    return this.images.get(url);
  }
}
