// @ts-check
// Pointing at a number lights what it is made of and what it goes into, and says its equation in words.

import { consumersOf, FOLLOWS, multipliedWith, operandsOf, PLACES } from "../graph/neighbours.js";
import { svgElement, write } from "../page/dom.js";
import { TABLES } from "../tables.js";
import { spokenParts } from "../words/spoken.js";

/** @typedef {import("../graph/scene.js").Scene} Scene */
/** @typedef {import("../page/keys.js").Taken} Taken */
/** @typedef {"self" | "operand" | "consumer"} Role  what a thing is to the quantity pointed at */
/** @typedef {"quantity" | "wire" | "slider" | "cell"} Kind */
/** @typedef {{role: Role, kind: Kind, name: string, t: number}} Light  a thing that is lit: a quantity stands for box, value and equation */
/** @typedef {{name: string, isInside: boolean}} Place  a quantity, and whether it was pointed at in picture or table */
/**
 * @typedef {object} View  what can be pointed at, and lit
 * @property {HTMLElement} element
 * @property {HTMLElement} frame
 * @property {import("../picture/artists.js").Picture} picture
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

/** All that is lit when a quantity is pointed at. @param {string} name @param {Scene} scene @returns {Light[]} */
export function lightsOf(name, { face, t, steps }) {
  const isBackwards = face === "gradients";
  /** @type {[Role, Role]} */
  const [made, goes] = isBackwards ? ["consumer", "operand"] : ["operand", "consumer"];
  /** @type {Light[]} */
  const lights = [{ role: "self", kind: "quantity", name, t }];
  /** @param {Role} role @param {string} other @param {string} from @param {string} to */
  const light = (role, other, from, to) => {
    lights.push({ role, kind: "quantity", name: other, t });
    if (PLACES.includes(from)) lights.push({ role, kind: "wire", name: wireBetween(from, to), t });
  };
  for (const operand of operandsOf(name)) light(made, operand, operand, name);
  for (const consumer of consumersOf(name)) {
    light(goes, consumer, name, consumer);
    const other = multipliedWith(name, consumer);
    if (TABLES.weights.includes(name) && other) light(made, other, other, consumer);
  }
  if (name === "h") lights.push({ role: made, kind: "wire", name, t });
  // what the step before handed on, and what is handed on to the next, stands in the table
  const before = TABLES.carry[name];
  if (before && t > 1) lights.push(...handedOn(made, before, name, before, t - 1));
  const after = FOLLOWS[name];
  if (after && t < steps.length) lights.push(...handedOn(goes, name, after, after, t + 1));
  return lights;
}

/** @param {Role} role @param {string} from @param {string} to @param {string} cell @param {number} t @returns {Light[]} */
const handedOn = (role, from, to, cell, t) => [
  { role, kind: "wire", name: wireBetween(from, to), t },
  { role, kind: "cell", name: cell, t },
];

/** The slider that sets a quantity at a time step. @param {string} name @param {number} t */
const sliderNameOf = (name, t) =>
  name === "x" ? `x_${t}` : t === 1 && name in TABLES.carry ? `${TABLES.carry[name]}0` : name;

/** What a slider sets, if it is to be seen at a time step. @param {string} name @param {number} t */
export const setBy = (name, t) =>
  [...TABLES.weights, ...PLACES].find((quantity) => sliderNameOf(quantity, t) === name) ?? "";

/** The quantity that a part of the picture belongs to, by its id. @param {string} id */
export function quantityOf(id) {
  const slot = TABLES.slots[id] ?? TABLES.slots[id.replace(/_\d$/, "")];
  if (slot) return slot.of;
  const rest = id.slice(id.indexOf("_") + 1);
  if (rest === "out") return "h"; // the dot that makes it
  return /^(box|halo)_/.test(id) ? rest : TABLES.wires[rest] || rest.replace("next_", "");
}

// ---- how it is lit -------------------------------------------------------------------------------

/** The ids that begin so, before a quantity's name. */
const OWN = ["box", "head", "formula", "eq", "weight"];
const WIRE_ENDS = ["wire", "tip", "back", "backtip"];
const BAR = { left: 358, over: 12, under: 4 }; // between the wires and the column of equations

/** Whole lines only: an empty one takes part in the drawing, too. @param {SVGElement | undefined} text */
const isWritten = (text) => text?.textContent?.trim();

/** Draws the marks, and takes them away again. */
class Lighting {
  /** @param {View} view */
  constructor(view) {
    this.view = view;
    this.marks = svgElement("g", { class: "lstm-lights", "aria-hidden": "true" });
    /** @type {Element[]} */
    this.lit = [];
  }

  clear() {
    for (const part of this.lit.splice(0)) part.removeAttribute("data-lit");
    this.marks.remove();
    this.marks.replaceChildren();
    delete this.view.frame.dataset.pointed;
  }

  /** @param {Light[]} lights @param {boolean} isInside */
  show(lights, isInside) {
    this.clear();
    for (const light of lights) this.light(light);
    const { svg } = this.view.picture;
    svg.insertBefore(this.marks, svg.querySelector("[id^=wire_]")); // under wires, boxes and letters
    if (isInside) this.view.frame.dataset.pointed = "";
  }

  /** @param {Light} light */
  light({ role, kind, name, t }) {
    const { sliders, steps } = this.view;
    if (kind === "wire") return this.wire(role, name);
    this.mark(role, steps?.cell(t, name));
    if (kind === "cell") return undefined;
    const slider = sliderNameOf(name, t);
    this.mark(role, sliders.find(({ options }) => options.name === slider)?.element);
    return this.quantity(role, name);
  }

  /** @param {Role} role @param {Element | undefined} part */
  mark(role, part) {
    if (!part || part.hasAttribute("data-lit")) return; // what comes first says more
    part.setAttribute("data-lit", role);
    this.lit.push(part);
  }

