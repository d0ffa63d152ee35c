// The cell, worked out from the graph table: what graph.py does.

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
