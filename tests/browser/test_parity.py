"""What the browser works out and writes is what Python works out and writes, to the letter."""

from __future__ import annotations

import itertools
import math
import random
import struct
import sys
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from playwright.sync_api import Browser

from lstm_helpers import Weights
from lstm_helpers.cell.activations import ACTIVATIONS
from lstm_helpers.cell.weights import WEIGHT_NAMES
from lstm_helpers.graph.scene import FACES
from lstm_helpers.graph.table import STAGES
from lstm_helpers.live import Explorer
from lstm_helpers.picture.artists import wire_width
from lstm_helpers.picture.diagram import scene_svg
from lstm_helpers.words.numbers import format_number
from lstm_helpers.words.texts import table
from tests.browser.expected import Settings, differences, scene_of, texts_of
from tests.browser.live_page import LivePage

STEPS = 3
INPUTS = [f"x_{n}" for n in range(1, STEPS + 1)]
SLIDERS = (*WEIGHT_NAMES, *INPUTS, "h0", "c0")
ARTICLE, STANDARD = "identity/identity", "tanh/sigmoid"
PAIRS = [f"{a}/{r}" for a in ACTIVATIONS for r in ACTIVATIONS]

INF, NAN = math.inf, math.nan
NASTY = (
    *(0.0, -0.0, 1.0, -1.0, 0.1, -0.5, 3.0),
    # exact ties: four digits, and the fifth is a five with nothing after it
    *(1.0625, -1.1875, 0.00390625, 2.00048828125, 0.5**13),
    # where the way of writing changes
    *(9999.5, 99995.0, 0.99995, 0.0001, 0.00009999499, 9_999_999.0, 10_000_000.0, 1e15, 2.0**53),
    # the ends of what a float can hold, and what lies beyond
    *(5e-324, -5e-324, 1.234e-308, 2.2250738585072014e-308, 1e-200),
    *(sys.float_info.max, -sys.float_info.max, 1e200, -6.02e23, INF, -INF, NAN),
)


@pytest.fixture(scope="module")
def live(browser: Browser) -> Iterator[LivePage]:
    """Yield one page for all: what was shown before must not show through."""
    page = browser.new_page()
    live = LivePage(page, Explorer(Weights.ones(), [1] * STEPS))
    live.hurry()
    yield live
    page.close()
    assert not live.errors


# ---- settings ------------------------------------------------------------------------------------


def start() -> dict[str, Any]:
    weights = Weights.ones().as_dict()
    sliders = weights | dict.fromkeys(INPUTS, 1.0) | {"h0": 0.0, "c0": 0.0}
    shown = {"t": STEPS, "upto": STAGES[-1], "activations": ARTICLE, "face": "values"}
    return {**sliders, **shown, "of": "h", "title": ""}


def slider_position(rng: random.Random) -> float:
    return round(rng.uniform(-3, 3), 1)


def any_float(rng: random.Random) -> float:
    return struct.unpack("d", struct.pack("Q", rng.getrandbits(64)))[0]


def nasty(rng: random.Random) -> float:
    return rng.choice(NASTY)


def random_settings(rng: random.Random) -> Settings:
    """Take all sliders from one kind of number, or each from any."""
    kinds = rng.choice([(slider_position,)] * 3 + [(nasty,), (any_float,)])
    if rng.random() < 0.2:
        kinds = (slider_position, nasty, any_float)
    return {
        **{name: rng.choice(kinds)(rng) for name in SLIDERS},
        "t": rng.randint(1, STEPS),
        "upto": rng.choice([STAGES[-1], rng.choice(STAGES)]),
        "activations": rng.choice([ARTICLE, STANDARD, rng.choice(PAIRS)]),
        "face": rng.choice(["values", rng.choice(FACES)]),
        "of": rng.choice("hc"),
        "title": rng.choice(["", "", "2 < 3 & more"]),
    }


