// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { chartShapes } from "../../lstm_helpers/charts/drawing.js";
import { timeContent } from "../../lstm_helpers/charts/following.js";
import { planOf } from "../../lstm_helpers/charts/plan.js";
import { curveContent, givenContent, powersContent } from "../../lstm_helpers/charts/sources.js";
import { makeScene } from "../../lstm_helpers/graph/scene.js";
import { numbersIn, vectors } from "./vectors.js";

/** @type {Record<string, (given: any) => import("../../lstm_helpers/charts/content.js").Content>} */
const CONTENTS = {
  content: ({ content }) => content,
  time: ({ scene, look, scale }) => timeContent(makeScene(scene), look, scale),
  curve: ({ scene, look, scale }) => curveContent(makeScene(scene), look, scale),
  powers: ({ look, scale, factors }) => powersContent(look, scale, factors),
};

// Texts to the letter, places to a hundredth.
/** @param {any} here @param {any} python @param {string} where */
function assertSame(here, python, where) {
  if (typeof python === "number") {
    assert.ok(Math.abs(here - python) <= 0.006, `${where}: ${here} here, ${python} in Python`);
  } else if (python === null || typeof python !== "object") assert.equal(here, python, where);
  else {
    assert.deepEqual(Object.keys(here).sort(), Object.keys(python).sort(), where);
    for (const [name, value] of Object.entries(python)) assertSame(here[name], value, `${where}.${name}`);
  }
}

for (const kind of Object.keys(CONTENTS)) {
  test(`${kind}: charts are planned and drawn as in Python`, () => {
    const cases = vectors("plans").filter((each) => (each.kind ?? "content") === kind);
    assert.ok(cases.length);
    cases.forEach((each, n) => {
      const plan = planOf(CONTENTS[kind](numbersIn(each)));
      assertSame(plan, each.plan, `${n}: plan`);
      if (each.shapes) assertSame(chartShapes(plan), each.shapes, `${n}: shapes`);
    });
  });
}

test("numbers come as words where JSON has none", () => {
  const lines = [{ name: "h", label: "h", role: "h", valued: true }];
  const same = {
    kind: "given",
    scale: "linear",
    scales: [],
    x_label: "",
    y_label: "",
    title: "",
    xlim: null,
    ylim: null,
  };
  const content = givenContent({ ...same, lines }, "linear", [1, 2], { h: ["nan", "-inf"] });
  assert.deepEqual(givenContent({ ...same, lines: [] }, "log", [], {}).lines, []);
  assert.deepEqual(content.lines[0].points, [
    [1, Number.NaN],
    [2, Number.NEGATIVE_INFINITY],
  ]);
});
