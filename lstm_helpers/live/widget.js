// @ts-check
// The live cell: its picture, its controls and its table, in one view of one model.

import { timeContent } from "../charts/following.js";
import { ChartView } from "../charts/view.js";
import { button, element, svgElement } from "../page/dom.js";
import { Frames } from "../page/frames.js";
import { commandOrNot, letGoOnPressElsewhere, onKeys } from "../page/keys.js";
import { sceneOf, stepNumbers } from "../page/model.js";
import { Speaker } from "../page/speaker.js";
import { watchTheme } from "../page/theme.js";
import { Picture } from "../picture/artists.js";
import { TABLES } from "../tables.js";
import { described, spokenChange } from "../words/spoken.js";
import { caption, columnsOf, sentence, slotTexts, stayText, stepHeader, stepRows } from "../words/texts.js";
import { Answers } from "./answers.js";
import { buttonBars, sliderGroups, walk } from "./controls.js";
import { Pointing } from "./pointing.js";
import { StepsTable } from "./steps_table.js";
import { Travel } from "./travel.js";
import { UnitSums } from "./unit_sums.js";

/** @typedef {import("../page/model.js").Model} Model */
/** @typedef {import("../page/keys.js").Taken} Taken */

const CORNERS = "M2 7V2h5M11 2h5v5M16 11v5h-5M7 16H2v-5";

export class ExplorerView {
  /** @param {Model} model @param {import("./around.js").Hooks} hooks */
  constructor(model, hooks) {
    this.model = model;
    this.hooks = hooks;
    this.picture = new Picture();
    this.bars = buttonBars(model, (direction) => this.walk(direction));
    this.says = element("p", { class: "lstm-says" });
    this.speaker = new Speaker();
    this.controls = sliderGroups(model);
    const { show, plot, predict, unit } = model.get("look");
    this.answers = predict
      ? new Answers(
          model,
          () => this.tryToShow(),
          () => this.whenAnswered(),
        )
      : null;
    this.plot = plot;
    this.chart = plot ? new ChartView(plot, model) : null;
    this.walks = show.includes("walk");
    const scene = sceneOf(model);
    const count = stepNumbers(model).length;
    this.sums = unit ? new UnitSums(unit) : null;
    this.steps = show.includes("table") && count > 1 ? new StepsTable(count, columnsOf(scene)) : null;
    this.frame = this.makeFrame();
    const { under } = this.bars;
    if (this.answers) under.element.append(this.answers.showMe);
    this.stage = element(
      "div",
      { class: `lstm-stage${this.answers ? " lstm-asks" : ""}${unit ? " lstm-of-unit" : ""}` },
      this.frame,
      this.fullScreen(),
      ...(unit ? [this.aboutUnit(scene)] : []),
      this.says,
      ...(this.sums ? [this.sums.element] : []),
      under.element,
    );
    const parts = [this.stage, ...this.side(), this.steps?.element, this.chart?.element].filter(
      (part) => part !== undefined,
    );
    this.element = element(
      "div",
      { class: "lstm lstm-explorer" },
      element("div", { class: "lstm-layout" }, ...parts),
    );
    this.element.append(this.speaker.element);
    this.said = { text: "", verdict: "" };
    const { element: all, frame, picture, steps } = this;
    const view = { element: all, frame, picture, steps, sliders: this.controls.sliders };
    this.pointing = new Pointing(view, (aloud) => this.say(aloud));
    this.travel = new Travel(picture);
    this.frames = new Frames(this.element, () => this.tryToShow());
    this.stops = [
      watchTheme(this.element),
      this.listen(),
      this.watchKeys(),
      () => this.frames.stop(),
      () => this.speaker.stop(),
      () => this.pointing.stop(),
      () => this.travel.stop(),
      () => this.answers?.stop(),
      ...this.controls.sliders.map((slider) => () => slider.stop()),
    ];
  }

  side() {
    const { beside = [] } = this.hooks;
    const own = [this.controls.element, this.bars.beside.element];
    const parts = [...beside, ...own].filter((part) => part.childElementCount);
    return parts.length ? [element("div", { class: "lstm-side" }, ...parts)] : [];
  }

  /** @returns {HTMLElement} */
  makeFrame() {
    const label = this.walks ? TABLES.frame_says.walks : TABLES.frame_says.plain;
    const frame = element(
      "div",
      { class: "lstm-frame", tabindex: 0, role: "group", "aria-label": label },
      this.picture.svg,
      ...(this.answers ? [this.answers.element] : []),
    );
    // JupyterLab takes the focus of what is clicked in an output back to its cell
    frame.addEventListener("click", (event) => {
      const pressed = /** @type {Element} */ (event.target);
      const field = pressed.closest("label")?.control;
      (field ?? frame).focus({ preventScroll: true });
    });
    return frame;
  }

  /** What stays as it was, and where to point. @param {import("../graph/scene.js").Scene} scene */
  aboutUnit(scene) {
    const text = [stayText(scene), TABLES.unit_says.point].filter(Boolean).join(" ");
    return element("p", { class: "lstm-stays", text });
  }

  fullScreen() {
    const toggle = () =>
      document.fullscreenElement ? document.exitFullscreen() : this.stage.requestFullscreen();
    const { label } = TABLES.full_screen_says;
    const made = button("", toggle, { class: "lstm-full", "aria-label": label, title: label });
    made.append(svgElement("svg", { viewBox: "0 0 18 18", "aria-hidden": "true" }));
    made.firstElementChild?.append(svgElement("path", { d: CORNERS }));
    made.hidden = !document.fullscreenEnabled;
    return made;
  }

