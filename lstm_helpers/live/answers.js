// @ts-check
// The learner answers in the picture: a field in every box that is asked for, and what is said then.

import { look } from "../exercises/check.js";
import { button, element, write } from "../page/dom.js";
import { givenOf, sceneOf, setAll, tell, truthsOf } from "../page/model.js";
import { fit } from "../picture/fit.js";
import { TABLES } from "../tables.js";
import { question } from "../words/asking.js";
import { formatNumber, toSend } from "../words/numbers.js";
import { sentence } from "../words/texts.js";

/** @typedef {import("../page/model.js").Model} Model */
/** @typedef {import("../graph/scene.js").Scene} Scene */
/** @typedef {import("../page/keys.js").Taken} Taken */
/** @typedef {import("../words/asking.js").Answer} Answer */
/** @typedef {{verdict: "right" | "slip" | "shown", text: string, of: string}} Said  what was said of an answer, and of which */

const EDGES = 12; // of a field, and its padding, in units of the picture

/** A place to type a number, over the box in which it will stand. */
class Field {
  /** @param {string} name */
  constructor(name) {
    this.name = name;
    this.stands = "";
    const { place, well, mark, role, anchor } = TABLES.fields[name];
    this.input = element("input", {
      class: "lstm-well",
      type: "text",
      inputmode: "text", // a number pad has no minus sign
      enterkeyhint: "next",
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
      placeholder: TABLES.unknown,
      style: placed(well),
      "data-anchor": anchor,
    });
    this.mark = element("span", { class: "lstm-mark", style: placed(mark), "aria-hidden": "true" });
    this.label = element("label", { class: "lstm-answer" }, this.input);
    const colours = `--lstm-role: var(--lstm-${role})`;
    const attributes = {
      class: "lstm-place",
      "data-answer": name,
      style: `${placed(place)}; ${colours}`,
    };
    this.element = element("div", attributes, this.label, this.mark);
    this.input.addEventListener("input", () => this.size());
  }

  // As large as the number will be.
  size() {
    const slot = TABLES.slots[this.name];
    const [, , width] = TABLES.fields[this.name].well;
    const [size] = fit(this.input.value, { ...slot, width: width - EDGES });
    this.input.style.setProperty("--size", String(size));
  }

  // Only what changed is written: what is being typed stays.
  /** @param {string} key @param {Answer | undefined} answer @param {boolean | undefined} isSolved  undefined: not asked for here */
  show(key, answer, isSolved) {
    const typed = answer?.solved ? "" : (answer?.typed ?? "");
    const stands = `${key} ${isSolved} ${answer?.shown} ${typed}`;
    if (this.stands === stands) return;
    this.stands = stands;
    this.label.hidden = isSolved !== false;
    this.input.value = typed;
    this.size();
    this.mark.hidden = !isSolved;
    const kind = answer?.shown ? "shown" : "solved";
    this.mark.dataset.kind = kind;
    write(this.mark, TABLES.answers_say.marks[kind]);
  }
}

/** @param {number[]} place  x, y, and perhaps width and height, in units of the picture */
const placed = (place) => place.map((n, k) => `--${"xywh"[k]}: ${n}`).join("; ");

export class Answers {
  /** @param {Model} model @param {() => void} redraw @param {() => HTMLElement} whenDone  what comes after the last field */
  constructor(model, redraw, whenDone) {
    this.model = model;
    this.redraw = redraw;
    this.whenDone = whenDone;
    this.asked = "";
    this.kept = "";
    this.at = "";
    this.predict = model.get("look").predict;
    /** @type {string[]} */
    const names = this.isBackwards ? [...this.predict.names].reverse() : this.predict.names;
    /** @type {Record<string, Field>} */
    this.fields = Object.fromEntries(names.map((name) => [name, new Field(name)]));
    this.element = element("div", { class: "lstm-fields" }, ...this.all.map((field) => field.element));
    this.showMe = button(TABLES.answers_say.show, () => this.reveal(), { class: "lstm-show-me" });
    /** @type {Scene | null} */
    this.scene = null;
    /** @type {Said | null} */
    this.said = null;
    this.isFresh = false;
    this.gone = new AbortController();
    for (const field of this.all) this.listen(field);
  }

  get all() {
    return Object.values(this.fields);
  }

  /** @param {Field} field */
  listen({ input, name }) {
    const { signal } = this.gone;
    const onChange = () => {
      if (input.value !== this.answer(name).typed) this.take(name);
      this.isFresh = true; // what is said of it stays for a while, although the focus goes elsewhere
    };
    input.addEventListener("change", onChange, { signal });
    const onFocus = () => {
      input.select();
      this.at = name;
      if (!this.isFresh && this.said?.of !== name) this.said = null;
      this.isFresh = false;
      this.redraw();
    };
    input.addEventListener("focus", onFocus, { signal });
  }

  // A field that is taken off the page tells of a change as it goes: that is no answer any more.
  stop() {
    this.gone.abort();
  }

  // ---- what is asked for ----

  get isBackwards() {
    return this.predict.face === "gradients";
  }

  /** By the name that it is asked for, and with the time step as its answer is kept. @param {string} name */
  called(name) {
    return this.isBackwards ? TABLES.mark + name : name;
  }

  /** @param {string} name */
  keyOf(name) {
    return `${this.model.get("t")} ${this.called(name)}`;
  }

  // What was right, and no longer is, is a new question.
  /** @param {string} name @returns {Answer} */
  answer(name) {
    /** @type {Answer | undefined} */
    const answer = this.model.get("answers")[this.keyOf(name)];
    return !answer || (answer.solved && this.open.includes(name)) ? TABLES.no_answer : answer;
  }

