// @ts-check
// Lines over a map: the inputs and what else was given, over the same time steps.

import { element, svgElement, write } from "../page/dom.js";
import { filled } from "../words/equations.js";
import { formatNumber } from "../words/numbers.js";

/** @typedef {import("./heat.js").Span} Span */
/** @typedef {(number | null)[]} Numbers  null where there is none */

const STRIP_HEIGHT = 34;
const STRIP_EDGE = 3;

/** The least and the largest of them. @param {Numbers} numbers */
function lineEnds(numbers) {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const each of numbers) {
    if (each !== null) [low, high] = [Math.min(low, each), Math.max(high, each)];
  }
  return { low, high };
}

/** A line's path: it breaks off where there is no number. @param {Numbers} numbers */
export function stripPath(numbers) {
  const { low, high } = lineEnds(numbers);
  const scale = (STRIP_HEIGHT - 2 * STRIP_EDGE) / (high - low || 1);
  let isDrawing = false;
  const parts = numbers.map((each, n) => {
    if (each === null) {
      isDrawing = false;
      return "";
    }
    const y = STRIP_HEIGHT - STRIP_EDGE - (each - low) * scale;
    const part = `${isDrawing ? "L" : "M"}${n + 0.5} ${y.toFixed(2)}`;
    isDrawing = true;
    return part;
  });
  return parts.join("");
}

/** @param {string} words @param {Numbers} numbers @param {string} says */
function named(words, numbers, says) {
  const { low, high } = lineEnds(numbers);
  if (low > high) return words; // there is no number in it
  return filled(says, { words, low: formatNumber(low), high: formatNumber(high) });
}

// Drawn once: another part of them is another view of the same drawing.
export class HeatStrips {
  /** @param {string} says  how a line is called, and from where to where it goes */
  constructor(says) {
    this.says = says;
    this.element = element("div", { class: "lstm-map-strips" });
    /** @type {SVGElement[]} */
    this.drawings = [];
    /** @type {Record<string, Numbers> | null} */
    this.lines = null;
    this.cursor = element("div", { class: "lstm-map-cursor", hidden: "" });
  }

  /** @param {Record<string, Numbers>} lines */
  show(lines) {
    if (lines === this.lines) return;
    this.lines = lines;
    const strips = Object.entries(lines).map(([words, numbers]) => {
      const drawing = svgElement("svg", { preserveAspectRatio: "none", "aria-hidden": "true" });
      drawing.append(svgElement("path", { d: stripPath(numbers) }));
      const name = element("span");
      write(name, named(words, numbers, this.says));
      return { drawing, strip: element("div", { class: "lstm-map-strip" }, name, drawing) };
    });
    this.drawings = strips.map(({ drawing }) => drawing);
    this.element.replaceChildren(...strips.map(({ strip }) => strip), this.cursor);
  }

  /** @param {Span} span */
  see({ from, to }) {
    const box = `${from} 0 ${to - from} ${STRIP_HEIGHT}`;
    for (const drawing of this.drawings) drawing.setAttribute("viewBox", box);
  }

  /** Marks a time step. @param {number | null} step @param {Span} seen */
  point(step, { from, to }) {
    this.cursor.hidden = step === null || step < from - 1 || step >= to;
    if (step !== null) this.cursor.style.left = `${((step + 0.5 - from) / (to - from)) * 100}%`;
  }
}
