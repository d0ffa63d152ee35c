// @ts-check
import { test } from "node:test";

import { wireWidth } from "../../lstm_helpers/picture/artists.js";
import { assertClose, vectors } from "./vectors.js";

test("wires are as thick as Python draws them", () => {
  for (const { value, width } of vectors("wires")) assertClose(wireWidth(value), width, `carrying ${value}`);
});
