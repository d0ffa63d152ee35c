// @ts-check
// Pointing at a number lights what it is made of and what it goes into, and says its equation in words.

import { consumersOf, FOLLOWS, multipliedWith, operandsOf, PLACES } from "../graph/neighbours.js";
import { svgElement, write } from "../page/dom.js";
import { TABLES } from "../tables.js";
import { spokenEquation, spokenParts } from "../words/spoken.js";

/** @typedef {import("../graph/scene.js").Scene} Scene */
/** @typedef {import("../page/keys.js").Taken} Taken */
/** @typedef {import("../picture/artists.js").Picture} Picture */
/** @typedef {Record<string, string>} Roles  what each thing is to what is pointed at: "self", "operand" or "consumer" */
/** @typedef {{quantities: Roles, wires: Roles, cells: Roles}} Lights  a quantity's are its box, its value, its equation */
/** @typedef {{name: string, isInside: boolean}} Place  a quantity, and whether it was pointed at in picture or table */
/**
 * @typedef {object} View  what can be pointed at, and lit
 * @property {HTMLElement} element
 * @property {HTMLElement} frame
 * @property {Picture} picture
 * @property {import("../page/slider.js").Slider[]} sliders
 * @property {import("./steps_table.js").StepsTable | null} steps
 */

/** @type {Place} */
const NOWHERE = { name: "", isInside: false };

// ---- what is lit ---------------------------------------------------------------------------------

/** The wire on which a quantity comes to another. @param {string} from @param {string} to */
export function wireBetween(from, to) {
  if (TABLES.carry[to] === from) return `next_${from}`;
  return `${from}_${to}` in TABLES.wires ? `${from}_${to}` : from;
}

/** All that is lit when a quantity is pointed at. @param {string} name @param {Scene} scene @returns {Lights} */
export function lightsOf(name, { face, t, steps }) {
  const [made, goes] = face === "gradients" ? ["consumer", "operand"] : ["operand", "consumer"];
  /** @type {Roles} */
  const quantities = { [name]: "self" };
  /** @type {Roles} */
  const wires = name === "h" ? { h: "self" } : {};
  /** @type {Roles} */
  const cells = {};
  /** @param {string} role @param {string} other @param {string} from @param {string} to */
  const light = (role, other, from, to) => {
    quantities[other] = role;
    if (PLACES.includes(from)) wires[wireBetween(from, to)] = role;
  };
  for (const operand of operandsOf(name)) light(made, operand, operand, name);
  for (const consumer of consumersOf(name)) {
    light(goes, consumer, name, consumer);
    const other = multipliedWith(name, consumer);
    if (TABLES.weights.includes(name) && other) light(made, other, other, consumer);
  }
  // what the step before handed on, and what is handed on to the next, stands in the table
  /** @param {string} role @param {string} from @param {string} to @param {string} cell @param {number} at */
  const lightCell = (role, from, to, cell, at) => {
    if (!cell || !steps[at - 1]) return;
    wires[wireBetween(from, to)] = role;
    cells[`${at} ${cell}`] = role;
  };
  const [before, after] = [TABLES.carry[name], FOLLOWS[name]];
  lightCell(made, before, name, before, t - 1);
  lightCell(goes, name, after, after, t + 1);
  return { quantities, wires, cells };
}

/** The slider that sets a quantity at a time step. @param {string} name @param {number} t */
const sliderNameOf = (name, t) =>
  name === "x" ? `x_${t}` : t === 1 && name in TABLES.carry ? `${TABLES.carry[name]}0` : name;

/** What a slider sets, if it is to be seen at a time step. @param {string} name @param {number} t */
export const setBy = (name, t) =>
  name.startsWith("x[") // a feature of a layer
    ? "x"
    : ([...TABLES.weights, ...PLACES].find((quantity) => sliderNameOf(quantity, t) === name) ?? "");

const WIRE = /^(?:wire|tip|back|backtip)_(.*)$/;

