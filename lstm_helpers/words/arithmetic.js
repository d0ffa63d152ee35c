// @ts-check
// A line of arithmetic, worked out: what arithmetic.py does.

import { readPart } from "./numbers.js";

/** @typedef {Record<string, number | ((value: number) => number)>} Scope  numbers and functions by name */

const TOKEN = /[0-9.,]+(?:e[+-]?[0-9]+)?|[a-z_]+|\S/g;

// A line that is longer is none that somebody works out.
const LONGEST = 100;

/** NaN where the line is none. @param {string} text @param {Scope} [scope] @returns {number} */
export function workOut(text, scope = {}) {
  if (text.length > LONGEST) return Number.NaN;
  const said = text.toLowerCase().replace(/[*×]/g, "·").replace(/[−–]/g, "-");
  const waiting = Array.from(said.matchAll(TOKEN), ([token]) => token).reverse();
  const value = sumOf(waiting, scope);
  return waiting.length ? Number.NaN : value;
}

/** @param {string[]} waiting @param {string} signs */
const isSignNext = (waiting, signs) => waiting.length > 0 && signs.includes(waiting[waiting.length - 1]);

/** @param {string[]} waiting @param {Scope} scope @returns {number} */
function sumOf(waiting, scope) {
  let value = productOf(waiting, scope);
  while (isSignNext(waiting, "+-")) {
    value = waiting.pop() === "+" ? value + productOf(waiting, scope) : value - productOf(waiting, scope);
  }
  return value;
}

/** @param {string[]} waiting @param {Scope} scope @returns {number} */
function productOf(waiting, scope) {
  let value = factorIn(waiting, scope);
  while (isSignNext(waiting, "·/")) {
    value = waiting.pop() === "·" ? value * factorIn(waiting, scope) : value / factorIn(waiting, scope);
  }
  return value;
}

/** @param {string[]} waiting @param {Scope} scope @returns {number} */
function factorIn(waiting, scope) {
  const token = waiting.pop() ?? "";
  if (token === "+") return factorIn(waiting, scope);
  if (token === "-") return -factorIn(waiting, scope);
  if (token === "(") {
    const value = sumOf(waiting, scope);
    return waiting.pop() === ")" ? value : Number.NaN;
  }
  const named = Object.hasOwn(scope, token) ? scope[token] : (readPart(token) ?? Number.NaN);
  return typeof named === "function" ? named(factorIn(waiting, scope)) : named;
}
