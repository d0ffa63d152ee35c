// @ts-check
// How the level follows what a learner answers: the rules of Practice, and the Detective's.

import assert from "node:assert/strict";
import { test } from "node:test";

import { firstMiss, isWanted, verdictSays } from "../../lstm_helpers/live/detective.js";
import { counted, following, outcomeOf, standingSays } from "../../lstm_helpers/live/practice.js";
import { vectors } from "./vectors.js";

/** @typedef {import("../../lstm_helpers/live/practice.js").Standing} Standing */

const [{ tables, says: SAYS }] = vectors("practice");
/** @type {Standing} */
const FRESH = { right: 0, wrong: 0, outcome: "", back: false, latest: 17, missed: [] };
const AT_ONCE = { typed: "6", number: 6, tries: 1, solved: true, shown: false, slips: [] };
const MENDED = { ...AT_ONCE, tries: 2 };
const SHOWN = { ...AT_ONCE, shown: true };

/** Goes through exercises with these outcomes, and says where it led. @param {("right" | "wrong")[]} outcomes @param {number} level */
function through(outcomes, level) {
  let at = { level, number: 17, record: FRESH };
  const trail = [];
  for (const outcome of outcomes) {
    at = following(tables, counted(tables, at.record, outcome, at.level, at.number), at.level);
    trail.push(`${at.level}/${at.number}`);
  }
  return { ...at, trail };
}

test("an exercise counts at its end, and not before", () => {
  assert.equal(outcomeOf(tables, [AT_ONCE], 8, false), "");
  assert.equal(outcomeOf(tables, [MENDED], 8, false), "");
  assert.equal(outcomeOf(tables, [], 0, true), ""); // between one cell and the next there is nothing asked for
});

test("right is all at once; among eight numbers one slip may be mended, among sixteen two", () => {
  assert.equal(outcomeOf(tables, [AT_ONCE], 1, true), "right");
  assert.equal(outcomeOf(tables, [MENDED], 1, true), "wrong");
  assert.equal(outcomeOf(tables, [MENDED, ...Array(7).fill(AT_ONCE)], 8, true), "right");
  assert.equal(outcomeOf(tables, [MENDED, MENDED, ...Array(6).fill(AT_ONCE)], 8, true), "wrong");
  assert.equal(outcomeOf(tables, [MENDED, MENDED, ...Array(14).fill(AT_ONCE)], 16, true), "right");
});

test("what was shown is not right, among however many", () => {
  assert.equal(outcomeOf(tables, [SHOWN, ...Array(7).fill(AT_ONCE)], 8, true), "wrong");
});

test("after three right in a row comes the next level, and the row begins anew", () => {
  const { trail, record } = through(["right", "right", "right"], 2);
  assert.deepEqual(trail, ["2/18", "2/19", "3/20"]);
  assert.equal(record.right, 0);
});

test("a wrong one breaks the row", () => {
  assert.equal(through(["right", "right", "wrong", "right", "right"], 2).level, 2);
});

test("after three wrong in a row comes the level below; there is none below the first", () => {
  assert.equal(through(["wrong", "wrong"], 3).level, 3);
  assert.equal(through(["wrong", "wrong", "wrong"], 3).level, 2);
  const first = through(["wrong", "wrong", "wrong"], 1);
  assert.equal(first.level, 1);
  assert.equal(first.record.wrong, 0);
});

test("the highest level stays the highest", () => {
  const { level, record } = through(Array(5).fill("right"), 5);
  assert.equal(level, 5);
  assert.equal(record.right, 5);
});

test("what was missed is the third to come, and once it is right it does not come again", () => {
  const { trail } = through(["wrong", "right", "right", "wrong", "right"], 2);
  assert.deepEqual(trail, ["2/18", "2/19", "2/17", "2/20", "2/21"]);
  assert.deepEqual(through(["wrong", "right", "right"], 2).record.back, true);
  assert.deepEqual(through(["wrong", "right", "right"], 2).record.missed, []);
});

test("it comes back before the level rises: it is one of the three", () => {
  assert.deepEqual(through(["wrong", "right", "right", "right"], 2).trail, ["2/18", "2/19", "2/17", "3/20"]);
});

test("missed again, it comes back again", () => {
  const { record } = through(["wrong", "right", "right", "wrong"], 2);
  assert.deepEqual(record.missed, [{ level: 2, number: 17, wait: 2 }]);
});

test("what was missed at another level waits for that level", () => {
  const { record } = through(["wrong", "wrong", "wrong", "right", "right"], 3);
  const missed = record.missed.filter(({ level }) => level === 3);
  assert.deepEqual(
    missed.map(({ number }) => number),
    [17, 18, 19],
  );
});

test("after the last number comes the first", () => {
  const record = counted(tables, { ...FRESH, latest: 9999 }, "right", 1, 9999);
  assert.equal(following(tables, record, 1).number, 1);
});

test("how one stands is said in words", () => {
  /** @param {Partial<Standing>} standing @param {number} level */
  const says = (standing, level) => standingSays(tables, { ...FRESH, ...standing }, level);
  assert.equal(says({}, 1), "Level 1, a gate. Three right in a row lift you to level 2.");
  assert.equal(says({ right: 2 }, 2), "Level 2, a step. 2 right in a row; one more lifts you to level 3.");
  assert.equal(
    says({ right: 3, outcome: "right" }, 2),
    "✓ All right. 3 right in a row: the next one is of level 3.",
  );
  assert.equal(
    says({ wrong: 3, outcome: "wrong" }, 2),
    "Done, but not all of it at once: it will come back. The next one is of level 1.",
  );
  assert.equal(
    says({ right: 4, outcome: "right" }, 5),
    "✓ All right. 4 right in a row, and there is no higher level.",
  );
  assert.match(says({ back: true }, 2), /This one is back: last time it was not right at once\./);
  assert.doesNotMatch(says({ wrong: 3, outcome: "wrong" }, 1), /level 0/);
  assert.doesNotMatch(says({ wrong: 1, outcome: "wrong" }, 2), /\{|undefined/);
});

// ---- the Detective -------------------------------------------------------------------------------

const WANTED = { h: [1, 0.7616] };

test("whole numbers are wanted exactly, others within a little", () => {
  assert.ok(isWanted(SAYS.within, 1 + 1e-9, 1));
  assert.ok(!isWanted(SAYS.within, 1.0005, 1));
  assert.ok(isWanted(SAYS.within, 0.76159, 0.7616));
  assert.ok(!isWanted(SAYS.within, Number.NaN, 1));
});

test("the first time step that is amiss is named, and nothing when none is", () => {
  assert.deepEqual(firstMiss(SAYS.within, WANTED, [{ h: 1 }, { h: 2 }]), { t: 2, name: "h" });
  assert.equal(firstMiss(SAYS.within, WANTED, [{ h: 1 }, { h: 0.7616 }]), null);
  const says = verdictSays(SAYS, WANTED, [{ h: 1e-22 }, { h: 2 }], 5);
  assert.equal(says, "At time step 1 your h is 0, and 1 is wanted.");
  assert.match(verdictSays(SAYS, WANTED, [{ h: 1 }, { h: 0.7616 }], 5), /^✓ Found/);
});
