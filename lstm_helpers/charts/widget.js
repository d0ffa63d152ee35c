// @ts-check
// A chart that is a widget of its own, with sliders of its own or an Explorer's.

import { element } from "../page/dom.js";
import { Frames } from "../page/frames.js";
import { letGoOnPressElsewhere, onKeys } from "../page/keys.js";
import { numberOf, sceneOf, setAll } from "../page/model.js";
import { Slider } from "../page/slider.js";
import { Speaker } from "../page/speaker.js";
import { watchTheme } from "../page/theme.js";
import { TABLES } from "../tables.js";
import { contentOf } from "./sources.js";
import { ChartView } from "./view.js";

/** @typedef {import("../page/model.js").Model} Model */
/** @typedef {import("./content.js").SliderLook} SliderLook */

// The model of the Explorer that a chart follows, if it follows one.
/** @param {Model} model @returns {Promise<Model | null>} */
async function explorerOf(model) {
  const reference = model.get("explorer");
  return reference ? model.widget_manager.get_model(reference.replace("IPY_MODEL_", "")) : null;
}

/** @param {SliderLook} look @param {Model} source  whose number it moves */
function chartSlider({ name, label, role }, source) {
  const { limits, step } = source.get("look");
  const read = () => numberOf(source, name);
  const write = (/** @type {number} */ value) => setAll(source, { [name]: value });
  const slider = new Slider({ name, label, limits, step, read, write });
  slider.element.style.setProperty("--lstm-role", `var(--lstm-${role})`);
  return slider;
}

class OwnChart {
  /** @param {Model} model @param {Model | null} explorer */
  constructor(model, explorer) {
    const look = model.get("look");
    this.model = model;
    this.source = explorer ?? model;
    this.view = new ChartView(look, model);
    this.sliders = (look.sliders ?? []).map((/** @type {SliderLook} */ each) =>
      chartSlider(each, this.source),
    );
    // what comes from an Explorer is spoken there
    this.speaker = explorer ? null : /** @type {Speaker<string>} */ (new Speaker());
    const layout = element("div", { class: "lstm-layout" }, this.view.element);
    if (this.sliders.length) layout.append(this.makeControls());
    this.element = element("div", { class: "lstm" }, layout);
    if (this.speaker) this.element.append(this.speaker.element);
    this.frames = new Frames(this.element, () => this.tryToShow());
    const gone = new AbortController();
    onKeys(gone.signal, (event, target) => {
      const slider = this.sliders.find((/** @type {Slider} */ each) => each.element.contains(target));
      return slider ? slider.onKey(event, target) : "not ours";
    });
    letGoOnPressElsewhere(gone.signal, this.element);
    this.stops = [
      watchTheme(this.element),
      () => gone.abort(),
      () => this.frames.stop(),
      () => this.speaker?.stop(),
    ];
    for (const source of new Set([model, this.source])) this.follow(source);
    this.tryToShow();
  }

  makeControls() {
    const rows = this.sliders.map((/** @type {Slider} */ slider) => slider.element);
    return element("div", { class: "lstm-chart-sliders" }, ...rows);
  }

  /** @param {Model} source */
  follow(source) {
    const schedule = () => this.frames.request();
    source.on("change", schedule);
    this.stops.push(() => source.off("change", schedule));
  }

  show() {
    const said = this.view.update(contentOf(this.model, () => sceneOf(this.source)));
    for (const slider of this.sliders) slider.update();
    this.speaker?.hear(said, (before, now) => (now === before ? "" : now));
  }

  // Whatever goes wrong in here, the learner keeps the chart as it stands, and hears why.
  tryToShow() {
    try {
      this.show();
    } catch (error) {
      console.error(error);
      this.leave();
      const { message } = /** @type {Error} */ (error);
      const text = TABLES.chart.notes.failure.replace("{reason}", message);
      this.element.append(element("p", { class: "lstm-says", role: "alert", text }));
    }
  }

  leave() {
    for (const stop of this.stops.splice(0)) stop();
  }
}

/** @param {{model: Model, el: HTMLElement}} host */
export async function renderChart({ model, el }) {
  const chart = new OwnChart(model, await explorerOf(model));
  el.replaceChildren(chart.element);
  return () => {
    chart.leave();
    el.replaceChildren(); // ipywidgets keeps the element of every view that there was in memory
  };
}

export default { render: renderChart };
