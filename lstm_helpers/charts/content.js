// @ts-check
// What a chart shows, worked out from the numbers that a model holds: what the Python modules
// chart, following and powers do; and what it says of itself: what content.py does.

import { ACTIVATIONS } from "../cell/activations.js";
import { activationName, BY_NAME } from "../graph/forward.js";
import { numberOf } from "../page/model.js";
import { TABLES } from "../tables.js";
import { formatNumber, subscript, toNumber, written } from "../words/numbers.js";

/** @typedef {import("../page/model.js").Model} Model */
/** @typedef {import("../graph/scene.js").Scene} Scene */
/** @typedef {[number, number]} Point */
/** @typedef {{name: string, label: string, role: string, valued: boolean}} Described */
/** @typedef {Described & {points: Point[]}} Line */
/** @typedef {{x: number, y: number, role: string}} Dot */
/** @typedef {{name: string, label: string, role: string}} SliderLook */
/**
 * @typedef {object} Look  what a chart is told once: what look.py makes
 * @property {string} kind
 * @property {Described[]} lines
 * @property {string} scale  at first
 * @property {string[]} scales  to choose from
 * @property {string} x_label
 * @property {string} y_label
 * @property {string} title
 * @property {Point | null} xlim
 * @property {Point | null} ylim
 * @property {SliderLook[]} [sliders]
 * @property {[number, number]} [limits]
 * @property {number} [step]
 */
/**
 * @typedef {object} Content
 * @property {Line[]} lines
 * @property {string} x_label
 * @property {string} y_label
 * @property {string} title
 * @property {string} scale
 * @property {Dot | null} dot
 * @property {number | null} mark
 * @property {Point | null} xlim
 * @property {Point | null} ylim
 */

/** @param {Look} look @param {string} scale @returns {Content} */
function emptyContent({ x_label, y_label, title, xlim, ylim }, scale) {
  return { lines: [], x_label, y_label, title, scale, dot: null, mark: null, xlim, ylim };
}

/** Numbers that Python gave. @param {Look} look @param {string} scale @param {any[]} x @param {Record<string, any[]>} values */
export function givenContent(look, scale, x, values) {
  const xs = x.map(toNumber);
  /** @param {string} name @returns {Point[]} */
  const points = (name) => (values[name] ?? []).map((y, n) => [xs[n], toNumber(y)]);
  const lines = look.lines.map((line) => ({ ...line, points: points(line.name) }));
  return { ...emptyContent(look, scale), lines };
}

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

/** An activation, with a dot where a quantity is. @param {Scene} scene @param {Look} look @param {string} scale */
export function curveContent({ known, activations, t }, look, scale) {
  const [{ name, role }] = look.lines;
  const [operand] = BY_NAME[name].operands;
  const which = activationName(BY_NAME[name], activations) ?? "";
  const [low, high] = look.xlim ?? [0, 1];
  const { samples } = TABLES.chart;
  const zs = Array.from({ length: samples + 1 }, (_, n) => low + (n / samples) * (high - low));
  const points = zs.map((z) => /** @type {Point} */ ([z, ACTIVATIONS[which].function(z)]));
  const isKnown = operand in known && name in known;
  return {
    ...emptyContent(look, scale),
    title: `${name}${subscript(t)} = ${which}(${written(operand, known)}) = ${written(name, known)}`,
    lines: [{ name: which, label: which, role, valued: false, points }],
    dot: isKnown ? { x: known[operand], y: known[name], role } : null,
  };
}

/** Products of the same factor. @param {Look} look @param {string} scale @param {Record<string, number>} factors */
export function powersContent(look, scale, { f, u, slope }) {
  /** @type {Record<string, number>} */
  const factors = { lstm: f, plain: u * slope };
  const last = look.xlim?.[1] ?? 0;
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

/** Says in words what the chart shows. @param {Content} content */
export function chartSentence(content) {
  const lines = content.lines.filter(({ points }) => points.length);
  const { empty } = TABLES.chart.notes;
  if (!lines.length) return `${empty[0].toUpperCase()}${empty.slice(1)}.`;
  const ends = lines.map(({ points }) => [points[0], points[points.length - 1]]);
  const [first, last] = ends[0].map(([x]) => formatNumber(x));
  const said = lines.map(({ label }, n) => {
    const [from, to] = ends[n].map(([, y]) => formatNumber(y));
    return `${label} from ${from} to ${to}`;
  });
  return `Over ${content.x_label || "x"} ${first} to ${last}: ${said.join(", ")}.`;
}
