// @ts-check
// Practice without end: the bar over the picture, and how the level follows. practice.py says what it says.

import { exercise } from "../exercises/practice.js";
import { afterPaint, button, choice, element, group, write } from "../page/dom.js";
import { sceneOf, setAll } from "../page/model.js";
import { TABLES } from "../tables.js";
import { readNumber } from "../words/numbers.js";
import { renderAround, setCell } from "./around.js";

/** @typedef {import("../page/model.js").Model} Model */
/** @typedef {import("../words/asking.js").Answer} Answer */
/** @typedef {{level: number, number: number, wait: number}} Missed  `wait`: the so manieth to come */
/**
 * @typedef {object} Standing  how the learner stands
 * @property {number} right  so many in a row
 * @property {number} wrong
 * @property {"" | "right" | "wrong"} outcome  of the exercise that is shown
 * @property {boolean} back  whether it has come back
 * @property {number} latest  the number of the last new one
 * @property {Missed[]} missed
 */

/**
 * @typedef {object} Rules
 * @property {{in_a_row: number, mended: number, comes_back: number}} rules
 * @property {Record<"level" | "number" | "another" | "field" | "unfit" | "about" | "back" | "top", string> &
 *   Record<"faces" | "outcome" | "right" | "wrong", Record<string, string>>} says
 */
/** @typedef {Rules & import("../exercises/practice.js").Levels} Tables  all that it goes by */

// ---- the rules -----------------------------------------------------------------------------------

/**
 * What has come of an exercise; "" before its end.
 * @param {Tables} tables @param {Answer[]} answers @param {number} count  so many are asked for @param {boolean} isDone
 * @returns {Standing["outcome"]}
 */
export function outcomeOf({ rules }, answers, count, isDone) {
  if (!isDone || !answers.length) return "";
  const slipped = answers.filter(({ tries, shown }) => tries > 1 || shown).length;
  const isShown = answers.some(({ shown }) => shown);
  return !isShown && slipped <= Math.floor(count / rules.mended) ? "right" : "wrong";
}

/** @param {Tables} tables @param {Standing} standing @param {"right" | "wrong"} outcome @param {number} level @param {number} number @returns {Standing} */
export function counted({ rules }, standing, outcome, level, number) {
  if (outcome === "right") return { ...standing, outcome, right: standing.right + 1, wrong: 0 };
  const others = standing.missed.filter((one) => one.level !== level || one.number !== number);
  const missed = [...others, { level, number, wait: rules.comes_back }];
  return { ...standing, outcome, right: 0, wrong: standing.wrong + 1, missed };
}

/** Where it goes on after an exercise. @param {Tables} tables @param {Standing} standing @param {number} level */
export function following({ rules, numbers, levels }, standing, level) {
  const { in_a_row } = rules;
  let { right, wrong, latest } = standing;
  let to = level;
  if (right >= in_a_row && level < Object.keys(levels).length) [to, right] = [level + 1, 0];
  if (wrong >= in_a_row) [to, wrong] = [Math.max(1, level - 1), 0];
  const waiting = standing.missed.map((one) => (one.level === to ? { ...one, wait: one.wait - 1 } : one));
  const back = waiting.find(({ level: its, wait }) => its === to && wait <= 0);
  if (!back) latest = (latest % numbers) + 1;
  const missed = waiting.filter((one) => one !== back);
  /** @type {Standing} */
  const record = { right, wrong, latest, missed, outcome: "", back: Boolean(back) };
  return { level: to, number: back?.number ?? latest, record };
}

/** How the learner stands, in words. @param {Tables} tables @param {Standing} standing @param {number} level */
export function standingSays({ rules, says, levels }, { right, wrong, outcome, back }, level) {
  const most = rules.in_a_row;
  const isTop = level === Object.keys(levels).length;
  /** @param {string} text */
  const filled = (text) =>
    text
      .replace("{level}", String(level))
      .replace("{words}", levels[level].words)
      .replace("{right}", String(right))
      .replace("{up}", String(level + 1))
      .replace("{down}", String(level - 1));
  const leads = isTop && right ? says.top : isTop ? "" : says.right[Math.min(right, most)];
  const falls = level > 1 ? says.wrong[Math.min(wrong, most)] : "";
  const parts = [
    outcome ? says.outcome[outcome] : says.about,
    back && !outcome ? says.back : "",
    wrong ? falls : leads,
  ];
  return parts.filter(Boolean).map(filled).join(" ");
}

// ---- the bar -------------------------------------------------------------------------------------

