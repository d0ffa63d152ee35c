// @ts-check
// What Python made of some inputs (tools/vectors.py), for the page's half to be compared with.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { caption, sentence, slotTexts, stepHeader, stepRows } from "../../lstm_helpers/words/texts.js";

/** @typedef {import("../../lstm_helpers/graph/scene.js").Given} Given */

/** @type {Record<string, number>} */
const WORDS = { nan: Number.NaN, inf: Number.POSITIVE_INFINITY, "-inf": Number.NEGATIVE_INFINITY };

// Numbers stand under these names; elsewhere "nan" is a text that was written.
const NUMBERS = ["value", "values", "given"];

/**
 * The cases of a kind, one after the other.
 * @param {string} kind @returns {any[]}
 */
export function vectors(kind) {
  const file = new URL(`../vectors/${kind}.json`, import.meta.url);
  /** @type {Record<string, unknown>[]} */
  const cases = JSON.parse(readFileSync(file, "utf-8"));
  return cases.map((each) => mapped(each, (part, name) => (NUMBERS.includes(name) ? numbersIn(part) : part)));
}

/**
 * Turns the words "nan", "inf" and "-inf" into numbers, however deep they stand.
 * @param {unknown} part @returns {unknown}
 */
export function numbersIn(part) {
  if (typeof part === "string") return WORDS[part] ?? part;
  if (Array.isArray(part)) return part.map(numbersIn);
  return part && typeof part === "object" ? mapped(part, numbersIn) : part;
}

/** @param {object} parts @param {(part: unknown, name: string) => unknown} change */
const mapped = (parts, change) =>
  Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, change(part, name)]));

/**
 * The languages' exp and log may differ in the last digit.
 * @param {number} here @param {number} python @param {string} message
 */
export function assertClose(here, python, message) {
  const isClose = Object.is(here, python) || Math.abs(here - python) <= 1e-12 * Math.abs(python);
  assert.ok(isClose, `${message}: ${here} here, ${python} in Python`);
}

/** The traits of an Explorer, as they travel: words for what JSON cannot hold. @param {Given} given @returns {Record<string, any>} */
export function traitsOf({ weights, inputs, activations, ...rest }) {
  const xs = inputs.map((value, n) => [`x_${n + 1}`, value]);
  const traits = { ...weights, ...Object.fromEntries(xs), ...rest, steps: inputs.length };
  return { ...mapped(traits, sendable), activations: activations.join("/") };
}

/** The model of an Explorer, as far as reading it goes. @param {Given} given */
export function modelOf(given) {
  const sent = traitsOf(given);
  return {
    /** @param {string} name */
    get: (name) => sent[name],
    set() {},
    save_changes() {},
    on() {},
    off() {},
  };
}

/** All that a picture and its table say. @param {import("../../lstm_helpers/graph/scene.js").Scene} scene */
export const said = (scene) => ({
  caption: caption(scene),
  sentence: sentence(scene),
  header: stepHeader(scene),
  rows: stepRows(scene),
  texts: slotTexts(scene),
  lit: scene.lit,
});

/** The same where the learner is asked for something. @param {any} given */
export function askingModelOf({ predict, ...rest }) {
  const model = modelOf(rest);
  return { ...model, get: (/** @type {string} */ name) => (name === "look" ? { predict } : model.get(name)) };
}

/** @param {unknown} part */
function sendable(part) {
  if (typeof part !== "number" || Number.isFinite(part)) return part;
  return Number.isNaN(part) ? "nan" : part > 0 ? "inf" : "-inf";
}
