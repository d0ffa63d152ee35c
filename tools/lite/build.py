"""Put the folder together: JupyterLite's apps, the lessons, and a Python for the page."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jupyter_server
from hatchling.builders.wheel import WheelBuilder
from jupyterlite_pyodide_kernel.constants import PYODIDE_CDN_URL, PYODIDE_VERSION

from tools.lite import downloads, wheels
from tools.lite.downloads import CannotFetch, Wheel
from tools.lite.lessons import write_lessons
from tools.lite.lock import COMPILED, OF_PYODIDE, entry, lock_of
from tools.notebooks import every_notebook, every_translation

HERE = Path(__file__).parent
TOP = downloads.TOP
LITE = TOP / "_site" / "lite"

APPS = ("lab", "notebooks", "tree")
LABEXTENSIONS = Path(sys.prefix) / "share" / "jupyter" / "labextensions"
KERNEL_EXTENSION = LABEXTENSIONS / "@jupyterlite" / "pyodide-kernel-extension"
EXTENSIONS = (
    LABEXTENSIONS / "@jupyter-widgets" / "jupyterlab-manager",
    LABEXTENSIONS / "anywidget",
    KERNEL_EXTENSION,
    HERE / "static" / "extension",
)
KERNEL_PLUGIN = "@jupyterlite/pyodide-kernel-extension:kernel"
# Of the page's Python: what a browser loads of it.
CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
# Fonts for browsers that nobody has any more, and drawings that none of the pages shows.
UNUSED = ("build/*.eot", "build/fa-*.svg", "build/fa-*.ttf", "build/fa-*.woff", "**/*.map")

ICONS = Path("static", "favicons")
ICON = '<link rel="icon" type="image/x-icon" href="./favicon.ico">'

# The page asks for no news, and draws every cell of a lesson: links into it work then.
SETTINGS = {
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "defer"},
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
}


def make_lite(target: Path = LITE, *, offline: bool = False, cache: Path = downloads.CACHE) -> None:
    """Write the folder `lite`: whole, or not at all.

    Parameters
    ----------
    target
        Where it goes. What is there is replaced.
    offline
        Put Python itself and what is compiled for it into the folder, too. Without, the page
        fetches both from Pyodide's usual host.
    cache
        Where downloads are kept.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".lite-") as new:
        work = Path(new)
        _build_apps(work)
        _add_python(work / "lite", work, cache, offline)
        shutil.rmtree(target, ignore_errors=True)
        (work / "lite").rename(target)


def _build_apps(work: Path) -> None:
    """Let JupyterLite build its apps with the lessons in them."""
    project = work / "project"
    files = project / "files"
    write_lessons(every_notebook(), files)
    for folder in {path.parent for path in every_translation()}:
        write_lessons(sorted(folder.glob("*.ipynb")), files / folder.name)
    (project / "overrides.json").write_text(json.dumps(SETTINGS), encoding="utf-8")
    command = [
        *(sys.executable, "-m", "jupyterlite_core", "build", "--log-level=40"),
        *(f"--lite-dir={project}", f"--output-dir={work / 'lite'}", "--contents=files"),
        *("--ignore-sys-prefix", "--no-sourcemaps", "--no-unused-shared-packages"),
        *(f"--apps={app}" for app in APPS),
        *(f"--LiteBuildConfig.federated_extensions={each}" for each in EXTENSIONS),
    ]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise CannotFetch(f"JupyterLite could not be built:\n{done.stdout}{done.stderr}")
    for pattern in UNUSED:
        for path in (work / "lite").glob(pattern):
            path.unlink()
    _add_icons(work / "lite")


def _add_icons(lite: Path) -> None:
    """Add the icons that a page asks for and that JupyterLite leaves to a Jupyter server.

    Notebook 7 shows whether it is busy; and a browser that is told of no icon at once asks the
    host for one.
    """
    shutil.copytree(Path(jupyter_server.__file__).parent / "static" / "favicons", lite / ICONS)
    for app in APPS:
        page = lite / app / "index.html"
        text = page.read_text(encoding="utf-8")
        page.write_text(text.replace("<head>", f"<head>{ICON}", 1), encoding="utf-8")


