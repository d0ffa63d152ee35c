// The chart: what it shows, as chart.py has it, drawn in the browser.

// ---- what a chart shows ------------------------------------------------------------------------

function baseContent(model) {
  const { x_label, y_label, title, xlim, ylim } = model.get("spec");
  return { x_label, y_label, title, xlim, ylim, scale: model.get("scale"), dot: null, mark: null };
}

const CONTENTS = {
  // Numbers that Python gave.
  given(model) {
    const xs = model.get("x").map(toNumber);
    const values = model.get("values");
    const lines = model.get("spec").lines.map((line) => ({
      ...line,
      points: (values[line.name] ?? []).map((y, n) => [xs[n], toNumber(y)]),
    }));
    return { ...baseContent(model), lines };
  },

  // A picture's quantities, at all time steps that are known.
  time(model, scene) {
    const lines = model.get("spec").lines.map((line) => ({
      ...line,
      label: line.label + subscript(scene.complete ? scene.steps.length : scene.t),
      points: scene.steps.flatMap((step, n) => {
        if (scene.complete || n + 1 < scene.t) return [[n + 1, step[line.name]]];
        const isKnown = n + 1 === scene.t && line.name in scene.known;
        return isKnown ? [[n + 1, step[line.name]]] : [];
      }),
    }));
    const xlim = scene.steps.length > 1 ? [1, scene.steps.length] : null;
    return { ...baseContent(model), lines, xlim, mark: xlim && scene.t };
  },

  // An activation, with a dot where a picture's quantity is.
  curve(model, scene) {
    const spec = model.get("spec");
    const { name, operand, through, role, samples } = spec.curve;
    const [low, high] = spec.limits;
    const which = scene.activations[through];
    const zs = range(0, samples).map((n) => low + (n / samples) * (high - low));
    const points = zs.map((z) => [z, ACTIVATIONS[which](z)]);
    const [z, value] = [operand, name].map((n) => scene.known[n]);
    const isKnown = z !== undefined && value !== undefined;
    const write = (number) => (number === undefined ? spec.unknown : formatNumber(spec, number));
    return {
      ...baseContent(model),
      title: `${name}${subscript(scene.t)} = ${which}(${write(z)}) = ${write(value)}`,
      lines: [{ name: which, label: which, role, valued: false, points }],
      dot: isKnown ? { x: z, y: value, role } : null,
    };
  },

  // Products of the same factor, over and over.
  powers(model) {
    const { lines, xlim } = model.get("spec");
    const factors = {
      lstm: toNumber(model.get("f")),
      plain: toNumber(model.get("u")) * toNumber(model.get("slope")),
    };
    return {
      ...baseContent(model),
      lines: lines.map((line) => {
        const points = [[0, 1]];
        while (points.length <= xlim[1]) {
          points.push([points.length, Math.abs(points.at(-1)[1] * factors[line.name])]);
        }
        return { ...line, points };
      }),
    };
  },
};

export const contentOf = (model, picture) =>
  CONTENTS[model.get("spec").kind](model, picture && sceneOf(picture));

// ---- drawing -----------------------------------------------------------------------------------

function shape(tag, attributes, text) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

const written = ([x, y]) => `${Number(x.toFixed(3))},${Number(y.toFixed(3))}`;

function stroke(points, stroke, width, more = {}) {
  const attributes = { points: points.map(written).join(" "), fill: "none", stroke };
  return shape("polyline", { ...attributes, "stroke-width": width, "stroke-linejoin": "round", ...more });
}

function words(x, y, text, size, anchor, fill, more = {}) {
  return shape("text", { x, y, "font-size": size, "text-anchor": anchor, fill, ...more }, text);
}

const disc = ([cx, cy], r, fill, more = {}) => shape("circle", { cx, cy, r, fill, ...more });
const BOLD = { "font-weight": "bold" };

