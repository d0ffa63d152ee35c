"""Every text in the picture has room, whatever the sliders say: measured in the browser."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from lstm_helpers import Weights
from lstm_helpers.cell.weights import WEIGHT_NAMES
from lstm_helpers.graph.scene import FACES
from lstm_helpers.graph.table import STAGES
from lstm_helpers.live import Explorer
from lstm_helpers.picture.layout import SMALLEST
from tests.browser.live_page import LivePage

STEPS = 12  # the longest subscript
SLIDERS = (*WEIGHT_NAMES, *(f"x_{n}" for n in range(1, STEPS + 1)), "h0", "c0")
PAIRS = ("identity/identity", "tanh/sigmoid")
EXTREMES = (-3211.5, 1e-12, 6.02e23, float("-inf"), float("nan"), -1.234e-308)
ORDINARY = (1.0, -0.5, 3211.0, 0.36962)


@pytest.fixture(scope="module")
def live(browser: Browser) -> Iterator[LivePage]:
    page = browser.new_page()
    live = LivePage(page, Explorer(Weights.ones(), [1] * STEPS))
    live.hurry()
    yield live
    page.close()
    assert not live.errors


def crowded(live: LivePage, **settings: Any) -> list[str]:
    live.change(**settings)
    return live.page.evaluate("crowded()")


def random_extremes(rng: random.Random) -> dict[str, Any]:
    places = {name: rng.choice(EXTREMES + ORDINARY) for name in SLIDERS}
    return places | {
        "t": rng.choice([1, STEPS]),
        "face": rng.choice(FACES),
        "of": rng.choice("hc"),
        "upto": rng.choice([STAGES[-1], rng.choice(STAGES)]),
    }


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("face", FACES)
def test_extremes_everywhere(live: LivePage, pair: str, face: str) -> None:
    for number in EXTREMES:
        settings = dict.fromkeys(SLIDERS, number) | {"activations": pair, "face": face}
        for t in (1, STEPS):
            assert crowded(live, **settings, t=t, upto=STAGES[-1]) == []


@pytest.mark.parametrize("pair", PAIRS)
def test_extremes_anywhere(live: LivePage, pair: str) -> None:
    rng = random.Random(308)
    for _ in range(60):
        assert crowded(live, **random_extremes(rng), activations=pair) == []


def test_what_has_no_room_is_noticed(live: LivePage) -> None:
    live.change(face="values")
    for id, change, complaint in [
        ("f", "text.textContent = '−1.234e−308 and more'", "f leaves its box"),
        ("c", "text.textContent = '24711111'", "c leaves its box"),
        ("title_1", "text.setAttribute('x', 1200)", "title_1 leaves the canvas"),
        ("formula_f", "text.setAttribute('y', y('eq_f_1'))", "formula_f overlaps eq_f_1"),
        ("note_c", "text.setAttribute('y', y('formula_keep'))", "note_c lies on wire_c_prev"),
    ]:
        found = live.page.evaluate(
            f"""id => {{
                const y = (id) => document.getElementById(id).getAttribute("y");
                const text = document.getElementById(id);
                const before = text.cloneNode(true);
                {change};
                const found = crowded();
                text.textContent = before.textContent;
                for (const {{ name, value }} of before.attributes) text.setAttribute(name, value);
                return found;
            }}""",
            id,
        )
        assert any(complaint in row for row in found), (complaint, found)


@pytest.mark.parametrize("pair", PAIRS)
def test_ordinary_values_are_readable_from_the_back_row(live: LivePage, pair: str) -> None:
    """Slider positions, three steps: no text under 14 units, 12 pixels in JupyterLab at 1280."""
    rng = random.Random(12)
    smallest = []
    for _ in range(60):
        places = {name: round(rng.uniform(-3, 3), 1) for name in SLIDERS}
        live.change(**places, activations=pair, t=rng.randint(1, 3), face="values")
        smallest += live.page.evaluate("smallestText()")
    assert min(smallest) >= SMALLEST
