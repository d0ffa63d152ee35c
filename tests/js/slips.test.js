// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { look } from "../../lstm_helpers/exercises/check.js";
import { readAnswer } from "../../lstm_helpers/words/answers.js";
import { workOut } from "../../lstm_helpers/words/arithmetic.js";
import { vectors } from "./vectors.js";

test("an answer is read as Python reads it", () => {
  for (const { text, values, problem } of vectors("typed")) {
    assert.deepEqual(readAnswer(text), { numbers: values, problem }, JSON.stringify(text));
  }
});

test("of every answer the same is said as Python says", () => {
  for (const { given, asked, says } of vectors("slips")) {
    for (const [typed, ...expected] of says) {
      const { verdict, text, slip, number } = look(given, asked, typed);
      assert.deepEqual([verdict, text, slip], expected, `${typed} for ${JSON.stringify(asked)}`);
      const isRead = verdict === "right" || slip !== "" || !readAnswer(typed).problem;
      assert.equal(number === null, verdict === "open" || !isRead);
    }
  }
});

test("a line is worked out with the names that are known", () => {
  assert.equal(workOut("f·c_prev + act(-2)", { f: 13, c_prev: 6, act: (z) => z * z }), 82);
  for (const line of ["f", "2 +", "(2", "2)", "toString", "1".repeat(101)])
    assert.ok(Number.isNaN(workOut(line)), line);
});
