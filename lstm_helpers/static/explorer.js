// The live view: works out the cell from the graph table and writes it into the picture.
// Everything it knows comes in `spec`, made from the same tables that Python uses; what it writes
// is held equal to Python's graph.py, equations.py, layout.py and texts.py by the browser tests.

// ---- numbers -----------------------------------------------------------------------------------

// JSON has no nan and no infinities: the kernel sends them as words.
const WORDS = { nan: NaN, inf: Infinity, "-inf": -Infinity, NaN, Infinity, "-Infinity": -Infinity };
const toNumber = (given) => (typeof given === "string" ? (WORDS[given] ?? NaN) : Number(given));

export function formatNumber(spec, value) {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  if (Number.isInteger(value) && Math.abs(value) < spec.whole_below) {
    return String(value + 0).replace("-", "−");
  }
  return general(value).replaceAll("-", "−");
}

// Python's format ".4g".
function general(value) {
  const [digits, power] = fourDigits(Math.abs(value)).split("e");
  const exponent = Number(power);
  const sign = value < 0 ? "-" : "";
  if (exponent >= -4 && exponent < 4) {
    return sign + trimmed(Number(`${digits}e${power}`).toFixed(3 - exponent));
  }
  const size = String(Math.abs(exponent)).padStart(2, "0");
  return `${sign}${trimmed(digits)}e${exponent < 0 ? "-" : "+"}${size}`;
}

const trimmed = (text) => (text.includes(".") ? text.replace(/\.?0+$/, "") : text);

// toExponential rounds a tie up, Python rounds it to the even digit.
function fourDigits(size) {
  const up = size.toExponential(3);
  const five = size.toExponential(4);
  if (!five.includes("5e") || Number(five) !== size) return up;
  const [exact, exponent] = size.toExponential(100).split("e");
  const isTie = /^\d\.\d{3}50*$/.test(exact);
  const lastIsEven = Number(exact[4]) % 2 === 0;
  return isTie && lastIsEven ? `${exact.slice(0, 5)}e${exponent}` : up;
}

// ---- the graph ---------------------------------------------------------------------------------

const ACTIVATIONS = {
  identity: (z) => z,
  sigmoid(z) {
    const shrunk = Math.exp(-Math.abs(z));
    return z >= 0 ? 1 / (1 + shrunk) : shrunk / (1 + shrunk);
  },
  tanh: Math.tanh,
  relu: (z) => (z < 0 ? 0 : z),
};

const OPERATIONS = {
  affine: (pair, w, x, u, h, b) => w * x + u * h + b,
  activation: (pair, z) => ACTIVATIONS[pair[0]](z),
  recurrent_activation: (pair, z) => ACTIVATIONS[pair[1]](z),
  product: (pair, a, b) => a * b,
  sum: (pair, a, b) => a + b,
};

export function evaluate(spec, given, pair) {
  const values = { ...given };
  for (const { name, op, operands } of spec.graph) {
    if (op !== "given") values[name] = OPERATIONS[op](pair, ...operands.map((n) => values[n]));
  }
  return values;
}

export function unroll(spec, { weights, inputs, h0, c0, activations }) {
  const steps = [];
  let carried = { h_prev: h0, c_prev: c0 };
  for (const x of inputs) {
    const values = evaluate(spec, { ...weights, ...carried, x }, activations);
    steps.push(values);
    carried = Object.fromEntries(Object.entries(spec.carry).map(([to, from]) => [to, values[from]]));
  }
  return steps;
}

function known(spec, values, upto) {
  const last = spec.graph.findIndex(({ name }) => name === upto);
  const names = spec.graph.filter(({ op }, n) => op === "given" || n <= last);
  return Object.fromEntries(names.map(({ name }) => [name, values[name]]));
}

// ---- gradients ---------------------------------------------------------------------------------

// Slopes of the activations, from what went in (z) and what came out (a).
const SLOPES = {
  identity: () => 1,
  sigmoid: (z, a) => a * (1 - a),
  tanh: (z, a) => 1 - a * a,
  relu: (z) => (z > 0 ? 1 : 0),
};

const activationName = ({ op }, [activation, recurrent_activation]) =>
  ({ activation, recurrent_activation })[op];

