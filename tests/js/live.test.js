// @ts-check
// The live cell in a page: what it shows is what Python says, and it does what a learner's hands do.

import assert from "node:assert/strict";
import { test } from "node:test";

import { BY_NAME } from "../../lstm_helpers/graph/forward.js";
import { PLACES } from "../../lstm_helpers/graph/neighbours.js";
import { makeScene } from "../../lstm_helpers/graph/scene.js";
import { featureName } from "../../lstm_helpers/graph/unit.js";
import { walk } from "../../lstm_helpers/live/controls.js";
import { lightsOf, quantityOf, setBy } from "../../lstm_helpers/live/pointing.js";
import { settingText } from "../../lstm_helpers/live/settings.js";
import { stations } from "../../lstm_helpers/live/travel.js";
import { renderExplorer } from "../../lstm_helpers/live/widget.js";
import { hostModel } from "../../lstm_helpers/page/host.js";
import { sceneOf, tell } from "../../lstm_helpers/page/model.js";
import { featureLabel } from "../../lstm_helpers/page/slider.js";
import { wireWidth } from "../../lstm_helpers/picture/artists.js";
import { fit } from "../../lstm_helpers/picture/fit.js";
import { TABLES } from "../../lstm_helpers/tables.js";
import { question } from "../../lstm_helpers/words/asking.js";
import { formatNumber } from "../../lstm_helpers/words/numbers.js";
import { described, spokenChange, spokenEquation, spokenParts } from "../../lstm_helpers/words/spoken.js";
import { spokenSums } from "../../lstm_helpers/words/sums.js";
import { sentence, stayText } from "../../lstm_helpers/words/texts.js";
import {
  animations,
  dom,
  happens,
  passed,
  prefers,
  press,
  resized,
  scrolled,
  stateOf,
  type,
  watched,
} from "./page.js";
import { said, traitsOf, vectors } from "./vectors.js";

/** A view by its name, in a page of its own. @param {string} name @param {object} [changes] */
function shownView(name, changes = {}) {
  const el = dom.document.createElement("main");
  dom.document.body.replaceChildren(el);
  const model = hostModel({ ...stateOf(name), ...changes });
  const leave = renderExplorer({ model, el });
  /** @param {string} selector @returns {any} */
  const find = (selector) => el.querySelector(selector);
  /** @param {string} selector @returns {any[]} */
  const all = (selector) => [...el.querySelectorAll(selector)];
  /** What stands somewhere, with the room that keeps a sum together as plain room. @param {string} selector */
  const text = (selector) => find(selector).textContent.replaceAll("\u00a0", " ");
  /** @param {string} name */
  const slider = (name) => {
    const range = find(`input[data-name="${name}"]`);
    return { range, row: range.parentElement, field: range.parentElement.querySelector("input[type=text]") };
  };
  return { el, model, leave, find, all, text, slider };
}

/** @typedef {ReturnType<typeof shownView>} View */

/** @param {View} view @param {string} id */
const part = (view, id) => view.find(`.lstm-frame [id="${id}"]`);

/** Each slot's text and the size of its letters. @param {View} view */
function slotsOf(view) {
  return Object.fromEntries(
    Object.entries(TABLES.slots).map(([name, slot]) => {
      const { lines } = /** @type {any} */ (slot);
      const ids = lines === 1 ? [name] : Array.from({ length: lines }, (_, n) => `${name}_${n + 1}`);
      const parts = ids.map((id) => part(view, id));
      return [name, parts.map(({ textContent, style }) => [textContent, style.fontSize])];
    }),
  );
}

/** @param {Record<string, string>} texts */
function fitted(texts) {
  return Object.fromEntries(
    Object.entries(TABLES.slots).map(([name, slot]) => {
      const room = /** @type {any} */ (slot);
      const [size, lines] = fit(texts[name], room);
      return [name, Array.from({ length: room.lines }, (_, n) => [lines[n] ?? TABLES.blank, `${size}px`])];
    }),
  );
}

