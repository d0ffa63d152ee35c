// @ts-check
// A link is a lesson: what link.py reads and writes after a page's #.

import { TABLES } from "../tables.js";
import { LINK_TABLE } from "./link_table.js";
import { checkLetters, exactNumber, settingText } from "./settings.js";

/** @typedef {import("../page/model.js").Model} Model */
/** @typedef {Record<string, any>} Parts  what a link says, by name */

const { also: ALSO, says: LINK_SAYS, parts: LINK_PARTS, defaults: LINK_DEFAULTS } = LINK_TABLE;
const LAST_INPUT = 12;

/** @type {Record<string, string[]>} */
const SHOW_GROUPS = {
  weights: TABLES.weights,
  inputs: Array.from({ length: LAST_INPUT }, (_, n) => `x_${n + 1}`),
  ...Object.fromEntries(Object.entries(TABLES.slider_groups).map(([key, { names }]) => [key, names])),
};
const SHOW_ORDER = [...SHOW_GROUPS.weights, ...SHOW_GROUPS.inputs, ...SHOW_GROUPS.states, ...LINK_TABLE.show];

/** @param {string} key @param {Record<string, unknown>} words */
function wrongLink(key, words) {
  const all = /** @type {Record<string, unknown>} */ ({ ...words, example: LINK_SAYS.example });
  const problem = LINK_SAYS[key].replace(/\{(\w+)\}/g, (_, name) => String(all[name]));
  return new RangeError(LINK_SAYS.mend.replace("{problem}", () => problem));
}

// ---- reading -------------------------------------------------------------------------------------

/** Reads what stands after a page's #, or the whole address. @param {string} text @returns {Parts} */
export function readLink(text) {
  /** @type {Parts} */
  const parts = {};
  const setting = ["lstm"];
  let letters = "";
  for (const piece of linkPieces(text)) {
    if (piece.startsWith("#")) {
      letters = piece.slice(1).split(" ")[0];
      continue;
    }
    const [name, value] = nameAndValue(piece);
    if (name in parts) throw wrongLink("twice", { name });
    parts[name] = readLinkPart(piece, name, value);
    if (LINK_TABLE.cell.includes(name)) setting.push(`${name}=${tight(value)}`);
    else if (name === "activations") setting.push(tight(value));
  }
  fitTogether(parts);
  const expected = checkLetters(setting.join(" "));
  if (letters && letters.toLowerCase() !== expected) {
    throw wrongLink("changed", { given: letters.slice(0, 12), letters: expected });
  }
  return parts;
}

// Room, control characters, and what turns the direction of a text.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const ROOM = /[\u0000-\u0020\u007f-\u00a0\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]+/gu;
const QUOTES = "\"'`“”‘’«»„";
const QUOTED = new RegExp(`= *[${QUOTES}](.*?)[${QUOTES}](?=[ &]|$)`, "gu");
// Before the next part; what has no = belongs to the words before it.
const NEXT = /[ &]+(?=[a-z][a-z0-9_]* *=|[a-z]+ *\/ *[a-z]+(?:[ &]|$)|#)/i;
const NUMBER = /^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]+)?$/i;

/** @param {string} text */
const roomy = (text) => text.replace(ROOM, " ").replace(/^ | $/g, "");
/** @param {string} text */
const tight = (text) => text.replaceAll(" ", "");
/** @param {string} said */
const begins = (said) => /^lstm(?![a-z0-9_=])/i.test(said);
/** @param {string} text */
const quoted = (text) => `'${[...text].slice(0, 60).join("")}'`;

/** Decodes %20 and the like, and leaves what is no such code. @param {string} text */
export function withoutCodes(text) {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (found) => {
    try {
      return decodeURIComponent(found);
    } catch {
      return found;
    }
  });
}

/** "name=value" by "name=value", whatever stands between them. @param {string} text @returns {string[]} */
function linkPieces(text) {
  let said = roomy(text);
  if (!begins(said)) said = said.slice(said.indexOf("#") + 1 || said.length).trimStart();
  if (!begins(said)) throw wrongLink("start", { given: quoted(withoutCodes(said || roomy(text))) });
  let rest = said.slice(4);
  let isDecoded = false;
  // all of it may have been coded on its way, once or twice: go on until a part's end shows
  while (rest.startsWith("%") && withoutCodes(rest) !== rest) {
    rest = withoutCodes(rest);
    isDecoded = true;
  }
  rest = rest.replaceAll("&amp;", "&");
  if (rest.startsWith("&")) {
    return rest
      .split("&")
      .map((part) => roomy(withoutCodes(part.replaceAll("+", " "))))
      .filter(Boolean);
  }
  if (rest.startsWith("+")) {
    rest = rest.replaceAll("+", " ");
    isDecoded = false;
  }
  return typedPieces(roomy(isDecoded ? rest : withoutCodes(rest)));
}

