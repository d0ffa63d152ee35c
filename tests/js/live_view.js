// @ts-check
// A view of the live cell in a page without a browser, and what stands in it.

import assert from "node:assert/strict";

import { renderExplorer } from "../../lstm_helpers/live/widget.js";
import { hostModel } from "../../lstm_helpers/page/host.js";
import { wireWidth } from "../../lstm_helpers/picture/artists.js";
import { fit } from "../../lstm_helpers/picture/fit.js";
import { TABLES } from "../../lstm_helpers/tables.js";
import { described } from "../../lstm_helpers/words/spoken.js";
import { dom, happens, passed, stateOf } from "./page.js";
import { said } from "./vectors.js";

/** A view by its name, in a page of its own. @param {string} name @param {object} [changes] */
export function shownView(name, changes = {}) {
  const el = dom.document.createElement("main");
  dom.document.body.replaceChildren(el);
  const model = hostModel({ ...stateOf(name), ...changes });
  const leave = renderExplorer({ model, el });
  /** @param {string} selector @returns {any} */
  const find = (selector) => el.querySelector(selector);
  /** @param {string} selector @returns {any[]} */
  const all = (selector) => [...el.querySelectorAll(selector)];
  /** What stands somewhere, with the room that keeps a sum together as plain room. @param {string} selector */
  const text = (selector) => find(selector).textContent.replaceAll("\u00a0", " ");
  /** @param {string} name */
  const slider = (name) => {
    const range = find(`input[data-name="${name}"]`);
    return { range, row: range.parentElement, field: range.parentElement.querySelector("input[type=text]") };
  };
  return { el, model, leave, find, all, text, slider };
}

/** @typedef {ReturnType<typeof shownView>} View */

/** @param {View} view @param {string} id */
export const part = (view, id) => view.find(`.lstm-frame [id="${id}"]`);

/** Each slot's text and the size of its letters. @param {View} view */
export function slotsOf(view) {
  return Object.fromEntries(
    Object.entries(TABLES.slots).map(([name, slot]) => {
      const { lines } = /** @type {any} */ (slot);
      const ids = lines === 1 ? [name] : Array.from({ length: lines }, (_, n) => `${name}_${n + 1}`);
      const parts = ids.map((id) => part(view, id));
      return [name, parts.map(({ textContent, style }) => [textContent, style.fontSize])];
    }),
  );
}

/** @param {Record<string, string>} texts */
export function fitted(texts) {
  return Object.fromEntries(
    Object.entries(TABLES.slots).map(([name, slot]) => {
      const room = /** @type {any} */ (slot);
      const [size, lines] = fit(texts[name], room);
      return [name, Array.from({ length: room.lines }, (_, n) => [lines[n] ?? TABLES.blank, `${size}px`])];
    }),
  );
}

/** @param {View} view @param {import("../../lstm_helpers/graph/scene.js").Scene} scene @param {ReturnType<typeof said>} expected */
export function assertShows(view, scene, expected) {
  assert.deepEqual(slotsOf(view), fitted(expected.texts));
  assert.equal(view.text(".lstm-says"), expected.sentence);
  assert.equal(view.find(".lstm-frame title").textContent, `LSTM cell, ${expected.caption}`);
  assert.equal(view.find(".lstm-frame desc").textContent, described(scene));
  const cells = (/** @type {any} */ row) => [...row.cells].map((cell) => cell.textContent);
  if (scene.steps.length > 1) {
    assert.deepEqual(cells(view.find("thead tr")), expected.header);
    const rows = view.all("tbody tr");
    assert.deepEqual(rows.map(cells), expected.rows);
    const marked = rows.map((row) => row.getAttribute("aria-current"));
    assert.deepEqual(
      marked,
      scene.steps.map((_, n) => (n + 1 === scene.t ? "step" : null)),
    );
  }
  const lit = view.all("[id^=halo_]").filter(({ style }) => style.opacity === "1");
  assert.deepEqual(lit.map(({ id }) => id.slice(5)).sort(), [...expected.lit].sort());
  assertWires(view, scene);
}

/** Each wire is as thick as its number, faint as long as there is none, and points where the data flow. @param {View} view @param {import("../../lstm_helpers/graph/scene.js").Scene} scene */
export function assertWires(view, scene) {
  const isBack = scene.face === "gradients";
  for (const [name, carries] of Object.entries(TABLES.wires)) {
    const isKnown = scene.face !== "values" || !carries || carries in scene.known;
    const valued = carries && ["values", "gradients"].includes(scene.face);
    const width = valued ? wireWidth(scene.shown[carries] ?? 0.5) : TABLES.wire_widths.plain;
    for (const kind of ["wire", "tip", "back", "backtip"]) {
      const found = part(view, `${kind}_${name}`);
      if (!found) continue;
      const isSeen = kind.startsWith("back") === isBack;
      assert.equal(Number(found.style.opacity), isSeen ? (isKnown ? 1 : TABLES.faint) : 0, found.id);
      if (!kind.endsWith("tip")) assert.equal(Number(found.style.strokeWidth), width, found.id);
    }
  }
}

/** @param {View} view @param {string} name */
export const button = (view, name) => {
  const found = view.all("button").find(({ textContent }) => textContent === name);
  assert.ok(found, `there is no button "${name}"`);
  return found;
};

/** @param {View} view @param {string} name */
export function pressed(view, name) {
  button(view, name).click();
  return passed();
}

/** Of the buttons of a group, those that are down. @param {View} view @param {string} label */
export const down = (view, label) =>
  view.all(`[role=group][aria-label="${label}"] [aria-pressed=true]`).map(({ textContent }) => textContent);

/** @param {View} view @param {any} target @param {object} [how] */
export const pointAt = (view, target, how = {}) =>
  happens(target, "pointermove", { pointerType: "mouse", buttons: 0, ...how });
