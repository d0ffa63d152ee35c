// @ts-check
// All that a picture of the cell shows: what scene.py has.

import { TABLES } from "../tables.js";
import { knownGradients, knownSteps, openNames } from "./asked.js";
import { backpropagate } from "./backward.js";
import { knownUpTo, unroll } from "./forward.js";
import { unrollUnit } from "./unit.js";

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
 * @property {import("./asked.js").AskedHere[]} [asked]  for every time step what the learner is asked for there
 * @property {import("./unit.js").Unit} [unit]  which one of a layer; none is the lessons' cell
 * @property {Values} [moved]  a unit's inputs that are no longer as in the run
 */
/** @typedef {Given & {asked: import("./asked.js").AskedHere[], steps: Values[], gradients: Values[], known: Values, shown: Values, open: string[], complete: boolean, lit: string[]} & Called} Scene */
/**
 * @typedef {object} Called
 * @property {number[]} numbers  what the time steps are called: a unit may be shown amid a longer run
 * @property {number} number  what the one shown is called
 * @property {string[]} several  the quantities that are no single number: the input of several features
 */

/** @param {Given} given @returns {Scene} */
export function makeScene(given) {
  const { t, face, of, activations, unit, moved = {}, asked = [] } = given;
  const values = unit ? unrollUnit({ ...given, unit, moved }) : unroll(given);
  const numbers = unit?.numbers ?? values.map((_, n) => n + 1);
  const steps = knownSteps(values, asked);
  const isBackwards = face === "gradients";
  const gradients = isBackwards
    ? knownGradients(backpropagate(values, activations, of), steps, asked, activations)
    : [];
  const here = asked[t - 1] ?? {};
  const [last] = TABLES.stages.slice(-1);
  const upto = Object.keys(here).length ? last : given.upto; // such a step is walked by answering
  const known = knownUpTo(steps[t - 1], upto);
  const open = openNames(here, face);
  const isAtEnd = upto === last;
  return {
    ...given,
    asked,
    numbers,
    number: numbers[t - 1],
    several: unit && unit.features > 1 ? ["x"] : [],
    upto,
    steps,
    gradients,
    known,
    shown: isBackwards ? gradients[t - 1] : known,
    open,
    complete: isAtEnd && !open.length,
    lit: open.length ? open.slice(0, 1) : isAtEnd ? [] : (TABLES.lit[upto] ?? [upto]),
  };
}

/** Whether values stand in the boxes, or names. @param {Scene} scene */
export const hasNumbers = ({ face }) => face === "values" || face === "gradients";
