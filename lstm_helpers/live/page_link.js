// @ts-check
// The link of a page, and the Explorer that it is about: what stands after # is shown, now and whenever it changes.

import { element } from "../page/dom.js";
import { setAll } from "../page/model.js";
import { watchTheme } from "../page/theme.js";
import { fit, textWidth } from "../picture/fit.js";
import { TABLES } from "../tables.js";
import { linkState, linkText, readLink, withoutCodes } from "./link.js";

/** @typedef {import("../page/model.js").Model} Model */
/** @typedef {Record<string, any>} State */

export class PageLink {
  /**
   * That of the first Explorer that hands its setting on; of the first one, where none does.
   * @param {HTMLElement[]} places @param {Record<string, State>} states @param {Record<string, Model>} models
   */
  static of(places, states, models) {
    const cells = places.filter(({ dataset }) => {
      const state = states[dataset.lstm ?? ""];
      return state?.kind === "explorer" && !state.look.around && !state.look.unit;
    });
    const handing = cells.find(({ dataset }) => states[dataset.lstm ?? ""].look.show.includes("setting"));
    const place = handing ?? cells[0];
    if (!place) return null;
    const id = place.dataset.lstm ?? "";
    return new PageLink(place, models[id], states[id]);
  }

  /** @param {HTMLElement} place @param {Model} model @param {State} state */
  constructor(place, model, state) {
    this.place = place;
    this.model = model;
    const { kind, ...own } = state;
    this.own = own;
    this.isFollowed = false;
    this.title = element("p", { class: "lstm-link-title" });
    this.problem = element("p", { class: "lstm-link-problem", role: "alert" });
    this.says = element("div", { class: "lstm lstm-link" }, this.title, this.problem);
    place.before(this.says);
    watchTheme(this.says);
    model.link = () => this.address();
    if (sticksOut(own.title)) this.take(own);
    addEventListener("hashchange", () => {
      this.follow();
      this.show();
    });
  }

  /** The page's address, with all that its cell shows. */
  address() {
    const text = linkText(this.model, this.title.textContent || this.model.get("title"));
    return text && `${location.href.split("#")[0]}#${text}`;
  }

  /** Shows what the link says; one that is mistyped changes nothing, and the page says what is wrong. */
  follow() {
    const text = location.hash.slice(1);
    this.problem.textContent = "";
    if (!isLink(text)) {
      if (!text && this.isFollowed) this.take(this.own); // back to where the page began
      this.isFollowed = false;
      return;
    }
    try {
      this.take(linkState(readLink(text), this.own));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.problem.textContent = error.message;
    }
    this.isFollowed = true;
  }

  /** Says to the page's style, too, whether the cell is the page's own. @param {State} state */
  take(state) {
    document.documentElement.toggleAttribute("data-lstm-link", state !== this.own);
    const isLong = sticksOut(state.title);
    this.title.textContent = isLong ? state.title : "";
    setAll(this.model, { ...state, title: isLong ? "" : state.title });
  }

  /** Brings into view what a link is about. */
  show() {
    if (!this.isFollowed) return;
    const about = this.says.textContent ? this.says : this.place;
    const { top } = about.getBoundingClientRect();
    if (top < 0 || top > innerHeight / 2) about.scrollIntoView();
  }
}

// A page has other places to point at, too; a heading's name may hold an =.
/** @param {string} text */
function isLink(text) {
  if ([text, withoutCodes(text)].some((id) => document.getElementById(id))) return false;
  return /^lstm/i.test(text) || /=|%3d/i.test(text);
}

/** Whether a title is too long for the picture. @param {string} title */
function sticksOut(title) {
  const slot = TABLES.slots.title;
  const [size, lines] = fit(title, slot);
  return lines.some((line) => textWidth(line, slot.bold) * size > slot.width);
}
