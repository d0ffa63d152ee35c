"""Importing the package is quick: what draws or shows is loaded on first use."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
import types

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


def loaded_after(code: str) -> set[str]:
    """Name the packages that a fresh Python has loaded after some code."""
    code += "\nimport json, sys\nprint(json.dumps([m.partition('.')[0] for m in sys.modules]))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return set(json.loads(done.stdout.splitlines()[-1]))


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
    loaded = loaded_after("from lstm_helpers import Explorer; Explorer()")
    assert {"anywidget", "ipywidgets"} <= loaded
    assert "matplotlib" not in loaded


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
