// @ts-check
// The live cell in a page: what is pointed at lights up, and the numbers travel.

import assert from "node:assert/strict";
import { test } from "node:test";

import { PLACES } from "../../lstm_helpers/graph/neighbours.js";
import { lightsOf, quantityOf, setBy } from "../../lstm_helpers/live/pointing.js";
import { stations } from "../../lstm_helpers/live/travel.js";
import { sceneOf } from "../../lstm_helpers/page/model.js";
import { TABLES } from "../../lstm_helpers/tables.js";
import { spokenEquation, spokenParts } from "../../lstm_helpers/words/spoken.js";
import { sentence } from "../../lstm_helpers/words/texts.js";
import { part, pointAt, pressed, shownView } from "./live_view.js";
import { animations, dom, happens, passed, prefers, press, scrolled } from "./page.js";

/** @typedef {import("./live_view.js").View} View */

// ---- pointing -----------------------------------------------------------------------------------

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
  const equations = view.all('[data-lit][id^="eq_"], [data-lit][id^="formula_"]');
  assert.equal(lines.length, equations.filter(({ textContent }) => textContent.trim()).length);
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
  assert.ok(!view.find(".lstm-frame").hasAttribute("data-pointed"));
  pointAt(view, view.slider("x_3").range); // which is not to be seen at this time step
  assert.deepEqual(litIn(view), { parts: {}, cells: {}, sliders: {} });
});

test("a mouse that draws, and a finger that scrolls, point at nothing; a tap does", () => {
  const view = shownView("cell");
  happens(part(view, "box_f"), "click"); // of nobody's finger
  assert.deepEqual(litIn(view).parts, {});
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

// ---- what moves ---------------------------------------------------------------------------------

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