/** @param {View} view @param {import("../../lstm_helpers/graph/scene.js").Scene} scene @param {ReturnType<typeof said>} expected */
function assertShows(view, scene, expected) {
  assert.deepEqual(slotsOf(view), fitted(expected.texts));
  assert.equal(view.text(".lstm-says"), expected.sentence);
  assert.equal(view.find(".lstm-frame title").textContent, `LSTM cell, ${expected.caption}`);
  assert.equal(view.find(".lstm-frame desc").textContent, described(scene));
  const cells = (/** @type {any} */ row) => [...row.cells].map((cell) => cell.textContent);
  if (scene.steps.length > 1) {
    assert.deepEqual(cells(view.find("thead tr")), expected.header);
    const rows = view.all("tbody tr");
    assert.deepEqual(rows.map(cells), expected.rows);
    const marked = rows.map((row) => row.getAttribute("aria-current"));
    assert.deepEqual(
      marked,
      scene.steps.map((_, n) => (n + 1 === scene.t ? "step" : null)),
    );
  }
  const lit = view.all("[id^=halo_]").filter(({ style }) => style.opacity === "1");
  assert.deepEqual(lit.map(({ id }) => id.slice(5)).sort(), [...expected.lit].sort());
  assertWires(view, scene);
}

/** Each wire is as thick as its number, faint as long as there is none, and points where the data flow. @param {View} view @param {import("../../lstm_helpers/graph/scene.js").Scene} scene */
function assertWires(view, scene) {
  const isBack = scene.face === "gradients";
  for (const [name, carries] of Object.entries(TABLES.wires)) {
    const isKnown = scene.face !== "values" || !carries || carries in scene.known;
    const valued = carries && ["values", "gradients"].includes(scene.face);
    const width = valued ? wireWidth(scene.shown[carries] ?? 0.5) : TABLES.wire_widths.plain;
    for (const kind of ["wire", "tip", "back", "backtip"]) {
      const found = part(view, `${kind}_${name}`);
      if (!found) continue;
      const isSeen = kind.startsWith("back") === isBack;
      assert.equal(Number(found.style.opacity), isSeen ? (isKnown ? 1 : TABLES.faint) : 0, found.id);
      if (!kind.endsWith("tip")) assert.equal(Number(found.style.strokeWidth), width, found.id);
    }
  }
}

/** @param {View} view @param {string} name */
const button = (view, name) => {
  const found = view.all("button").find(({ textContent }) => textContent === name);
  assert.ok(found, `there is no button "${name}"`);
  return found;
};

/** @param {View} view @param {string} name */
function pressed(view, name) {
  button(view, name).click();
  return passed();
}

/** Of the buttons of a group, those that are down. @param {View} view @param {string} label */
const down = (view, label) =>
  view.all(`[role=group][aria-label="${label}"] [aria-pressed=true]`).map(({ textContent }) => textContent);

// ---- what is shown -------------------------------------------------------------------------------

const scenes = vectors("scenes");

test("a view shows from the first moment what Python says", () => {
  for (const { given, ...expected } of scenes.filter((_, n) => n % 8 === 0)) {
    const view = shownView("plain", traitsOf(given));
    assertShows(view, makeScene(given), expected);
    view.leave();
  }
});

test("a view that is open follows every change, and nothing from before shows through", async () => {
  const view = shownView("cell");
  for (const { given, ...expected } of scenes.filter((_, n) => n % 8 === 1)) {
    for (const [name, value] of Object.entries(traitsOf(given))) view.model.set(name, value);
    await passed();
    assertShows(view, makeScene(given), expected);
    for (const { dataset, value, parentElement } of view.all("input[type=range]")) {
      const number = formatNumber(sceneNumber(given, dataset.name));
      const field = parentElement.querySelector("input[type=text]");
      assert.deepEqual([field.value, field.classList.contains("lstm-long")], [number, number.length > 7]);
      assert.equal(parentElement.querySelector("[aria-valuetext]").getAttribute("aria-valuetext"), number);
      assert.ok(Number.isFinite(Number(value)));
    }
  }
});

/** @param {any} given @param {string} name */
const sceneNumber = ({ weights, inputs, ...states }, name) =>
  weights[name] ?? states[name] ?? inputs[Number(name.slice(2)) - 1];

test("what is not on the screen waits, and is right when it comes back", async () => {
  const view = shownView("cell");
  const before = view.text(".lstm-says");
  scrolled(view.find(".lstm"), false);
  view.model.set("w_f", 3);
  await passed(50);
  assert.equal(view.text(".lstm-says"), before);
  scrolled(view.find(".lstm"), true);
  await passed(1);
  assert.equal(view.text(".lstm-says"), sentence(sceneOf(view.model)));
  scrolled(view.find(".lstm"), false);
  view.model.set("w_f", 2);
  await passed(150); // ... or when there is time
  assert.equal(view.text(".lstm-says"), sentence(sceneOf(view.model)));
});

