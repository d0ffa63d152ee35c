// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { sceneOf } from "../../lstm_helpers/page/model.js";
import { described, spokenChange, spokenEquation } from "../../lstm_helpers/words/spoken.js";
import { askingModelOf, vectors } from "./vectors.js";

const cases = vectors("spoken");

test("a quantity's equation and a picture's description are said as Python says them", () => {
  for (const { given, equations, description } of cases.filter((each) => "equations" in each)) {
    const scene = sceneOf(askingModelOf(given));
    const here = Object.fromEntries(
      Object.keys(equations).map((name) => [name, spokenEquation(name, scene)]),
    );
    assert.deepEqual(here, equations);
    assert.equal(described(scene), description);
  }
});

test("what has changed is said as Python says it", () => {
  for (const { given, change } of cases.filter((each) => "change" in each)) {
    const [before, scene] = given.map((/** @type {any} */ each) => sceneOf(askingModelOf(each)));
    assert.equal(spokenChange(before, scene), change);
  }
});
