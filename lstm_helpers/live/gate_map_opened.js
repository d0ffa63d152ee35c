// @ts-check
// Under a map: the unit that was opened. Python makes its Explorer; the page says so until it comes.

import { showChild } from "../page/child.js";
import { button, element, write } from "../page/dom.js";
import { setAll } from "../page/model.js";
import { filled } from "../words/equations.js";

/** @typedef {import("../page/model.js").Model} Model */
/** @typedef {import("../page/child.js").Inside} Inside */

export class OpenedUnit {
  /** @param {Inside} inside @param {Record<string, string>} says @param {(text: string) => void} tell  for ears @param {() => void} closed */
  constructor(inside, says, tell, closed) {
    this.inside = inside;
    this.model = inside.model;
    this.says = says;
    this.tell = tell;
    this.closed = closed;
    this.reference = "";
    this.told = "";
    this.isShown = true; // by the page's manager
    this.turn = new AbortController();
    this.title = element("p");
    this.note = element("p", { class: "lstm-map-note" });
    this.body = element("div");
    const close = button(says.close, () => this.close(), { "data-close": "" });
    this.element = element(
      "section",
      { class: "lstm-map-opened", "aria-label": says.opened_label, hidden: "" },
      element("div", { class: "lstm-bar" }, this.title, close),
      this.note,
      this.body,
    );
    // what is in there may have a use of its own for the key, and comes first
    this.element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      event.preventDefault();
      event.stopPropagation();
      this.close();
    });
  }

  get isOpen() {
    return Boolean(this.model.get("opens")) && !this.model.alone;
  }

  /** The unit whose Explorer is there. @returns {{unit: number, t: number} | null} */
  get place() {
    const { unit, t, problem } = this.model.get("opened");
    return this.isOpen && unit !== undefined && !problem ? { unit, t } : null;
  }

  /** @param {{unit: number, t: number}} place */
  open(place) {
    if (this.model.alone) return setAll(this.model, place);
    setAll(this.model, { ...place, opens: true });
    this.told = "";
    this.update();
    this.element.scrollIntoView({ block: "nearest" });
  }

  close() {
    if (!this.isOpen) return false;
    setAll(this.model, { opens: false });
    this.closed();
    return true;
  }

  update() {
    const { model, says } = this;
    this.element.hidden = !this.isOpen;
    const opened = model.get("opened");
    const asked = { unit: model.get("unit"), t: model.get("t"), sequence: model.get("sequence") };
    const isThere = Object.entries(asked).every(([name, value]) => opened[name] === value);
    const words = { unit: String(asked.unit), t: String(asked.t), problem: opened.problem ?? "" };
    const kind = isThere ? (opened.problem ? "problem" : "opened") : "opening";
    write(this.title, this.isOpen ? filled(says[kind], words) : "");
    write(this.note, kind === "opened" && !this.isShown ? filled(says.elsewhere, words) : "");
    this.show(model.get("explorer") ?? "");
    this.say(kind, words);
  }

  // What comes at once need not be announced before it comes.
  /** @param {string} kind @param {Record<string, string>} words */
  say(kind, words) {
    const text = this.isOpen ? filled(this.says[kind], words) : this.told && this.says.closed;
    if (text !== this.told && text) this.tell(text);
    this.told = this.isOpen ? text : "";
  }

  // What was open stays until the next is there: nothing under it jumps.
  /** @param {string} reference */
  async show(reference) {
    if (reference === this.reference) return;
    this.reference = reference;
    const [before, turn, place] = [this.turn, new AbortController(), element("div")];
    this.turn = turn;
    if (reference) await this.fill(place, reference, turn.signal);
    before.abort();
    if (turn.signal.aborted) return;
    this.body.replaceChildren(place);
    this.update();
  }

  /** @param {HTMLElement} place @param {string} reference @param {AbortSignal} signal */
  async fill(place, reference, signal) {
    try {
      this.isShown = await showChild(reference, place, this.inside, signal);
    } catch (error) {
      console.error(error);
      const reason = error instanceof Error ? error.message : String(error);
      place.append(element("p", { text: filled(this.says.failed, { reason }) }));
    }
  }

  leave() {
    this.turn.abort();
  }
}
