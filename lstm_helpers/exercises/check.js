// @ts-check
// What is said of an answer: not filled in yet, right, or what kind of slip it looks like; as check.py says.

import { BY_NAME } from "../graph/forward.js";
import { TABLES } from "../tables.js";
import { readAnswer } from "../words/answers.js";
import { formula } from "../words/equations.js";
import { gradientFormula } from "../words/gradients.js";
import { formatNumber, subscript } from "../words/numbers.js";
import { calledIt, caseOf, put, suspectsOf } from "./slips.js";

/** @typedef {import("./slips.js").Setting} Setting */
/** @typedef {import("./slips.js").Asked} Asked */
/** @typedef {import("./slips.js").Case} Case */
/** @typedef {import("./slips.js").Suspect} Suspect */
/** @typedef {{verdict: "open" | "right" | "slip", text: string, slip: string, number: number | null}} Feedback */

const { answer_says: PATTERNS } = TABLES;

// How near is near: a few digits left away, a slip on the way, one digit alone.
const { rounded: ROUNDED, close: CLOSE, nearly: NEARLY, digit: DIGIT } = TABLES.near;

/** Looks at what a learner typed. @param {Setting} setting @param {Asked} wanted @param {string} typed @returns {Feedback} */
export function look(setting, wanted, typed) {
  const asked = caseOf(setting, wanted);
  if (!typed.trim()) return feedback("open", put(PATTERNS.open, { what: whatIs(asked) }));
  const { numbers, problem } = readAnswer(typed);
  const right = numbers.find((number) => isSame(number, asked.truth));
  if (right !== undefined) return feedback("right", rightWords(asked, formatNumber(right)), "", right);
  const found = numbers.map((number) => ({ number, suspect: suspectFor(asked, number) }));
  const known = found.filter(({ suspect }) => suspect);
  if (problem && known.length !== 1) return feedback("slip", problem);
  const [{ number, suspect }] = known.length ? known : found;
  const it = formatNumber(number);
  if (suspect) return feedback("slip", put(suspect.says, { it }), suspect.slip, number);
  return feedback("slip", put(PATTERNS["not yet"], { it, way: wayTo(asked) }), "", number);
}

/**
 * @param {"open" | "right" | "slip"} verdict @param {string} text @param {string} slip
 * @param {number | null} number @returns {Feedback}
 */
const feedback = (verdict, text, slip = "", number = null) => ({ verdict, text, slip, number });

/** @param {Case} asked @param {number} number @returns {{slip: string, says: string} | null} */
function suspectFor(asked, number) {
  const { truth } = asked;
  const isWhole = Number.isInteger(truth);
  /** @param {Suspect} suspect  as if a digit were left away, if the slip is a likely one */
  const isNearly = ({ number: wrong, exact }) =>
    !exact && !Number.isInteger(wrong) && isNear(number, wrong, DIGIT);
  const rounded = { slip: "rounded", says: PATTERNS.rounded };
  // fewer digits than are shown
  const isShort = Number(number.toPrecision(3)) === number;
  if (!isWhole && isShort && isNear(number, truth, ROUNDED)) return rounded;
  /** @type {Suspect[]} */
  const others = [];
  for (const suspect of eachOnce(asked)) {
    if (isSame(number, suspect.number)) return suspect;
    others.push(suspect);
  }
  const likely = others.find(isNearly);
  if (likely) return likely;
  const isOneOff = Math.abs(truth) >= 5 && Math.abs(number - truth) === 1;
  if (isWhole && (isNear(number, truth, CLOSE) || isOneOff)) return { slip: "close", says: PATTERNS.close };
  return !isWhole && isNear(number, truth, NEARLY) ? rounded : null;
}

/** Each wrong number once, as the likeliest slip that gives it. @param {Case} asked @returns {Generator<Suspect>} */
function* eachOnce(asked) {
  const seen = new Set([asked.truth]);
  for (const suspect of suspectsOf(asked)) {
    if (!Number.isFinite(suspect.number) || seen.has(suspect.number)) continue;
    seen.add(suspect.number);
    yield suspect;
  }
}

/** Python's isclose. @param {number} a @param {number} b @param {number} relative @param {number} absolute */
function isNear(a, b, relative, absolute = 0) {
  if (a === b) return true;
  const apart = Math.abs(a - b);
  const areFinite = Number.isFinite(a) && Number.isFinite(b);
  return areFinite && apart <= Math.max(relative * Math.max(Math.abs(a), Math.abs(b)), absolute);
}

/** Whole numbers exactly, others to the digits that are shown. @param {number} number @param {number} truth */
function isSame(number, truth) {
  if (isNear(number, truth, 1e-9, 1e-12)) return true;
  return !Number.isInteger(truth) && formatNumber(number) === formatNumber(truth);
}

// ---- what is said --------------------------------------------------------------------------------

/** @param {Case} asked */
const onlyWhat = ({ name, t, isTotal }) => (isTotal ? name : put(PATTERNS["at step"], { name, t }));

/** @param {Case} asked */
const whatIs = (asked) => (asked.of ? "∂" : "") + onlyWhat(asked);

/** @param {Case} asked */
const endOf = ({ of, steps }) => of + subscript(steps.length);

/** @param {Case} asked @param {string} it */
function rightWords(asked, it) {
  const { name, t, of, throughH } = asked;
  const words = calledIt(name);
  if (!of) return put(PATTERNS.right, { it, called: words + (words.includes(",") ? "," : ""), t });
  const end = endOf(asked) + (throughH ? "" : PATTERNS["along c"]);
  return put(PATTERNS["right gradient"], { it, what: onlyWhat(asked), end });
}

/** How to come to what is asked for. @param {Case} asked */
function wayTo(asked) {
  const { name, t, pair, of } = asked;
  if (of) return wayBack(asked);
  const after = TABLES.carry[name];
  if (after) {
    return t > 1 ? put(PATTERNS["way before"], { name, after, before: t - 1 }) : PATTERNS["way at the start"];
  }
  if (BY_NAME[name].op === "given") return put(PATTERNS["way given"], { name });
  return put(PATTERNS.way, { formula: formula(name, pair) });
}

/** @param {Case} asked */
function wayBack(asked) {
  const { name, t, isTotal, of, throughH, pair, steps } = asked;
  const last = steps.length;
  if (isTotal) return put(PATTERNS["way of a weight"], { name });
  if (!throughH) return PATTERNS["way along c"];
  if (t === last && (name === of || name === "h")) {
    const says = PATTERNS[name === of ? "way from the end" : "way to the end"];
    return put(says, { what: name + subscript(last), end: endOf(asked) });
  }
  return put(PATTERNS.way, { formula: gradientFormula(name, pair, t, last, of) });
}
