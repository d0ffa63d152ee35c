// What stands around the picture: buttons, and the table of time steps.

function element(tag, { text, ...attributes } = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  if (text !== undefined) made.textContent = text;
  made.append(...children);
  return made;
}

function button(label, action, attributes = {}) {
  const made = element("button", { type: "button", text: label, ...attributes });
  made.addEventListener("click", action);
  return made;
}

function setAll(model, values) {
  for (const [name, value] of Object.entries(values)) model.set(name, value);
  model.save_changes();
}

// The walk: stage by stage through a step, and on into the next one.
function walk(model, direction) {
  const { stages } = model.get("spec");
  const t = model.get("t");
  const at = stages.indexOf(model.get("upto")) + direction;
  if (at >= 0 && at < stages.length) setAll(model, { upto: stages[at] });
  else if (at < 0 && t > 1) setAll(model, { t: t - 1, upto: stages.at(-1) });
  else if (at >= stages.length && t < model.get("spec").inputs.length) {
    setAll(model, { t: t + 1, upto: stages[0] });
  }
}

function choice(label, name, options, model) {
  const buttons = options.map(([text, value]) =>
    button(text, () => setAll(model, { [name]: value }), { "data-value": value }),
  );
  const update = () => {
    for (const made of buttons) {
      made.setAttribute("aria-pressed", String(made.dataset.value === String(model.get(name))));
    }
  };
  const title = element("span", { class: "lstm-label", text: label });
  return [element("div", { class: "lstm-choice", role: "group", "aria-label": label }, title, ...buttons), update];
}

function bar(model) {
  const spec = model.get("spec");
  const shows = (part) => spec.show.includes(part);
  const parts = [];
  const updates = [];
  const add = ([made, update]) => {
    parts.push(made);
    updates.push(update);
  };
  if (shows("steps") && spec.inputs.length > 1) {
    const steps = spec.inputs.map((_, n) => [String(n + 1), n + 1]);
    add(choice("time step", "t", steps, model));
  }
  if (shows("walk")) {
    parts.push(
      element(
        "div",
        { class: "lstm-choice", role: "group", "aria-label": "walk through the cell" },
        button("◀ back", () => walk(model, -1), { "data-walk": "back" }),
        button("next ▶", () => walk(model, 1), { "data-walk": "next" }),
      ),
    );
  }
  if (shows("activations")) add(choice("activations", "activations", spec.pairs, model));
  if (shows("gradients")) {
    add(choice("show", "face", [["values", "values"], ["gradients", "gradients"]], model));
    const last = subscript(spec.inputs.length);
    add(choice("gradient of", "of", [[`h${last}`, "h"], [`c${last}`, "c"]], model));
  }
  if (shows("presets")) {
    const presets = Object.entries(spec.presets).map(([name, values]) =>
      button(name, () => setPreset(model, values), { "data-preset": name }),
    );
    const title = element("span", { class: "lstm-label", text: "set to" });
    parts.push(element("div", { class: "lstm-choice", role: "group", "aria-label": "presets" }, title, ...presets));
  }
  if (shows("setting")) add(settingRow(model));
  if (shows("reset")) parts.push(button("reset", () => setAll(model, spec.start), { "data-walk": "reset" }));
  return [element("div", { class: "lstm-bar" }, ...parts), () => updates.forEach((update) => update())];
}

class Table {
  constructor(spec) {
    this.header = spec.columns.map(() => element("th", { scope: "col" }));
    this.rows = spec.inputs.map(() => element("tr", {}, ...spec.columns.map(() => element("td"))));
    this.element = element(
      "table",
      { class: "lstm-table" },
      element("caption", { text: "all time steps" }),
      element("thead", {}, element("tr", {}, ...this.header)),
      element("tbody", {}, ...this.rows),
    );
  }

  update(spec, scene) {
    header(spec, scene).forEach((text, k) => {
      if (this.header[k].textContent !== text) this.header[k].textContent = text;
    });
    table(spec, scene).forEach((texts, n) => {
      const row = this.rows[n];
      if (n + 1 === scene.t) row.setAttribute("aria-current", "step");
      else row.removeAttribute("aria-current");
      texts.forEach((text, k) => {
        if (row.cells[k].textContent !== text) row.cells[k].textContent = text;
      });
    });
  }
}