test("a view that is closed leaves nothing behind: nobody listens, watches or waits", async () => {
  const listeners = { on: 0, off: 0 };
  const model = hostModel(stateOf("cell"));
  const { on, off } = model;
  model.on = (...given) => {
    listeners.on += 1;
    on(...given);
  };
  model.off = (...given) => {
    listeners.off += 1;
    off(...given);
  };
  const el = dom.document.createElement("main");
  dom.document.body.replaceChildren(el);
  const leave = renderExplorer({ model, el });
  const [root, frame] = [el.querySelector(".lstm"), el.querySelector(".lstm-frame")];
  assert.ok(watched().includes(root));
  leave();
  assert.deepEqual(listeners, { on: 3, off: 3 });
  assert.equal(el.childNodes.length, 0);
  dom.document.body.append(frame);
  const t = model.get("t");
  frame.focus();
  press("ArrowRight");
  assert.equal(model.get("t"), t);
  assert.ok(!watched().includes(root));
});

test("a script that fails says so in a sentence, and keeps the picture as it stands", async () => {
  const [view, heard] = [shownView("cell"), /** @type {any[]} */ ([])];
  const { error } = console;
  console.error = (what) => heard.push(what);
  const { get } = view.model;
  view.model.get = (name) => {
    if (name === "w_f") throw new Error("no such number");
    return get(name);
  };
  view.model.set("u_f", 2);
  await passed();
  view.model.set("u_f", 3); // it is told once
  await passed();
  const alerts = view.all(".lstm-stage > [role=alert]").map(({ textContent }) => textContent);
  const says = TABLES.failure_says.replace("{reason}", "no such number");
  assert.deepEqual([alerts, heard.length], [[says], 1]);
  assert.equal(part(view, "h").textContent, "12");
  view.model.set("steps", 2); // a new view fails at once
  assert.deepEqual(
    view.all(".lstm > [role=alert]").map(({ textContent }) => textContent),
    [says],
  );
  assert.ok(view.find(".lstm > svg"));
  console.error = error;
});

test("where there is room is asked of the look: which parts a cell has", () => {
  const view = shownView("cell", { look: { ...stateOf("cell").look, show: ["w_f", "x_1"], plot: null } });
  assert.deepEqual(
    view.all("input[type=range]").map(({ dataset }) => dataset.name),
    ["w_f", "x_1"],
  );
  assert.deepEqual([view.all("table").length, view.all(".lstm-bar button").length], [0, 0]);
  assert.equal(view.find(".lstm-frame").getAttribute("aria-label"), TABLES.frame_says.plain);
  const whole = shownView("cell");
  assert.equal(whole.find(".lstm-frame").getAttribute("aria-label"), TABLES.frame_says.walks);
  assert.equal(whole.all(".lstm-chart").length, 1);
  assert.ok(whole.find(".lstm-controls").dataset.many !== undefined);
  assert.ok(view.find(".lstm-controls").dataset.many === undefined);
});

// ---- buttons -------------------------------------------------------------------------------------

