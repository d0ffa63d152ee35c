// @ts-check
// How a plan is drawn: what drawing.py does, in the page's colours.

import { svgElement } from "../page/dom.js";
import { TABLES } from "../tables.js";

/** @typedef {import("./content.js").Point} Point */
/** @typedef {import("./plan.js").Plan} Plan */
/** @typedef {import("./plan.js").PlannedLine} PlannedLine */
/** @typedef {Record<string, any>} Look  attributes: a role stands for a colour, points for a way */
/** @typedef {[string, Look, string]} Shape  tag, attributes, text */

const { frame: CANVAS, sizes: FONT_SIZES, dashes: DASHES, colours: COLOURS } = TABLES.chart;

/** A plan's shapes, from the bottom to the top. @param {Plan} plan @returns {Shape[]} */
export function chartShapes(plan) {
  const drawn = [...frameShapes(plan), ...plan.lines.flatMap(lineShapes)];
  if (!plan.dot) return drawn;
  const { x, y, role } = plan.dot;
  const way = wayThrough(CANVAS.left, y, x, y, x, CANVAS.bottom);
  const dashed = pathShape([way], role, 1.4, { "stroke-dasharray": "5.6 5.6" });
  return [...drawn, dashed, discShape([x, y], 9, role, { "data-dot": role })];
}

/** @param {Plan} plan @returns {Shape[]} */
function frameShapes({ x_ticks, y_ticks, mark, title, x_label, y_label, note }) {
  const { left, right, top, bottom, width, height, margin } = CANVAS;
  const rows = y_ticks.flatMap(([y, words]) => {
    const faint = words === "0" ? {} : { "stroke-opacity": 0.2 };
    const line = pathShape([wayThrough(left, y, right, y)], "quiet", 1, faint);
    return [line, textShape(left - 10, y + 5, words, "text", "end")];
  });
  const columns = x_ticks.flatMap(([x, words]) => {
    const line = pathShape([wayThrough(x, bottom, x, bottom + 6)], "quiet", 1.2);
    return [line, textShape(x, bottom + 23, words, "text", "middle")];
  });
  const marks = mark === null ? [] : [wayThrough(mark, top, mark, bottom)];
  return [
    ...rows,
    ...columns,
    ...marks.map((way) => pathShape([way], "c", 9, { "stroke-opacity": 0.25 })),
    pathShape([wayThrough(left, top, left, bottom, right, bottom)], "quiet", 1.2),
    textShape(left, 24, title, "title", "start"),
    textShape(left, top - 14, y_label, "text", "start"),
    textShape((left + right) / 2, height - 9, x_label, "text", "middle"),
    textShape(width - margin, top - 14, note, "text", "end", "quiet"),
  ];
}

/** @param {PlannedLine} line @returns {Shape[]} */
function lineShapes({ name, role, pieces, dots, end, label, text }) {
  const look = DASHES[role] ? { "stroke-dasharray": DASHES[role] } : {};
  const strokes = pieces.filter((piece) => piece.length > 1);
  const stroke = pathShape(strokes, role, TABLES.chart.line_width, { ...look, "data-line": name });
  const drawn = [...(strokes.length ? [stroke] : []), ...dots.map((dot) => discShape(dot, 4, role))];
  if (!end || !label) return drawn;
  const [x, y] = label;
  const words = textShape(x, y + 5, text, "label", "start", role, { "data-label": name });
  return [...drawn, pathShape([[end, [x - 4, y]]], role, 1), words];
}

/** Points, of x and y in turn. @param {number[]} places @returns {Point[]} */
const wayThrough = (...places) =>
  places.flatMap((x, n) => (n % 2 ? [] : [/** @type {Point} */ ([x, places[n + 1]])]));

/** @param {Point[][]} d @param {string} stroke @param {number} width @param {Look} more @returns {Shape} */
function pathShape(d, stroke, width, more = {}) {
  return [
    "path",
    { d, fill: "none", stroke, "stroke-width": width, "stroke-linejoin": "round", ...more },
    "",
  ];
}

/** @param {Point} at @param {number} r @param {string} fill @param {Look} more @returns {Shape} */
const discShape = ([cx, cy], r, fill, more = {}) => ["circle", { cx, cy, r, fill, ...more }, ""];

/** @param {number} x @param {number} y @param {string} text @param {keyof typeof FONT_SIZES} size @param {string} anchor @param {string} fill @param {Look} more @returns {Shape} */
function textShape(x, y, text, size, anchor, fill = "ink", more = {}) {
  const look = { "font-size": FONT_SIZES[size], "font-weight": size === "text" ? "normal" : "bold" };
  return ["text", { x, y, ...look, "text-anchor": anchor, fill, ...more }, text];
}

/** @param {Plan} plan @returns {Element[]} */
export function chartElements(plan) {
  return chartShapes(plan).map(([tag, look, text]) => {
    const named = Object.entries(look).map(([name, value]) => [name, attributeOf(name, value)]);
    return svgElement(tag, Object.fromEntries(named), text);
  });
}

/** @param {string} name @param {any} value */
function attributeOf(name, value) {
  if (name === "d") return value.map(wayOf).join("");
  const isPaint = (name === "stroke" || name === "fill") && value in COLOURS;
  return isPaint ? `var(--lstm-${value.replace("_", "-")}, ${COLOURS[value]})` : value;
}

/** @param {Point[]} points */
const wayOf = (points) =>
  `M${points.map((point) => point.map((place) => Number(place.toFixed(2)))).join("L")}`;
