// What a notebook shows, one view after the other, in a page that has of Jupyter only a cell's room.

const SMALLEST_TEXT = 12;
const LEAST_CONTRAST = 4.5;
const WIDE_ENOUGH = 640; // what is narrower may move these as a whole:
const MOVED = ".lstm-frame, .lstm-chart-frame, .lstm-steps";
// Each has its place for itself.
const LEAVES = `button:not(.lstm-full), input:not(.lstm-well), .lstm-name, .lstm-says, .lstm-label, .lstm-group-name, .lstm-problem, th, td,
  .lstm-frame, .lstm-chart-frame`;
const FOR_EARS = ".lstm-spoken, caption";

const visible = (element) => {
  const { width, height } = element.getBoundingClientRect();
  return (
    width > 1 &&
    height > 1 &&
    !element.closest(FOR_EARS) &&
    getComputedStyle(element).visibility === "visible"
  );
};
const all = (root, selector) => [...root.querySelectorAll(selector)].filter(visible);
const isText = (node) => node.nodeType === Node.TEXT_NODE && node.data.trim();
const nameOf = (element) =>
  element.dataset.name ?? (element.id || element.getAttribute("class") || element.localName);
const called = (element) => `${nameOf(element)} "${element.textContent.trim().slice(0, 40)}"`;

// ---- scroll bars, and what is cut ----------------------------------------------------------------

function* scrolling(room, root) {
  const isNarrow = root.clientWidth < WIDE_ENOUGH;
  for (const element of [room, ...room.querySelectorAll("*")]) {
    if (element.closest("svg") || element.matches(FOR_EARS) || element.type === "range") continue;
    const style = getComputedStyle(element);
    const isText = element.matches("input");
    if (style.overflowX === "visible" && !isText) continue;
    if (element.closest(".lstm-setting") && isText) continue; // a long text, there to be copied
    const mayMove = isNarrow && element.matches(MOVED);
    if (element.scrollWidth > element.clientWidth && !mayMove)
      yield `${nameOf(element)} scrolls sideways: ${element.scrollWidth} > ${element.clientWidth}`;
    if (element.scrollHeight > element.clientHeight)
      yield `${nameOf(element)} scrolls: ${element.scrollHeight} > ${element.clientHeight}`;
  }
}

function* torn(root) {
  for (const cell of all(root, "th, td")) {
    const lines = new Set(linesOf(cell).map(({ top }) => Math.round(top)));
    if (lines.size > 1) yield `${called(cell)} takes ${lines.size} lines`;
  }
  for (const element of all(root, "button, th, td, .lstm-label, .lstm-name, .lstm-group-name")) {
    const place = element.getBoundingClientRect();
    for (const line of linesOf(element)) if (!isWithin(line, place, 0.5)) yield `${called(element)} is cut`;
  }
}

function linesOf(element) {
  const range = document.createRange();
  range.selectNodeContents(element);
  return [...range.getClientRects()].filter(({ width }) => width > 0);
}

const isWithin = (a, b, slack) =>
  a.left >= b.left - slack &&
  a.right <= b.right + slack &&
  a.top >= b.top - slack &&
  a.bottom <= b.bottom + slack;

// ---- overlaps ------------------------------------------------------------------------------------

const overlap = (a, b) =>
  Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5 &&
  Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.5;

function* overlaps(placed, say) {
  for (const [n, [one, place]] of placed.entries()) {
    for (const [other, its] of placed.slice(n + 1)) {
      if (overlap(place, its)) yield `${say(one)} overlaps ${say(other)}`;
    }
  }
}

const textsOf = (svg) =>
  all(svg, "text").filter((text) => text.textContent.trim() && opacityOf(text, svg) > 0);

function scaleOf(text) {
  const { a, b } = text.getScreenCTM();
  return Math.hypot(a, b);
}

// The letters themselves: a text's box has room for accents and the deepest tails, too.
function lettersOf(text) {
  const { left, right, top, bottom } = text.getBoundingClientRect();
  const size = parseFloat(getComputedStyle(text).fontSize) * scaleOf(text);
  return { left, right, top: top + 0.2 * size, bottom: bottom - 0.18 * size };
}

