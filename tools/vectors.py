"""Write what both languages must agree on: for some inputs, what Python makes of them.

    python -m tools.vectors             write tests/vectors/*.json
    python -m tools.vectors --check     look only: are they current?

Pytest says that the files are current, and ``node --test`` that the page's half makes the same of
the same inputs. A new kind is a function that returns its cases, and a place in `KINDS`.
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
import random
import struct
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from lstm_helpers.cell.activations import ACTIVATIONS, Activations
from lstm_helpers.cell.setting import Setting
from lstm_helpers.cell.weights import GATES, WEIGHT_NAMES, Weights
from lstm_helpers.exercises.practice import LEVELS, NUMBERS, Exercise, dice, exercise
from lstm_helpers.graph.asked import ASKABLE, MARK, Asked
from lstm_helpers.graph.backward import backpropagate
from lstm_helpers.graph.forward import unroll
from lstm_helpers.graph.neighbours import PLACES
from lstm_helpers.graph.scene import FACES, Scene
from lstm_helpers.graph.table import BY_NAME, STAGES
from lstm_helpers.live import Explorer, detective
from lstm_helpers.live import practice as live_practice
from lstm_helpers.live.answers import predicted
from lstm_helpers.live.settings import encode
from lstm_helpers.picture.fit import CHARACTER_WIDTHS, fit
from lstm_helpers.picture.layout import SLOTS
from lstm_helpers.picture.svg import wire_width
from lstm_helpers.whole import write_whole
from lstm_helpers.words.answers import read_answer
from lstm_helpers.words.asking import asked_steps, asks_at, question
from lstm_helpers.words.equations import equation, formula, weights_equation
from lstm_helpers.words.gradients import gradient_equation, gradient_formula
from lstm_helpers.words.numbers import format_number, read_number
from lstm_helpers.words.spoken import described, spoken_change, spoken_equation
from lstm_helpers.words.texts import caption, header, sentence, slot_texts, table
from tools import (
    chart_vectors,
    heat_vectors,
    language_vectors,
    link_vectors,
    slip_vectors,
    state_vectors,
    unit_vectors,
)

__all__ = ["KINDS", "VECTORS", "as_json", "main"]

VECTORS = Path(__file__).resolve().parents[1] / "tests" / "vectors"

# A case is what goes in and what comes out, by name; a cell's `Given` is what makeScene() takes.
Case = dict[str, Any]
Given = dict[str, Any]

INF, NAN = math.inf, math.nan
ARTICLE, STANDARD = ("identity", "identity"), ("tanh", "sigmoid")
PAIRS = list(itertools.product(ACTIVATIONS, repeat=2))

# Numbers that are hard to write.
NASTY = (
    *(0.0, -0.0, 1.0, -1.0, 0.1, -0.5, 3.0, 3211.0, -3211.5, 0.36962),
    # exact ties: four digits, and the fifth is a five with nothing after it
    *(1.0625, -1.1875, 0.00390625, 2.00048828125, 0.5**13),
    # where the way of writing changes
    *(9999.5, 99995.0, 0.99995, 0.0001, 0.00009999499, 9_999_999.0, 10_000_000.0, 1e15, 2.0**53),
    # the ends of what a float can hold, and what lies beyond
    *(5e-324, -5e-324, 1.234e-308, 2.2250738585072014e-308, 1e-200, 1e-12),
    *(sys.float_info.max, -sys.float_info.max, 1e200, 6.02e23, -6.02e23, INF, -INF, NAN),
)

# What people type into a field; 0,500 and 1,000,000 can only be one thing, 1,000 can be two.
TYPED = (
    *("0", "-0", "7", "0.5", ".5", "5.", "0,5", ",5", "-1", "−1", "–1", "+2", "2e3", "2E-3"),
    *("1/3", "-1/4", "1,5/2", "1/0", "1/2/3", "1 000", " 42 ", "0,500", "1,000", "−12,345"),
    *("1.000,5", "1,000,000", "1,00,000", "1,234.5", "1.234.567,8", "−2,5e1", "1,0000", "1.000"),
    *("1,000e3", "12,345e−2", "0,500e1", "1,000/2", "2/1,000", "1,000/−2,000", "x/1,000", "1,5/0"),
    *(" 1,\n000 ", "1\u00a0000,5", "2\u202f000", "\u20092", "\ufeff1", "1\x1c2", "1e308/1e-308"),
    *("", " ", "-", "abc", "1_000", "nan", "inf", "∞", "½", "٣", "3 − 1", "1e", "--1", "0x10"),
    *("1e400", "−1e400", "1" * 60, "1" * 400, "𝟏" * 50, "1,000e" + "0" * 60, "5e-324", "1/1e-400"),
)

# What they type for an answer, besides.
TYPED_ANSWERS = (
    *("12,0", "2+4", "2·3", "2*3", "2 × 3", "27 h", "27h", "h = 27", "h=27", "h₃ = 3211", "= 27"),
    *(
        "f = 1·1 + 1·12 + 0 = 13",
        "13 f.",
        "6 c₂",
        "≈ 0.37",
        "~0,37",
        "'6'",
        "“6”",
        "6.",
        "12,",
        "6!",
    ),
    *(
        "3,211",
        "3.211",
        "-3.211",
        "3.211.000",
        "3.211,5",
        "0.500",
        "1.0370",
        "(1+1)·(2+4)",
        "−(1+2)",
    ),
    *("13·6 + 13·13", "1·1 + 1·12 + 0", "6 + 2j", "2·", "·2", "(2", "2)", "1/0+1", "1e308·10", "h"),
    *(
        "-∞",
        "+inf",
        "infinity",
        "NaN",
        "2x",
        "h =",
        "=",
        "2 = 3",
        "1.5·2",
        "1,5·2",
        "six",
        "((((6))))",
    ),
    *("f·c_prev", "10 o c", "27 hidden", "1" * 101 + "+1", "\t6\n", "\x00", "6\u200b"),
)

# ---- what goes in --------------------------------------------------------------------------------


def _any_float(rng: random.Random) -> float:
    """Give any of the 2⁶⁴ floats, nan and infinities among them."""
    (number,) = struct.unpack("d", struct.pack("Q", rng.getrandbits(64)))
    return float(number)


def _slider_position(rng: random.Random) -> float:
    return round(rng.uniform(-3, 3), 1)


def _nasty(rng: random.Random) -> float:
    return rng.choice(NASTY)


def _given(**changes: Any) -> Given:
    """Give the article's cell at its last time step, but for what changes."""
    cell = {"weights": Weights.ones().as_dict(), "inputs": [1.0] * 3, "h0": 0.0, "c0": 0.0}
    shown = {"t": 3, "upto": STAGES[-1], "face": "values", "of": "h", "title": ""}
    return {**cell, "activations": ARTICLE, **shown, **changes}


