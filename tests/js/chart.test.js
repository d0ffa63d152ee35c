// @ts-check
// Charts in a page: what they are drawn with, whose numbers they show, and their own sliders.

import assert from "node:assert/strict";
import { test } from "node:test";

import { chartElements, chartShapes } from "../../lstm_helpers/charts/drawing.js";
import { timeContent } from "../../lstm_helpers/charts/following.js";
import { planOf } from "../../lstm_helpers/charts/plan.js";
import { contentOf, curveContent, givenContent, powersContent } from "../../lstm_helpers/charts/sources.js";
import { renderChart } from "../../lstm_helpers/charts/widget.js";
import { hostModel, hostModels } from "../../lstm_helpers/page/host.js";
import { sceneOf } from "../../lstm_helpers/page/model.js";
import { TABLES } from "../../lstm_helpers/tables.js";
import { dom, happens, passed, press, stateOf, watched } from "./page.js";

/** @param {any} part */
const attributesOf = (part) =>
  Object.fromEntries([...part.attributes].map(({ name, value }) => [name, value]));

test("a chart's parts have their places to a hundredth, and the page's own colours", () => {
  const line = { name: "h", role: "next_h", dots: [], end: null, label: null, text: "" };
  const pieces = [
    [
      [1.234, 5],
      [2, 3.999],
    ],
    [
      [7, 8],
      [9, 10],
    ],
  ];
  const empty = { title: "", x_label: "", y_label: "", x_ticks: [], y_ticks: [], mark: null };
  /** @type {any} */
  const plan = {
    ...empty,
    lines: [{ ...line, pieces }],
    dot: { x: 60, y: 70, role: "f" },
    note: "",
    sentence: "",
  };
  const elements = chartElements(plan);
  assert.deepEqual(
    elements.map(({ localName, textContent }) => [localName, textContent]),
    chartShapes(plan).map(([tag, , text]) => [tag, text]),
  );
  const drawn = elements.map(attributesOf);
  const { colours } = TABLES.chart;
  const stroke = drawn.find((each) => each["data-line"] === "h");
  assert.equal(stroke?.d, "M1.23,5L2,4M7,8L9,10");
  assert.deepEqual([stroke?.fill, stroke?.stroke], ["none", `var(--lstm-next-h, ${colours.next_h})`]);
  const dot = drawn.find((each) => "data-dot" in each);
  assert.deepEqual([dot?.fill, dot?.cx, dot?.["data-dot"]], [`var(--lstm-f, ${colours.f})`, "60", "f"]);
});

/** @type {any} */
const LOOK = {
  ...{ kind: "given", scale: "linear", scales: ["linear", "log"], x_label: "x", y_label: "", title: "given" },
  ...{ lines: [{ name: "h", label: "h", role: "h", valued: true }], xlim: [0, 4], ylim: null },
};

test("a chart shows what its model says it shows", () => {
  const model = hostModel({ look: LOOK, scale: "log", x: [1, 2], values: { h: [3, "inf"] } });
  const never = () => assert.fail("it follows no Explorer");
  assert.deepEqual(contentOf(model, never), givenContent(LOOK, "log", [1, 2], { h: [3, "inf"] }));
  assert.deepEqual(givenContent(LOOK, "log", [1, 2], {}).lines[0].points, []);
  const powers = { ...LOOK, kind: "powers", lines: [{ ...LOOK.lines[0], name: "plain" }] };
  const factors = { f: 0.5, u: 3, slope: 0.25 };
  const shown = contentOf(hostModel({ look: powers, scale: "log", ...factors }), never);
  assert.deepEqual(shown, powersContent(powers, "log", factors));
  assert.deepEqual(shown.lines[0].points.at(-1), [4, 0.75 ** 4]);
  const scene = sceneOf(hostModel(stateOf("cell")));
  const time = { ...LOOK, kind: "time" };
  const follows = contentOf(hostModel({ look: time, scale: "symlog" }), () => scene);
  assert.deepEqual(follows, timeContent(scene, time, "symlog"));
  const curve = { ...LOOK, kind: "curve", lines: [{ ...LOOK.lines[0], name: "f" }] };
  assert.deepEqual(
    contentOf(hostModel({ look: curve, scale: "linear" }), () => scene),
    curveContent(scene, curve, "linear"),
  );
});

test("a curve has its dot as soon as the number is known", () => {
  const look = { ...LOOK, lines: [{ ...LOOK.lines[0], name: "g" }] };
  const at = (/** @type {string} */ upto) =>
    curveContent(sceneOf(hostModel({ ...stateOf("cell"), upto })), look, "linear");
  assert.equal(at("f").dot, null);
  assert.deepEqual(at("g").dot, { x: 2, y: 2, role: "h" });
});

