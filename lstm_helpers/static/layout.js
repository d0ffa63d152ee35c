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
  return bold ? total * spec.bold_wider : total;
}

function wrap(spec, text, width, marks, bold) {
  const starts = [0];
  for (let n = 1; n < text.length; n += 1) {
    if (marks.some((mark) => text.startsWith(mark, n))) starts.push(n);
  }
  const lines = [];
  starts.forEach((start, n) => {
    const piece = text.slice(start, starts[n + 1]);
    if (lines.length && textWidth(spec, lines.at(-1) + piece, bold) <= width) {
      lines[lines.length - 1] += piece;
    } else {
      lines.push(lines.length ? piece.trimStart() : piece);
    }
  });
  return lines;
}

export function fit(spec, text, slot) {
  let size;
  let lines;
  const readable = slot.sizes.filter(([candidate]) => candidate >= spec.smallest);
  const tiny = slot.sizes.filter(([candidate]) => candidate < spec.smallest);
  const choices = [readable, tiny].flatMap((sizes) => spec.breaks.map((marks) => [sizes, marks]));
  for (const [sizes, marks] of choices) {
    for (const [candidate, allowed] of sizes) {
      size = candidate;
      lines = wrap(spec, text, slot.width / size, marks, slot.bold);
      const narrow = lines.every((l) => textWidth(spec, l, slot.bold) * size <= slot.width);
      if (lines.length <= allowed && narrow) return [size, lines];
    }
  }
  return [size, lines.slice(0, slot.lines)];
}