def _random_given(rng: random.Random) -> Given:
    """Take all numbers from one kind of number, or each from any."""
    kinds = rng.choice([(_slider_position,)] * 3 + [(_nasty,), (_slider_position, _nasty)])
    last = rng.randint(1, 4)

    def number() -> float:
        return rng.choice(kinds)(rng)

    return {
        "weights": {name: number() for name in WEIGHT_NAMES},
        "inputs": [number() for _ in range(last)],
        "h0": number(),
        "c0": number(),
        "activations": rng.choice([ARTICLE, STANDARD, rng.choice(PAIRS)]),
        "t": rng.randint(1, last),
        "upto": rng.choice([STAGES[-1], rng.choice(STAGES)]),
        "face": rng.choice(["values", *FACES]),
        "of": rng.choice("hc"),
        "title": rng.choice(["", "", "2 < 3 & more"]),
    }


def _steps(given: Given) -> list[dict[str, Any]]:
    pair = Activations(*given["activations"])
    return unroll(given["weights"], given["inputs"], given["h0"], given["c0"], pair)


def _scene(given: Given) -> Scene:
    shown = {name: given[name] for name in ("t", "upto", "activations", "face", "of", "title")}
    return Scene(_steps(given), **shown, asked=_asked(given))


def _asked(given: Given) -> Asked:
    predict = given.get("predict")
    if predict is None:
        return ()
    truths = _steps(given)
    if predict["face"] == "gradients":
        truths = backpropagate(truths, given["activations"], given["of"])
    return asked_steps(predict, given["answers"], truths)


