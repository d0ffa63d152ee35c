// @ts-check
// A page without Jupyter: what stands still becomes live, and the page's link says what the first Explorer shows.

import { hostModels } from "../page/host.js";
import { PageLink } from "./page_link.js";

/** @typedef {(host: {model: any, el: HTMLElement}) => unknown} Renderer */

/**
 * The page holds <script type="application/json" id="lstm-states">{"an id": {"kind": "explorer", ...traits}}</script>,
 * and <div data-lstm="an id">what stands there without a script</div> as often as it likes.
 * @param {Record<string, Renderer>} renderers  by kind
 */
export function bringToLife(renderers) {
  const states = JSON.parse(document.getElementById("lstm-states")?.textContent ?? "{}");
  const places = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-lstm]"));
  const models = hostModels(states);
  const link = PageLink.of([...places], states, models);
  link?.follow();
  for (const el of places) {
    const id = el.dataset.lstm ?? "";
    if (id in models) renderers[states[id].kind]({ model: models[id], el });
  }
  link?.show();
}
