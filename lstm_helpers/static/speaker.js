// What a screen reader says when something changes.

const QUIET_MS = 500; // it hears where a drag ends, not every value on its way

// What stands there from the start is read like the rest of the page: only changes are spoken.
class Speaker {
  constructor() {
    this.element = element("p", { class: "lstm-spoken", "aria-live": "polite" });
    this.before = null;
    this.timer = 0;
  }

  hear(now, say) {
    this.before ??= now;
    this.stop();
    this.timer = setTimeout(() => {
      const text = say(this.before, now);
      if (text) this.element.textContent = text;
      this.before = now;
    }, QUIET_MS);
  }

  stop() {
    clearTimeout(this.timer);
  }
}

// A step of the walk is the sentence; a slider has said its own value: what did it do to the rest?
export function spokenChange(spec, before, scene) {
  const isElsewhere = ["t", "upto", "face", "of"].some((name) => before[name] !== scene[name]);
  if (isElsewhere || scene.face !== "values") {
    return sentence(spec, scene) === sentence(spec, before) ? "" : sentence(spec, scene);
  }
  const writer = new Writer(spec, scene);
  const changed = ["h_prev", ...spec.stages]
    .filter((name) => writer.written(name) !== writer.written(name, before.known))
    .filter((name) => name !== "c_act" || writer.activationName(writer.table[name]) !== "identity");
  if (!changed.length) return "";
  const said = changed.map((name) => `${writer.table[name].words} ${writer.written(name)}`);
  const values = changed.map((name) => writer.written(name)).join();
  const signs = Object.keys(spec.notes).filter((sign) => values.includes(sign));
  return [`Changed: ${said.join(", ")}.`, ...signs.map((sign) => spec.notes[sign])].join(" ");
}