  listen() {
    const schedule = () => this.frames.request();
    this.model.on("change", schedule);
    return () => this.model.off("change", schedule);
  }

  watchKeys() {
    const gone = new AbortController();
    onKeys(gone.signal, (event, target) => this.onKey(event, target));
    letGoOnPressElsewhere(gone.signal, this.element);
    return () => gone.abort();
  }

  /** @param {KeyboardEvent} event @param {HTMLElement} target @returns {Taken} */
  onKey(event, target) {
    if (!this.element.contains(target)) return "not ours";
    for (const slider of this.controls.sliders) {
      if (slider.element.contains(target)) return slider.onKey(event, target);
    }
    const taken = this.answers?.onKey(event, target);
    if (taken) return taken;
    if (target.matches("input")) return "typing";
    if (this.pointing.onKey(event, target) === "done") return "done";
    const direction = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!direction || !this.walks || event.shiftKey) return commandOrNot(event);
    this.walk(direction);
    return "done";
  }

  // What is asked for comes first. With a keyboard one types on at once; on a phone one wants to see first.
  /** @param {number} direction */
  walk(direction) {
    if (direction > 0 && this.answers?.goToOpen()) return;
    walk(this.model, direction);
    if (!this.answers) return;
    this.tryToShow();
    if (direction > 0 && !matchMedia("(pointer: coarse)").matches) this.answers.goToOpen();
  }

  goToOpen() {
    return this.answers?.goToOpen() ?? false;
  }

  /** @returns {HTMLElement} */
  whenAnswered() {
    const next = this.hooks.whenAnswered?.();
    if (next) return next;
    return this.bars.under.element.querySelector("[data-walk=next]") ?? this.frame;
  }

  show() {
    const now = sceneOf(this.model);
    const scene = this.answers?.see(now) ?? now;
    const text = sentence(scene);
    const words = { caption: caption(scene), description: described(scene, text), texts: slotTexts(scene) };
    this.said = this.answers?.says(scene) ?? { text, verdict: "" };
    this.picture.update(scene, words);
    this.answers?.update(scene);
    for (const bar of Object.values(this.bars)) bar.update();
    for (const slider of this.controls.sliders) slider.update();
    this.steps?.update(scene.t, stepHeader(scene), stepRows(scene));
    this.chart?.update(timeContent(scene, this.plot, this.model.get("scale")));
    this.travel.follow(scene, words.texts, this.frames.isSeen);
    this.pointing.follow(scene, this.said.text);
    this.say();
    if (this.frames.isSeen) this.speaker.hear({ scene, said: this.said.text }, spoken);
  }

  /** What is pointed at comes before where the walk is. @param {string} [aloud]  for ears */
  say(aloud) {
    const { text, verdict } = this.said;
    this.pointing.writeIn(this.says, text);
    if (this.pointing.scene) this.sums?.update(this.pointing.place.name, this.pointing.scene);
    const shown = this.pointing.words.length ? "" : verdict;
    if (this.says.dataset.verdict !== shown) this.says.dataset.verdict = shown;
    if (aloud) this.speaker.say(aloud);
  }

  // Whatever goes wrong in here, the learner keeps the picture as it stands, and hears why.
  tryToShow() {
    try {
      this.show();
    } catch (error) {
      console.error(error);
      this.leave();
      this.stage.append(complaint(error));
    }
  }

  leave() {
    for (const stop of this.stops.splice(0)) stop();
  }
}

// While there is something to answer, what is said of the answer; else what has changed.
/** @typedef {{scene: import("../graph/scene.js").Scene, said: string}} Heard */
/** @param {Heard} before @param {Heard} now */
function spoken(before, now) {
  const isAnswering = before.scene.open.length > 0 && before.said !== now.said;
  return isAnswering ? now.said : spokenChange(before.scene, now.scene);
}

/** @param {unknown} error */
function complaint(error) {
  const text = TABLES.failure_says.replace(
    "{reason}",
    error instanceof Error ? error.message : String(error),
  );
  return element("p", { class: "lstm-says", role: "alert", text });
}

// Another number of time steps, or other controls, is another view in the same place.
/** @param {{model: Model, el: HTMLElement}} host @param {import("./around.js").Hooks} [hooks] */
export function renderCell({ model, el }, hooks = {}) {
  /** @type {ExplorerView | null} */
  let view = null;
  const build = () => {
    view?.leave();
    try {
      view = new ExplorerView(model, hooks);
      view.show();
      el.replaceChildren(view.element);
      hooks.built?.(view);
    } catch (error) {
      console.error(error);
      view?.leave(); // it is on no page, and would hear of every change
      el.replaceChildren(element("div", { class: "lstm" }, new Picture().svg, complaint(error)));
    }
  };
  const remade = ["change:look", "change:steps"];
  for (const event of remade) model.on(event, build);
  build();
  return () => {
    for (const event of remade) model.off(event, build);
    view?.leave();
    el.replaceChildren(); // ipywidgets keeps the element of every view that there was in memory
  };
}

/** @param {{model: Model, el: HTMLElement}} host */
export const renderExplorer = (host) => renderCell(host);

export default { render: renderExplorer };
