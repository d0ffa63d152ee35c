// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { Picture, wireWidth } from "../../lstm_helpers/picture/artists.js";
import { TABLES } from "../../lstm_helpers/tables.js";
import "./page.js";
import { assertClose, vectors } from "./vectors.js";

test("wires are as thick as Python draws them", () => {
  for (const { value, width } of vectors("wires")) assertClose(wireWidth(value), width, `carrying ${value}`);
});

test("a branch is followed from where its trunk begins", () => {
  const picture = new Picture();
  /** @type {Record<string, string>} */
  const trunks = {};
  for (const [name, carries] of Object.entries(TABLES.wires)) {
    const own = picture.parts[`wire_${name}`].getAttribute("d") ?? "";
    const trunk = (carries && trunks[carries]) || own;
    if (carries) trunks[carries] = trunk;
    const [begins, goes] = trunk.split("L");
    assert.equal(
      picture.route(name),
      trunk === own ? own : `${begins}L${goes}${own.replace("M", "L")}`,
      name,
    );
  }
  assert.ok(Object.values(TABLES.wires).length > Object.values(trunks).length, "there are branches");
});
