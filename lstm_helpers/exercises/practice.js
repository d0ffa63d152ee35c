// @ts-check
// Practice without end: a cell in whole numbers, made from a level and a number, as practice.py makes it.

import { backpropagate } from "../graph/backward.js";
import { unroll } from "../graph/forward.js";
import { TABLES } from "../tables.js";

/** @typedef {import("../graph/forward.js").Values} Values */
/** @typedef {import("../graph/forward.js").Pair} Pair */
/** @typedef {(sides: number) => number} Die */
/**
 * @typedef {object} Level  as practice.py has it
 * @property {string} words
 * @property {string[]} asks
 * @property {Record<string, number[]>} draws
 * @property {Record<string, [number, number]>} sizes
 * @property {number} bias
 * @property {number} hidden
 * @property {number} largest
 * @property {number} tries
 * @property {string[]} apart
 * @property {number} steps
 * @property {Pair} activations
 * @property {string} face
 */
/** @typedef {{numbers: number, levels: Record<string, Level>}} Levels */
/**
 * @typedef {object} Exercise
 * @property {Values} weights
 * @property {number[]} inputs
 * @property {number} h0
 * @property {number} c0
 * @property {Pair} activations
 * @property {number} t  the time step where one begins
 * @property {string[]} asks  the quantities that are asked for, at every time step
 * @property {string} face
 */

/** @param {Levels} levels @param {number} level @param {number} number @returns {Exercise} */
export function exercise({ levels, numbers }, level, number) {
  const rule = levels[level];
  const die = dice(level * (numbers + 1) + number);
  const asks = rule.asks[die(rule.asks.length)].split(" ");
  for (;;) {
    const drawn = drawCell(rule, asks, die);
    if (drawn) return drawn;
  }
}

/** Dice that fall the same way in every language: mulberry32. @param {number} seed @returns {Die} */
export function dice(seed) {
  let state = seed;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) * sides) / 2 ** 32);
  };
}

// ---- a cell is drawn, and looked at --------------------------------------------------------------

const GATE_LETTERS = ["f", "i", "g", "o"];

/** @param {Level} rule @param {string[]} asks @param {Die} die @returns {Exercise | null}  null when it is not fit */
function drawCell(rule, asks, die) {
  const { pick, pickNew } = picking(rule, die);
  const first = Object.fromEntries(GATE_LETTERS.map((gate) => [gate, pickNew(`z_${gate}`)]));
  const [c0, h0, x] = [pickNew("c0"), pickNew("h0"), pickNew("x")];
  const handedOn = hiddenState(rule, first, c0, h0, x);
  if (handedOn === null) return null;
  const others = rule.draws.x.filter((other) => other !== x);
  const inputs = [x];
  while (inputs.length < rule.steps) inputs.push(others[die(others.length)]);
  /** @type {Values} */
  const weights = {};
  for (const gate of GATE_LETTERS) {
    let isFit = false;
    for (let n = 0; n < rule.tries && !isFit; n += 1) {
      const [w, u] = [pick(`w_${gate}`), pick(`u_${gate}`)];
      const b = first[gate] - w * x - u * h0;
      isFit = isGateFit(rule, gate, [w, u, b], inputs, [h0, handedOn]);
      if (isFit) Object.assign(weights, { [`w_${gate}`]: w, [`u_${gate}`]: u, [`b_${gate}`]: b });
    }
    if (!isFit) return null;
  }
  const { activations, face } = rule;
  const cell = { weights, inputs, h0, c0, activations };
  if (!areStepsFit(rule, asks, unroll(cell))) return null;
  return { ...cell, t: face === "gradients" ? inputs.length : 1, asks, face };
}

/** A number drawn for a name, or one of a new size, if there is any. @param {Level} rule @param {Die} die */
function picking({ draws }, die) {
  /** @type {Set<number>} */
  const taken = new Set();
  /** @param {string} name */
  const row = (name) => draws[name] ?? draws[name[0]];
  /** @param {string} name */
  const pick = (name) => row(name)[die(row(name).length)];
  /** @param {string} name */
  const pickNew = (name) => {
    const left = row(name).filter((number) => !taken.has(Math.abs(number)));
    const numbers = left.length ? left : row(name);
    const number = numbers[die(numbers.length)];
    taken.add(Math.abs(number));
    return number;
  };
  return { pick, pickNew };
}

/**
 * What the first time step comes to, whose gates are drawn; null when it is not fit.
 * @param {Level} rule @param {Values} first @param {number} c0 @param {number} h0 @param {number} x
 */
function hiddenState(rule, first, c0, h0, x) {
  const bare = TABLES.weights.map((name) => [name, name[0] === "b" ? first[name[2]] : 0]);
  const weights = Object.fromEntries(bare);
  const [step] = unroll({ weights, inputs: [x], h0, c0, activations: rule.activations });
  return Math.abs(step.h) <= rule.hidden && isStepFit(rule, step) ? step.h : null;
}

/** @param {Level} rule @param {string} gate @param {number[]} weights @param {number[]} inputs @param {number[]} hidden */
function isGateFit({ sizes, bias }, gate, [w, u, b], inputs, hidden) {
  const [low, high] = sizes[gate] ?? sizes[""];
  if (Math.abs(b) < 2 || Math.abs(b) > bias) return false;
  return inputs.every((x, n) => {
    const z = w * x + u * hidden[n] + b;
    // something left out, or the two kernels swapped: each shows
    const wrong = [z - b, u * hidden[n] + b, u * x + w * hidden[n] + b, ...(u ? [w * x + b] : [])];
    return Math.abs(z) >= low && Math.abs(z) <= high && new Set([z, ...wrong]).size > wrong.length;
  });
}

/** @param {Level} rule @param {string[]} asks @param {Values[]} steps */
function areStepsFit(rule, asks, steps) {
  if (!steps.every((step) => isStepFit(rule, step))) return false;
  if (rule.face !== "gradients") return true;
  const slopes = backpropagate(steps, rule.activations, "h");
  return slopes.every((each) => areSmall(each, rule) && areApart(each, asks));
}

/** @param {Level} rule @param {Values} step */
function isStepFit(rule, step) {
  const areGatesAlike = step.f === step.i && step.i === step.o;
  const groups = rule.apart.map((group) => group.split(" "));
  return !areGatesAlike && areSmall(step, rule) && groups.every((group) => areApart(step, group));
}

// All but the weights: those are small, and their gradients stand nowhere.
/** @param {Values} values @param {Level} rule */
function areSmall(values, { largest }) {
  const shown = Object.keys(values).filter((name) => !TABLES.weights.includes(name));
  return shown.every((name) => Math.abs(values[name]) <= largest);
}

/** @param {Values} values @param {string[]} names */
function areApart(values, names) {
  const sizes = new Set(names.map((name) => Math.abs(values[name])));
  return sizes.size === names.length && !sizes.has(0);
}
