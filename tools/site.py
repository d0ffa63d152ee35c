"""Make the lessons into pages that need no kernel and no network.

Each notebook is run once and becomes one HTML page with its live cells in it. Every script that a
page needs is put beside it, so that a teacher can mail the folder, or put it on any web server.

    python -m tools.site                          every lesson, into _site/
    python -m tools.site 05_time_step_3           this one
"""

from __future__ import annotations

import argparse
import html
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import anywidget
from nbconvert import HTMLExporter
from nbformat import NotebookNode
from traitlets.config import Config

from tools.notebooks import CellFailed, every_notebook, execute, normalise, notebook_path, read

TOP = Path(__file__).resolve().parents[1]
TOOLS = TOP / "tools"
SITE = TOP / "_site"
CACHE = TOP / ".cache" / "site"

LINK = re.compile(r"\]\(([0-9a-z_]+)\.ipynb(#[^)]*)?\)")


class SiteFailed(Exception):
    """Something that the site needs is missing; the message says what, and how to get it."""


def make_site(paths: Sequence[Path], site: Path = SITE) -> None:
    """Write the pages of some notebooks, an index of them, and the scripts they need.

    Raises
    ------
    SiteFailed
        When the widgets' scripts cannot be had.
    CellFailed
        When a notebook does not run to its end.
    """
    site.mkdir(parents=True, exist_ok=True)
    copy_scripts(site / "scripts")
    for path in paths:
        print(f"{path.stem:<28}", end="", flush=True)
        start = time.perf_counter()
        write_page(path, site)
        print(f"{time.perf_counter() - start:6.1f} s", flush=True)
    (site / "index.html").write_text(_index(paths), encoding="utf-8")


def write_page(path: Path, site: Path) -> Path:
    """Run one notebook and write its page."""
    notebook = execute(read(path), path.parent, live=True)
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = LINK.sub(r"](\1.html\2)", cell.source)
    notebook.metadata["title"] = _title(notebook)
    exporter = HTMLExporter(
        template_name="site_template",
        extra_template_basedirs=[str(TOOLS)],
        config=Config(HTMLExporter={"widget_renderer_url": "scripts/embed-amd.js"}),
    )
    body, _ = exporter.from_notebook_node(notebook)
    page = site / f"{path.stem}.html"
    page.write_text(body, encoding="utf-8")
    return page


def copy_scripts(folder: Path) -> None:
    """Put the scripts that show widgets beside the pages."""
    modules = _node_modules()
    folder.mkdir(exist_ok=True)
    nbextension = Path(anywidget.__file__).parent / "nbextension" / "index.js"
    for source, name in (
        (modules / "requirejs" / "require.js", "require.js"),
        (modules / "@jupyter-widgets" / "html-manager" / "dist" / "embed-amd.js", "embed-amd.js"),
        (nbextension, "anywidget.js"),
        (TOOLS / "site_template" / "site.css", "site.css"),
    ):
        shutil.copyfile(source, folder / name)


def _node_modules() -> Path:
    """Get the widgets' scripts from the npm registry once, in the versions that are pinned."""
    wanted = (TOOLS / "package.json").read_text(encoding="utf-8")
    modules, copied = CACHE / "node_modules", CACHE / "package.json"
    if modules.is_dir() and copied.is_file() and copied.read_text(encoding="utf-8") == wanted:
        return modules
    npm = shutil.which("npm")
    if npm is None:
        raise SiteFailed(
            "npm is not on this machine, and the widgets' scripts come with it: "
            "install Node.js (with conda: conda install nodejs), then run make site again."
        )
    CACHE.mkdir(parents=True, exist_ok=True)
    copied.unlink(missing_ok=True)
    options = ["--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts", "--omit=dev"]
    copied.write_text(wanted, encoding="utf-8")
    done = subprocess.run([npm, "install", *options], cwd=CACHE, capture_output=True, text=True)
    if done.returncode:
        copied.unlink()
        raise SiteFailed(f"npm could not get the widgets' scripts:\n{done.stderr.strip()}")
    return modules


def _title(notebook: NotebookNode) -> str:
    return notebook.cells[0].source.partition("\n")[0].lstrip("# ").strip()


def _index(paths: Sequence[Path]) -> str:
    """List the lessons with what one can do at their end."""
    entries = []
    for path in paths:
        notebook = normalise(read(path))
        first, title = notebook.cells[0].source, html.escape(_title(notebook))
        goals = re.findall(r"^- (.*)$", first, flags=re.MULTILINE)
        items = "".join(f"<li>{html.escape(goal.replace('`', ''))}</li>" for goal in goals)
        entries.append(f'<h2><a href="{path.stem}.html">{title}</a></h2>\n<ul>{items}</ul>')
    return INDEX.format(entries="\n".join(entries))


INDEX = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>An LSTM cell, by hand</title>
<link rel="stylesheet" href="scripts/site.css">
</head>
<body class="site-index">
<main>
<h1>An LSTM cell, by hand</h1>
<p>The lessons as pages. They need no kernel and no network: sliders and pictures work as they are.
To run code and have your own numbers checked, open the notebooks in JupyterLab.</p>
{entries}
</main>
</body>
</html>
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="The lessons as pages, without a kernel")
    parser.add_argument("notebooks", nargs="*", type=notebook_path, help="all when left out")
    chosen = parser.parse_args(arguments).notebooks or every_notebook()
    try:
        make_site(chosen)
    except (SiteFailed, CellFailed) as failure:
        print(failure, file=sys.stderr)
        return 1
    print(f"Open {SITE.name}/index.html, or give the folder away.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
