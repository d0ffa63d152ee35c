// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { sceneOf } from "../../lstm_helpers/page/model.js";
import { question, stillStands } from "../../lstm_helpers/words/asking.js";
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

test("an answer no longer stands once the number has grown past every number", () => {
  /** @param {number | string} number @param {number} truth */
  const stands = (number, truth) =>
    stillStands({ typed: "", number, tries: 1, solved: true, shown: false, slips: [] }, truth);
  assert.deepEqual([stands(1, Infinity), stands("inf", 1), stands("-inf", Infinity)], [false, false, false]);
  assert.deepEqual([stands("inf", Infinity), stands("nan", Number.NaN), stands(0, 0)], [true, true, true]);
});
