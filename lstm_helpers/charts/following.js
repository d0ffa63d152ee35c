// @ts-check
// A cell's quantities over time: what time_content of following.py does.

import { subscript } from "../words/numbers.js";
import { emptyContent } from "./content.js";

/** @typedef {import("./content.js").Look} Look */
/** @typedef {import("./content.js").Point} Point */
/** @typedef {import("../graph/scene.js").Scene} Scene */

/** Quantities at all time steps that are known. @param {Scene} scene @param {Look} look @param {string} scale */
export function timeContent({ steps, known, complete, t }, look, scale) {
  const shown = complete ? steps : [...steps.slice(0, t - 1), known];
  /** @param {string} name @returns {Point[]} */
  const points = (name) => shown.flatMap((values, n) => (name in values ? [[n + 1, values[name]]] : []));
  const lines = look.lines.map((line) => ({
    ...line,
    label: line.label + subscript(shown.length),
    points: points(line.name),
  }));
  const isWalk = steps.length > 1;
  const xlim = /** @type {Point | null} */ (isWalk ? [1, steps.length] : null);
  return { ...emptyContent(look, scale), lines, xlim, mark: isWalk ? t : null };
}
