// @ts-check
// How large a text may be, and where it breaks: what fit.py does.

import { TABLES } from "../tables.js";

/**
 * A slot of the layout, as far as its size goes.
 * @typedef {{width: number, sizes: number[], bold: boolean, lines: number, breaks: string[]}} Room
 */

/** @type {Map<string, number>} */
const WIDTHS = new Map(
  Object.entries(TABLES.character_widths).flatMap(([chars, width]) =>
    [...chars].map((char) => [char, width]),
  ),
);

/** A text's width, in units of its font size: an upper bound. @param {string} text @param {boolean} bold */
export function textWidth(text, bold) {
  const wider = bold ? TABLES.bold_wider : 0;
  let total = 0;
  for (const char of text) total += wider + (WIDTHS.get(char) ?? TABLES.other_width);
  return total;
}

/**
 * The font size and the lines with which a text fits: the largest size at which the lines are few
 * enough and none is too wide. What is too long for all of them sticks out, and is never cut.
 * @param {string} text @param {Room} slot @returns {[number, string[]]}
 */
export function fit(text, slot) {
  let size = 0;
  /** @type {string[]} */
  let lines = [];
  for (size of slot.sizes) {
    const room = slot.width / size;
    lines = wrapText(text, room, slot);
    if (lines.length <= slot.lines && lines.every((line) => textWidth(line, slot.bold) <= room)) {
      return [size, lines];
    }
  }
  const last = slot.lines - 1;
  return [size, [...lines.slice(0, last), lines.slice(last).join(" ")]];
}

/** Fills line after line with as many pieces as it takes. @param {string} text @param {number} room @param {Room} slot */
function wrapText(text, room, { breaks, bold }) {
  const [first, ...rest] = textPieces(text, breaks);
  const lines = [first];
  for (const piece of rest) {
    const longer = lines[lines.length - 1] + piece;
    if (textWidth(longer, bold) <= room) lines[lines.length - 1] = longer;
    else lines.push(piece.trimStart());
  }
  return lines;
}

/** @param {string} text @param {string[]} breaks */
function textPieces(text, breaks) {
  const starts = [0];
  for (let n = 1; n < text.length; n += 1) {
    if (breaks.some((mark) => text.startsWith(mark, n))) starts.push(n);
  }
  return starts.map((start, n) => text.slice(start, starts[n + 1]));
}
