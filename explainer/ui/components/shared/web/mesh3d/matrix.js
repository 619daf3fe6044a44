// Square matrices by column, as the graphics card reads them.

/** a times b, both n by n. */
export function multiply(a, b, n) {
  const product = new Float32Array(n * n);
  for (let column = 0; column < n; column += 1) {
    for (let row = 0; row < n; row += 1) {
      let sum = 0;
      for (let k = 0; k < n; k += 1) sum += a[n * k + row] * b[n * column + k];
      product[n * column + row] = sum;
    }
  }
  return product;
}

/** The turning part of a 4 by 4 matrix. */
export function rotationOf(m) {
  return [m[0], m[1], m[2], m[4], m[5], m[6], m[8], m[9], m[10]];
}

/** A 3 by 3 matrix times a number, as one of 4 by 4 that moves nothing. */
export function scaleRotation(m, by) {
  const [a, b, c, d, e, f, g, h, i] = m.map((part) => part * by);
  return new Float32Array([a, b, c, 0, d, e, f, 0, g, h, i, 0, 0, 0, 0, 0]);
}
