// A whole setting as one short text, to hand to a neighbour: what settings.py says, in the page.

// Python's repr without its decorations, for finite numbers.
function exactNumber(value) {
  if (Object.is(value, -0)) return "-0";
  const size = Math.abs(value);
  return value && (size < 1e-4 || size >= 1e16) ? value.toExponential().replace("+", "") : String(value);
}

export function checkLetters(spec, text) {
  let remainder = ~0;
  for (const byte of new TextEncoder().encode(text)) {
    remainder ^= byte;
    for (let bit = 0; bit < 8; bit += 1) remainder = (remainder >>> 1) ^ (remainder & 1 ? 0xedb88320 : 0);
  }
  const number = ~remainder >>> 0;
  return [0, 5, 10, 15].map((shift) => spec.check_letters[(number >>> shift) & 31]).join("");
}

export function settingText(model) {
  const spec = model.get("spec");
  const read = (name) => toNumber(model.get(name));
  const numbers = [...spec.weights, ...spec.inputs, "h0", "c0"].map(read);
  if (!numbers.every(Number.isFinite)) return "";
  const written = (names) => names.map((name) => exactNumber(read(name))).join(",");
  const parts = ["lstm"];
  const plain = spec.plain_gate.map(exactNumber).join(",");
  for (let n = 0; n < spec.weights.length; n += 3) {
    const names = spec.weights.slice(n, n + 3);
    if (written(names) !== plain) parts.push(`${names[0].at(-1)}=${written(names)}`);
  }
  parts.push(`x=${written(spec.inputs)}`);
  for (const name of ["h0", "c0"]) {
    if (written([name]) !== "0") parts.push(`${name}=${written([name])}`);
  }
  if (model.get("activations") !== "identity/identity") parts.push(model.get("activations"));
  if (model.get("t") !== 1) parts.push(`t=${model.get("t")}`);
  const text = parts.join(" ");
  return `${text} #${checkLetters(spec, text)}`;
}

function settingRow(model) {
  const label = "this setting, as text";
  const text = element("input", { type: "text", readonly: "", "aria-label": label });
  const copy = async () => {
    text.select();
    try {
      await navigator.clipboard.writeText(text.value);
    } catch {
      document.execCommand("copy"); // a page that came without https may only copy what is selected
    }
    made.textContent = "copied";
  };
  const made = button("copy", copy, { "data-setting": "copy" });
  text.addEventListener("focus", () => text.select());
  const update = () => {
    const now = settingText(model);
    if (text.value === now) return;
    text.value = now;
    text.placeholder = now ? "" : "∞ and nan cannot be handed on";
    made.textContent = "copy";
  };
  const title = element("span", { class: "lstm-label", text: label });
  const row = element("div", { class: "lstm-choice lstm-setting", role: "group", "aria-label": label }, title, text, made);
  return [row, update];
}
