// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import {
  formatNumber,
  inParentheses,
  readNumber,
  subscript,
  superscript,
  toNumber,
  toSend,
} from "../../lstm_helpers/words/numbers.js";
import { vectors } from "./vectors.js";

test("numbers are written as Python writes them", () => {
  for (const { value, text } of vectors("numbers")) assert.equal(formatNumber(value), text, `of ${value}`);
});

test("every kind of number is among them", () => {
  const values = vectors("numbers").map(({ value }) => value);
  assert.ok(values.length > 300);
  assert.ok(values.some(Number.isNaN));
  assert.ok(values.includes(Number.POSITIVE_INFINITY) && values.includes(Number.NEGATIVE_INFINITY));
  assert.ok(values.some((value) => Object.is(value, -0)));
});

test("what people type is read as Python reads it", () => {
  for (const { text, ...expected } of vectors("readings")) assert.deepEqual(readNumber(text), expected, text);
});

test("a number comes back from where it was sent, also where JSON has none", () => {
  const values = vectors("numbers").map(({ value }) => value);
  for (const value of values) assert.ok(Object.is(toNumber(toSend(value)), value + 0), `${value}`); // no −0
  const words = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].map(toSend);
  assert.deepEqual(words, ["nan", "inf", "-inf"]);
});

test("infinities come under Python's names and under those of the page", () => {
  assert.deepEqual(["NaN", "Infinity", "-Infinity", "six"].map(toNumber), [
    ...[Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN],
  ]);
});

test("time steps stand low, powers stand high", () => {
  assert.equal(subscript(12), "₁₂");
  assert.equal(superscript("−10"), "⁻¹⁰");
});

test("two signs never stand side by side", () => {
  assert.equal(inParentheses("−6"), "(−6)");
  assert.equal(inParentheses("6"), "6");
});

test("what is sent arrives as it stands here: JSON would make 0 of −0, and the texts to hand on would differ", () => {
  for (const value of [-0, 0, -1.5, 1e-300]) {
    const sent = toSend(value);
    assert.ok(Object.is(JSON.parse(JSON.stringify(sent)), sent), `${value}`);
  }
});
