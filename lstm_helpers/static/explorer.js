// The live view. scripts.py puts it and the files that it needs into one module; all they know comes
// in `spec`, made from the same tables that Python uses. The browser tests hold what they write
// equal to what Python's modules of the same names say.

export function sceneOf(model) {
  const spec = model.get("spec");
  const read = (name) => toNumber(model.get(name));
  return makeScene(spec, {
    weights: Object.fromEntries(spec.weights.map((name) => [name, read(name)])),
    inputs: spec.inputs.map(read),
    h0: read("h0"),
    c0: read("c0"),
    activations: model.get("activations").split("/"),
    t: model.get("t"),
    upto: model.get("upto"),
    face: model.get("face"),
    of: model.get("of"),
    title: model.get("title"),
  });
}

const LATER_MS = 100;

// Draws a change at once, and more of them before the next frame together, in it. What is not on the
// screen waits until there is time: one Explorer may be shown many times in a notebook.
class Frames {
  constructor(root, draw) {
    this.draw = draw;
    this.isSeen = true;
    this.isStale = false;
    this.frame = 0;
    this.timer = 0;
    this.observer = new IntersectionObserver((entries) => {
      this.isSeen = entries.at(-1).isIntersecting;
      if (this.timer) this.request();
    });
    this.observer.observe(root);
  }

  request() {
    this.isStale = true;
    if (this.frame) return;
    clearTimeout(this.timer);
    this.timer = 0;
    if (!this.isSeen) {
      this.timer = setTimeout(() => this.catchUp(), LATER_MS);
      return;
    }
    this.catchUp();
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      if (this.isStale) this.request();
    });
  }

  catchUp() {
    this.timer = 0;
    this.isStale = false;
    this.draw();
  }

  stop() {
    cancelAnimationFrame(this.frame);
    clearTimeout(this.timer);
    this.observer.disconnect();
  }
}

// Whatever goes wrong in here, the learner keeps the picture as Python drew it, and hears why.
function giveUp({ model, el }, error) {
  console.error(error);
  const reason = `This picture no longer follows the sliders, because its script failed: ${error.message}`;
  const says = element("p", { class: "lstm-says", role: "alert", text: reason });
  const frame = element("div", { class: "lstm-frame" }, parsed(model.get("svg")));
  el.replaceChildren(element("div", { class: "lstm-picture" }, frame, says));
}

function render(view) {
  try {
    return renderLive(view);
  } catch (error) {
    giveUp(view, error);
  }
}

function renderLive({ model, el }) {
  const spec = model.get("spec");
  const picture = new Picture(spec, model.get("svg"));
  const [controls, updateControls] = bar(model);
  const says = element("p", { class: "lstm-says" });
  const speaker = new Speaker();
  const steps = new Table(spec);
  const frame = element("div", { class: "lstm-frame" }, picture.svg);
  const root = element("div", { class: "lstm-picture" });
  root.append(frame, controls, says, speaker.element);
  if (spec.show.includes("table") && spec.inputs.length > 1) root.append(steps.element);
  el.append(root);

  const show = () => {
    const scene = sceneOf(model);
    picture.update(scene);
    steps.update(spec, scene);
    updateControls();
    const said = sentence(spec, scene);
    if (says.textContent !== said) says.textContent = said;
    if (frames.isSeen) speaker.hear(scene, (before, now) => spokenChange(spec, before, now));
  };
  const update = () => {
    try {
      show();
    } catch (error) {
      leave();
      giveUp({ model, el }, error);
    }
  };
  const frames = new Frames(root, update);
  const schedule = () => frames.request();
  const gone = new AbortController();
  onKeys(gone.signal, ({ key, target }) => {
    const direction = { ArrowRight: 1, ArrowLeft: -1 }[key];
    if (!direction || !root.contains(target) || !spec.show.includes("walk")) return false;
    if (target.matches("input")) return false; // there they move the cursor
    walk(model, direction);
    return true;
  });
  model.on("change", schedule);
  const stopWatching = watchSliders(model, root, ".lstm-explorer", spec);
  const leave = () => {
    gone.abort();
    stopWatching();
    model.off("change", schedule);
    frames.stop();
    speaker.stop();
    el.replaceChildren(); // ipywidgets keeps the element of every view that there was in memory
  };
  update();
  return leave;
}

async function initialize({ model }) {
  for (const slider of await slidersOf(model)) keepSteps(slider);
}

export default { initialize, render };
