// How large a text may be, and where it breaks: what layout.py does.

// Looked up for every character of every text, in every frame: one table for each spec.
const characterWidths = new WeakMap();

function widthsOf(spec) {
  if (!characterWidths.has(spec)) {
    const entries = Object.entries(spec.character_widths);
    const pairs = entries.flatMap(([chars, width]) => [...chars].map((char) => [char, width]));
    characterWidths.set(spec, new Map(pairs));
  }
  return characterWidths.get(spec);
}

function textWidth(spec, text, bold) {
  const widths = widthsOf(spec);
  let total = 0;
  for (const char of text) total += widths.get(char) ?? spec.other_width;
  return bold ? total + text.length * spec.bold_wider : total;
}

function wrap(spec, text, room, slot) {
  const starts = [0];
  for (let n = 1; n < text.length; n += 1) {
    if (slot.breaks.some((mark) => text.startsWith(mark, n))) starts.push(n);
  }
  const [first, ...rest] = starts.map((start, n) => text.slice(start, starts[n + 1]));
  const lines = [first];
  for (const piece of rest) {
    const longer = lines.at(-1) + piece;
    if (textWidth(spec, longer, slot.bold) <= room) lines[lines.length - 1] = longer;
    else lines.push(piece.trimStart());
  }
  return lines;
}

export function fit(spec, text, slot) {
  let lines;
  for (const size of slot.sizes) {
    const room = slot.width / size;
    lines = wrap(spec, text, room, slot);
    const narrow = lines.every((line) => textWidth(spec, line, slot.bold) <= room);
    if (lines.length <= slot.lines && narrow) return [size, lines];
  }
  const kept = lines.slice(0, slot.lines - 1);
  return [slot.sizes.at(-1), [...kept, lines.slice(slot.lines - 1).join(" ")]];
}
