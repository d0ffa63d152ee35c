// @ts-check
// Settings of the cell that show something, by name: what presets.py has.

import { inputNames, setAll } from "../page/model.js";
import { TABLES } from "../tables.js";

/** @typedef {import("../page/model.js").Model} Model */

/** A preset's value for every trait. @param {string} name @param {string[]} inputs @returns {Record<string, any>} */
export function presetValues(name, inputs) {
  const { weights, inputs: xs, h0, c0, activations } = TABLES.presets[name];
  const all = Object.fromEntries(TABLES.weights.map((weight) => [weight, weights[weight] ?? 0]));
  const last = xs.length - 1; // the last input goes on for as long as there are time steps
  const given = Object.fromEntries(inputs.map((input, n) => [input, xs[Math.min(n, last)]]));
  return { ...all, ...given, h0, c0, activations };
}

/** @param {Model} model @param {string} name */
export const setPreset = (model, name) => setAll(model, presetValues(name, inputNames(model)));
