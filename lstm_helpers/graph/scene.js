// @ts-check
// All that a picture of the cell shows: what scene.py has.

import { TABLES } from "../tables.js";
import { backpropagate } from "./backward.js";
import { knownUpTo, unroll } from "./forward.js";

/** @typedef {import("./forward.js").Values} Values */
/** @typedef {import("./forward.js").Pair} Pair */
/**
 * @typedef {object} Given  what goes into a cell, and how it is shown
 * @property {Values} weights
 * @property {number[]} inputs
 * @property {number} h0
 * @property {number} c0
 * @property {Pair} activations
 * @property {number} t  the time step shown, from 1
 * @property {string} upto  the last stage of the walk that is known
 * @property {string} face
 * @property {string} of
 * @property {string} title
 */
/** @typedef {Given & {steps: Values[], gradients: Values[], known: Values, shown: Values, complete: boolean, lit: string[]}} Scene */

/** @param {Given} given @returns {Scene} */
export function makeScene(given) {
  const steps = unroll(given);
  const isBackwards = given.face === "gradients";
  const gradients = isBackwards ? backpropagate(steps, given.activations, given.of) : [];
  const known = knownUpTo(steps[given.t - 1], given.upto);
  const complete = given.upto === TABLES.stages.at(-1);
  return {
    ...given,
    steps,
    gradients,
    known,
    shown: isBackwards ? gradients[given.t - 1] : known,
    complete,
    lit: complete ? [] : (TABLES.lit[given.upto] ?? [given.upto]),
  };
}

/** Whether values stand in the boxes, or names. @param {Scene} scene */
export const hasNumbers = ({ face }) => face === "values" || face === "gradients";
