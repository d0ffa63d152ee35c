// @ts-check
// A map of a layer's gates: one canvas, and around it what says where one is. gate_map.py says what it says.

import { heatValues, marksIn, moved, placeSays, seeing, sentOf, shadesOf, zoomed } from "../charts/heat.js";
import { HeatPicture } from "../charts/heat_picture.js";
import { HeatStrips } from "../charts/heat_strips.js";
import { button, choice, element, group, write } from "../page/dom.js";
import { Frames } from "../page/frames.js";
import { commandOrNot, letGoOnPressElsewhere, onKeys } from "../page/keys.js";
import { setAll } from "../page/model.js";
import { Speaker } from "../page/speaker.js";
import { watchTheme } from "../page/theme.js";
import { filled } from "../words/equations.js";
import { formatNumber } from "../words/numbers.js";
import { listenToHands } from "./gate_map_hands.js";
import { OpenedUnit } from "./gate_map_opened.js";

/** @typedef {import("../page/model.js").Model} Model */
/** @typedef {import("../charts/heat.js").Span} Span */
/** @typedef {{row: number, step: number}} Place  counted from 0, as they stand in the map */

const LEAST_STEPS = 6;
const LEAST_UNITS = 4;
const ROW_FOR_A_LABEL = 15; // pixels: a unit's number is 12 pixels high
const CLOSER = 0.5;
const ROW_HEIGHTS = [140, 18, 430]; // pixels: the least map, a unit, the largest

/** A model of Jupyter's has bytes, a page without Jupyter a text. @param {DataView | string} given */
function bytesOf(given) {
  if (typeof given !== "string") return given;
  return new DataView(Uint8Array.from(atob(given), (letter) => letter.charCodeAt(0)).buffer);
}

class MapView {
  /** @param {import("../page/child.js").Inside} inside */
  constructor(inside) {
    const { model } = inside;
    this.model = model;
    this.look = model.get("look");
    this.says = this.look.says;
    /** @type {import("../charts/heat.js").Sent} */
    this.sent = { start: new Float32Array() };
    /** @type {{steps: Span, units: Span}} */
    this.seen = { steps: { from: 0, to: this.look.steps }, units: { from: 0, to: this.look.units } };
    /** @type {Place | null} */
    this.pointed = null;
    this.painted = ""; // what the picture was made of
    this.of = {}; // what goes with the numbers that are shown
    this.picture = new HeatPicture();
    this.canvas = element("canvas", { tabindex: 0, role: "application", "aria-roledescription": "map" });
    this.marker = element("div", { class: "lstm-map-place", hidden: "" });
    this.openMarker = element("div", { class: "lstm-map-open", hidden: "" });
    this.names = element("div", { class: "lstm-map-names", "aria-hidden": "true" });
    this.marks = element("div", { class: "lstm-map-marks", "aria-hidden": "true" });
    this.openName = element("strong", { hidden: "" });
    this.strips = new HeatStrips(this.says.line);
    this.title = element("p", { class: "lstm-map-title" });
    this.sentence = element("p", { class: "lstm-says", "aria-live": "polite" });
    this.speaker = new Speaker();
    this.opened = new OpenedUnit(
      inside,
      this.says,
      (text) => this.speaker.say(text),
      () => this.canvas.focus({ preventScroll: true }),
    );
    this.pan = element("input", { type: "range", min: 0, step: 1, "aria-label": this.says.pan });
    this.pan.addEventListener("input", () => this.panTo(this.pan.valueAsNumber));
    this.parts = this.makeBars();
    this.legend = this.makeLegend();
    const board = element("div", { class: "lstm-map-board" }, this.canvas, this.openMarker, this.marker);
    const [smallest, each, largest] = ROW_HEIGHTS;
    const height = Math.min(largest, Math.max(smallest, each * this.look.units));
    board.style.setProperty("--lstm-map-height", `${height}px`);
    this.element = element(
      "div",
      { class: "lstm lstm-map" },
      this.title,
      element("div", { class: "lstm-bar" }, ...this.parts.map((part) => part.element)),
      element(
        "div",
        { class: "lstm-map-frame" },
        this.strips.element,
        this.names,
        board,
        this.marks,
        this.pan,
        this.legend.element,
      ),
      this.sentence,
      this.opened.element,
      this.speaker.element,
    );
    this.gone = new AbortController();
    this.frames = new Frames(this.element, () => this.show());
    this.stops = [watchTheme(this.element), () => this.gone.abort(), () => this.frames.stop()];
    this.stops.push(
      () => this.opened.leave(),
      () => this.speaker.stop(),
    );
    this.listen();
    this.show();
  }

