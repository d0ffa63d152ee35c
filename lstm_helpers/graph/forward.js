// @ts-check
// The cell, worked out from the graph table: what forward.py does.

import { ACTIVATIONS } from "../cell/activations.js";
import { TABLES } from "../tables.js";

/** @typedef {Record<string, number>} Values  quantities by name */
/** @typedef {[string, string]} Pair  the names of activation and recurrent_activation */
/** @typedef {{name: string, words: string, symbol: string, op: string, operands: string[], says: string, does: string}} Quantity */

/** @type {Quantity[]} */
export const GRAPH = TABLES.graph;

/** @type {Record<string, Quantity>} */
export const BY_NAME = Object.fromEntries(GRAPH.map((quantity) => [quantity.name, quantity]));

const WORKED_OUT = GRAPH.filter(({ op }) => op !== "given");
const CARRY = Object.entries(TABLES.carry);

/** @type {Record<string, (pair: Pair, ...operands: number[]) => number>} */
const OPERATIONS = {
  affine: (pair, w, x, u, h, b) => w * x + u * h + b,
  activation: (pair, z) => ACTIVATIONS[pair[0]].function(z),
  recurrent_activation: (pair, z) => ACTIVATIONS[pair[1]].function(z),
  product: (pair, a, b) => a * b,
  sum: (pair, a, b) => a + b,
};

/** The activation that a quantity goes through, if any. @param {Quantity} quantity @param {Pair} pair */
export function activationName({ op }, pair) {
  const through = TABLES.operations[op]?.through ?? null;
  return through === null ? null : pair[through];
}

/**
 * By name, what a quantity comes to instead of what the table says, from what is known by then; null
 * where the table is followed after all.
 * @typedef {Record<string, (values: Values) => number | null>} Instead
 */

/**
 * Works the table through, top to bottom.
 * @param {Values} given @param {Pair} pair @param {Instead} [instead] @returns {Values}
 */
export function evaluate(given, pair, instead) {
  const values = { ...given };
  for (const { name, op, operands } of instead ? GRAPH : WORKED_OUT) {
    const changed = instead?.[name]?.(values) ?? null;
    if (changed !== null) values[name] = changed;
    else if (op !== "given") {
      values[name] = OPERATIONS[op](pair, ...operands.map((operand) => values[operand]));
    }
  }
  return values;
}

/**
 * Evaluates the table once for each input, handing on what the table says.
 * @param {{weights: Values, inputs: number[], h0: number, c0: number, activations: Pair}} given
 */
export function unroll({ weights, inputs, h0, c0, activations }) {
  /** @type {Values[]} */
  const steps = [];
  /** @type {Values} */
  let carried = { h_prev: h0, c_prev: c0 };
  for (const x of inputs) {
    const values = evaluate({ ...weights, ...carried, x }, activations);
    steps.push(values);
    carried = Object.fromEntries(CARRY.map(([before, after]) => [before, values[after]]));
  }
  return steps;
}

/** What is known once the walk has come to `upto`. @param {Values} values @param {string} upto @returns {Values} */
export function knownUpTo(values, upto) {
  const last = GRAPH.findIndex(({ name }) => name === upto);
  const later = GRAPH.filter(({ op }, n) => op !== "given" && n > last).map(({ name }) => name);
  return Object.fromEntries(Object.entries(values).filter(([name]) => !later.includes(name)));
}
