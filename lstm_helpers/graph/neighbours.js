// @ts-check
// What stands next to a quantity in the graph: what neighbours.py says.

import { TABLES } from "../tables.js";
import { partnerOf } from "./backward.js";
import { BY_NAME, GRAPH } from "./forward.js";

/** @param {string} name */
export const isInner = (name) => BY_NAME[name].op === "affine";

/** What a quantity is made of. @param {string} name @returns {string[]} */
export const operandsOf = (name) =>
  BY_NAME[name].operands.flatMap((each) => (isInner(each) ? operandsOf(each) : [each]));

/** What it goes into, within its time step. @param {string} name */
export const consumersOf = (name) =>
  GRAPH.map((quantity) => quantity.name).filter((each) => !isInner(each) && operandsOf(each).includes(name));

/** What it is multiplied with on its way into another. @param {string} name @param {string} consumer */
export function multipliedWith(name, consumer) {
  const [first] = BY_NAME[consumer].operands;
  const maker = BY_NAME[isInner(first) ? first : consumer];
  const place = partnerOf(maker, maker.operands.indexOf(name));
  return place === null ? "" : maker.operands[place];
}

/** What has a place in the picture, in the order of the walk. */
export const PLACES = GRAPH.map(({ name }) => name).filter(
  (name) => !isInner(name) && !TABLES.weights.includes(name),
);

/** What becomes of a quantity at the next time step. @type {Record<string, string>} */
export const FOLLOWS = Object.fromEntries(
  Object.entries(TABLES.carry).map(([before, after]) => [after, before]),
);
