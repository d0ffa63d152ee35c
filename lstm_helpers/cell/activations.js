// @ts-check
// The activations and their slopes: what activations.py has, by the same names.

/** @typedef {{function: (z: number) => number, slope: (z: number, a: number) => number}} Activation */

// A slope is worked out from what went in (z) and what came out (a).
/** @type {Record<string, Activation>} */
export const ACTIVATIONS = {
  identity: { function: (z) => z, slope: () => 1 },
  sigmoid: { function: sigmoid, slope: (z, a) => a * (1 - a) },
  tanh: { function: Math.tanh, slope: (z, a) => 1 - a * a },
  relu: { function: (z) => (z < 0 ? 0 : z), slope: (z) => (z > 0 ? 1 : 0) },
};

// Both halves only ever take `exp` of something negative, so that no size of z overflows.
/** @param {number} z */
function sigmoid(z) {
  const shrunk = Math.exp(-Math.abs(z));
  return z >= 0 ? 1 / (1 + shrunk) : shrunk / (1 + shrunk);
}
