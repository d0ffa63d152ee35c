// @ts-check
// Where a gradient comes from, in symbols and in numbers: what gradients.py writes.

import { factorOf } from "../graph/asked.js";
import { derivative, partnerOf } from "../graph/backward.js";
import { activationName, BY_NAME, GRAPH } from "../graph/forward.js";
import { TABLES } from "../tables.js";
import { activationSymbol } from "./equations.js";
import { formatNumber, inParentheses, subscript, written } from "./numbers.js";

/** @typedef {import("../graph/forward.js").Values} Values */
/** @typedef {import("../graph/forward.js").Pair} Pair */
/** @typedef {import("../graph/forward.js").Quantity} Quantity */

/** @param {string} name @param {Pair} pair @param {number} t @param {number} last @param {string} of */
export function gradientFormula(name, pair, t, last, of) {
  const terms = consumers(name).map(
    (q) => `∂${q.symbol}${subscript(t)}${factorSymbol(q, placeOf(name, q), pair, t)}`,
  );
  if (t < last) terms.push(...carried(name).map((before) => `∂${before}${subscript(t + 1)}`));
  terms.push(...startOf(name, t, last, of));
  return `∂${BY_NAME[name].symbol}${subscript(t)} = ${terms.join(" + ") || "0"}`;
}

/**
 * @param {string} name @param {Values[]} gradients @param {Values[]} steps @param {Pair} pair
 * @param {number} t @param {string} of
 */
export function gradientEquation(name, gradients, steps, pair, t, of) {
  const here = gradients[t - 1];
  const terms = consumers(name).map(
    (q) => written(q.name, here) + factorNumber(q, placeOf(name, q), steps[t - 1], pair),
  );
  if (t < steps.length) terms.push(...carried(name).map((before) => written(before, gradients[t])));
  terms.push(...startOf(name, t, steps.length, of));
  const sum = terms.map((term, n) => (n ? inParentheses(term) : term)).join(" + ");
  const isHandedOn = terms.length < 2 && !sum.includes("·"); // as it is: it would be said twice
  const made = isHandedOn ? [] : [sum];
  return [`∂${BY_NAME[name].symbol}${subscript(t)}`, ...made, written(name, here)].join(" = ");
}

/** The quantities that a quantity goes into. @param {string} name */
const consumers = (name) => GRAPH.filter(({ operands }) => operands.includes(name));

/** @param {string} name @param {Quantity} quantity */
const placeOf = (name, quantity) => quantity.operands.indexOf(name);

/** @param {string} name */
const carried = (name) =>
  Object.entries(TABLES.carry)
    .filter(([, after]) => after === name)
    .map(([before]) => before);

/** The 1 that the walk backwards starts with. @param {string} name @param {number} t @param {number} last @param {string} of */
const startOf = (name, t, last, of) => (name === of && t === last ? ["1"] : []);

/** @param {Quantity} quantity @param {number} place @param {Pair} pair @param {number} t */
function factorSymbol(quantity, place, pair, t) {
  const name = activationName(quantity, pair);
  if (name) return name === "identity" ? "" : `·${activationSymbol(quantity, pair)}′`;
  const partner = partnerOf(quantity, place);
  return partner === null ? "" : `·${quantity.operands[partner]}${subscript(t)}`;
}

/** @param {Quantity} quantity @param {number} place @param {Values} values @param {Pair} pair */
function factorNumber(quantity, place, values, pair) {
  if (!factorSymbol(quantity, place, pair, 1)) return "";
  if (factorOf(quantity, place, pair).some((each) => !(each in values))) return `·${TABLES.unknown}`;
  return `·${inParentheses(formatNumber(derivative(quantity, place, values, pair)))}`;
}
