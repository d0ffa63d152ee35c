// What the picture, the sentence and the table of time steps say: what texts.py does.

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
    const symbols = face === "gradients" ? writer.gradientFormula(rest) : writer.formula(rest);
    return symbols === slotText(spec, scene, writer, `eq_${rest}`) ? spec.blank : symbols;
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
