"""Presets and settings in the page: the text is Python's, and loading shows at once."""

from __future__ import annotations

import base64
import json
import random
from collections.abc import Iterator

import pytest
from lstm_helpers.settings import CHECK_LETTERS, PLAIN_GATE, Setting, encode
from playwright.sync_api import Browser, Page, expect

from lstm_helpers import STANDARD, Activations, Explorer, Weights
from lstm_helpers.cell.weights import WEIGHT_NAMES
from lstm_helpers.live import Picture
from lstm_helpers.words.texts import sentence
from tests.browser.conftest import tab
from tests.browser.lab import Lab
from tests.browser.server import Server

NUMBERS = (
    *(0.0, -0.0, 1.0, -1.0, 0.1, 0.1 + 0.2, 1e-4, 0.00012345, 9.9e-5, -1e-7, 5e-324),
    *(123456789.0, 2.0**53, 1e15, 9999999999999998.0, 1e16, 1.5e16, 1e21, 1.2345e22, -1e300),
)


@pytest.fixture(scope="module")
def blank(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.set_content("<!doctype html><html lang='en'><body></body></html>")
    yield page
    page.close()


def address() -> str:
    return "data:text/javascript;base64," + base64.b64encode(str(Picture._esm).encode()).decode()


def test_the_page_writes_a_setting_as_python_does(blank: Page) -> None:
    chance = random.Random(1)
    pairs = ["identity/identity", "tanh/sigmoid", "relu/tanh"]
    cases, expected = [], []
    for _ in range(300):
        count = chance.randint(1, 12)
        names = [*WEIGHT_NAMES, *(f"x_{n}" for n in range(1, count + 1)), "h0", "c0"]
        values = {name: chance.choice(NUMBERS) for name in names}
        if chance.random() < 0.5:
            values |= Weights.ones().as_dict()
        pair, t = chance.choice(pairs), chance.randint(1, count)
        cases.append({**values, "activations": pair, "t": t, "inputs": names[12:-2]})
        expected.append(
            encode(
                Setting(
                    Weights(**{name: values[name] for name in WEIGHT_NAMES}),
                    [values[name] for name in names[12:-2]],
                    values["h0"],
                    values["c0"],
                    Activations(*pair.split("/")),
                    t,
                )
            )
        )
    written = blank.evaluate(
        """async ([address, cases, letters, gate, weights]) => {
            const { settingText } = await import(address);
            return JSON.parse(cases).map((given) => {
                const { inputs } = given;
                const spec = { weights, inputs, check_letters: letters, plain_gate: gate };
                return settingText({ get: (name) => (name === "spec" ? spec : given[name]) });
            });
        }""",
        [address(), json.dumps(cases), CHECK_LETTERS, list(PLAIN_GATE), list(WEIGHT_NAMES)],
    )
    assert written == expected


PLAY = """\
from lstm_helpers import *
from lstm_helpers.presets import PRESETS
play = Explorer(inputs=[1, 1, 1], presets=PRESETS, plot="c",
                show="weights presets setting reset steps walk")
play"""


@pytest.fixture(scope="module")
def opened(browser: Browser, server: Server) -> Iterator[Lab]:
    other = Explorer(Weights.ones(b_f=0.37), [1, 2], 2, activations=STANDARD)
    code = (PLAY, "play.setting, play.sliders['w_f'].max", f"play.load({other.setting!r})")
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
    expect(play.output(1).locator(".lstm-group-f .widget-readout").first).to_have_text("100")
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
