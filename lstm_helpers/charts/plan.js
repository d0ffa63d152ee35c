// @ts-check
// Where everything in a chart goes: what plan.py does.

import { textWidth } from "../picture/fit.js";
import { TABLES } from "../tables.js";
import { formatNumber, superscript } from "../words/numbers.js";
import { chartSentence } from "./content.js";

/** @typedef {import("./content.js").Content} Content */
/** @typedef {import("./content.js").Line} Line */
/** @typedef {import("./content.js").Point} Point */
/** @typedef {import("./content.js").Dot} Dot */
/** @typedef {[number, number, number[]]} Axis  both ends, and the ticks */
/** @typedef {[number, string]} Tick */
/** @typedef {"title" | "label" | "text"} Size */
/** @typedef {(value: number) => number} Place */
/** @typedef {ReturnType<typeof plannedLines>[number]} PlannedLine */
/** @typedef {ReturnType<typeof planOf>} Plan */

const { frame: FRAME, largest: LARGEST } = TABLES.chart;

/** Works out where everything stands. @param {Content} content */
export function planOf(content) {
  const { left, right, top, bottom } = FRAME;
  const { scale } = content;
  const [xLow, xHigh, xTicks] = xAxis(content);
  const [yLow, yHigh, yTicks] = yAxis(content);
  /** @type {Place} */
  const across = (x) => left + ((x - xLow) / (xHigh - xLow)) * (right - left);
  /** @type {Place} */
  const down = (y) => bottom - ((scaled(y, scale) - yLow) / (yHigh - yLow)) * (bottom - top);
  return {
    title: shortened(content.title, "title", FRAME.width - left - FRAME.margin),
    x_label: shortened(content.x_label, "text", right - left),
    y_label: shortened(content.y_label, "text", right - left),
    x_ticks: xTicks.map((tick) => /** @type {Tick} */ ([across(tick), formatNumber(tick)])),
    y_ticks: yTicks.map((tick) => /** @type {Tick} */ ([down(tick), tickText(tick, scale)])),
    mark: content.mark === null ? null : across(content.mark),
    lines: plannedLines(content, across, down),
    dot: placedDot(content, across, down),
    note: noteOf(content),
    sentence: chartSentence(content),
  };
}

// ---- scales and ticks ----------------------------------------------------------------------------

/** @param {number} value @param {string} scale */
function scaled(value, scale) {
  const size = Math.abs(value);
  if (!(size <= LARGEST)) return NaN;
  const number = size < 1 / LARGEST ? 0 : value;
  if (scale === "linear") return number;
  if (scale === "log") return number > 0 ? Math.log10(number) : NaN;
  return (Math.sign(number) * Math.log1p(Math.abs(number))) / Math.LN10;
}

/** @param {number} low @param {number} high @param {number} most @param {boolean} [isWhole] @returns {number[]} */
function roundTicks(low, high, most, isWhole = false) {
  for (let exponent = Math.max(-300, Math.floor(Math.log10(high - low)) - 2); ; exponent += 1) {
    for (const digit of [1, 2, 5]) {
      const step = Number(`${digit}e${exponent}`);
      const [first, last] = [Math.floor(low / step), Math.ceil(high / step)];
      if (last - first > most || (isWhole && step < 1)) continue;
      return wholeNumbers(first, last).map((n) => n * step);
    }
  }
}

/** @param {number} first @param {number} last */
const wholeNumbers = (first, last) => Array.from({ length: last - first + 1 }, (_, n) => first + n);
/** @type {Place} */
const powerOfTen = (exponent) => Number(`1e${exponent}`);
/** @param {number[]} values @param {number} start */
const leastOf = (values, start) => values.reduce((a, b) => Math.min(a, b), start);
/** @param {number[]} values @param {number} start */
const mostOf = (values, start) => values.reduce((a, b) => Math.max(a, b), start);
/** @param {Content} content */
const valuesOf = ({ lines }) => lines.flatMap(({ points }) => points.map(([, y]) => y));
/** @param {number} y @param {string} scale */
const isDrawable = (y, scale) => !Number.isNaN(scaled(y, scale));
/** @type {(point: Point) => boolean} */
const isInFrame = ([, y]) => FRAME.top <= y && y <= FRAME.bottom;