# ---- the kinds -----------------------------------------------------------------------------------


def numbers() -> list[Case]:
    """Numbers as people write them."""
    rng = random.Random(2000)
    values = (
        *NASTY,
        *(float(10**n + sign) for n in range(9) for sign in (-1, 0, 1)),
        # every tie with few digits before its last five
        *(n / 2**k for k in range(4, 14, 3) for n in range(1, 2 ** min(k + 3, 11), 97)),
        *(
            m * 10.0**e
            for e in (-308, -5, -4, 3, 4, 7, 300)
            for m in (1.00049999, 9.9994999, 9.9995)
        ),
        *(rng.uniform(-10, 10) ** rng.randint(1, 9) for _ in range(100)),
        *(rng.randint(-(10**9), 10**9) / 2 ** rng.randint(0, 40) for _ in range(100)),
        *(_any_float(rng) for _ in range(50)),
    )
    return [{"value": value, "text": format_number(value)} for value in values]


def typed() -> list[Case]:
    """Give what a learner types for an answer, and the numbers that it can mean."""
    return [{"text": text, **_answer(text)} for text in (*TYPED, *TYPED_ANSWERS)]


def _answer(text: str) -> Case:
    reading = read_answer(text)
    return {"values": reading.numbers, "problem": reading.problem}


def readings() -> list[Case]:
    """Give what people type, and the number it means, or what is said where it means none."""
    return [{"text": text, **_reading(text)} for text in TYPED]


def _reading(text: str) -> Case:
    try:
        return {"value": read_number(text)}
    except ValueError as problem:
        return {"problem": str(problem)}


def steps() -> list[Case]:
    """Give cell state and hidden state at every time step, for every pair of activations."""
    rng = random.Random(1735)
    some = [{**_random_given(rng), "activations": pair} for pair in PAIRS for _ in range(2)]
    return [{"given": given, "values": _states(given)} for given in some]


def _states(given: Given) -> dict[str, list[float]]:
    return {name: [values[name] for values in _steps(given)] for name in ("c", "h")}


def scenes() -> list[Case]:
    """All that a picture, its sentence and its table say."""
    rng = random.Random(1997)
    some = [
        *(_given(upto=upto, t=2) for upto in STAGES),
        *(_given(face=face, t=t) for face in FACES for t in (1, 3)),
        _given(inputs=[1.0] * 12, t=12, face="gradients", of="c"),
        *(_random_given(rng) for _ in range(38)),
    ]
    return [{"given": given, **_says(_scene(given))} for given in some]


def _says(scene: Scene) -> Case:
    said = {"caption": caption(scene), "sentence": sentence(scene)}
    rows = {"header": header(scene), "rows": table(scene)}
    return {**said, **rows, "texts": slot_texts(SLOTS, scene), "lit": scene.lit}


def spoken() -> list[Case]:
    """Give what is said of a picture: each quantity's equation, all of it, and what has changed."""
    rng = random.Random(1950)
    some = [
        *(_given(upto=upto, t=2) for upto in ("c_prev", "f", "write", "c")),
        *(_given(face=face, t=t) for face in FACES for t in (1, 2, 3)),
        *(_given(face=face, activations=STANDARD) for face in FACES),
        *(_random_given(rng) for _ in range(14)),
        *(_asking(rng, **changes) for changes in ASKING),
    ]
    pairs = [(given, rng.choice(some)) for given in some]
    pairs += [(given, _moved(given, rng)) for given in some]
    pairs.append((_given(upto="f"), _given(upto="f", of="c")))  # nothing that is said has changed
    said = [{"given": given, **_said(_scene(given))} for given in some]
    return [*said, *({"given": pair, "change": _change(*pair)} for pair in pairs)]


def _moved(given: Given, rng: random.Random) -> Given:
    name = rng.choice(WEIGHT_NAMES)
    return {**given, "weights": {**given["weights"], name: _slider_position(rng)}}


def _said(scene: Scene) -> Case:
    names = (*PLACES, "w_f", "u_g", "b_o")
    equations = {name: spoken_equation(name, scene) for name in names}
    return {"equations": equations, "description": described(scene)}


