// @ts-check
// The live cell in a page is answered in.

import assert from "node:assert/strict";
import { test } from "node:test";

import { backpropagate } from "../../lstm_helpers/graph/backward.js";
import { unroll } from "../../lstm_helpers/graph/forward.js";
import { sceneOf } from "../../lstm_helpers/page/model.js";
import { fit } from "../../lstm_helpers/picture/fit.js";
import { TABLES } from "../../lstm_helpers/tables.js";
import { question } from "../../lstm_helpers/words/asking.js";
import { part, pressed, shownView } from "./live_view.js";
import { dom, happens, passed, press, stateOf, type } from "./page.js";

/** @typedef {import("./live_view.js").View} View */

const RIGHT = {
  h_prev: "1",
  c_prev: "1",
  f: "2",
  i: "2",
  g: "2",
  o: "2",
  keep: "2",
  write: "4",
  c: "6",
  h: "12",
};

/** @param {View} view @param {string} name */
const answerField = (view, name) => view.find(`[data-answer="${name}"] input`);
/** @param {View} view @param {string} name */
const mark = (view, name) => view.find(`[data-answer="${name}"] .lstm-mark`);
/** @param {View} view @param {string} name */
const isOpen = (view, name) => !view.find(`[data-answer="${name}"] label`).hidden;
/** @param {View} view @param {string} name @param {string} typed */
function answer(view, name, typed) {
  answerField(view, name).focus();
  answerField(view, name).value = typed;
  happens(answerField(view, name), "input");
  press("Enter");
  return passed();
}

test("a whole step is answered field after field, and next comes after the last", async () => {
  const view = shownView("asking");
  const says = TABLES.answers_say;
  assert.equal(view.find(".lstm-says").dataset.verdict, "open");
  view.find(".lstm-frame").focus();
  press("ArrowRight");
  for (const [name, number] of Object.entries(RIGHT)) {
    const field = answerField(view, name);
    assert.equal(dom.document.activeElement, field, name);
    assert.ok(isOpen(view, name) && mark(view, name).hidden);
    assert.equal(part(view, `halo_${name}`).style.opacity, "1");
    assert.ok(view.text(".lstm-says").endsWith(question(sceneOf(view.model), name)), name);
    await answer(view, name, number);
    assert.ok(!isOpen(view, name) && !mark(view, name).hidden, name);
    assert.deepEqual(
      [mark(view, name).textContent, mark(view, name).dataset.kind],
      [says.marks.solved, "solved"],
    );
    assert.equal(part(view, name).textContent, number);
    assert.ok(view.text(".lstm-says").startsWith(says.right.replace("{number}", number)), name);
    assert.equal(view.find(".lstm-says").dataset.verdict, "right");
  }
  assert.equal(dom.document.activeElement, view.find("[data-walk=next]"));
  await pressed(view, TABLES.controls_say.next);
  assert.equal(view.model.get("t"), 3);
  assert.equal(dom.document.activeElement, answerField(view, "h_prev"));
  assert.equal(view.text(".lstm-says"), question(sceneOf(view.model), "h_prev"));
});

test("a slip is said, and the field keeps its number, selected", async () => {
  const view = shownView("asking");
  await answer(view, "c", "4");
  const field = answerField(view, "c");
  assert.equal(view.find(".lstm-says").dataset.verdict, "slip");
  assert.match(view.text(".lstm-says"), /4/);
  assert.deepEqual([dom.document.activeElement, field.ariaInvalid, field.value], [field, "true", "4"]);
  assert.deepEqual([field.selectionStart, field.selectionEnd], [0, 1]);
  assert.equal(answerField(view, "h").ariaInvalid, "false");
  const { slips, ...kept } = view.model.get("answers")["2 c"];
  assert.deepEqual(kept, { typed: "4", number: 4, tries: 1, solved: false, shown: false });
  await answer(view, "c", "4"); // the same once more is no other try
  assert.equal(view.model.get("answers")["2 c"].tries, 1);
  await answer(view, "c", "6");
  assert.deepEqual(
    [view.model.get("answers")["2 c"].tries, view.model.get("answers")["2 c"].solved],
    [2, true],
  );
  assert.equal(dom.document.activeElement, answerField(view, "h")); // which comes after it
  await answer(view, "h", "12");
  assert.equal(dom.document.activeElement, answerField(view, "h_prev")); // and then the first
});

test("what is no number is no try, and nothing is no answer", async () => {
  const view = shownView("asking");
  await answer(view, "f", "two");
  assert.match(view.text(".lstm-says"), /two/);
  assert.deepEqual([view.find(".lstm-says").dataset.verdict, view.model.get("answers")], ["slip", {}]);
  assert.deepEqual(press("Escape"), { heard: false, isLeft: false });
  assert.equal(answerField(view, "f").value, "");
  assert.deepEqual(press("Enter"), { heard: false, isLeft: false });
  await answer(view, "f", "  ");
  assert.deepEqual(view.model.get("answers"), {});
  assert.deepEqual(press("2"), { heard: false, isLeft: true });
  assert.deepEqual(press("Tab"), { heard: true, isLeft: true });
});

