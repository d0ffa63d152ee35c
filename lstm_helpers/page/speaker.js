// @ts-check
// What a screen reader says when something changes.

import { element } from "./dom.js";

const QUIET_MS = 500; // it hears where a drag ends, not every value on its way

// What stands there from the start is read like the rest of the page: only changes are spoken.
/** @template Shown */
export class Speaker {
  constructor() {
    this.element = element("p", { class: "lstm-spoken", "aria-live": "polite" });
    /** @type {Shown | null} what stood there when it last spoke */
    this.before = null;
    /** @type {Shown | null} what stands there */
    this.now = null;
    this.timer = 0;
  }

  /** @param {Shown} now @param {(before: Shown, now: Shown) => string} say */
  hear(now, say) {
    this.before ??= now;
    this.now = now;
    this.stop();
    this.timer = window.setTimeout(() => {
      const text = this.before && say(this.before, now);
      if (text) this.write(text);
      this.before = now;
    }, QUIET_MS);
  }

  /** Says something at once; what was still to be said of an earlier change comes too late. @param {string} text */
  say(text) {
    this.stop();
    this.before = this.now;
    this.write(text);
  }

  // As a node that is new: of those all readers take note.
  /** @param {string} text */
  write(text) {
    if (this.element.textContent !== text) this.element.textContent = text;
  }

  stop() {
    clearTimeout(this.timer);
  }
}
