// Gradients, walked backwards through the same table: what backprop.py does.

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