function* crowded(root) {
  yield* overlaps(
    all(root, LEAVES).map((leaf) => [leaf, leaf.getBoundingClientRect()]),
    called,
  );
  for (const svg of all(root, ".lstm-frame > svg, .lstm-chart-frame > svg")) {
    const placed = textsOf(svg).map((text) => [text, lettersOf(text)]);
    const idOf = (text) => `${text.parentNode.id || text.localName} "${text.textContent.trim()}"`;
    const corner = all(svg.closest(".lstm-stage") ?? svg, ".lstm-full"); // lies on the picture, and on no text of it
    yield* overlaps([...placed, ...corner.map((button) => [button, button.getBoundingClientRect()])], idOf);
    const paper = svg.getBoundingClientRect();
    for (const [text, place] of placed) if (!isWithin(place, paper, 0)) yield `${idOf(text)} is cut`;
  }
}

// ---- letters: their size, and how they stand out -------------------------------------------------

function* written(root) {
  const walk = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT);
  for (let element = root; element; element = walk.nextNode()) {
    const hasText = [...element.childNodes].some(isText) || element.matches("input[type=text]");
    if (hasText && !element.closest("svg") && visible(element)) yield element;
  }
}

const sizeOf = (element) => parseFloat(getComputedStyle(element).fontSize);
const sizesOf = (root) => [
  ...[...written(root)].map((element) => [element, sizeOf(element)]),
  ...all(root, "svg").flatMap((svg) => textsOf(svg).map((text) => [text, sizeOf(text) * scaleOf(text)])),
];

function* small(root) {
  for (const [element, size] of sizesOf(root)) {
    if (size < SMALLEST_TEXT - 0.005) yield `${called(element)} is ${size.toFixed(2)} px`;
  }
}

function rgba(colour) {
  const numbers = (colour.match(/[\d.]+/g) ?? [0, 0, 0, 0]).map(Number);
  const isUnit = colour.startsWith("color(");
  const [r, g, b] = numbers.slice(0, 3).map((value) => (isUnit ? value * 255 : value));
  return { r, g, b, a: colour === "none" ? 0 : (numbers[3] ?? 1) };
}

const mix = (over, under, a = over.a) =>
  Object.fromEntries(["r", "g", "b"].map((part) => [part, over[part] * a + under[part] * (1 - a)]));

