// @ts-check
// What is said aloud: a quantity's equation in words, all that is shown, what has changed: what SPOKEN.py says.

import { derivative, partnerOf } from "../graph/backward.js";
import { activationName, BY_NAME, GRAPH } from "../graph/forward.js";
import { consumersOf, FOLLOWS, isInner, operandsOf, PLACES } from "../graph/neighbours.js";
import { TABLES } from "../tables.js";
import { formatNumber, subscript } from "./numbers.js";
import { filled, notes, sentence } from "./texts.js";

/** @typedef {import("../graph/scene.js").Scene} Scene */

const SPOKEN = TABLES.spoken;

/** @param {string} kind @param {Record<string, string>} words */
const spokenText = (kind, words) => filled(SPOKEN[kind], words);

// ---- one quantity --------------------------------------------------------------------------------

/** Its equation in words, and where it goes. @param {string} name @param {Scene} scene */
export const spokenEquation = (name, scene) => spokenParts(name, scene).join(" ");

/** The two of them. @param {string} name @param {Scene} scene */
export function spokenParts(name, scene) {
  const isBackwards = scene.face === "gradients";
  const said = isBackwards
    ? [spokenGradient(name, scene), goesBack(name, scene)]
    : [madeText(name, scene), goesInto(name, scene)];
  return said.filter(Boolean);
}

/** @param {string} name */
const subjectOf = (name) => TABLES.subjects[name] ?? spokenText("the", { words: BY_NAME[name].words });

/** @param {string} text */
const capitalised = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** @param {string} name @param {Scene} scene */
const hasNumber = (name, { face, known }) =>
  (face === "values" || (face === "weights" && TABLES.weights.includes(name))) && name in known;

/** @param {string} name @param {Scene} scene */
const spokenNumber = (name, scene) => formatNumber(scene.known[name]);

/** @param {string} name @param {Scene} scene */
const numberOrNot = (name, scene) => (hasNumber(name, scene) ? spokenNumber(name, scene) : SPOKEN.unknown);

/** @param {string} name @param {Scene} scene */
function operandText(name, scene) {
  if (hasNumber(name, scene)) return spokenNumber(name, scene);
  if (!TABLES.weights.includes(name)) return subjectOf(name);
  return spokenText("its", { words: BY_NAME[name].words.split(" of the ")[0] });
}

/** @param {string} name @param {Scene} scene */
function madeText(name, scene) {
  if (BY_NAME[name].op === "given") return givenText(name, scene);
  const words = { it: capitalised(subjectOf(name)), value: numberOrNot(name, scene) };
  const plain = scene.face === "values" ? "" : "_plain";
  if (isLeft(name, scene)) {
    return spokenText(`left${plain}`, { ...words, operand: subjectOf(operandsOf(name)[0]) });
  }
  return spokenText(`made${plain}`, { ...words, made: madeOf(name, scene) });
}

/** @param {string} name @param {Scene} scene @returns {string} */
function madeOf(name, scene) {
  const quantity = BY_NAME[name];
  const through = activationName(quantity, scene.activations) ?? "";
  const said = quantity.operands.map((each) =>
    isInner(each) ? madeOf(each, scene) : operandText(each, scene),
  );
  if (through === "identity") return said[0];
  const [inner] = quantity.operands;
  if (isInner(inner)) {
    const [made] = said;
    const isKnown = hasNumber(name, scene) && inner in scene.known;
    said[0] = isKnown
      ? spokenText("inner", { made, inner: spokenNumber(inner, scene) })
      : spokenText("inner_plain", { made });
  }
  return filled(TABLES.spoken_operations[quantity.op], {
    ...Object.fromEntries(said.entries()),
    name: through,
  });
}

/** @param {string} name @param {Scene} scene */
function givenText(name, scene) {
  const isKnown = hasNumber(name, scene);
  const isCarried = name in TABLES.carry;
  const words = {
    it: capitalised(subjectOf(name)),
    value: numberOrNot(name, scene),
    of: isCarried ? BY_NAME[TABLES.carry[name]].words : "",
    t: String(scene.t - 1),
  };
  if (scene.face !== "values" && !isKnown)
    return spokenText(isCarried ? "carried_plain" : "given_plain", words);
  if (!isCarried) return spokenText("given", words);
  return spokenText(isKnown && scene.t === 1 ? "carried_first" : "carried", words);
}

/** @param {string} name @param {Scene} scene */
function goesInto(name, scene) {
  const into = consumersOf(name).map(subjectOf);
  if (name in FOLLOWS && scene.face !== "values") into.push(SPOKEN.next_plain);
  else if (name in FOLLOWS && scene.t < scene.steps.length) {
    into.push(spokenText("next", { t: String(scene.t + 1) }));
  }
  return into.length ? spokenText("goes", { list: listedText(into) }) : "";
}

