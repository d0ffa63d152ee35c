// @ts-check
// The live cell in a page: what it shows, and what is heard of it, is what Python says.

import assert from "node:assert/strict";
import { test } from "node:test";

import { BY_NAME } from "../../lstm_helpers/graph/forward.js";
import { makeScene } from "../../lstm_helpers/graph/scene.js";
import { featureName } from "../../lstm_helpers/graph/unit.js";
import { renderExplorer } from "../../lstm_helpers/live/widget.js";
import { hostModel } from "../../lstm_helpers/page/host.js";
import { sceneOf, tell } from "../../lstm_helpers/page/model.js";
import { featureLabel } from "../../lstm_helpers/page/slider.js";
import { TABLES } from "../../lstm_helpers/tables.js";
import { formatNumber } from "../../lstm_helpers/words/numbers.js";
import { spokenChange } from "../../lstm_helpers/words/spoken.js";
import { spokenSums } from "../../lstm_helpers/words/sums.js";
import { sentence, stayText } from "../../lstm_helpers/words/texts.js";
import { assertShows, down, part, pointAt, shownView } from "./live_view.js";
import { dom, happens, passed, press, scrolled, stateOf, watched } from "./page.js";
import { traitsOf, vectors } from "./vectors.js";

// ---- what is shown ------------------------------------------------------------------------------

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

// ---- what is heard ------------------------------------------------------------------------------

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

// ---- a unit of a layer --------------------------------------------------------------------------

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
    assert.equal(view.find(".lstm-sums p").className, "lstm-group-name");
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
