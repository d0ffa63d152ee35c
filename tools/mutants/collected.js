// Stands for "node:test" while slips are tried: what is declared is kept, to be run at will.

/** @type {{name: string, run: () => unknown}[]} */
export const declared = [];

/** @param {string} name @param {() => unknown} run */
export const test = (name, run) => void declared.push({ name, run });
