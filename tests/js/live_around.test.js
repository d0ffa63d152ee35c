// @ts-check
// Around the live cell in a page: the setting, the whole screen, light and dark, the table.

import assert from "node:assert/strict";
import { test } from "node:test";

import { settingText } from "../../lstm_helpers/live/settings.js";
import { renderExplorer } from "../../lstm_helpers/live/widget.js";
import { hostModel } from "../../lstm_helpers/page/host.js";
import { TABLES } from "../../lstm_helpers/tables.js";
import { shownView } from "./live_view.js";
import { dom, passed, resized, stateOf } from "./page.js";

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

test("a table of long numbers gets tight, and is itself again when they are gone", async () => {
  const view = shownView("cell");
  const table = view.find(".lstm-table");
  assert.equal(table.className, "lstm-table");
  view.model.set("x_1", -2.532e-97);
  await passed();
  assert.ok(view.all("td").some(({ textContent }) => textContent === "−2.532e−97"));
  assert.equal(table.className, "lstm-table lstm-tight");
  for (const name of ["x_1", "x_2", "x_3"]) view.model.set(name, 0);
  view.model.set("c0", 0.00012345);
  await passed();
  assert.ok(view.all("td").some(({ textContent }) => textContent.length === "0.0001234".length));
  assert.equal(table.className, "lstm-table");
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