  // ---- what stands around it ---------------------------------------------------------------------

  makeBars() {
    const { says, look, model } = this;
    /** @type {[string, string][]} */
    const quantities = Object.keys(look.quantities).map((name) => [name, name]);
    const shown = choice(says.quantity, "quantity", quantities, model);
    for (const made of shown.element.querySelectorAll("button")) {
      made.title = look.quantities[made.dataset.value ?? ""];
      made.ariaLabel = `${made.title}, ${made.textContent}`;
    }
    /** @type {[string, string][]} */
    const orders = Object.entries(look.orders).map(([name, words]) => [words, name]);
    const parts = [shown, choice(says.order, "order", orders, model), this.makeZoom()];
    return look.sequences > 1 ? [...parts, this.makeSequences()] : parts;
  }

  makeZoom() {
    const { says } = this;
    const closer = button(says.closer, () => this.zoom(CLOSER), { "data-zoom": "closer" });
    const wider = button(says.wider, () => this.zoom(1 / CLOSER), { "data-zoom": "wider" });
    const all = button(says.all, () => this.zoom(Number.POSITIVE_INFINITY), { "data-zoom": "all" });
    const update = () => {
      const isAll = this.isAllSeen();
      wider.disabled = isAll;
      all.disabled = isAll;
    };
    return { element: group(says.zoom, closer, wider, all), update };
  }

  makeSequences() {
    const { says, look, model } = this;
    const go = (/** @type {number} */ by) => setAll(model, { sequence: model.get("sequence") + by });
    const before = button(says.previous, () => go(-1), { "aria-label": says.previous_label });
    const next = button(says.next, () => go(1), { "aria-label": says.next_label });
    const which = element("span", { class: "lstm-which" });
    const update = () => {
      const asked = model.get("sequence");
      const has = model.get("of").sequence === asked;
      before.disabled = Boolean(model.alone) || asked === 0;
      next.disabled = Boolean(model.alone) || asked === look.sequences - 1;
      const words = { number: String(asked + 1), count: String(look.sequences) };
      write(which, filled(has ? says.sequence : says.waiting, words));
    };
    return {
      element: element("div", { class: "lstm-choice", role: "group" }, before, which, next),
      update,
    };
  }

  makeLegend() {
    const [low, high] = [element("span"), element("span")];
    const ramp = element("span", { class: "lstm-map-ramp" });
    const update = (/** @type {[number, number]} */ limits, /** @type {string[]} */ stops) => {
      write(low, formatNumber(limits[0]));
      write(high, formatNumber(limits[1]));
      ramp.style.background = `linear-gradient(to right, ${stops.join(", ")})`;
    };
    return { element: element("div", { class: "lstm-map-legend" }, low, ramp, high), update };
  }

  // ---- drawing -----------------------------------------------------------------------------------

  show() {
    const { model, look, says } = this;
    const name = model.get("quantity");
    const title = model.get("title") || `${look.quantities[name]}, ${name}`;
    write(this.title, title);
    const counts = { title, units: String(look.units), steps: String(look.steps) };
    const label = filled(says.map + (model.alone ? "" : says.map_opens), counts);
    if (this.canvas.ariaLabel !== label) this.canvas.ariaLabel = label;
    for (const part of this.parts) part.update();
    this.opened.update();
    this.paintPicture();
    this.strips.show(model.get("of").lines);
    this.showSeen();
    this.showPlace();
  }

  /** @returns {number[]} the units, from the top down */
  get rows() {
    return this.model.get("of").orders[this.model.get("order")][this.model.get("quantity")];
  }

  // One pixel for each place, made anew only when another is to be seen.
  paintPicture() {
    const { model, look } = this;
    const [name, theme] = [model.get("quantity"), this.element.dataset.theme ?? "light"];
    const of = model.get("of");
    const made = [name, model.get("order"), theme].join();
    if (made === this.painted && of === this.of) return;
    if (of !== this.of) this.sent = sentOf(bytesOf(model.get("values")), look.sent, look.units, look.steps);
    this.painted = made;
    this.of = of;
    const limits = look.limits[name];
    const stops = look.shades[limits[0] === 0 ? "gate" : "signed"][theme];
    this.legend.update(limits, stops);
    const values = heatValues(name, this.sent, look.activations);
    this.picture.paint(values, this.rows, limits, shadesOf(stops));
  }

