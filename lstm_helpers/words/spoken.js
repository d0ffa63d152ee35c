// @ts-check
// What is said aloud: a quantity's equation in words, all that is shown, what has changed: what SPOKEN.py says.

import { activationName, BY_NAME } from "../graph/forward.js";
import { consumersOf, FOLLOWS, isInner, operandsOf, PLACES } from "../graph/neighbours.js";
import { hasNumbers } from "../graph/scene.js";
import { TABLES } from "../tables.js";
import { expression, filled } from "./equations.js";
import { gradientEquation } from "./gradients.js";
import { formatNumber, subscript } from "./numbers.js";
import { spokenSums } from "./sums.js";
import { notes, sentence, severalTexts } from "./texts.js";

/** @typedef {import("../graph/scene.js").Scene} Scene */

const SPOKEN = TABLES.spoken;

/** @param {string} kind @param {Record<string, string>} words */
const spokenText = (kind, words) => filled(SPOKEN[kind], words);

// ---- one quantity --------------------------------------------------------------------------------

/** Its equation in words, a unit's sums, and where it goes. @param {string} name @param {Scene} scene */
export function spokenEquation(name, scene) {
  const [made, ...goes] = spokenParts(name, scene);
  return [made, ...spokenSums(name, scene), ...goes].join(" ");
}

/** The first of them and the last. @param {string} name @param {Scene} scene */
export function spokenParts(name, scene) {
  const made = scene.face === "gradients" ? spokenGradient(name, scene) : madeText(name, scene);
  return [made, goesInto(name, scene)].filter(Boolean);
}

/** @param {string} name */
const subjectOf = (name) => TABLES.subjects[name];

/** @param {string} text */
const capitalised = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** @param {string} name @param {Scene} scene */
const hasNumber = (name, { face, known }) =>
  (face === "values" || (face === "weights" && TABLES.weights.includes(name))) && name in known;

/** @param {string} name @param {Scene} scene */
const spokenNumber = (name, scene) => formatNumber(scene.known[name]);

/** @param {string} name @param {Scene} scene */
const numberOrNot = (name, scene) => (hasNumber(name, scene) ? spokenNumber(name, scene) : SPOKEN.unknown);

/** @param {string} name @param {Scene} scene @returns {string} */
function operandText(name, scene) {
  if (hasNumber(name, scene)) return spokenNumber(name, scene);
  if (name.includes("·"))
    return name
      .split("·")
      .map((each) => operandText(each, scene))
      .join("·");
  return TABLES.weights.includes(name) ? SPOKEN[name[0]] : subjectOf(name);
}

/** Says what is written. @param {string} text */
const aloud = (text) =>
  Object.entries(TABLES.signs).reduce((said, [sign, word]) => said.replaceAll(sign, word), text);

/** @param {Scene} scene */
const plainly = ({ face }) => (face === "values" ? "" : "_plain");

/** @param {string} name @param {Scene} scene */
function madeText(name, scene) {
  const { op, operands } = BY_NAME[name];
  if (op === "given") return givenText(name, scene);
  const isHandedOn = isLeft(name, scene);
  const made = isHandedOn ? subjectOf(operands[0]) : madeOf(name, scene);
  const words = { it: capitalised(subjectOf(name)), made, value: numberOrNot(name, scene) };
  return spokenText((isHandedOn ? "left" : "made") + plainly(scene), words);
}

/** @param {string} name @param {Scene} scene @returns {string} */
function madeOf(name, scene) {
  const quantity = BY_NAME[name];
  const activation = activationName(quantity, scene.activations);
  if (!activation) {
    const leaf = (/** @type {string} */ operand) => operandText(operand, scene);
    return aloud(expression(quantity, scene.activations, leaf, Boolean(scene.unit)));
  }
  const [inner] = quantity.operands;
  let made = isInner(inner) ? madeOf(inner, scene) : operandText(inner, scene);
  if (activation === "identity") return made;
  if (isInner(inner)) {
    const isKnown = hasNumber(name, scene) && inner in scene.known;
    made += isKnown ? spokenText("inner", { inner: spokenNumber(inner, scene) }) : ",";
  }
  return spokenText("through", { made, activation });
}

