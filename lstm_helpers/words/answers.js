// @ts-check
// What a learner types for an answer, read as a number: what answers.py does.

import { TABLES } from "../tables.js";
import { workOut } from "./arithmetic.js";
import { fill, takeNumber, WHITE } from "./numbers.js";

/** @typedef {{numbers: number[], problem: string}} Reading */

const ENDLESS = /^[+-]*(∞|inf|infinity)$/;
const AROUND_IT = /^[ '"“”`≈~,;!]+|[ '"“”`≈~,;!]+$/g;
// "27 h": what it is for, after the number
const NAME_BEHIND = new RegExp(
  `(?<=[0-9).,])[·* ]*(?:${TABLES.graph.map(({ name }) => name).join("|")})[₀-₉]*$`,
);
// 1.037 is a thousand and more to some; 1.037.000 can only be that.
const POINTS = /^[+-]?[1-9][0-9]{0,2}(\.[0-9]{3})+$/;

/** @param {string} text @returns {Reading} */
export function readAnswer(text) {
  const typed = text.replace(WHITE, " ").replace(/\p{C}/gu, "�").replace(/^ | $/g, "");
  const line = typed.replace(/[−–]/g, "-").toLowerCase();
  const last = line.slice(line.lastIndexOf("=") + 1);
  const said = last.replace(AROUND_IT, "").replace(NAME_BEHIND, "");
  if (POINTS.test(said)) {
    const thousands = Number(said.replaceAll(".", ""));
    return { numbers: said.split(".").length === 2 ? [Number(said), thousands] : [thousands], problem: "" };
  }
  if (said === "nan") return { numbers: [Number.NaN], problem: "" };
  const endless = said.startsWith("-") ? -Infinity : Infinity;
  if (ENDLESS.test(said)) return { numbers: [endless], problem: "" };
  const { value, kind, words } = takeNumber(said);
  if (!kind) return { numbers: [value], problem: "" };
  if (kind === "too_large") return { numbers: [endless], problem: "" };
  if (kind === "two_ways") {
    const numbers = words.slice(1).map((reading) => readAnswer(reading).numbers[0]);
    return { numbers, problem: fill(TABLES.reading.two_ways, ...words) };
  }
  const worked = workOut(said);
  if (Number.isFinite(worked)) return { numbers: [worked], problem: "" };
  return { numbers: [], problem: fill(TABLES.reading.no_answer, typed) };
}