/** The quantity that a part of the picture belongs to, by its id. @param {string} id */
export function quantityOf(id) {
  const slot = TABLES.slots[id] ?? TABLES.slots[id.replace(/_\d$/, "")];
  if (slot) return slot.of;
  const wire = WIRE.exec(id)?.[1];
  if (wire) return TABLES.wires[wire] || wire.slice("next_".length);
  return id === "box_out" ? "h" : id.slice(id.indexOf("_") + 1); // the dot that makes it
}

// ---- how it is lit -------------------------------------------------------------------------------

const BAR = { x1: 358, x2: 358, over: 12, under: 4.5 }; // between the wires and the column of equations

/** @param {Element} part @param {string | undefined} role */
function setRole(part, role) {
  if (role) part.setAttribute("data-lit", role);
  else part.removeAttribute("data-lit");
}

/** A mark for a part that is lit, if it has one. @param {string} id @param {Picture} picture @returns {Element | undefined} */
function markFor(id, picture) {
  const part = picture.parts[id];
  if (id.startsWith("wire_")) return svgElement("path", { d: picture.route(id.slice(5)) });
  if (id.startsWith("halo_")) return /** @type {Element} */ (part.cloneNode());
  if (!/^(eq|formula)_/.test(id) || !part.textContent?.trim()) return undefined;
  const { over, under, ...across } = BAR;
  const y = Number(part.getAttribute("y"));
  return svgElement("line", { ...across, y1: y - over, y2: y + under });
}

/** Lights what is around a quantity, and nothing else. @param {View} view @param {Lights} lights @param {number} t */
function lightUp({ picture, sliders, steps }, { quantities, wires, cells }, t) {
  const { parts, svg } = picture;
  svg.querySelector(".lstm-lights")?.remove();
  const marks = svgElement("g", { class: "lstm-lights", "aria-hidden": "true" });
  for (const [id, part] of Object.entries(parts)) {
    const wire = WIRE.exec(id)?.[1];
    const name = quantityOf(id);
    const role = wire ? wires[wire] : quantities[name];
    setRole(part, role);
    const mark = role && markFor(id, picture);
    if (!mark) continue;
    const { stroke } = parts[wire ? id : `box_${name}`].style;
    mark.removeAttribute("id");
    mark.setAttribute("class", "lstm-light");
    mark.setAttribute("style", `--lstm-role: ${stroke}`);
    setRole(mark, role);
    marks.append(mark);
  }
  if (marks.firstChild) parts.wire_x_o.before(marks); // under wires, boxes and letters
  for (const { element, options } of sliders) setRole(element, quantities[setBy(options.name, t)]);
  steps?.each((cell, name, at) => setRole(cell, cells[`${at} ${name}`] ?? (at === t && quantities[name])));
}

/** @type {Lights} */
const NO_LIGHTS = { quantities: {}, wires: {}, cells: {} };

// ---- pointing ------------------------------------------------------------------------------------

// With the mouse, a finger or the keys of the picture, or by what has the focus.
export class Pointing {
  /** @param {View} view @param {(spoken: string) => void} say  the words have changed; some are for ears, too */
  constructor(view, say) {
    this.view = view;
    this.say = say;
    this.pointed = this.focused = NOWHERE;
    /** @type {Scene | null} */
    this.scene = null;
    this.text = this.shown = "";
    /** @type {string[]} */
    this.words = [];
    this.isFinger = false;
    this.gone = new AbortController();
    this.listen();
  }

  listen() {
    const { signal } = this.gone;
    /** @param {string} type @param {(event: any) => void} heard @param {EventTarget} [on] */
    const hear = (type, heard, on = this.view.element) => on.addEventListener(type, heard, { signal });
    /** @param {PointerEvent} event @param {Place} place */
    const move = ({ pointerType, buttons }, place) => {
      if (pointerType !== "touch" && !buttons) this.point(place);
    };
    // not "over", which comes as well when something else comes to lie under a mouse at rest
    hear("pointermove", (event) => move(event, this.placeOf(event.target)));
    hear("pointerleave", (event) => move(event, NOWHERE));
    hear("focusin", ({ target }) =>
      // a slider's number, or a field to answer in: what stands under the picture is about that
      this.focus(target.matches(":focus-visible") ? { ...this.placeOf(target), isInside: false } : NOWHERE),
    );
    hear("focusout", () => this.focus(NOWHERE));
    hear("pointerdown", ({ pointerType }) => (this.isFinger = pointerType === "touch"), window);
    hear("click", ({ target }) => this.isFinger && this.point(this.placeOf(target)), window); // a tap, no scrolling
  }

