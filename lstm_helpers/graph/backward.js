// @ts-check
// Gradients, walked backwards through the same table: what backward.py does.

import { ACTIVATIONS } from "../cell/activations.js";
import { TABLES } from "../tables.js";
import { activationName, GRAPH } from "./forward.js";

/** @typedef {import("./forward.js").Values} Values */
/** @typedef {import("./forward.js").Pair} Pair */
/** @typedef {import("./forward.js").Quantity} Quantity */

/**
 * Where the operand stands that another is multiplied with; null where it is only added.
 * @param {Quantity} quantity @param {number} place @returns {number | null}
 */
export const partnerOf = ({ op }, place) => TABLES.operations[op].partners[place] ?? null;

/** @param {Quantity} quantity @param {number} place @param {Values} values @param {Pair} pair */
export function derivative(quantity, place, values, pair) {
  const name = activationName(quantity, pair);
  if (name) return ACTIVATIONS[name].slope(values[quantity.operands[0]], values[quantity.name]);
  const partner = partnerOf(quantity, place);
  return partner === null ? 1 : values[quantity.operands[partner]];
}

/**
 * The gradient of the last h, or the last c, by every quantity at every step.
 * @param {Values[]} steps @param {Pair} pair @param {string} of @param {boolean} throughH  false cuts the way back over h_prev
 * @returns {Values[]}
 */
export function backpropagate(steps, pair, of, throughH = true) {
  const gradients = [];
  const carry = Object.entries(TABLES.carry);
  const backwards = [...GRAPH].reverse();
  let later = Object.fromEntries(carry.map(([, name]) => [name, Number(name === of)]));
  for (const values of [...steps].reverse()) {
    /** @type {Values} */
    const d = { ...Object.fromEntries(GRAPH.map(({ name }) => [name, 0])), ...later };
    for (const quantity of backwards) {
      quantity.operands.forEach((operand, place) => {
        d[operand] += d[quantity.name] * derivative(quantity, place, values, pair);
      });
    }
    later = Object.fromEntries(carry.map(([before, after]) => [after, d[before]]));
    if (!throughH) later.h = 0;
    gradients.unshift(d);
  }
  return gradients;
}