/** @param {string[]} parts */
const listedText = (parts) =>
  [parts.slice(0, -1).join(", "), ...parts.slice(-1)].filter(Boolean).join(SPOKEN.and);

// ---- one gradient --------------------------------------------------------------------------------

/** @param {string} name @param {Scene} scene */
function spokenGradient(name, scene) {
  const made = gradientTerms(name, scene).join(SPOKEN.plus);
  const value = gradientText(name, scene) || SPOKEN.unknown;
  const kind = made === "" || made === value ? "gradient_same" : "gradient";
  const goal = scene.of + subscript(scene.steps.length);
  return spokenText(kind, { it: subjectOf(name), goal, made, value });
}

/** @param {string} name @param {Scene} scene */
const gradientText = (name, { shown }) => (name in shown ? formatNumber(shown[name]) : "");

/** @param {string} name @param {Scene} scene */
function gradientTerms(name, scene) {
  const { t, steps, of } = scene;
  const found = GRAPH.filter(({ operands }) => operands.includes(name)).map((quantity) =>
    gradientTerm(quantity.name, quantity.operands.indexOf(name), scene),
  );
  if (name in FOLLOWS && t < steps.length) found.push(gradientAfter(FOLLOWS[name], scene));
  return name === of && t === steps.length ? [...found, "1"] : found;
}

/** @param {string} consumer @param {number} place @param {Scene} scene */
function gradientTerm(consumer, place, scene) {
  const quantity = BY_NAME[consumer];
  const said = gradientText(consumer, scene) || spokenText("gradient_of", { it: subjectOf(consumer) });
  const through = activationName(quantity, scene.activations);
  if (through === "identity" || (!through && partnerOf(quantity, place) === null)) return said;
  return filled(TABLES.spoken_operations.product, { 0: said, 1: factorText(quantity, place, scene) });
}

/** @param {string} name @param {Scene} scene */
function gradientAfter(name, { gradients, t }) {
  if (name in gradients[t]) return formatNumber(gradients[t][name]);
  return spokenText("gradient_of", { it: spokenText("next", { t: String(t + 1) }) });
}

// The partner of a product, or the slope of an activation.
/** @param {import("../graph/forward.js").Quantity} quantity @param {number} place @param {Scene} scene */
function factorText(quantity, place, { steps, t, activations }) {
  const values = steps[t - 1];
  const activation = activationName(quantity, activations);
  const needed = quantity.operands[partnerOf(quantity, place) ?? 0];
  if (needed in values && (!activation || quantity.name in values)) {
    return formatNumber(derivative(quantity, place, values, activations));
  }
  return activation ? spokenText("slope", { activation }) : subjectOf(needed);
}

/** @param {string} name @param {Scene} scene */
function goesBack(name, { t }) {
  const into = operandsOf(name)
    .filter((operand) => PLACES.includes(operand))
    .map(subjectOf);
  if (name in TABLES.carry && t > 1) into.push(spokenText("next", { t: String(t - 1) }));
  return into.length ? spokenText("goes_back", { list: listedText(into) }) : "";
}

// ---- all of them ---------------------------------------------------------------------------------

/** Every quantity that the picture shows and that is known. @param {Scene} scene @returns {[string, string][]} */
function partsOf(scene) {
  const { face, known, shown } = scene;
  const names = (face === "weights" ? TABLES.weights : PLACES).filter((name) => !isLeft(name, scene));
  if (face === "names") return names.map((name) => [name, namedText(name, scene)]);
  const values = face === "weights" ? known : shown;
  return names
    .filter((name) => name in values)
    .map((name) => [name, `${BY_NAME[name].words} ${formatNumber(values[name])}`]);
}

// It only hands on another: nobody need hear the same number twice.
/** @param {string} name @param {Scene} scene */
const isLeft = (name, { face, activations }) =>
  face !== "gradients" &&
  activationName(BY_NAME[name], activations) === "identity" &&
  operandsOf(name).length === 1;

/** @param {string} name @param {Scene} scene */
function namedText(name, { activations }) {
  const { words, symbol } = BY_NAME[name];
  const activation = activationName(BY_NAME[name], activations);
  const named = spokenText("named", { words, symbol });
  return activation && activation !== "identity" ? spokenText("through", { named, activation }) : named;
}

/** @param {string[][]} parts */
const textsOf = (parts) => parts.map(([, text]) => text).join(", ");

/** All that the picture shows: the sentence, then every quantity with its words. @param {Scene} scene */
export function described(scene) {
  const said = [sentence(scene), spokenText(scene.face, { list: textsOf(partsOf(scene)) })];
  if (scene.face === "values" || scene.face === "gradients") {
    const open = PLACES.filter((name) => !(name in scene.shown) && !isLeft(name, scene));
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
