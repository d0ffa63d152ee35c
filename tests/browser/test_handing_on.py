"""Presets and settings in the page: the text is Python's, and loading shows at once.

That the page writes a setting as Python does is said by tests/vectors.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from lstm_helpers import STANDARD, Explorer, Weights
from lstm_helpers.words.texts import sentence
from tests.browser.conftest import tab
from tests.browser.lab import Lab
from tests.browser.server import Server

PLAY = """\
from lstm_helpers import *
from lstm_helpers.live.presets import PRESETS
play = Explorer(inputs=[1, 1, 1], presets=PRESETS, plot="c",
                show="weights presets setting reset steps walk")
play"""


@pytest.fixture(scope="module")
def opened(browser: Browser, server: Server) -> Iterator[Lab]:
    other = Explorer(Weights.ones(b_f=0.37), [1, 2], 2, activations=STANDARD)
    code = (PLAY, "play.setting, play.w_f", f"play.load({other.setting!r})")
    with tab(browser, server, *code) as lab:
        yield lab


@pytest.fixture
def play(opened: Lab) -> Iterator[Lab]:
    """Yield the notebook with a new Explorer in it."""
    opened.menu("Edit", "editmenu:clear-all")
    opened.run_cell(1)
    expect(opened.output(1).locator(".lstm-setting input")).to_have_value("lstm x=1,1,1 #rrhk")
    yield opened
    opened.assert_no_errors()


def assert_kept(play: Lab, setting: str) -> None:
    """Ask twice: by the time of the first answer the page has heard whatever came back late."""
    play.run_cell(2)
    assert setting in play.run_cell(2)


def test_a_large_preset_gives_the_sliders_room(play: Lab) -> None:
    play.output(1).get_by_role("button", name="latch").click()
    explorer = Explorer(inputs=[1, 1, 1])
    explorer.set_preset("latch")
    expect(play.output(1).locator(".lstm-setting input")).to_have_value(explorer.setting)
    w_f = play.output(1).locator("input[data-name=w_f]")
    expect(w_f).to_have_attribute("max", "100")
    expect(w_f).to_have_attribute("aria-valuetext", "100")
    assert_kept(play, explorer.setting)
    assert "100.0" in play.run_cell(2)
    play.output(1).get_by_role("button", name="the article").click()
    expect(play.output(1).locator(".lstm-setting input")).to_have_value("lstm x=1,1,1 #rrhk")


def test_the_setting_is_copied(play: Lab) -> None:
    play.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    play.output(1).get_by_role("button", name="copy").click()
    expect(play.output(1).get_by_role("button", name="copied")).to_be_visible()
    copied = play.page.evaluate("navigator.clipboard.readText()")
    assert copied == "lstm x=1,1,1 #rrhk"


def test_arrow_keys_in_the_text_do_not_walk(play: Lab) -> None:
    says = play.output(1).locator(".lstm-says")
    play.output(1).locator(".lstm-setting input").press("ArrowLeft")
    play.output(1).get_by_role("button", name="copy").press("ArrowLeft")
    one_back = Explorer(inputs=[1, 1, 1])
    one_back.upto = "c_act"
    expect(says).to_have_text(sentence(one_back.scene))


def test_a_loaded_setting_is_shown_at_once(play: Lab) -> None:
    play.run_cell(3)
    expect(play.output(3)).to_contain_text("✓ Loaded: 2 time steps")
    other = Explorer(Weights.ones(b_f=0.37), [1, 2], 2, activations=STANDARD)
    expect(play.output(1).locator(".lstm-setting input")).to_have_value(other.setting)
    expect(play.output(1).locator(".lstm-frame svg title")).to_have_text(
        "LSTM cell, time step 2 of 2"
    )
    assert_kept(play, other.setting)
