// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { timeContent } from "../../lstm_helpers/charts/following.js";
import { makeScene } from "../../lstm_helpers/graph/scene.js";
import { walk } from "../../lstm_helpers/live/controls.js";
import { setBy } from "../../lstm_helpers/live/pointing.js";
import { hostModel } from "../../lstm_helpers/page/host.js";
import { sceneOf, stepShown } from "../../lstm_helpers/page/model.js";
import { described, spokenEquation } from "../../lstm_helpers/words/spoken.js";
import { stayText } from "../../lstm_helpers/words/texts.js";
import { assertClose, said, vectors } from "./vectors.js";

const cases = vectors("units");

/** @param {any} given */
function unitModel({ unit, weights, activations, t, ...rest }) {
  const look = { unit, show: [], predict: null };
  const steps = unit.numbers.length;
  const w = Object.fromEntries(["w_f", "w_i", "w_g", "w_o"].map((name) => [name, 0]));
  const state = { ...w, ...weights, ...rest, look, steps, activations: activations.join("/") };
  return hostModel({ ...state, t: unit.numbers[t - 1] });
}

test("a unit's numbers are those of Python", () => {
  for (const { given, values } of cases) {
    makeScene(given).steps.forEach((step, n) => {
      assert.deepEqual(Object.keys(step).sort(), Object.keys(values[n]).sort());
      for (const name of Object.keys(step)) assertClose(step[name], values[n][name], `${name} at ${n}`);
    });
  }
});

test("a unit's picture, sentence and table say what Python says", () => {
  for (const { given, said: expected, description, stay } of cases) {
    const scene = makeScene(given);
    assert.deepEqual(said(scene), expected);
    assert.equal(described(scene), description);
    assert.equal(stayText(scene), stay);
  }
});

test("of a cell that is no unit of a layer nothing stays as it was", () => {
  assert.equal(stayText({ ...makeScene(cases[0].given), unit: undefined }), "");
});

test("a unit's equations and sums are said as Python says them", () => {
  for (const { given, equations } of cases) {
    const scene = sceneOf(unitModel(given));
    const names = Object.keys(equations);
    assert.deepEqual(Object.fromEntries(names.map((name) => [name, spokenEquation(name, scene)])), equations);
  }
});

test("a unit's chart has the run's time steps", () => {
  const look = /** @type {any} */ ({
    lines: [
      { name: "c", label: "c" },
      { name: "h", label: "h" },
    ],
  });
  for (const { given, chart } of cases) {
    const { lines, xlim, mark } = timeContent(makeScene(given), look, "linear");
    assert.deepEqual({ labels: lines.map(({ label }) => label), xlim, mark }, chart);
  }
});

test("the walk goes through the run's time steps, and ends where they do", () => {
  const { given } = cases.find((each) => each.given.unit.numbers[0] > 1);
  const model = unitModel({ ...given, t: 1, upto: "h" });
  const [first, second] = given.unit.numbers;
  assert.equal(model.get("t"), first);
  walk(model, 1);
  assert.deepEqual([model.get("t"), model.get("upto"), stepShown(model)], [second, "c_prev", 2]);
  walk(model, -1);
  assert.equal(model.get("t"), first);
  model.set("upto", "c_prev");
  walk(model, -1);
  assert.deepEqual([model.get("t"), model.get("upto")], [first, "c_prev"]);
});

test("a feature's slider sets the input", () => {
  assert.equal(setBy("x[3]", 1), "x");
  assert.equal(setBy("u_f", 1), "u_f");
});
