// The live view in a page of its own, without Jupyter: what the page is asked to do, and what it shows.

// The project's own model for such a page, and how many listen to it.
const counted = (model) => {
  model.listeners = 0;
  const { on, off } = model;
  model.on = (...given) => ((model.listeners += 1), on(...given));
  model.off = (...given) => ((model.listeners -= 1), off(...given));
  return model;
};

// An animation frame comes at once: a thousand settings need not wait for the screen.
window.inNoTime = () => {
  window.requestAnimationFrame = (callback) => {
    queueMicrotask(callback);
    return 1;
  };
};

// By then whoever has asked before has drawn.
window.drawn = () => new Promise((done) => requestAnimationFrame(done));

window.begin = async (view, host, state) => {
  window.live = await import(view);
  const { hostModel } = await import(host);
  window.model = counted(hostModel(state));
  window.leave = live.default.render({ model, el: document.querySelector("main") });
};

window.openAndClose = async (times) => {
  for (let n = 0; n < times; n += 1) {
    const el = document.body.appendChild(document.createElement("div"));
    const leave = live.default.render({ model, el });
    model.set("w_f", n / 10);
    await drawn();
    leave();
    el.remove();
  }
};

window.set = (settings) => {
  for (const [name, value] of Object.entries(settings)) model.set(name, value);
};

window.change = async (settings) => {
  set(settings);
  await drawn();
};

// Where the sliders stand, each in three ways: they must agree, as far as a range can.
function sliders(root) {
  const stands = [...root.querySelectorAll(".lstm-slider")].map((row) => {
    const [range, field] = row.querySelectorAll("input");
    const spoken = range.getAttribute("aria-valuetext");
    return [range.dataset.name, spoken === field.value ? spoken : `${spoken}, and ${field.value} in the field`];
  });
  return Object.fromEntries(stands);
}

// Each id's text and size, or line width and opacity; the sliders; the table; the sentence.
window.shown = (root = document) => {
  const ids = {};
  for (const part of root.querySelectorAll(".lstm-frame [id]")) {
    const { fontSize, strokeWidth, opacity } = part.style;
    if (part.localName === "text") ids[part.id] = [part.textContent, parseFloat(fontSize)];
    else ids[part.id] = [strokeWidth, opacity].map(Number);
  }
  const rows = [...root.querySelectorAll(".lstm-table tbody tr")];
  return {
    ids,
    sliders: sliders(root),
    table: rows.map((row) => [...row.cells].map((cell) => cell.textContent)),
    marked: rows.flatMap((row, n) => (row.ariaCurrent ? [n + 1] : [])),
    sentence: root.querySelector(".lstm-says").textContent.replaceAll("\u00a0", " "), // "h = 3211" keeps together
    description: root.querySelector(".lstm-frame desc").textContent,
    title: root.querySelector(".lstm-frame title").textContent,
  };
};

window.shownAfterEach = async (settings) => {
  const pages = [];
  for (const some of settings) {
    await change(some);
    pages.push(shown());
  }
  return JSON.stringify(pages);
};

// How each part is painted, in the live picture or in another, to two decimals.
const PAINT = ["fontSize", "fontWeight", "textAnchor", "strokeWidth", "opacity", "fill", "stroke", "strokeDasharray"];
const rounded = (text) => text.replace(/\d+\.\d+/g, (number) => Number(Number(number).toFixed(2)));
window.painted = (svg) =>
  [...svg.querySelectorAll("text, path, rect, circle")].map((part) => {
    const computed = getComputedStyle(part);
    const place = ["id", "x", "y", "d", "width", "height", "rx", "cx", "cy", "r"].map((name) => part.getAttribute(name));
    return [...place, part.textContent, ...PAINT.map((name) => rounded(computed[name]))];
  });

window.paintedAfresh = (markup) => {
  const place = document.body.appendChild(document.createElement("div"));
  place.innerHTML = markup;
  const paint = painted(place.firstElementChild);
  place.remove();
  return paint;
};

// ---- room --------------------------------------------------------------------------------------

const TOLERANCE = 0.5;

// A text's letters: the top sixth of its line is for accents, which no text here has.
function letters(text) {
  const { x, y, width, height } = text.getBBox();
  return { left: x, right: x + width, top: y + height / 6, bottom: y + height };
}

function boxOf(shape) {
  const { x, y, width, height } = shape.getBBox();
  const isCircle = shape.localName === "circle";
  return { left: x, right: x + width, top: y, bottom: y + height, isCircle };
}

const overlap = (a, b) =>
  Math.min(a.right, b.right) - Math.max(a.left, b.left) > TOLERANCE &&
  Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > TOLERANCE;

function isWithin(a, b) {
  if (b.isCircle) {
    const [x, y, r] = [(b.left + b.right) / 2, (b.top + b.bottom) / 2, (b.right - b.left) / 2];
    return Math.hypot(Math.max(x - a.left, a.right - x), Math.max(y - a.top, a.bottom - y)) <= r;
  }
  return a.left >= b.left && a.right <= b.right && a.top >= b.top && a.bottom <= b.bottom;
}

function* pointsOn(path) {
  const length = path.getTotalLength();
  for (let at = 0; at <= length; at += 4) {
    const { x, y } = path.getPointAtLength(at);
    yield { left: x - 1, right: x + 1, top: y - 1, bottom: y + 1 };
  }
}

// The wires stay where they are, so each is measured once.
const places = new WeakMap();

function pointsOnWires(svg) {
  if (!places.has(svg)) {
    const wires = [...svg.querySelectorAll("path[id^=wire_]")];
    places.set(svg, wires.flatMap((wire) => [...pointsOn(wire)].map((at) => [wire.id, at])));
  }
  return places.get(svg);
}

// Black dots have their value beside them, everything else in it.
const BESIDE = ["keep", "write", "out"];

function visibleTexts(svg) {
  const texts = [...svg.querySelectorAll("text")].filter((t) => t.textContent.trim());
  return texts.map((text) => ({ id: text.id, place: letters(text), text }));
}

window.crowded = () => {
  const svg = document.querySelector(".lstm-frame svg");
  const { width, height } = svg.viewBox.baseVal;
  const canvas = { left: 0, right: width, top: 0, bottom: height };
  const found = [];
  const complain = (id, what) => {
    const { text } = texts.find((one) => one.id === id);
    found.push(`${id} ${what}: ${text.textContent}`);
  };
  const texts = visibleTexts(svg);
  const points = pointsOnWires(svg);
  texts.forEach(({ id, place }, n) => {
    if (!isWithin(place, canvas)) complain(id, "leaves the canvas");
    for (const other of texts.slice(n + 1)) {
      if (overlap(place, other.place)) complain(id, `overlaps ${other.id}`);
    }
    const box = svg.querySelector(`#box_${id.replace(/^head_/, "")}`);
    if (box && !BESIDE.includes(id.replace(/^head_/, "")) && !isWithin(place, boxOf(box))) {
      complain(id, "leaves its box");
    }
    const crossing = points.find(([, at]) => overlap(place, at));
    if (crossing) complain(id, `lies on ${crossing[0]}`);
  });
  return found;
};

window.smallestText = () =>
  visibleTexts(document.querySelector(".lstm-frame svg")).map(({ text }) => parseFloat(text.style.fontSize));
