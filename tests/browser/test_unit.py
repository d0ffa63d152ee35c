"""One unit of a layer in a plain page: picture, table and sums say what the kernel's run does."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from playwright.sync_api import Browser, Locator, expect

from lstm_helpers import STANDARD, Explorer, Trace, run
from lstm_helpers.graph.table import STAGES
from lstm_helpers.live.unit import UnitExplorer
from lstm_helpers.page.slider import SLIDER_LABELS
from lstm_helpers.picture.layout import SLOTS
from lstm_helpers.words.numbers import format_number
from lstm_helpers.words.sums import spoken_sums
from lstm_helpers.words.texts import columns, sentence, slot_texts, stay, table
from tests.browser.lab import SIZE
from tests.browser.live_page import LivePage
from tests.cells import random_cell

CELL = random_cell(np.random.default_rng(9), batch=2, time=30, features=9, units=12)
LAYER: Trace = run(*CELL, activations=STANDARD)
TRAITS = ["b_f", "u_i", "c0", "moved", "t", "upto"]


class Opened:
    """A page with a unit in it, and the kernel's side, which is told what the page says."""

    def __init__(self, browser: Browser, explorer: UnitExplorer) -> None:
        self.explorer = explorer
        self.live = LivePage(browser.new_page(viewport=SIZE), explorer)
        self.page = self.live.page
        expect(self.page.locator(".lstm-frame svg")).to_be_visible()

    def range(self, name: str) -> Locator:
        return self.page.locator(f"input[data-name='{name}']")

    def assert_equals_the_kernel(self) -> None:
        """Compare all that is read in the page with Python, and Python with its own run."""
        self.page.evaluate("drawn()")
        explorer = self.explorer
        set_there = "names => Object.fromEntries(names.map((name) => [name, model.get(name)]))"
        explorer.set_state(self.page.evaluate(set_there, TRAITS))
        shown, scene = self.live.shown(), explorer.scene
        assert shown["table"] == table(scene)
        assert shown["sentence"] == sentence(scene)
        for name, text in slot_texts(SLOTS, scene).items():
            here = " ".join(shown["ids"][id_][0] for id_ in SLOTS[name].ids)
            assert "".join(here.split()) == "".join(text.split()), name
        for name in columns(scene)[1:]:
            for step, number in zip(scene.steps, getattr(explorer.trace, name)[:, 0], strict=True):
                assert step[name] == pytest.approx(number, abs=1e-12), name

    def sums(self) -> list[str]:
        return self.page.locator(".lstm-sums > p").all_text_contents()


@pytest.fixture
def opened(browser: Browser) -> Iterator[Opened]:
    opened = Opened(browser, Explorer.unit(LAYER, 3, 1, t=20))
    yield opened
    assert not opened.live.errors
    opened.page.close()


def test_a_unit_follows_its_sliders_as_the_kernels_run_does(opened: Opened) -> None:
    page, explorer = opened.page, opened.explorer
    first = format_number(LAYER.c[1, 19, 3])
    expect(page.locator(".lstm-table tr[aria-current] td").nth(-2)).to_have_text(first)
    expect(page.locator(".lstm-stays")).to_contain_text(stay(explorer.scene))
    opened.assert_equals_the_kernel()

    opened.range("b_f").press("Home")  # the forget gate is shut, from the first step on
    expect(page.locator("[id='eq_f_1']")).to_contain_text("(−3)")
    opened.assert_equals_the_kernel()
    assert explorer.b_f == -3
    assert table(explorer.scene)[-1][-2] != first
    assert opened.sums() == ["forget gate", *spoken_sums("f", explorer.scene)]

    page.locator("[id='i']").hover()
    assert opened.sums() == ["input gate", *spoken_sums("i", explorer.scene)]

    # the sliders of the inputs are those of the step shown
    page.get_by_role("button", name="14", exact=True).click()
    places = explorer.look["unit"]["places"][5]
    for place in places:
        label = SLIDER_LABELS["feature"].format(place=place, t=14)
        expect(opened.range(f"x[{place}]")).to_have_attribute("aria-label", label)
    opened.range(f"x[{places[0]}]").press("End")
    opened.range("c0").press("End")
    opened.assert_equals_the_kernel()
    assert explorer.moved == {f"14 x[{places[0]}]": 3}
    page.locator("[id='x']").hover()
    expect(page.locator(".lstm-slider[data-lit]:has([data-name^='x['])")).to_have_count(6)
    expect(page.locator(".lstm-says")).to_contain_text("The input is 9 features.")

    # the walk goes on into the next step of the run
    page.get_by_role("button", name="next ▶").click()
    opened.assert_equals_the_kernel()
    assert (explorer.t, explorer.upto) == (15, STAGES[0])
    for _ in STAGES[:2]:
        page.get_by_role("button", name="next ▶").click()
    opened.assert_equals_the_kernel()
    assert explorer.upto == "i"
    assert opened.sums()[0] == "input gate"

    page.get_by_role("button", name="reset").click()
    opened.assert_equals_the_kernel()
    assert (explorer.moved, explorer.t) == ({}, 20)
    assert np.allclose(explorer.trace.h[:, 0], LAYER.h[1, 8:20, 3], rtol=0, atol=1e-12)
    assert page.evaluate("crowded()") == []
    assert min(page.evaluate("smallestText()")) >= 12
