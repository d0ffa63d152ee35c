// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { hostModel } from "../../lstm_helpers/page/host.js";
import { setAll, tell } from "../../lstm_helpers/page/model.js";

/** A model, and what its kernel was told. @param {Record<string, any>} state */
function told(state) {
  const model = hostModel(state);
  /** @type {Record<string, any>[]} */
  const heard = [];
  model.save_changes = () => void heard.push({ ...state });
  return { model, heard };
}

const later = () => new Promise((done) => setTimeout(done));

test("several changes are one message, after they are drawn", async () => {
  const { model, heard } = told({ w_f: 1, w_i: 1 });
  setAll(model, { w_f: 2 });
  setAll(model, { w_f: 3, w_i: Number.NaN });
  assert.deepEqual([model.get("w_f"), heard], [3, []]);
  await later();
  assert.deepEqual(heard, [{ w_f: 3, w_i: "nan" }]);
});

test("an echo that comes in between takes nothing back", async () => {
  const { model, heard } = told({ w_f: 1 });
  setAll(model, { w_f: 2 });
  model.set("w_f", 1);
  await later();
  assert.deepEqual([model.get("w_f"), heard], [2, [{ w_f: 2 }]]);
});

test("what cannot wait is told at once, and once", async () => {
  const { model, heard } = told({ answers: {} });
  setAll(model, { answers: { "2 c": 6 } });
  tell(model);
  assert.deepEqual(heard, [{ answers: { "2 c": 6 } }]);
  model.set("answers", {});
  await later();
  assert.deepEqual([model.get("answers"), heard.length], [{}, 1]);
});