test("after some tries it is shown to whoever asks, and the answer says so", async () => {
  const view = shownView("asking");
  const showMe = view.find(".lstm-show-me");
  const { tries, marks, shown } = TABLES.answers_say;
  for (let n = 0; n < tries; n += 1) {
    assert.ok(showMe.disabled);
    await answer(view, "write", String(30 + n));
  }
  assert.ok(!showMe.disabled);
  showMe.click();
  await passed();
  const { solved, shown: isShown, number } = view.model.get("answers")["2 write"];
  assert.deepEqual([solved, isShown, number], [true, true, 4]);
  assert.deepEqual(
    [mark(view, "write").textContent, mark(view, "write").dataset.kind],
    [marks.shown, "shown"],
  );
  assert.ok(view.text(".lstm-says").startsWith(shown.replace("{name}", "write").replace("{number}", "4")));
  assert.equal(view.find(".lstm-says").dataset.verdict, "shown");
  assert.equal(dom.document.activeElement, answerField(view, "c"));
});

test("an answer left by Tab counts, too; another cell is another question", async () => {
  const view = shownView("asking");
  type(answerField(view, "keep"), "2");
  answerField(view, "c").focus();
  await passed();
  assert.ok(view.model.get("answers")["2 keep"].solved);
  assert.match(view.text(".lstm-says"), /✓/); // what is said of it stays for a while
  answerField(view, "h").focus();
  assert.equal(view.text(".lstm-says"), question(sceneOf(view.model), "h"));
  const { range } = view.slider("w_f");
  range.value = "2";
  happens(range, "input");
  await passed();
  assert.ok(isOpen(view, "keep"));
  assert.equal(answerField(view, "keep").value, "");
  view.model.set("w_f", 1);
  await passed();
  assert.ok(!isOpen(view, "keep")); // it is right again
});

test("whoever begins anew finds every field empty", async () => {
  const view = shownView("asking");
  await answer(view, "f", "5");
  view.model.set("answers", {});
  await passed();
  assert.deepEqual([answerField(view, "f").value, isOpen(view, "f")], ["", true]);
  assert.equal(view.text(".lstm-says"), question(sceneOf(view.model), sceneOf(view.model).open[0]));
});

test("fields say what they are for", () => {
  const view = shownView("asking");
  for (const name of Object.keys(RIGHT)) {
    const label = TABLES.answers_say.field.replace("{words}", TABLES.asked_words[name]).replace("{t}", "2");
    assert.equal(answerField(view, name).ariaLabel, label);
  }
  const backwards = shownView("backwards");
  assert.deepEqual(
    backwards.all("[data-answer]").map(({ dataset }) => dataset.answer),
    [...stateOf("backwards").look.predict.names].reverse(),
  );
});

test("a field stands over its box, and its letters are as large as the number's will be", () => {
  const view = shownView("asking");
  const placed = (/** @type {number[]} */ numbers) =>
    numbers.map((n, k) => `--${"xywh"[k]}: ${n}`).join("; ");
  for (const name of Object.keys(RIGHT)) {
    const { place, well, mark: beside, role, anchor } = TABLES.fields[name];
    const [field, around] = [answerField(view, name), view.find(`[data-answer="${name}"]`)];
    assert.equal(around.getAttribute("style"), `${placed(place)}; --lstm-role: var(--lstm-${role})`);
    assert.equal(mark(view, name).getAttribute("style"), placed(beside));
    assert.deepEqual([field.dataset.anchor, field.placeholder], [anchor, TABLES.unknown]);
    for (const typed of ["1", "-1234567.891234"]) {
      field.value = typed;
      happens(field, "input");
      const [size] = fit(typed, /** @type {any} */ ({ ...TABLES.slots[name], width: well[2] - 12 }));
      for (const [k, n] of well.entries())
        assert.equal(field.style.getPropertyValue(`--${"xywh"[k]}`).trim(), String(n));
      assert.equal(field.style.getPropertyValue("--size"), String(size));
    }
  }
});

test("who goes back leaves what is open behind", async () => {
  const view = shownView("asking");
  assert.equal(view.model.get("t"), 2);
  await pressed(view, TABLES.controls_say.back);
  assert.equal(view.model.get("t"), 1);
});

test("a gradient is what comes back by all the ways there are, that over h_prev, too", async () => {
  const view = shownView("backwards", { t: 2 });
  const [name] = sceneOf(view.model).open;
  const truth = backpropagate(unroll(sceneOf(view.model)), ["identity", "identity"], "h", true)[1][name];
  await answer(view, name, String(truth));
  assert.ok(view.model.get("answers")[`2 ∂${name}`].solved);
});

test("gradients are answered backwards, and only where they are looked at", async () => {
  const view = shownView("backwards");
  const open = () =>
    view
      .all("[data-answer]")
      .filter((each) => !each.firstChild.hidden)
      .map((e) => e.dataset.answer);
  assert.deepEqual(open(), sceneOf(view.model).open);
  assert.equal(
    answerField(view, "c").ariaLabel,
    TABLES.answers_say.field.replace("{words}", "∂c").replace("{t}", "3"),
  );
  await answer(view, "c", "13");
  assert.ok(view.model.get("answers")["3 ∂c"].solved);
  view.find(".lstm-frame").focus();
  view.model.set("face", "values");
  await passed();
  assert.deepEqual(open(), []);
});
