// Starts Python in the page's worker, as Pyodide does, and gives it a stop button.
//
// Pyodide looks into an "interrupt buffer" now and then while Python runs. Where a page shares memory
// with its workers that is shared memory; a static host without special headers does not allow it. So
// this one asks the page, four times a second while Python runs, through the service worker that
// JupyterLite has for files anyway. Without a service worker there is no stop button; restarting the
// kernel stops a loop, too.

const ASK_EVERY = 250; // milliseconds
const PATIENCE = 3000;
const INTERRUPT = 2; // SIGINT
const ADDRESS = new URL("../../api/stdin/stop", import.meta.url).href;
const SESSION = /"session":"([^"]+)"/;

// The page is asked by whose cell it is that runs; each cell comes with that. Where memory is shared
// the kernel takes its messages for itself: they are read before it does.
let session = "";
function readSession({ data }) {
  const found = SESSION.exec(JSON.stringify(data) ?? "");
  if (found) session = found[1];
}
addEventListener("message", readSession, { capture: true });

class StopButton {
  next = 0;
  works = true;

  get 0() {
    const now = performance.now();
    if (!this.works || !session || now < this.next) return 0;
    const stop = this.ask();
    this.next = performance.now() + ASK_EVERY;
    return stop ? INTERRUPT : 0;
  }

  set 0(_) {} // Python says that it has seen it; so does the answer, by being given once

  ask() {
    const request = new XMLHttpRequest();
    try {
      request.open("POST", ADDRESS, false);
      request.timeout = PATIENCE;
      const asked = { browsingContextId: "lstm-stop", requestId: crypto.randomUUID(), data: { session } };
      request.send(JSON.stringify(asked));
      this.works = request.status === 200;
      return this.works && JSON.parse(request.responseText)?.stop === true;
    } catch {
      return false; // the page was busy: it is asked again
    }
  }
}

// What the first cell of every lesson needs anyway: while its text is read, Python gets it ready.
const NEEDED_SOON = `
import matplotlib.figure, matplotlib.backends.backend_svg
from lstm_helpers import Explorer, Question, check
`;
const LOOK_EVERY = 100; // milliseconds

function getReady(python) {
  const kernelIsThere = python.runPython("'pyodide_kernel' in globals()");
  if (kernelIsThere) python.runPython(NEEDED_SOON, { globals: python.toPy({}) });
  else setTimeout(getReady, LOOK_EVERY, python);
}

export async function loadPyodide(options) {
  const pyodide = await import(`${options.indexURL}pyodide.mjs`);
  const python = await pyodide.loadPyodide(options);
  python.setInterruptBuffer(new StopButton());
  setTimeout(getReady, LOOK_EVERY, python);
  return python;
}