/** @param {string} name @param {Scene} scene */
function givenText(name, scene) {
  const before = TABLES.carry[name];
  const of = before && subjectOf(before);
  const { t, numbers, several } = scene;
  const value = severalTexts(scene)[name] ?? numberOrNot(name, scene);
  const words = { it: capitalised(subjectOf(name)), value, of };
  let kind = before ? "carried" : "given";
  if (!several.includes(name) && !hasNumber(name, scene)) kind += plainly(scene);
  else if (before && t === 1) kind = numbers[0] === 1 ? "carried_first" : "carried_shown";
  return spokenText(kind, { ...words, t: String(numbers[t - 2]) });
}

// Gradients go the other way.
/** @param {string} name @param {Scene} scene */
function goesInto(name, { face, t, steps, numbers }) {
  const isBack = face === "gradients";
  const others = isBack ? operandsOf(name).filter((each) => PLACES.includes(each)) : consumersOf(name);
  const into = others.map(subjectOf);
  const [carried, next] = isBack ? [TABLES.carry, t - 1] : [FOLLOWS, t + 1];
  if (name in carried && steps[next - 1]) into.push(spokenText("next", { t: String(numbers[next - 1]) }));
  return into.length ? spokenText(isBack ? "goes_back" : "goes", { list: listedText(into) }) : "";
}

/** @param {string[]} parts */
const listedText = (parts) =>
  [parts.slice(0, -1).join(", "), ...parts.slice(-1)].filter(Boolean).join(SPOKEN.and);

// ---- one gradient --------------------------------------------------------------------------------

/** @param {string} name @param {Scene} scene */
function spokenGradient(name, { gradients, steps, activations, t, of }) {
  const written = gradientEquation(name, gradients, steps, activations, t, of).split(" = ");
  const [made, result] = written.slice(-2);
  const value = result === TABLES.unknown ? SPOKEN.unknown : result;
  const words = { it: subjectOf(name), goal: of + subscript(steps.length), made: aloud(made), value };
  return spokenText(written.length > 2 ? "gradient" : "gradient_plain", words);
}

// ---- all of them ---------------------------------------------------------------------------------

/** Every quantity that the picture shows and that is known. @param {Scene} scene @returns {[string, string][]} */
function partsOf(scene) {
  const { face, known, shown } = scene;
  const values = face === "weights" ? known : shown;
  const many = severalTexts(scene);
  /** @param {string} name */
  const text = (name) =>
    face === "names" ? BY_NAME[name].symbol : (many[name] ?? formatNumber(values[name]));
  return (face === "weights" ? TABLES.weights : PLACES)
    .filter((name) => !isLeft(name, scene) && (face === "names" || name in values || name in many))
    .map((name) => [name, `${BY_NAME[name].words} ${text(name)}`]);
}

// It only hands on another: nobody need hear the same number twice.
/** @param {string} name @param {Scene} scene */
const isLeft = (name, { face, activations }) =>
  face !== "gradients" &&
  activationName(BY_NAME[name], activations) === "identity" &&
  operandsOf(name).length === 1;

/** @param {string[][]} parts */
const textsOf = (parts) => parts.map(([, text]) => text).join(", ");

/** All that the picture shows: the sentence, then every quantity with its words. @param {Scene} scene @param {string} [first] */
export function described(scene, first = sentence(scene)) {
  const said = [first, spokenText(scene.face, { list: textsOf(partsOf(scene)) })];
  if (hasNumbers(scene)) {
    const isOpen = (/** @type {string} */ name) => !(name in scene.shown) && !scene.several.includes(name);
    const open = PLACES.filter((name) => isOpen(name) && !isLeft(name, scene));
    const list = open.map((name) => BY_NAME[name].words).join(", ");
    if (list) said.push(spokenText("not_yet", { list }));
  }
  return said.join(" ");
}

/**
 * What a screen reader says of a change: the sentence after a step of the walk; after a slider, which
 * has said its own value, what it did to the rest.
 * @param {Scene} before @param {Scene} scene
 */
export function spokenChange(before, scene) {
  const isElsewhere = before.t !== scene.t || before.face !== scene.face || before.of !== scene.of;
  if (isElsewhere && (scene.complete || scene.face === "gradients")) return described(scene);
  if (isElsewhere || before.upto !== scene.upto) {
    const said = sentence(scene);
    return said === sentence(before) ? "" : said;
  }
  const earlier = Object.fromEntries(partsOf(before));
  const changed = partsOf(scene).filter(([name, text]) => text !== earlier[name]);
  if (!changed.length) return "";
  const kind = scene.face === "gradients" ? "changed_gradients" : "changed";
  return [spokenText(kind, { list: textsOf(changed) }), ...notes(changed.map(([, text]) => text))].join(" ");
}
