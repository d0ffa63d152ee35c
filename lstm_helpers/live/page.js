// @ts-check
// A lesson's page: whatever a lesson shows.

import { renderChart } from "../charts/widget.js";
import { renderQuestions } from "../exercises/question.js";
import { renderDetective } from "./detective.js";
import { renderMap } from "./gate_map.js";
import { bringToLife } from "./places.js";
import { renderPractice } from "./practice.js";
import { renderExplorer } from "./widget.js";

/** @type {Record<string, import("./places.js").Renderer>} */
const AROUND = { practice: renderPractice, detective: renderDetective };

bringToLife({
  explorer: (host) => (AROUND[host.model.get("look")?.around] ?? renderExplorer)(host),
  chart: renderChart,
  map: renderMap,
  question: renderQuestions,
});
