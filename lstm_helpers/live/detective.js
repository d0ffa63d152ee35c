// @ts-check
// The weight detective: what is wanted beside what the cell does. detective.py says what it says.

import { unroll } from "../graph/forward.js";
import { button, element, write } from "../page/dom.js";
import { givenOf, setAll } from "../page/model.js";
import { TABLES } from "../tables.js";
import { formatNumber } from "../words/numbers.js";
import { renderAround, setCell } from "./around.js";

/** @typedef {import("../page/model.js").Model} Model */
/** @typedef {import("../graph/forward.js").Values} Values */
/**
 * @typedef {object} Riddle
 * @property {string} title
 * @property {string} says
 * @property {string} hint
 * @property {number[]} inputs
 * @property {Record<string, number[]>} wanted
 * @property {Values} weights
 * @property {string[]} sliders
 * @property {number} h0
 * @property {number} c0
 * @property {[number, number]} limits
 * @property {number} step
 * @property {string} activations
 */
/**
 * @typedef {Record<"which" | "riddle" | "previous" | "previous_label" | "next" | "hint" | "count" | "table" | "step" | "input" |
 *   "wanted" | "yours" | "found" | "all_found" | "not_yet" | "hint_says", string> & {within: Within}} Says
 */
/** @typedef {{whole: number, other: number}} Within  how far off a number may be */
/** @typedef {{found: number[], hints: number[]}} Found  by their numbers */

/** Whether a number is the wanted one, as far as sliders go. @param {Within} within @param {number} got @param {number} wanted */
export const isWanted = ({ whole, other }, got, wanted) =>
  Math.abs(got - wanted) <= (Number.isInteger(wanted) ? whole : other);

/** The first time step at which the cell does something else, null when it does it all. @param {Within} within @param {Riddle["wanted"]} wanted @param {Values[]} steps */
export function firstMiss(within, wanted, steps) {
  for (let n = 0; n < steps.length; n += 1) {
    for (const [name, numbers] of Object.entries(wanted)) {
      if (!isWanted(within, steps[n][name], numbers[n])) return { t: n + 1, name };
    }
  }
  return null;
}

// What a gate that is never quite shut lets through is 0.
/** @param {Within} within @param {number} value */
const tidy = ({ whole }, value) => (Math.abs(value) < whole ? 0 : value);

/** What is said of the cell. @param {Says} says @param {Riddle["wanted"]} wanted @param {Values[]} steps @param {number} left  how many riddles are still to be found */
export function verdictSays(says, wanted, steps, left) {
  const miss = firstMiss(says.within, wanted, steps);
  if (!miss) return left ? says.found : says.all_found;
  const { t, name } = miss;
  return says.not_yet
    .replace("{t}", String(t))
    .replace("{name}", name)
    .replace("{got}", formatNumber(tidy(says.within, steps[t - 1][name])))
    .replace("{wanted}", formatNumber(wanted[name][t - 1]));
}

class DetectiveBar {
  /** @param {Model} model */
  constructor(model) {
    this.model = model;
    /** @type {Says} */
    this.wording = model.get("says");
    const says = this.wording;
    this.which = element("span", { class: "lstm-which" });
    this.previous = button(says.previous, () => this.goTo(this.number - 1), {
      "aria-label": says.previous_label,
      "data-riddle": "previous",
    });
    this.next = button(says.next, () => this.goTo(this.number + 1), { "data-riddle": "next" });
    this.hint = button(says.hint, () => this.askForHint(), { "data-riddle": "hint" });
    this.tally = element("span", { class: "lstm-label" });
    const bar = element(
      "div",
      { class: "lstm-bar" },
      element(
        "div",
        { class: "lstm-choice", role: "group", "aria-label": says.which },
        this.previous,
        this.which,
        this.next,
      ),
      this.hint,
      this.tally,
    );
    this.title = element("strong");
    this.task = element("span");
    this.hintSays = element("p", { class: "lstm-around-says", "aria-live": "polite" });
    const task = element("p", { class: "lstm-around-says" }, this.title, " ", this.task);
    this.element = element("div", {}, bar, task, this.hintSays);
    this.table = element("div", { class: "lstm-wanted" });
    this.says = element("p", { class: "lstm-around-says", "aria-live": "polite" });
    /** @type {import("./around.js").Hooks} */
    this.hooks = { beside: [element("div", {}, this.table, this.says)] };
    this.made = 0; // the riddle whose table stands there
    /** @type {Record<string, HTMLElement[]>} */
    this.cells = {};
  }