def _change(before: Given, given: Given) -> str:
    return spoken_change(_scene(before), _scene(given))


def answers() -> list[Case]:
    """What is asked for in the picture and answered, and what it says then."""
    rng = random.Random(1957)
    some = [_asking(rng, **changes) for changes in ASKING for _ in range(2)]
    some += [_asking(rng, **_random_given(rng)) for _ in range(24)]
    some += [{**_given(**changes), "answers": {}} for changes in UNANSWERED]
    return [{"given": given, **_answered(_scene(given))} for given in some]


ASKING: tuple[dict[str, Any], ...] = (
    *({"t": t, "predict": predicted("walk", 2, "values", ARTICLE)} for t in (1, 2, 3)),
    *({"t": t, "predict": predicted("walk", 1, "values", STANDARD)} for t in (1, 2)),
    *({"face": "gradients", "t": t, "of": of} for t in (3, 2) for of in "hc"),
)

# The gradients of one time step that wait for another's, near and far; and values that are asked
# for while the gradients are looked at.
UNANSWERED: tuple[dict[str, Any], ...] = (
    *(
        {"face": "gradients", "t": t, "predict": predicted(names, 3, "gradients", ARTICLE)}
        for t in (1, 2)
        for names in ("c", "f", "g keep", "o", "h_prev keep", "c_prev")
    ),
    *(
        {"face": "gradients", "t": t, "activations": STANDARD, "predict": asked}
        for t in (1, 3)
        for asked in (
            predicted("walk", 1, "values", STANDARD),
            predicted("f", 2, "values", STANDARD),
        )
    ),
    {"t": 1, "predict": predicted("h_prev c_prev", 1, "values", ARTICLE)},
)


def _asking(rng: random.Random, **changes: Any) -> Given:
    """Ask for something, and answer some of it: rightly, wrongly, or rightly in other numbers."""
    given = _given(**changes)
    names = rng.choice(["walk", rng.sample(ASKABLE, rng.randint(1, 4))])
    face = given["face"] if given["face"] == "gradients" else "values"
    begin = rng.randint(1, len(given["inputs"]))
    given.setdefault("predict", predicted(names, begin, face, given["activations"]))
    predict, truths, pair = given["predict"], _steps(given), given["activations"]
    if predict["face"] == "gradients":
        truths = backpropagate(truths, pair, given["of"])
    share = rng.random()
    given["answers"] = {
        f"{t} {name}": _some_answer(rng, values[name.removeprefix(MARK)])
        for t, values in enumerate(truths, start=1)
        for name in asks_at(predict, t, len(truths))
        if rng.random() < share
    }
    return given


def _some_answer(rng: random.Random, truth: float) -> dict[str, Any]:
    number = rng.choice([truth] * 4 + [float(f"{truth:.4g}"), truth + 1])
    return {"number": number, "solved": rng.random() < 0.9}


def _answered(scene: Scene) -> Case:
    asks = {"open": scene.open, "questions": [question(scene, name) for name in scene.open]}
    return {"asked": scene.asked, **asks, **_says(scene)}


def equations() -> list[Case]:
    """Formulas and equations, from the values of what they are made of."""
    rng = random.Random(12)
    pairs = (ARTICLE, STANDARD, ("relu", "tanh"), ("sigmoid", "relu"))
    names = [name for name, quantity in BY_NAME.items() if quantity.op != "given"]
    return [
        _equation(name, pair, _some_values(name, rng), rng.randint(1, 12))
        for pair, name, _ in itertools.product(pairs, names, range(3))
    ]


def _equation(name: str, pair: tuple[str, str], values: Mapping[str, float], t: int) -> Case:
    given = {"name": name, "activations": pair, "values": values, "t": t}
    return {
        **given,
        "formula": formula(name, pair),
        "weights": weights_equation(name, values, pair),
        "equation": equation(name, values, pair, t),
    }


def _some_values(name: str, rng: random.Random) -> dict[str, float]:
    """Give a value to most of what stands in an equation; what is left out is not known."""
    operands = BY_NAME[name].operands
    inner = (deeper for operand in operands for deeper in BY_NAME[operand].operands)
    wanted = dict.fromkeys([*inner, *operands, name])
    return {each: _nasty(rng) for each in wanted if rng.random() < 0.9}


