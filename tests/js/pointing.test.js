// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";

import { consumersOf, multipliedWith, operandsOf, PLACES } from "../../lstm_helpers/graph/neighbours.js";
import { makeScene } from "../../lstm_helpers/graph/scene.js";
import { lightsOf, quantityOf, setBy, wireBetween } from "../../lstm_helpers/live/pointing.js";
import { cameOut, journeysTo, stations } from "../../lstm_helpers/live/travel.js";
import { TABLES } from "../../lstm_helpers/tables.js";

const ones = Object.fromEntries(TABLES.weights.map((name) => [name, name.startsWith("b") ? 0 : 1]));
/** @type {import("../../lstm_helpers/graph/scene.js").Given} */
const article = {
  ...{ weights: ones, inputs: [1, 1, 1], h0: 0, c0: 0, activations: ["identity", "identity"] },
  ...{ t: 2, upto: "h", face: "values", of: "h", title: "" },
};
/** @param {Partial<import("../../lstm_helpers/graph/scene.js").Given>} [changes] */
const scene = (changes) => makeScene({ ...article, ...changes });

/** @param {string} name @param {Parameters<typeof scene>[0]} [changes] */
const lit = (name, changes) => lightsOf(name, scene(changes));

test("what is made of and goes into agree, and a weight has its partner", () => {
  for (const name of PLACES) {
    for (const operand of operandsOf(name)) assert.ok(consumersOf(operand).includes(name), operand);
  }
  assert.deepEqual(operandsOf("f"), ["w_f", "x", "u_f", "h_prev", "b_f"]);
  assert.equal(multipliedWith("u_f", "f"), "h_prev");
  assert.equal(multipliedWith("b_f", "f"), "");
});

test("every operand comes on a wire that carries it", () => {
  for (const name of PLACES) {
    for (const operand of operandsOf(name).filter((each) => PLACES.includes(each))) {
      assert.equal(TABLES.wires[wireBetween(operand, name)], operand);
    }
  }
  for (const [before, after] of Object.entries(TABLES.carry)) {
    assert.equal(TABLES.wires[wireBetween(after, before)], "");
  }
});

test("a gate is lit with its weights, what comes in, and the dot that it goes to", () => {
  const [operand, consumer] = ["operand", "consumer"];
  assert.deepEqual(lit("f"), {
    quantities: {
      ...{ f: "self", keep: consumer },
      ...{ w_f: operand, x: operand, u_f: operand, h_prev: operand, b_f: operand },
    },
    wires: { x_f: operand, h_prev_f: operand, f: consumer },
    cells: {},
  });
});

test("of what has a wire of its own out of the cell, that is lit, too", () => {
  assert.equal(lit("h").wires.h, "self");
  for (const name of TABLES.order.filter((each) => each !== "h"))
    assert.ok(!Object.values(lit(name).wires).includes("self"), name);
});

test("what one step hands to the next is lit in the table", () => {
  assert.deepEqual(lit("c").cells, { "3 c_prev": "consumer" });
  assert.equal(lit("c").wires.next_c, "consumer");
  assert.deepEqual(lit("h_prev").cells, { "1 h": "operand" });
  assert.ok(!("next_c" in lit("c", { t: 3 }).wires));
  assert.deepEqual(lit("c_prev", { t: 1 }).cells, {});
});

test("gradients are made of what values go into", () => {
  const { quantities, wires } = lit("c", { face: "gradients" });
  assert.deepEqual([quantities.c_act, quantities.keep, wires.next_c], ["operand", "consumer", "operand"]);
});

test("a weight lights its gate, and what it is multiplied with", () => {
  const quantities = { u_o: "self", o: "consumer", h_prev: "operand" };
  assert.deepEqual(lit("u_o"), { quantities, wires: { h_prev_o: "operand" }, cells: {} });
});

test("a part of the picture belongs to a quantity", () => {
  const parts = { box_c_prev: "c_prev", halo_f: "f", box_out: "h", h_prev: "h_prev", eq_f_2: "f" };
  const wires = { wire_x_f: "x", tip_next_c: "c", backtip_c_act: "c_act", back_h_prev_o: "h_prev" };
  const texts = { weight_u_g: "u_g", note_h_1: "h", head_keep: "keep", formula_c: "c", title_1: "" };
  for (const [id, name] of Object.entries({ ...parts, ...wires, ...texts })) {
    assert.equal(quantityOf(id), name, id);
  }
});

test("a slider points where its number is to be seen", () => {
  assert.deepEqual([setBy("w_f", 2), setBy("x_2", 2), setBy("x_3", 2)], ["w_f", "x", ""]);
  assert.deepEqual([setBy("h0", 1), setBy("c0", 1), setBy("h0", 2)], ["h_prev", "c_prev", ""]);
});

test("what comes out is the next of the walk, also from step to step, or what was solved", () => {
  const at = (/** @type {number} */ t, /** @type {string} */ upto) => scene({ t, upto });
  assert.equal(cameOut(at(2, "f"), at(2, "i")), "i");
  assert.equal(cameOut(at(1, "h"), at(2, "c_prev")), "c_prev");
  for (const [before, now] of [
    [at(2, "i"), at(2, "f")],
    [at(2, "f"), at(2, "o")],
    [at(1, "h"), at(3, "h")],
    [at(2, "f"), scene({ upto: "i", face: "names" })],
    [scene({ upto: "f", face: "gradients" }), scene({ upto: "i", face: "gradients" })],
  ]) {
    assert.equal(cameOut(before, now), "");
  }
  const open = (/** @type {string[]} */ ...names) => ({ ...scene(), open: names });
  assert.equal(cameOut(open("keep", "c"), open("c")), "keep");
  assert.equal(cameOut(open("c"), open("c", "h")), "");
  assert.equal(cameOut(open("keep", "c"), open()), "");
});

test("what travels is what stands in the boxes of the operands", () => {
  assert.deepEqual(journeysTo("h", scene()), [
    { wire: "o", of: "o" },
    { wire: "c_act", of: "c_act" },
  ]);
  const wires = (/** @type {number} */ t) => journeysTo("c_prev", scene({ t })).map(({ wire }) => wire);
  assert.deepEqual(wires(2), ["next_h", "next_c"]);
  assert.deepEqual(wires(1), []);
  const partly = { ...scene(), known: { f: 2 } }; // c_prev is asked for
  assert.deepEqual(journeysTo("keep", partly), [{ wire: "f", of: "f" }]);
});

test("a number goes from corner to corner at one speed", () => {
  const corners = [
    { x: 0, y: 0, offset: 0 },
    { x: 10, y: 0, offset: 0.25 },
    { x: 20, y: 0, offset: 0.5 },
    { x: 20, y: 20, offset: 1 },
  ];
  assert.deepEqual(stations("M0 0L10 0Q20 0 20 10L20 20"), corners);
});