function luminance(colour) {
  const [r, g, b] = ["r", "g", "b"].map((part) => {
    const value = colour[part] / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function opacityOf(element, top) {
  let opacity = 1;
  for (let at = element; at && at !== top; at = at.parentElement)
    opacity *= Number(getComputedStyle(at).opacity);
  return opacity;
}

function groundOf(element) {
  const layers = [];
  for (let at = element; at; at = at.parentElement) {
    const layer = rgba(getComputedStyle(at).backgroundColor);
    layers.push(layer);
    if (layer.a === 1) break;
  }
  return layers.reduceRight((under, over) => mix(over, under), { r: 255, g: 255, b: 255 });
}

// What is filled in a drawing, from the bottom to the top.
function filled(svg) {
  const shapes = all(svg, "path, rect, circle").filter((shape) => !shape.closest("defs, clipPath"));
  const looks = shapes.map((shape) => {
    const style = getComputedStyle(shape);
    const fill = rgba(style.fill);
    const a = fill.a && fill.a * Number(style.fillOpacity) * opacityOf(shape, svg);
    return { shape, fill, a, place: shape.getBoundingClientRect() };
  });
  return looks.filter(({ a }) => a > 0);
}

// What lies under the middle of a text.
function paintedUnder(text, shapes, ground) {
  const place = lettersOf(text);
  const [x, y] = [(place.left + place.right) / 2, (place.top + place.bottom) / 2];
  const under = shapes.filter(({ shape, place: around }) => {
    if (!isWithin({ left: x, right: x, top: y, bottom: y }, around, 0)) return false;
    if (shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_PRECEDING) return false;
    return shape.isPointInFill(new DOMPoint(x, y).matrixTransform(shape.getScreenCTM().inverse()));
  });
  return under.reduce((below, { fill, a }) => mix(fill, below, a), ground);
}

function* faint(root) {
  const tell = (element, ink, ground) => {
    const found = contrast(mix(ink, ground), ground);
    return found < LEAST_CONTRAST ? [`${called(element)} has a contrast of ${found.toFixed(2)}`] : [];
  };
  for (const element of written(root))
    yield* tell(element, rgba(getComputedStyle(element).color), groundOf(element));
  for (const svg of all(root, ".lstm-frame > svg, .lstm-chart-frame > svg")) {
    const [shapes, paper] = [filled(svg), groundOf(svg)];
    for (const text of textsOf(svg)) {
      const ink = rgba(getComputedStyle(text).fill);
      ink.a *= opacityOf(text, svg);
      yield* tell(text, ink, paintedUnder(text, shapes, paper));
    }
  }
}

// ---- a notebook's views --------------------------------------------------------------------------

const byAddress = {};
let models = {};

// An animation frame comes at once: a thousand states need not wait for the screen.
window.inNoTime = () => {
  let last = 0;
  const waiting = new Set();
  window.requestAnimationFrame = (callback) => {
    last += 1;
    const id = last;
    waiting.add(id);
    queueMicrotask(() => {
      if (waiting.delete(id)) callback();
    });
    return id;
  };
  window.cancelAnimationFrame = (id) => waiting.delete(id);
};

window.bring = async (states, host, addresses) => {
  const { hostModel } = await import(host);
  for (const [name, address] of Object.entries(addresses)) byAddress[name] = (await import(address)).default;
  models = {};
  const manager = { get_model: async (id) => models[id] };
  for (const [id, state] of Object.entries(states)) models[id] = hostModel(state, manager);
};

const isExplorer = (model) => model.get("upto") !== undefined;
const isQuestion = (model) => model.get("questions") !== undefined;
const isMap = (model) => model.get("look")?.shades !== undefined;
const kindOf = (model) => {
  if (isMap(model)) return "map";
  if (isExplorer(model)) return model.get("look").around ?? "explorer";
  return isQuestion(model) ? "question" : "chart";
};
const setAll = (model, values) => {
  for (const [name, value] of Object.entries(values)) model.set(name, value);
};

// What a learner can bring it to: [in words, whose traits, which].
function* statesOf(model, stages) {
  if (isQuestion(model)) {
    yield* answersTo(model);
    return;
  }
  if (isMap(model)) {
    for (const quantity of Object.keys(model.get("look").quantities)) yield [quantity, model, { quantity }];
    return;
  }
  const { show = [], limits, sliders = [] } = model.get("look");
  const source = models[model.get("explorer")?.replace("IPY_MODEL_", "")] ?? model;
  if (isExplorer(model)) {
    for (const upto of stages) yield [`upto ${upto}`, model, { upto }];
    for (const t of [1, model.get("steps")]) yield [`t = ${t}`, model, { t }];
  }
  const names = [
    ...show.filter((name) => model.get(name) !== undefined && name !== "steps" && name !== "activations"),
    ...sliders.map(({ name }) => name),
  ];
  const ends = source.get("look").limits ?? [];
  for (const end of names.length ? ends : []) {
    yield [`sliders at ${end}`, source, Object.fromEntries(names.map((name) => [name, end]))];
  }
  if (show.includes("gradients"))
    for (const face of ["values", "gradients"]) yield [`face ${face}`, model, { face }];
  for (const scale of model.get("look").scales ?? model.get("look").plot?.scales ?? [])
    yield [`scale ${scale}`, model, { scale }];
}

// Each answer, the right one among them, or what is no number.
function* answersTo(model) {
  for (const { name, kind, options, right } of model.get("questions")) {
    const given = kind === "choice" ? Object.keys(options) : ["six"];
    for (const answer of given) {
      const solved = answer === right;
      const kept = { tries: 1, solved, slips: solved ? [] : [answer] };
      kept[kind === "choice" ? "chosen" : "typed"] = answer;
      yield [`${name}: ${answer}`, model, { answers: { [name]: kept } }];
    }
  }
}

// A table that is moved sideways may have a scroll bar, and be higher for it.
const STILL = ".lstm-frame, .lstm-bar, .lstm-says, .lstm-controls, .lstm-steps, .lstm-chart";
function placesOf(root) {
  const { left, top } = root.getBoundingClientRect();
  const places = all(root, STILL).map((part) => [part, part.getBoundingClientRect()]);
  return places.map(([part, at]) => {
    const numbers = [at.left - left, at.top - top, at.width, part.matches(".lstm-steps") ? 0 : at.height];
    return `${nameOf(part)} ${numbers.map((n) => n.toFixed(2)).join(" ")}`;
  });
}

// JupyterLab paints its cells, and gives an output a scroll bar as soon as it is a pixel too large.
async function stand(model, width, theme) {
  document.body.className = theme;
  document.body.replaceChildren();
  const room = document.body.appendChild(document.createElement("div"));
  room.className = "jp-OutputArea-output";
  room.style.width = `${width}px`;
  const el = room.appendChild(document.createElement("div"));
  const leave = await byAddress[kindOf(model)].render({ model, el });
  const root = el.querySelector(".lstm");
  // its theme is known as soon as it stands in the page
  for (let n = 0; n < 100 && root.dataset.theme !== theme; n += 1)
    await new Promise((later) => setTimeout(later));
  return { room, root, leave };
}

const drawn = async () => {
  for (let n = 0; n < 6; n += 1) await null;
};

const complaintsOf = ({ room, root }, coloured) =>
  [scrolling(room, root), torn(root), crowded(root), small(root), coloured ? faint(root) : []].flatMap(
    (found) => [...found],
  );

/** Everything that is wrong with one view, in every state that a learner can bring it to. */
window.complaints = async (id, { width, theme, coloured, stages }) => {
  const model = models[id];
  const view = await stand(model, width, theme);
  const places = placesOf(view.root);
  const found = new Map(complaintsOf(view, coloured).map((complaint) => [complaint, "at first"]));
  const note = (complaint, when) => found.has(complaint) || found.set(complaint, when);
  const isColoured = (when) => coloured && !/^upto (?!c$)|^t =/.test(when); // what is lit comes and goes
  for (const [when, whose, changes] of statesOf(model, stages)) {
    const before = Object.fromEntries(Object.keys(changes).map((name) => [name, whose.get(name)]));
    setAll(whose, changes);
    await drawn();
    for (const complaint of complaintsOf(view, isColoured(when))) note(complaint, when);
    for (const [n, place] of placesOf(view.root).entries())
      if (place !== places[n]) note(`${places[n]} moves to ${place}`, when);
    setAll(whose, before);
    await drawn();
  }
  view.leave();
  return [...found].map(([complaint, when]) => `${complaint} (${when})`);
};

/** How large things are. */
window.sizes = async (id, { width, theme }) => {
  const { root, leave } = await stand(models[id], width, theme);
  const sizes = sizesOf(root).map(([, size]) => size);
  const [frame] = all(root, ".lstm-frame, .lstm-chart-frame");
  const handles = all(root, "button, input:not(.lstm-well)"); // what is pressed of those is their box
  const found = {
    smallest: Math.min(...sizes),
    largest: Math.max(...sizes),
    handle: Math.min(...handles.map((handle) => handle.getBoundingClientRect().height)),
    frame: frame?.getBoundingClientRect().toJSON() ?? null, // a question has none
    rows: all(root, ".lstm-table tbody tr").length,
    span: spanOf(root),
    first: all(root, ".lstm-slider")[0]?.getBoundingClientRect().bottom ?? 0,
  };
  leave();
  return found;
};

// From the first slider to the end of the table.
function spanOf(root) {
  const [slider] = all(root, ".lstm-slider");
  const [table] = all(root, ".lstm-table");
  if (!slider || !table) return 0;
  return table.getBoundingClientRect().bottom - slider.getBoundingClientRect().top;
}