def gradients() -> list[Case]:
    """Where each quantity's gradient comes from, in symbols and in numbers."""
    rng = random.Random(1991)
    some = [_given(t=t, of=of) for t in (1, 3) for of in "hc"]
    some += [_random_given(rng) for _ in range(12)]
    return [{"given": given, **_gradients(given)} for given in some]


def _gradients(given: Given) -> Case:
    steps, pair, t, of = _steps(given), given["activations"], given["t"], given["of"]
    slopes = backpropagate(steps, pair, of)
    return {
        "formulas": {n: gradient_formula(n, pair, t, len(steps), of) for n in BY_NAME},
        "equations": {n: gradient_equation(n, slopes, steps, pair, t, of) for n in BY_NAME},
    }


def fits() -> list[Case]:
    """Font size and lines with which a text fits its slot."""
    rng = random.Random(360)
    some = [
        _given(),
        _given(inputs=[1.0] * 12, t=12, activations=STANDARD),
        *(_given(weights=dict.fromkeys(WEIGHT_NAMES, number)) for number in (-3211.5, -1.234e-308)),
        *(_given(face=face, weights=dict.fromkeys(WEIGHT_NAMES, -0.12345)) for face in FACES),
        *(_random_given(rng) for _ in range(4)),
    ]
    texts = dict.fromkeys(
        each for given in some for each in slot_texts(SLOTS, _scene(given)).items()
    )
    return [*(_fit(slot, text) for slot, text in texts), *(_tight(*each) for each in TIGHT)]


def _fit(slot: str, text: str) -> Case:
    size, lines = fit(text, SLOTS[slot])
    return {"slot": slot, "text": text, "size": size, "lines": lines}


A = CHARACTER_WIDTHS["kxvyPTLeoa"]
# What no slot of ours is: (text, width, sizes, lines, what it breaks before).
TIGHT: tuple[tuple[str, float, tuple[int, ...], int, tuple[str, ...]], ...] = (
    ("a", A * 16, (16, 8), 1, ()),  # exactly as wide as there is room
    ("aa", 2 * A * 16, (16, 8), 2, ("a",)),  # ... in one line rather than two
    ("a a a", A * 18, (16, 4), 2, (" ",)),  # a line too many
    ("a aaaa", A * 33, (16, 8), 2, (" ",)),  # a line too wide
    ("aaaa a", A * 33, (16, 8), 2, (" ",)),
    *(("aa aa aa aa", A * 16, (16, 8), lines, (" ",)) for lines in (1, 2, 3, 4)),  # it sticks out
)


def _tight(
    text: str, width: float, sizes: tuple[int, ...], lines: int, breaks: tuple[str, ...]
) -> Case:
    room: Case = {"width": width, "sizes": sizes, "lines": lines, "breaks": breaks, "bold": False}
    size, made = fit(text, replace(SLOTS["eq_f"], **room))
    return {"slot": "", "room": room, "text": text, "size": size, "lines": made}


def wires() -> list[Case]:
    """Give the width of a wire, by the number that it carries."""
    values = (*NASTY, *(10.0**e for e in range(-12, 12)))
    return [{"value": value, "width": wire_width(value)} for value in values]


def settings() -> list[Case]:
    """Whole settings as one short text; empty where a number is not finite."""
    rng = random.Random(1111)
    some = [
        _given(t=1),
        _given(activations=STANDARD),
        *(_given(weights=Weights.ones().as_dict() | {f"b_{gate}": 0.5}) for gate in GATES),
        *(_given(h0=number, c0=-number) for number in NASTY),
        *(_random_given(rng) for _ in range(30)),
        # where the way of writing changes
        *(_given(h0=n, c0=-n) for n in (1e16, 9_999_999_999_999_998.0, 0.0001, 0.00009999)),
    ]
    return [{"given": given, "text": _setting_text(given)} for given in some]