function derivative(spec, quantity, place, values, pair) {
  const name = activationName(quantity, pair);
  if (name) return SLOPES[name](values[quantity.operands[0]], values[quantity.name]);
  const partner = spec.partners[quantity.op][place];
  return partner === null ? 1 : values[quantity.operands[partner]];
}

export function backpropagate(spec, steps, pair, of) {
  const gradients = [];
  const backwards = [...spec.graph].reverse();
  let later = Object.fromEntries(Object.values(spec.carry).map((name) => [name, Number(name === of)]));
  for (const values of [...steps].reverse()) {
    const d = { ...Object.fromEntries(spec.graph.map(({ name }) => [name, 0])), ...later };
    for (const quantity of backwards) {
      quantity.operands.forEach((operand, place) => {
        d[operand] += d[quantity.name] * derivative(spec, quantity, place, values, pair);
      });
    }
    later = Object.fromEntries(Object.entries(spec.carry).map(([before, after]) => [after, d[before]]));
    gradients.unshift(d);
  }
  return gradients;
}

// ---- equations ---------------------------------------------------------------------------------

const subscript = (t) => String(t).replace(/\d/g, (digit) => "₀₁₂₃₄₅₆₇₈₉"[digit]);
const inParentheses = (text) => (text.startsWith("−") ? `(${text})` : text);

class Writer {
  constructor(spec, scene) {
    this.spec = spec;
    this.scene = scene;
    this.pair = scene.activations;
    this.table = Object.fromEntries(spec.graph.map((quantity) => [quantity.name, quantity]));
  }

  written(name, values = this.scene.known) {
    return name in values ? formatNumber(this.spec, values[name]) : this.spec.unknown;
  }

  symbol(name) {
    return this.table[name].symbol;
  }

  isAffine(name) {
    return this.table[name].op === "affine";
  }

  activationName(quantity) {
    return activationName(quantity, this.pair);
  }

  activationSymbol(quantity) {
    const name = this.activationName(quantity);
    return this.spec.symbols[name] ?? name;
  }

  formula(name) {
    return `${this.symbol(name)} = ${this.expression(this.table[name], (n) => this.symbol(n))}`;
  }

  weightsEquation(name) {
    const leaf = (n) => (this.spec.weights.includes(n) ? this.written(n) : this.symbol(n));
    return `${this.symbol(name)} = ${this.expression(this.table[name], leaf)}`;
  }

  equation(name) {
    const quantity = this.table[name];
    const parts = [
      this.symbol(name) + subscript(this.scene.t),
      this.expression(quantity, (n) => this.written(n)),
    ];
    const through = this.activationName(quantity);
    const [operand] = quantity.operands;
    if (through && through !== "identity" && this.isAffine(operand)) {
      parts.push(`${this.activationSymbol(quantity)}(${this.written(operand)})`);
    }
    const isHandedOn = through === "identity" && !this.isAffine(operand);
    if (!isHandedOn || !(name in this.scene.known)) parts.push(this.written(name));
    return parts.join(" = ");
  }

  consumers(name) {
    return this.spec.graph.filter(({ operands }) => operands.includes(name));
  }

  carried(name) {
    return Object.entries(this.spec.carry).filter(([, after]) => after === name);
  }

  gradientFormula(name) {
    const { t, steps } = this.scene;
    const terms = this.consumers(name).map(
      (q) => `∂${q.symbol}${subscript(t)}${this.factorSymbol(q, q.operands.indexOf(name))}`,
    );
    if (t < steps.length) {
      for (const [before] of this.carried(name)) terms.push(`∂${before}${subscript(t + 1)}`);
    }
    terms.push(...this.start(name));
    return `∂${this.symbol(name)}${subscript(t)} = ${terms.join(" + ") || "0"}`;
  }

  gradientEquation(name) {
    const { t, steps, gradients } = this.scene;
    const write = (value) => formatNumber(this.spec, value);
    const terms = this.consumers(name).map(
      (q) => write(gradients[t - 1][q.name]) + this.factorNumber(q, q.operands.indexOf(name)),
    );
    if (t < steps.length) {
      for (const [before] of this.carried(name)) terms.push(write(gradients[t][before]));
    }
    terms.push(...this.start(name));
    const written = terms.map((term, n) => (n ? inParentheses(term) : term)).join(" + ");
    const result = write(gradients[t - 1][name]);
    const parts = [`∂${this.symbol(name)}${subscript(t)}`];
    if (written && written !== result) parts.push(written);
    return [...parts, result].join(" = ");
  }

