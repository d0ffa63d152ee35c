// @ts-check
// What a view reads and writes: the traits of an Explorer, in JupyterLab or from page/host.js.

import { backpropagate } from "../graph/backward.js";
import { unroll } from "../graph/forward.js";
import { makeScene } from "../graph/scene.js";
import { TABLES } from "../tables.js";
import { askedSteps } from "../words/asking.js";
import { toNumber, toSend } from "../words/numbers.js";

/**
 * @typedef {object} Model  as ipywidgets has it, as far as it is used here
 * @property {(name: string) => any} get
 * @property {(name: string, value: any) => void} set
 * @property {() => void} save_changes
 * @property {(event: string, callback: () => void) => void} on
 * @property {(event: string, callback: () => void) => void} off
 * @property {any} [widget_manager]
 * @property {boolean} [alone]  there is no kernel that could hear of it
 * @property {() => string} [link]  the address that shows it as it stands, in a page that reads links
 */

/** @param {Model} model @param {string} name */
export const numberOf = (model, name) => toNumber(model.get(name));

/** What each model has still to tell its kernel. @type {WeakMap<Model, Map<string, any>>} */
const UNTOLD = new WeakMap();

// First the picture, then the kernel: what is sent takes longer than what is drawn.
/** Changes several traits at once, and tells the kernel. @param {Model} model @param {Record<string, any>} values */
export function setAll(model, values) {
  const untold = UNTOLD.get(model) ?? new Map();
  if (!UNTOLD.has(model)) setTimeout(() => tell(model));
  UNTOLD.set(model, untold);
  for (const [name, value] of Object.entries(values)) {
    const sent = typeof value === "number" ? toSend(value) : value;
    untold.set(name, sent);
    model.set(name, sent);
  }
}

// The kernel's echo of what it was told before may have come in between, and have taken the new values back.
/** Tells the kernel now what it has not been told yet. @param {Model} model */
export function tell(model) {
  const untold = UNTOLD.get(model);
  if (!untold) return;
  UNTOLD.delete(model);
  for (const [name, value] of untold) model.set(name, value);
  model.save_changes();
}

/** The names of the inputs that count. @param {Model} model @returns {string[]} */
export const inputNames = (model) => Array.from({ length: model.get("steps") }, (_, n) => `x_${n + 1}`);

/** What the time steps are called: a unit may be shown amid a longer run. @param {Model} model @returns {number[]} */
export const stepNumbers = (model) =>
  model.get("look")?.unit?.numbers ?? Array.from({ length: model.get("steps") }, (_, n) => n + 1);

/** Which of them is shown, from 1; as long as it is not there yet, the last. @param {Model} model */
export function stepShown(model) {
  const numbers = stepNumbers(model);
  return numbers.indexOf(model.get("t")) + 1 || numbers.length;
}

/** @param {Model} model */
export const pairOf = (model) => /** @type {[string, string]} */ (model.get("activations").split("/"));

/** What goes into an Explorer's cell. @param {Model} model */
export const givenOf = (model) => ({
  weights: Object.fromEntries(TABLES.weights.map((name) => [name, numberOf(model, name)])),
  inputs: inputNames(model).map((name) => numberOf(model, name)),
  h0: numberOf(model, "h0"),
  c0: numberOf(model, "c0"),
  activations: pairOf(model),
});

/** What an Explorer's traits come to. @param {Model} model */
export function sceneOf(model) {
  const predict = model.get("look")?.predict;
  return makeScene({
    ...givenOf(model),
    t: stepShown(model),
    unit: model.get("look")?.unit,
    moved: model.get("moved"),
    upto: model.get("upto"),
    face: model.get("face"),
    of: model.get("of"),
    title: model.get("title"),
    asked: askedSteps(predict, model.get("answers"), predict ? truthsOf(model) : []),
  });
}

/** What is asked for really comes to, at every time step. @param {Model} model */
export function truthsOf(model) {
  const given = givenOf(model);
  const steps = unroll(given);
  const { face } = model.get("look").predict;
  return face === "gradients" ? backpropagate(steps, given.activations, model.get("of")) : steps;
}
