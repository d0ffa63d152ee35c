// @ts-check
// What number each slip gives, for a quantity or a gradient that is asked for: what slips.py works out.

import { ACTIVATIONS } from "../cell/activations.js";
import { backpropagate, derivative, partnerOf } from "../graph/backward.js";
import { activationName, BY_NAME, evaluate, GRAPH, unroll } from "../graph/forward.js";
import { TABLES } from "../tables.js";
import { workOut } from "../words/arithmetic.js";
import { subscript } from "../words/numbers.js";

/** @typedef {import("../graph/forward.js").Values} Values */
/** @typedef {import("../graph/forward.js").Pair} Pair */
/** @typedef {import("../graph/forward.js").Quantity} Quantity */
/** @typedef {import("../words/arithmetic.js").Scope} Scope */
/** @typedef {{name: string, of: string, gives: string, says: string, hint: boolean, when: string}} Slip */
/** @typedef {{weights: Values, inputs: number[], h0: number, c0: number, activations: Pair}} Setting */
/** @typedef {{name: string, t: number | null, of: string, through_h: boolean}} Asked */
/** @typedef {{slip: string, number: number, says: string, exact: boolean}} Suspect */
/**
 * A setting and what is asked of it, with what follows from them.
 * @typedef {object} Case
 * @property {string} name
 * @property {number} t  the last time step where all of them are asked for
 * @property {boolean} isTotal
 * @property {string} of
 * @property {boolean} throughH
 * @property {Pair} pair
 * @property {Values[]} steps
 * @property {number} truth
 */

const GATES = ["f", "i", "g", "o"];
const HANDED_ON = Object.entries(TABLES.carry);
/** @type {Slip[]} */
const SLIPS = TABLES.slips.map(([name, of, gives, says, hint = false, when = ""]) => ({
  name,
  of,
  gives,
  says,
  hint,
  when,
}));
const { answer_says: SAYS, order: ORDER } = TABLES;

/** @param {Setting} setting @param {Asked} asked @returns {Case} */
export function caseOf(setting, { name, t, of, through_h: throughH }) {
  const steps = unroll(setting);
  const isTotal = t === null;
  const bare = { name, t: t ?? steps.length, isTotal, of, throughH, pair: setting.activations, steps };
  const truth = of ? gradientOf(bare, of, throughH) : steps[bare.t - 1][name];
  return { ...bare, truth };
}

/** @param {Omit<Case, "truth">} bare @param {string} of @param {boolean} throughH */
function gradientOf({ name, t, isTotal, pair, steps }, of, throughH) {
  const gradients = backpropagate(steps, pair, of, throughH);
  return isTotal ? total(gradients.map((step) => step[name])) : gradients[t - 1][name];
}

/** @param {number[]} numbers */
const total = (numbers) => numbers.reduce((sum, number) => sum + number, 0);

/** A quantity in a sentence. @param {string} name */
export const calledIt = (name) => TABLES.called[name];

/** Puts words into a sentence. @param {string} pattern @param {Record<string, string | number>} words */
export const put = (pattern, words) =>
  pattern.replace(/\{(\w+)\}/g, (whole, name) => (name in words ? String(words[name]) : whole));

/** The wrong numbers, the likeliest first. @param {Case} asked @returns {Generator<Suspect>} */
export function* suspectsOf(asked) {
  const [sign, ...anything] = SLIPS.filter(({ of }) => of === "any");
  const scope = { this: asked.truth };
  yield* allOf([sign], scope);
  yield* asked.of ? gradientSuspects(asked) : valueSuspects(asked);
  yield* allOf(anything, scope);
}

/** @param {Slip[]} slips @param {Scope} scope @param {Record<string, string>} words @returns {Generator<Suspect>} */
function* allOf(slips, scope, words = {}) {
  for (const slip of slips) {
    for (const line of slip.gives.split(" | ")) {
      yield { slip: slip.name, number: workOut(line, scope), says: put(bareSays(slip), words), exact: false };
    }
  }
}

/** @param {Slip} slip */
const bareSays = ({ hint, says }) => (hint ? `{it}: ${says}` : `{it} ${says}`);

// ---- values --------------------------------------------------------------------------------------

/** @param {Case} asked @returns {Generator<Suspect>} */
function* valueSuspects(asked) {
  const { name, t, steps } = asked;
  yield* slippedSuspects(asked, "here");
  yield* earlierSuspects(asked);
  for (const where of ["hints", "on the way", "before", "each step"]) yield* slippedSuspects(asked, where);
  const says = put(SAYS["a step too far"], { name, t });
  for (const values of steps.slice(t))
    yield { slip: "a step too far", number: values[name], says, exact: true };
}

/** @param {Case} asked @returns {Generator<Suspect>} */
function* earlierSuspects({ name, t, steps }) {
  for (const other of mixedUp(name)) {
    const says = put(SAYS["another quantity"], { called: calledIt(other), name });
    yield { slip: "another quantity", number: steps[t - 1][other], says, exact: false };
  }
  for (let n = 1; n < t; n++) {
    const says = put(SAYS["another step"], { name, other: n, t });
    yield { slip: "another step", number: steps[n - 1][name], says, exact: false };
  }
}