  // The 1 that the walk backwards starts with.
  start(name) {
    return name === this.scene.of && this.scene.t === this.scene.steps.length ? ["1"] : [];
  }

  factorSymbol(quantity, place) {
    const at = subscript(this.scene.t);
    const name = this.activationName(quantity);
    if (name === "identity") return "";
    if (name) return `·${this.activationSymbol(quantity)}′`;
    const partner = this.spec.partners[quantity.op][place];
    return partner === null ? "" : `·${quantity.operands[partner]}${at}`;
  }

  factorNumber(quantity, place) {
    if (!this.factorSymbol(quantity, place)) return "";
    const values = this.scene.steps[this.scene.t - 1];
    const value = derivative(this.spec, quantity, place, values, this.pair);
    return `·${inParentheses(formatNumber(this.spec, value))}`;
  }

  expression(quantity, leaf) {
    const { op, operands } = quantity;
    if (op === "affine" || op === "product" || op === "sum") {
      const [first, ...rest] = operands.map(leaf);
      const [a, b, c, d] = rest.map(inParentheses);
      if (op === "affine") return `${first}·${a} + ${b}·${c} + ${d}`;
      return op === "product" ? `${first}·${a}` : `${first} + ${a}`;
    }
    const [operand] = operands;
    const inner = this.isAffine(operand) ? this.expression(this.table[operand], leaf) : leaf(operand);
    if (this.activationName(quantity) === "identity") return inner;
    return `${this.activationSymbol(quantity)}(${inner})`;
  }
}

// ---- texts -------------------------------------------------------------------------------------

// A scene as texts.py has it: the steps worked out, and what is known of the one that is shown.
export function makeScene(spec, given) {
  const steps = unroll(spec, given);
  const isBackwards = given.face === "gradients";
  const gradients = isBackwards ? backpropagate(spec, steps, given.activations, given.of) : [];
  const knownHere = known(spec, steps[given.t - 1], given.upto);
  return {
    ...given,
    steps,
    gradients,
    known: knownHere,
    shown: isBackwards ? gradients[given.t - 1] : knownHere,
    complete: given.upto === spec.stages.at(-1),
  };
}

export function slotTexts(spec, scene) {
  const writer = new Writer(spec, scene);
  const names = Object.keys(spec.slots);
  return Object.fromEntries(names.map((name) => [name, slotText(spec, scene, writer, name)]));
}

function slotText(spec, scene, writer, name) {
  const [kind, rest] = name.split(/_(.*)/s);
  const { face } = scene;
  if (name === "title") return caption(scene);
  if (kind === "note") return `${rest} at the next step`;
  if (kind === "head") return heading(spec, scene, writer, rest);
  if (kind === "formula") {
    if (face === "gradients") return writer.gradientFormula(rest);
    return face === "names" ? spec.blank : writer.formula(rest);
  }
  if (kind === "eq") {
    if (face === "names") return writer.formula(rest);
    if (face === "gradients") return writer.gradientEquation(rest);
    return face === "weights" ? writer.weightsEquation(rest) : writer.equation(rest);
  }
  if (kind === "weight") return face === "weights" ? writer.written(rest) : spec.blank;
  return hasNumbers(scene) ? writer.written(name, scene.shown) : writer.symbol(name);
}

const hasNumbers = ({ face }) => face === "values" || face === "gradients";

const goal = (scene) => scene.of + subscript(scene.steps.length);

function caption(scene) {
  const step = `time step ${scene.t} of ${scene.steps.length}`;
  return scene.title || (scene.face === "gradients" ? `${step}: gradient of ${goal(scene)}` : step);
}

function heading(spec, scene, writer, name) {
  const quantity = writer.table[name];
  if (name === "c_act" && scene.face !== "gradients") return writer.activationName(quantity);
  const own = spec.headings[scene.face][name];
  if (own !== undefined) return own;
  const mark = { values: " ", gradients: " ∂" }[scene.face];
  return mark ? quantity.words + mark + quantity.symbol : quantity.words;
}

