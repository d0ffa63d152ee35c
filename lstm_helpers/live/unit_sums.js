// @ts-check
// What comes into a gate of a layer's unit, from the features and from the units, under its picture.

import { BY_NAME } from "../graph/forward.js";
import { GATE_NAMES } from "../graph/unit.js";
import { element, write } from "../page/dom.js";
import { TABLES } from "../tables.js";
import { spokenSums } from "../words/sums.js";

/** @typedef {import("../graph/scene.js").Scene} Scene */

export class UnitSums {
  /** @param {import("../graph/unit.js").Unit} unit */
  constructor({ units, features }) {
    this.gate = GATE_NAMES[0];
    this.name = element("p", { class: "lstm-group-name" });
    this.sums = [element("p"), element("p")];
    const most = TABLES.listed_terms + 1; // with the rest, or the one that would be it
    const style = `--terms: ${Math.min(most, features) + Math.min(most, units)}`;
    this.element = element("div", { class: "lstm-group lstm-sums", style }, this.name, ...this.sums);
  }

  /** Those of the gate pointed at, by itself or by a weight of its, or where the walk is. @param {string} pointed @param {Scene} scene */
  update(pointed, scene) {
    const near = [pointed, TABLES.weights.includes(pointed) ? pointed.slice(2) : "", scene.upto];
    this.gate = near.find((name) => GATE_NAMES.includes(name)) ?? this.gate;
    this.element.dataset.group = this.gate;
    write(this.name, BY_NAME[this.gate].words);
    const texts = spokenSums(this.gate, scene);
    this.sums.forEach((place, k) => write(place, texts[k] ?? ""));
    this.element.hidden = !texts.length;
  }
}