/** The quantities that come before one: what it is made of first, what is given last. @param {string} name */
function mixedUp(name) {
  if (!ORDER.includes(name)) return [];
  const before = ORDER.slice(0, ORDER.indexOf(name));
  const own = BY_NAME[name].operands.filter((other) => before.includes(other));
  return new Set([...own, ...before.reverse(), "x"]);
}

/** @param {Case} asked @param {string} where @returns {Generator<Suspect>} */
function* slippedSuspects(asked, where) {
  const { name, t } = asked;
  const first = where === "before" ? t - 1 : where === "each step" ? 1 : t;
  const last = where === "before" ? t - 1 : t;
  const exact = where !== "here" && where !== "hints";
  if (first < 1 || (where === "each step" && t === 1)) return;
  for (const slip of SLIPS) {
    if (!canBe(slip, where, name)) continue;
    for (const line of slip.gives.split(" | ")) {
      const number = withSlip(asked, slip, line, first, last)[name];
      yield { slip: slip.name, number, says: saysWhere(slip, where, t), exact };
    }
  }
}

/** Whether it can be what is the matter, here or on the way. @param {Slip} slip @param {string} where @param {string} name */
function canBe({ of, hint }, where, name) {
  const changed = of.split(" ");
  if (!(changed[0] in BY_NAME)) return false;
  const isHere = changed.includes(name) || changed.includes(`z_${name}`);
  if (where === "here" || where === "hints") return isHere && hint === (where === "hints");
  const isOnTheWay = where === "on the way";
  const isBefore = changed.some((other) => GRAPH.indexOf(BY_NAME[other]) < GRAPH.indexOf(BY_NAME[name]));
  const mayBe = !hint || (isOnTheWay && of.startsWith("z_"));
  return mayBe && (!isOnTheWay || (isBefore && !isHere));
}

/** @param {Slip} slip @param {string} where @param {number} t */
function saysWhere(slip, where, t) {
  if (where === "here" || slip.hint) return bareSays(slip);
  const subject = TABLES.slip_subjects[slip.of] ?? slip.of;
  return put(SAYS[where], { before: t - 1, subject, says: slip.says });
}

/** At a start from states nothing is "not there yet". @param {number} n @param {Values} step */
const whenAt = (n, { h_prev, c_prev }) => (n > 1 ? "later" : h_prev || c_prev ? "" : "first");

/**
 * The cell up to the time step asked for, wrong at some of its steps.
 * @param {Case} asked @param {Slip} slip @param {string} line @param {number} first @param {number} last
 */
function withSlip({ t, pair, steps }, slip, line, first, last) {
  let values = steps[first - 1];
  for (let n = first; n <= t; n++) {
    const before =
      n === first ? values : Object.fromEntries(HANDED_ON.map(([name, after]) => [name, values[after]]));
    // what is not worked out yet has its true value: some slips look ahead
    const given = { ...steps[n - 1], h_prev: before.h_prev, c_prev: before.c_prev };
    const isWrong = n >= first && n <= last && (!slip.when || slip.when === whenAt(n, steps[n - 1]));
    values = evaluate(given, pair, isWrong ? insteadOf(slip, line, steps, n, pair) : undefined);
  }
  return values;
}

/**
 * Puts a line of the table in the place of what it stands for, at a time step.
 * @param {Slip} slip @param {string} line @param {Values[]} steps @param {number} n @param {Pair} pair
 */
function insteadOf(slip, line, steps, n, pair) {
  const around = { x_before: steps[n - 2]?.x ?? Number.NaN, x_after: steps[n]?.x ?? Number.NaN };
  /** @type {import("../graph/forward.js").Instead} */
  const instead = {};
  for (const name of slip.of.split(" ")) {
    instead[name] = (known) => {
      const number = workOut(line, scopeOf(name, { ...known, ...around }, pair));
      return Number.isNaN(number) ? null : number;
    };
  }
  return instead;
}

/** What the names in a line stand for; in a gate, the short ones are its own. @param {string} name @param {Values} values @param {Pair} pair @returns {Scope} */
function scopeOf(name, values, pair) {
  const gate = name[name.length - 1];
  const two = pair.map((each) => ACTIVATIONS[each].function);
  const [act, other] = ["g", "z_g", "c_act"].includes(name) ? two : [two[1], two[0]];
  /** @type {Scope} */
  const scope = { ...values, activation: two[0], act, other };
  if (GATES.includes(gate)) for (const kind of "wubz") scope[kind] = values[`${kind}_${gate}`];
  if (name === "c_act") scope.z = values.c;
  return scope;
}

// ---- gradients -----------------------------------------------------------------------------------

