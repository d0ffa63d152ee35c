// A page that is walked through: it says all that it shows, and what a fresh page would show in its place.
// Beside it stand live_page.js, for `shown`, views.js, for what scrolls, and gripOf, for where one takes hold.

// ---- what goes wrong -----------------------------------------------------------------------------

window.wrongs = [];
{
  const { error } = console;
  console.error = (...given) => (window.wrongs.push(given.map(String).join(" ")), error(...given));
  addEventListener("error", ({ message }) => window.wrongs.push(message));
  addEventListener("unhandledrejection", ({ reason }) => window.wrongs.push(String(reason)));
}

// ---- time ----------------------------------------------------------------------------------------

// What is put off to later waits until the walk has time for it: half a second of quiet is no wait then.
const waiting = new Map();
const trueTimeout = window.setTimeout.bind(window);
let clock = 0;
window.ownTime = () => {
  let last = 0;
  window.setTimeout = (callback, ms = 0) => (waiting.set(++last, { callback, at: clock + ms }), last);
  window.clearTimeout = (id) => void waiting.delete(id);
};

const trueFrame = window.requestAnimationFrame.bind(window);
const nextFrame = () => new Promise((done) => trueFrame(() => trueTimeout(done)));
let isInNoTime = false;

async function settle() {
  for (let n = 0; n < 8; n += 1) await null;
  if (!isInNoTime) await nextFrame();
  while (waiting.size) {
    const [[id, { callback, at }]] = [...waiting].sort(([, a], [, b]) => a.at - b.at);
    waiting.delete(id);
    clock = at;
    callback();
    for (let n = 0; n < 8; n += 1) await null;
  }
}

// ---- a cell to walk in ---------------------------------------------------------------------------

window.beginWalk = async (address, state, { inNoTime }) => {
  window.kit = await import(address);
  ownTime();
  isInNoTime = inNoTime;
  if (inNoTime) views.inNoTime();
  window.place = document.querySelector("main > div");
  window.traits = state;
  window.model = kit.hostModel(state);
  if (!state.look.unit) new kit.PageLink(place, model, { kind: "explorer", ...state }).follow();
  kit.renderExplorer({ model, el: place });
};

// In JupyterLab a view says which model it shows; frames and time are the page's own there.
window.beginInLab = async (address, names) => {
  window.kit = await import(address);
  window.traits = null;
  window.names = names;
};

const traitsNow = () => traits ?? Object.fromEntries(names.map((name) => [name, model.get(name)]));
const IN_LAB = ".jp-NotebookPanel:not(.lm-mod-hidden) .lstm-explorer";
const placeNow = () => (traits ? place : (window.place = document.querySelector(IN_LAB).parentElement));
const room = () => place.closest(".jp-OutputArea-output") ?? place.parentElement;

// ---- what it shows -------------------------------------------------------------------------------

const textsOf = (root, selector) => [...root.querySelectorAll(selector)].map((each) => each.textContent);

// A button is called by its group and by what it sets.
const callOf = (made) => {
  const group = made.closest("[role=group]")?.ariaLabel ?? "";
  const does = Object.entries(made.dataset).map(([name, value]) => `${name}=${value}`);
  return [group, ...does, does.length ? "" : made.textContent].filter(Boolean).join(" | ");
};
const buttonsOf = (root) =>
  Object.fromEntries([...root.querySelectorAll("button:not(.lstm-full)")].map((made) => [callOf(made), made]));

const isThere = (part) => part.getClientRects().length > 0 && !part.disabled;

const answersOf = (root) =>
  Object.fromEntries(
    [...root.querySelectorAll("[data-answer]")].map((place) => {
      const [label, field, mark] = ["label", "input", ".lstm-mark"].map((each) => place.querySelector(each));
      const isOpen = !label.hidden;
      return [place.dataset.answer, [isOpen, isOpen ? field.value : "", mark.hidden ? "" : mark.textContent]];
    }),
  );

// All of it but what is about the learner's hand and eyes: the focus, what is pointed at, what is being typed.
const stands = (root) => {
  const { ids, sliders, table, marked, description, title } = shown(root);
  const pressed = Object.entries(buttonsOf(root)).map(([name, made]) => [name, made.ariaPressed]);
  return {
    ids,
    sliders,
    table,
    marked,
    description,
    title,
    header: textsOf(root, ".lstm-table th"),
    groups: textsOf(root, ".lstm-group-name:not(.lstm-sums *)"),
    pressed: pressed.filter(([name]) => !name.includes("setting=")),
    chart: [...root.querySelectorAll(".lstm-chart svg")].map((svg) => svg.innerHTML),
    answers: answersOf(root),
  };
};

const problemsOf = (root) =>
  Object.fromEntries(
    [...root.querySelectorAll(".lstm-slider")].flatMap((row) => {
      const [range, field] = row.querySelectorAll("input");
      const isWrong = field.ariaInvalid === "true";
      return isWrong ? [[range.dataset.name, [field.value, row.querySelector(".lstm-problem").textContent]]] : [];
    }),
  );

const thumbsOf = (root) =>
  Object.fromEntries(
    [...root.querySelectorAll("input[type=range]")].map(({ dataset, min, max, valueAsNumber }) => [
      dataset.name,
      [Number(min), Number(max), valueAsNumber],
    ]),
  );

// A text that is no number may be longer than its field: it stands there to be mended.
const isToBeMended = ({ problems, answers }) => {
  const isTyped = Object.keys(problems).length > 0 || Object.values(answers).some(([, typed]) => typed);
  return (said) => isTyped && /^(lstm-well|lstm-long|input) scrolls sideways/.test(said);
};

