// @ts-check
// The live cell in a page does what a learner's hands do: buttons, sliders, keys.

import assert from "node:assert/strict";
import { test } from "node:test";

import { walk } from "../../lstm_helpers/live/controls.js";
import { sceneOf } from "../../lstm_helpers/page/model.js";
import { TABLES } from "../../lstm_helpers/tables.js";
import { sentence } from "../../lstm_helpers/words/texts.js";
import { down, part, pressed, shownView } from "./live_view.js";
import { dom, happens, passed, press, stateOf, type } from "./page.js";

// ---- buttons ------------------------------------------------------------------------------------

test("next and back walk stage by stage, and on into the next time step", async () => {
  const view = shownView("cell", { t: 1, upto: "c_prev" });
  const trail = [];
  for (let n = 0; n < TABLES.stages.length; n += 1) {
    await pressed(view, TABLES.controls_say.next);
    trail.push(`${view.model.get("t")} ${view.model.get("upto")}`);
  }
  const [first, ...rest] = TABLES.stages;
  assert.deepEqual(trail, [...rest.map((stage) => `1 ${stage}`), `2 ${first}`]);
  for (const stage of [...TABLES.stages].reverse()) {
    await pressed(view, TABLES.controls_say.back);
    assert.deepEqual([view.model.get("t"), view.model.get("upto")], [1, stage]);
  }
});

test("the buttons of the walk are a group with a name", () => {
  const group = shownView("cell").find("[data-walk=back]").parentElement;
  const { className, role, ariaLabel } = group;
  const told = [role ?? group.getAttribute("role"), ariaLabel ?? group.getAttribute("aria-label")];
  assert.deepEqual([className, ...told], ["lstm-choice", "group", TABLES.controls_say.walk]);
});

test("a field that is taken off the page with something half typed in it sets nothing", () => {
  const view = shownView("cell");
  const { field } = view.slider("w_f");
  field.value = "2";
  view.leave();
  happens(field, "change");
  assert.equal(view.model.get("w_f"), 1);
});

test("the walk ends at both ends", async () => {
  const view = shownView("cell", { t: 3 });
  await pressed(view, TABLES.controls_say.next);
  assert.deepEqual([view.model.get("t"), view.model.get("upto")], [3, TABLES.stages.at(-1)]);
  const [first] = TABLES.stages;
  view.model.set("t", 1);
  view.model.set("upto", first);
  await pressed(view, TABLES.controls_say.back);
  assert.deepEqual([view.model.get("t"), view.model.get("upto")], [1, first]);
});

test("a choice shows what is chosen, whoever chose it", async () => {
  const view = shownView("cell");
  const { step, activations, show, of, values, gradients } = TABLES.controls_say;
  const [[article], [standard, pair]] = TABLES.pairs;
  assert.deepEqual(
    [down(view, step), down(view, activations), down(view, show)],
    [["2"], [article], [values]],
  );
  const ends = view.all(`[role=group][aria-label="${of}"] button`).map(({ textContent }) => textContent);
  assert.deepEqual(ends, ["h₃", "c₃"]);
  await pressed(view, "3");
  await pressed(view, standard);
  await pressed(view, gradients);
  await pressed(view, "c₃");
  const now = ["t", "activations", "face", "of"].map((name) => view.model.get(name));
  assert.deepEqual(now, [3, pair, "gradients", "c"]);
  assert.deepEqual([down(view, step), down(view, activations)], [["3"], [standard]]);
  assert.deepEqual([down(view, show), down(view, of)], [[gradients], ["c₃"]]);
  view.model.set("t", 1);
  await passed();
  assert.deepEqual(down(view, step), ["1"]);
});

test("activations that have no button of their own get one", () => {
  const { look, ...state } = stateOf("cell");
  const start = { ...look.start, activations: "relu/tanh" };
  const view = shownView("cell", { ...state, activations: "relu/tanh", look: { ...look, start } });
  assert.deepEqual(down(view, TABLES.controls_say.activations), ["relu/tanh"]);
});