/** @param {Case} asked @returns {Generator<Suspect>} */
function* gradientSuspects(asked) {
  const { scope, ways, kinds } = gradientScope(asked);
  const last = subscript(asked.steps.length);
  const words = { name: asked.name, end: asked.of + last, other: otherEnd(asked.of) + last };
  for (const slip of SLIPS) {
    if (!kinds.includes(slip.of)) continue;
    for (const way of /\bway\b/.test(slip.gives) ? ways : [Number.NaN])
      yield* allOf([slip], { ...scope, way }, words);
  }
  if (!asked.isTotal) yield* nearerTheEnd(asked);
}

/** @param {string} of */
const otherEnd = (of) => (of === "h" ? "c" : "h");

/** @param {Case} asked @returns {{scope: Values, ways: number[], kinds: string[]}} */
function gradientScope(asked) {
  const { name, t, of, throughH, steps, isTotal } = asked;
  /** @type {Values} */
  const scope = {
    this: asked.truth,
    [throughH ? "along_c" : "all_ways"]: gradientOf(asked, of, !throughH),
    other_end: gradientOf(asked, otherEnd(of), throughH),
    own: steps[t - 1][name],
  };
  if (isTotal) return { scope: { ...scope, ...totalScope(asked) }, ways: [], kinds: ["∂any", "∂total"] };
  const { more, ways, kinds } = wayScope(asked);
  return { scope: { ...steps[t - 1], ...scope, ...more }, ways, kinds: ["∂any", ...kinds] };
}

/** Of a weight over all time steps. @param {Case} asked @returns {Values} */
function totalScope({ name, of, throughH, steps, pair }) {
  const gradients = backpropagate(steps, pair, of, throughH);
  const plain = total(gradients.map((step) => step[`z_${name[name.length - 1]}`]));
  return { first: gradients[0][name], last: gradients[steps.length - 1][name], steps: steps.length, plain };
}

/** Of a quantity at a time step: which ways lead on from it, to the end. @param {Case} asked */
function wayScope(asked) {
  const { name, t, of, throughH, steps, pair } = asked;
  const gradients = backpropagate(steps, pair, of, throughH);
  const values = steps[t - 1];
  const onward = GRAPH.filter(({ operands }) => operands.includes(name));
  const factors = onward.map((quantity) =>
    derivative(quantity, quantity.operands.indexOf(name), values, pair),
  );
  const ways = onward.map((quantity, n) => gradients[t - 1][quantity.name] * factors[n]);
  /** @type {Values} */
  const more = {};
  const kinds = [];
  const handedOn = HANDED_ON.filter(([, after]) => after === name).map(([before]) => before);
  if (handedOn.length && t < steps.length && (throughH || name === "c")) {
    more.next = total(handedOn.map((before) => gradients[t][before]));
  }
  if (onward.length > 1 || "next" in more) kinds.push("∂ways");
  else if (onward.length) {
    const [quantity] = onward;
    const others = quantity.operands.filter((other) => other !== name);
    Object.assign(more, {
      arrives: gradients[t - 1][quantity.name],
      factor: factors[0],
      after: values[quantity.name],
    });
    if (others.length) more.other = values[others[0]];
    kinds.push(kindOf(quantity, name, pair));
  }
  if ((name === "c" || name === "c_prev") && of === "c") {
    kinds.push("∂along");
    Object.assign(more, alongScope(asked));
  }
  return { more, ways, kinds };
}

/** @param {Quantity} quantity @param {string} name @param {Pair} pair */
function kindOf(quantity, name, pair) {
  if (activationName(quantity, pair)) return "∂activation";
  return partnerOf(quantity, quantity.operands.indexOf(name)) === null ? "∂sum" : "∂product";
}

/** Along the cell state: one forget gate for each step back. @param {Case} asked @returns {Values} */
function alongScope({ name, t, steps }) {
  const gates = steps.slice(name === "c" ? t : t - 1).map(({ f }) => f);
  /** @type {Values} */
  const next = t < steps.length ? { f_next: steps[t].f } : {};
  return { f: steps[t - 1].f, back: gates.length, f_sum: total(gates), ...next };
}

/** @param {Case} asked @returns {Generator<Suspect>} */
function* nearerTheEnd({ name, t, of, throughH, steps, pair }) {
  const gradients = backpropagate(steps, pair, of, throughH);
  const place = GRAPH.indexOf(BY_NAME[name]);
  for (const other of ORDER) {
    const number = gradients[t - 1][other];
    if (GRAPH.indexOf(BY_NAME[other]) <= place || !number) continue;
    yield {
      slip: "another gradient",
      number,
      says: put(SAYS["another gradient"], { other, name }),
      exact: false,
    };
  }
  for (const [before, step] of gradients.entries()) {
    const n = before + 1;
    if (n === t || !step[name]) continue;
    const kind = n > t ? "another step" : "a step too far";
    yield {
      slip: kind,
      number: step[name],
      says: put(SAYS[kind], { name: `∂${name}`, other: n, t }),
      exact: false,
    };
  }
}
