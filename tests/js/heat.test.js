// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  heatValues,
  marksIn,
  moved,
  paint,
  placeSays,
  seeing,
  sentOf,
  shadesOf,
  zoomed,
} from "../../lstm_helpers/charts/heat.js";
import { axisFor, tilesOf } from "../../lstm_helpers/charts/heat_picture.js";
import { stripPath } from "../../lstm_helpers/charts/heat_strips.js";
import { pinch } from "../../lstm_helpers/live/gate_map_hands.js";
import { vectors } from "./vectors.js";

// What travels has single precision.
/** @param {number} here @param {number} python @param {string} where */
function assertNear(here, python, where) {
  assert.ok(Math.abs(here - python) <= 1e-5 * Math.max(1, Math.abs(python)), `${where}: ${here}, ${python}`);
}

/** @param {Record<string, number[]>} given */
function sent(given) {
  const names = Object.keys(given).filter((name) => name !== "start");
  const all = Float32Array.from([...names, "start"].flatMap((name) => given[name]));
  const padded = new Uint8Array(all.byteLength + 4); // bytes may begin anywhere
  padded.set(new Uint8Array(all.buffer), 4);
  const view = new DataView(padded.buffer, 4);
  return sentOf(view, names, given.start.length, given.c.length / given.start.length);
}

test("the page works out every quantity as Python does", () => {
  const cases = vectors("heats");
  assert.ok(cases.length > 2);
  for (const { given, values, activations } of cases) {
    for (const [name, python] of Object.entries(values)) {
      const here = heatValues(name, sent(given), activations);
      assert.equal(here.length, /** @type {number[]} */ (python).length);
      here.forEach((each, n) => {
        assertNear(each, python[n], `${name}[${n}]`);
      });
    }
  }
});

test("shades are mixed as in Python", () => {
  for (const { stops, shades } of vectors("shades")) {
    const here = [...shadesOf(stops)];
    assert.equal(here.length, shades.length);
    here.forEach((pixel, n) => {
      const channels = [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255];
      const python = [1, 3, 5].map((at) => Number.parseInt(shades[n].slice(at, at + 2), 16));
      channels.forEach((channel, k) => {
        assert.ok(Math.abs(channel - python[k]) <= 1, `${stops}: ${n}`);
      });
      assert.equal(pixel >>> 24, 255);
    });
  }
});

test("a picture has its rows in the order asked for; what is too large has the last shade, nan none", () => {
  const shades = Uint32Array.from({ length: 256 }, (_, n) => n + 1);
  const pixels = new Uint32Array(4);
  paint(pixels, Float32Array.of(0, 1, 9, Number.NaN), [1, 0], [0, 1], shades);
  assert.deepEqual([...pixels], [256, 0, 1, 256]);
});

test("shades lie evenly between the limits", () => {
  const shades = Uint32Array.from({ length: 256 }, (_, n) => n);
  const pixels = new Uint32Array(5);
  paint(pixels, Float32Array.of(2, 2.5, 3, 4, 1), [0], [2, 4], shades);
  assert.deepEqual([...pixels], [0, 64, 128, 255, 0]);
});

test("a part of the time steps is painted as in the whole", () => {
  const shades = Uint32Array.from({ length: 256 }, (_, n) => n + 1);
  const values = Float32Array.from({ length: 10 }, (_, n) => n / 10);
  const whole = new Uint32Array(10);
  paint(whole, values, [1, 0], [0, 1], shades);
  const part = new Uint32Array(4);
  paint(part, values, [1, 0], [0, 1], shades, { from: 2, to: 4 });
  assert.deepEqual([...part], [whole[2], whole[3], whole[7], whole[8]]);
});

test("a long picture is cut into parts that a canvas can hold", () => {
  assert.deepEqual(tilesOf(5, 10), [{ from: 0, to: 5 }]);
  assert.deepEqual(tilesOf(25, 10), [
    { from: 0, to: 10 },
    { from: 10, to: 20 },
    { from: 20, to: 25 },
  ]);
});

test("what there is too much of is mixed, the rest keeps its edges", () => {
  assert.deepEqual(axisFor({ from: 1.5, to: 9.5 }, 4), { from: 1.5, to: 9.5, pixels: 4, isMixed: true });
  assert.deepEqual(axisFor({ from: 1.5, to: 9.5 }, 40), { from: 1, to: 10, pixels: 9, isMixed: false });
});

