// @ts-check
// Elements, buttons and groups of buttons.

import { setAll } from "./model.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {{element: HTMLElement, update: () => void}} Part  a piece of a view that follows the model */
/** @typedef {Record<string, string | number>} Attributes */

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes} attributes  `text` is what stands in it
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, { text, ...attributes } = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  if (text !== undefined) made.textContent = String(text);
  made.append(...children);
  return made;
}

/** @param {string} tag @param {Attributes} attributes @param {string} [text] */
export function svgElement(tag, attributes, text) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  if (text !== undefined) made.textContent = text;
  return made;
}

/** @type {WeakMap<Element, string>} */
const STANDS = new WeakMap();

// Whoever writes here is the only one to write there: what stands need not be read.
/** @param {Element} target @param {string} text */
export function write(target, text) {
  if (STANDS.get(target) === text) return;
  STANDS.set(target, text);
  const [only] = target.childNodes;
  if (only instanceof Text && !only.nextSibling) only.data = text;
  else target.textContent = text;
}

/** @param {string} label @param {() => void} action @param {Attributes} attributes */
export function button(label, action, attributes = {}) {
  const made = element("button", { type: "button", text: label, ...attributes });
  made.addEventListener("click", action);
  return made;
}

/**
 * Does what takes longer than a frame after the press has been seen: the button goes down at once.
 * @param {() => void} action
 */
export const afterPaint = (action) => requestAnimationFrame(() => setTimeout(action));

/** A box that a finger moves sideways is moved by keys, too, for as long as there is something to move. @param {HTMLElement} box */
export function movable(box) {
  const watch = new ResizeObserver(() => {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  });
  watch.observe(box);
  return box;
}

/** Buttons that belong together, under a name of theirs. @param {string} label @param {Node[]} members */
export function group(label, ...members) {
  const title = element("span", { class: "lstm-label", "aria-hidden": "true", text: label });
  return element("div", { class: "lstm-choice", role: "group", "aria-label": label }, title, ...members);
}

/**
 * A trait that takes one of several values: a button for each.
 * @param {string} label @param {string} name @param {[string, string | number][]} options @param {Model} model
 * @returns {Part}
 */
export function choice(label, name, options, model) {
  const buttons = options.map(([text, value]) =>
    button(text, () => setAll(model, { [name]: value }), { "data-value": value }),
  );
  const update = () => {
    for (const made of buttons) {
      const pressed = String(made.dataset.value === String(model.get(name)));
      if (made.ariaPressed !== pressed) made.ariaPressed = pressed;
    }
  };
  return { element: group(label, ...buttons), update };
}