/** What a person has typed; what stands in quotation marks stays in one piece. @param {string} said */
function typedPieces(said) {
  const kept = said.replace(QUOTED, (_, text) => `="${encodeURIComponent(text)}"`);
  return ` ${kept}`
    .split(NEXT)
    .map((piece) => roomy(piece.includes('="') ? withoutCodes(piece) : piece))
    .filter(Boolean);
}

/** @param {string} piece @returns {[string, string]} */
function nameAndValue(piece) {
  const at = piece.indexOf("=");
  if (at < 0 && piece.includes("/")) return ["activations", piece]; // as a setting has it
  const typed = piece.slice(0, Math.max(at, 0)).trim().toLowerCase();
  const name = Object.hasOwn(ALSO, typed) ? ALSO[typed] : typed;
  if (!Object.hasOwn(LINK_PARTS, name)) throw wrongLink("unknown", { given: quoted(piece) });
  const value = unquoted(piece.slice(at + 1).trim());
  return [name, LINK_PARTS[name].kind === "text" ? value : plainSigns(value)];
}

/** @param {string} value */
function isQuoted(value) {
  return value.length > 1 && QUOTES.includes(value[0]) && QUOTES.includes(value[value.length - 1]);
}

/** @param {string} value */
const unquoted = (value) => (isQuoted(value) ? roomy(value.slice(1, -1)) : value);

/** @param {string} value */
const plainSigns = (value) => value.toLowerCase().replace(/[−–]/g, "-");

/** @typedef {(typeof LINK_PARTS)[string]} LinkPart */
/** What each kind makes of a value; null where it makes nothing of it. @type {Record<string, (part: LinkPart, value: string) => any[] | null>} */
const LINK_READERS = {
  numbers(_, value) {
    const texts = value.split(",").map((text) => text.trim());
    const numbers = texts.map((text) => (NUMBER.test(text) ? Number(text) : Number.NaN));
    return numbers.every(Number.isFinite) ? numbers : null;
  },
  names({ among }, value) {
    const isSpaced = among.some((name) => name.includes(" "));
    const given = value.split(isSpaced ? "," : /[ ,]/).map((name) => name.trim());
    const names = given.filter(Boolean);
    const known = among.length ? among : [...Object.keys(SHOW_GROUPS), ...SHOW_ORDER];
    return names.every((name) => known.includes(name)) ? names : null;
  },
  pair({ among }, value) {
    const names = value.split("/").map((name) => name.trim());
    return names.length === 2 && names.every((name) => among.includes(name)) ? [names.join("/")] : null;
  },
  text: (_, value) => [value],
};

/** @type {Record<string, (read: number[]) => boolean>} */
const FIT = {
  t: ([t]) => Number.isInteger(t),
  limits: ([low, high]) => low < high,
  step: ([step]) => step > 0,
};

/** @param {string} piece @param {string} name @param {string} value */
function readLinkPart(piece, name, value) {
  const part = LINK_PARTS[name];
  const read = LINK_READERS[part.kind](part, value);
  const { least, most } = part;
  if (!read || read.length < least || read.length > most || !(FIT[name]?.(read) ?? true)) {
    const expected = part.says.replace("{among}", part.among.join(", "));
    throw wrongLink("unreadable", { given: quoted(piece), expected });
  }
  return most === 1 ? read[0] : read;
}

/** A time step, or an input, that there is not. @param {Parts} parts */
function fitTogether({ x, t = 1, show = [], hide = [] }) {
  const last = x ? x.length : LINK_TABLE.inputs.length;
  if (t < 1 || t > last) throw wrongLink("step", { t, last });
  const beyond = SHOW_GROUPS.inputs.slice(last);
  for (const name of [...show, ...hide]) {
    if (beyond.includes(name)) throw wrongLink("input", { name, last });
  }
}

// ---- what an Explorer holds ----------------------------------------------------------------------

