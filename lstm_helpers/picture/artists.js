// @ts-check
// The picture that matplotlib has drawn, its texts and lines written anew.

import { hasNumbers } from "../graph/scene.js";
import { TABLES } from "../tables.js";
import { fit } from "./fit.js";

/** @typedef {import("../graph/scene.js").Scene} Scene */
/** @typedef {import("./fit.js").Room} Room */
/** @typedef {{caption: string, description: string, texts: Record<string, string>}} Words */

/** @param {string} markup */
function parsed(markup) {
  const { documentElement } = new DOMParser().parseFromString(markup, "image/svg+xml");
  return document.importNode(documentElement, true);
}

/** Thin for 0, and never so thick that it covers what is beside it. @param {number} value */
export function wireWidth(value) {
  const { thinnest, thickest } = TABLES.wire_widths;
  const size = Math.abs(value);
  if (Number.isNaN(size)) return thinnest;
  return size > 1e9 ? thickest : thinnest + ((thickest - thinnest) * size) / (1 + size);
}

// Finds each element once; afterwards only what changed is written.
export class Picture {
  constructor() {
    this.svg = parsed(TABLES.picture);
    /** @type {Record<string, SVGElement>} */
    this.parts = {};
    for (const part of this.svg.querySelectorAll("[id]")) {
      this.parts[part.id] = /** @type {SVGElement} */ (part);
    }
    /** @type {Map<string, unknown>} */
    this.written = new Map();
  }

  /** @param {Scene} scene @param {Words} words */
  update(scene, words) {
    /** @type {[string, Room][]} */
    const slots = Object.entries(TABLES.slots);
    for (const [name, slot] of slots) this.writeSlot(name, slot, words.texts[name]);
    /** @type {[string, string][]} */
    const wires = Object.entries(TABLES.wires);
    for (const [name, carries] of wires) this.drawWire(name, carries, scene);
    this.light(scene);
    this.describe(words);
  }

  // Whether this stands there already. If not, it is about to.
  /** @param {string} name @param {unknown} value */
  stands(name, value) {
    if (this.written.get(name) === value) return true;
    this.written.set(name, value);
    return false;
  }

  /** @param {string} name @param {Room} slot @param {string} text */
  writeSlot(name, slot, text) {
    if (this.stands(name, text)) return;
    const [size, lines] = fit(text, slot);
    for (let n = 0; n < slot.lines; n += 1) {
      const id = slot.lines === 1 ? name : `${name}_${n + 1}`;
      const line = this.parts[id];
      /** @type {Text} */ (line.firstChild).data = lines[n] ?? TABLES.blank;
      if (!this.stands(`size of ${id}`, size)) line.style.fontSize = `${size}px`;
    }
  }

  // Every wire is there twice: forwards for values, backwards for gradients.
  /** @param {string} name @param {string} carries @param {Scene} scene */
  drawWire(name, carries, scene) {
    const backwards = scene.face === "gradients";
    const isKnown =
      scene.face !== "values" || !carries || carries in scene.known || scene.several.includes(carries);
    const opacity = isKnown ? 1 : TABLES.faint;
    const hasValue = carries && hasNumbers(scene);
    const width = hasValue ? wireWidth(scene.shown[carries] ?? 0.5) : TABLES.wire_widths.plain;
    if (this.stands(`wire ${name}`, `${backwards} ${opacity} ${width}`)) return;
    for (const kind of ["wire", "tip", "back", "backtip"]) {
      const part = this.parts[`${kind}_${name}`];
      if (!part) continue;
      part.style.opacity = String(kind.startsWith("back") === backwards ? opacity : 0);
      if (!kind.endsWith("tip")) part.style.strokeWidth = String(width);
    }
  }

  // A wire from end to end: a branch begins where its trunk does, which is the first to carry what it carries.
  /** @param {string} name @returns {string} */
  route(name) {
    /** @type {[string, string][]} */
    const wires = Object.entries(TABLES.wires);
    const [trunk] = wires.find(([, carries]) => carries && carries === TABLES.wires[name]) ?? [name];
    const [whole, own] = [trunk, name].map((wire) => this.parts[`wire_${wire}`].getAttribute("d") ?? "");
    return trunk === name ? own : whole.split("L", 2).join("L") + own.replace("M", "L");
  }

  // The glow shows where the walk has come to.
  /** @param {Scene} scene */
  light({ lit }) {
    if (this.stands("lit boxes", lit.join())) return;
    for (const [id, part] of Object.entries(this.parts)) {
      if (id.startsWith("halo_")) part.style.opacity = lit.includes(id.slice(5)) ? "1" : "0";
    }
  }

  /** @param {Words} words */
  describe({ caption, description }) {
    const said = { title: `${TABLES.picture_says}${caption}`, desc: description };
    for (const [tag, text] of Object.entries(said)) {
      const place = this.svg.querySelector(tag);
      if (place && !this.stands(`<${tag}>`, text)) place.textContent = text;
    }
  }
}
