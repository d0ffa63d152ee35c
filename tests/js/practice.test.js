// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { dice, exercise } from "../../lstm_helpers/exercises/practice.js";
import { vectors } from "./vectors.js";

const [{ tables }, ...cases] = vectors("practice");

test("the dice fall as in Python", () => {
  for (const { seed, falls } of cases.filter((each) => "seed" in each)) {
    const die = dice(seed);
    assert.deepEqual(
      [6, 6, 6, 2, 3, 1000, 2 ** 20].map((sides) => die(sides)),
      falls,
    );
  }
});

test("an exercise is the one that Python makes of the same level and number", () => {
  for (const { level, number, made } of cases.filter((each) => "made" in each)) {
    assert.deepEqual(exercise(tables, level, number), made, `level ${level}, number ${number}`);
  }
});