  /** @param {Role} role @param {string} name */
  quantity(role, name) {
    const { parts } = this.view.picture;
    const lines = [1, 2, 3].map((n) => `eq_${name}_${n}`);
    for (const id of [name, ...OWN.map((kind) => `${kind}_${name}`), ...lines]) this.mark(role, parts[id]);
    const [box, ring] = [parts[`box_${name}`], parts[`halo_${name}`]?.cloneNode()];
    if (!box || !(ring instanceof SVGElement)) return;
    ring.removeAttribute("id");
    this.draw(ring, role, box.style.stroke);
    const written = [`formula_${name}`, `eq_${name}`, ...lines].map((id) => parts[id]).filter(isWritten);
    if (written.length) this.draw(bar(written), role, box.style.stroke);
  }

  /** @param {Role} role @param {string} name */
  wire(role, name) {
    const { parts } = this.view.picture;
    const line = parts[`wire_${name}`];
    for (const kind of WIRE_ENDS) this.mark(role, parts[`${kind}_${name}`]);
    this.draw(svgElement("path", { d: this.view.picture.route(name) }), role, line.style.stroke);
  }

  /** @param {SVGElement} shape @param {Role} role @param {string} colour */
  draw(shape, role, colour) {
    shape.removeAttribute("style");
    shape.style.setProperty("--lstm-role", colour);
    shape.setAttribute("class", `lstm-light lstm-light-${shape.localName === "path" ? "way" : "ring"}`);
    shape.setAttribute("data-lit", role);
    this.marks.append(shape);
  }
}

/** Beside an equation, as high as it is. @param {SVGElement[]} lines */
function bar(lines) {
  const [top, bottom] = [lines[0], lines[lines.length - 1]].map((line) => Number(line.getAttribute("y")));
  const { left: x, over, under } = BAR;
  return svgElement("line", { x1: x, x2: x, y1: top - over, y2: bottom + under });
}

// ---- pointing ------------------------------------------------------------------------------------

/** "h = 3211" stays on one line. @param {string} text */
const kept = (text) => text.replaceAll(" = ", "\u00a0=\u00a0");

// With the mouse, a finger or the keys of the picture, or by what has the focus.
export class Pointing {
  /** @param {View} view @param {(spoken: string) => void} say  the words have changed; some are for ears, too */
  constructor(view, say) {
    this.view = view;
    this.say = say;
    this.lighting = new Lighting(view);
    this.pointed = this.focused = NOWHERE;
    /** @type {Scene | null} */
    this.scene = null;
    this.shown = "";
    /** @type {string[]} */
    this.words = [];
    this.isFinger = false;
    this.gone = new AbortController();
    this.listen();
  }

  listen() {
    const { element } = this.view;
    const { signal } = this.gone;
    /** @param {string} type @param {(event: any) => void} heard @param {EventTarget} [on] */
    const hear = (type, heard, on = element) => on.addEventListener(type, heard, { signal });
    hear("pointerover", ({ target, pointerType, buttons }) => {
      if (pointerType !== "touch" && !buttons) this.point(this.placeOf(target));
    });
    hear("pointerleave", ({ pointerType, buttons }) => {
      if (pointerType !== "touch" && !buttons) this.point(NOWHERE);
    });
    hear("focusin", ({ target }) => {
      this.focus(target.matches(":focus-visible") ? this.placeOf(target) : NOWHERE);
    });
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
    if (answer) return { name: answer, isInside: false };
    const { id } = target;
    if (frame.contains(target)) return { name: id ? quantityOf(id) : "", isInside: true };
    return { name: steps?.nameAt(target, t) ?? "", isInside: true };
  }

  /** @param {Place} place */
  point(place) {
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
    this.say(this.words.join(" "));
    return "done";
  }

  forget() {
    this.pointed = this.focused = NOWHERE;
  }

  /** What is lit follows what is shown; a step of the walk is a new picture. @param {Scene} scene */
  follow(scene) {
    const { scene: before } = this;
    this.scene = scene;
    const isElsewhere =
      before && (before.t !== scene.t || before.upto !== scene.upto || before.face !== scene.face);
    if (isElsewhere && this.place.isInside) this.forget();
    this.update();
  }

  get place() {
    return this.pointed.name ? this.pointed : this.focused;
  }

  update() {
    if (!this.scene) return;
    const { name, isInside } = this.place;
    const words = isInside && name ? spokenParts(name, this.scene) : [];
    const lights = name ? lightsOf(name, this.scene) : [];
    const shown = name && JSON.stringify([isInside, lights, this.lines()]);
    if (shown !== this.shown) {
      this.shown = shown;
      if (name) this.lighting.show(lights, isInside);
      else this.lighting.clear();
    }
    if (words.join() === this.words.join()) return;
    this.words = words;
    this.say("");
  }

  /**
   * Writes the words, or else what stands there otherwise. Nothing moves because something is pointed at:
   * where there is no room for two sentences, the wires alone say where it goes.
   * @param {HTMLElement} place @param {string} otherwise
   */
  writeIn(place, otherwise) {
    const { words } = this;
    const height = () => place.getBoundingClientRect().height;
    const room = words.length && height();
    place.style.minHeight = room ? `${room}px` : "";
    write(place, kept(words.join(" ") || otherwise));
    if (room && height() > room) write(place, kept(words[0]));
  }

  /** How high the equations stand. */
  lines() {
    const { parts } = this.view.picture;
    return Object.keys(parts).filter((id) => /^(eq|formula)_/.test(id) && isWritten(parts[id])).length;
  }

  stop() {
    this.gone.abort();
    this.forget();
    this.lighting.clear();
  }
}
