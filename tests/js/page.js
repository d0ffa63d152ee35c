// @ts-check
// A page without a browser (jsdom), for the scripts that need one: elements, events, focus and a clock that
// a test moves on. What is measured or painted needs a real browser: tests/browser.

import { readFileSync } from "node:fs";

const LIBRARY = "jsdom"; // it brings no types
const { JSDOM } = await import(LIBRARY);

/** @type {any} */
export const { window: dom } = new JSDOM("<!doctype html><html lang='en'><body><main></main></body></html>");

// ---- the clock -----------------------------------------------------------------------------------

/** @type {{id: number, at: number, action: () => void}[]} */
let waiting = [];
let now = 0;
let last = 0;

/** @param {() => void} action @param {number} [ms] */
function later(action, ms = 0) {
  last += 1;
  waiting.push({ id: last, at: now + ms, action });
  return last;
}

/** @param {number} wanted */
const never = (wanted) => {
  waiting = waiting.filter(({ id }) => id !== wanted);
};

const settled = () => new Promise((done) => setImmediate(done));

/** Lets time go by; at the end of it, all that was to happen has happened. @param {number} [ms] */
export async function passed(ms = 20) {
  const end = now + ms;
  await settled();
  for (;;) {
    const [next] = waiting.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at || a.id - b.id);
    if (!next) break;
    now = next.at;
    never(next.id);
    next.action();
    await settled();
  }
  now = end;
}

// ---- what jsdom has not ----------------------------------------------------------------------------

/** @type {Set<any>} */
const watches = new Set();

class Watch {
  /** @param {(entries: any[]) => void} heard */
  constructor(heard) {
    this.heard = heard;
    this.places = /** @type {any[]} */ ([]);
    watches.add(this);
  }

  /** @param {any} place */
  observe(place) {
    this.places.push(place);
  }

  disconnect() {
    watches.delete(this);
  }
}
class Sized extends Watch {}
class Crossed extends Watch {}

/** Tells whoever watches an element's size that it has one. @param {any} place */
export function resized(place) {
  for (const watch of watches) if (watch instanceof Sized && watch.places.includes(place)) watch.heard([]);
}

/** Brings an element onto the screen, or off it. @param {any} place @param {boolean} isIntersecting */
export function scrolled(place, isIntersecting) {
  for (const watch of watches)
    if (watch instanceof Crossed && watch.places.includes(place)) watch.heard([{ isIntersecting }]);
}

/** What is still watched by somebody. @returns {any[]} */
export const watched = () => [...watches].flatMap(({ places }) => places);

/** What a reader prefers: media queries that hold. @type {string[]} */
export const prefers = [];

/** What was moved, and how. @type {any[]} */
export const animations = [];

/** @param {string} colour */
const channelsOf = (colour) =>
  (/^#(..)(..)(..)$/.exec(colour) ?? []).slice(1).map((part) => Number.parseInt(part, 16));

/** Paper that knows the colour that it was painted with last, no more. */
const paper = () => ({
  fillStyle: "",
  fillRect() {},
  getImageData() {
    return { data: [...channelsOf(this.fillStyle), 255] };
  },
});

const given = {
  ...{ setTimeout: later, clearTimeout: never, cancelAnimationFrame: never },
  requestAnimationFrame: (/** @type {() => void} */ action) => later(action, 16),
  ...{ ResizeObserver: Sized, IntersectionObserver: Crossed },
  matchMedia: (/** @type {string} */ query) => ({
    matches: prefers.some((each) => query.includes(each)),
    addEventListener() {},
    removeEventListener() {},
  }),
};
const OF_THE_PAGE =
  "document Element HTMLElement Node Text ShadowRoot DOMParser MutationObserver AbortController CustomEvent getComputedStyle navigator";
for (const name of OF_THE_PAGE.split(" "))
  Object.defineProperty(globalThis, name, { value: dom[name], configurable: true, writable: true });
Object.assign(dom, given);
Object.assign(globalThis, { window: dom, ...given });
dom.HTMLCanvasElement.prototype.getContext = paper;
dom.Element.prototype.scrollIntoView = function scrollIntoView() {
  dom.scrolledTo = this.id;
};
dom.Element.prototype.animate = function animate(/** @type {any} */ frames, /** @type {any} */ timing) {
  const made = { part: this, frames, timing, isCancelled: false, onfinish: () => {} };
  animations.push(made);
  return Object.assign(made, { cancel: () => Object.assign(made, { isCancelled: true }) });
};
Object.defineProperty(dom.HTMLElement.prototype, "ariaCurrent", {
  get() {
    return this.getAttribute("aria-current");
  },
});

// ---- a learner's hands ---------------------------------------------------------------------------

/** @param {Element} target @param {string} type @param {object} [how] */
export function happens(target, type, how = {}) {
  const event = new dom.Event(type, { bubbles: true, cancelable: true, composed: true });
  return target.dispatchEvent(Object.assign(event, how));
}

/** Presses a key where the focus is, or elsewhere: who else has heard of it, and is its own doing left to it? @param {string} key @param {object} [how] @param {any} [target] */
export function press(key, how = {}, target = dom.document.activeElement) {
  let heard = false;
  const hear = () => {
    heard = true;
  };
  dom.document.addEventListener("keydown", hear);
  const isLeft = happens(target, "keydown", { key, ...how });
  dom.document.removeEventListener("keydown", hear);
  return { heard, isLeft };
}

/** Types into a field, and goes on as if by Tab. @param {any} field @param {string} text */
export function type(field, text) {
  field.focus();
  field.value = text;
  happens(field, "input");
  happens(field, "change");
}

/** The views of tools/vectors.py, as they come to the page. @type {Record<string, any>} */
const STATES = JSON.parse(readFileSync(new URL("../vectors/pages.json", import.meta.url), "utf-8"))[0];

/** A view's state, its own. @param {string} name */
export const stateOf = (name) => structuredClone(STATES[name]);
