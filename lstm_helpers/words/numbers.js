// @ts-check
// Numbers as people write them, and as they type them: what numbers.py does.

import { TABLES } from "../tables.js";

/** @typedef {"unreadable" | "two_ways" | "too_large"} Kind  why a text is not taken for a number */

// JSON has no nan and no infinities: the kernel sends them as words.
/** @type {Record<string, number>} */
const WORDS = { nan: NaN, inf: Infinity, "-inf": -Infinity, NaN, Infinity, "-Infinity": -Infinity };

/** @param {unknown} given @returns {number} */
export const toNumber = (given) => (typeof given === "string" ? (WORDS[given] ?? NaN) : Number(given));

/** The way back: what JSON can hold, which knows no −0. @param {number} value @returns {number | string} */
export const toSend = (value) =>
  Number.isFinite(value) ? value + 0 : Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";

/** @param {number} value @returns {string} */
export function formatNumber(value) {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  if (Number.isInteger(value) && Math.abs(value) < TABLES.whole_below) {
    return String(value + 0).replace("-", "−");
  }
  return general(value).replaceAll("-", "−").replace(".", TABLES.decimal);
}

// Python's format ".4g".
/** @param {number} value */
function general(value) {
  const [digits, power] = fourDigits(Math.abs(value)).split("e");
  const exponent = Number(power);
  const sign = value < 0 ? "-" : "";
  if (exponent >= -4 && exponent < 4) {
    return sign + trimmed(Number(`${digits}e${power}`).toFixed(3 - exponent));
  }
  const size = String(Math.abs(exponent)).padStart(2, "0");
  return `${sign}${trimmed(digits)}e${exponent < 0 ? "-" : "+"}${size}`;
}

/** @param {string} text */
const trimmed = (text) => (text.includes(".") ? text.replace(/\.?0+$/, "") : text);

// toExponential rounds a tie up, Python rounds it to the even digit.
/** @param {number} size */
function fourDigits(size) {
  const up = size.toExponential(3);
  const five = size.toExponential(4);
  if (!five.includes("5e") || Number(five) !== size) return up;
  const [exact, exponent] = size.toExponential(100).split("e");
  const isTie = /^[0-9]\.[0-9]{3}50*$/.test(exact);
  const lastIsEven = Number(exact[4]) % 2 === 0;
  return isTie && lastIsEven ? `${exact.slice(0, 5)}e${exponent}` : up;
}

/** @param {number} t */
export const subscript = (t) => String(t).replace(/[0-9]/g, (digit) => "₀₁₂₃₄₅₆₇₈₉"[Number(digit)]);

/** @param {string} text */
export const superscript = (text) =>
  text.replace(/[0-9−]/g, (sign) => (sign === "−" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(sign)]));

/** Keeps a minus sign from standing beside another sign. @param {string} text */
export const inParentheses = (text) => (text.startsWith("−") ? `(${text})` : text);

/** @param {string} name @param {Record<string, number>} values */
export const written = (name, values) => (name in values ? formatNumber(values[name]) : TABLES.unknown);

// ---- what people type ----------------------------------------------------------------------------

// White space as people type it, written out because the two languages differ in what else is.
export const WHITE = /[ \t\n\r\u00a0\u2009\u202f]+/g;
const PLAIN = /^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[+-]?[0-9]+)?$/;
const THOUSANDS = /^[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?$/;
const COMMA = /^[+-]?[0-9]*,[0-9]+(e[+-]?[0-9]+)?$/;
const POINTS_THEN_COMMA = /^[+-]?[0-9]{1,3}(\.[0-9]{3})+,[0-9]+$/;
// 1,000 is a thousand to one and 1 to another; 0,500 and 1,000,000 can only be one thing.
const TWO_WAYS = /^[+-]?[1-9][0-9]{0,2},[0-9]{3}(e[+-]?[0-9]+)?$/;

/**
 * Reads a number as people type it: "0,5", "−1", "1/3", "2e3", "1,000,000".
 * @param {string} text
 * @returns {{value: number} | {problem: string}}
 */
export function readNumber(text) {
  const { value, kind, words } = takeNumber(text);
  return kind ? { problem: fill(TABLES.reading[kind], ...words) } : { value };
}

/**
 * The same, with what it can be read as where there are two ways.
 * @param {string} text
 * @returns {{value: number, kind?: Kind, words: string[]}}
 */
export function takeNumber(text) {
  const typed = text.replace(WHITE, " ").replace(/^ | $/g, "");
  const said = typed.replace(/[−–]/g, "-").replaceAll(" ", "").toLowerCase();
  const parts = said.split("/");
  const [above, below = 1] = parts.map(readPart);
  if (parts.length > 2 || above === null || below === null || below === 0) {
    return { value: Number.NaN, kind: "unreadable", words: [typed] };
  }
  const value = above / below;
  // where the comma is the decimal sign, it is read in one way
  if (TABLES.decimal === "." && parts.some((part) => TWO_WAYS.test(part))) {
    return { value, kind: "two_ways", words: [typed, said.replaceAll(",", ""), said.replaceAll(",", ".")] };
  }
  return Number.isFinite(value) ? { value, words: [] } : { value, kind: "too_large", words: [typed] };
}

/** @param {string} said @returns {number | null} */
export function readPart(said) {
  if (PLAIN.test(said)) return Number(said);
  if (COMMA.test(said)) return Number(said.replace(",", "."));
  if (THOUSANDS.test(said)) return Number(said.replaceAll(",", ""));
  if (POINTS_THEN_COMMA.test(said)) return Number(said.replaceAll(".", "").replace(",", "."));
  return null;
}

/** @param {string} pattern @param {string[]} words */
export const fill = (pattern, ...words) =>
  pattern.replace(/\{([0-9])\}/g, (_, n) => [...words[n]].slice(0, 40).join(""));
