// @ts-check
// What a chart's model shows, wherever its numbers come from: what chart.py, following.py and powers.py do.

import { ACTIVATIONS } from "../cell/activations.js";
import { activationName, BY_NAME } from "../graph/forward.js";
import { numberOf } from "../page/model.js";
import { TABLES } from "../tables.js";
import { subscript, toNumber, written } from "../words/numbers.js";
import { emptyContent } from "./content.js";
import { timeContent } from "./following.js";

/** @typedef {import("../page/model.js").Model} Model */
/** @typedef {import("./content.js").Content} Content */
/** @typedef {import("./content.js").Look} Look */
/** @typedef {import("./content.js").Point} Point */
/** @typedef {import("../graph/scene.js").Scene} Scene */

/** Numbers that Python gave. @param {Look} look @param {string} scale @param {any[]} x @param {Record<string, any[]>} values */
export function givenContent(look, scale, x, values) {
  const xs = x.map(toNumber);
  /** @param {string} name @returns {Point[]} */
  const points = (name) => (values[name] ?? []).map((y, n) => [xs[n], toNumber(y)]);
  const lines = look.lines.map((line) => ({ ...line, points: points(line.name) }));
  return { ...emptyContent(look, scale), lines };
}

/** An activation, with a dot where a quantity is. @param {Scene} scene @param {Look} look @param {string} scale */
export function curveContent({ known, activations, number }, look, scale) {
  const [{ name, role }] = look.lines;
  const [operand] = BY_NAME[name].operands;
  const which = /** @type {string} */ (activationName(BY_NAME[name], activations));
  const [low, high] = /** @type {Point} */ (look.xlim);
  const { samples } = TABLES.chart;
  const zs = Array.from({ length: samples + 1 }, (_, n) => low + (n / samples) * (high - low));
  const points = zs.map((z) => /** @type {Point} */ ([z, ACTIVATIONS[which].function(z)]));
  const isKnown = operand in known; // as soon as it is, so is what is made of it
  return {
    ...emptyContent(look, scale),
    title: `${name}${subscript(number)} = ${which}(${written(operand, known)}) = ${written(name, known)}`,
    lines: [{ name: which, label: which, role, valued: false, points }],
    dot: isKnown ? { x: known[operand], y: known[name], role } : null,
  };
}

/** Products of the same factor. @param {Look} look @param {string} scale @param {Record<string, number>} factors */
export function powersContent(look, scale, { f, u, slope }) {
  /** @type {Record<string, number>} */
  const factors = { lstm: f, plain: u * slope };
  const [, last] = /** @type {Point} */ (look.xlim);
  /** @param {number} factor */
  const sizes = (factor) => {
    /** @type {Point[]} */
    const points = [[0, 1]];
    while (points.length <= last)
      points.push([points.length, Math.abs(points[points.length - 1][1] * factor)]);
    return points;
  };
  const lines = look.lines.map((line) => ({ ...line, points: sizes(factors[line.name]) }));
  return { ...emptyContent(look, scale), lines };
}

/** @type {Record<string, (model: Model, look: Look, scale: string, scene: () => Scene) => Content>} */
const CONTENTS = {
  given: (model, look, scale) => givenContent(look, scale, model.get("x"), model.get("values")),
  time: (model, look, scale, scene) => timeContent(scene(), look, scale),
  curve: (model, look, scale, scene) => curveContent(scene(), look, scale),
  powers(model, look, scale) {
    const factors = Object.fromEntries(["f", "u", "slope"].map((name) => [name, numberOf(model, name)]));
    return powersContent(look, scale, factors);
  },
};

/** What a chart's model shows; `scene` is asked for when it follows one. @param {Model} model @param {() => Scene} scene */
export function contentOf(model, scene) {
  const look = model.get("look");
  return CONTENTS[look.kind](model, look, model.get("scale"), scene);
}
