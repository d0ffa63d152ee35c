// @ts-check
// A number to move and to type: the browser's own range input, and a field beside it.

import { BY_NAME } from "../graph/forward.js";
import { TABLES } from "../tables.js";
import { formatNumber, readNumber } from "../words/numbers.js";
import { element, write } from "./dom.js";
import { commandOrNot } from "./keys.js";

/** @typedef {import("./keys.js").Taken} Taken */

/** @type {Record<string, number>} */
const STEPS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 };
const LONG = 7; // letters: more of them are set smaller
const DECIMALS = 12; // 12 steps of 0.1 are 1.2000000000000002

// What a slider sets, in words.
/** @param {string} name @param {number} [first]  what the first time step shown is called */
export function sliderLabel(name, first = 1) {
  const { input, weight, ...says } = TABLES.slider_labels;
  const state = first > 1 ? says.state_shown : says.state;
  if (name in BY_NAME) return weight.replace("{words}", BY_NAME[name].words).replace("{name}", name);
  if (name.startsWith("x_")) return input.replaceAll("{t}", name.slice(2));
  return state.replace("{words}", BY_NAME[`${name[0]}_prev`].words).replace("{name}", name);
}

/** @param {number} place @param {number} t */
export const featureLabel = (place, t) =>
  TABLES.slider_labels.feature.replace("{place}", String(place)).replace("{t}", String(t));

/**
 * @typedef {object} SliderOptions
 * @property {string} name  what stands before it
 * @property {string} label  what a screen reader says
 * @property {[number, number]} limits  where it ends; a number beyond widens them
 * @property {number} step  of an arrow key; the thumb stops at multiples of it
 * @property {() => {name: string, label: string}} [named]  where what it sets is another thing by and by
 * @property {() => number} read
 * @property {(value: number) => void} write
 */

export class Slider {
  /** @param {SliderOptions} options */
  constructor(options) {
    this.options = options;
    const { name, label } = options;
    this.value = options.read();
    this.low = this.high = 0;
    this.isMoving = false;
    this.said = "";
    // no grid of the browser's own: it would force every number onto it, even one that was typed
    this.range = element("input", { type: "range", step: "any", "aria-label": label, "data-name": name });
    this.field = element("input", {
      type: "text",
      inputmode: "text", // a number pad has no minus sign
      autocomplete: "off",
      spellcheck: "false",
      "aria-label": TABLES.slider_says.field.replace("{label}", label),
    });
    this.problem = element("p", { class: "lstm-problem", role: "alert" });
    this.title = element("span", { class: "lstm-name", "aria-hidden": "true", text: name });
    this.element = element("div", { class: "lstm-slider" }, this.title, this.range, this.field, this.problem);
    this.range.addEventListener("input", () => this.moveTo(Number(this.range.value)));
    this.range.addEventListener("pointerdown", () => this.forget());
    this.field.addEventListener("focus", () => this.field.select());
    this.gone = new AbortController();
    this.field.addEventListener("change", () => this.take(), { signal: this.gone.signal });
    this.standAt(this.value);
  }

  // Takes the model's number over.
  update() {
    const { name, named } = this.options;
    const now = named?.();
    if (now && now.label !== this.options.label) {
      Object.assign(this.options, now);
      this.title.textContent = now.name;
      this.range.dataset.name = now.name;
      this.range.setAttribute("aria-label", now.label);
      this.field.setAttribute("aria-label", TABLES.slider_says.field.replace("{label}", now.label));
      if (now.name !== name) this.standAt(this.options.read()); // its own range again
    }
    const value = this.options.read();
    if (!Object.is(value, this.value)) this.standAt(value);
  }

  // Whatever was typed before, and not understood, is history then.
  /** @param {number} value */
  standAt(value) {
    if (!this.isMoving) this.makeRoom(value);
    this.value = value;
    const within = Math.min(this.high, Math.max(this.low, value)); // ∞ is at the end
    this.range.value = String(Number.isNaN(value) ? 0 : within);
    const text = formatNumber(value);
    this.range.setAttribute("aria-valuetext", text);
    this.field.value = text;
    this.field.classList.toggle("lstm-long", text.length > LONG);
    this.say("");
  }

  // The range that was asked for, wider as long as the number lies beyond it.
  /** @param {number} value */
  makeRoom(value) {
    const [low, high] = this.options.limits;
    const isBeyond = Number.isFinite(value) && (value < low || value > high);
    this.low = isBeyond ? Math.min(low, value) : low;
    this.high = isBeyond ? Math.max(high, value) : high;
    this.range.min = String(this.low);
    this.range.max = String(this.high);
    return isBeyond;
  }

  /** @param {number} value */
  onStep(value) {
    const { step } = this.options;
    const nearest = Number((Math.round(value / step) * step).toFixed(DECIMALS));
    return Math.min(this.high, Math.max(this.low, nearest));
  }

  /** @param {number} value */
  moveTo(value) {
    this.isMoving = true; // under a thumb, the range stays as it is
    this.options.write(this.onStep(value));
    this.update();
    this.isMoving = false;
    this.range.value = String(this.value); // back on a step, even if it is the one it stood at
  }

  // Reads the field: what is not understood changes nothing, and stays to be mended.
  take() {
    if (this.field.value === formatNumber(this.value)) return this.say("");
    const read = readNumber(this.field.value);
    if ("problem" in read) return this.say(read.problem);
    this.options.write(read.value);
    this.update();
    const isWider = this.makeRoom(this.value);
    this.field.value = formatNumber(this.value); // 0.50 is 0.5
    const ends = { low: formatNumber(this.low), high: formatNumber(this.high) };
    const { wider } = TABLES.slider_says;
    return this.say(isWider ? wider.replace("{low}", ends.low).replace("{high}", ends.high) : "", "note");
  }

  // A field that is taken off the page tells of a change as it goes: that is no number of the next cell's.
  stop() {
    this.gone.abort();
  }

  // What is typed, and not understood, gives way to what holds.
  forget() {
    this.field.value = formatNumber(this.value);
    this.say("");
  }

  /** @param {string} text @param {"problem" | "note"} kind */
  say(text, kind = "problem") {
    if (text === this.said) return;
    this.said = text;
    write(this.problem, text);
    this.problem.dataset.kind = kind;
    this.field.setAttribute("aria-invalid", String(Boolean(text) && kind === "problem"));
  }

  /** @param {KeyboardEvent} event @param {HTMLElement} target @returns {Taken} */
  onKey(event, target) {
    const { key } = event;
    this.update(); // a view that was out of sight may not have been drawn yet
    if (target === this.field) return this.onKeyInField(key);
    if (target !== this.range || event.shiftKey) return commandOrNot(event);
    if (key === "Home") this.moveTo(this.low);
    else if (key === "End") this.moveTo(this.high);
    else if (key in STEPS) this.moveTo((this.value || 0) + STEPS[key] * this.options.step);
    else return commandOrNot(event);
    this.forget();
    return "done";
  }

  /** @param {string} key @returns {Taken} */
  onKeyInField(key) {
    if (key === "Tab") return "not ours";
    if (key === "Escape") this.forget();
    else if (key === "Enter") {
      this.take();
      this.field.select();
    } else return "typing";
    return "done";
  }
}
