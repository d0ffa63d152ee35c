// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { hostModel, hostModels } from "../../lstm_helpers/page/host.js";

test("a model tells of a change once, of each trait and of all", () => {
  const model = hostModel({ w_f: 1 });
  /** @type {string[]} */
  const heard = [];
  const hear = () => void heard.push("any");
  model.on("change:w_f", () => void heard.push("w_f"));
  model.on("change:w_i", () => void heard.push("w_i"));
  model.on("change", hear);
  model.set("w_f", 2);
  model.set("w_f", 2);
  assert.deepEqual(heard, ["w_f", "any"]);
  assert.equal(model.get("w_f"), 2);
  model.off("change", hear);
  model.set("w_i", 3);
  assert.deepEqual(heard, ["w_f", "any", "w_i"]);
});

test("who leaves is told no more; all others are, and itself of what it still listens to", () => {
  const model = hostModel({ t: 1 });
  /** @type {string[]} */
  const heard = [];
  const [one, other] = [() => void heard.push("one"), () => void heard.push("other")];
  for (const [event, callback] of /** @type {[string, () => void][]} */ ([
    ["change", one],
    ["change", other],
    ["change:t", one],
    ["change:t", other],
  ]))
    model.on(event, callback);
  model.off("change", one);
  model.set("t", 2);
  assert.deepEqual(heard, ["one", "other", "other"]);
  assert.equal(model.alone, true);
});

test("a chart finds its explorer by its id", async () => {
  const models = hostModels({ chart: { explorer: "IPY_MODEL_cell" }, cell: { t: 2 } });
  const found = await models.chart.widget_manager.get_model("cell");
  assert.equal(found, models.cell);
  assert.equal(found.get("t"), 2);
});

test("the page hears which model has changed, and to what", () => {
  /** @type {any[]} */
  const heard = [];
  globalThis.dispatchEvent = (event) => Boolean(heard.push(/** @type {CustomEvent} */ (event)));
  globalThis.CustomEvent ??= /** @type {any} */ (
    class {
      constructor(/** @type {string} */ type, /** @type {any} */ { detail }) {
        Object.assign(this, { type, detail });
      }
    }
  );
  hostModels({ cell: { t: 1 } }).cell.set("t", 2);
  assert.deepEqual(
    heard.map(({ type, detail }) => ({ type, detail })),
    [{ type: "lstm-change", detail: { id: "cell", state: { t: 2 } } }],
  );
});