/** @param {Content} content @returns {Axis} */
function xAxis(content) {
  const xs = content.lines.flatMap(({ points }) => points.map(([x]) => x));
  const [low, high] = content.xlim ?? rangeOf(xs);
  const isWhole = xs.every(Number.isInteger);
  /** @type {number[]} */
  let ticks = [];
  /** @type {string[]} */
  let texts = [];
  for (const most of [12, 8, 6, 4, 2]) {
    ticks = roundTicks(low, high, most, isWhole).filter((tick) => low <= tick && tick <= high);
    texts = ticks.map(formatNumber);
    const widest = mostOf(
      texts.map((text) => widthOf(text, "text")),
      0,
    );
    const fits = (ticks.length + 1) * (widest + 8) <= FRAME.right - FRAME.left;
    if (fits && new Set(texts).size === texts.length) break;
  }
  return [low, high, ticks.filter((_, n) => texts.indexOf(texts[n]) === n)];
}

/** @param {number[]} values @returns {Point} */
function rangeOf(values) {
  const [low, high] = values.length ? [leastOf(values, values[0]), mostOf(values, values[0])] : [0, 1];
  const room = low < high ? 0 : Math.abs(low) / 2 || 0.5;
  return [low - room, high + room];
}

/** @param {Content} content @returns {Axis} */
function yAxis(content) {
  const { scale, ylim } = content;
  let [low, high] = ylim ?? yRange(content);
  if (scale === "log") return powersAxis(low, high);
  if (scale === "symlog" && Math.max(-low, high) > 2) return powersBothWays(low, high);
  let ticks = roundTicks(low, high, 5);
  if (ylim) ticks = ticks.filter((tick) => low <= tick && tick <= high);
  else [low, high] = [ticks[0], ticks[ticks.length - 1]];
  return [scaled(low, scale), scaled(high, scale), ticks];
}

/** @param {Content} content @returns {Point} */
function yRange(content) {
  const values = valuesOf(content).filter((y) => isDrawable(y, content.scale));
  const start = content.scale === "log" ? (values[0] ?? 1) : 0;
  const [low, high] = [leastOf(values, start), mostOf(values, start)];
  return content.scale === "log" || high - low >= 1 / LARGEST ? [low, high] : [0, 1];
}

/** The powers of ten at or below `low`, and at or above `high`. @param {number} low @param {number} high @returns {Point} */
function exponentsOf(low, high) {
  const [first, last] = [low, high].map((value) => Number(value.toExponential().split("e")[1]));
  return [first, last + (powerOfTen(last) < high ? 1 : 0)];
}

/** @param {number} low @param {number} high @returns {Axis} */
function powersAxis(low, high) {
  let [first, last] = exponentsOf(low, high);
  if (first === last) [first, last] = [Math.max(-300, first - 1), Math.min(300, last + 1)];
  const every = Math.ceil((last - first) / 6);
  return [
    first,
    last,
    wholeNumbers(first, last)
      .filter((n) => n % every === 0)
      .map(powerOfTen),
  ];
}

/** @param {number} low @param {number} high @returns {Axis} */
function powersBothWays(low, high) {
  const [up, down] = [high, -low].map((end) => (end > 0 ? Math.max(0, exponentsOf(end, end)[1]) : -1));
  const furthest = Math.max(up, down);
  const sizes = wholeNumbers(0, furthest).map((n) => scaled(powerOfTen(n), "symlog"));
  const [top, bottom] = [sizes[up] ?? 0, sizes[down] ?? 0];
  const every = Math.ceil((up + down + 2) / 8);
  const nearest = (FRAME.gap * (top + bottom)) / (FRAME.bottom - FRAME.top);
  const powers = wholeNumbers(0, furthest).filter((n) => (furthest - n) % every === 0 && sizes[n] >= nearest);
  const below = powers.filter((n) => n <= down).map((n) => -powerOfTen(n));
  const above = powers.filter((n) => n <= up).map(powerOfTen);
  return [-bottom, top, [...below.reverse(), 0, ...above]];
}

/** @param {number} value @param {string} scale */
function tickText(value, scale) {
  const size = Math.abs(value);
  if (scale === "linear" || !value || (size >= 1e-3 && size <= 1e3)) return formatNumber(value);
  const exponent = superscript(formatNumber(Math.round(Math.log10(size))));
  return `${value < 0 ? "−" : ""}10${exponent}`;
}

// ---- lines ---------------------------------------------------------------------------------------

/** @param {Content} content @param {Place} across @param {Place} down */
function plannedLines(content, across, down) {
  const placed = content.lines.map(({ points }) =>
    points.map(([x, y]) => /** @type {Point} */ ([across(x), down(y)])),
  );
  const pieces = placed.map(piecesOf);
  const ends = pieces.map((some) => some.at(-1)?.at(-1) ?? null);
  const labels = labelPlaces(ends);
  return content.lines.map((line, n) => ({
    name: line.name,
    role: line.role,
    pieces: pieces[n],
    dots: dotsOf(placed[n], pieces[n]),
    end: ends[n],
    label: labels[n],
    text: endText(line),
  }));
}