test("presets set all the weights, and reset takes everything back", async () => {
  const view = shownView("cell");
  const { start, presets } = stateOf("cell").look;
  const labels = presets.map((/** @type {string} */ name) => TABLES.presets[name].words);
  assert.deepEqual(
    view.all("[data-preset]").map(({ textContent }) => textContent),
    labels,
  );
  const without = shownView("cell", { look: { ...stateOf("cell").look, presets: [] } });
  assert.equal(without.find(`[aria-label="${TABLES.controls_say.presets}"]`), null);
  dom.document.body.replaceChildren(view.el);
  for (const made of view.all("[data-preset]")) {
    made.click();
    await passed();
    const { weights } = TABLES.presets[made.dataset.preset];
    for (const [name, value] of Object.entries(weights ?? {}))
      assert.equal(view.model.get(name), value, name);
  }
  await pressed(view, TABLES.controls_say.reset);
  for (const [name, value] of Object.entries(start)) assert.equal(view.model.get(name), value, name);
});

test("where gradients are asked for, the walk goes from the last time step to the first", () => {
  const { model } = shownView("backwards");
  const trail = () => {
    walk(model, 1);
    return [model.get("t"), model.get("upto")];
  };
  const last = TABLES.stages.at(-1);
  assert.deepEqual(
    [trail(), trail(), trail()],
    [
      [2, last],
      [1, last],
      [1, last],
    ],
  );
  walk(model, -1);
  assert.equal(model.get("t"), 2);
  model.set("face", "values"); // which are not asked for
  walk(model, 1);
  assert.equal(model.get("t"), 3);
});

// ---- sliders ------------------------------------------------------------------------------------

test("the thumb stops at the slider's steps, and the picture follows it", async () => {
  const view = shownView("cell");
  const { range, field } = view.slider("w_f");
  assert.deepEqual([range.min, range.max, range.value, field.value], ["-3", "3", "1", "1"]);
  range.value = "1.2345";
  happens(range, "input");
  assert.deepEqual([view.model.get("w_f"), range.value, field.value], [1.2, "1.2", "1.2"]);
  range.value = "1.2000001";
  happens(range, "input");
  assert.equal(range.value, "1.2");
  await passed();
  assert.equal(view.text(".lstm-says"), sentence(sceneOf(view.model)));
});

test("keys move a slider by its steps, and to its ends, and no further", () => {
  const view = shownView("cell");
  const { range, field } = view.slider("w_f");
  assert.equal(field.getAttribute("spellcheck"), "false");
  range.focus();
  /** @type {[string, number][]} */
  const keys = [
    ...[
      ["ArrowRight", 1.1],
      ["ArrowUp", 1.2],
      ["ArrowLeft", 1.1],
      ["ArrowDown", 1],
      ["PageUp", 2],
    ],
    ...[
      ["PageDown", 1],
      ["PageUp", 2],
      ["PageUp", 3],
      ["PageUp", 3],
      ["Home", -3],
      ["ArrowLeft", -3],
      ["End", 3],
    ],
  ].map(([key, value]) => /** @type {[string, number]} */ ([key, value]));
  for (const [key, value] of keys) {
    assert.deepEqual(press(key), { heard: false, isLeft: false }, key);
    assert.equal(view.model.get("w_f"), value, key);
  }
  assert.deepEqual(press("ArrowLeft", { shiftKey: true }), { heard: true, isLeft: true });
  assert.deepEqual(press("Tab"), { heard: true, isLeft: true });
  assert.deepEqual(press("a"), { heard: false, isLeft: true }); // no command of Jupyter's, and no key of ours
  assert.deepEqual(press("Enter"), { heard: false, isLeft: true });
  assert.deepEqual(press("Enter", { shiftKey: true }), { heard: true, isLeft: true });
  for (const how of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }])
    assert.deepEqual(press("ArrowLeft", how), { heard: true, isLeft: true });
  assert.equal(view.model.get("w_f"), 3);
});

test("from nan a key leads back to a number", () => {
  const view = shownView("cell", { w_f: "nan", u_f: "inf" });
  assert.deepEqual([view.slider("w_f").range.value, view.slider("w_f").field.value], ["0", "nan"]);
  assert.deepEqual([view.slider("u_f").range.value, view.slider("u_f").field.value], ["3", "∞"]);
  view.slider("w_f").range.focus();
  press("ArrowRight");
  assert.equal(view.model.get("w_f"), 0.1);
});

