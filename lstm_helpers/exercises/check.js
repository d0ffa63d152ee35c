// @ts-check
// Feedback on a number that was typed.

import { unroll } from "../graph/forward.js";
import { readNumber } from "../words/numbers.js";

/** @typedef {{weights: Record<string, number>, inputs: number[], h0: number, c0: number, activations: [string, string]}} Cell */
/** @typedef {{name: string, t: number, of?: string, through_h?: boolean}} AskedFor */
/** @typedef {{verdict: "open" | "right" | "slip", text: string, slip: string, number: number | null}} Reply */

/** @param {Cell} given @param {AskedFor} asked @param {string} typed @returns {Reply} */
export function look(given, { name, t }, typed) {
  if (!typed.trim())
    return { verdict: "open", text: `${name} is not filled in yet.`, slip: "", number: null };
  const read = readNumber(typed);
  if ("problem" in read) return { verdict: "slip", text: read.problem, slip: "", number: null };
  const isRight = unroll(given)[t - 1][name] === read.value;
  const text = isRight ? `${typed} is right.` : `${typed}: not yet.`;
  return { verdict: isRight ? "right" : "slip", text, slip: "", number: read.value };
}
