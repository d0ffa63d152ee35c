// @ts-check
// What stands over a live cell that is made anew under it: the bar of Practice, and the Detective's.

import { element } from "../page/dom.js";
import { Frames } from "../page/frames.js";
import { commandOrNot, letGoOnPressElsewhere, onKeys } from "../page/keys.js";
import { setAll } from "../page/model.js";
import { watchTheme } from "../page/theme.js";
import { TABLES } from "../tables.js";
import { renderCell } from "./widget.js";

/** @typedef {import("../page/model.js").Model} Model */
/** @typedef {import("../graph/forward.js").Values} Values */
/** @typedef {{goToOpen: () => boolean}} Cell  the live cell as it stands now */
/**
 * @typedef {object} Hooks  what a live cell lets those around it have a say in
 * @property {(cell: Cell) => void} [built]  it has been made anew
 * @property {HTMLElement[]} [beside]  stands over its sliders
 * @property {() => HTMLElement | null} [whenAnswered]  what comes after the last field
 */
/**
 * @typedef {object} Surroundings
 * @property {HTMLElement} element  stands over the cell
 * @property {() => void} update  follows the model
 * @property {(input: HTMLElement) => void} [onEnter]  in a field
 * @property {Hooks} hooks
 */

/** @param {Surroundings} it @param {{model: Model, el: HTMLElement}} host */
export function renderAround(it, { model, el }) {
  const inner = element("div");
  const outer = element("div", { class: "lstm lstm-around" }, it.element, inner);
  const gone = new AbortController();
  onKeys(gone.signal, (event, target) => {
    if (!it.element.contains(target)) return "not ours";
    if (!target.matches("input")) return commandOrNot(event);
    if (event.key === "Tab") return "not ours";
    if (event.key !== "Enter") return "typing";
    it.onEnter?.(target);
    return "done";
  });
  letGoOnPressElsewhere(gone.signal, it.element);
  const stopTheme = watchTheme(outer);
  const leave = renderCell({ model, el: inner }, it.hooks);
  const frames = new Frames(outer, () => it.update()); // another cell is 25 changes, and one frame
  const update = () => frames.request();
  model.on("change", update);
  it.update();
  el.replaceChildren(outer);
  return () => {
    model.off("change", update);
    frames.stop();
    gone.abort();
    stopTheme();
    leave();
    el.replaceChildren();
  };
}

/**
 * Puts another cell into the same model. What makes a new view of it comes last.
 * @param {Model} model
 * @param {{weights: Values, inputs: number[], h0: number, c0: number, activations: string, t: number}} cell
 * @param {Record<string, any>} look  what changes of it
 * @param {Record<string, any>} more  other traits
 */
export function setCell(model, { weights, inputs, h0, c0, activations, t }, look, more) {
  const xs = Object.fromEntries(inputs.map((x, n) => [`x_${n + 1}`, x]));
  const numbers = { ...weights, ...xs, h0, c0 };
  const upto = TABLES.stages[TABLES.stages.length - 1];
  const start = { answers: {}, ...numbers, activations, t, upto }; // answers first: they are to the old cell
  setAll(model, {
    ...start,
    ...more,
    steps: inputs.length,
    look: { ...model.get("look"), ...look, start },
  });
}
