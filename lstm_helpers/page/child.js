// @ts-check
// A widget inside another's view, as far as the page's own manager can show one.

/** @typedef {import("./model.js").Model} Model */
/**
 * @typedef {object} Inside  what a view is given besides its model
 * @property {Model} model
 * @property {any} [host]  of an anywidget that can show others, from 0.10 on
 */

/** The id of a widget that a trait refers to. @param {string} reference */
export const idOf = (reference) => reference.replace("IPY_MODEL_", "");

/**
 * Shows a widget in a place until it is told to stop; says false where nobody can.
 * @param {string} reference @param {HTMLElement} place @param {Inside} inside @param {AbortSignal} signal
 */
export async function showChild(reference, place, { model, host }, signal) {
  if (host?.getWidget) {
    const widget = await host.getWidget(`anywidget:${idOf(reference)}`);
    await widget.render({ el: place, signal });
    return true;
  }
  const manager = model.widget_manager;
  if (!manager?.create_view) return false;
  const view = await manager.create_view(await manager.get_model(idOf(reference)));
  const remove = () => view.remove();
  if (signal.aborted) remove();
  signal.addEventListener("abort", remove);
  place.append(view.el);
  return true;
}
