// @ts-check
// A cell's quantities over time: what time_content of following.py does.

import { subscript } from "../words/numbers.js";
import { emptyContent } from "./content.js";

/** @typedef {import("./content.js").Look} Look */
/** @typedef {import("./content.js").Point} Point */
/** @typedef {import("../graph/scene.js").Scene} Scene */

/** Quantities at all time steps that are known. @param {Scene} scene @param {Look} look @param {string} scale */
export function timeContent({ steps, known, complete, t, numbers, number }, look, scale) {
  const shown = complete ? steps : [...steps.slice(0, t - 1), known];
  const lines = look.lines.map((line) => {
    const points = knownSoFar(line.name, shown, numbers);
    return { ...line, label: line.label + subscript(numbers[(points.length || shown.length) - 1]), points };
  });
  const isWalk = steps.length > 1;
  const xlim = /** @type {Point | null} */ (isWalk ? [numbers[0], numbers[steps.length - 1]] : null);
  return { ...emptyContent(look, scale), lines, xlim, mark: isWalk ? number : null };
}

// Up to where it is not known.
/** @param {string} name @param {Record<string, number>[]} steps @param {number[]} numbers @returns {Point[]} */
function knownSoFar(name, steps, numbers) {
  const end = steps.findIndex((values) => !(name in values));
  return steps.slice(0, end < 0 ? steps.length : end).map((values, n) => [numbers[n], values[name]]);
}
