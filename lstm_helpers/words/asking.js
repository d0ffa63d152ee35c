// @ts-check
// How the picture asks for a number, and whether one that was given still stands: what asking.py says.

import { openNames } from "../graph/asked.js";
import { BY_NAME, GRAPH } from "../graph/forward.js";
import { TABLES } from "../tables.js";
import { formula } from "./equations.js";
import { gradientFormula } from "./gradients.js";
import { formatNumber, subscript, toNumber } from "./numbers.js";

/** @typedef {import("../graph/scene.js").Scene} Scene */
/** @typedef {{names: string[], from: number, face: string, walk: boolean}} Predict */
/** @typedef {{typed: string, number: number | string | null, tries: number, solved: boolean, shown: boolean, slips: string[]}} Answer */

/** Asks for a quantity of the time step shown, and says how to come to it. @param {Scene} scene @param {string} name */
export function question(scene, name) {
  const { asks, asked_words, carry, mark } = TABLES;
  const { t, steps, activations, of, face } = scene;
  const isBackwards = face === "gradients";
  if ((isBackwards ? waitsBackwards : waits)(scene, name)) {
    return asks.waits.replace("{first}", String(firstOpen(scene)));
  }
  if (isBackwards) {
    const way = gradientFormula(name, activations, t, steps.length, of);
    return asks.gradient.replace("{gradient}", mark + name + subscript(t)).replace("{formula}", way);
  }
  const before = String(t - 1);
  const says = !(name in carry) ? asks.worked_out : t === 1 ? asks.start : asks.carried;
  return says
    .replace("{words}", asked_words[name])
    .replace("{formula}", () => formula(name, activations))
    .replace("{after}", carry[name])
    .replace("{before}", before);
}

// Whether it is made of what an earlier time step still asks for.
/** @param {Scene} scene @param {string} name @returns {boolean} */
function waits(scene, name) {
  const { t, steps, known, open } = scene;
  const after = TABLES.carry[name];
  if (after) return t > 1 && !(after in steps[t - 2]);
  const missing = BY_NAME[name].operands.filter((operand) => !(operand in known || open.includes(operand)));
  return missing.some((operand) => waits(scene, operand));
}

// Whether its gradient comes from what a later time step still asks for.
/** @param {Scene} scene @param {string} name @returns {boolean} */
function waitsBackwards(scene, name) {
  const [here, after] = scene.gradients.slice(scene.t - 1);
  const comesBack = Object.entries(TABLES.carry).filter(([, carried]) => after && carried === name);
  if (comesBack.some(([before]) => !(before in after))) return true;
  return GRAPH.some(
    (q) =>
      q.operands.includes(name) &&
      !(q.name in here || scene.open.includes(q.name)) &&
      waitsBackwards(scene, q.name),
  );
}

/** The time step to begin with. @param {Scene} scene */
function firstOpen({ asked, face }) {
  const there = asked.flatMap((here, n) => (openNames(here, face).length ? [n + 1] : []));
  return there.at(face === "gradients" ? -1 : 0);
}

/** What is asked for at a time step, a gradient with its mark. @param {Predict | null} predict @param {number} t @param {number} last @returns {string[]} */
export function asksAt(predict, t, last) {
  if (!predict) return [];
  const { names, from, face, walk } = predict;
  // at its beginning nothing was worked out: there the walk starts with what is given
  if (face !== "gradients") {
    return t < from ? [] : names.filter((name) => !(walk && t === 1 && name in TABLES.carry));
  }
  const end = t === last ? GRAPH[GRAPH.length - 1].name : "";
  return t > from ? [] : names.filter((name) => name !== end).map((name) => TABLES.mark + name);
}

/**
 * For every time step what is asked for, and whether it is solved.
 * @param {Predict | null} predict @param {Record<string, Answer>} answers
 * @param {Record<string, number>[]} truths  values, or gradients if it is these that are asked for
 * @returns {Record<string, boolean>[]}
 */
export function askedSteps(predict, answers, truths) {
  return truths.map((values, n) =>
    Object.fromEntries(
      asksAt(predict, n + 1, truths.length).map((name) => [
        name,
        stillStands(answers[`${n + 1} ${name}`], values[name.replace(TABLES.mark, "")]),
      ]),
    ),
  );
}

/** Whether an answer was right, and still is. @param {Answer | undefined} answer @param {number} truth */
export function stillStands(answer, truth) {
  if (!answer?.solved) return false;
  const number = toNumber(answer.number);
  const apart = Math.abs(number - truth);
  const isClose = apart < 1e-9 * Math.max(Math.abs(number), Math.abs(truth)); // nothing is close to ∞
  return isClose || formatNumber(number) === formatNumber(truth);
}
