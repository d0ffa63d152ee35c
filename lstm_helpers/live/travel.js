// @ts-check
// At a step of the walk, the numbers travel along their wires to where they meet, and the result comes out.

import { BY_NAME } from "../graph/forward.js";
import { operandsOf, PLACES } from "../graph/neighbours.js";
import { svgElement } from "../page/dom.js";
import { TABLES } from "../tables.js";
import { wireBetween } from "./pointing.js";

/** @typedef {import("../graph/scene.js").Scene} Scene */
/** @typedef {import("../picture/artists.js").Picture} Picture */
/** @typedef {{wire: string, of: string}} Journey  along which wire, and whose number as it stands in the picture */

// Together well under 400 ms; the picture itself is right from the first moment.
const ON_THE_WAY_MS = 270;
const COMES_OUT_MS = 110;
const LARGER = 1.3;

/** What has come out between two pictures, as the walk goes on or the learner answers. @param {Scene} before @param {Scene} scene */
export function cameOut(before, scene) {
  if (before.face !== scene.face || scene.face === "gradients") return "";
  const { stages } = TABLES;
  const [was, is] = [before, scene].map(({ t, upto }) => t * stages.length + stages.indexOf(upto));
  if (is === was + 1) return scene.upto;
  const solved = is === was ? before.open.filter((name) => !scene.open.includes(name)) : [];
  return solved.length === 1 ? solved[0] : "";
}

/** What travels to where a quantity comes out. @param {string} name @param {Scene} scene @returns {Journey[]} */
export function journeysTo(name, { t, face, known }) {
  if (BY_NAME[name].op === "given") {
    const carried = Object.entries(TABLES.carry).filter(([after]) => t > 1 && after in known);
    return carried.map(([after, before]) => ({ wire: wireBetween(before, after), of: after }));
  }
  return operandsOf(name)
    .filter((operand) => PLACES.includes(operand) && (face === "names" || operand in known))
    .map((operand) => ({ wire: wireBetween(operand, name), of: operand }));
}

/** The corners of a path of the picture, each at its share of the way. @param {string} path */
export function stations(path) {
  const at = path
    .split(/[MLQ]/)
    .slice(1)
    .map((each) => each.split(" ").map(Number));
  const ways = at.map(([x, y], n) => (n ? Math.hypot(x - at[n - 1][0], y - at[n - 1][1]) : 0));
  const whole = ways.reduce((sum, way) => sum + way, 0);
  let gone = 0;
  return at.map(([x, y], n) => {
    gone += ways[n];
    return { x, y, offset: Math.min(1, gone / whole) };
  });
}

export class Travel {
  /** @param {Picture} picture */
  constructor(picture) {
    this.picture = picture;
    this.still = matchMedia("(prefers-reduced-motion: reduce)");
    this.travellers = svgElement("g", { class: "lstm-travel", "aria-hidden": "true" });
    /** @type {Animation[]} */
    this.running = [];
    /** @type {Scene | null} */
    this.before = null;
    this.stands = "";
  }

  /** @param {Scene} scene @param {Record<string, string>} texts  what stands in the picture @param {boolean} isSeen */
  follow(scene, texts, isSeen) {
    const { before } = this;
    const stands = Object.values(texts).join("|");
    this.before = scene;
    if (stands === this.stands) return; // the kernel's answer changes nothing, and stops nothing
    this.stands = stands;
    this.stop();
    const name = before && isSeen && !this.still.matches ? cameOut(before, scene) : "";
    if (name) this.start(name, journeysTo(name, scene), texts);
  }

  /** @param {string} to @param {Journey[]} journeys @param {Record<string, string>} texts */
  start(to, journeys, texts) {
    if (!journeys.length) return;
    this.picture.svg.append(this.travellers);
    for (const { wire, of } of journeys) this.send(this.picture.route(wire), texts[of]);
    const results = BY_NAME[to].op === "given" ? journeys.map(({ of }) => of) : [to];
    for (const name of results) this.bringOut(this.picture.parts[name]);
    this.running[this.running.length - 1].onfinish = () => this.stop();
  }

  /** @param {string} path @param {string} text */
  send(path, text) {
    const traveller = svgElement("text", { class: "lstm-traveller" }, text);
    this.travellers.append(traveller);
    const places = stations(path).map(({ x, y, offset }) => ({
      transform: `translate(${x}px, ${y}px)`,
      opacity: offset < 1 ? 1 : 0,
      offset,
    }));
    this.running.push(
      traveller.animate(places, { duration: ON_THE_WAY_MS, easing: "ease-in-out", fill: "forwards" }),
    );
  }

  /** @param {SVGElement} value */
  bringOut(value) {
    const grows = { transform: ["scale(1)", `scale(${LARGER})`, "scale(1)"] };
    this.running.push(value.animate(grows, { delay: ON_THE_WAY_MS, duration: COMES_OUT_MS }));
  }

  stop() {
    for (const animation of this.running.splice(0)) animation.cancel();
    this.travellers.replaceChildren();
    this.travellers.remove();
  }
}
