// @ts-check
// What stands around the picture: buttons, and a slider for everything that goes in.

import { featureName, movedName } from "../graph/unit.js";
import { button, choice, element, group } from "../page/dom.js";
import { inputNames, numberOf, setAll, stepNumbers, stepShown } from "../page/model.js";
import { featureLabel, Slider, sliderLabel } from "../page/slider.js";
import { TABLES } from "../tables.js";
import { asksAt } from "../words/asking.js";
import { subscript } from "../words/numbers.js";
import { setPreset } from "./presets.js";
import { settingRow } from "./settings.js";

/** @typedef {import("../page/model.js").Model} Model */
/** @typedef {import("../page/dom.js").Part} Part */

/**
 * The walk: stage by stage through a step, and on into the next one. What the learner is asked for is
 * worked out by answering: there it goes on by whole steps; gradients flow backwards, and so does the walk.
 * @param {Model} model @param {number} direction
 */
export function walk(model, direction) {
  const { stages } = TABLES;
  const t = stepShown(model);
  const numbers = stepNumbers(model);
  const { predict } = model.get("look");
  const isBackwards = predict?.face === "gradients" && model.get("face") === "gradients";
  const last = numbers.length;
  const isAsked = asksAt(predict, t, last).length > 0;
  const at = isAsked ? (direction < 0 ? -1 : stages.length) : stages.indexOf(model.get("upto")) + direction;
  if (at >= 0 && at < stages.length) return setAll(model, { upto: stages[at] });
  const to = t + (isBackwards ? -direction : direction);
  if (to < 1 || to > last) return undefined;
  const isAtEnd = at < 0 || asksAt(predict, to, last).length > 0;
  return setAll(model, { t: numbers[to - 1], upto: stages[isAtEnd ? stages.length - 1 : 0] });
}

// ---- buttons -------------------------------------------------------------------------------------

const CONTROLS = TABLES.controls_say;

/** @type {Record<string, (model: Model, go: (direction: number) => void) => Part[]>} */
const PARTS = {
  walk: (model, go) => [
    still(
      element(
        "div",
        { class: "lstm-choice", role: "group", "aria-label": CONTROLS.walk },
        button(CONTROLS.back, () => go(-1), { "data-walk": "back" }),
        button(CONTROLS.next, () => go(1), { "data-walk": "next" }),
      ),
    ),
  ],
  steps(model) {
    const numbers = stepNumbers(model);
    if (numbers.length < 2) return [];
    return [
      choice(
        CONTROLS.step,
        "t",
        numbers.map((number) => [String(number), number]),
        model,
      ),
    ];
  },
  activations: (model) => [choice(CONTROLS.activations, "activations", pairs(model), model)],
  gradients: (model) => [
    choice(
      CONTROLS.show,
      "face",
      [
        [CONTROLS.values, "values"],
        [CONTROLS.gradients, "gradients"],
      ],
      model,
    ),
    choice(
      CONTROLS.of,
      "of",
      ["h", "c"].map((name) => [name + subscript(model.get("steps")), name]),
      model,
    ),
  ],
  presets(model) {
    /** @type {string[]} */
    const names = model.get("look").presets;
    if (!names.length) return [];
    const buttons = names.map((name) =>
      button(TABLES.presets[name].words, () => setPreset(model, name), { "data-preset": name }),
    );
    return [still(group(CONTROLS.presets, ...buttons))];
  },
  setting: (model) => [settingRow(model)],
  reset: (model) => [
    still(button(CONTROLS.reset, () => setAll(model, model.get("look").start), { "data-walk": "reset" })),
  ],
};

/** @param {HTMLElement} made @returns {Part} */
const still = (made) => ({ element: made, update() {} });

/** @param {Model} model @returns {[string, string][]} */
function pairs(model) {
  const { activations } = model.get("look").start;
  const isKnown = TABLES.pairs.some(([, value]) => value === activations);
  return isKnown ? TABLES.pairs : [...TABLES.pairs, [activations, activations]];
}

