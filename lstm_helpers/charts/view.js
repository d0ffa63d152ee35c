// @ts-check
// A chart on the page: the drawing, and the buttons that choose its y axis.

import { choice, element, movable, svgElement } from "../page/dom.js";
import { TABLES } from "../tables.js";
import { chartElements } from "./drawing.js";
import { planOf } from "./plan.js";

/** @typedef {import("./content.js").Content} Content */
/** @typedef {import("./content.js").Look} Look */
/** @typedef {import("../page/model.js").Model} Model */

export class ChartView {
  /** @param {Look} look @param {Model} model  in whose trait `scale` stands what the buttons chose */
  constructor(look, model) {
    if (model.get("scale") === undefined) model.set("scale", look.scale);
    const { width, height } = TABLES.chart.frame;
    this.title = svgElement("title", {});
    this.description = svgElement("desc", {});
    this.drawing = svgElement("g", {});
    const svg = svgElement("svg", { viewBox: `0 0 ${width} ${height}`, role: "img" });
    svg.append(this.title, this.description, this.drawing);
    /** @type {[string, string][]} */
    const scales = look.scales.map((name) => [TABLES.chart.scales[name], name]);
    this.scales = choice(TABLES.chart.notes.axis, "scale", scales, model);
    this.element = element(
      "div",
      { class: "lstm-chart" },
      movable(element("div", { class: "lstm-chart-frame" }, svg)),
    );
    if (scales.length > 1) this.element.append(element("div", { class: "lstm-bar" }, this.scales.element));
  }

  /** Draws what it shows now, and says it in words. @param {Content} content @returns {string} */
  update(content) {
    const plan = planOf(content);
    this.drawing.replaceChildren(...chartElements(plan));
    this.title.textContent = plan.title || TABLES.chart.notes.chart;
    this.description.textContent = plan.sentence;
    this.scales.update();
    return plan.sentence;
  }
}
