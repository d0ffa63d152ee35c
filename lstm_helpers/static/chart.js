// The chart: what chart.py and plots.py say, worked out and drawn in the browser. scripts.py puts this
// file after explorer.js, whose numbers, graph and little helpers it uses.

// ---- scales and ticks --------------------------------------------------------------------------

function scaled(spec, value, scale) {
  if (!(Math.abs(value) <= spec.largest)) return NaN;
  const number = orZero(spec, value);
  if (scale === "linear") return number;
  if (scale === "log") return number > 0 ? Math.log10(number) : NaN;
  return (Math.sign(number) * Math.log1p(Math.abs(number))) / Math.LN10;
}

const orZero = (spec, value) => (Math.abs(value) >= 1 / spec.largest ? value : 0);

function roundSteps(low, high, most, whole = false) {
  for (let exponent = Math.max(-300, Math.floor(Math.log10(high - low)) - 2); ; exponent += 1) {
    for (const digit of [1, 2, 5]) {
      const step = Number(`${digit}e${exponent}`);
      const [first, last] = [Math.floor(low / step), Math.ceil(high / step)];
      if (last - first <= most && (step >= 1 || !whole)) return [step, first, last];
    }
  }
}

const range = (first, last) => Array.from({ length: last - first + 1 }, (_, n) => first + n);
const power = (exponent) => Number(`1e${exponent}`);
const least = (values) => values.reduce((a, b) => Math.min(a, b));
const most = (values) => values.reduce((a, b) => Math.max(a, b));

function exponentOf(value) {
  let exponent = Math.floor(Math.log10(value));
  while (power(exponent) > value) exponent -= 1;
  while (power(exponent + 1) <= value) exponent += 1;
  return exponent;
}

function exponentAbove(value) {
  const exponent = exponentOf(value);
  return exponent + (power(exponent) < value ? 1 : 0);
}

function rangeOf(values) {
  const [low, high] = [least(values), most(values)];
  if (low < high) return [low, high];
  const room = Math.abs(low) / 2 || 0.5;
  return [low - room, high + room];
}

function xAxis(content) {
  const xs = content.lines.flatMap(({ points }) => points.map(([x]) => x));
  const [low, high] = content.xlim ?? (xs.length ? rangeOf(xs) : [0, 1]);
  const [step, first, last] = roundSteps(low, high, 12, xs.every(Number.isInteger));
  const ticks = range(first, last).map((n) => n * step);
  return [low, high, ticks.filter((tick) => low <= tick && tick <= high)];
}

function yAxis(spec, content, values) {
  const { scale } = content;
  let [low, high] = content.ylim ?? [];
  if (!content.ylim) {
    const some = scale === "log" ? values.filter((v) => v > 0) : [...values, 0];
    [low, high] = some.length ? [least(some), most(some)] : [1, 1];
    if (scale !== "log" && low === high) high = 1;
  }
  if (scale === "log") return decades(low, high);
  if (scale === "symlog" && Math.max(-low, high) > 2) return decadesBothWays(spec, low, high);
  const [step, first, last] = roundSteps(low, high, 5);
  let ticks = range(first, last).map((n) => n * step);
  if (content.ylim) ticks = ticks.filter((tick) => low <= tick && tick <= high);
  else [low, high] = [ticks[0], ticks.at(-1)];
  return [scaled(spec, low, scale), scaled(spec, high, scale), ticks];
}

function decades(low, high) {
  let [first, last] = [exponentOf(low), exponentAbove(high)];
  if (first === last) [first, last] = [Math.max(-300, first - 1), Math.min(300, last + 1)];
  const every = Math.ceil((last - first) / 6);
  return [first, last, range(first, last).filter((n) => n % every === 0).map(power)];
}

function decadesBothWays(spec, low, high) {
  const size = (n) => (n >= 0 ? scaled(spec, power(n), "symlog") : 0);
  const [up, down] = [high, -low].map((end) => (end > 0 ? Math.max(0, exponentAbove(end)) : -1));
  const every = Math.ceil((up + down + 2) / 8);
  const room = (spec.frame.bottom - spec.frame.top) / (size(up) + size(down));
  const furthest = Math.max(up, down);
  const exponents = range(0, furthest).filter(
    (n) => (furthest - n) % every === 0 && size(n) * room >= spec.smallest_gap,
  );
  const below = exponents.filter((n) => n <= down).map((n) => -power(n));
  const above = exponents.filter((n) => n <= up).map(power);
  return [-size(down), size(up), [...below.reverse(), 0, ...above]];
}

const superscript = (text) => text.replace(/[\d−]/g, (sign) => (sign === "−" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[sign]));

function tickText(spec, value, scale) {
  const size = Math.abs(value);
  if (scale !== "linear" && value && !(size >= 1e-3 && size <= 1e3)) {
    const exponent = superscript(formatNumber(spec, Math.round(Math.log10(size))));
    return `${value < 0 ? "−" : ""}10${exponent}`;
  }
  return formatNumber(spec, value);
}

// ---- the plan ----------------------------------------------------------------------------------

