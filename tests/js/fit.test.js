// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { fit, textWidth } from "../../lstm_helpers/picture/fit.js";
import { TABLES } from "../../lstm_helpers/tables.js";
import { vectors } from "./vectors.js";

test("texts get the size and the lines that Python gives them", () => {
  for (const { slot, room, text, size, lines } of vectors("fit")) {
    assert.deepEqual(fit(text, room ?? TABLES.slots[slot]), [size, lines], `${slot}: ${text}`);
  }
});

test("bold is wider", () => {
  assert.ok(textWidth("c₁₂ = −6", true) > textWidth("c₁₂ = −6", false));
});
