// An extension for JupyterLite, by hand: what a bundler would write, without one. JupyterLab calls
// `init` with the modules that all extensions share, and `get` for what is in here.

const CHANNEL = "/sw-api.v1"; // where JupyterLite's service worker asks the page
const ASKS = "lstm-stop"; // as start.mjs does

let shared = {};

async function sharedModule(name) {
  const [version] = Object.keys(shared[name]);
  const factory = await shared[name][version].get();
  return factory();
}

/** Tells Python, which asks in between, when the stop button is pressed. */
function stopButton({ IKernelClient }) {
  return {
    id: "lstm-lite:stop",
    autoStart: true,
    requires: [IKernelClient],
    activate: (_app, kernels) => {
      const pressed = new Map(); // which cell was running, by its session
      const channel = new BroadcastChannel(CHANNEL);
      channel.addEventListener("message", async ({ data }) => {
        if (data.browsingContextId !== ASKS || !data.data) return;
        const { session } = data.data;
        const running = await runningCell(kernels, session);
        if (running === null) return; // another tab's: it hears the question, too
        const stop = pressed.get(session) === running;
        if (stop) pressed.delete(session);
        channel.postMessage({ browsingContextId: ASKS, requestId: data.requestId, response: { stop } });
      });
      const interrupt = kernels.interrupt.bind(kernels);
      kernels.interrupt = async (id) => {
        const header = (await kernels.getModel(id))?.parentHeader;
        if (header) pressed.set(header.session, header.msg_id);
        await interrupt(id);
      };
    },
  };
}

/** The message that a session's kernel is at work on, or null where the session is not of this tab. */
async function runningCell(kernels, session) {
  for (const { id } of await kernels.listRunning()) {
    const header = (await kernels.getModel(id))?.parentHeader;
    if (header?.session === session) return header.msg_id;
  }
  return null;
}

async function extension() {
  const services = await sharedModule("@jupyterlite/services");
  return { __esModule: true, default: [stopButton(services)] };
}

globalThis._JUPYTERLAB ??= {};
globalThis._JUPYTERLAB["lstm-lite"] = {
  init: (scope) => {
    shared = scope;
  },
  get: async () => {
    const made = await extension();
    return () => made;
  },
};
