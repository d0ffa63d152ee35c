// @ts-check
// How large a text may be, and where it breaks: what fit.py does.

import { TABLES } from "../tables.js";

/** @typedef {{width: number, sizes: [number, number][], bold: boolean, lines: number}} Room  a slot, as far as its size goes */

/** @type {Map<string, number>} */
const WIDTHS = new Map(
  Object.entries(TABLES.character_widths).flatMap(([chars, width]) =>
    [...chars].map((char) => [char, width]),
  ),
);

/** A text's width, in units of its font size: an upper bound. @param {string} text @param {boolean} bold */
export function textWidth(text, bold) {
  let total = 0;
  for (const char of text) total += WIDTHS.get(char) ?? TABLES.other_width;
  return bold ? total * TABLES.bold_wider : total;
}

/** @param {string} text @param {number} width @param {string[]} marks @param {boolean} bold */
function wrap(text, width, marks, bold) {
  const starts = [0];
  for (let n = 1; n < text.length; n += 1) {
    if (marks.some((mark) => text.startsWith(mark, n))) starts.push(n);
  }
  /** @type {string[]} */
  const lines = [];
  starts.forEach((start, n) => {
    const piece = text.slice(start, starts[n + 1]);
    if (lines.length && textWidth(lines[lines.length - 1] + piece, bold) <= width) {
      lines[lines.length - 1] += piece;
    } else {
      lines.push(lines.length ? piece.trimStart() : piece);
    }
  });
  return lines;
}

/** The font size and the lines with which a text fits. @param {string} text @param {Room} slot @returns {[number, string[]]} */
export function fit(text, slot) {
  let size = 0;
  /** @type {string[]} */
  let lines = [];
  const readable = slot.sizes.filter(([candidate]) => candidate >= TABLES.smallest);
  const tiny = slot.sizes.filter(([candidate]) => candidate < TABLES.smallest);
  const choices = [readable, tiny].flatMap((sizes) => TABLES.breaks.map((marks) => ({ sizes, marks })));
  for (const { sizes, marks } of choices) {
    for (const [candidate, allowed] of sizes) {
      size = candidate;
      lines = wrap(text, slot.width / size, marks, slot.bold);
      const isNarrow = lines.every((line) => textWidth(line, slot.bold) * candidate <= slot.width);
      if (lines.length <= allowed && isNarrow) return [size, lines];
    }
  }
  return [size, lines.slice(0, slot.lines)];
}
