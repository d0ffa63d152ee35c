// @ts-check
// A model for a page without Jupyter: what a view needs of ipywidgets, and no more.

/** @typedef {import("./model.js").Model} Model */

/** @param {Record<string, any>} state @param {any} [widget_manager] @returns {Model} */
export function hostModel(state, widget_manager) {
  /** @type {[string, () => void][]} */
  let listeners = [];
  const tell = (/** @type {string} */ event) => {
    for (const [name, callback] of [...listeners]) if (name === event) callback();
  };
  return {
    widget_manager,
    alone: true,
    get: (name) => state[name],
    set(name, value) {
      if (Object.is(state[name], value)) return;
      state[name] = value;
      tell(`change:${name}`);
      tell("change");
    },
    save_changes() {},
    on: (event, callback) => void listeners.push([event, callback]),
    off(event, callback) {
      listeners = listeners.filter(([name, heard]) => name !== event || heard !== callback);
    },
  };
}

/**
 * The models of a page, by their ids; each finds the others, as a chart does its Explorer. The page hears of
 * every change, to keep it for the next time if it likes.
 * @param {Record<string, Record<string, any>>} states @returns {Record<string, Model>}
 */
export function hostModels(states) {
  /** @type {Record<string, Model>} */
  const models = {};
  const widget_manager = { get_model: async (/** @type {string} */ id) => models[id] };
  for (const [id, state] of Object.entries(states)) {
    models[id] = hostModel(state, widget_manager);
    const detail = { id, state };
    models[id].on("change", () => globalThis.dispatchEvent?.(new CustomEvent("lstm-change", { detail })));
  }
  return models;
}
