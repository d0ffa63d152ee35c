// @ts-check
// A page without Jupyter: every Explorer, chart and question becomes live where it stands still,
// and the page's link says what the first Explorer shows.

import { renderChart } from "../charts/widget.js";
import { renderQuestions } from "../exercises/question.js";
import { hostModels } from "../page/host.js";
import { renderDetective } from "./detective.js";
import { PageLink } from "./page_link.js";
import { renderPractice } from "./practice.js";
import { renderExplorer } from "./widget.js";

/** @typedef {(host: {model: any, el: HTMLElement}) => unknown} Renderer */
/** @type {Record<string, Renderer>} */
const AROUND = { practice: renderPractice, detective: renderDetective };

/** @type {Record<string, Renderer>} */
const RENDERERS = {
  explorer: (host) => (AROUND[host.model.get("look")?.around] ?? renderExplorer)(host),
  chart: renderChart,
  question: renderQuestions,
};

// The page holds <script type="application/json" id="lstm-states">{"an id": {"kind": "explorer", ...traits}}</script>,
// and <div data-lstm="an id">what stands there without a script</div> as often as it likes.
const states = JSON.parse(document.getElementById("lstm-states")?.textContent ?? "{}");
const places = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-lstm]"));
const models = hostModels(states);
const link = PageLink.of([...places], states, models);
link?.follow();
for (const el of places) {
  const id = el.dataset.lstm ?? "";
  if (id in models) RENDERERS[states[id].kind]({ model: models[id], el });
}
link?.show();
