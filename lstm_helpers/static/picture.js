// The picture that matplotlib has drawn, its texts and lines written anew.

function parsed(markup) {
  const { documentElement } = new DOMParser().parseFromString(markup, "image/svg+xml");
  return document.importNode(documentElement, true);
}

export function wireWidth(value) {
  const size = Math.abs(value);
  if (Number.isNaN(size)) return 1;
  return size > 1e9 ? 6 : 1 + (5 * size) / (1 + size);
}

// Finds each element once; afterwards only what changed is written.
class Picture {
  constructor(spec, markup) {
    this.spec = spec;
    this.svg = parsed(markup);
    this.texts = {};
    this.paths = {};
    for (const group of this.svg.querySelectorAll("g[id]")) {
      this.texts[group.id] = group.querySelector("text");
      this.paths[group.id] = group.querySelector(":scope > path");
    }
    this.written = new Map();
  }

  update(scene) {
    const texts = slotTexts(this.spec, scene);
    for (const [name, slot] of Object.entries(this.spec.slots)) {
      this.writeSlot(name, slot, texts[name]);
    }
    for (const [name, carries] of Object.entries(this.spec.wires)) this.drawWire(name, carries, scene);
    this.light(scene);
    this.describe(scene);
  }

  writeSlot(name, slot, text) {
    if (this.written.get(name) === text) return;
    this.written.set(name, text);
    const [size, lines] = fit(this.spec, text, slot);
    for (let n = 0; n < slot.lines; n += 1) {
      const id = slot.lines === 1 ? name : `${name}_${n + 1}`;
      this.texts[id].textContent = lines[n] ?? this.spec.blank;
      this.paint(id, "fontSize", `${size}px`, this.texts[id]);
    }
  }

  // Every wire is there twice: forwards for values, backwards for gradients.
  drawWire(name, carries, scene) {
    const backwards = scene.face === "gradients";
    const isKnown = scene.face !== "values" || !carries || carries in scene.known;
    const opacity = isKnown ? 1 : this.spec.faint;
    const hasValue = carries && hasNumbers(scene);
    const width = hasValue ? wireWidth(scene.shown[carries] ?? 0.5) : 2;
    for (const kind of ["wire", "tip", "back", "backtip"]) {
      const id = `${kind}_${name}`;
      if (!this.paths[id]) continue;
      this.paint(id, "opacity", kind.startsWith("back") === backwards ? opacity : 0);
      if (!kind.endsWith("tip")) this.paint(id, "strokeWidth", width);
    }
  }

  paint(id, property, value, element = this.paths[id]) {
    const key = `${id} ${property}`;
    if (this.written.get(key) === value) return;
    this.written.set(key, value);
    element.style[property] = value;
  }

  light(scene) {
    const whole = scene.complete && scene.face !== "values";
    const lit = whole ? [] : (this.spec.lit[scene.upto] ?? [scene.upto]);
    for (const id of Object.keys(this.paths)) {
      if (!id.startsWith("halo_")) continue;
      this.paint(id, "opacity", lit.includes(id.slice(5)) ? this.spec.faint : 0);
    }
  }

  describe(scene) {
    this.svg.querySelector("title").textContent = `LSTM cell, ${caption(scene)}`;
    this.svg.querySelector("desc").textContent = sentence(this.spec, scene);
  }
}
