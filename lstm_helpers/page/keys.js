// @ts-check
// Keys that are meant for a view, not for the page around it.

/** @typedef {"done" | "typing" | "not ours"} Taken  "typing" is left to the browser, and kept from Jupyter */

// To Jupyter's command mode a letter is a command, and Enter too: here they do what they do anywhere.
/** @param {KeyboardEvent} event @returns {Taken} */
export const commandOrNot = ({ key, shiftKey }) =>
  key.length === 1 || (key === "Enter" && !shiftKey) ? "typing" : "not ours";

// Jupyter's own shortcuts listen to the whole page, some of them before anybody else: a key that is
// meant for us must not get so far. Ctrl+S and the like are never ours. (Jupyter's attribute
// data-lm-suppress-shortcuts would switch those off, too, and Notebook 7 does not heed it.)
/** @param {AbortSignal} signal @param {(event: KeyboardEvent, target: HTMLElement) => Taken} take */
export function onKeys(signal, take) {
  /** @param {KeyboardEvent} event */
  const onKey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = /** @type {HTMLElement} */ (event.composedPath()[0]);
    const taken = take(event, target);
    if (taken === "not ours") return;
    if (taken === "done") event.preventDefault();
    event.stopImmediatePropagation();
  };
  window.addEventListener("keydown", onKey, { capture: true, signal });
}

// A cell that is chosen by its prompt leaves the focus where it was, and its keys would go there.
/** @param {AbortSignal} signal @param {HTMLElement} view */
export function letGoOnPressElsewhere(signal, view) {
  /** @param {PointerEvent} event */
  const onPress = (event) => {
    const focused = /** @type {HTMLElement | null} */ (document.activeElement);
    const isElsewhere = !view.contains(/** @type {Node} */ (event.target));
    if (focused && isElsewhere && view.contains(focused)) focused.blur();
  };
  window.addEventListener("pointerdown", onPress, { capture: true, signal });
}