  showSeen() {
    const { steps } = this.seen;
    const { width, height } = this.canvas.getBoundingClientRect();
    const ratio = window.devicePixelRatio || 1;
    const pixels = [width, height].map((each) => Math.max(1, Math.round(each * ratio)));
    this.picture.draw(this.canvas, this.seen, pixels[0], pixels[1]);
    this.showNames(height);
    this.showMarks(width);
    this.strips.see(steps);
    this.pan.hidden = !this.isWide();
    this.pan.max = String(Math.round(this.look.steps - (steps.to - steps.from)));
    this.pan.value = String(Math.round(steps.from));
  }

  /** @param {number} height */
  showNames(height) {
    const { from, to } = this.seen.units;
    const size = to - from;
    const most = Math.max(1, Math.floor(height / ROW_FOR_A_LABEL));
    const { rows } = this;
    const names = marksIn({ from, to }, most).map((row) => {
      const name = element("span", { text: rows[row] });
      name.style.top = `${((row + 0.5 - from) / size) * 100}%`;
      return name;
    });
    this.names.replaceChildren(element("b", { text: this.says.units }), ...names, this.openName);
  }

  /** @param {number} width */
  showMarks(width) {
    const { from, to } = this.seen.steps;
    const marks = marksIn({ from, to }, Math.max(2, Math.floor(width / 56)), 1).map((t) => {
      const mark = element("span", { text: t });
      const half = `${(0.32 * String(t).length - 1).toFixed(2)}em`; // of its digits, past the frame's edge
      mark.style.left = `min(${((t - 0.5 - from) / (to - from)) * 100}%, 100% - ${half})`;
      return mark;
    });
    this.marks.replaceChildren(...marks, element("b", { text: this.says.steps }));
  }

  // ---- pointing ----------------------------------------------------------------------------------

  // It follows the pointer: nothing is drawn anew for it.
  showPlace() {
    const { says, pointed: place } = this;
    this.showOpened();
    this.marker.hidden = !place;
    this.strips.point(place ? place.step : null, this.seen.steps);
    if (!place) return write(this.sentence, says.point + (this.model.alone ? "" : says.point_opens));
    this.put(this.marker, place, 1);
    const unit = this.rows[place.row];
    const { quantity, activations } = { quantity: this.model.get("quantity"), ...this.look };
    write(this.sentence, placeSays(quantity, unit, place.step + 1, this.sent, activations, says));
  }

  /** @param {HTMLElement} marker @param {Place} place @param {number} count  of time steps */
  put({ style }, { row, step }, count) {
    const { steps, units } = this.seen;
    const [w, h] = [100 / (steps.to - steps.from), 100 / (units.to - units.from)];
    style.left = `${(step - steps.from) * w}%`;
    style.top = `${(row - units.from) * h}%`;
    style.width = `${count * w}%`;
    style.height = `${h}%`;
  }

  // The row of the unit that is open, and its number beside it.
  showOpened() {
    const { place } = this.opened;
    const { units } = this.seen;
    const row = place ? this.rows.indexOf(place.unit) : -1;
    const isSeen = row > units.from - 1 && row < units.to;
    this.openMarker.hidden = !isSeen;
    this.openName.hidden = !isSeen;
    if (!place || !isSeen) return;
    this.put(this.openMarker, { row, step: 0 }, this.look.steps);
    write(this.openName, String(place.unit));
    this.openName.style.top = `${((row + 0.5 - units.from) / (units.to - units.from)) * 100}%`;
  }

  /** @param {{clientX: number, clientY: number}} event @returns {Place} */
  placeAt({ clientX, clientY }) {
    const { left, top, width, height } = this.canvas.getBoundingClientRect();
    const { steps, units } = this.seen;
    const step = Math.floor(steps.from + ((clientX - left) / width) * (steps.to - steps.from));
    const row = Math.floor(units.from + ((clientY - top) / height) * (units.to - units.from));
    return this.inside({ row, step });
  }

  /** @param {Place} place @returns {Place} */
  inside({ row, step }) {
    const clamp = (/** @type {number} */ n, /** @type {number} */ count) =>
      Math.max(0, Math.min(count - 1, n));
    return { row: clamp(row, this.look.units), step: clamp(step, this.look.steps) };
  }

  /** @param {Place} place */
  pointAt(place) {
    this.pointed = place;
    this.showPlace();
  }

  /** @param {Place} place */
  goTo(place) {
    this.pointed = this.inside(place);
    const steps = seeing(this.seen.steps, this.pointed.step, this.look.steps);
    const units = seeing(this.seen.units, this.pointed.row, this.look.units);
    this.see({ steps, units });
    this.showPlace();
  }

  choose() {
    const place = this.pointed;
    if (place) this.opened.open({ unit: this.rows[place.row], t: place.step + 1 });
  }

  // ---- what is seen ------------------------------------------------------------------------------

  isWide() {
    const { from, to } = this.seen.steps;
    return to - from < this.look.steps;
  }

