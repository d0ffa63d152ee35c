// @ts-check
// A layer as a map, in numbers: what heat.py says, as far as the page needs it.

import { ACTIVATIONS } from "../cell/activations.js";
import { BY_NAME } from "../graph/forward.js";
import { expression, filled } from "../words/equations.js";
import { formatNumber } from "../words/numbers.js";

/** @typedef {import("../graph/forward.js").Pair} Pair */
/** @typedef {Record<string, Float32Array> & {start: Float32Array}} Sent  f i g o c by unit and then by time step, and c before the first */
/** @typedef {{from: number, to: number}} Span  what is seen of so many units or time steps */

/** Cuts what came as bytes into the quantities it is made of. @param {DataView} bytes @param {string[]} names @param {number} units @param {number} steps @returns {Sent} */
export function sentOf(bytes, names, units, steps) {
  const all = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  const size = units * steps;
  const parts = names.map((name, n) => [name, all.subarray(n * size, (n + 1) * size)]);
  return { ...Object.fromEntries(parts), start: all.subarray(names.length * size) };
}

/** One quantity of every unit at every step. @param {string} name @param {Sent} sent @param {Pair} pair @returns {Float32Array} */
export function heatValues(name, sent, pair) {
  if (name in sent) return sent[name];
  const { f, i, g, o, c, start } = sent;
  const steps = c.length / start.length;
  if (name === "keep") return f.map((gate, n) => gate * (n % steps ? c[n - 1] : start[n / steps]));
  if (name === "write") return i.map((gate, n) => gate * g[n]);
  const squash = ACTIVATIONS[pair[0]].function;
  return o.map((gate, n) => gate * squash(c[n]));
}

/** All that goes into one place of the map. @param {number} n @param {Sent} sent @param {Pair} pair */
function placeValues(n, sent, pair) {
  const { f, i, g, o, c, start } = sent;
  const steps = c.length / start.length;
  const c_prev = n % steps ? c[n - 1] : start[n / steps];
  const c_act = ACTIVATIONS[pair[0]].function(c[n]);
  const made = { keep: f[n] * c_prev, write: i[n] * g[n], h: o[n] * c_act };
  /** @type {Record<string, number>} */
  const values = { f: f[n], i: i[n], g: g[n], o: o[n], c: c[n], c_prev, c_act, ...made };
  return values;
}

/** What stands at one place, in words. @param {string} name @param {number} unit @param {number} t @param {Sent} sent @param {Pair} pair @param {Record<string, string>} says */
export function placeSays(name, unit, t, sent, pair, says) {
  const steps = sent.c.length / sent.start.length;
  const values = placeValues(unit * steps + t - 1, sent, pair);
  const quantity = BY_NAME[name];
  const number = (/** @type {string} */ each) => formatNumber(values[each]);
  const isSum = quantity.operands.every((each) => each in values);
  const made = isSum ? says.made.replace("{made}", expression(quantity, pair, number)) : "";
  const numbers = Object.fromEntries(Object.keys(values).map((each) => [each, number(each)]));
  const place = { unit: String(unit), t: String(t), it: quantity.words, made, value: number(name) };
  return filled(says.place, { ...place, symbol: quantity.symbol, does: filled(quantity.says, numbers) });
}

// ---- colours -------------------------------------------------------------------------------------

const SHADES = 256;

/** @param {string} colour  "#rrggbb" */
const channelsOf = (colour) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));

/** Shades between some colours, as a picture's pixels have them. @param {string[]} stops */
export function shadesOf(stops) {
  const channels = stops.map(channelsOf);
  return Uint32Array.from({ length: SHADES }, (_, n) => {
    const at = (n / (SHADES - 1)) * (stops.length - 1);
    const first = Math.min(Math.floor(at), stops.length - 2);
    const [r, g, b] = channels[first].map((from, k) =>
      Math.round(from + (at - first) * (channels[first + 1][k] - from)),
    );
    return ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
  });
}

/** Writes rows of numbers into a picture, one pixel each, in an order of rows; nan is left out. @param {Uint32Array} pixels @param {Float32Array} values @param {number[]} rows @param {[number, number]} limits @param {Uint32Array} shades @param {Span} [span]  of the time steps */
export function paint(pixels, values, rows, [low, high], shades, span) {
  const steps = values.length / rows.length;
  const { from, to } = span ?? { from: 0, to: steps };
  const scale = (SHADES - 1) / (high - low);
  rows.forEach((unit, row) => {
    const at = row * (to - from) - from;
    for (let n = from; n < to; n += 1) {
      const value = values[unit * steps + n];
      const shade = Math.min(SHADES - 1, Math.max(0, Math.round((value - low) * scale)));
      pixels[at + n] = Number.isNaN(value) ? 0 : shades[shade];
    }
  });
}

// ---- what is seen --------------------------------------------------------------------------------

/** @param {Span} span @param {number} count  how many there are @returns {Span} */
function within({ from, to }, count) {
  const width = Math.min(to - from, count);
  const start = Math.max(0, Math.min(from, count - width));
  return { from: start, to: start + width };
}

/** Sees a part of it, or more; what lies at `at` stays where it is. @param {Span} span @param {number} factor @param {number} at @param {number} least @param {number} count */
export function zoomed({ from, to }, factor, at, least, count) {
  const width = Math.min(count, Math.max(Math.min(least, count), (to - from) * factor));
  const share = (at - from) / (to - from);
  return within({ from: at - share * width, to: at + (1 - share) * width }, count);
}

/** @param {Span} span @param {number} by @param {number} count */
export const moved = ({ from, to }, by, count) => within({ from: from + by, to: to + by }, count);

/** Moves no more than is needed for a place to be seen. @param {Span} span @param {number} place @param {number} count */
export function seeing({ from, to }, place, count) {
  return moved({ from, to }, Math.min(0, place - from) + Math.max(0, place + 1 - to), count);
}

/** Round numbers in a span, not more than so many. @param {Span} span  in numbers from 0 @param {number} most @param {number} [first] what the number 0 is called */
export function marksIn({ from, to }, most, first = 0) {
  let step = 1;
  for (let n = 0; (to - from) / step > most; n += 1) step *= n % 3 === 1 ? 2.5 : 2;
  const marks = [];
  for (let mark = Math.ceil((from + first) / step) * step; mark < to + first; mark += step) marks.push(mark);
  return marks;
}
