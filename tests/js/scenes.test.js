// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { makeScene } from "../../lstm_helpers/graph/scene.js";
import { sceneOf } from "../../lstm_helpers/page/model.js";
import { caption, sentence, slotTexts, stepHeader, stepRows } from "../../lstm_helpers/words/texts.js";
import { modelOf, vectors } from "./vectors.js";

const cases = vectors("scenes");

/** @param {import("../../lstm_helpers/graph/scene.js").Scene} scene */
const said = (scene) => ({
  caption: caption(scene),
  sentence: sentence(scene),
  header: stepHeader(scene),
  rows: stepRows(scene),
  texts: slotTexts(scene),
  lit: scene.lit,
});

test("the picture, its sentence and its table say what Python says", () => {
  for (const { given, ...expected } of cases) assert.deepEqual(said(makeScene(given)), expected);
});

test("a model's traits come to the same scene", () => {
  for (const { given, ...expected } of cases) assert.deepEqual(said(sceneOf(modelOf(given))), expected);
});
