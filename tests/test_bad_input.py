"""Whatever somebody gives: it works, or one sentence says what came and what was expected."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import lstm_helpers
from lstm_helpers import (
    IDENTITY,
    STANDARD,
    ActivationCurve,
    Activations,
    Chart,
    Detective,
    Explorer,
    GateMap,
    Powers,
    Practice,
    Question,
    TimeChart,
    Weights,
    backward,
    check,
    check_cell,
    check_choice,
    check_gradient,
    check_number,
    draw,
    equation,
    format_number,
    run,
    sigmoid,
    step,
    svg,
    tanh,
    watch,
)
from lstm_helpers.cell.given import MOST

PACKAGE = str(Path(lstm_helpers.__file__).parent)
LONGEST = 420  # a sentence: what came, at most 60 characters of it, and what was expected


class Nameless:
    def __repr__(self) -> str:
        raise RuntimeError("no repr")


def hostile() -> dict[str, Any]:
    """What has come, or may come, in the place of anything; made anew each time."""
    return {
        "None": None,
        "True": True,
        "3": 3,
        "-7": -7,
        "2.5": 2.5,
        "nan": float("nan"),
        "inf": float("inf"),
        "past every float": 10**400,
        "float16": np.float16(2),
        "no text": "",
        "a text": "zz",
        "1 MB of text": "x" * 1_000_000,
        "unicode": "∂c₂ 🎉",
        "control characters": "a\x00b\x1b[31m",
        "half a character": "\ud800",
        "two lines": "a\nb",
        "twice": "c c",
        "no dict": {},
        "a dict": {"a": 3},
        "nothing in it": [],
        "a number and a text": [1, "b"],
        "rows of two lengths": [[1, 2], [3]],
        "a tuple": (1,),
        "a set": {1},
        "bytes": b"ab",
        "an empty array": np.zeros(0),
        "an array": np.ones((2, 3, 4)),
        "an array of objects": np.array([object()], dtype=object),
        "an array with nan": np.array([np.nan, 1]),
        "complex": 1j,
        "a type": int,
        "a function": lambda: 0,
        "an object": object(),
        "an object without a name": Nameless(),
        "dots": ...,
        "a generator": (each for each in range(3)),
        "a slice": slice(1),
        "a range": range(3),
    }


ONES = Weights.ones()
TRACE = run(ONES, [1, 1, 1])
WIDE = Weights(
    **{f"w_{gate}": np.ones((2, 4)) for gate in "figo"},
    **{f"u_{gate}": np.full((4, 4), 0.5) for gate in "figo"},
    **{f"b_{gate}": np.zeros(4) for gate in "figo"},
)
LAYER = run(WIDE, np.ones((5, 2)), activations=STANDARD)


def put(name: str) -> Callable[..., object]:
    def setter(value: object) -> None:
        setattr(Explorer(), name, value)

    return setter


# Each function that somebody may call, with arguments that do. Those of Weights go to the same
# place; a name that is got or set as an attribute raises what Python raises for one.
CALLS: dict[str, tuple[Callable[..., Any], Mapping[str, Any]]] = {
    "run": (run, {"weights": ONES, "inputs": [1], "h0": 0, "c0": 0, "activations": IDENTITY}),
    "step": (step, {"weights": ONES, "x": 1, "h_prev": 0, "c_prev": 0, "activations": IDENTITY}),
    "backward": (backward, {"weights": ONES, "trace": TRACE, "dh": 1, "dc": 0, "through_h": True}),
    "Weights.ones": (Weights.ones, {"w_f": 1}),
    "Weights.replace": (ONES.replace, {"w_f": 1}),
    "from_keras": (
        Weights.from_keras,
        {
            "source": np.ones((1, 4)),
            "recurrent_kernel": np.ones((1, 4)),
            "bias": np.zeros(4),
            "layer": None,
            "direction": None,
            "activations": None,
        },
    ),
    "from_torch": (
        Weights.from_torch,
        {
            "source": np.ones((4, 1)),
            "weight_hh": np.ones((4, 1)),
            "bias_ih": np.ones(4),
            "bias_hh": np.ones(4),
            "layer": None,
            "direction": None,
            "activations": None,
        },
    ),
    "Activations": (Activations, {"activation": "tanh", "recurrent_activation": "sigmoid"}),
    "sigmoid": (sigmoid, {"z": 1}),
    "tanh": (tanh, {"z": 1}),
    "format_number": (format_number, {"value": 1}),
    "equation": (
        equation,
        {"name": "f", "values": TRACE[0], "activations": ("tanh", "sigmoid"), "t": 1},
    ),
    "equation of a unit": (equation, {"name": "f", "values": LAYER[0], "unit": 1}),
    "check": (
        check,
        {
            "name": "h",
            "answer": 1,
            "t": 1,
            "weights": ONES,
            "inputs": [1],
            "h0": 0,
            "c0": 0,
            "activations": IDENTITY,
        },
    ),
    "check_gradient": (
        check_gradient,
        {
            "name": "w_f",
            "answer": 1,
            "t": 1,
            "of": "h",
            "through_h": True,
            "weights": ONES,
            "inputs": [1],
        },
    ),
    "check_number": (check_number, {"what": "c", "answer": 1, "truth": 2, "slips": {}}),
    "check_choice": (check_choice, {"question": "forget", "answer": "a"}),
    "check_cell": (
        check_cell,
        {
            "weights": ONES,
            "want": {"h": [1]},
            "inputs": [1],
            "h0": 0,
            "c0": 0,
            "activations": IDENTITY,
            "change": "",
            "start": ONES,
            "within": None,
        },
    ),
    "Question": (lambda name: Question(name), {"name": "forget"}),
    "Explorer": (
        Explorer,
        {
            "weights": ONES,
            "inputs": [1, 1],
            "t": 1,
            "h0": 0,
            "c0": 0,
            "activations": IDENTITY,
            "upto": "h",
            "face": "values",
            "title": "",
            "of": "h",
            "show": "w_f",
            "limits": (-3, 3),
            "step": 0.1,
            "presets": ("forget",),
            "plot": "c",
            "predict": "c",
        },
    ),
    **{f"Explorer().{name} =": (put(name), {"value": 1}) for name in ("t", "w_f", "title", "of")},
    "Explorer().answers =": (put("answers"), {"value": {}}),
    "Explorer().activations =": (put("activations"), {"value": "tanh/sigmoid"}),
    "set_preset": (Explorer().set_preset, {"name": "forget"}),
    "from_setting": (Explorer.from_setting, {"text": "lstm x=1,1,1 #rrhk"}),
    "from_link": (Explorer.from_link, {"text": "lstm x=1"}),
    "link": (Explorer().link, {"page": ""}),
    "save": (Explorer().save, {"path": None}),
    "Practice": (Practice, {"level": 1, "number": 1}),
    "Detective": (Detective, {"number": 1}),
    "GateMap": (
        GateMap,
        {"trace": LAYER, "quantity": "f", "order": "trained", "sequence": 0, "lines": None},
    ),
    # The rest is as in `svg`, which is sooner.
    "draw": (lambda ax: draw(TRACE, ax=ax), {"ax": None}),
    "svg": (svg, {"steps": TRACE, "t": 1, "upto": "h", "face": "values", "title": "", "of": "h"}),
    "Chart": (
        Chart,
        {
            "lines": {"a": [1, 2]},
            "x": [1, 2],
            "labels": {},
            "x_label": "",
            "xlim": (0, 1),
            "ylim": (0, 1),
            "scale": "linear",
        },
    ),
    "Chart of a layer": (
        Chart,
        {"lines": LAYER, "quantities": "c", "units": [0], "sequence": None},
    ),
    "append": (lambda x, a: Chart({"a": [1]}).append(x, a=a), {"x": 3, "a": 1}),
    "TimeChart": (TimeChart, {"explorer": Explorer(), "quantities": "c", "scale": "linear"}),
    "ActivationCurve": (
        ActivationCurve,
        {"explorer": Explorer(), "quantity": "f", "limits": (-8, 8), "show": "w_f"},
    ),
    "Powers": (
        Powers,
        {"f": 0.9, "u": 0.9, "slope": 1, "steps": 5, "show": "f", "ylim": (1, 2), "limits": (0, 2)},
    ),
    "watch": (watch, {"rounds": range(3)}),
    "to_csv": (TRACE.to_csv, {"path": None, "quantities": "c"}),
}
CASES = [(name, argument) for name, (_, arguments) in CALLS.items() for argument in arguments]


@pytest.mark.parametrize(("name", "argument"), CASES)
def test_it_works_or_one_sentence_says_what_was_expected(
    name: str, argument: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # where a file is written, if its name is one
    call, arguments = CALLS[name]
    for what, value in hostile().items():
        given = {**arguments, argument: value}
        if "path" in given and argument != "path":
            given["path"] = tmp_path / "a file.csv"
        error = _error_of(call, given)
        if error is None:
            continue
        said = str(error)
        assert _is_ours(error), f"{what}: a raw {type(error).__name__}, {said[:MOST]!r}"
        assert len(said) <= LONGEST, f"{what}: {len(said)} characters"
        assert said.strip(), what
        assert said.isprintable(), f"{what}: {said!r}"


def _error_of(call: Callable[..., Any], given: Mapping[str, Any]) -> Exception | None:
    """Call, and return the error if it is of a kind that one may expect."""
    try:
        call(**given)
    except (TypeError, ValueError, OSError) as error:
        return error
    return None


def _is_ours(error: BaseException) -> bool:
    """Say whether somebody wrote it for this: a line of the package raises it, and nothing else."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return last.filename.startswith(PACKAGE) and (last.line or "").startswith("raise")
