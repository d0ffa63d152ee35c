// @ts-check
// What the picture, the sentence and the table of time steps say: what texts.py says.

import { activationName, BY_NAME } from "../graph/forward.js";
import { hasNumbers } from "../graph/scene.js";
import { TABLES } from "../tables.js";
import { question } from "./asking.js";
import { equation, filled, formula, patternPieces, weightsEquation } from "./equations.js";
import { gradientEquation, gradientFormula } from "./gradients.js";
import { subscript, written } from "./numbers.js";

/** @typedef {import("../graph/scene.js").Scene} Scene */
/** @typedef {{kind: string, of: string}} Place  a slot of the layout, as far as words go */

/** What stands in every slot of the layout. @param {Scene} scene @returns {Record<string, string>} */
export function slotTexts(scene) {
  /** @type {[string, Place][]} */
  const slots = Object.entries(TABLES.slots);
  return Object.fromEntries(slots.map(([name, { kind, of }]) => [name, SLOT_TEXTS[kind](of, scene)]));
}

/** @type {Record<string, (of: string, scene: Scene) => string>} */
const SLOT_TEXTS = {
  title: (of, scene) => caption(scene),
  note: (of) => TABLES.note_says.replace("{of}", of),
  head: heading,
  formula(of, scene) {
    const { face, activations, t, steps, of: goalName } = scene;
    const isBackwards = face === "gradients";
    const said = isBackwards
      ? gradientFormula(of, activations, t, steps.length, goalName)
      : formula(of, activations);
    return said === slotEquation(of, scene) ? TABLES.blank : said; // never the same twice
  },
  eq: slotEquation,
  weight: (of, scene) => (scene.face === "weights" ? written(of, scene.known) : TABLES.blank),
  value: (of, scene) =>
    severalTexts(scene)[of] ?? (hasNumbers(scene) ? written(of, scene.shown) : BY_NAME[of].symbol),
};

/** How many each quantity is that is no single number. @param {Scene} scene @returns {Record<string, string>} */
export function severalTexts({ several, unit }) {
  const says = filled(TABLES.unit_says.features, { count: String(unit?.features) });
  return Object.fromEntries(several.map((name) => [name, says]));
}

/** What a change of this unit does to the others: nothing. @param {Scene} scene */
export function stayText({ unit }) {
  const others = (unit?.units ?? 1) - 1;
  const { stays, stay } = TABLES.unit_says;
  return others ? filled(others === 1 ? stays : stay, { count: String(others) }) : "";
}

/** @param {string} of @param {Scene} scene */
function slotEquation(of, { face, known, gradients, steps, activations, t, of: goalName, unit, number }) {
  if (face === "names") return formula(of, activations);
  if (face === "weights") return weightsEquation(of, known, activations);
  if (face === "gradients") return gradientEquation(of, gradients, steps, activations, t, goalName);
  return equation(of, known, activations, number, Boolean(unit));
}

/** @param {Scene} scene */
const goal = (scene) => scene.of + subscript(scene.steps.length);

/** @param {Scene} scene */
export function caption(scene) {
  const { title, unit, face, steps, number } = scene;
  if (title) return title;
  const says = TABLES.captions[unit ? "unit" : face === "gradients" ? "gradients" : "step"];
  const last = String(unit?.last ?? steps.length);
  return filled(says, { t: String(number), last, goal: goal(scene), unit: String(unit?.unit) });
}

/** @param {string} name @param {Scene} scene */
function heading(name, scene) {
  const quantity = BY_NAME[name];
  if (name === "c_act" && scene.face !== "gradients")
    return activationName(quantity, scene.activations) ?? "";
  const own = TABLES.headings[scene.face][name];
  if (own !== undefined) return own;
  const mark = { values: " ", gradients: " ∂" }[scene.face];
  return mark ? quantity.words + mark + quantity.symbol : quantity.words;
}

/** The stage that the walk has come to, in one sentence. @param {Scene} scene @returns {string} */
export function sentence(scene) {
  const quantity = BY_NAME[scene.upto];
  if (!hasNumbers(scene)) return scene.complete ? TABLES.plain_sentences[scene.face] : quantity.does;
  if (scene.open.length) return question(scene, scene.open[0]);
  const numbers = Object.keys(scene.shown).map((name) => [name, written(name, scene.shown)]);
  /** @type {Record<string, string>} */
  const words = {
    t: String(scene.number),
    goal: goal(scene),
    ...Object.fromEntries(numbers),
    ...severalTexts(scene),
  };
  const isBackwards = scene.face === "gradients";
  const says = isBackwards ? TABLES.gradient_says : quantity.says;
  const isKnown = patternPieces(says).every((piece, n) => n % 2 === 0 || piece in words);
  const said = isKnown ? filled(says, words) : isBackwards ? TABLES.gradient_does : quantity.does;
  return [said, ...notes(numbers.map(([, text]) => text))].join(" ");
}

/** Explains each sign that stands in a number and is none. @param {string[]} texts */
export function notes(texts) {
  const signs = Object.keys(TABLES.notes).filter((sign) => texts.some((text) => text.includes(sign)));
  return signs.map((sign) => TABLES.notes[sign]);
}

/** The table of time steps, row by row. @param {Scene} scene @returns {string[][]} */
export function stepRows(scene) {
  return scene.steps.map((step, n) => {
    let values = n + 1 > scene.t && !scene.complete ? {} : step;
    if (scene.face === "gradients") values = scene.gradients[n];
    else if (n + 1 === scene.t) values = scene.known;
    return columnsOf(scene).map((name) => (name === "t" ? String(scene.numbers[n]) : written(name, values)));
  });
}

/** The columns of the table: what is a single number. @param {Scene} scene */
export const columnsOf = ({ several }) => TABLES.columns.filter((name) => !several.includes(name));

/** @param {Scene} scene @returns {string[]} */
export function stepHeader(scene) {
  const mark = scene.face === "gradients" ? "∂" : "";
  return columnsOf(scene).map((name) => (name === "t" ? name : mark + name));
}