test("a line goes from its least to its largest number, and breaks off where there is none", () => {
  assert.equal(stripPath([0, 1, null, 0.5]), "M0.5 31.00L1.5 3.00M3.5 17.00");
  assert.equal(stripPath([2, 2]), "M0.5 31.00L1.5 31.00");
  assert.equal(stripPath([null]), "");
});

test("two fingers zoom by how far they part, about their middle, and pull with it", () => {
  const [before, now] = [
    [spot(0, 0), spot(40, 0)],
    [spot(-30, 10), spot(50, 10)],
  ];
  assert.deepEqual(pinch(before, now), { factor: 0.5, x: 10, y: -10, at: { x: 10, y: 10 } });
  assert.equal(pinch([spot(0, 0), spot(1, 0)], [spot(0, 0), spot(2, 0)]).factor, 1);
});

/** @param {number} x @param {number} y */
const spot = (x, y) => ({ x, y });

const SAYS = {
  place: "Unit {unit}, time step {t}: {it}, {symbol} = {made}{value}. {does}",
  made: "{made} = ",
};

test("a place says how its number comes about", () => {
  const given = sent({ f: [0.5, 0.25], i: [1, 1], g: [2, 2], o: [0.5, 1], c: [3, 2.75], start: [2] });
  const says = (/** @type {string} */ name, /** @type {number} */ t) =>
    placeSays(name, 0, t, given, ["identity", "identity"], SAYS);
  assert.match(says("keep", 1), /^Unit 0, time step 1: .*keep = 0.5·2 = 1\./);
  assert.match(says("keep", 2), /keep = 0.25·3 = 0.75\./);
  assert.match(says("c", 2), /c = 0.75 \+ 2 = 2.75\./);
  assert.match(says("h", 2), /h = 1·2.75 = 2.75\./);
  assert.match(says("f", 1), /: forget gate, f = 0.5\. The forget gate is 0.5: it multiplies/);
});

test("a place of another unit has that unit's numbers", () => {
  const rows = { f: [9, 9, 2, 3], i: [9, 9, 1, 1], g: [9, 9, 4, 5], o: [9, 9, 1, 1], c: [9, 9, 24, 77] };
  const given = sent({ ...rows, start: [9, 10] });
  const says = (/** @type {number} */ t) => placeSays("c", 1, t, given, ["identity", "identity"], SAYS);
  assert.match(says(1), /^Unit 1, time step 1: .*c = 20 \+ 4 = 24\./);
  assert.match(says(2), /c = 72 \+ 5 = 77\./);
});

test("zooming keeps what is under the finger, and ends at all or at the least", () => {
  const all = { from: 0, to: 100 };
  assert.deepEqual(zoomed(all, 0.5, 20, 6, 100), { from: 10, to: 60 });
  assert.deepEqual(zoomed({ from: 10, to: 20 }, 0.5, 12, 2, 100), { from: 11, to: 16 });
  assert.deepEqual(zoomed(all, 0.001, 50, 6, 100), { from: 47, to: 53 });
  assert.deepEqual(zoomed({ from: 90, to: 100 }, 2, 100, 6, 100), { from: 80, to: 100 });
  assert.deepEqual(zoomed({ from: 40, to: 50 }, Number.POSITIVE_INFINITY, 45, 6, 100), all);
  assert.deepEqual(zoomed({ from: 0, to: 3 }, 0.5, 1, 6, 3), { from: 0, to: 3 });
});

test("what is seen stays within what there is, and moves no more than it must", () => {
  assert.deepEqual(moved({ from: 0, to: 10 }, -5, 100), { from: 0, to: 10 });
  assert.deepEqual(moved({ from: 80, to: 90 }, 50, 100), { from: 90, to: 100 });
  assert.deepEqual(seeing({ from: 10, to: 20 }, 20, 100), { from: 11, to: 21 });
  assert.deepEqual(seeing({ from: 10, to: 20 }, 3, 100), { from: 3, to: 13 });
  assert.deepEqual(seeing({ from: 10, to: 20 }, 15, 100), { from: 10, to: 20 });
});

test("marks are round, and not more than there is room for", () => {
  assert.deepEqual(marksIn({ from: 0, to: 5 }, 10), [0, 1, 2, 3, 4]);
  assert.deepEqual(
    marksIn({ from: 0, to: 144 }, 15, 1),
    [10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120, 130, 140],
  );
  assert.deepEqual(marksIn({ from: 0, to: 3 }, 5, 1), [1, 2, 3]);
  assert.deepEqual(marksIn({ from: 10, to: 15 }, 5), [10, 11, 12, 13, 14]);
});
