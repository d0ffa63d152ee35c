// @ts-check
// How a plan is drawn: what drawing.py does, in the page's colours.

import { svgElement } from "../page/dom.js";
import { TABLES } from "../tables.js";

/** @typedef {import("./content.js").Point} Point */
/** @typedef {import("./plan.js").Plan} Plan */
/** @typedef {import("./plan.js").PlannedLine} PlannedLine */
/** @typedef {Record<string, any>} Look  attributes: a role stands for a colour, points for a way */
/** @typedef {[string, Look, string]} Shape  tag, attributes, text */

const { sizes: FONT_SIZES, styles: CHART_STYLES } = TABLES.chart;

/** A plan's shapes, from the bottom to the top. @param {Plan} plan @returns {Shape[]} */
export function chartShapes(plan) {
  const drawn = [...frameShapes(plan), ...plan.lines.flatMap(lineShapes)];
  if (!plan.dot) return drawn;
  const { x, y, role } = plan.dot;
  const { left, bottom } = TABLES.chart.frame;
  /** @type {Point[]} */
  const way = [
    [left, y],
    [x, y],
    [x, bottom],
  ];
  const dashes = { "stroke-dasharray": "5.6 5.6" };
  return [...drawn, pathShape([way], role, 1.4, dashes), discShape([x, y], 9, role, { "data-dot": role })];
}

/** @param {Plan} plan @returns {Shape[]} */
function frameShapes(plan) {
  const { left, right, top, bottom, width, height, margin } = TABLES.chart.frame;
  const across = (/** @type {number} */ y) =>
    /** @type {Point[]} */ ([
      [left, y],
      [right, y],
    ]);
  const grid = { "stroke-opacity": 0.2 };
  /** @type {Shape[]} */
  const behind = [];
  if (plan.mark !== null) {
    behind.push(
      pathShape(
        [
          [
            [plan.mark, top],
            [plan.mark, bottom],
          ],
        ],
        "c",
        9,
        { "stroke-opacity": 0.25 },
      ),
    );
  }
  if (plan.zero !== null) behind.push(pathShape([across(plan.zero)], "quiet", 1));
  return [
    ...plan.y_ticks.flatMap(([y, words]) => [
      pathShape([across(y)], "quiet", 1, grid),
      textShape(left - 10, y + 5, words, "text", "end"),
    ]),
    ...plan.x_ticks.flatMap(([x, words]) => [
      pathShape(
        [
          [
            [x, bottom],
            [x, bottom + 6],
          ],
        ],
        "quiet",
        1.2,
      ),
      textShape(x, bottom + 23, words, "text", "middle"),
    ]),
    ...behind,
    pathShape(
      [
        [
          [left, top],
          [left, bottom],
          [right, bottom],
        ],
      ],
      "quiet",
      1.2,
    ),
    textShape(left, 24, plan.title, "title", "start", "ink", { "font-weight": "bold" }),
    textShape(left, top - 14, plan.y_label, "text", "start"),
    textShape((left + right) / 2, height - 9, plan.x_label, "text", "middle"),
    textShape(width - margin, top - 14, plan.note, "text", "end", "quiet"),
  ];
}

/** @param {PlannedLine} line @returns {Shape[]} */
function lineShapes({ name, role, pieces, dots, end, label, text }) {
  const { dashes } = CHART_STYLES[role];
  const look = dashes.length ? { "stroke-dasharray": dashes.join(" ") } : {};
  const strokes = pieces.filter((piece) => piece.length > 1);
  /** @type {Shape[]} */
  const drawn = [];
  if (strokes.length)
    drawn.push(pathShape(strokes, role, TABLES.chart.line_width, { ...look, "data-line": name }));
  drawn.push(...dots.map((dot) => discShape(dot, 4, role)));
  if (!end || !label) return drawn;
  const [x, y] = label;
  const more = { "font-weight": "bold", "data-label": name };
  return [
    ...drawn,
    pathShape([[end, [x - 4, y]]], role, 1),
    textShape(x, y + 5, text, "label", "start", role, more),
  ];
}

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

/** @param {number} x @param {number} y @param {string} text @param {string} size @param {string} anchor @param {string} fill @param {Look} more @returns {Shape} */
function textShape(x, y, text, size, anchor, fill = "ink", more = {}) {
  return ["text", { x, y, "font-size": FONT_SIZES[size], "text-anchor": anchor, fill, ...more }, text];
}

// ---- in the page ---------------------------------------------------------------------------------

/** @param {number} value */
const rounded = (value) => Number(value.toFixed(2));

/** @param {string} name @param {any} value */
function attributeOf(name, value) {
  if (name === "d") {
    const ways = /** @type {Point[][]} */ (value);
    return ways.map((way) => `M${way.map(([x, y]) => `${rounded(x)},${rounded(y)}`).join("L")}`).join("");
  }
  if ((name === "stroke" || name === "fill") && value in CHART_STYLES) {
    return `var(--lstm-${value.replace("_", "-")}, ${CHART_STYLES[value].colour})`;
  }
  return typeof value === "number" ? rounded(value) : value;
}

/** @param {Plan} plan @returns {Element[]} */
export function chartElements(plan) {
  return chartShapes(plan).map(([tag, look, text]) => {
    const named = Object.entries(look).map(([name, value]) => [name, attributeOf(name, value)]);
    return svgElement(tag, Object.fromEntries(named), text);
  });
}
