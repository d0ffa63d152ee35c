// @ts-check
// Light or dark: what is painted behind a view says it, whichever page that is.

import { TABLES } from "../tables.js";

const HALF = 128;
const OPAQUE_ENOUGH = 0.5;

/** The nearest element around, through the walls of shadow trees. @param {Element} inner */
function around(inner) {
  const root = inner.getRootNode();
  return inner.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
}

// The way of writing that every browser uses for plain colours; what is written otherwise, as marimo's
// color(srgb 1 1 1) or oklch(1 0 0), is painted and looked at.
/** @param {string} colour @returns {number[]} red, green and blue to 255, opacity to 1 */
function channels(colour) {
  if (colour.startsWith("rgb")) return (colour.match(/[\d.]+/g) ?? []).map(Number);
  const paper = document.createElement("canvas").getContext("2d");
  if (!paper) return [];
  paper.fillStyle = colour;
  paper.fillRect(0, 0, 1, 1);
  const [r, g, b, opacity] = paper.getImageData(0, 0, 1, 1).data;
  return [r, g, b, opacity / 255];
}

/** @param {number[]} colour */
const isDark = ([r, g, b]) => 0.299 * r + 0.587 * g + 0.114 * b < HALF;

/** @param {Element} root */
function themeBehind(root) {
  for (let place = around(root); place; place = around(place)) {
    const colour = channels(getComputedStyle(place).backgroundColor);
    if (colour.length && (colour[3] ?? 1) >= OPAQUE_ENOUGH) return isDark(colour) ? "dark" : "light";
  }
  // a frame that paints nothing shows what is behind it: the colour of its letters tells which that is
  return isDark(channels(getComputedStyle(document.body).color)) ? "light" : "dark";
}

/** Keeps `root.dataset.theme` at "light" or "dark"; what stands in it is said in the tables' language. @param {HTMLElement} root */
export function watchTheme(root) {
  root.lang = TABLES.language;
  const update = () => {
    const theme = themeBehind(root);
    if (root.dataset.theme !== theme) root.dataset.theme = theme;
  };
  const watch = new MutationObserver(update);
  for (const place of [document.documentElement, document.body]) watch.observe(place, { attributes: true });
  const media = matchMedia("(prefers-color-scheme: dark)");
  media.addEventListener("change", update);
  const attached = new ResizeObserver(update); // at first it stands on no page
  attached.observe(root);
  update();
  return () => {
    watch.disconnect();
    attached.disconnect();
    media.removeEventListener("change", update);
  };
}
