"""Make the lessons into pages that need no kernel and no network.

Each notebook is run once and becomes one HTML page with its live cells in it. The one script that
all pages share is put beside them, so that a teacher can mail the folder, or put it on any web
server.

    python -m tools.site                          every lesson, into _site/
    python -m tools.site 05_time_step_3           this one
"""

from __future__ import annotations

import argparse
import html
import re
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from nbconvert import HTMLExporter
from nbformat import NotebookNode

from lstm_helpers.page.mime import without_note
from lstm_helpers.page.scripts import module, script, sheet
from tools.notebooks import (
    WIDGET_VIEW,
    CellFailed,
    every_notebook,
    execute,
    normalise,
    notebook_path,
    read,
)

TOP = Path(__file__).resolve().parents[1]
TOOLS = TOP / "tools"
SITE = TOP / "_site"

WIDGET_STATE = "application/vnd.jupyter.widget-state+json"
LINK = re.compile(r"\]\(([0-9a-z_]+)\.ipynb(#[^)]*)?\)")
# What a widget is in the page, by the module that shows it.
KINDS = {
    module("live/widget.js"): "explorer",
    module("charts/widget.js"): "chart",
    module("exercises/question.js"): "question",
}

States = dict[str, dict[str, Any]]


def make_site(paths: Sequence[Path], site: Path = SITE) -> None:
    """Write the pages of some notebooks, an index of them, and the script they share.

    Raises
    ------
    CellFailed
        When a notebook does not run to its end.
    """
    site.mkdir(parents=True, exist_ok=True)
    write_scripts(site / "scripts")
    for path in paths:
        print(f"{path.stem:<28}", end="", flush=True)
        start = time.perf_counter()
        page = write_page(path, site)
        size, took = page.stat().st_size / 1000, time.perf_counter() - start
        print(f"{took:6.1f} s{size:8.0f} kB", flush=True)
    (site / "index.html").write_text(_index(paths), encoding="utf-8")


def write_page(path: Path, site: Path) -> Path:
    """Run one notebook and write its page."""
    page = site / f"{path.stem}.html"
    page.write_text(as_page(execute(read(path), path.parent, live=True)), encoding="utf-8")
    return page


def as_page(notebook: NotebookNode) -> str:
    """Write a notebook that has been run, with the state of its widgets, as a page."""
    states = widget_states(notebook)
    views = [view for cell in notebook.cells for view in _take_views(cell, states)]
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = LINK.sub(r"](\1.html\2)", cell.source)
    notebook.metadata |= {
        "title": _title(notebook),
        "states": states,
        "has_controls_of_jupyter": any(view not in states for view in views),
    }
    exporter = HTMLExporter(
        template_name="site_template",
        extra_template_basedirs=[str(TOOLS)],
        exclude_input_prompt=True,
        exclude_output_prompt=True,
        exclude_anchor_links=True,
    )
    body, _ = exporter.from_notebook_node(notebook)
    return str(body)


def widget_states(notebook: NotebookNode) -> States:
    """Return the traits of each widget of ours by its id; script and style stay behind."""
    stored = notebook.metadata.get("widgets", {}).get(WIDGET_STATE, {}).get("state", {})
    return {
        model: {"kind": KINDS[each.state["_esm"]], **_own_traits(each.state)}
        for model, each in stored.items()
        if each.state.get("_esm") in KINDS
    }


def _own_traits(state: Mapping[str, Any]) -> dict[str, Any]:
    foreign = {"layout", "tabbable", "tooltip"}
    return {k: v for k, v in state.items() if not k.startswith("_") and k not in foreign}


def _take_views(cell: NotebookNode, states: States) -> list[str]:
    """Put a place for each live view into a cell's outputs, and return whose views there were."""
    views = []
    for output in cell.get("outputs", ()):
        data = output.get("data", {})
        if WIDGET_VIEW in data:
            model = data.pop(WIDGET_VIEW)["model_id"]
            views.append(model)
            if model in states:  # what is not ours shows its text
                output.data = NotebookNode({"text/html": _place(model, data)})
    return views


def _place(model: str, said: Mapping[str, str]) -> str:
    """Keep what stands still where the live view will stand: without a script it does."""
    text = html.escape(without_note(said["text/plain"]))
    still = said.get("text/html") or f"{said['image/svg+xml']}<pre>{text}</pre>"
    return f'<div data-lstm="{model}">{still}</div>'


def write_scripts(folder: Path) -> None:
    """Put what makes pages live beside them: one script, one style sheet."""
    folder.mkdir(exist_ok=True)
    (folder / "lstm.js").write_text(script("live/page.js"), encoding="utf-8")
    own = (TOOLS / "site_template" / "site.css").read_text(encoding="utf-8")
    views = sheet("page/base.css", "charts/charts.css", "exercises/question.css", "live/live.css")
    (folder / "lstm.css").write_text(f"{views}\n{own}", encoding="utf-8")


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
<link rel="stylesheet" href="scripts/lstm.css">
</head>
<body class="site-index">
<main>
<h1>An LSTM cell, by hand</h1>
<p>The lessons as pages. They need no kernel and no network: sliders, pictures and questions work as
they are. To run code, open the notebooks in JupyterLab.</p>
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
    except CellFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    print(f"Open {SITE.name}/index.html, or give the folder away.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
