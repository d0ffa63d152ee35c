// @ts-check
// What a chart shows, and what it says of itself: what content.py does.

import { TABLES } from "../tables.js";
import { filled } from "../words/equations.js";
import { formatNumber } from "../words/numbers.js";

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

/** All but the lines. @param {Look} look @param {string} scale @returns {Omit<Content, "lines">} */
export function emptyContent({ x_label, y_label, title, xlim, ylim }, scale) {
  return { x_label, y_label, title, scale, dot: null, mark: null, xlim, ylim };
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
    return filled(TABLES.chart.notes.line, { label, first: from, last: to });
  });
  const words = { x: content.x_label || "x", first, last, list: said.join(", ") };
  return filled(TABLES.chart.notes.says, words);
}