export function plan(spec, content) {
  const { left, right, top, bottom } = spec.frame;
  const { scale } = content;
  const place = (y) => scaled(spec, y, scale);
  const [xLow, xHigh, xTicks] = xAxis(content);
  const drawn = content.lines.flatMap(({ points }) => points.map(([, y]) => y));
  const drawable = drawn.filter((y) => !Number.isNaN(place(y))).map((y) => orZero(spec, y));
  const [yLow, yHigh, yTicks] = yAxis(spec, content, drawable);
  const across = (x) => left + ((x - xLow) / (xHigh - xLow)) * (right - left);
  const down = (y) => bottom - ((place(y) - yLow) / (yHigh - yLow)) * (bottom - top);
  const isInside = ([, y]) => top <= y && y <= bottom;

  const lines = content.lines.map((line) => {
    const placed = line.points.map(([x, y]) => [across(x), down(y)]);
    const pieces = piecesOf(spec, placed);
    const alone = pieces.filter((piece) => piece.length === 1).map(([point]) => point);
    return {
      name: line.name,
      role: line.role,
      pieces,
      dots: placed.length <= spec.points_up_to ? placed.filter(isInside) : alone,
      end: pieces.at(-1)?.at(-1) ?? null,
      text: endText(spec, line),
    };
  });
  placeLabels(spec, lines.filter(({ end }) => end));
  return {
    title: content.title,
    x_label: content.x_label,
    y_label: content.y_label,
    x_ticks: xTicks.map((tick) => [across(tick), formatNumber(spec, tick)]),
    y_ticks: yTicks.map((tick) => [down(tick), tickText(spec, tick, scale)]),
    zero: scale !== "log" && yLow < 0 && yHigh > 0 ? down(0) : null,
    mark: content.mark === null ? null : across(content.mark),
    lines,
    dot: content.dot && placedDot(spec, content, across, down),
    note: noteOf(spec, content),
    sentence: chartSentence(spec, content),
  };
}

// Cuts a line where it has a gap or leaves the frame.
function piecesOf(spec, points) {
  const { top, bottom } = spec.frame;
  const pieces = [];
  let piece = [];
  let before = [NaN, NaN];
  for (const point of points) {
    const stretch = inside(spec, before, point);
    if (piece.length && (!stretch || !samePlace(piece.at(-1), stretch[0]))) {
      pieces.push(piece);
      piece = [];
    }
    if (stretch) piece = [...(piece.length ? piece : [stretch[0]]), stretch[1]];
    else if (Number.isNaN(before[1]) && top <= point[1] && point[1] <= bottom) piece = [point];
    before = point;
  }
  return piece.length ? [...pieces, piece] : pieces;
}

const samePlace = ([x0, y0], [x1, y1]) => x0 === x1 && y0 === y1;

function inside(spec, [x0, y0], [x1, y1]) {
  const { top, bottom } = spec.frame;
  if (Number.isNaN(y0) || Number.isNaN(y1) || Math.max(y0, y1) < top || Math.min(y0, y1) > bottom) {
    return null;
  }
  const bound = (x, y) => {
    if (top <= y && y <= bottom) return [x, y];
    const edge = y < top ? top : bottom;
    return [x0 + ((edge - y0) / (y1 - y0)) * (x1 - x0), edge];
  };
  return [bound(x0, y0), bound(x1, y1)];
}

function endText(spec, { label, points, valued }) {
  return valued && points.length ? `${label} = ${formatNumber(spec, points.at(-1)[1])}` : label;
}

function placeLabels(spec, lines) {
  if (!lines.length) return;
  const { top, bottom } = spec.frame;
  const column = most(lines.map(({ end }) => end[0])) + 26;
  const gap = Math.min(spec.smallest_gap, (bottom - top) / Math.max(1, lines.length - 1));
  const ordered = [...lines].sort((a, b) => a.end[1] - b.end[1]);
  const ys = ordered.map(({ end }) => end[1]);
  for (let n = 1; n < ys.length; n += 1) ys[n] = Math.max(ys[n], ys[n - 1] + gap);
  ys[ys.length - 1] = Math.min(ys.at(-1), bottom);
  for (let n = ys.length - 2; n >= 0; n -= 1) ys[n] = Math.min(ys[n], ys[n + 1] - gap);
  ordered.forEach((line, n) => (line.label = [column, ys[n]]));
}

function placedDot(spec, content, across, down) {
  const { x, y, role } = content.dot;
  if (Number.isNaN(scaled(spec, y, content.scale)) || Number.isNaN(x)) return null;
  const { left, right, top, bottom } = spec.frame;
  const bound = (value, low, high) => Math.min(Math.max(value, low), high);
  return { at: [bound(across(x), left, right), bound(down(y), top, bottom)], role };
}

function noteOf(spec, content) {
  const ys = content.lines.flatMap(({ points }) => points.map(([, y]) => y));
  if (!ys.length) return spec.notes.empty;
  if (ys.some((y) => !(Math.abs(y) <= spec.largest))) return spec.notes.gaps;
  return ys.some((y) => Number.isNaN(scaled(spec, y, content.scale))) ? spec.notes.log : "";
}

function chartSentence(spec, content) {
  const lines = content.lines.filter(({ points }) => points.length);
  if (!lines.length) return `${spec.notes.empty[0].toUpperCase()}${spec.notes.empty.slice(1)}.`;
  const format = (value) => formatNumber(spec, value);
  const [[first], [last]] = [lines[0].points[0], lines[0].points.at(-1)];
  const said = lines.map(
    ({ label, points }) => `${label} from ${format(points[0][1])} to ${format(points.at(-1)[1])}`,
  );
  return `Over ${content.x_label || "x"} ${format(first)} to ${format(last)}: ${said.join(", ")}.`;
}

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