def assert_same(live: LivePage, settings: Sequence[Settings]) -> None:
    pages = live.shown_after_each(settings)
    assert all(page["table"] for page in pages)
    for some, page in zip(settings, pages, strict=True):
        found = differences(some, page)
        assert not found, f"the page differs at {some}:\n" + "\n".join(found)


# ---- tests ---------------------------------------------------------------------------------------


def test_random_settings_of_everything(live: LivePage) -> None:
    rng = random.Random(1997)
    assert_same(live, [random_settings(rng) for _ in range(1000)])


@pytest.mark.parametrize("pair", [ARTICLE, STANDARD])
def test_every_nasty_number_in_every_place(live: LivePage, pair: str) -> None:
    settings = [
        start() | {"activations": pair, slider: number}
        for slider, number in itertools.product(SLIDERS, NASTY)
    ]
    assert_same(live, settings)


def test_every_stage_of_every_step_on_every_face(live: LivePage) -> None:
    stages = itertools.product(FACES, range(1, STEPS + 1), STAGES)
    assert_same(live, [start() | {"face": f, "t": t, "upto": upto} for f, t, upto in stages])


def test_numbers_are_written_alike(live: LivePage) -> None:
    rng = random.Random(2000)
    mantissas = (1, 1.0005, 1.00049999, 1.2345, 9.9994999, 9.9995, 9.99951)
    numbers = [
        *NASTY,
        *(any_float(rng) for _ in range(10_000)),
        *(rng.uniform(-10, 10) ** rng.randint(1, 9) for _ in range(5_000)),
        *(rng.randint(-(10**9), 10**9) / 2 ** rng.randint(0, 40) for _ in range(5_000)),
        *(sign * m * 10.0**e for e in range(-320, 309) for m in mantissas for sign in (1, -1)),
        # every tie with up to four digits before the last five: 0.5, 1.5, ..., 1.0625, ...
        *(n / 2**k for k in range(1, 14) for n in range(1, 2 ** min(k + 3, 11), 2)),
    ]
    written = live.page.evaluate(
        "numbers => numbers.map(number => live.formatNumber(model.get('spec'), number))", numbers
    )
    compared = zip(numbers, written, map(format_number, numbers), strict=True)
    assert [row for row in compared if row[1] != row[2]] == []
    assert len(numbers) > 20_000


def test_wires_are_as_thick(live: LivePage) -> None:
    numbers = [*NASTY, *(10.0**e for e in range(-300, 300, 5))]
    widths = live.page.evaluate("numbers => numbers.map(number => live.wireWidth(number))", numbers)
    assert widths == pytest.approx([wire_width(number) for number in numbers], rel=1e-12)


def test_twelve_time_steps(browser: Browser) -> None:
    explorer = Explorer(Weights.ones(), [1] * 12, t=12)
    with browser.new_page() as page:
        shown = LivePage(page, explorer).shown()
    assert shown["ids"]["formula_f"] == texts_of(explorer.scene)["formula_f"]
    assert shown["ids"]["eq_f_1"] == texts_of(explorer.scene)["eq_f_1"]
    assert shown["ids"]["eq_f_1"][0].startswith("f₁₂ = ")
    assert shown["table"] == table(explorer.scene)


def test_the_live_picture_is_painted_as_matplotlib_paints_it(live: LivePage) -> None:
    """Whatever was shown before: each text, place, size, line and colour of each id."""
    rng = random.Random(42)
    stages = [start() | {"upto": upto} for upto in STAGES]
    faces = [start() | {"face": face} for face in FACES]
    for settings in [*stages, *faces, *(random_settings(rng) for _ in range(10))]:
        live.change(**settings)
        ours = live.page.evaluate("painted(document.querySelector('.lstm-frame svg'))")
        markup = scene_svg(scene_of(settings))
        theirs = live.page.evaluate("markup => paintedAfresh(markup)", markup)
        assert ours.keys() == theirs.keys()
        differing = {id: (ours[id], theirs[id]) for id in ours if ours[id] != theirs[id]}
        assert differing == {}, f"painted otherwise at {settings}"