export function sentence(spec, scene) {
  const writer = new Writer(spec, scene);
  if (!hasNumbers(scene)) {
    return scene.complete ? spec.plain_sentences[scene.face] : writer.table[scene.upto].does;
  }
  const words = { t: String(scene.t), goal: goal(scene) };
  for (const name of Object.keys(scene.shown)) words[name] = writer.written(name, scene.shown);
  const says = scene.face === "gradients" ? spec.gradient_says : writer.table[scene.upto].says;
  const said = says.replace(/\{(\w+)\}/g, (_, name) => words[name]);
  const signs = Object.keys(spec.notes).filter((sign) =>
    Object.keys(scene.shown).some((name) => words[name].includes(sign)),
  );
  return [said, ...signs.map((sign) => spec.notes[sign])].join(" ");
}

export function table(spec, scene) {
  const writer = new Writer(spec, scene);
  return scene.steps.map((step, n) => {
    let values = n + 1 > scene.t && !scene.complete ? {} : step;
    if (scene.face === "gradients") values = scene.gradients[n];
    else if (n + 1 === scene.t) values = scene.known;
    return spec.columns.map((name) => (name === "t" ? String(n + 1) : writer.written(name, values)));
  });
}

export function header(spec, scene) {
  const mark = scene.face === "gradients" ? "∂" : "";
  return spec.columns.map((name) => (name === "t" ? name : mark + name));
}

// ---- fitting -----------------------------------------------------------------------------------

// Looked up for every character of every text, in every frame: one table for each spec.
const characterWidths = new WeakMap();

function widthsOf(spec) {
  if (!characterWidths.has(spec)) {
    const entries = Object.entries(spec.character_widths);
    const pairs = entries.flatMap(([chars, width]) => [...chars].map((char) => [char, width]));
    characterWidths.set(spec, new Map(pairs));
  }
  return characterWidths.get(spec);
}

function textWidth(spec, text, bold) {
  const widths = widthsOf(spec);
  let total = 0;
  for (const char of text) total += widths.get(char) ?? spec.other_width;
  return bold ? total * spec.bold_wider : total;
}

function wrap(spec, text, width, marks, bold) {
  const starts = [0];
  for (let n = 1; n < text.length; n += 1) {
    if (marks.some((mark) => text.startsWith(mark, n))) starts.push(n);
  }
  const lines = [];
  starts.forEach((start, n) => {
    const piece = text.slice(start, starts[n + 1]);
    if (lines.length && textWidth(spec, lines.at(-1) + piece, bold) <= width) {
      lines[lines.length - 1] += piece;
    } else {
      lines.push(lines.length ? piece.trimStart() : piece);
    }
  });
  return lines;
}

export function fit(spec, text, slot) {
  let size;
  let lines;
  const readable = slot.sizes.filter(([candidate]) => candidate >= spec.smallest);
  const tiny = slot.sizes.filter(([candidate]) => candidate < spec.smallest);
  const choices = [readable, tiny].flatMap((sizes) => spec.breaks.map((marks) => [sizes, marks]));
  for (const [sizes, marks] of choices) {
    for (const [candidate, allowed] of sizes) {
      size = candidate;
      lines = wrap(spec, text, slot.width / size, marks, slot.bold);
      const narrow = lines.every((l) => textWidth(spec, l, slot.bold) * size <= slot.width);
      if (lines.length <= allowed && narrow) return [size, lines];
    }
  }
  return [size, lines.slice(0, slot.lines)];
}

export function wireWidth(value) {
  const size = Math.abs(value);
  if (Number.isNaN(size)) return 1;
  return size > 1e9 ? 6 : 1 + (5 * size) / (1 + size);
}

// ---- the picture -------------------------------------------------------------------------------

function parsed(markup) {
  const { documentElement } = new DOMParser().parseFromString(markup, "image/svg+xml");
  return document.importNode(documentElement, true);
}

