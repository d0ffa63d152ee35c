// @ts-check
// Feedback on what a learner typed: what check.py says.

import { backpropagate } from "../graph/backward.js";
import { unroll } from "../graph/forward.js";
import { formatNumber, readNumber } from "../words/numbers.js";

/** @typedef {import("../graph/scene.js").Given} Scenic */
/** @typedef {Pick<Scenic, "weights" | "inputs" | "h0" | "c0" | "activations">} Cell */
/** @typedef {{name: string, t: number, of: string, through_h: boolean}} Asked  `of` "" is the value, "h" or "c" the gradient of that */
/** @typedef {{verdict: "open" | "right" | "slip", text: string, slip: string, number: number | null}} Feedback */

/** @param {Cell} given @param {Asked} asked @param {string} typed @returns {Feedback} */
export function look(given, { name, t, of }, typed) {
  const read = readNumber(typed);
  if ("problem" in read) return { verdict: "slip", text: read.problem, slip: "", number: null };
  const steps = unroll(given);
  const truth = (of ? backpropagate(steps, given.activations, of) : steps)[t - 1][name];
  const shown = formatNumber(read.value);
  const verdict = shown === formatNumber(truth) ? "right" : "slip";
  const text = verdict === "right" ? `${shown} is right.` : `${shown}: not yet.`;
  return { verdict, text, slip: "", number: read.value };
}