def _add_python(lite: Path, work: Path, cache: Path, offline: bool) -> None:
    pyodide = downloads.fetch_pyodide(cache)
    official = downloads.read_lock(pyodide)
    place = lite / "static" / "python"
    place.mkdir(parents=True)
    shutil.copy(HERE / "static" / "start.mjs", place)
    entries = list(_packed(_our_wheels(work, cache, official, offline), pyodide, place, work))
    if not offline:
        entries += [_at_host(name, official) for name in (*COMPILED, *OF_PYODIDE)]
    lock = lock_of(official, entries)
    (place / "pyodide-lock.json").write_text(json.dumps(lock, indent=1), encoding="utf-8")
    if offline:
        (lite / "static" / "pyodide").mkdir()
        for name in CORE:
            shutil.copy(pyodide / name, lite / "static" / "pyodide")
    _configure(lite / "jupyter-lite.json", sorted(lock["packages"]), offline)


def _our_wheels(
    work: Path, cache: Path, official: dict[str, Any], offline: bool
) -> Iterator[Wheel]:
    """Gather the wheels that go into the folder."""
    built = WheelBuilder(str(TOP)).build(directory=str(work / "built"), versions=["standard"])
    kernel = KERNEL_EXTENSION / "static" / "pypi"
    own = [kernel.glob(f"{name}-*.whl") for name in ("ipykernel", "piplite", "pyodide_kernel")]
    yield from wheels.named([*map(Path, built), *(path for found in own for path in found)])
    yield from downloads.fetch_pure(cache)
    if offline:
        wanted = {name: official["packages"][name] for name in (*COMPILED, *OF_PYODIDE)}
        yield from downloads.fetch_compiled(wanted, cache)


def _packed(
    gathered: Iterator[Wheel], pyodide: Path, place: Path, work: Path
) -> Iterator[dict[str, Any]]:
    """Trim, compile and pack wheels, and describe them."""
    stage = work / "stage"
    found = list(gathered)
    roots = [wheels.unpack(wheel, stage) for wheel in found]
    found.append(Wheel("jedi", "0", Path("jedi-0-py3-none-any.whl")))
    roots.append(wheels.stub("jedi", "0", stage))
    wheels.compile_all(stage, pyodide)
    for wheel, root in zip(found, roots, strict=True):
        path = place / wheel.path.name
        wheels.pack(root, path)
        yield entry(wheel.name, wheel.version, path.name, downloads.sha256_of(path))


def _at_host(name: str, official: dict[str, Any]) -> dict[str, Any]:
    theirs = official["packages"][name]
    url = f"{_host()}{theirs['file_name']}"
    return entry(name, theirs["version"], url, theirs["sha256"])


def _host() -> str:
    """Where Pyodide's own files are, as JupyterLite's kernel has it, in the version that we use."""
    version = downloads.WANTED["pyodide"]["version"]
    return f"{PYODIDE_CDN_URL.replace(PYODIDE_VERSION, version)}/"


def _configure(path: Path, packages: list[str], offline: bool) -> None:
    """Tell the kernel where its Python is."""
    config = json.loads(path.read_text(encoding="utf-8"))
    plugins = config["jupyter-config-data"].setdefault("litePluginSettings", {})
    plugins.setdefault(KERNEL_PLUGIN, {}).update(
        pyodideUrl="./static/python/start.mjs",
        disablePyPIFallback=offline,
        loadPyodideOptions={
            "indexURL": "static/pyodide/" if offline else _host(),
            "lockFileURL": "static/python/pyodide-lock.json",
            "packages": packages,
        },
    )
    path.write_text(json.dumps(config, indent=1), encoding="utf-8")
