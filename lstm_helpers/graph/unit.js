// @ts-check
// A unit of a layer, worked through by the cell's own table: what unit.py does.

import { TABLES } from "../tables.js";
import { evaluate } from "./forward.js";

/** @typedef {import("./forward.js").Values} Values */
/** @typedef {{place: number, weight: number, value: number}} Term */
/** @typedef {{terms: Term[], more: number, rest: number}} Sum  terms one by one, and what the others make */
/** @typedef {[[number, number, number][], number]} Rest  the largest (place, weight, value), and the others' sum */
/**
 * @typedef {object} Unit  what stays as it was in the run
 * @property {number} unit
 * @property {number} units
 * @property {number} features
 * @property {number} last  how many time steps the run has
 * @property {number[]} numbers  the time steps that are shown, from 1
 * @property {number[][]} places  for each of them the features that have a slider
 * @property {number[][]} values
 * @property {Record<string, number[]>} kernel  by feature the weights to the gates
 * @property {Record<string, Rest[]>} rest  by "w_f" (features) or "u_f" (units), for each time step
 */

/** The gates, in the order of the weights. */
export const GATE_NAMES = TABLES.weights.filter((name) => name.startsWith("b_")).map((name) => name.slice(2));

/** @param {number} place */
export const featureName = (place) => `x[${place}]`;

/** @param {number} t  of the run @param {number} place */
export const movedName = (t, place) => `${t} ${featureName(place)}`;

/** What a gate's two sums are called. @param {string} gate */
export const sumNames = (gate) => [`w_${gate}·x`, `u_${gate}·h_prev`];

/** @type {import("./forward.js").Instead} */
const AS_SUMS = Object.fromEntries(
  GATE_NAMES.map((gate) => {
    const [ofX, ofH] = sumNames(gate);
    return [`z_${gate}`, (values) => values[ofX] + values[ofH] + values[`b_${gate}`]];
  }),
);

/**
 * Evaluates the table at each time step, with sums for two of its products.
 * @param {{unit: Unit, weights: Values, moved: Values, h0: number, c0: number, activations: import("./forward.js").Pair}} given
 */
export function unrollUnit({ unit, weights, moved, h0, c0, activations }) {
  /** @type {Values[]} */
  const steps = [];
  /** @type {Values} */
  let carried = { h_prev: h0, c_prev: c0 };
  const own = Object.fromEntries(Object.entries(weights).filter(([name]) => !name.startsWith("w_")));
  unit.numbers.forEach((_, n) => {
    /** @type {Values} */
    const values = { ...own, ...carried, ...inputsOf(unit, n, moved) };
    for (const gate of GATE_NAMES) {
      const sums = termsOf(unit, gate, n, values);
      sumNames(gate).forEach((name, k) => {
        values[name] = totalOf(sums[k]);
      });
    }
    steps.push(evaluate(values, activations, AS_SUMS));
    carried = Object.fromEntries(
      Object.entries(TABLES.carry).map(([before, after]) => [before, steps[n][after]]),
    );
  });
  return steps;
}

/** The features that have a slider, and x itself where there is but one. @param {Unit} unit @param {number} n @param {Values} moved */
function inputsOf(unit, n, moved) {
  const pairs = unit.places[n].map((place, k) => [
    featureName(place),
    moved[movedName(unit.numbers[n], place)] ?? unit.values[n][k],
  ]);
  /** @type {Values} */
  const inputs = Object.fromEntries(pairs);
  return unit.features === 1 ? { x: inputs[featureName(0)], ...inputs } : inputs;
}

/** @param {Sum} sum */
const totalOf = ({ terms, rest }) => terms.reduce((total, { weight, value }) => total + weight * value, rest);

/** A gate's two sums at a time step. @param {Unit} unit @param {string} gate @param {number} n @param {Values} values @returns {[Sum, Sum]} */
export function termsOf(unit, gate, n, values) {
  const at = GATE_NAMES.indexOf(gate);
  const alive = unit.places[n].map((place) => ({
    place,
    weight: unit.kernel[place][at],
    value: values[featureName(place)],
  }));
  const own = { place: unit.unit, weight: values[`u_${gate}`], value: values.h_prev };
  return [
    sumWith(alive, unit.rest[`w_${gate}`][n], unit.features),
    sumWith([own], unit.rest[`u_${gate}`][n], unit.units),
  ];
}

/** @param {Term[]} alive @param {Rest} rest @param {number} count @returns {Sum} */
function sumWith(alive, [listed, rest], count) {
  const terms = [...alive, ...listed.map(([place, weight, value]) => ({ place, weight, value }))];
  return { terms, more: count - terms.length, rest };
}
