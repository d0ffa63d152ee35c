"""Write down what the page's Python loads: every package, where it is and what its sha256 is.

With a lock file of its own the page looks nothing up: it loads all packages at once, while Python
itself starts, and none by an installer.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

# What each package of the kernel and the lessons needs here. What only other front ends need is not
# there: widgetsnbextension, jupyterlab-widgets, psutil, pexpect.
NEEDS: dict[str, str] = {
    "lstm-helpers": "numpy matplotlib ipywidgets anywidget",
    "anywidget": "ipywidgets psygnal typing-extensions",
    "ipywidgets": "comm ipython traitlets",
    "ipython": "ipython-pygments-lexers matplotlib-inline prompt-toolkit stack-data traitlets",
    "ipython-pygments-lexers": "pygments",
    "matplotlib-inline": "traitlets",
    "prompt-toolkit": "wcwidth",
    "stack-data": "executing asttokens pure-eval",
    "matplotlib": "contourpy cycler kiwisolver numpy packaging pillow pyparsing python-dateutil",
    "contourpy": "numpy",
    "python-dateutil": "six",
    "piplite": "micropip",
    "pyodide-kernel": "ipython comm ipykernel",
}
# What differs from the package's name.
IMPORTED_AS = {
    "ipython": "IPython",
    "pillow": "PIL",
    "python-dateutil": "dateutil",
    "matplotlib": "matplotlib pylab mpl_toolkits",
    "jedi": "",
}
# Compiled for the page's Python: what Pyodide's own lock file knows, and has.
COMPILED = ("numpy", "matplotlib", "contourpy", "kiwisolver", "pillow")
# What is of Pyodide as well, and not compiled.
OF_PYODIDE = ("micropip",)


def entry(name: str, version: str, file_name: str, sha256: str) -> dict[str, Any]:
    """Describe one package, as Pyodide does.

    >>> entry("python-dateutil", "4.0", "python_dateutil-4.0-py3-none-any.whl", "0")["imports"]
    ['dateutil']
    """
    return {
        "name": name,
        "version": version,
        "file_name": file_name,
        "sha256": sha256,
        "install_dir": "site",
        "package_type": "package",
        "unvendored_tests": False,
        "depends": NEEDS.get(name, "").split(),
        "imports": IMPORTED_AS.get(name, name.replace("-", "_")).split(),
    }


def lock_of(pyodide: Mapping[str, Any], entries: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a lock file for Pyodide with these packages, and no others."""
    packages = {each["name"]: each for each in sorted(entries, key=lambda each: each["name"])}
    missing = {need for each in entries for need in each["depends"]} - set(packages)
    if missing:
        raise ValueError(f"{', '.join(sorted(missing))} is needed, and not there.")
    return {"info": pyodide["info"], "packages": packages}