// Where the picture stands is chosen under it, and on the whole screen; all else is set beside the sliders.
const UNDER_PICTURE = ["walk", "steps", "reset"];

/** The buttons under the picture, and those beside the sliders. @param {Model} model @param {(direction: number) => void} go */
export function buttonBars(model, go) {
  /** @type {string[]} */
  const show = model.get("look").show;
  const wanted = Object.keys(PARTS).filter((part) => show.includes(part));
  return {
    under: buttonBar(
      wanted.filter((part) => UNDER_PICTURE.includes(part)),
      model,
      go,
    ),
    beside: buttonBar(
      wanted.filter((part) => !UNDER_PICTURE.includes(part)),
      model,
      go,
    ),
  };
}

/** @param {string[]} names @param {Model} model @param {(direction: number) => void} go @returns {Part} */
function buttonBar(names, model, go) {
  const parts = names.flatMap((name) => PARTS[name](model, go));
  const bar = element("div", { class: "lstm-bar" }, ...parts.map((part) => part.element));
  return { element: bar, update: () => parts.forEach((part) => part.update()) };
}

// ---- sliders -------------------------------------------------------------------------------------

/** @param {Model} model @param {string} name */
function sliderOf(model, name) {
  const { limits, step } = model.get("look");
  return new Slider({
    name,
    label: sliderLabel(name, stepNumbers(model)[0]),
    limits,
    step,
    read: () => numberOf(model, name),
    write: (value) => setAll(model, { [name]: value }),
  });
}

// Another time step has other features with large products.
/** One of the features that have a slider. @param {Model} model @param {number} k */
function featureSlider(model, k) {
  const { limits, step, unit } = model.get("look");
  const here = () => {
    const n = stepShown(model) - 1;
    const place = unit.places[n][k];
    return { place, t: unit.numbers[n], value: unit.values[n][k] };
  };
  const named = () => {
    const { place, t } = here();
    return { name: featureName(place), label: featureLabel(place, t) };
  };
  return new Slider({
    ...named(),
    named,
    limits,
    step,
    read() {
      const { place, t, value } = here();
      return model.get("moved")[movedName(t, place)] ?? value;
    },
    write(value) {
      const { place, t } = here();
      setAll(model, { moved: { ...model.get("moved"), [movedName(t, place)]: value } });
    },
  });
}

/** @param {Model} model @returns {Slider[]} */
function featureSliders(model) {
  const { show, unit } = model.get("look");
  /** @type {number[]} */
  const places = show.includes("inputs") ? unit.places[0] : [];
  return places.map((_, k) => featureSlider(model, k));
}

const FEW = 9; // so many find room beside the picture, one under the other

/** The sliders that are shown, each under its gate's name. @param {Model} model */
export function sliderGroups(model) {
  const { show, unit } = model.get("look");
  const inputs = { words: TABLES.inputs_words, names: inputNames(model) };
  const named = /** @type {typeof TABLES.slider_groups} */ ({ ...TABLES.slider_groups, x: inputs });
  if (unit) {
    const { largest, before } = TABLES.unit_says;
    if (unit.places[0].length < unit.features) named.x = { ...inputs, words: largest };
    if (unit.numbers[0] > 1) named.states = { ...named.states, words: before };
  }
  /** @type {Slider[]} */
  const sliders = [];
  const groups = TABLES.group_order.flatMap((key) => {
    const { words, names } = named[key];
    const members =
      unit && key === "x"
        ? featureSliders(model)
        : names.filter((name) => show.includes(name)).map((name) => sliderOf(model, name));
    if (!members.length) return [];
    sliders.push(...members);
    const title = element("p", { class: "lstm-group-name", text: words });
    const attributes = { class: "lstm-group", role: "group", "aria-label": words, "data-group": key };
    return [element("div", attributes, title, ...members.map((slider) => slider.element))];
  });
  const box = element("div", { class: "lstm-controls" }, ...groups);
  if (sliders.length > FEW) box.dataset.many = "";
  return { element: box, sliders };
}
