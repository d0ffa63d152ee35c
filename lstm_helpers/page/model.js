// @ts-check
// What a view reads and writes: the traits of an Explorer, in JupyterLab or from page/host.js.

import { makeScene } from "../graph/scene.js";
import { TABLES } from "../tables.js";
import { toNumber, toSend } from "../words/numbers.js";

/**
 * @typedef {object} Model  as ipywidgets has it, as far as it is used here
 * @property {(name: string) => any} get
 * @property {(name: string, value: any) => void} set
 * @property {() => void} save_changes
 * @property {(event: string, callback: () => void) => void} on
 * @property {(event: string, callback: () => void) => void} off
 * @property {any} [widget_manager]
 */

/** @param {Model} model @param {string} name */
export const numberOf = (model, name) => toNumber(model.get(name));

// First the picture, then the kernel: what is sent takes longer than what is drawn.
/** Changes several traits at once, and tells the kernel. @param {Model} model @param {Record<string, any>} values */
export function setAll(model, values) {
  for (const [name, value] of Object.entries(values)) {
    model.set(name, typeof value === "number" ? toSend(value) : value);
  }
  setTimeout(() => model.save_changes());
}

/** The names of the inputs that count. @param {Model} model @returns {string[]} */
export const inputNames = (model) => Array.from({ length: model.get("steps") }, (_, n) => `x_${n + 1}`);

/** @param {Model} model */
export const pairOf = (model) => /** @type {[string, string]} */ (model.get("activations").split("/"));

/** What an Explorer's traits come to. @param {Model} model */
export function sceneOf(model) {
  const steps = model.get("steps");
  return makeScene({
    weights: Object.fromEntries(TABLES.weights.map((name) => [name, numberOf(model, name)])),
    inputs: inputNames(model).map((name) => numberOf(model, name)),
    h0: numberOf(model, "h0"),
    c0: numberOf(model, "c0"),
    activations: pairOf(model),
    t: Math.min(model.get("t"), steps),
    upto: model.get("upto"),
    face: model.get("face"),
    of: model.get("of"),
    title: model.get("title"),
  });
}
