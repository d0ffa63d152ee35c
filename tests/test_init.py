"""Importing the package is quick: what draws or shows is loaded on first use."""

from __future__ import annotations

import ast
import importlib
import json
import subprocess
import sys
import types
from pathlib import Path

import pytest

import lstm_helpers

# What a lesson may import, in the words of the design.
PUBLIC = {
    "IDENTITY",
    "STANDARD",
    "Activations",
    "Explorer",
    "Question",
    "Step",
    "Trace",
    "Weights",
    "backward",
    "check",
    "check_cell",
    "check_choice",
    "draw",
    "equation",
    "format_number",
    "identity",
    "run",
    "sigmoid",
    "step",
    "svg",
    "tanh",
}
HEAVY = {
    "IPython",
    "anywidget",
    "hypothesis",
    "ipywidgets",
    "keras",
    "matplotlib",
    "pandas",
    "tensorflow",
    "torch",
    "traitlets",
}
# What an Explorer has no use for, unless it is asked for more than its picture.
ASIDE = {
    *(f"lstm_helpers.cell.{name}" for name in ("alone", "unit")),
    *(f"lstm_helpers.charts.{name}" for name in ("chart", "content", "following", "plan")),
    *(f"lstm_helpers.charts.{name}" for name in ("watch", "widget")),
    *(f"lstm_helpers.exercises.{name}" for name in ("check", "journal", "practice", "questions")),
    *(f"lstm_helpers.exercises.{name}" for name in ("reading", "slips")),
    "lstm_helpers.graph.unit",
    *(f"lstm_helpers.live.{name}" for name in ("detective", "link", "noting", "practice", "unit")),
    *(f"lstm_helpers.picture.{name}" for name in ("diagram", "files")),
    *(f"lstm_helpers.words.{name}" for name in ("answers", "arithmetic", "sums")),
    *("matplotlib", "numpy.ma", "numpy.typing", "xml.etree"),
}
INDEXES = ("", "charts", "exercises", "live", "picture")


def modules_after(code: str) -> set[str]:
    """Name the modules that a fresh Python has loaded after some code."""
    code += "\nimport json, sys\nprint(json.dumps(list(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return set(json.loads(done.stdout.splitlines()[-1]))


def loaded_after(code: str) -> set[str]:
    """Name the packages that a fresh Python has loaded after some code."""
    return {module.partition(".")[0] for module in modules_after(code)}


def test_importing_loads_nothing_that_draws_or_shows():
    assert loaded_after("import lstm_helpers") & HEAVY == set()


def test_the_math_loads_nothing_that_draws_or_shows():
    code = (
        "from lstm_helpers import Weights, backward, run\n"
        "w = Weights.ones()\n"
        "backward(w, run(w, [1, 1, 1]), dh=1)"
    )
    assert loaded_after(code) & HEAVY == set()


def test_feedback_and_equations_load_nothing_that_draws_or_shows():
    code = "from lstm_helpers import check, equation, format_number; check('c', 6, t=2)"
    assert loaded_after(code) & HEAVY == set()


def test_an_svg_loads_nothing_heavy_and_drawing_loads_no_widgets():
    code = "from lstm_helpers import Weights, draw, run, svg; svg(run(Weights.ones(), [1]))"
    assert loaded_after(code) & HEAVY == set()
    assert loaded_after(code + "; draw(run(Weights.ones(), [1]))") & HEAVY == {"matplotlib"}


def test_the_live_view_is_loaded_when_it_is_asked_for():
    loaded = modules_after("from lstm_helpers import Explorer; Explorer()._repr_mimebundle_()")
    assert {"anywidget", "ipywidgets"} <= loaded
    assert loaded & ASIDE == set()


def test_everything_that_the_design_names_is_there():
    assert set(lstm_helpers.__all__) >= PUBLIC


@pytest.mark.parametrize("name", lstm_helpers.__all__)
def test_every_name_offered_can_be_had_and_is_its_modules_own(name):
    thing = getattr(lstm_helpers, name)
    assert not isinstance(thing, types.ModuleType)
    module = getattr(thing, "__module__", None)
    if module is not None:
        home = importlib.import_module(module)
        assert module.startswith("lstm_helpers.")
        if callable(thing):
            assert thing is getattr(home, name)
            assert name in home.__all__


def test_no_name_is_offered_twice_and_all_are_listed():
    assert len(set(lstm_helpers.__all__)) == len(lstm_helpers.__all__)
    assert dir(lstm_helpers) == sorted(lstm_helpers.__all__)


@pytest.mark.parametrize("room", INDEXES)
def test_an_index_offers_what_it_loads_and_what_type_checkers_read(room):
    index = importlib.import_module(f"lstm_helpers.{room}".rstrip("."))
    tree = ast.parse(Path(index.__file__).read_text(encoding="utf-8"))
    (block,) = (node for node in tree.body if isinstance(node, ast.If))
    read = {
        alias.name: node.module.removeprefix(f"{index.__name__}.")
        for node in block.body
        for alias in node.names
    }
    assert index._where == read
    assert set(read) <= set(index.__all__)
    assert dir(index) == sorted(index.__all__)
    for name in index.__all__:
        assert not isinstance(getattr(index, name), types.ModuleType)


def test_a_module_does_not_cover_up_what_goes_by_its_name():
    code = (
        "import lstm_helpers.exercises.check, lstm_helpers.picture.svg, lstm_helpers.charts.watch\n"
        "from lstm_helpers.exercises import check\nfrom lstm_helpers.picture import svg\n"
        "from lstm_helpers import watch\nassert callable(check) and callable(svg)\n"
        "assert callable(watch)"
    )
    assert loaded_after(code)


def test_star_imports_take_everything():
    names: dict = {}
    exec("from lstm_helpers import *", names)
    assert set(lstm_helpers.__all__) <= set(names)


def test_a_name_that_is_not_there_is_an_attribute_error_that_names_it():
    assert not hasattr(lstm_helpers, "nothing")
    with pytest.raises(AttributeError, match="module 'lstm_helpers' has no 'nothing'"):
        _ = lstm_helpers.nothing
    with pytest.raises(ImportError):
        exec("from lstm_helpers import nothing", {})