// Finds each element once; afterwards only what changed is written.
class Picture {
  constructor(spec, markup) {
    this.spec = spec;
    this.svg = parsed(markup);
    this.texts = {};
    this.paths = {};
    for (const group of this.svg.querySelectorAll("g[id]")) {
      this.texts[group.id] = group.querySelector("text");
      this.paths[group.id] = group.querySelector(":scope > path");
    }
    this.written = new Map();
  }

  update(scene) {
    const texts = slotTexts(this.spec, scene);
    for (const [name, slot] of Object.entries(this.spec.slots)) {
      this.writeSlot(name, slot, texts[name]);
    }
    for (const [name, carries] of Object.entries(this.spec.wires)) this.drawWire(name, carries, scene);
    this.light(scene);
    this.describe(scene);
  }

  writeSlot(name, slot, text) {
    if (this.written.get(name) === text) return;
    this.written.set(name, text);
    const [size, lines] = fit(this.spec, text, slot);
    for (let n = 0; n < slot.lines; n += 1) {
      const id = slot.lines === 1 ? name : `${name}_${n + 1}`;
      this.texts[id].textContent = lines[n] ?? this.spec.blank;
      this.paint(id, "fontSize", `${size}px`, this.texts[id]);
    }
  }

  // Every wire is there twice: forwards for values, backwards for gradients.
  drawWire(name, carries, scene) {
    const backwards = scene.face === "gradients";
    const isKnown = scene.face !== "values" || !carries || carries in scene.known;
    const opacity = isKnown ? 1 : this.spec.faint;
    const hasValue = carries && hasNumbers(scene);
    const width = hasValue ? wireWidth(scene.shown[carries] ?? 0.5) : 2;
    for (const kind of ["wire", "tip", "back", "backtip"]) {
      const id = `${kind}_${name}`;
      if (!this.paths[id]) continue;
      this.paint(id, "opacity", kind.startsWith("back") === backwards ? opacity : 0);
      if (!kind.endsWith("tip")) this.paint(id, "strokeWidth", width);
    }
  }

  paint(id, property, value, element = this.paths[id]) {
    const key = `${id} ${property}`;
    if (this.written.get(key) === value) return;
    this.written.set(key, value);
    element.style[property] = value;
  }

  light(scene) {
    const whole = scene.complete && scene.face !== "values";
    const lit = whole ? [] : (this.spec.lit[scene.upto] ?? [scene.upto]);
    for (const id of Object.keys(this.paths)) {
      if (!id.startsWith("halo_")) continue;
      this.paint(id, "opacity", lit.includes(id.slice(5)) ? this.spec.faint : 0);
    }
  }

  describe(scene) {
    this.svg.querySelector("title").textContent = `LSTM cell, ${caption(scene)}`;
    this.svg.querySelector("desc").textContent = sentence(this.spec, scene);
  }
}

// ---- what stands around the picture --------------------------------------------------------------

function element(tag, { text, ...attributes } = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  if (text !== undefined) made.textContent = text;
  made.append(...children);
  return made;
}

function button(label, action, attributes = {}) {
  const made = element("button", { type: "button", text: label, ...attributes });
  made.addEventListener("click", action);
  return made;
}

function setAll(model, values) {
  for (const [name, value] of Object.entries(values)) model.set(name, value);
  model.save_changes();
}

// The walk: stage by stage through a step, and on into the next one.
function walk(model, direction) {
  const { stages } = model.get("spec");
  const t = model.get("t");
  const at = stages.indexOf(model.get("upto")) + direction;
  if (at >= 0 && at < stages.length) setAll(model, { upto: stages[at] });
  else if (at < 0 && t > 1) setAll(model, { t: t - 1, upto: stages.at(-1) });
  else if (at >= stages.length && t < model.get("spec").inputs.length) {
    setAll(model, { t: t + 1, upto: stages[0] });
  }
}

function choice(label, name, options, model) {
  const buttons = options.map(([text, value]) =>
    button(text, () => setAll(model, { [name]: value }), { "data-value": value }),
  );
  const update = () => {
    for (const made of buttons) {
      made.setAttribute("aria-pressed", String(made.dataset.value === String(model.get(name))));
    }
  };
  const title = element("span", { class: "lstm-label", text: label });
  return [element("div", { class: "lstm-choice", role: "group", "aria-label": label }, title, ...buttons), update];
}

