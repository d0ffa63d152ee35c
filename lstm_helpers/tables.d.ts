// The types of what tables.js holds: written by hand, for whoever reads the scripts.

import type { Quantity } from "./graph/forward.js";
import type { Answer } from "./words/asking.js";

interface Slot {
  kind: string;
  of: string;
  width: number;
  sizes: number[];
  bold: boolean;
  lines: number;
  breaks: string[];
}

interface Field {
  place: number[];
  well: number[];
  mark: number[];
  role: string;
  anchor: string;
}

// name, of, gives, says, hint, when
type SlipRow = [string, string, string, string, boolean?, string?];

interface Preset {
  words: string;
  weights: Record<string, number>;
  inputs: number[];
  h0: number;
  c0: number;
  activations: string;
}

type Texts = Record<string, string>;

export const TABLES: {
  graph: Quantity[];
  carry: Texts;
  stages: string[];
  weights: string[];
  operations: Record<string, { pattern: string; partners: (number | null)[]; through: 0 | 1 | null }>;
  symbols: Texts;
  lit: Record<string, string[]>;
  askable: string[];
  mark: string;
  unknown: string;
  whole_below: number;
  reading: Record<"two_ways" | "unreadable" | "no_answer" | "too_large", string>;
  language: string;
  decimal: string;
  blank: string;
  captions: { step: string; gradients: string; unit: string };
  listed_terms: number;
  sums_say: Record<"x" | "h_prev" | "feature" | "own" | "other" | "more", string>;
  unit_says: Record<"features" | "stays" | "stay" | "point" | "largest" | "before", string>;
  note_says: string;
  columns: string[];
  headings: Record<string, Texts>;
  notes: Texts;
  gradient_says: string;
  gradient_does: string;
  asks: { worked_out: string; carried: string; start: string; gradient: string; waits: string };
  asked_words: Texts;
  plain_sentences: Texts;
  spoken: Texts;
  signs: Texts;
  subjects: Texts;
  slots: Record<string, Slot>;
  fields: Record<string, Field>;
  wires: Texts;
  character_widths: Record<string, number>;
  other_width: number;
  bold_wider: number;
  faint: number;
  wire_widths: { thinnest: number; thickest: number; plain: number };
  picture: string;
  picture_says: string;
  marks: Record<"open" | "right" | "slip", string>;
  question_says: Record<"field" | "check" | "right" | "slip", string>;
  slips: SlipRow[];
  slip_subjects: Texts;
  called: Texts;
  order: string[];
  answer_says: Texts;
  near: Record<"rounded" | "nearly" | "close" | "digit", number>;
  slider_says: { field: string; wider: string };
  slider_labels: Record<"weight" | "input" | "state" | "state_shown" | "feature", string>;
  slider_groups: Record<string, { words: string; names: string[] }>;
  group_order: string[];
  inputs_words: string;
  controls_say: Texts;
  table_says: string;
  frame_says: { walks: string; plain: string };
  full_screen_says: { label: string };
  setting_says: Texts;
  failure_says: string;
  answers_say: {
    right: string;
    slip: string;
    field: string;
    show: string;
    shown: string;
    marks: { solved: string; shown: string };
    tries: number;
  };
  no_answer: Answer;
  pairs: [string, string][];
  presets: Record<string, Preset>;
  check_letters: string;
  plain_gate: number[];
  chart: {
    frame: Record<
      "width" | "height" | "margin" | "left" | "right" | "top" | "bottom" | "labels" | "gap",
      number
    >;
    sizes: Record<"title" | "label" | "text", number>;
    words_wider: number;
    largest: number;
    points_up_to: number;
    samples: number;
    line_width: number;
    dashes: Texts;
    colours: Texts;
    notes: Texts;
    scales: Texts;
  };
};
