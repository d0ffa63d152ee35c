// @ts-check
// Questions in the page: options to press, a field for a number, a word on each answer.

import { button, element, write } from "../page/dom.js";
import { commandOrNot, letGoOnPressElsewhere, onKeys } from "../page/keys.js";
import { setAll, tell } from "../page/model.js";
import { watchTheme } from "../page/theme.js";
import { TABLES } from "../tables.js";
import { codeParts, keptAfter, lastAnswer, replyTo, shuffled } from "./replies.js";

/** @typedef {import("../page/model.js").Model} Model */
/** @typedef {import("../page/keys.js").Taken} Taken */
/** @typedef {import("./replies.js").Asked} AskedHere */
/** @typedef {import("./replies.js").ChoiceAsked} ChoiceHere */
/** @typedef {import("./replies.js").Kept} KeptHere */

const LETTERS = "abcdefgh";

/** A text with code in it; "h = 4" stays on one line. @param {string} text */
const coded = (text) =>
  codeParts(text.replaceAll(" = ", "\u00a0=\u00a0")).map((part, n) =>
    n % 2 ? element("code", { text: part }) : part,
  );

/** @param {AskedHere} question */
const uncoded = ({ text }) => codeParts(text).join("");

class ChoiceToPress {
  /** @param {ChoiceHere} question @param {(answer: string) => void} answer */
  constructor(question, answer) {
    this.question = question;
    this.made = shuffled(Object.keys(question.options)).map((key, n) => {
      const made = button("", () => answer(key), { class: "lstm-option", "data-option": key });
      const letter = element("span", { class: "lstm-letter", text: LETTERS[n] });
      const mark = element("span", { class: "lstm-verdict", role: "img" });
      made.append(letter, element("span", {}, ...coded(question.options[key].text)), mark);
      return { key, made, mark };
    });
    this.element = element("div", { class: "lstm-options" }, ...this.made.map(({ made }) => made));
  }

  /** @param {KeptHere | undefined} kept */
  update(kept) {
    for (const { key, made, mark } of this.made) {
      const isRight = Boolean(kept?.solved) && key === this.question.right;
      const verdict = isRight ? "right" : kept?.slips.includes(key) ? "slip" : "";
      made.dataset.verdict = verdict;
      made.ariaPressed = String(kept?.chosen === key);
      mark.hidden = !verdict;
      if (!verdict) continue;
      write(mark, TABLES.marks[verdict]);
      mark.ariaLabel = TABLES.question_says[verdict];
    }
  }

  // A letter is its button, as long as the focus is among them.
  /** @param {KeyboardEvent} event @param {HTMLElement} target @returns {Taken} */
  onKey(event, target) {
    const meant = event.shiftKey ? undefined : this.made[LETTERS.indexOf(event.key)]?.made;
    if (!meant || !target.matches(".lstm-option")) return commandOrNot(event);
    meant.focus();
    meant.click();
    return "done";
  }
}

class NumberToType {
  /** @param {AskedHere} question @param {(answer: string) => void} answer */
  constructor(question, answer) {
    this.question = question;
    this.answer = answer;
    this.shown = "";
    this.field = element("input", {
      type: "text",
      inputmode: "text", // a number pad has no minus sign
      autocomplete: "off",
      spellcheck: "false",
      placeholder: TABLES.question_says.field,
      "aria-label": `${TABLES.question_says.field}: ${uncoded(question)}`,
    });
    const check = button(TABLES.question_says.check, () => this.take());
    this.element = element("div", { class: "lstm-number" }, this.field, check);
  }

  take() {
    this.answer(this.field.value);
    this.field.focus();
    this.field.select();
  }

  /** @param {KeptHere | undefined} kept */
  update(kept) {
    const typed = kept?.typed ?? "";
    if (this.shown !== typed) this.field.value = typed;
    this.shown = typed;
    const verdict = typed.trim() ? replyTo(this.question, typed).verdict : "";
    this.field.dataset.verdict = verdict;
    this.field.setAttribute("aria-invalid", String(verdict === "slip"));
  }

  /** @param {KeyboardEvent} event @param {HTMLElement} target @returns {Taken} */
  onKey(event, target) {
    if (target !== this.field) return commandOrNot(event);
    if (event.key === "Tab") return "not ours";
    if (event.key !== "Enter") return "typing";
    this.take();
    return "done";
  }
}

class AskedQuestion {
  /** @param {AskedHere} question @param {number} number  0 where it stands alone @param {Model} model */
  constructor(question, number, model) {
    this.question = question;
    this.model = model;
    const answer = (/** @type {string} */ given) => this.take(given);
    this.way =
      question.kind === "choice" ? new ChoiceToPress(question, answer) : new NumberToType(question, answer);
    this.reply = element("p", { class: "lstm-reply", "aria-live": "polite" });
    const words = element("p", { class: "lstm-wording" }, ...coded(question.text));
    if (number) words.prepend(element("b", { text: `${number}. ` }));
    this.element = element(
      "div",
      {
        class: "lstm-question",
        role: "group",
        "aria-label": uncoded(question),
        "data-question": question.name,
      },
      words,
      this.way.element,
      this.reply,
    );
  }

  /** @returns {KeptHere | undefined} */
  get kept() {
    return this.model.get("answers")[this.question.name];
  }

  /** @param {string} answer */
  take(answer) {
    const kept = keptAfter(this.question, this.kept, answer);
    setAll(this.model, { answers: { ...this.model.get("answers"), [this.question.name]: kept } });
    tell(this.model); // no echo of an earlier answer comes in between
  }

  update() {
    const { kept } = this;
    this.way.update(kept);
    const answer = lastAnswer(kept);
    const reply = answer === null ? null : replyTo(this.question, answer);
    this.reply.dataset.verdict = reply?.verdict ?? "";
    write(this.reply, reply ? `${TABLES.marks[reply.verdict]} ${reply.text}` : "");
  }
}

class QuestionsView {
  /** @param {Model} model */
  constructor(model) {
    /** @type {AskedHere[]} */
    const asked = model.get("questions");
    this.parts = asked.map((each, n) => new AskedQuestion(each, asked.length > 1 ? n + 1 : 0, model));
    this.element = element(
      "div",
      { class: "lstm lstm-questions" },
      ...this.parts.map((part) => part.element),
    );
    const gone = new AbortController();
    onKeys(gone.signal, (event, target) => {
      const part = this.parts.find((each) => each.element.contains(target));
      return part ? part.way.onKey(event, target) : "not ours";
    });
    letGoOnPressElsewhere(gone.signal, this.element);
    const update = () => this.update();
    model.on("change:answers", update);
    this.stops = [watchTheme(this.element), () => gone.abort(), () => model.off("change:answers", update)];
    this.update();
  }

  update() {
    for (const part of this.parts) part.update();
  }

  leave() {
    for (const stop of this.stops.splice(0)) stop();
  }
}

/** @param {{model: Model, el: HTMLElement}} host */
export function renderQuestions({ model, el }) {
  const view = new QuestionsView(model);
  el.replaceChildren(view.element);
  return () => {
    view.leave();
    el.replaceChildren(); // ipywidgets keeps the element of every view that there was in memory
  };
}

export default { render: renderQuestions };
