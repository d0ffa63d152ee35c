// Where the lines and words of a chart go: what plots.py does.

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