/** @param {Point[]} points @param {Point[][]} pieces */
function dotsOf(points, pieces) {
  if (points.length <= TABLES.chart.points_up_to) return points.filter(isInFrame);
  return pieces.filter((piece) => piece.length === 1).map(([point]) => point);
}

// Cuts a line where it has a gap or leaves the frame.
/** @param {Point[]} points */
function piecesOf(points) {
  /** @type {Point[][]} */
  const pieces = [];
  /** @type {Point[]} */
  let piece = [];
  /** @type {Point} */
  let before = [NaN, NaN];
  for (const point of points) {
    const [from, to] = stretchInside(before, point);
    // both are cut off at the same edge: they are in the same place if they are as far to the right
    if (piece.length && piece[piece.length - 1][0] !== from?.[0]) {
      pieces.push(piece);
      piece = [];
    }
    if (from) {
      if (!piece.length) piece = [from];
      piece.push(to);
    } else if (Number.isNaN(before[1]) && isInFrame(point)) piece = [point];
    before = point;
  }
  return piece.length ? [...pieces, piece] : pieces;
}

/** @param {number} value @param {number} low @param {number} high */
const bound = (value, low, high) => Math.min(Math.max(value, low), high);

/** @param {Point} start @param {Point} end @returns {Point[]} */
function stretchInside([x0, y0], [x1, y1]) {
  const { top, bottom } = FRAME;
  if (Number.isNaN(y0 + y1) || Math.max(y0, y1) < top || Math.min(y0, y1) > bottom) return [];
  /** @param {number} x @param {number} y @returns {Point} */
  const inside = (x, y) => {
    const edge = bound(y, top, bottom);
    return [y === edge ? x : x0 + ((edge - y0) / (y1 - y0)) * (x1 - x0), edge];
  };
  return [inside(x0, y0), inside(x1, y1)];
}

/** @param {(Point | null)[]} ends */
function labelPlaces(ends) {
  const there = ends.flatMap((end, n) => (end ? [{ n, x: end[0], y: end[1] }] : []));
  there.sort((a, b) => a.y - b.y);
  /** @type {(Point | null)[]} */
  const places = ends.map(() => null);
  const column =
    mostOf(
      there.map(({ x }) => x),
      0,
    ) + FRAME.labels;
  for (let n = 1; n < there.length; n += 1) there[n].y = Math.max(there[n].y, there[n - 1].y + FRAME.gap);
  let limit = FRAME.bottom;
  for (const { n, y } of there.reverse()) {
    places[n] = [column, Math.min(y, limit)];
    limit = Math.min(y, limit) - FRAME.gap;
  }
  return places;
}

// ---- words and dot -------------------------------------------------------------------------------

/** @param {string} text @param {Size} size */
const widthOf = (text, size) =>
  textWidth(text, size !== "text") * TABLES.chart.words_wider * TABLES.chart.sizes[size];

/** @param {string} text @param {Size} size @param {number} room @param {string} [end] */
function shortened(text, size, room, end = "") {
  const letters = [...text];
  let shown = text + end;
  while (letters.length > 1 && widthOf(shown, size) > room) {
    letters.pop();
    shown = `${letters.join("")}…${end}`;
  }
  return shown;
}

/** @param {Line} line */
function endText({ label, points, valued }) {
  const value = valued && points.length ? ` = ${formatNumber(points[points.length - 1][1])}` : "";
  return shortened(label, "label", FRAME.width - FRAME.right - FRAME.labels - FRAME.margin, value);
}

/** @param {Content} content @param {Place} across @param {Place} down @returns {Dot | null} */
function placedDot({ dot, scale }, across, down) {
  if (!dot || !isDrawable(dot.y, scale) || Number.isNaN(dot.x)) return null;
  const x = bound(across(dot.x), FRAME.left, FRAME.right);
  return { x, y: bound(down(dot.y), FRAME.top, FRAME.bottom), role: dot.role };
}

/** @param {Content} content */
function noteOf(content) {
  const ys = valuesOf(content);
  const { empty, gaps, log } = TABLES.chart.notes;
  if (!ys.length) return empty;
  if (ys.some((y) => !(Math.abs(y) <= LARGEST))) return gaps;
  return ys.every((y) => isDrawable(y, content.scale)) ? "" : log;
}