function* shapes(spec, shown) {
  const { left, right, top, bottom, height } = spec.frame;
  const { ink, quiet, grid, frame } = spec.colours;
  for (const [y, text] of shown.y_ticks) {
    yield stroke([[left, y], [right, y]], grid, 1);
    yield words(left - 10, y + 5, text, 15, "end", ink);
  }
  for (const [x, text] of shown.x_ticks) {
    yield stroke([[x, bottom], [x, bottom + 6]], frame, 1.2);
    yield words(x, bottom + 23, text, 15, "middle", ink);
  }
  if (shown.mark !== null) yield stroke([[shown.mark, top], [shown.mark, bottom]], spec.colours.mark, 8);
  if (shown.zero !== null) yield stroke([[left, shown.zero], [right, shown.zero]], frame, 1);
  yield stroke([[left, top], [left, bottom], [right, bottom]], frame, 1.2);
  yield words(left, 22, shown.title, 18, "start", ink, BOLD);
  yield words(left, top - 14, shown.y_label, 15, "start", ink);
  yield words((left + right) / 2, height - 10, shown.x_label, 15, "middle", ink);
  yield words(right, top - 14, shown.note, 14, "end", quiet);
  for (const line of shown.lines) yield* lineShapes(spec, line);
  if (shown.dot) {
    const { at, role } = shown.dot;
    const { colour } = spec.styles[role];
    const dashes = { "stroke-dasharray": "5.6 5.6" };
    yield stroke([[left, at[1]], at, [at[0], bottom]], colour, 1.4, dashes);
    yield disc(at, 8, colour, { stroke: "#fff", "stroke-width": 2, "data-dot": "" });
  }
}

function* lineShapes(spec, line) {
  const { colour, dashes } = spec.styles[line.role];
  for (const piece of line.pieces) {
    const dashing = dashes.length ? { "stroke-dasharray": dashes.join(" ") } : {};
    yield stroke(piece, colour, spec.line_width, { ...dashing, "data-line": line.name });
  }
  for (const dot of line.dots) yield disc(dot, 4, colour);
  if (!line.end) return;
  const [x, y] = line.label;
  yield stroke([line.end, [x - 4, y]], colour, 1);
  const [size, [text]] = fit(spec, line.text, spec.label);
  yield words(x, y + 5, text, size, "start", colour, { ...BOLD, "data-label": line.name });
}

// ---- the view ----------------------------------------------------------------------------------

async function pictureOf(model) {
  const reference = model.get("picture");
  return reference && model.widget_manager.get_model(reference.replace("IPY_MODEL_", ""));
}

async function renderChart({ model, el }) {
  const spec = model.get("spec");
  const picture = await pictureOf(model);
  const { width, height } = spec.frame;
  const svg = shape("svg", { viewBox: `0 0 ${width} ${height}`, role: "img" });
  const [title, description, drawing] = ["title", "desc", "g"].map((tag) => shape(tag, {}));
  svg.append(title, description, drawing);
  // JupyterLab must not take a key that is meant for a button for a command of its own.
  const root = element("div", { class: "lstm-chart", "data-lm-suppress-shortcuts": "true" }, svg);
  const [scales, updateScales] = choice("y axis", "scale", spec.scales, model);
  if (spec.scales.length > 1) root.append(element("div", { class: "lstm-bar" }, scales));
  const speaker = picture ? null : new Speaker(); // what comes from a picture is spoken there
  if (speaker) root.append(speaker.element);
  el.append(root);

  let frameRequest = 0;
  let stopWatching = null;
  const show = () => {
    const shown = plan(spec, contentOf(model, picture));
    drawing.replaceChildren(...shapes(spec, shown));
    title.textContent = shown.title || "chart";
    description.textContent = shown.sentence;
    speaker?.hear(shown.sentence, (before, now) => (now === before ? "" : now));
    updateScales();
  };
  const update = () => {
    frameRequest = 0;
    try {
      show();
    } catch (error) {
      leave();
      console.error(error);
      const reason = `This chart no longer follows the numbers, because its script failed: ${error.message}`;
      root.append(element("p", { class: "lstm-says", role: "alert", text: reason }));
    }
  };
  const schedule = () => {
    if (!frameRequest) frameRequest = requestAnimationFrame(update);
  };
  const sources = [model, picture].filter(Boolean);
  const leave = () => {
    stopWatching?.();
    for (const source of sources) source.off("change", schedule);
    cancelAnimationFrame(frameRequest);
    speaker?.stop();
  };
  for (const source of sources) source.on("change", schedule);
  const withSliders = sources.find((source) => source.get("sliders"));
  stopWatching = withSliders && watchSliders(withSliders, root, ".lstm-with-chart", spec);
  update();
  return leave;
}

async function initializeChart({ model }) {
  if (model.get("sliders")) await initialize({ model });
}

export default { initialize: initializeChart, render: renderChart };
