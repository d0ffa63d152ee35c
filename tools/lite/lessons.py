"""Get the notebooks ready for a page without a Jupyter server.

A server joins the lines of a stored text, and marks the cells of a notebook that is trusted; only
then is a stored picture shown. In JupyterLite nobody does: it is done when the site is made.
"""

from __future__ import annotations

import json
from pathlib import Path

from nbformat import NotebookNode

from tools.notebooks import normalise, read

KERNEL = {"name": "python", "display_name": "Python (Pyodide)", "language": "python"}


def ready(notebook: NotebookNode) -> NotebookNode:
    """Return a notebook with texts joined, code cells trusted, and a kernel that the page has."""
    made = normalise(notebook)
    made.metadata["kernelspec"] = KERNEL
    for cell in made.cells:
        if cell.cell_type == "code":
            cell.metadata["trusted"] = True
    return made


def write_lessons(paths: list[Path], folder: Path) -> None:
    """Write the lessons into a folder, ready for the page."""
    folder.mkdir(parents=True)
    for path in paths:
        text = json.dumps(ready(read(path)), ensure_ascii=False, indent=1)
        (folder / path.name).write_text(text, encoding="utf-8", newline="\n")
