// An extension for JupyterLite, by hand: what a bundler would write, without one. JupyterLab calls
// `init` with the modules that all extensions share, and `get` for what is in here.

const CHANNEL = "/sw-api.v1"; // where JupyterLite's service worker asks the page
const ASKS = "lstm-stop"; // as start.mjs does
const SHOWN = { autoClose: 10_000 }; // milliseconds

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

/** Brings a lesson back as it was, under its name; what the learner made of it gets a name of its own. */
function freshCopy({ INotebookTracker }, { IMainMenu }, { CommandToolbarButton }, { Notification }) {
  const id = "lstm-lite:fresh-copy";
  return {
    id,
    autoStart: true,
    requires: [INotebookTracker],
    optional: [IMainMenu],
    activate: (app, notebooks, menus) => {
      const { contents } = app.serviceManager;
      app.commands.addCommand(id, {
        label: "Fresh Copy of This Lesson",
        caption: "Fresh copy of this lesson; yours is kept under another name",
        iconLabel: "Fresh copy",
        isEnabled: () => notebooks.currentWidget !== null,
        execute: async () => {
          const { context } = notebooks.currentWidget;
          try {
            const kept = await freshen(contents, context);
            Notification.info(`This is the lesson as it was. Yours is kept as ${kept}.`, SHOWN);
          } catch (error) {
            Notification.warning(error.message, SHOWN);
          }
        },
      });
      menus?.fileMenu.addGroup([{ command: id }], 4.5);
      app.docRegistry.addWidgetExtension("Notebook", {
        createNew: (panel, context) => {
          const button = new CommandToolbarButton({ commands: app.commands, id, label: "Fresh copy" });
          // The others are there once the settings that name them have come.
          context.ready.then(() => panel.toolbar.insertAfter("cellType", "fresh-copy", button));
        },
      });
    },
  };
}

/** Returns the name under which the learner's copy is kept. */
async function freshen(contents, context) {
  const { path } = context;
  const base = document.baseURI.replace(/(lab|notebooks|tree)\/(index\.html)?([?#].*)?$/, "");
  const served = await fetch(`${base}files/${encodeURIComponent(path)}`, { method: "HEAD" });
  if (!served.ok) throw new Error(`${path} is not a lesson of this site: there is no fresh copy of it.`);
  if (context.model.dirty) await context.save();
  const { content } = await contents.get(path, { content: true });
  const kept = await freeName(contents, path);
  await contents.save(kept, { type: "notebook", format: "json", content });
  await contents.delete(path); // of the browser's storage: what is served shows again
  await context.revert();
  return kept;
}

async function freeName(contents, path) {
  const { content } = await contents.get("", { content: true });
  const taken = new Set(content.map(({ name }) => name));
  for (let n = 1; ; n++) {
    const name = path.replace(/\.ipynb$/, `-mine-${n}.ipynb`);
    if (!taken.has(name)) return name;
  }
}

const SHARED = {
  services: "@jupyterlite/services",
  notebook: "@jupyterlab/notebook",
  mainmenu: "@jupyterlab/mainmenu",
  components: "@jupyterlab/ui-components",
  apputils: "@jupyterlab/apputils",
};

async function extension() {
  const named = Object.entries(SHARED).map(async ([key, name]) => [key, await sharedModule(name)]);
  const { services, notebook, mainmenu, components, apputils } = Object.fromEntries(await Promise.all(named));
  const plugins = [stopButton(services), freshCopy(notebook, mainmenu, components, apputils)];
  return { __esModule: true, default: plugins };
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
