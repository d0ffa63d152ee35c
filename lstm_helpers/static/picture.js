// The picture that matplotlib has drawn, its texts and lines written anew.

function parsed(markup) {
  const { documentElement } = new DOMParser().parseFromString(markup, "image/svg+xml");
  return document.importNode(documentElement, true);
}

export function wireWidth(value) {
  const size = Math.abs(value);
  if (Number.isNaN(size)) return 1;
  return size > 1e9 ? 4 : 1 + (3 * size) / (1 + size);
}

// Finds each element once; afterwards only what changed is written.
class Picture {
  constructor(spec, markup) {
    this.spec = spec;
    this.svg = parsed(markup);
    this.texts = {};
    this.paths = {};
    for (const text of this.svg.querySelectorAll("text[id]")) this.texts[text.id] = text;
    for (const path of this.svg.querySelectorAll("path[id]")) this.paths[path.id] = path;
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

  // Whether this stands there already. If not, it is about to.
  stands(name, value) {
    if (this.written.get(name) === value) return true;
    this.written.set(name, value);
    return false;
  }

  writeSlot(name, slot, text) {
    if (this.stands(name, text)) return;
    const [size, lines] = fit(this.spec, text, slot);
    for (let n = 0; n < slot.lines; n += 1) {
      const id = slot.lines === 1 ? name : `${name}_${n + 1}`;
      this.texts[id].firstChild.data = lines[n] ?? this.spec.blank;
      if (!this.stands(`size of ${id}`, size)) this.texts[id].style.fontSize = `${size}px`;
    }
  }

  // Every wire is there twice: forwards for values, backwards for gradients.
  drawWire(name, carries, scene) {
    const backwards = scene.face === "gradients";
    const isKnown = scene.face !== "values" || !carries || carries in scene.known;
    const opacity = isKnown ? 1 : this.spec.faint;
    const hasValue = carries && hasNumbers(scene);
    const width = hasValue ? wireWidth(scene.shown[carries] ?? 0.5) : 1.6;
    if (this.stands(`wire ${name}`, `${backwards} ${opacity} ${width}`)) return;
    for (const kind of ["wire", "tip", "back", "backtip"]) {
      const path = this.paths[`${kind}_${name}`];
      if (!path) continue;
      path.style.opacity = kind.startsWith("back") === backwards ? opacity : 0;
      if (!kind.endsWith("tip")) path.style.strokeWidth = width;
    }
  }

  light(scene) {
    const lit = scene.complete ? [] : (this.spec.lit[scene.upto] ?? [scene.upto]);
    if (this.stands("lit boxes", lit.join())) return;
    for (const [id, path] of Object.entries(this.paths)) {
      if (id.startsWith("halo_")) path.style.opacity = lit.includes(id.slice(5)) ? 1 : 0;
    }
  }

  describe(scene) {
    const said = [`LSTM cell, ${caption(scene)}`, sentence(this.spec, scene)];
    ["title", "desc"].forEach((tag, n) => {
      if (!this.stands(`<${tag}>`, said[n])) this.svg.querySelector(tag).textContent = said[n];
    });
  }
}
