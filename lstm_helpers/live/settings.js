// @ts-check
// A whole setting as one short text, to hand to a neighbour: what settings.py says.

import { button, element, group } from "../page/dom.js";
import { inputNames, numberOf } from "../page/model.js";
import { TABLES } from "../tables.js";

/** @typedef {import("../page/model.js").Model} Model */
/** @typedef {import("../page/dom.js").Part} Part */

// Python's repr without its decorations, for finite numbers.
/** @param {number} value */
export function exactNumber(value) {
  if (Object.is(value, -0)) return "-0";
  const size = Math.abs(value);
  return value && (size < 1e-4 || size >= 1e16) ? value.toExponential().replace("+", "") : String(value);
}

/** Four letters that a slip of the pen would change (CRC-32). @param {string} text */
export function checkLetters(text) {
  let remainder = ~0;
  for (const byte of new TextEncoder().encode(text)) {
    remainder ^= byte;
    for (let bit = 0; bit < 8; bit += 1) remainder = (remainder >>> 1) ^ (remainder & 1 ? 0xedb88320 : 0);
  }
  const number = ~remainder >>> 0;
  return [0, 5, 10, 15].map((shift) => TABLES.check_letters[(number >>> shift) & 31]).join("");
}

/** The text, empty when there is a number in it that cannot be handed on. @param {Model} model */
export function settingText(model) {
  const inputs = inputNames(model);
  /** @param {string[]} names */
  const numbers = (names) => names.map((name) => numberOf(model, name));
  if (!numbers([...TABLES.weights, ...inputs, "h0", "c0"]).every(Number.isFinite)) return "";
  /** @param {string[]} names */
  const texts = (names) => numbers(names).map(exactNumber).join(",");
  const plain = TABLES.plain_gate.map(exactNumber).join(",");
  const parts = ["lstm"];
  for (let n = 0; n < TABLES.weights.length; n += 3) {
    const names = TABLES.weights.slice(n, n + 3);
    if (texts(names) !== plain) parts.push(`${names[0].slice(-1)}=${texts(names)}`);
  }
  parts.push(`x=${texts(inputs)}`);
  for (const name of ["h0", "c0"]) if (texts([name]) !== "0") parts.push(`${name}=${texts([name])}`);
  if (model.get("activations") !== TABLES.pairs[0][1]) parts.push(model.get("activations"));
  if (model.get("t") !== 1) parts.push(`t=${model.get("t")}`);
  const said = parts.join(" ");
  return `${said} #${checkLetters(said)}`;
}

/** @param {Model} model @returns {Part} */
export function settingRow(model) {
  const { label, placeholder, copy, copied, link } = TABLES.setting_says;
  const field = element("input", { type: "text", readonly: "", "aria-label": label });
  field.addEventListener("focus", () => field.select());
  /** @param {string} says @param {string} kind @param {() => string} text  which stays in the field until something changes */
  const copying = (says, kind, text) => {
    const press = async () => {
      field.value = text();
      field.select();
      try {
        await navigator.clipboard.writeText(field.value);
      } catch {
        document.execCommand("copy"); // a page that came without https may only copy what is selected
      }
      for (const each of buttons) each.made.textContent = each.made === made ? copied : each.says;
    };
    const made = button(says, press, { "data-setting": kind });
    return { made, says };
  };
  const buttons = [copying(copy, "copy", () => settingText(model))];
  if (model.link) buttons.push(copying(link, "link", model.link));
  let before = "";
  const update = () => {
    const now = settingText(model);
    if (field.value && before === now) return;
    before = now;
    field.value = now;
    field.placeholder = now ? "" : placeholder;
    for (const { made, says } of buttons) made.textContent = says;
  };
  const row = group(label, field, ...buttons.map(({ made }) => made));
  row.classList.add("lstm-setting");
  return { element: row, update };
}
