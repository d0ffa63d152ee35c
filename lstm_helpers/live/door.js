// @ts-check
// A page that shows a cell and asks a question, as the site's first one: it loads no more than that.

import { renderQuestions } from "../exercises/question.js";
import { bringToLife } from "./places.js";
import { renderExplorer } from "./widget.js";

bringToLife({ explorer: renderExplorer, question: renderQuestions });
