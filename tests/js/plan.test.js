// The page's charts against what Python says: tests/vectors/plans.json, from tests/charts/vectors.py.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { curveContent, givenContent, powersContent, timeContent } from "../../lstm_helpers/charts/content.js";
import { chartShapes } from "../../lstm_helpers/charts/drawing.js";
import { planOf } from "../../lstm_helpers/charts/plan.js";
import { makeScene } from "../../lstm_helpers/graph/scene.js";

const WORDS = { nan: NaN, inf: Infinity, "-inf": -Infinity };
const revived = (key, value) => (value in WORDS && typeof value === "string" ? WORDS[value] : value);
const file = new URL("../vectors/plans.json", import.meta.url);
const cases = JSON.parse(readFileSync(file, "utf8"), revived);

const CONTENTS = {
  time: ({ given, look, scale }) => timeContent(makeScene(given), look, scale),
  curve: ({ given, look, scale }) => curveContent(makeScene(given), look, scale),
  powers: ({ look, scale, factors }) => powersContent(look, scale, factors),
};

// Texts to the letter, places to a hundredth.
function assertSame(here, python, where) {
  if (typeof python === "number") {
    assert.ok(Object.is(here, python) || Math.abs(here - python) <= 0.006, `${where}: ${here} for ${python}`);
  } else if (python === null || typeof python !== "object") assert.equal(here, python, where);
  else {
    assert.deepEqual(Object.keys(here).sort(), Object.keys(python).sort(), where);
    for (const [name, value] of Object.entries(python)) assertSame(here[name], value, `${where}.${name}`);
  }
}

cases.forEach((given, n) => {
  test(`chart ${n}: ${given.kind ?? "content"}`, () => {
    const plan = planOf(given.content ?? CONTENTS[given.kind](given));
    assertSame(plan, given.plan, "plan");
    if (given.shapes) assertSame(chartShapes(plan), given.shapes, "shapes");
  });
});

test("numbers come as words where JSON has none", () => {
  const look = { lines: [{ name: "h", label: "h", role: "h", valued: true }] };
  const { lines } = givenContent(look, "linear", [1, 2], { h: ["nan", "-inf"] });
  assert.deepEqual(lines[0].points, [
    [1, NaN],
    [2, -Infinity],
  ]);
});
