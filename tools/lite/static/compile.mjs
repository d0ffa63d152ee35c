// Compiles every module below a folder by the page's own Python.
//     node compile.mjs PYODIDE FOLDER PACKAGE_WITH_SOURCES...

import path from "node:path";
import { pathToFileURL } from "node:url";

const [pyodideFolder, folder, ...withSources] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(path.resolve(pyodideFolder, "pyodide.mjs")).href);
const python = await loadPyodide({ indexURL: `${path.resolve(pyodideFolder)}/` });
python.FS.mkdirTree("/wheels");
python.FS.mount(python.FS.filesystems.NODEFS, { root: path.resolve(folder) }, "/wheels");
python.globals.set("with_sources", python.toPy(withSources));

// Not looked at again: a compiled module in a page never grows old.
python.runPython(`
from pathlib import Path
from py_compile import PycInvalidationMode, compile

for package in Path("/wheels").iterdir():
    beside = package.name in with_sources
    for module in sorted(package.rglob("*.py")):
        inside = str(module.relative_to(package))
        compile(
            str(module),
            cfile=None if beside else str(module.with_suffix(".pyc")),
            dfile=inside,
            doraise=True,
            invalidation_mode=PycInvalidationMode.UNCHECKED_HASH,
        )
        if not beside:
            module.unlink()
`);
