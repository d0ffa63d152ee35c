// @ts-check
// The sums of a layer's unit in words: what sums.py says.

import { GATE_NAMES, sumNames, termsOf } from "../graph/unit.js";
import { TABLES } from "../tables.js";
import { filled } from "./equations.js";
import { formatNumber } from "./numbers.js";

/** @typedef {import("../graph/unit.js").Sum} Sum */
/** @typedef {import("../graph/unit.js").Term} Term */
/** @typedef {import("../graph/scene.js").Scene} Scene */

/** The largest terms alone, and the others added to what is left. @param {Sum} sum @returns {Sum} */
export function largestOf({ terms, more, rest }) {
  const most = TABLES.listed_terms;
  const sorted = [...terms].sort((a, b) => sizeOf(b) - sizeOf(a)); // between two ∞ it is nan, which leaves them
  const shown = terms.length + more <= most + 1 ? sorted : sorted.slice(0, most);
  const left = sorted.slice(shown.length);
  return {
    terms: shown,
    more: more + left.length,
    rest: left.reduce((total, { weight, value }) => total + weight * value, rest),
  };
}

/** @param {Term} term */
function sizeOf({ weight, value }) {
  const size = Math.abs(weight * value);
  return Number.isNaN(size) ? Number.POSITIVE_INFINITY : size;
}

/** What a unit's gate is made of: from the features, and from the units. @param {string} gate @param {Scene} scene @returns {string[]} */
export function spokenSums(gate, { unit, face, t, known }) {
  if (!unit || !GATE_NAMES.includes(gate) || face !== "values") return [];
  const says = TABLES.sums_say;
  return termsOf(unit, gate, t - 1, known).map((sum, k) => {
    const { terms, more, rest } = largestOf(sum);
    const parts = terms.map(({ place, weight, value }) => {
      const kind = k === 0 ? "feature" : place === unit.unit ? "own" : "other";
      const words = { weight: formatNumber(weight), value: formatNumber(value), place: String(place) };
      return filled(says[kind], words);
    });
    if (more) parts.push(filled(says.more, { rest: formatNumber(rest), more: String(more) }));
    const total = formatNumber(known[sumNames(gate)[k]]);
    return filled(k === 0 ? says.x : says.h_prev, { total, list: parts.join(", ") });
  });
}