def _setting_text(given: Given) -> str:
    weights = given["weights"]
    if not all(map(math.isfinite, (*weights.values(), *given["inputs"], given["h0"], given["c0"]))):
        return ""
    pair = Activations(*given["activations"])
    start = (given["h0"], given["c0"])
    return encode(Setting(Weights(**weights), given["inputs"], *start, pair, given["t"]))


def practice() -> list[Case]:
    """Exercises by their level and number, how the dice fall, and the tables that go with them."""
    numbers = (1, 2, 17, 18, 100, 4711, NUMBERS)
    falls = [_falls(seed) for seed in (0, 1, 20017, 2**31, 2**32 - 1)]
    made = [exercise(level, number) for level in LEVELS for number in numbers]
    tables = {"tables": live_practice.tables(), "says": detective.SAYS}
    return [tables, *falls, *map(_exercise, made)]


def _falls(seed: int) -> Case:
    die = dice(seed)
    return {"seed": seed, "falls": [die(sides) for sides in (6, 6, 6, 2, 3, 1000, 2**20)]}


def _exercise(made: Exercise) -> Case:
    setting = made.setting
    cell = {"weights": setting.weights.as_dict(), "inputs": setting.inputs, "t": setting.t}
    states = {"h0": setting.h0, "c0": setting.c0, "activations": setting.activations.names}
    asked = {"asks": made.asks, "face": made.face}
    return {"level": made.level, "number": made.number, "made": {**cell, **states, **asked}}


def pages() -> list[Case]:
    """Give what the page gets of some views, by name."""
    everything = "walk steps gradients activations presets reset setting table"
    everything += " weights inputs states"
    views = {
        "cell": Explorer(t=2, plot="c h", show=everything),
        "plain": Explorer(t=2),
        "asking": Explorer(t=2, predict="walk", show="walk steps reset table w_f b_o"),
        "backwards": Explorer(t=3, face="gradients", predict="c h_prev f"),
    }
    return [{name: state_vectors.state_of(view) for name, view in views.items()}]


KINDS: dict[str, Callable[[], list[Case]]] = {
    "numbers": numbers,
    "readings": readings,
    "typed": typed,
    "slips": slip_vectors.slips,
    "steps": steps,
    "scenes": scenes,
    "spoken": spoken,
    "answers": answers,
    "equations": equations,
    "gradients": gradients,
    "fit": fits,
    "wires": wires,
    "settings": settings,
    "links": link_vectors.links,
    "practice": practice,
    "plans": chart_vectors.plans,
    "heats": heat_vectors.heats,
    "shades": heat_vectors.shades,
    "units": unit_vectors.units,
    "pages": pages,
    "states": state_vectors.states,
    "german": lambda: language_vectors.said_in("de", KINDS),
}


# ---- the files -----------------------------------------------------------------------------------


def as_json(cases: Sequence[Case]) -> str:
    """Write one case a line, each once, so that a diff shows which case has changed.

    >>> print(as_json([{"value": float("-inf"), "text": "−∞"}]), end="")
    [
    {"value":"-inf","text":"−∞"}
    ]
    """
    lines = (
        json.dumps(_plain(case), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        for case in cases
    )
    return "[\n" + ",\n".join(dict.fromkeys(lines)) + "\n]\n"


def _plain(value: Any) -> Any:
    """Turn what JSON cannot hold into words: "inf", "-inf", "nan"."""
    if isinstance(value, Mapping):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value


def _files() -> Iterator[tuple[Path, str]]:
    for kind, cases in KINDS.items():
        yield VECTORS / f"{kind}.json", as_json(cases())


def _is_current(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the files, or look whether they are current; 1 if they are not."""
    parser = argparse.ArgumentParser(description="What both languages must agree on.")
    parser.add_argument("--check", action="store_true", help="look only, and change nothing")
    check = parser.parse_args(arguments).check
    changed = [(path, text) for path, text in _files() if not _is_current(path, text)]
    for path, text in changed:
        print(f"{path.name}: {'not current' if check else 'written'}")
        if not check:
            path.parent.mkdir(exist_ok=True)
            write_whole(path, text)
    if check and changed:
        print("make vectors writes them anew.")
    return int(check and bool(changed))


if __name__ == "__main__":
    sys.exit(main())
