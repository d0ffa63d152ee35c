// @ts-check
// What is said of an answer to a question, and what is kept of it.

import { TABLES } from "../tables.js";
import { look } from "./check.js";

/** @typedef {import("./slips.js").Setting} Cell */
/** @typedef {import("./slips.js").Asked} AskedFor */
/** @typedef {{name: string, kind: "choice", text: string, right: string, options: Record<string, {text: string, says: string}>}} ChoiceAsked */
/** @typedef {{name: string, kind: "number", text: string, asked: AskedFor, given: Cell}} NumberAsked */
/** @typedef {ChoiceAsked | NumberAsked} Asked */
/** @typedef {{tries: number, solved: boolean, slips: string[], chosen?: string, typed?: string}} Kept */

/** What is said of an answer: a letter of the table, or what was typed. @param {Asked} question @param {string} answer */
export function replyTo(question, answer) {
  if (question.kind === "number") return look(question.given, question.asked, answer);
  const isRight = answer === question.right;
  const verdict = /** @type {"right" | "slip"} */ (isRight ? "right" : "slip");
  return { verdict, text: question.options[answer].says, slip: isRight ? "" : answer };
}

/**
 * What is kept after one more answer. Once it is solved, looking at the other answers costs nothing.
 * @param {Asked} question @param {Kept | undefined} before @param {string} answer @returns {Kept}
 */
export function keptAfter(question, before, answer) {
  const { verdict, slip } = replyTo(question, answer);
  const { tries, solved, slips } = before ?? TABLES.no_answer;
  const last = question.kind === "choice" ? { chosen: answer } : { typed: answer };
  if (solved || verdict === "open") return { tries, solved, slips, ...last };
  const isNew = slip && !slips.includes(slip);
  return { tries: tries + 1, solved: verdict === "right", slips: isNew ? [...slips, slip] : slips, ...last };
}

/** The answer given last, if any. @param {Kept | undefined} kept */
export const lastAnswer = (kept) => kept?.chosen ?? kept?.typed ?? null;

/**
 * The same things in another order.
 * @template Thing @param {Thing[]} things @param {() => number} [random]  from 0 to below 1
 */
export function shuffled(things, random = Math.random) {
  const left = [...things];
  return things.map(() => left.splice(Math.floor(random() * left.length), 1)[0]);
}

/** A text's parts by turns: plain, between backticks, plain. @param {string} text */
export const codeParts = (text) => text.split("`");
