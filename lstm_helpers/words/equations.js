// @ts-check
// Formulas, and equations with the numbers in them: what equations.py writes.

import { activationName, BY_NAME } from "../graph/forward.js";
import { TABLES } from "../tables.js";
import { inParentheses, subscript, written } from "./numbers.js";

/** @typedef {import("../graph/forward.js").Values} Values */
/** @typedef {import("../graph/forward.js").Pair} Pair */
/** @typedef {import("../graph/forward.js").Quantity} Quantity */
/** @typedef {(name: string) => string} Leaf  how an operand is written */

/** @param {string} name */
const symbolOf = (name) => BY_NAME[name].symbol;

/** @param {string} name */
const isAffine = (name) => BY_NAME[name].op === "affine";

/** @param {Quantity} quantity @param {Pair} pair */
export const activationSymbol = (quantity, pair) => TABLES.symbols[activationName(quantity, pair) ?? ""];

/** @param {string} name @param {Pair} pair */
export const formula = (name, pair) => `${symbolOf(name)} = ${expression(BY_NAME[name], pair, symbolOf)}`;

/** With numbers for the weights only. @param {string} name @param {Values} values @param {Pair} pair */
export function weightsEquation(name, values, pair) {
  /** @type {Leaf} */
  const leaf = (operand) => {
    const isKnown = TABLES.weights.includes(operand) && operand in values;
    return isKnown ? written(operand, values) : symbolOf(operand);
  };
  return `${symbolOf(name)} = ${expression(BY_NAME[name], pair, leaf)}`;
}

/** Of a unit, two products are sums. @param {string} name @param {Values} values @param {Pair} pair @param {number} t @param {boolean} [inSums] */
export function equation(name, values, pair, t, inSums = false) {
  const quantity = BY_NAME[name];
  const parts = [
    symbolOf(name) + subscript(t),
    expression(quantity, pair, (operand) => written(operand, values), inSums),
  ];
  const through = activationName(quantity, pair);
  const [operand] = quantity.operands;
  if (through && through !== "identity" && isAffine(operand)) {
    parts.push(`${activationSymbol(quantity, pair)}(${written(operand, values)})`);
  }
  const isHandedOn = through === "identity" && !isAffine(operand);
  if (!isHandedOn || !(name in values)) parts.push(written(name, values));
  return parts.join(" = ");
}

/** @param {Quantity} quantity @param {Pair} pair @param {Leaf} leaf @param {boolean} [inSums] @returns {string} */
export function expression(quantity, pair, leaf, inSums = false) {
  const { op, operands } = quantity;
  if (inSums && op === "affine") {
    const [w, x, u, h, b] = operands;
    const [first, ...rest] = [`${w}·${x}`, `${u}·${h}`, b].map(leaf);
    return [first, ...rest.map(inParentheses)].join(" + ");
  }
  const through = activationName(quantity, pair);
  const texts = operands.map((operand, n) => {
    const text =
      through && isAffine(operand) ? expression(BY_NAME[operand], pair, leaf, inSums) : leaf(operand);
    return n ? inParentheses(text) : text;
  });
  if (through === "identity") return texts[0];
  const words = { ...Object.fromEntries(texts.entries()), name: activationSymbol(quantity, pair) };
  return filled(TABLES.operations[op].pattern, words);
}

/** @type {Map<string, string[]>} */
const SPLIT_PATTERNS = new Map();

/** A pattern's pieces by turns: as they stand, names of what comes there. @param {string} pattern */
export function patternPieces(pattern) {
  const pieces = SPLIT_PATTERNS.get(pattern) ?? pattern.split(/[{}]/);
  SPLIT_PATTERNS.set(pattern, pieces);
  return pieces;
}

/** @param {string} pattern @param {Record<string, string>} words */
export const filled = (pattern, words) =>
  patternPieces(pattern)
    .map((piece, n) => (n % 2 ? words[piece] : piece))
    .join("");