  isAllSeen() {
    const { from, to } = this.seen.units;
    return !this.isWide() && to - from >= this.look.units;
  }

  /** @param {{steps: Span, units: Span}} seen */
  see(seen) {
    this.seen = seen;
    this.frames.request();
  }

  /** @param {number} factor @param {Place} [around] */
  zoom(factor, around) {
    const { steps, units } = this.seen;
    const at = around ??
      this.pointed ?? { row: (units.from + units.to) / 2, step: (steps.from + steps.to) / 2 };
    const { look } = this;
    // units that can be told apart as they are stay as they are
    const isFine = (units.to - units.from) * ROW_FOR_A_LABEL > this.canvas.clientHeight;
    const least = isFine ? LEAST_UNITS : units.to - units.from;
    this.see({
      steps: zoomed(steps, factor, at.step + 0.5, LEAST_STEPS, look.steps),
      units: zoomed(units, factor, at.row + 0.5, least, look.units),
    });
  }

  /** @param {number} from */
  panTo(from) {
    const { steps, units } = this.seen;
    this.see({ steps: moved(steps, from - steps.from, this.look.steps), units });
  }

  // ---- listening ---------------------------------------------------------------------------------

  listen() {
    const { canvas, model, gone, element: root } = this;
    const { signal } = gone;
    const schedule = () => this.frames.request();
    model.on("change", schedule);
    signal.addEventListener("abort", () => model.off("change", schedule));
    const again = new ResizeObserver(schedule);
    again.observe(canvas);
    const theme = new MutationObserver(schedule);
    theme.observe(root, { attributes: true, attributeFilter: ["data-theme"] });
    signal.addEventListener("abort", () => {
      again.disconnect();
      theme.disconnect();
    });
    listenToHands(canvas, {
      point: (event) => this.pointAt(this.placeAt(event)),
      choose: () => this.choose(),
      pull: (x, y) => this.pull(x, y),
      zoom: (factor, at) => this.zoom(factor, this.placeAt(at)),
      isWide: () => this.isWide(),
    });
    canvas.addEventListener("focus", () => this.pointed || this.goTo({ row: 0, step: 0 }));
    onKeys(signal, (event, target) => {
      if (target === canvas) return this.onKey(event);
      if (target === this.pan) return "typing";
      const isOurs = root.contains(target) && !this.opened.body.contains(target);
      return isOurs ? commandOrNot(event) : "not ours";
    });
    letGoOnPressElsewhere(signal, root);
  }

  /** @param {number} x @param {number} y  in pixels */
  pull(x, y) {
    const { steps, units } = this.seen;
    const { clientWidth, clientHeight } = this.canvas;
    this.see({
      steps: moved(steps, (x / clientWidth) * (steps.to - steps.from), this.look.steps),
      units: moved(units, (y / clientHeight) * (units.to - units.from), this.look.units),
    });
  }

  /** @param {KeyboardEvent} event @returns {import("../page/keys.js").Taken} */
  onKey({ key }) {
    const { row, step } = this.pointed ?? { row: 0, step: 0 };
    const page = Math.max(1, Math.round((this.seen.steps.to - this.seen.steps.from) / 2));
    /** @type {Record<string, () => void>} */
    const does = {
      ArrowLeft: () => this.goTo({ row, step: step - 1 }),
      ArrowRight: () => this.goTo({ row, step: step + 1 }),
      ArrowUp: () => this.goTo({ row: row - 1, step }),
      ArrowDown: () => this.goTo({ row: row + 1, step }),
      PageUp: () => this.goTo({ row, step: step - page }),
      PageDown: () => this.goTo({ row, step: step + page }),
      Home: () => this.goTo({ row, step: 0 }),
      End: () => this.goTo({ row, step: this.look.steps }),
      "+": () => this.zoom(CLOSER),
      "=": () => this.zoom(CLOSER),
      "-": () => this.zoom(1 / CLOSER),
      0: () => this.zoom(Number.POSITIVE_INFINITY),
      Enter: () => this.choose(),
      " ": () => this.choose(),
    };
    if (key === "Escape") return this.opened.close() ? "done" : "not ours";
    if (!(key in does)) return key.length === 1 ? "typing" : "not ours";
    does[key]();
    return "done";
  }

  leave() {
    for (const stop of this.stops.splice(0)) stop();
  }
}

/** @param {{model: Model, el: HTMLElement, host?: any}} given */
export function renderMap({ el, ...inside }) {
  const view = new MapView(inside);
  el.replaceChildren(view.element);
  return () => {
    view.leave();
    el.replaceChildren();
  };
}

export default { render: renderMap };