/** @param {Record<string, any>} states */
async function shownChart(states) {
  const el = dom.document.createElement("main");
  dom.document.body.replaceChildren(el);
  const models = hostModels(states);
  const leave = await renderChart({ model: models.chart, el });
  /** @param {string} selector @returns {any} */
  const find = (selector) => el.querySelector(selector);
  return { el, models, leave, find };
}

const POWERS = {
  look: {
    ...{ ...LOOK, kind: "powers", lines: [{ ...LOOK.lines[0], name: "lstm" }], limits: [0, 2], step: 0.1 },
    sliders: [{ name: "f", label: "forget gate", role: "f" }],
  },
  ...{ f: 0.5, u: 1, slope: 1 },
};

test("a drawing has its size, is a picture, and may scroll in its frame; a chosen axis stays", async () => {
  const { find, models } = await shownChart({ chart: { ...structuredClone(POWERS), scale: "log" } });
  const { width, height } = TABLES.chart.frame;
  const svg = find("svg");
  assert.deepEqual(attributesOf(svg), { viewBox: `0 0 ${width} ${height}`, role: "img" });
  assert.equal(svg.parentElement.className, "lstm-chart-frame");
  assert.equal(models.chart.get("scale"), "log");
});

test("a chart of its own is moved by its own sliders, and says where that led", async () => {
  const { models, find, leave, el } = await shownChart({ chart: structuredClone(POWERS) });
  const sentence = () => planOf(contentOf(models.chart, () => assert.fail())).sentence;
  assert.equal(models.chart.get("scale"), "linear");
  assert.equal(find("desc").textContent, sentence());
  assert.equal(find("svg > title").textContent, "given");
  const range = find("input[type=range]");
  assert.deepEqual([range.ariaLabel ?? range.getAttribute("aria-label"), range.max], ["forget gate", "2"]);
  assert.equal(range.parentElement.style.getPropertyValue("--lstm-role"), "var(--lstm-f)");
  range.focus();
  assert.deepEqual(press("ArrowRight"), { heard: false, isLeft: false });
  assert.equal(models.chart.get("f"), 0.6);
  const scale = find("[data-value=log]");
  scale.click();
  await passed();
  assert.deepEqual([models.chart.get("scale"), scale.ariaPressed], ["log", "true"]);
  assert.equal(find("desc").textContent, sentence());
  await passed(600);
  assert.equal(find(".lstm-spoken").textContent, sentence());
  find(".lstm").ownerDocument.body.tabIndex = -1;
  happens(dom.document.body, "pointerdown");
  assert.notEqual(dom.document.activeElement, range);
  const root = find(".lstm");
  leave();
  assert.equal(el.childNodes.length, 0);
  assert.ok(!watched().includes(root));
  dom.document.body.append(root);
  range.focus();
  assert.deepEqual(press("ArrowRight"), { heard: true, isLeft: true }); // it is nobody's any more
  assert.equal(models.chart.get("f"), 0.6);
  root.remove();
});

test("a chart that follows an Explorer moves its numbers, and leaves the saying to it", async () => {
  const chart = {
    explorer: "IPY_MODEL_cell",
    look: { ...LOOK, kind: "time", sliders: [{ name: "w_f", label: "w", role: "f" }] },
  };
  const { models, find, el, leave } = await shownChart({ chart, cell: stateOf("cell") });
  const before = find("desc").textContent;
  assert.equal(find(".lstm-spoken"), null);
  models.cell.set("w_f", 3);
  await passed();
  assert.notEqual(find("desc").textContent, before);
  assert.equal(find("input[type=text]").value, "3");
  const root = find(".lstm");
  leave();
  const { textContent } = root.querySelector("desc");
  models.cell.set("w_f", 1);
  await passed();
  assert.equal(root.querySelector("desc").textContent, textContent);
  assert.equal(el.childNodes.length, 0);
});

test("a chart without sliders or scales to choose from has neither", async () => {
  const look = { ...LOOK, scales: ["linear"], title: "" };
  const { find } = await shownChart({ chart: { look, scale: "linear", x: [1], values: { h: [1] } } });
  assert.deepEqual([find("input"), find("button"), find(".lstm-chart-sliders")], [null, null, null]);
  assert.equal(find("svg > title").textContent, TABLES.chart.notes.chart);
});

test("a chart whose script fails says so once, and stands as it stood", async () => {
  const { models, find, el } = await shownChart({ chart: structuredClone(POWERS) });
  const before = find("desc").textContent;
  const { error } = console;
  console.error = () => {};
  const { get } = models.chart;
  models.chart.get = (name) => {
    if (name === "u") throw new Error("no u");
    return get(name);
  };
  models.chart.set("f", 2);
  await passed();
  models.chart.set("f", 1);
  await passed();
  console.error = error;
  const alerts = [...el.querySelectorAll(".lstm > [role=alert]")].map(
    (/** @type {any} */ each) => each.textContent,
  );
  assert.deepEqual(alerts, [TABLES.chart.notes.failure.replace("{reason}", "no u")]);
  assert.equal(find("desc").textContent, before);
});