/**
 * The traits that a link sets; `own` is what the page itself has.
 * @param {Parts} parts @param {Record<string, any>} own @returns {Record<string, any>}
 */
export function linkState(parts, own) {
  const inputs = parts.x ?? LINK_TABLE.inputs;
  /** @type {Record<string, any>} */
  const cell = { h0: parts.h0 ?? 0, c0: parts.c0 ?? 0 };
  TABLES.weights.forEach((name, n) => {
    cell[name] = (parts[name.slice(-1)] ?? TABLES.plain_gate)[n % 3];
  });
  inputs.forEach((/** @type {number} */ value, /** @type {number} */ n) => {
    cell[`x_${n + 1}`] = value;
  });
  const { upto, face, of } = { ...LINK_DEFAULTS, ...parts };
  const activations = parts.activations ?? TABLES.pairs[0][1];
  const walk = { activations, t: parts.t ?? 1, upto };
  const predict = linkAsks(parts, face, activations);
  const start = { ...cell, ...walk, ...(predict ? { answers: {} } : {}) };
  const look = { ...own.look, show: linkShow(parts, own.look.show), predict, start };
  for (const name of ["limits", "step", "presets"]) look[name] = parts[name] ?? own.look[name];
  // what the view is made anew for comes last
  return { ...cell, ...walk, face, of, title: parts.title ?? "", answers: {}, steps: inputs.length, look };
}

/** @param {Parts} parts @param {string[]} own */
function linkShow({ show, hide = [] }, own) {
  const shown = show ? takenApart(show) : own;
  const hidden = takenApart(hide);
  return SHOW_ORDER.filter((name) => shown.includes(name) && !hidden.includes(name));
}

/** @param {string[]} names */
const takenApart = (names) => names.flatMap((name) => SHOW_GROUPS[name] ?? [name]);

/** @param {Parts} parts @param {string} face @param {string} activations */
function linkAsks({ predict = [], t = 1 }, face, activations) {
  if (!predict.length) return null;
  const walk = predict.includes("walk");
  const hasOne = activations.startsWith("identity"); // there c_act is c once more
  const all = TABLES.askable.filter((name) => name !== "c_act" || !hasOne);
  const names = walk ? all : TABLES.askable.filter((name) => predict.includes(name));
  return { names, from: t, face: face === "gradients" ? face : "values", walk };
}

// ---- writing -------------------------------------------------------------------------------------

/**
 * A link's text; empty when there is a number in it that cannot be handed on.
 * @param {Model} model @param {string} title
 */
export function linkText(model, title = model.get("title")) {
  const own = settingText(model).split(" ").slice(1, -1);
  if (!own.length) return "";
  const cell = own.map((part) => (part.includes("=") ? part : `activations=${part}`));
  const others = Object.entries({ ...aroundCell(model), title })
    .filter(([name, value]) => String(value) !== String(LINK_DEFAULTS[name]))
    .map(([name, value]) => `${name}=${[value].flat().map(inAddress).join(",")}`);
  return ["lstm", ...cell, ...others].join("&");
}

/** @param {Model} model @returns {Record<string, string | string[]>} */
function aroundCell(model) {
  const { show, limits, step, presets, predict } = model.get("look");
  const face = model.get("face");
  const isAskedBackwards = predict && [face, predict.face].includes("gradients");
  return {
    upto: model.get("upto"),
    face: isAskedBackwards ? predict.face : face,
    of: model.get("of"),
    show: shortNames(show),
    limits: limits.map(exactNumber),
    step: exactNumber(step),
    presets,
    predict: predict ? (predict.walk ? ["walk"] : predict.names) : [],
  };
}

/** By groups, where all of one is shown. @param {string[]} show @returns {string[]} */
function shortNames(show) {
  let left = show;
  const groups = Object.entries(SHOW_GROUPS).flatMap(([group, members]) => {
    if (!members.every((name) => left.includes(name))) return [];
    left = left.filter((name) => !members.includes(name));
    return [group];
  });
  return [...groups, ...left];
}

/** @param {string} value */
function inAddress(value) {
  const text = roomy(value);
  return encodeURIComponent(isQuoted(text) ? `"${text}"` : text) // whose own ones are to stay
    .replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("%20", "+")
    .replace(/\.$/, "%2E"); // a full stop at an address's end is taken for the sentence's
}
