// The sliders of ipywidgets. They come without steps (sliders.py says why), and without a name that a
// screen reader could say. Both are given here.

const KEYS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 };
const DECIMALS = 12; // 12 steps of 0.1 are 1.2000000000000002

async function slidersOf(model) {
  const ids = Object.values(model.get("sliders")).map((name) => name.replace("IPY_MODEL_", ""));
  const found = await Promise.allSettled(ids.map(async (id) => model.widget_manager.get_model(id)));
  return found.filter(({ value }) => value).map(({ value }) => value); // others have been closed
}

function onStep(slider, value) {
  const step = slider.get("thumb_step");
  const nearest = Number((Math.round(value / step) * step).toFixed(DECIMALS));
  return Math.min(slider.get("max"), Math.max(slider.get("min"), nearest));
}

// A preset may go beyond the sliders' range: they get more room first.
async function setPreset(model, values) {
  for (const slider of await slidersOf(model)) {
    const value = values[slider.get("description")];
    if (value < slider.get("min")) slider.set("min", value);
    if (value > slider.get("max")) slider.set("max", value);
  }
  setAll(model, values);
}

function moveTo(slider, value) {
  slider.set("value", onStep(slider, value));
  slider.save_changes();
}

// Let go, a thumb tells once more where it is, and that is no round number.
function keepSteps(slider) {
  slider.on("change:value", (_, value, options) => {
    if (!options?.updated_view || onStep(slider, value) === value) return;
    slider.set("value", onStep(slider, value), options);
  });
}

// Jupyter's own shortcuts listen to the whole page: a key that is meant for us must not get so far.
// (Its data-lm-suppress-shortcuts would switch off Ctrl+S, too, and Notebook 7 does not heed it.)
function onKeys(signal, take) {
  const onKey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || !take(event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  window.addEventListener("keydown", onKey, { capture: true, signal });
}

function outfit(place, slider, spec) {
  const label = slider.get("tooltip");
  const track = place.querySelector(".noUi-target").noUiSlider;
  const handle = place.querySelector(".noUi-handle");
  const readout = place.querySelector(".widget-readout");
  const value = () => toNumber(slider.get("value"));
  handle.setAttribute("aria-label", label);
  track.on("slide.lstm", ([at]) => moveTo(slider, Number(at)));
  track.on("update.lstm", () => {
    handle.setAttribute("aria-valuetext", formatNumber(spec, value()));
  });
  readout.setAttribute("role", "textbox");
  readout.setAttribute("aria-label", `${label}: type a number`);
}

// Outfits the sliders around a picture, once it is on the page, and those that come later.
function watchSliders(model, root, container, spec) {
  const gone = new AbortController();
  const handles = new WeakMap();
  let outfitAll = () => {};
  const watch = new MutationObserver(() => outfitAll());
  const attached = new ResizeObserver(async () => {
    const around = root.closest(container);
    if (!around) return;
    attached.disconnect();
    const sliders = await slidersOf(model);
    const byName = new Map(sliders.map((slider) => [slider.get("description"), slider]));
    outfitAll = () => {
      for (const place of around.querySelectorAll(".lstm-controls .widget-slider")) {
        const slider = byName.get(place.querySelector(".widget-label")?.textContent);
        const handle = place.querySelector(".noUi-handle:not([aria-label])");
        if (!slider || !handle) continue;
        handles.set(handle, slider);
        outfit(place, slider, spec);
      }
    };
    outfitAll();
    watch.observe(around, { childList: true, subtree: true });
  });
  attached.observe(root);
  onKeys(gone.signal, ({ key, target }) => {
    const slider = handles.get(target);
    if (!slider || !(key in KEYS)) return false;
    const value = toNumber(slider.get("value"));
    moveTo(slider, (Number.isNaN(value) ? 0 : value) + KEYS[key] * slider.get("thumb_step"));
    return true;
  });
  return () => {
    gone.abort();
    attached.disconnect();
    watch.disconnect();
  };
}
