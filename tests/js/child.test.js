// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { showChild } from "../../lstm_helpers/page/child.js";

/** A place that is no page's. @returns {any} */
function placeForOne() {
  const children = /** @type {any[]} */ ([]);
  return { children, append: (/** @type {any} */ child) => children.push(child) };
}

/** @param {any} [widget_manager] @returns {any} */
const modelWith = (widget_manager) => ({ widget_manager });

test("an anywidget that can show others is asked first", async () => {
  const place = placeForOne();
  const { signal } = new AbortController();
  const asked = /** @type {any[]} */ ([]);
  const host = {
    getWidget: async (/** @type {string} */ reference) => ({
      render: async (/** @type {any} */ given) => asked.push([reference, given]),
    }),
  };
  assert.equal(await showChild("IPY_MODEL_ab", place, { model: modelWith(), host }, signal), true);
  assert.deepEqual(asked, [["anywidget:ab", { el: place, signal }]]);
});

test("else the manager of ipywidgets makes a view, which goes when it is told to", async () => {
  const place = placeForOne();
  const gone = new AbortController();
  let removed = 0;
  const manager = {
    get_model: async (/** @type {string} */ id) => `model ${id}`,
    create_view: async (/** @type {string} */ model) => ({ el: model, remove: () => (removed += 1) }),
  };
  assert.equal(await showChild("IPY_MODEL_ab", place, { model: modelWith(manager) }, gone.signal), true);
  assert.deepEqual([place.children, removed], [["model ab"], 0]);
  gone.abort();
  assert.equal(removed, 1);
  await showChild("IPY_MODEL_ab", place, { model: modelWith(manager) }, gone.signal);
  assert.equal(removed, 2); // it was told before the view was there
});

test("where nobody can, it says so", async () => {
  const { signal } = new AbortController();
  assert.equal(await showChild("IPY_MODEL_ab", placeForOne(), { model: modelWith() }, signal), false);
  const manager = { get_model: async () => ({}) };
  assert.equal(await showChild("IPY_MODEL_ab", placeForOne(), { model: modelWith(manager) }, signal), false);
});