class PracticeBar {
  /** @param {Model} model */
  constructor(model) {
    this.model = model;
    /** @type {Tables} */
    this.tables = model.get("tables");
    const { says, levels } = this.tables;
    this.levels = Object.entries(levels).map(([level, { words }]) =>
      button(level, () => afterPaint(() => this.goTo(Number(level), model.get("number"))), {
        "data-level": level,
        title: words,
        "aria-label": `${says.level} ${level}: ${words}`,
      }),
    );
    this.field = element("input", {
      class: "lstm-number",
      type: "text",
      inputmode: "numeric",
      autocomplete: "off",
      "aria-label": says.field,
    });
    this.field.addEventListener("focus", () => this.field.select());
    this.field.addEventListener("change", () => this.take());
    this.another = button(says.another, () => afterPaint(() => this.goOn()), { "data-practice": "another" });
    const { label, values, gradients } = says.faces;
    /** @type {[string, string][]} */
    const faces = [
      [values, "values"],
      [gradients, "gradients"],
    ];
    this.faces = choice(label, "face", faces, model);
    this.says = element("p", { class: "lstm-around-says", "aria-live": "polite" });
    const bar = element(
      "div",
      { class: "lstm-bar" },
      group(says.level, ...this.levels),
      group(says.number, this.field),
      this.another,
      this.faces.element,
    );
    this.element = element("div", {}, bar, this.says);
    /** @type {import("./around.js").Cell | null} */
    this.cell = null;
    /** @type {import("./around.js").Hooks} */
    this.hooks = {
      built: (cell) => {
        this.cell = cell;
      },
      whenAnswered: () => (this.isDone ? this.another : null),
    };
  }

  /** @returns {Standing} */
  get standing() {
    return this.model.get("record");
  }

  /** Of each number that is asked for, whether it is right. */
  get asked() {
    return (sceneOf(this.model).asked ?? []).flatMap((here) => Object.values(here));
  }

  get isDone() {
    return this.asked.every(Boolean);
  }

  update() {
    this.count();
    const level = this.model.get("level");
    for (const made of this.levels) made.ariaPressed = String(Number(made.dataset.level) === level);
    this.faces.element.hidden = this.tables.levels[level].face === "values";
    this.faces.update();
    const number = String(this.model.get("number"));
    if (this.field.dataset.stands !== number) this.field.value = number;
    this.field.dataset.stands = number;
    if (this.field.ariaInvalid !== "true") write(this.says, standingSays(this.tables, this.standing, level));
  }

  // Every exercise counts once, in however many views it is shown.
  count() {
    const { standing, model } = this;
    if (standing.outcome) return;
    const { asked } = this;
    const answers = Object.values(model.get("answers"));
    const outcome = outcomeOf(this.tables, answers, asked.length, asked.every(Boolean));
    if (!outcome) return;
    setAll(model, {
      record: counted(this.tables, standing, outcome, model.get("level"), model.get("number")),
    });
  }

  // Left behind with a slip in it, it is one that was missed.
  goOn() {
    this.count();
    const [level, number] = [this.model.get("level"), this.model.get("number")];
    /** @type {Answer[]} */
    const answers = Object.values(this.model.get("answers"));
    const isMissed = !this.standing.outcome && answers.some(({ tries, solved }) => tries > Number(solved));
    const standing = isMissed ? counted(this.tables, this.standing, "wrong", level, number) : this.standing;
    const next = following(this.tables, standing, level);
    this.show(next.level, next.number, next.record);
  }

  /** Where the learner wants to be. @param {number} level @param {number} number */
  goTo(level, number) {
    const isSameLevel = level === this.model.get("level");
    if (isSameLevel && number === this.model.get("number")) return;
    const runs = isSameLevel ? {} : { right: 0, wrong: 0 };
    this.show(level, number, { ...this.standing, ...runs, outcome: "", back: false, latest: number });
  }

  /** @param {number} level @param {number} number @param {Standing} record */
  show(level, number, record) {
    const { asks, face, activations, ...cell } = exercise(this.tables, level, number);
    const names = TABLES.askable.filter((name) => asks.includes(name));
    const predict = { names, from: cell.t, face, walk: true };
    setCell(
      this.model,
      { ...cell, activations: activations.join("/") },
      { predict, show: cell.inputs.length > 1 ? ["walk"] : [] },
      { record, level, number, face },
    );
    if (!matchMedia("(pointer: coarse)").matches) this.cell?.goToOpen();
  }

  take() {
    const { numbers, says } = this.tables;
    const read = readNumber(this.field.value);
    const number = "value" in read ? read.value : 0;
    const isFit = Number.isInteger(number) && number >= 1 && number <= numbers;
    this.field.ariaInvalid = String(!isFit);
    if (isFit) this.goTo(this.model.get("level"), number);
    else write(this.says, says.unfit.replace("{numbers}", String(numbers)));
  }

  onEnter() {
    this.take();
  }
}

/** @param {{model: Model, el: HTMLElement}} host */
export const renderPractice = (host) => renderAround(new PracticeBar(host.model), host);

export default { render: renderPractice };