  /** @returns {number} */
  get number() {
    return this.model.get("number");
  }

  /** @returns {Riddle[]} */
  get riddles() {
    return this.model.get("riddles");
  }

  /** @returns {Riddle} */
  get riddle() {
    return this.riddles[this.number - 1];
  }

  /** @returns {Found} */
  get record() {
    return this.model.get("record");
  }

  update() {
    const says = this.wording;
    const { number, riddle, riddles } = this;
    if (!riddle) return; // the riddles are still on their way
    const count = String(riddles.length);
    const steps = unroll(givenOf(this.model));
    if (steps.length !== riddle.inputs.length) return; // half of another one is there
    this.look(riddle, steps);
    write(this.which, says.riddle.replace("{number}", String(number)).replace("{count}", count));
    this.previous.disabled = number === 1;
    this.next.disabled = number === riddles.length;
    const { found, hints } = this.record;
    write(this.tally, says.count.replace("{found}", String(found.length)).replace("{count}", count));
    write(this.title, `${riddle.title}.`);
    write(this.task, riddle.says);
    const isHintOpen = hints.includes(number);
    this.hint.disabled = isHintOpen;
    write(this.hintSays, isHintOpen ? says.hint_says.replace("{hint}", riddle.hint) : "");
    const left = riddles.length - found.length;
    write(this.says, verdictSays(says, riddle.wanted, steps, left).replace("{count}", count));
    this.says.dataset.verdict = firstMiss(this.wording.within, riddle.wanted, steps) ? "open" : "right";
  }

  /** @param {Riddle} riddle @param {Values[]} steps */
  look(riddle, steps) {
    if (this.made !== this.number) this.table.replaceChildren(this.makeTable(riddle));
    this.made = this.number;
    for (const [name, cells] of Object.entries(this.cells)) {
      cells.forEach((cell, n) => {
        write(cell, formatNumber(tidy(this.wording.within, steps[n][name])));
        cell.dataset.verdict = isWanted(this.wording.within, steps[n][name], riddle.wanted[name][n])
          ? "right"
          : "open";
      });
    }
    const { found, hints } = this.record;
    if (firstMiss(this.wording.within, riddle.wanted, steps) || found.includes(this.number)) return;
    setAll(this.model, { record: { found: [...found, this.number], hints } });
  }

  /** @param {Riddle} riddle */
  makeTable({ inputs, wanted }) {
    const says = this.wording;
    /** @param {string} label @param {string[]} texts @param {string} kind */
    const row = (label, texts, kind) => {
      const cells = texts.map((text) => element("td", { text }));
      const attributes = { "data-row": kind };
      return {
        cells,
        element: element("tr", attributes, element("th", { scope: "row", text: label }), ...cells),
      };
    };
    const given = row(says.input, inputs.map(formatNumber), "given").element;
    this.cells = {};
    const rows = Object.entries(wanted).flatMap(([name, numbers]) => {
      const yours = row(
        says.yours.replace("{name}", name),
        numbers.map(() => ""),
        "yours",
      );
      this.cells[name] = yours.cells;
      return [
        row(says.wanted.replace("{name}", name), numbers.map(formatNumber), "wanted").element,
        yours.element,
      ];
    });
    const numbers = inputs.map((_, n) => element("th", { scope: "col", text: n + 1 }));
    return element(
      "table",
      { class: "lstm-table" },
      element("caption", { text: says.table }),
      element("thead", {}, element("tr", {}, element("th", { scope: "row", text: says.step }), ...numbers)),
      element("tbody", {}, given, ...rows),
    );
  }

  /** @param {number} number */
  goTo(number) {
    const { inputs, weights, h0, c0, activations, sliders, limits, step } = this.riddles[number - 1];
    const parts = this.model.get("look").show.filter((/** @type {string} */ part) => !part.includes("_"));
    const order = [...TABLES.weights].filter((name) => sliders.includes(name));
    const cell = { weights, inputs, h0, c0, activations, t: 1 };
    setCell(this.model, cell, { show: [...order, ...parts], limits, step }, { number });
  }

  askForHint() {
    const { found, hints } = this.record;
    setAll(this.model, { record: { found, hints: [...hints, this.number] } });
  }
}

/** @param {{model: Model, el: HTMLElement}} host */
export const renderDetective = (host) => renderAround(new DetectiveBar(host.model), host);

export default { render: renderDetective };