function bar(model) {
  const spec = model.get("spec");
  const shows = (part) => spec.show.includes(part);
  const parts = [];
  const updates = [];
  const add = ([made, update]) => {
    parts.push(made);
    updates.push(update);
  };
  if (shows("steps") && spec.inputs.length > 1) {
    const steps = spec.inputs.map((_, n) => [String(n + 1), n + 1]);
    add(choice("time step", "t", steps, model));
  }
  if (shows("walk")) {
    parts.push(
      element(
        "div",
        { class: "lstm-choice", role: "group", "aria-label": "walk through the cell" },
        button("◀ back", () => walk(model, -1), { "data-walk": "back" }),
        button("next ▶", () => walk(model, 1), { "data-walk": "next" }),
      ),
    );
  }
  if (shows("activations")) add(choice("activations", "activations", spec.pairs, model));
  if (shows("gradients")) {
    add(choice("show", "face", [["values", "values"], ["gradients", "gradients"]], model));
    const last = subscript(spec.inputs.length);
    add(choice("gradient of", "of", [[`h${last}`, "h"], [`c${last}`, "c"]], model));
  }
  if (shows("presets")) {
    const presets = Object.entries(spec.presets).map(([name, values]) =>
      button(name, () => setPreset(model, values), { "data-preset": name }),
    );
    const title = element("span", { class: "lstm-label", text: "set to" });
    parts.push(element("div", { class: "lstm-choice", role: "group", "aria-label": "presets" }, title, ...presets));
  }
  if (shows("setting")) add(settingRow(model));
  if (shows("reset")) parts.push(button("reset", () => setAll(model, spec.start), { "data-walk": "reset" }));
  return [element("div", { class: "lstm-bar" }, ...parts), () => updates.forEach((update) => update())];
}

class Table {
  constructor(spec) {
    this.header = spec.columns.map(() => element("th", { scope: "col" }));
    this.rows = spec.inputs.map(() => element("tr", {}, ...spec.columns.map(() => element("td"))));
    this.element = element(
      "table",
      { class: "lstm-table" },
      element("caption", { text: "all time steps" }),
      element("thead", {}, element("tr", {}, ...this.header)),
      element("tbody", {}, ...this.rows),
    );
  }

  update(spec, scene) {
    header(spec, scene).forEach((text, k) => {
      if (this.header[k].textContent !== text) this.header[k].textContent = text;
    });
    table(spec, scene).forEach((texts, n) => {
      const row = this.rows[n];
      if (n + 1 === scene.t) row.setAttribute("aria-current", "step");
      else row.removeAttribute("aria-current");
      texts.forEach((text, k) => {
        if (row.cells[k].textContent !== text) row.cells[k].textContent = text;
      });
    });
  }
}

// ---- the sliders -------------------------------------------------------------------------------

// They come without steps (sliders.py says why), and without a name that a screen reader could say.
// Both are given here.

const KEYS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 };
const DECIMALS = 12; // 12 steps of 0.1 are 1.2000000000000002

async function slidersOf(model) {
  const ids = Object.values(model.get("sliders")).map((name) => name.replace("IPY_MODEL_", ""));
  const found = await Promise.allSettled(ids.map(async (id) => model.widget_manager.get_model(id)));
  return found.filter(({ value }) => value).map(({ value }) => value); // others have been closed
}

function onStep(slider, value) {
  const step = slider.get("thumb_step");
  const nearest = Number((Math.round(value / step) * step).toFixed(DECIMALS));
  return Math.min(slider.get("max"), Math.max(slider.get("min"), nearest));
}

// A preset may go beyond the sliders' range: they get more room first.
async function setPreset(model, values) {
  for (const slider of await slidersOf(model)) {
    const value = values[slider.get("description")];
    if (value < slider.get("min")) slider.set("min", value);
    if (value > slider.get("max")) slider.set("max", value);
  }
  setAll(model, values);
}

function moveTo(slider, value) {
  slider.set("value", onStep(slider, value));
  slider.save_changes();
}

// Let go, a thumb tells once more where it is, and that is no round number.
function keepSteps(slider) {
  slider.on("change:value", (_, value, options) => {
    if (!options?.updated_view || onStep(slider, value) === value) return;
    slider.set("value", onStep(slider, value), options);
  });
}