test("what is typed is taken as people write it, and the range widens for it", () => {
  const view = shownView("cell");
  const { range, row, field } = view.slider("w_f");
  const problem = row.querySelector(".lstm-problem");
  type(field, "0,50");
  assert.deepEqual([view.model.get("w_f"), field.value, problem.textContent], [0.5, "0.5", ""]);
  type(field, "-7");
  const wider = TABLES.slider_says.wider.replace("{low}", "−7").replace("{high}", "3");
  assert.deepEqual([view.model.get("w_f"), range.min, range.max], [-7, "-7", "3"]);
  assert.deepEqual([problem.textContent, problem.dataset.kind], [wider, "note"]);
  assert.equal(field.getAttribute("aria-invalid"), "false");
  type(field, "9");
  assert.deepEqual([range.min, range.max, range.value], ["-3", "9", "9"]);
  type(field, "3");
  assert.deepEqual([range.min, range.max, problem.textContent], ["-3", "3", ""]);
  type(field, "-3");
  assert.deepEqual([range.min, range.max, problem.textContent], ["-3", "3", ""]);
});

test("what is no number changes nothing, says why, and stays to be mended", () => {
  const view = shownView("cell");
  const { row, field, range } = view.slider("w_f");
  const problem = row.querySelector(".lstm-problem");
  type(field, "two");
  assert.deepEqual([view.model.get("w_f"), field.value], [1, "two"]);
  assert.match(problem.textContent, /two/);
  assert.deepEqual([problem.dataset.kind, field.getAttribute("aria-invalid")], ["problem", "true"]);
  assert.deepEqual(press("Escape"), { heard: false, isLeft: false });
  assert.deepEqual(
    [field.value, problem.textContent, field.getAttribute("aria-invalid")],
    ["1", "", "false"],
  );
  type(field, "two");
  type(field, "1"); // what stands there anyway
  assert.equal(problem.textContent, "");
  type(field, "two");
  happens(range, "pointerdown");
  assert.equal(problem.textContent, "");
  type(field, "two");
  view.model.set("w_f", 2);
  return passed().then(() => assert.deepEqual([field.value, problem.textContent], ["2", ""]));
});

test("in a field Enter takes the number and selects it; other keys are the browser's", () => {
  const view = shownView("cell");
  const { field } = view.slider("w_f");
  field.focus();
  assert.deepEqual([field.selectionStart, field.selectionEnd], [0, 1]);
  field.value = "2.50";
  assert.deepEqual(press("Enter"), { heard: false, isLeft: false });
  assert.deepEqual([view.model.get("w_f"), field.value, field.selectionEnd], [2.5, "2.5", 3]);
  assert.deepEqual(press("5"), { heard: false, isLeft: true });
  assert.deepEqual(press("ArrowLeft"), { heard: false, isLeft: true });
  assert.deepEqual(press("Tab"), { heard: true, isLeft: true });
});

// ---- keys of the picture ------------------------------------------------------------------------

test("arrows walk from the picture, whatever else is on the page", async () => {
  const view = shownView("cell", { upto: "f" });
  view.find(".lstm-frame").focus();
  assert.deepEqual(press("ArrowRight"), { heard: false, isLeft: false });
  assert.equal(view.model.get("upto"), TABLES.stages[TABLES.stages.indexOf("f") + 1]);
  press("ArrowLeft");
  assert.equal(view.model.get("upto"), "f");
  assert.deepEqual(press("ArrowLeft", { shiftKey: true }), { heard: true, isLeft: true });
  assert.deepEqual(press("x"), { heard: false, isLeft: true });
  const outside = dom.document.body.appendChild(dom.document.createElement("input"));
  outside.focus();
  assert.deepEqual(press("ArrowRight"), { heard: true, isLeft: true });
  assert.equal(view.model.get("upto"), "f");
  const still = shownView("cell", { look: { ...stateOf("cell").look, show: ["w_f"] } });
  still.find(".lstm-frame").focus();
  assert.deepEqual(press("ArrowRight"), { heard: true, isLeft: true });
});

test("a press elsewhere lets go of the view, a press in it does not", () => {
  const view = shownView("cell");
  const frame = view.find(".lstm-frame");
  frame.focus();
  happens(view.find(".lstm-says"), "pointerdown");
  assert.equal(dom.document.activeElement, frame);
  happens(dom.document.body, "pointerdown");
  assert.notEqual(dom.document.activeElement, frame);
});

test("a click on the picture brings the keys there", () => {
  const view = shownView("cell");
  happens(part(view, "f"), "click");
  assert.equal(dom.document.activeElement, view.find(".lstm-frame"));
});