async function afresh() {
  const el = place.parentElement.appendChild(document.createElement("div"));
  const copy = kit.hostModel(JSON.parse(JSON.stringify(traitsNow())));
  copy.link = model.link;
  const leave = kit.renderExplorer({ model: copy, el });
  for (let n = 0; n < 4; n += 1) await null;
  const found = stands(el);
  leave();
  el.remove();
  return found;
}

let seenBefore = null;

// Everything at once: one question to the page for each action.
window.look = async () => {
  await settle();
  const root = placeNow().querySelector(".lstm-explorer");
  const sums = root.querySelector(".lstm-sums");
  const here = stands(root);
  const fresh = await afresh();
  const isSame = (part) => JSON.stringify(here[part]) === JSON.stringify(fresh[part]);
  const others = Object.keys(here).filter((part) => !isSame(part));
  const isNew = root !== seenBefore;
  seenBefore = root;
  const setting = root.querySelector(".lstm-setting input");
  const problems = problemsOf(root);
  const isExcused = isToBeMended({ problems, answers: here.answers });
  const scrolls = [...views.scrolling(room(), root)];
  return JSON.stringify({
    state: traitsNow(),
    isNew,
    ...here,
    sentence: shown(root).sentence,
    verdict: root.querySelector(".lstm-says").dataset.verdict ?? "",
    spoken: root.querySelector(".lstm-spoken").textContent,
    pointed: root.querySelector("[data-pointed]") ? pointedAt(root) : "",
    problems,
    thumbs: thumbsOf(root),
    sums: sums && !sums.hidden ? [sums.dataset.group, ...textsOf(sums, "p")] : [],
    setting: setting ? setting.value : null,
    failed: root.querySelector(".lstm-says[role=alert]")?.textContent ?? "",
    linkProblem: document.querySelector(".lstm-link-problem")?.textContent ?? "",
    fresh: Object.fromEntries(others.map((part) => [part, fresh[part]])),
    scrolls: scrolls.filter((said) => !isExcused(said)),
    wrongs: wrongs.splice(0),
    slipOf: root.querySelector(".lstm-well[aria-invalid=true]")?.closest("[data-answer]").dataset.answer ?? "",
    halo: haloOf(root),
    can: {
      sliders: Object.keys(here.sliders),
      buttons: Object.entries(buttonsOf(root)).flatMap(([name, made]) => (isThere(made) ? [name] : [])),
      link: Boolean(model.link),
      copied: setting?.value.includes("#lstm") ?? false,
      back: depth > 0,
    },
  });
};

const pointedAt = (root) => {
  const lit = [...root.querySelectorAll(".lstm-frame [data-lit=self][id^=box_]")].map(({ id }) => id.slice(4));
  return lit.find((name) => name !== "out") ?? "h"; // its dot makes it
};

const haloOf = (root) =>
  [...root.querySelectorAll(".lstm-frame [id^=halo_]")].flatMap(({ id, style }) =>
    Number(style.opacity) > 0 ? [id.slice(5)] : [],
  );

// ---- what is done --------------------------------------------------------------------------------

const PLACES = {
  slider: (name) => place.querySelector(`input[data-name="${name}"]`),
  field: (name) => PLACES.slider(name)?.closest(".lstm-slider").querySelector("input[type=text]"),
  answer: (name) => place.querySelector(`[data-answer="${name}"] input`),
  frame: () => place.querySelector(".lstm-frame"),
  button: (name) => buttonsOf(place)[name],
  quantity: (name) => place.querySelector(`.lstm-frame [id="${name}"]`),
  cell: (at) => place.querySelectorAll(".lstm-table td")[at],
  setting: () => place.querySelector(".lstm-setting input"),
};

/** Where to take hold of a thing, brought into view; nothing where it is not to be had. */
window.whereIs = (kind, name) => {
  const thing = PLACES[kind](name);
  if (!thing || !isThere(thing)) return null;
  thing.scrollIntoView({ block: "nearest", inline: "nearest" });
  return gripOf(thing);
};

window.focusOn = (kind, name) => {
  const thing = PLACES[kind](name);
  if (!thing || !isThere(thing)) return false;
  thing.focus();
  return document.activeElement === thing;
};

// What a tap does comes a moment after the finger has left.
let tap = null;
window.expectTap = () => {
  tap = new Promise((done) => {
    addEventListener("click", () => done(), { capture: true, once: true });
    trueTimeout(done, 2000); // where a finger hits nothing
  });
};
window.tapped = () => tap;

// A message of the kernel: all of it is there before anybody hears of any of it.
window.hear = (message) => {
  Object.assign(traits, message);
  for (const [name, value] of Object.entries(message)) {
    traits[name] = undefined;
    model.set(name, value);
  }
};

// Pages that were gone to by links, which "back" goes back from.
let depth = 0;

const heard = (go) =>
  new Promise((done) => {
    addEventListener("hashchange", () => done(true), { once: true });
    go();
  });

window.follow = async (text) => {
  const given = text ?? PLACES.setting()?.value.split("#").slice(1).join("#") ?? "";
  const { href } = location;
  const next = Object.assign(new URL(href), { hash: given }).href;
  if (next === href || next.split("#")[1] === href.split("#")[1]) return false;
  depth += 1;
  return heard(() => (location.hash = given));
};

window.goBack = async () => {
  if (!depth) return false;
  depth -= 1;
  return heard(() => history.back());
};
