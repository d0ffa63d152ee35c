// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { backpropagate } from "../../lstm_helpers/graph/backward.js";
import { unroll } from "../../lstm_helpers/graph/forward.js";
import { equation, formula, weightsEquation } from "../../lstm_helpers/words/equations.js";
import { gradientEquation, gradientFormula } from "../../lstm_helpers/words/gradients.js";
import { vectors } from "./vectors.js";

test("formulas and equations are written as Python writes them", () => {
  for (const { name, activations, values, t, ...expected } of vectors("equations")) {
    const written = {
      formula: formula(name, activations),
      weights: weightsEquation(name, values, activations),
      equation: equation(name, values, activations, t),
    };
    assert.deepEqual(written, expected);
  }
});

test("gradients are worked out and written as Python does it", () => {
  for (const { given, formulas, equations } of vectors("gradients")) {
    const { activations, t, of } = given;
    const steps = unroll(given);
    const gradients = backpropagate(steps, activations, of);
    for (const name of Object.keys(formulas)) {
      assert.equal(gradientFormula(name, activations, t, steps.length, of), formulas[name]);
      assert.equal(gradientEquation(name, gradients, steps, activations, t, of), equations[name]);
    }
  }
});
