// @ts-check
// What a learner is asked for, and what is known as long as it isn't answered: what asked.py says.

import { TABLES } from "../tables.js";
import { partnerOf } from "./backward.js";
import { activationName, GRAPH } from "./forward.js";

/** @typedef {import("./forward.js").Values} Values */
/** @typedef {import("./forward.js").Pair} Pair */
/** @typedef {import("./forward.js").Quantity} Quantity */
/** @typedef {Record<string, boolean>} AskedHere  by name, with a ∂ before it for a gradient: is it solved? */

/** @type {[string, string][]} */
const CARRIED = Object.entries(TABLES.carry);

/** @type {Record<string, string>} */
const GATE_OF = Object.fromEntries(
  GRAPH.filter(({ operands: [inner, ...rest] }) => inner?.startsWith("z_") && !rest.length).map(
    ({ name, operands: [inner] }) => [inner, name],
  ),
);

/**
 * What is asked for and not solved, in the order in which it is worked out.
 * @param {AskedHere} here @param {string} face @returns {string[]}
 */
export function openNames(here, face) {
  if (face === "values") return TABLES.askable.filter((name) => here[name] === false);
  const isOpen = (/** @type {string} */ name) => here[TABLES.mark + name] === false;
  return face === "gradients" ? TABLES.askable.filter(isOpen).reverse() : [];
}

/** @param {AskedHere[]} asked */
const asksNothing = (asked) => !asked.some((here) => Object.keys(here).length);

/** @param {Values} values @param {Set<string>} names */
const only = (values, names) =>
  Object.fromEntries(Object.entries(values).filter(([name]) => names.has(name)));

/** Leaves out of every step what is not known. @param {Values[]} steps @param {AskedHere[]} asked @returns {Values[]} */
export function knownSteps(steps, asked) {
  if (asksNothing(asked)) return steps;
  let before = new Set(GRAPH.map(({ name }) => name));
  return steps.map((values, n) => {
    before = knownHere(asked[n] ?? {}, before);
    return only(values, before);
  });
}

/** @param {AskedHere} here @param {Set<string>} before  what is known at the step before */
function knownHere(here, before) {
  /** @type {Set<string>} */
  const names = new Set();
  for (const { name, operands } of GRAPH) {
    const after = TABLES.carry[name];
    const isReady = after ? before.has(after) : operands.every((operand) => names.has(operand));
    const tells = here[GATE_OF[name]] === false; // a pre-activation would tell the gate
    if (here[name] ?? (isReady && !tells)) names.add(name);
  }
  return names;
}

/**
 * Leaves out of every step's gradients what is not known.
 * @param {Values[]} gradients @param {Values[]} steps  what is known of the values
 * @param {AskedHere[]} asked @param {Pair} pair @returns {Values[]}
 */
export function knownGradients(gradients, steps, asked, pair) {
  if (asksNothing(asked)) return gradients;
  let later = new Set(GRAPH.map(({ name }) => name));
  /** @type {Values[]} */
  const shown = [];
  for (let n = gradients.length - 1; n >= 0; n -= 1) {
    later = knownBackwards(asked[n] ?? {}, steps[n], later, pair);
    shown.unshift(only(gradients[n], later));
  }
  return shown;
}

/** @param {AskedHere} here @param {Values} values @param {Set<string>} later @param {Pair} pair */
function knownBackwards(here, values, later, pair) {
  /** @type {Set<string>} */
  const names = new Set();
  for (const { name } of [...GRAPH].reverse()) {
    const comesBack = CARRIED.every(([before, after]) => after !== name || later.has(before));
    const isReady = GRAPH.every((consumer) => {
      const place = consumer.operands.indexOf(name);
      if (place < 0) return true;
      return names.has(consumer.name) && factorOf(consumer, place, pair).every((each) => each in values);
    });
    if (here[TABLES.mark + name] ?? (comesBack && isReady)) names.add(name);
  }
  return names;
}

/**
 * The values that a derivative by the operand at a place is made of.
 * @param {Quantity} quantity @param {number} place @param {Pair} pair @returns {string[]}
 */
export function factorOf(quantity, place, pair) {
  const name = activationName(quantity, pair);
  if (name) return name === "identity" ? [] : [quantity.operands[0], quantity.name];
  const partner = partnerOf(quantity, place);
  return partner === null ? [] : [quantity.operands[partner]];
}
