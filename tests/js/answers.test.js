// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { sceneOf } from "../../lstm_helpers/page/model.js";
import { question } from "../../lstm_helpers/words/asking.js";
import { askingModelOf, said, vectors } from "./vectors.js";

const answered = vectors("answers");

/** @param {import("../../lstm_helpers/graph/scene.js").Scene} scene */
const told = (scene) => ({
  asked: scene.asked,
  open: scene.open,
  questions: scene.open.map((name) => question(scene, name)),
  ...said(scene),
});

test("what is asked for and answered comes to what Python makes of it", () => {
  for (const { given, ...expected } of answered)
    assert.deepEqual(told(sceneOf(askingModelOf(given))), expected);
  assert.ok(answered.some(({ open }) => open.length > 4));
});