  /** The quantity that something stands for. @param {Element} target @returns {Place} */
  placeOf(target) {
    const { element, frame, steps } = this.view;
    if (!this.scene || !element.contains(target)) return NOWHERE;
    const { t } = this.scene;
    const slider = target.closest(".lstm-slider")?.querySelector("input")?.dataset.name;
    if (slider) return { name: setBy(slider, t), isInside: false };
    const answer = /** @type {HTMLElement | null} */ (target.closest("[data-answer]"))?.dataset.answer;
    const { id } = target;
    const inFrame = answer ?? (id && quantityOf(id));
    return { name: frame.contains(target) ? inFrame : (steps?.nameAt(target, t) ?? ""), isInside: true };
  }

  /** @param {Place} place */
  point(place) {
    if (place.name === this.pointed.name && place.isInside === this.pointed.isInside) return;
    this.pointed = place;
    this.update();
  }

  /** @param {Place} place */
  focus(place) {
    this.focused = place;
    this.update();
  }

  // The picture's own keys: up goes on to what comes next, as the data do.
  /** @param {KeyboardEvent} event @param {HTMLElement} target @returns {Taken} */
  onKey({ key, shiftKey }, target) {
    const direction = { ArrowUp: 1, ArrowDown: -1 }[key];
    if (key === "Escape" && this.shown) {
      this.forget();
      this.update();
      return "done";
    }
    if (!direction || shiftKey || target !== this.view.frame) return "not ours";
    const at = PLACES.indexOf(this.focused.name || this.pointed.name);
    const { length } = PLACES;
    const next =
      at < 0 ? (direction > 0 ? 0 : length - 1) : Math.min(length - 1, Math.max(0, at + direction));
    this.pointed = NOWHERE;
    this.focus({ name: PLACES[next], isInside: true });
    this.say(this.scene ? spokenEquation(PLACES[next], this.scene) : "");
    return "done";
  }

  forget() {
    this.pointed = this.focused = NOWHERE;
  }

  /**
   * What is lit follows what is shown. When there is something new to read under the picture, that comes first.
   * @param {Scene} scene @param {string} text
   */
  follow(scene, text) {
    this.scene = scene;
    if (text !== this.text && this.place.isInside) this.forget();
    this.text = text;
    this.update();
  }

  get place() {
    return this.pointed.name ? this.pointed : this.focused;
  }

  update() {
    if (!this.scene) return;
    const { name, isInside } = this.place;
    const words = isInside && name ? spokenParts(name, this.scene) : [];
    const lights = name ? lightsOf(name, this.scene) : NO_LIGHTS;
    const shown = name && JSON.stringify([isInside, this.scene.t, lights]);
    if (shown !== this.shown) lightUp(this.view, lights, this.scene.t);
    this.shown = shown;
    this.view.frame.toggleAttribute("data-pointed", isInside && name !== "");
    if (words.join() === this.words.join()) return;
    this.words = words;
    this.say("");
  }

  /**
   * Writes the words, or else what stands there otherwise. Nothing moves because something is pointed at: where
   * there is no room for two sentences, the wires alone say where it goes.
   * @param {HTMLElement} place @param {string} otherwise
   */
  writeIn(place, otherwise) {
    const [made] = this.words;
    const height = () => place.getBoundingClientRect().height;
    const room = made ? height() : 0;
    if (made || place.style.minHeight) place.style.minHeight = made ? `${room}px` : "";
    for (const text of made ? [this.words.join(" "), made, otherwise] : [otherwise]) {
      write(place, text.replaceAll(" = ", "\u00a0=\u00a0")); // "h = 3211" stays on one line
      if (made && height() <= room) break;
    }
  }

  stop() {
    this.gone.abort();
    this.forget();
    this.update();
  }
}
