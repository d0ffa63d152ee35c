"""What stands on the page is what Python would show, to the letter: through the real elements.

That the page's half works out and writes the same is said by tests/vectors, with no browser.
"""

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
from lstm_helpers.picture.svg import scene_svg
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
    page = browser.new_page(reduced_motion="reduce")  # nothing on its way is in the picture
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
    assert_same(live, [random_settings(rng) for _ in range(150)])


@pytest.mark.parametrize("pair", [ARTICLE, STANDARD])
def test_every_nasty_number_in_some_place(live: LivePage, pair: str) -> None:
    places = itertools.cycle(SLIDERS)
    assert_same(live, [start() | {"activations": pair, next(places): n} for n in NASTY])


def test_every_stage_of_every_step_on_every_face(live: LivePage) -> None:
    stages = itertools.product(FACES, range(1, STEPS + 1), STAGES)
    assert_same(live, [start() | {"face": f, "t": t, "upto": upto} for f, t, upto in stages])


def test_twelve_time_steps(browser: Browser) -> None:
    explorer = Explorer(Weights.ones(), [1] * 12, t=12)
    with browser.new_page() as page:
        shown = LivePage(page, explorer).shown()
    assert shown["ids"]["formula_f"] == texts_of(explorer.scene)["formula_f"]
    assert shown["ids"]["eq_f_1"] == texts_of(explorer.scene)["eq_f_1"]
    assert shown["ids"]["eq_f_1"][0].startswith("f₁₂ = ")
    assert shown["table"] == table(explorer.scene)


def test_the_live_picture_is_painted_as_a_fresh_one_is(live: LivePage) -> None:
    """Whatever was shown before: each text, place, size, line and colour."""
    rng = random.Random(42)
    stages = [start() | {"upto": upto} for upto in STAGES]
    faces = [start() | {"face": face} for face in FACES]
    for settings in [*stages, *faces, *(random_settings(rng) for _ in range(10))]:
        live.change(**settings)
        ours = live.page.evaluate("painted(document.querySelector('.lstm-frame svg'))")
        markup = scene_svg(scene_of(settings))
        theirs = live.page.evaluate("markup => paintedAfresh(markup)", markup)
        assert len(ours) == len(theirs)
        differing = [pair for pair in zip(ours, theirs, strict=True) if pair[0] != pair[1]]
        assert differing == [], f"painted otherwise at {settings}"