// Jupyter's own shortcuts listen to the whole page: a key that is meant for us must not get so far.
// (Its data-lm-suppress-shortcuts would switch off Ctrl+S, too, and Notebook 7 does not heed it.)
function onKeys(signal, take) {
  const onKey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || !take(event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  window.addEventListener("keydown", onKey, { capture: true, signal });
}

function outfit(place, slider, spec) {
  const label = slider.get("tooltip");
  const track = place.querySelector(".noUi-target").noUiSlider;
  const handle = place.querySelector(".noUi-handle");
  const readout = place.querySelector(".widget-readout");
  const value = () => toNumber(slider.get("value"));
  handle.setAttribute("aria-label", label);
  track.on("slide.lstm", ([at]) => moveTo(slider, Number(at)));
  track.on("update.lstm", () => {
    handle.setAttribute("aria-valuetext", formatNumber(spec, value()));
  });
  readout.setAttribute("role", "textbox");
  readout.setAttribute("aria-label", `${label}: type a number`);
}

// Outfits the sliders around a picture, once it is on the page, and those that come later.
function watchSliders(model, root, container, spec) {
  const gone = new AbortController();
  const handles = new WeakMap();
  let outfitAll = () => {};
  const watch = new MutationObserver(() => outfitAll());
  const attached = new ResizeObserver(async () => {
    const around = root.closest(container);
    if (!around) return;
    attached.disconnect();
    const sliders = await slidersOf(model);
    const byName = new Map(sliders.map((slider) => [slider.get("description"), slider]));
    outfitAll = () => {
      for (const place of around.querySelectorAll(".lstm-controls .widget-slider")) {
        const slider = byName.get(place.querySelector(".widget-label")?.textContent);
        const handle = place.querySelector(".noUi-handle:not([aria-label])");
        if (!slider || !handle) continue;
        handles.set(handle, slider);
        outfit(place, slider, spec);
      }
    };
    outfitAll();
    watch.observe(around, { childList: true, subtree: true });
  });
  attached.observe(root);
  onKeys(gone.signal, ({ key, target }) => {
    const slider = handles.get(target);
    if (!slider || !(key in KEYS)) return false;
    const value = toNumber(slider.get("value"));
    moveTo(slider, (Number.isNaN(value) ? 0 : value) + KEYS[key] * slider.get("thumb_step"));
    return true;
  });
  return () => {
    gone.abort();
    attached.disconnect();
    watch.disconnect();
  };
}

// ---- what a screen reader says -----------------------------------------------------------------

const QUIET_MS = 500; // it hears where a drag ends, not every value on its way

// What stands there from the start is read like the rest of the page: only changes are spoken.
class Speaker {
  constructor() {
    this.element = element("p", { class: "lstm-spoken", "aria-live": "polite" });
    this.before = null;
    this.timer = 0;
  }

  hear(now, say) {
    this.before ??= now;
    this.stop();
    this.timer = setTimeout(() => {
      const text = say(this.before, now);
      if (text) this.element.textContent = text;
      this.before = now;
    }, QUIET_MS);
  }

  stop() {
    clearTimeout(this.timer);
  }
}

// A step of the walk is the sentence; a slider has said its own value: what did it do to the rest?
export function spokenChange(spec, before, scene) {
  const isElsewhere = ["t", "upto", "face", "of"].some((name) => before[name] !== scene[name]);
  if (isElsewhere || scene.face !== "values") {
    return sentence(spec, scene) === sentence(spec, before) ? "" : sentence(spec, scene);
  }
  const writer = new Writer(spec, scene);
  const changed = ["h_prev", ...spec.stages]
    .filter((name) => writer.written(name) !== writer.written(name, before.known))
    .filter((name) => name !== "c_act" || writer.activationName(writer.table[name]) !== "identity");
  if (!changed.length) return "";
  const said = changed.map((name) => `${writer.table[name].words} ${writer.written(name)}`);
  const values = changed.map((name) => writer.written(name)).join();
  const signs = Object.keys(spec.notes).filter((sign) => values.includes(sign));
  return [`Changed: ${said.join(", ")}.`, ...signs.map((sign) => spec.notes[sign])].join(" ");
}

// ---- the view ----------------------------------------------------------------------------------

export function sceneOf(model) {
  const spec = model.get("spec");
  const read = (name) => toNumber(model.get(name));
  return makeScene(spec, {
    weights: Object.fromEntries(spec.weights.map((name) => [name, read(name)])),
    inputs: spec.inputs.map(read),
    h0: read("h0"),
    c0: read("c0"),
    activations: model.get("activations").split("/"),
    t: model.get("t"),
    upto: model.get("upto"),
    face: model.get("face"),
    of: model.get("of"),
    title: model.get("title"),
  });
}

const LATER_MS = 100;

// Draws a change at once, and more of them before the next frame together, in it. What is not on the
// screen waits until there is time: one Explorer may be shown many times in a notebook.
class Frames {
  constructor(root, draw) {
    this.draw = draw;
    this.isSeen = true;
    this.isStale = false;
    this.frame = 0;
    this.timer = 0;
    this.observer = new IntersectionObserver((entries) => {
      this.isSeen = entries.at(-1).isIntersecting;
      if (this.timer) this.request();
    });
    this.observer.observe(root);
  }

  request() {
    this.isStale = true;
    if (this.frame) return;
    clearTimeout(this.timer);
    this.timer = 0;
    if (this.isSeen) this.catchUp();
    else this.timer = setTimeout(() => this.catchUp(), LATER_MS);
  }

  catchUp() {
    this.frame = this.timer = 0;
    if (!this.isStale) return;
    this.isStale = false;
    this.frame = requestAnimationFrame(() => this.catchUp());
    this.draw();
  }

  stop() {
    cancelAnimationFrame(this.frame);
    clearTimeout(this.timer);
    this.observer.disconnect();
  }
}

// Whatever goes wrong in here, the learner keeps the picture as Python drew it, and hears why.
function giveUp({ model, el }, error) {
  console.error(error);
  const reason = `This picture no longer follows the sliders, because its script failed: ${error.message}`;
  const says = element("p", { class: "lstm-says", role: "alert", text: reason });
  const frame = element("div", { class: "lstm-frame" }, parsed(model.get("svg")));
  el.replaceChildren(element("div", { class: "lstm-picture" }, frame, says));
}

function render(view) {
  try {
    return renderLive(view);
  } catch (error) {
    giveUp(view, error);
  }
}

function renderLive({ model, el }) {
  const spec = model.get("spec");
  const picture = new Picture(spec, model.get("svg"));
  const [controls, updateControls] = bar(model);
  const says = element("p", { class: "lstm-says" });
  const speaker = new Speaker();
  const steps = new Table(spec);
  const frame = element("div", { class: "lstm-frame" }, picture.svg);
  const root = element("div", { class: "lstm-picture" });
  root.append(frame, controls, says, speaker.element);
  if (spec.show.includes("table") && spec.inputs.length > 1) root.append(steps.element);
  el.append(root);

  const show = () => {
    const scene = sceneOf(model);
    picture.update(scene);
    steps.update(spec, scene);
    updateControls();
    says.textContent = sentence(spec, scene);
    if (frames.isSeen) speaker.hear(scene, (before, now) => spokenChange(spec, before, now));
  };
  const update = () => {
    try {
      show();
    } catch (error) {
      leave();
      giveUp({ model, el }, error);
    }
  };
  const frames = new Frames(root, update);
  const schedule = () => frames.request();
  const gone = new AbortController();
  onKeys(gone.signal, ({ key, target }) => {
    const direction = { ArrowRight: 1, ArrowLeft: -1 }[key];
    if (!direction || !root.contains(target) || !spec.show.includes("walk")) return false;
    if (target.matches("input")) return false; // there they move the cursor
    walk(model, direction);
    return true;
  });
  model.on("change", schedule);
  const stopWatching = watchSliders(model, root, ".lstm-explorer", spec);
  const leave = () => {
    gone.abort();
    stopWatching();
    model.off("change", schedule);
    frames.stop();
    speaker.stop();
    el.replaceChildren(); // ipywidgets keeps the element of every view that there was in memory
  };
  update();
  return leave;
}

async function initialize({ model }) {
  for (const slider of await slidersOf(model)) keepSteps(slider);
}

export default { initialize, render };
