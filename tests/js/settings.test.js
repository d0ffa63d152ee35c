// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { settingText } from "../../lstm_helpers/live/settings.js";
import { modelOf, vectors } from "./vectors.js";

test("a setting is written as Python writes it", () => {
  for (const { given, text } of vectors("settings")) assert.equal(settingText(modelOf(given)), text);
});
