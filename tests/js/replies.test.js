// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { codeParts, keptAfter, lastAnswer, replyTo, shuffled } from "../../lstm_helpers/exercises/replies.js";

/** @typedef {import("../../lstm_helpers/exercises/replies.js").Asked} Asked */
/** @typedef {import("../../lstm_helpers/exercises/replies.js").Kept} Kept */

/** @type {Asked} */
const CHOICE = {
  name: "sum",
  kind: "choice",
  text: "2 + 3?",
  right: "b",
  options: {
    a: { text: "6", says: "that is 2·3." },
    b: { text: "5", says: "yes." },
    c: { text: "23", says: "no." },
  },
};

const WEIGHTS = Object.fromEntries(
  [..."figo"].flatMap((gate) => [..."wub"].map((w) => [`${w}_${gate}`, w === "b" ? 0 : 1])),
);
/** @type {Asked} */
const NUMBER = {
  name: "cell",
  kind: "number",
  text: "c?",
  asked: { name: "c", t: 2, of: "", through_h: true },
  given: { weights: WEIGHTS, inputs: [1, 1, 1], h0: 0, c0: 0, activations: ["identity", "identity"] },
};

/** @param {Asked} question @param {string[]} answers @returns {Kept | undefined} */
const after = (question, ...answers) =>
  answers.reduce(
    (/** @type {Kept | undefined} */ kept, answer) => keptAfter(question, kept, answer),
    undefined,
  );

test("what is said of a choice is what its option says", () => {
  assert.deepEqual(replyTo(CHOICE, "b"), { verdict: "right", text: "yes.", slip: "" });
  assert.deepEqual(replyTo(CHOICE, "a"), { verdict: "slip", text: "that is 2·3.", slip: "a" });
});

test("a number is looked at", () => {
  assert.equal(replyTo(NUMBER, "6").verdict, "right");
  assert.equal(replyTo(NUMBER, "5").verdict, "slip");
  assert.equal(replyTo(NUMBER, "six").verdict, "slip");
  assert.equal(replyTo(NUMBER, " ").verdict, "open");
});

test("tries are counted until it is right, and each slip is kept once", () => {
  assert.deepEqual(after(CHOICE, "a", "c", "a"), { tries: 3, solved: false, slips: ["a", "c"], chosen: "a" });
  assert.deepEqual(after(CHOICE, "a", "b"), { tries: 2, solved: true, slips: ["a"], chosen: "b" });
  assert.deepEqual(after(NUMBER, "6"), { tries: 1, solved: true, slips: [], typed: "6" });
});

test("what is solved stays so, and its other answers can be looked at", () => {
  assert.deepEqual(after(CHOICE, "b", "c"), { tries: 1, solved: true, slips: [], chosen: "c" });
  assert.deepEqual(after(NUMBER, "6", "7"), { tries: 1, solved: true, slips: [], typed: "7" });
});

test("an empty field is no try", () => {
  assert.deepEqual(after(NUMBER, "", "  "), { tries: 0, solved: false, slips: [], typed: "  " });
});

test("what was there before stays as it was", () => {
  const before = Object.freeze({
    tries: 1,
    solved: false,
    slips: /** @type {string[]} */ (Object.freeze(["c"])),
  });
  assert.deepEqual(keptAfter(CHOICE, before, "a").slips, ["c", "a"]);
});

test("the last answer is a letter, or what was typed", () => {
  assert.equal(lastAnswer(undefined), null);
  assert.equal(lastAnswer(after(CHOICE, "a")), "a");
  assert.equal(lastAnswer(after(NUMBER, "")), "");
});

test("every order comes about, and each has everything once", () => {
  const orders = new Set();
  for (const first of [0, 0.4, 0.99])
    for (const second of [0, 0.99]) {
      const left = [first, second, 0.5];
      const order = shuffled(["a", "b", "c"], () => left.shift() ?? 0);
      assert.deepEqual([...order].sort(), ["a", "b", "c"]);
      orders.add(order.join(""));
    }
  assert.equal(orders.size, 6);
});

test("what stands between backticks is every second part", () => {
  assert.deepEqual(codeParts("`u_f` is 1"), ["", "u_f", " is 1"]);
  assert.deepEqual(codeParts("plain"), ["plain"]);
});