test("next and back walk stage by stage, and on into the next time step", async () => {
  const view = shownView("cell", { t: 1, upto: "c_prev" });
  const trail = [];
  for (let n = 0; n < TABLES.stages.length; n += 1) {
    await pressed(view, TABLES.controls_say.next);
    trail.push(`${view.model.get("t")} ${view.model.get("upto")}`);
  }
  const [first, ...rest] = TABLES.stages;
  assert.deepEqual(trail, [...rest.map((stage) => `1 ${stage}`), `2 ${first}`]);
  await pressed(view, TABLES.controls_say.back);
  assert.deepEqual([view.model.get("t"), view.model.get("upto")], [1, rest.at(-1)]);
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

// ---- sliders -------------------------------------------------------------------------------------

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
  const { range } = view.slider("w_f");
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

// ---- keys of the picture -------------------------------------------------------------------------

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

// ---- what is heard -------------------------------------------------------------------------------

test("a screen reader hears where a drag ends, once, and nothing at the start", async () => {
  const view = shownView("cell");
  const before = sceneOf(view.model);
  await passed(600);
  assert.equal(view.text(".lstm-spoken"), "");
  for (const value of [1.5, 2, 3]) {
    view.model.set("w_f", value);
    await passed(100);
  }
  assert.equal(view.text(".lstm-spoken"), "");
  await passed(500);
  assert.equal(view.text(".lstm-spoken"), spokenChange(before, sceneOf(view.model)));
  assert.notEqual(view.text(".lstm-spoken"), "");
});

test("the kernel is told of many changes at once", () => {
  const view = shownView("cell");
  let told = 0;
  view.model.save_changes = () => {
    told += 1;
  };
  const { range } = view.slider("w_f");
  for (const value of ["1.5", "2"]) {
    range.value = value;
    happens(range, "input");
  }
  tell(view.model);
  assert.equal(told, 1);
});

// ---- answers -------------------------------------------------------------------------------------

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

// ---- pointing ------------------------------------------------------------------------------------

/** What is lit, by id, as what; and in the table, by time step and quantity. @param {View} view */
function litIn(view) {
  const parts = view.all(".lstm-frame svg [id][data-lit]").map(({ id, dataset }) => [id, dataset.lit]);
  const columns = TABLES.columns;
  const cells = view.all("td[data-lit]").map((cell) => {
    const t = cell.parentElement.sectionRowIndex + 1;
    return [`${t} ${columns[cell.cellIndex]}`, cell.dataset.lit];
  });
  const sliders = view
    .all(".lstm-slider[data-lit]")
    .map((row) => [row.querySelector("input").dataset.name, row.dataset.lit]);
  return {
    parts: Object.fromEntries(parts),
    cells: Object.fromEntries(cells),
    sliders: Object.fromEntries(sliders),
  };
}

/** @param {View} view @param {any} target @param {object} [how] */
const pointAt = (view, target, how = {}) =>
  happens(target, "pointermove", { pointerType: "mouse", buttons: 0, ...how });

/** @param {View} view @param {string} name */
function assertLit(view, name) {
  const scene = sceneOf(view.model);
  const { quantities, wires, cells } = lightsOf(name, scene);
  const lit = litIn(view);
  for (const { id } of view.all(".lstm-frame svg [id]")) {
    const wire = /^(?:wire|tip|back|backtip)_(.*)$/.exec(id)?.[1];
    assert.equal(lit.parts[id], wire ? wires[wire] : quantities[quantityOf(id)], id);
  }
  const inRow = TABLES.columns
    .filter((each) => quantities[each])
    .map((each) => [`${scene.t} ${each}`, quantities[each]]);
  assert.deepEqual(lit.cells, { ...Object.fromEntries(inRow), ...cells });
  const names = view.all("input[type=range]").map(({ dataset }) => dataset.name);
  const set = names.map((each) => [each, quantities[setBy(each, scene.t)]]).filter(([, role]) => role);
  assert.deepEqual(lit.sliders, Object.fromEntries(set));
}

test("pointing at a number lights what it is made of and where it goes, and says so", async () => {
  const view = shownView("cell");
  const before = view.text(".lstm-says");
  for (const name of ["f", "h_prev", "c", "x", "keep", "h"]) {
    pointAt(view, part(view, `box_${name}`) ?? part(view, name));
    assertLit(view, name);
    assert.equal(view.text(".lstm-says"), spokenParts(name, sceneOf(view.model)).join(" "), name);
    assert.ok(view.find(".lstm-frame").hasAttribute("data-pointed"));
  }
  happens(view.find(".lstm"), "pointerleave", { pointerType: "mouse", buttons: 0 });
  assert.deepEqual(litIn(view), { parts: {}, cells: {}, sliders: {} });
  assert.equal(view.find(".lstm-lights"), null);
  assert.ok(!view.find(".lstm-frame").hasAttribute("data-pointed"));
  assert.equal(view.text(".lstm-says"), before);
});

test("what is lit has marks of its own colour, under what is drawn", () => {
  const view = shownView("cell");
  pointAt(view, part(view, "box_f"));
  const marks = [...view.find(".lstm-lights").children];
  assert.equal(view.find(".lstm-lights").nextElementSibling, part(view, "wire_x_o"));
  assert.ok(
    marks.every((mark) => mark.getAttribute("class") === "lstm-light" && !mark.id && mark.dataset.lit),
  );
  const routes = marks.filter(({ localName, dataset }) => localName === "path" && dataset.lit === "consumer");
  assert.ok(routes.some((mark) => mark.getAttribute("d") === view.find("#wire_f").getAttribute("d")));
  const { stroke } = part(view, "box_f").style;
  const own = marks.filter(({ dataset }) => dataset.lit === "self");
  assert.ok(own.length > 1 && own.every((mark) => mark.getAttribute("style") === `--lstm-role: ${stroke}`));
  const lines = marks.filter(({ localName }) => localName === "line");
  const y = Number(part(view, "formula_f").getAttribute("y"));
  assert.ok(
    lines.some(
      (line) => Number(line.getAttribute("y1")) === y - 12 && line.getAttribute("y2") === String(y + 4.5),
    ),
  );
  pointAt(view, part(view, "box_i"));
  assert.equal(view.all(".lstm-lights").length, 1);
});

test("the table and the sliders can be pointed at, too", () => {
  const view = shownView("cell");
  const row = view.all("tbody tr")[1];
  pointAt(view, row.cells[TABLES.columns.indexOf("keep")]);
  assertLit(view, "keep");
  pointAt(view, row.cells[0]); // the time step is no quantity
  assert.deepEqual(litIn(view).cells, {});
  pointAt(view, view.all("tbody tr")[0].cells[TABLES.columns.indexOf("keep")]); // another time step is not shown
  assert.deepEqual(litIn(view).cells, {});
  const before = view.text(".lstm-says");
  pointAt(view, view.slider("u_f").range);
  assertLit(view, "u_f");
  assert.equal(view.text(".lstm-says"), before); // what is said is of the picture
  pointAt(view, view.slider("x_3").range); // which is not to be seen at this time step
  assert.deepEqual(litIn(view), { parts: {}, cells: {}, sliders: {} });
});

test("a mouse that draws, and a finger that scrolls, point at nothing; a tap does", () => {
  const view = shownView("cell");
  pointAt(view, part(view, "box_f"), { buttons: 1 });
  pointAt(view, part(view, "box_f"), { pointerType: "touch" });
  assert.deepEqual(litIn(view).parts, {});
  happens(part(view, "box_f"), "pointerdown", { pointerType: "mouse" });
  happens(part(view, "box_f"), "click");
  assert.deepEqual(litIn(view).parts, {});
  happens(part(view, "box_f"), "pointerdown", { pointerType: "touch" });
  happens(part(view, "box_f"), "click");
  assertLit(view, "f");
  happens(dom.document.body, "pointerdown", { pointerType: "touch" });
  happens(dom.document.body, "click");
  assert.deepEqual(litIn(view).parts, {});
});

test("up and down go through the picture with the keys, Escape lets go", () => {
  const view = shownView("cell");
  const frame = view.find(".lstm-frame");
  frame.focus();
  for (const name of PLACES.slice(0, 4)) {
    assert.deepEqual(press("ArrowUp"), { heard: false, isLeft: false });
    assertLit(view, name);
    assert.equal(dom.scrolledTo, name);
    assert.equal(view.text(".lstm-spoken"), spokenEquation(name, sceneOf(view.model)));
  }
  press("ArrowDown");
  assertLit(view, PLACES[2]);
  assert.deepEqual(press("ArrowUp", { shiftKey: true }), { heard: true, isLeft: true });
  assert.deepEqual(press("Escape"), { heard: false, isLeft: false });
  assert.deepEqual(litIn(view).parts, {});
  assert.deepEqual(press("Escape"), { heard: true, isLeft: true });
  press("ArrowDown");
  assertLit(view, PLACES[PLACES.length - 1]);
  press("ArrowUp"); // there is none after the last
  assertLit(view, PLACES[PLACES.length - 1]);
  press("Escape");
  for (let n = 0; n < 3; n += 1) press("ArrowUp");
  for (let n = 0; n < 5; n += 1) press("ArrowDown"); // and none before the first
  assertLit(view, PLACES[0]);
});

test("what is lit follows the walk; something new to read comes first", async () => {
  const view = shownView("cell");
  pointAt(view, part(view, "box_f"));
  view.model.set("title", "the same picture"); // nothing to read under it
  await passed();
  assertLit(view, "f");
  view.model.set("t", 3);
  await passed();
  assert.deepEqual(litIn(view).parts, {});
  assert.equal(view.text(".lstm-says"), sentence(sceneOf(view.model)));
});

test("a view that is left has nothing lit, and lights no more", () => {
  const view = shownView("cell");
  const [root, box] = [view.find(".lstm"), part(view, "box_f")];
  pointAt(view, box);
  view.leave();
  dom.document.body.append(root);
  assert.equal(root.querySelectorAll("[data-lit]").length, 0);
  pointAt(view, box);
  assert.equal(root.querySelectorAll("[data-lit]").length, 0);
});

// ---- what moves ----------------------------------------------------------------------------------

test("at a step of the walk the numbers travel along their wires, and the result comes out", async () => {
  animations.length = 0;
  const view = shownView("cell", { upto: "write" });
  await pressed(view, TABLES.controls_say.next);
  assert.equal(view.model.get("upto"), "c");
  const travellers = animations.filter(({ part: moved }) => moved.getAttribute("class") === "lstm-traveller");
  assert.deepEqual(
    travellers.map(({ part: moved }) => moved.textContent),
    ["2", "4"],
  );
  assert.equal(view.find(".lstm-travel").childElementCount, 2);
  const [first] = travellers;
  const corners = stations(view.find("#wire_keep").getAttribute("d"));
  const ways = corners.map(({ x, y, offset }) => ({
    ...{ transform: `translate(${x}px, ${y}px)`, opacity: offset < 1 ? 1 : 0, offset },
  }));
  assert.deepEqual(first.frames, ways);
  assert.deepEqual(first.timing, { duration: 270, easing: "ease-in-out", fill: "forwards" });
  const result = animations.at(-1);
  assert.deepEqual([result.part.id, result.timing], ["c", { delay: 270, duration: 110 }]);
  assert.deepEqual(result.frames, { transform: ["scale(1)", "scale(1.3)", "scale(1)"] });
  result.onfinish();
  assert.ok(animations.every(({ isCancelled }) => isCancelled));
  assert.equal(view.find(".lstm-travel"), null);
});

test("what is carried over comes out where it stands; nothing moves but at a step, for who sees it and likes it", async () => {
  animations.length = 0;
  const view = shownView("cell", { t: 1 });
  await pressed(view, TABLES.controls_say.next);
  const moved = animations.map(({ part: each }) => each.id || each.textContent);
  assert.deepEqual(moved, ["1", "1", "h_prev", "c_prev"]);
  animations.length = 0;
  view.model.set("w_f", 2);
  await passed();
  view.model.set("t", 3);
  await passed();
  assert.equal(animations.length, 0);
  prefers.push("prefers-reduced-motion");
  const still = shownView("cell", { upto: "write" });
  await pressed(still, TABLES.controls_say.next);
  prefers.length = 0;
  const away = shownView("cell", { upto: "write" });
  scrolled(away.find(".lstm"), false);
  await pressed(away, TABLES.controls_say.next);
  await passed(200);
  assert.equal(animations.length, 0);
});

// ---- the setting, the whole screen, the light ----------------------------------------------------

test("a setting is copied, and the button says so until something changes", async () => {
  const view = shownView("cell");
  const { copy, copied, label, placeholder } = TABLES.setting_says;
  const [field, made] = [view.find(".lstm-setting input"), view.find("[data-setting=copy]")];
  assert.deepEqual([field.value, made.textContent], [settingText(view.model), copy]);
  assert.equal(view.find("[data-setting=link]"), null);
  assert.deepEqual([field.type, field.readOnly, field.getAttribute("aria-label")], ["text", true, label]);
  assert.deepEqual([field.getAttribute("readonly"), field.placeholder], ["", ""]);
  field.focus();
  assert.deepEqual([field.selectionStart, field.selectionEnd], [0, field.value.length]);
  /** @type {string[]} */
  const clips = [];
  dom.navigator.clipboard = { writeText: async (/** @type {string} */ text) => void clips.push(text) };
  made.click();
  await passed();
  assert.deepEqual([clips, made.textContent], [[settingText(view.model)], copied]);
  view.model.set("title", "nothing of it");
  await passed();
  assert.equal(made.textContent, copied);
  view.model.set("w_f", 2);
  await passed();
  assert.deepEqual([field.value, made.textContent], [settingText(view.model), copy]);
  const commands = /** @type {string[]} */ ([]);
  dom.navigator.clipboard = {
    async writeText() {
      throw new Error("not here");
    },
  };
  dom.document.execCommand = (/** @type {string} */ command) => commands.push(command);
  made.click();
  await passed();
  assert.deepEqual([commands, made.textContent], [["copy"], copied]);
  view.model.set("w_f", "nan");
  await passed();
  assert.deepEqual([field.value, field.placeholder], ["", placeholder]);
  field.focus();
  assert.equal(dom.document.activeElement, field);
});

test("where a page reads links there is a button for one", async () => {
  const el = dom.document.createElement("main");
  dom.document.body.replaceChildren(el);
  const model = Object.assign(hostModel(stateOf("cell")), { link: () => "https://example.org/#lstm" });
  renderExplorer({ model, el });
  dom.navigator.clipboard = { writeText: async () => {} };
  const [copy, link] = ["copy", "link"].map((kind) => el.querySelector(`[data-setting=${kind}]`));
  link.click();
  await passed();
  const { copied, copy: says } = TABLES.setting_says;
  assert.equal(el.querySelector(".lstm-setting input").value, "https://example.org/#lstm");
  assert.deepEqual([link.textContent, copy.textContent], [copied, says]);
});

test("the whole screen is offered where there is one", () => {
  assert.ok(shownView("cell").find(".lstm-full").hidden);
  const asked = /** @type {string[]} */ ([]);
  dom.document.fullscreenEnabled = true;
  dom.Element.prototype.requestFullscreen = function requestFullscreen() {
    asked.push(this.className);
  };
  dom.document.exitFullscreen = () => asked.push("exit");
  const view = shownView("cell");
  const made = view.find(".lstm-full");
  const { label } = TABLES.full_screen_says;
  assert.deepEqual([made.hidden, made.getAttribute("aria-label"), made.title], [false, label, label]);
  assert.ok(made.querySelector("svg[aria-hidden=true] path[d]"));
  made.click();
  dom.document.fullscreenElement = view.find(".lstm-stage");
  made.click();
  assert.deepEqual(asked, ["lstm-stage", "exit"]);
  dom.document.fullscreenElement = null;
  dom.document.fullscreenEnabled = false;
});

test("light or dark is what is painted behind the view", async () => {
  const view = shownView("cell");
  const root = view.find(".lstm");
  /** @param {any} place @param {string} colour */
  const behind = (place, colour) => {
    place.style.backgroundColor = colour;
    resized(root);
    return root.dataset.theme;
  };
  assert.equal(root.lang, TABLES.language);
  assert.equal(behind(dom.document.body, "rgb(20, 20, 20)"), "dark");
  assert.equal(behind(dom.document.body, "rgb(127, 127, 127)"), "dark");
  assert.equal(behind(dom.document.body, "rgb(129, 129, 129)"), "light");
  assert.equal(behind(dom.document.body, "rgb(0, 255, 0)"), "light");
  assert.equal(behind(dom.document.body, "rgb(255, 0, 255)"), "dark");
  assert.equal(behind(view.el, "rgba(255, 255, 255, 0.4)"), "dark"); // which lets the dark through
  assert.equal(behind(view.el, "rgba(255, 255, 255, 0.5)"), "light");
  assert.equal(behind(view.el, ""), "dark");
  dom.document.body.style.backgroundColor = "rgb(255, 255, 255)";
  await passed(); // the page tells of itself
  assert.equal(root.dataset.theme, "light");
  behind(dom.document.body, "");
  dom.document.body.style.color = "rgb(250, 250, 250)";
  resized(root);
  assert.equal(root.dataset.theme, "dark"); // light letters
  dom.document.body.style.color = "rgb(5, 5, 5)";
  resized(root);
  assert.equal(root.dataset.theme, "light");
  dom.document.body.style.color = "";
});

test("a table that is wider than its place is moved by keys, too", () => {
  const view = shownView("cell");
  const box = view.find(".lstm-steps");
  Object.defineProperty(box, "scrollWidth", { value: 500, configurable: true });
  Object.defineProperty(box, "clientWidth", { value: 400, configurable: true });
  resized(box);
  assert.equal(box.getAttribute("tabindex"), "0");
  Object.defineProperty(box, "clientWidth", { value: 500, configurable: true });
  resized(box);
  assert.equal(box.getAttribute("tabindex"), null);
});

test("readers hear rows by their time step, columns by their names", () => {
  const view = shownView("cell");
  assert.equal(view.text("caption"), TABLES.table_says);
  assert.ok(view.all("th").every((cell) => cell.getAttribute("scope") === "col"));
  const roles = view.all("td").map((cell) => [TABLES.columns[cell.cellIndex], cell.getAttribute("role")]);
  for (const [name, role] of roles) assert.equal(role, name === "t" ? "rowheader" : null);
  for (const cell of view.all("th, td")) {
    const name = TABLES.columns[cell.cellIndex];
    const spare = name.endsWith("_prev")
      ? "lstm-spare"
      : ["keep", "write"].includes(name)
        ? "lstm-product"
        : "";
    if (name !== "t") assert.equal(cell.className, spare);
  }
});

// ---- a unit of a layer ---------------------------------------------------------------------------

/** A unit of a layer, as its Explorer shows it. @param {any} given */
function shownUnit({ unit, weights, activations, t, ...rest }) {
  const own = Object.fromEntries(["w_f", "w_i", "w_g", "w_o"].map((name) => [name, 0]));
  const start = { ...own, ...weights, ...rest, activations: activations.join("/") };
  const show = ["walk", "steps", "table", "inputs", "u_f", "h0", "c0"];
  const look = { unit, show, predict: null, plot: null, limits: [-3, 3], step: 0.1, presets: [], start };
  const steps = unit.numbers.length;
  return shownView("plain", { ...start, t: unit.numbers[t - 1], steps, look });
}

test("a unit's sliders are the features that count at its time step, whichever those are", async () => {
  const { given } = vectors("units").find(({ given: { unit } }) => unit.features > unit.places[0].length);
  const { unit } = given;
  const view = shownUnit({ ...given, t: 1, moved: {} });
  const names = () => view.all("[data-group=x] input[type=range]").map(({ dataset }) => dataset.name);
  /** @param {number} n */
  const assertOf = (n) => {
    assert.deepEqual(names(), unit.places[n].map(featureName));
    view.all("[data-group=x] .lstm-slider").forEach((row, k) => {
      const [range, field] = row.querySelectorAll("input");
      const label = featureLabel(unit.places[n][k], unit.numbers[n]);
      assert.equal(range.getAttribute("aria-label"), label);
      assert.equal(field.getAttribute("aria-label"), TABLES.slider_says.field.replace("{label}", label));
      assert.equal(row.querySelector(".lstm-name").textContent, featureName(unit.places[n][k]));
      assert.equal(field.value, formatNumber(unit.values[n][k]));
    });
  };
  assertOf(0);
  assert.deepEqual(down(view, TABLES.controls_say.step), [String(unit.numbers[0])]);
  const { largest, before } = TABLES.unit_says;
  const groups = view
    .all(".lstm-group")
    .map(({ dataset, firstChild }) => [dataset.group, firstChild.textContent]);
  assert.equal(Object.fromEntries(groups).x, largest);
  if (unit.numbers[0] > 1) assert.equal(Object.fromEntries(groups).states, before);
  view.model.set("t", unit.numbers[1]);
  await passed();
  assertOf(1);
  const range = view.find("[data-group=x] input[type=range]");
  range.value = "2.5";
  happens(range, "input");
  const name = `${unit.numbers[1]} ${featureName(unit.places[1][0])}`;
  assert.deepEqual(view.model.get("moved"), { [name]: 2.5 });
  await passed();
  assert.equal(view.text(".lstm-says"), sentence(sceneOf(view.model)));
});

test("a unit says what stays as it was, and lists its sums when it is pointed at", () => {
  const { given } = vectors("units").find(({ given: { unit } }) => unit.units > 2 && unit.features > 2);
  const view = shownUnit(given);
  const stays = [stayText(sceneOf(view.model)), TABLES.unit_says.point].join(" ");
  assert.equal(view.text(".lstm-stays"), stays);
  assert.ok(view.find(".lstm-stage").classList.contains("lstm-of-unit"));
  /** @param {string} gate */
  const assertSums = (gate) => {
    const [title, ...sums] = view.all(".lstm-sums p").map(({ textContent }) => textContent);
    assert.deepEqual(sums, spokenSums(gate, sceneOf(view.model)));
    assert.equal(title, BY_NAME[gate].words);
    assert.deepEqual([view.find(".lstm-sums").dataset.group, view.find(".lstm-sums").hidden], [gate, false]);
  };
  assertSums("f");
  for (const gate of ["i", "g", "o"]) {
    pointAt(view, part(view, `box_${gate}`));
    assertSums(gate);
  }
  pointAt(view, view.slider("u_f").range);
  assertSums("f");
  pointAt(view, part(view, "box_o"));
  pointAt(view, part(view, "box_keep")); // which has no sums of its own
  assertSums("o");
});
