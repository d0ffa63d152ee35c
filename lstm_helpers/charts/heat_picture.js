// @ts-check
// The picture of a map: a pixel for each place, and how a part of it comes onto a canvas.

import { element } from "../page/dom.js";
import { paint } from "./heat.js";

/** @typedef {import("./heat.js").Span} Span */
/** @typedef {{from: number, to: number, canvas: HTMLCanvasElement}} Tile  some time steps of all units */
/** @typedef {{from: number, to: number, pixels: number, isMixed: boolean}} Axis  what is drawn first: of which numbers, into how many pixels */

const TILE = 4096; // pixels: every browser's canvas may be as wide

/** Parts of so many time steps, none too wide. @param {number} steps @param {number} most @returns {Span[]} */
export const tilesOf = (steps, most) =>
  Array.from({ length: Math.ceil(steps / most) }, (_, n) => ({
    from: n * most,
    to: Math.min(steps, (n + 1) * most),
  }));

/** More numbers than pixels are mixed; others are drawn whole, a pixel each, to be enlarged with their edges. @param {Span} seen @param {number} room @returns {Axis} */
export function axisFor({ from, to }, room) {
  if (to - from > room) return { from, to, pixels: room, isMixed: true };
  const [first, last] = [Math.floor(from), Math.ceil(to)];
  return { from: first, to: last, pixels: last - first, isMixed: false };
}

/** @param {HTMLCanvasElement} canvas */
const paperOf = (canvas) => /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));

/** A canvas that is set to a size loses what is on it, and takes its time. @param {HTMLCanvasElement} canvas @param {number} width @param {number} height */
function sized(canvas, width, height) {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const paper = paperOf(canvas);
  paper.clearRect(0, 0, width, height);
  return paper;
}

export class HeatPicture {
  constructor() {
    /** @type {Tile[]} */
    this.tiles = [];
    /** @type {Tile[]} the same in fewer pixels, where there are very many time steps */
    this.rough = [];
    this.steps = 1;
    this.between = element("canvas");
  }

  /** @param {Float32Array} values @param {number[]} rows @param {[number, number]} limits @param {Uint32Array} shades */
  paint(values, rows, limits, shades) {
    this.steps = values.length / rows.length;
    this.tiles = tilesOf(this.steps, TILE).map((span) => {
      const canvas = element("canvas", { width: span.to - span.from, height: rows.length });
      const paper = paperOf(canvas);
      const image = paper.createImageData(canvas.width, canvas.height);
      paint(new Uint32Array(image.data.buffer), values, rows, limits, shades, span);
      paper.putImageData(image, 0, 0);
      return { ...span, canvas };
    });
    this.rough = this.tiles.length > 1 ? [this.makeRough(rows.length)] : [];
  }

  /** @param {number} units @returns {Tile} */
  makeRough(units) {
    const canvas = element("canvas", { width: TILE, height: units });
    const all = { from: 0, to: this.steps, pixels: TILE, isMixed: true };
    this.gather(paperOf(canvas), this.tiles, all, { from: 0, to: units, pixels: units, isMixed: false });
    return { from: 0, to: this.steps, canvas };
  }

  // First what there is too much of is mixed, then what there is too little of is enlarged: both at
  // once would blur one unit into the next.
  /** @param {HTMLCanvasElement} canvas @param {{steps: Span, units: Span}} seen @param {number} width @param {number} height */
  draw(canvas, { steps, units }, width, height) {
    const paper = sized(canvas, width, height);
    const [across, down] = [axisFor(steps, width), axisFor(units, height)];
    const isRoughEnough = (TILE * (steps.to - steps.from)) / this.steps >= width;
    const tiles = isRoughEnough && this.rough.length ? this.rough : this.tiles;
    this.gather(sized(this.between, across.pixels, down.pixels), tiles, across, down);
    const [x, w] = across.isMixed ? [0, width] : [steps.from - across.from, steps.to - steps.from];
    const [y, h] = down.isMixed ? [0, height] : [units.from - down.from, units.to - units.from];
    paper.imageSmoothingEnabled = false;
    paper.drawImage(this.between, x, y, w, h, 0, 0, width, height);
  }

  /** @param {CanvasRenderingContext2D} paper @param {Tile[]} tiles @param {Axis} across @param {Axis} down */
  gather(paper, tiles, across, down) {
    paper.imageSmoothingEnabled = across.isMixed || down.isMixed;
    paper.imageSmoothingQuality = "medium"; // a low one leaves most of many steps out
    const scale = across.pixels / (across.to - across.from);
    for (const { from, to, canvas } of tiles) {
      const [first, last] = [Math.max(from, across.from), Math.min(to, across.to)];
      if (last <= first) continue;
      const dense = canvas.width / (to - from);
      // tiles meet between two pixels, or a line would be seen there
      const [left, right] = [first, last].map((step) => Math.round((step - across.from) * scale));
      const part = [(first - from) * dense, down.from, (last - first) * dense, down.to - down.from];
      const [x, y, w, h] = part;
      paper.drawImage(canvas, x, y, w, h, left, 0, right - left, down.pixels);
    }
  }
}