  /** @returns {string[]} */
  get open() {
    return this.scene?.open ?? [];
  }

  /** The one that the learner is at. */
  get current() {
    return this.open.includes(this.at) ? this.at : this.open[0];
  }

  get mayShow() {
    return this.open.length > 0 && this.answer(this.current).tries >= TABLES.answers_say.tries;
  }

  // ---- drawing ----

  /** Takes notice of what is about to be shown, and lights the learner's own place in it. @param {Scene} scene @returns {Scene} */
  see(scene) {
    const { weights, inputs, h0, c0, activations, t, face, of } = scene;
    if (t !== this.scene?.t) this.at = "";
    this.scene = scene;
    const asked = JSON.stringify([weights, inputs, h0, c0, activations, t, face, of]);
    if (asked !== this.asked) this.said = null; // another cell, step or face is another question
    this.asked = asked;
    const kept = JSON.stringify(this.model.get("answers"));
    if (kept !== this.kept) {
      this.said = null; // somebody else has answered, or begun anew
      this.at = "";
      for (const field of this.all) field.stands = "";
    }
    this.kept = kept;
    return scene.open.length ? { ...scene, lit: [this.current] } : scene;
  }

  /** @param {Scene} scene */
  update({ asked = [], t, face }) {
    const isShown = face === this.predict.face;
    const answers = this.model.get("answers");
    for (const field of this.all) {
      const { name, input } = field;
      const called = this.called(name);
      field.show(this.keyOf(name), answers[this.keyOf(name)], isShown ? asked[t - 1]?.[called] : undefined);
      const words = this.isBackwards ? called : TABLES.asked_words[name];
      input.ariaLabel = TABLES.answers_say.field.replace("{words}", words).replace("{t}", String(t));
      input.ariaInvalid = String(this.said?.verdict === "slip" && this.said.of === name);
    }
    this.showMe.disabled = !this.mayShow;
  }

  /** What stands under the picture. @param {Scene} scene @returns {{text: string, verdict: string}} */
  says(scene) {
    const next = scene.open.length ? question(scene, this.current) : sentence(scene);
    if (!this.said) return { text: next, verdict: scene.open.length ? "open" : "" };
    const { text, verdict } = this.said;
    return { text: verdict === "slip" ? text : `${text} ${next}`, verdict };
  }

  // ---- answering ----

  /** @param {string} name @param {boolean} [goesOn]  to the next field, when it is right */
  take(name, goesOn = false) {
    const typed = this.fields[name].input.value.trim();
    if (!typed || !this.open.includes(name)) return;
    const before = this.answer(name);
    const of = this.isBackwards ? this.model.get("of") : "";
    const asked = { name, t: this.model.get("t"), of, through_h: true };
    const { verdict, text, slip, number } = look(givenOf(this.model), asked, typed);
    if (verdict === "open") return;
    const { right, slip: slipped } = TABLES.answers_say;
    const isRight = verdict === "right";
    const said = isRight
      ? right.replace("{number}", formatNumber(number ?? 0))
      : slipped.replace("{text}", text);
    this.said = { verdict, text: said, of: name };
    if (number === null) return this.redraw(); // no number is no try
    const tries = before.tries + (before.typed === typed ? 0 : 1);
    const slips = !slip || before.slips.includes(slip) ? before.slips : [...before.slips, slip];
    this.keep(name, { ...before, typed, number, tries, slips, solved: isRight });
    if (isRight && goesOn) this.goOn(name);
    else this.redraw();
  }

  // Fills it in for the learner.
  reveal() {
    const name = this.current;
    if (!this.mayShow) return;
    const number = truthsOf(this.model)[this.model.get("t") - 1][name];
    const { shown } = TABLES.answers_say;
    const text = shown.replace("{name}", this.called(name)).replace("{number}", formatNumber(number));
    this.said = { verdict: "shown", text, of: name };
    this.keep(name, { ...this.answer(name), number, solved: true, shown: true });
    this.goOn(name);
  }

  /** @param {string} name @param {Answer} answer */
  keep(name, answer) {
    const number = toSend(/** @type {number} */ (answer.number));
    const kept = { ...this.model.get("answers"), [this.keyOf(name)]: { ...answer, number } };
    this.kept = JSON.stringify(kept);
    setAll(this.model, { answers: kept });
    tell(this.model); // no echo of an earlier answer comes in between
    this.scene = sceneOf(this.model);
  }

  // To the field that comes after it, or else to the first. The focus moves before the field goes: so a
  // phone keeps its keyboard.
  /** @param {string} name */
  goOn(name) {
    const order = Object.keys(this.fields);
    const after = this.open.find((each) => order.indexOf(each) > order.indexOf(name));
    this.isFresh = true;
    if (this.open.length) return this.fields[after ?? this.open[0]].input.focus();
    this.redraw();
    return this.whenDone().focus();
  }

  /** Goes to where the learner is; says whether there is anything left to answer. */
  goToOpen() {
    if (this.open.length) this.fields[this.current].input.focus();
    return this.open.length > 0;
  }

  /** @param {KeyboardEvent} event @param {HTMLElement} target @returns {Taken | null} null: not in a field */
  onKey({ key }, target) {
    const field = this.all.find(({ input }) => input === target);
    if (!field) return null;
    if (key === "Tab") return "not ours";
    if (key === "Enter") {
      this.take(field.name, true);
      if (this.open.includes(field.name)) field.input.select();
    } else if (key === "Escape") field.input.value = "";
    else return "typing";
    return "done";
  }
}
