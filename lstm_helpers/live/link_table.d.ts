// The types of what link_table.js holds: written by hand.

interface LinkPart {
  kind: string;
  says: string;
  least: number;
  most: number;
  among: string[];
}

export const LINK_TABLE: {
  parts: Record<string, LinkPart>;
  also: Record<string, string>;
  says: Record<string, string>;
  defaults: Record<string, string | string[]>;
  show: string[];
  cell: string[];
  inputs: number[];
};
