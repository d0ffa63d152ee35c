// @ts-check
// The page's half in German: the same scripts, with the tables that Python retells for it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { TABLES } from "../../lstm_helpers/tables.js";

// read as it is: vectors.js would bring the scripts along, which read their tables once
const file = new URL("../vectors/german.json", import.meta.url);
const [{ tables }] = JSON.parse(readFileSync(file, "utf-8"));
Object.assign(TABLES, tables);

const { look } = await import("../../lstm_helpers/exercises/check.js");
const { makeScene } = await import("../../lstm_helpers/graph/scene.js");
const { sceneOf } = await import("../../lstm_helpers/page/model.js");
const { readAnswer } = await import("../../lstm_helpers/words/answers.js");
const { formatNumber, readNumber } = await import("../../lstm_helpers/words/numbers.js");
const { described, spokenChange, spokenEquation } = await import("../../lstm_helpers/words/spoken.js");
const { askingModelOf, said, vectors } = await import("./vectors.js");

/** @param {string} kind */
const cases = (kind) => vectors("german").filter((each) => each.kind === kind);

test("numbers are written with a comma, and read so, as Python does", () => {
  for (const { value, text } of cases("numbers")) assert.equal(formatNumber(value), text);
  for (const { kind, text, ...expected } of cases("readings")) {
    assert.deepEqual(readNumber(text), expected, text);
  }
  for (const { text, values, problem } of cases("typed")) {
    assert.deepEqual(readAnswer(text), { numbers: values, problem }, JSON.stringify(text));
  }
  assert.equal(formatNumber(15161616), "1,516e+07");
});

test("the picture, its sentence and its table say what Python says", () => {
  for (const { kind, given, ...expected } of cases("scenes")) {
    assert.deepEqual(said(makeScene(given)), expected);
  }
});

test("what is said aloud is what Python says", () => {
  for (const { given, equations, description, change } of cases("spoken")) {
    if (change !== undefined) {
      const [before, scene] = given.map((/** @type {any} */ each) => sceneOf(askingModelOf(each)));
      assert.equal(spokenChange(before, scene), change);
      continue;
    }
    const scene = sceneOf(askingModelOf(given));
    for (const [name, text] of Object.entries(equations)) assert.equal(spokenEquation(name, scene), text);
    assert.equal(described(scene), description);
  }
});

test("of every answer the same is said as Python says", () => {
  for (const { given, asked, says } of cases("slips")) {
    for (const [typed, ...expected] of says) {
      const { verdict, text, slip } = look(given, asked, typed);
      assert.deepEqual([verdict, text, slip], expected, `${typed} for ${JSON.stringify(asked)}`);
    }
  }
});
