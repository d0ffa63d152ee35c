// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { unroll } from "../../lstm_helpers/graph/forward.js";
import { assertClose, vectors } from "./vectors.js";

test("every time step is worked out as Python works it out", () => {
  for (const { given, values } of vectors("steps")) {
    const steps = unroll(given);
    assert.equal(steps.length, values.h.length);
    steps.forEach((step, n) => {
      for (const name of ["c", "h"]) {
        assertClose(step[name], values[name][n], `${name} at ${n + 1} of ${JSON.stringify(given)}`);
      }
    });
  }
});
