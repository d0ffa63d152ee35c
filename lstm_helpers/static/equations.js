// Formulas, and equations with the numbers in them: what equations.py and backprop.py write.

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
