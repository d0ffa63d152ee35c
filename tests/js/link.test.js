// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { linkState, linkText, readLink } from "../../lstm_helpers/live/link.js";
import { hostModel } from "../../lstm_helpers/page/host.js";
import { vectors } from "./vectors.js";

const cases = vectors("links");
const ARTICLE = cases.find(({ text }) => text === "#lstm&x=1,1,1&title=What+happens+to+c%3F").traits;

test("a link is read as Python reads it", () => {
  for (const { text, parts } of cases.filter((each) => "parts" in each)) {
    assert.deepEqual(readLink(text), parts, text);
  }
});

test("a mistyped link is told of as Python tells of it", () => {
  for (const { text, problem } of cases.filter((each) => "problem" in each)) {
    assert.throws(() => readLink(text), { name: "RangeError", message: problem }, text);
  }
});

test("a link is written as Python writes it", () => {
  for (const { text, traits } of cases.filter((each) => "traits" in each)) {
    assert.equal(`#${linkText(hostModel(traits))}`, text);
  }
});

test("a page shows of a link what an Explorer of Python's does", () => {
  for (const { text, shown } of cases.filter((each) => "shown" in each)) {
    const state = { ...ARTICLE, ...linkState(readLink(text), ARTICLE) };
    for (let n = shown.steps + 1; `x_${n}` in shown; n += 1) state[`x_${n}`] = 0; // which do not count
    assert.deepEqual(state, shown, text);
  }
});

test("which controls there are is the page's own matter, unless the link says so", () => {
  const own = { ...ARTICLE, look: { ...ARTICLE.look, show: ["w_f", "x_2", "walk"], limits: [0, 1] } };
  const shownBy = (/** @type {string} */ text) => linkState(readLink(text), own).look;
  assert.deepEqual(shownBy("lstm x=1,2").show, ["w_f", "x_2", "walk"]);
  assert.deepEqual(shownBy("lstm hide=inputs").show, ["w_f", "walk"]);
  assert.deepEqual(shownBy("lstm show=table,f").show, ["w_f", "u_f", "b_f", "table"]);
  assert.deepEqual(shownBy("lstm x=1,2").limits, [0, 1]);
});

test("a number that cannot be handed on makes no link", () => {
  assert.equal(linkText(hostModel({ ...ARTICLE, w_f: "nan" })), "");
});
