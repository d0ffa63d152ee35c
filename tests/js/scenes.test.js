// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { makeScene } from "../../lstm_helpers/graph/scene.js";
import { sceneOf } from "../../lstm_helpers/page/model.js";
import { modelOf, said, vectors } from "./vectors.js";

const cases = vectors("scenes");

test("the picture, its sentence and its table say what Python says", () => {
  for (const { given, ...expected } of cases) assert.deepEqual(said(makeScene(given)), expected);
});

test("a model's traits come to the same scene", () => {
  for (const { given, ...expected } of cases) assert.deepEqual(said(sceneOf(modelOf(given))), expected);
});
