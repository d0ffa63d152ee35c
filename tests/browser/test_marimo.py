"""The same module in marimo: a notebook without Jupyter, without ipywidgets' manager."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from lstm_helpers import STANDARD, Weights, check, format_number, run
from tests.browser.lab import SECOND, SIZE

pytestmark = pytest.mark.around

LESSON = Path(__file__).parents[2] / "examples" / "marimo_lesson.py"
START_SECONDS = 60
PRIVATE = ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME")
SETTINGS = """[display]
theme = "system"
[runtime]
auto_instantiate = true
"""
MODES = {"run": ["run"], "edit": ["edit", "--skip-update-check"]}


@pytest.fixture(scope="module", params=MODES)
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory):
    """Serve the notebook as an app, and then as one that is being written."""
    home = tmp_path_factory.mktemp("marimo")
    lesson = home / LESSON.name  # marimo writes into what it edits
    lesson.write_text(LESSON.read_text(encoding="utf-8"), encoding="utf-8")
    (home / "marimo").mkdir()
    (home / "marimo" / "marimo.toml").write_text(SETTINGS, encoding="utf-8")
    port = _free_port()
    command = [sys.executable, "-m", "marimo", *MODES[request.param], str(lesson)]
    command += ["--headless", "--no-token", "--host", "127.0.0.1", "--port", str(port)]
    with (home / "log").open("w") as log:
        server = subprocess.Popen(
            command,
            env=os.environ | dict.fromkeys(PRIVATE, str(home)),
            cwd=home,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_for(f"http://127.0.0.1:{port}/health", server, home / "log")
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def _wait_for(url: str, server: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            if server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"marimo did not start:\n{log.read_text()}") from None
            time.sleep(0.1)


class Marimo:
    """One visit to the notebook."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.errors: list[str] = []
        self.outside: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda sent: self._note(sent.url, address))
        page.goto(address)
        # shown through mo.ui.anywidget, the second one asks; and as it is
        explorers = page.locator(".lstm-explorer")
        self.wrapped, self.asking, self.bare = (explorers.nth(n) for n in range(3))
        self.curve = page.locator(".lstm", has=page.locator(".lstm-chart-sliders"))
        for view in (self.wrapped, self.asking, self.bare, self.curve):
            expect(view).to_be_visible(timeout=START_SECONDS * SECOND)  # its kernel starts first

    def _note(self, url: str, address: str) -> None:
        if not url.startswith((address, address.replace("http", "ws", 1), "data:", "blob:")):
            self.outside.append(url)

    def said(self, text: str) -> Locator:
        """Return what the kernel says in a cell of its own."""
        return self.page.get_by_text(text, exact=True)


@pytest.fixture(scope="module")
def marimo(browser: Browser, address: str) -> Iterator[Marimo]:
    """Open the notebook once: each test changes something else in it."""
    context = browser.new_context(viewport=SIZE)
    visit = Marimo(context.new_page(), address)
    yield visit
    context.close()
    assert visit.errors == []
    assert visit.outside == []


def slider(view: Locator, name: str) -> Locator:
    return view.locator(f"input[type=range][data-name={name}]")


def field(view: Locator, name: str) -> Locator:
    row = view.locator(".lstm-slider", has=view.page.locator(f"input[data-name={name}]"))
    return row.locator("input[type=text]")


def text(view: Locator, name: str) -> Locator:
    return view.locator(f".lstm-frame [id='{name}']")


def says(w_f: float) -> str:
    """Work out what the cell under the first one says."""
    h = run(Weights.ones(w_f=w_f), [1, 1, 1])[1].h
    return f"With w_f = {format_number(w_f)}, h at time step 2 is {format_number(h)}."


def test_sliders_move_the_picture_and_the_kernel_hears_of_it(marimo: Marimo) -> None:
    expect(marimo.said(says(1))).to_be_visible()
    slider(marimo.wrapped, "w_f").focus()
    marimo.page.keyboard.press("ArrowRight")
    expect(field(marimo.wrapped, "w_f")).to_have_value("1.1")
    trace = run(Weights.ones(w_f=1.1), [1, 1, 1])
    expect(text(marimo.wrapped, "f")).to_have_text(format_number(trace[1].f))
    expect(marimo.said(says(1.1))).to_be_visible()
    field(marimo.wrapped, "w_f").fill("1/2")
    marimo.page.keyboard.press("Enter")
    expect(field(marimo.wrapped, "w_f")).to_have_value("0.5")
    expect(marimo.said(says(0.5))).to_be_visible()
    trace = run(Weights.ones(w_f=0.5), [1, 1, 1])
    expect(text(marimo.wrapped, "c")).to_have_text(format_number(trace[1].c))


def forgets(b_f: float) -> str:
    """Work out the forget gate of the second time step, with real gates."""
    return format_number(run(Weights.ones(b_f=b_f), [1, 1, 1], activations=STANDARD)[1].f)


def test_an_explorer_that_is_not_wrapped_is_live_too(marimo: Marimo) -> None:
    expect(text(marimo.bare, "f")).to_have_text(forgets(-1))
    slider(marimo.bare, "b_f").focus()
    marimo.page.keyboard.press("PageUp")
    expect(text(marimo.bare, "f")).to_have_text(forgets(0))
    expect(marimo.curve.locator("title").first).to_contain_text(f"= {forgets(0)}")
    field(marimo.bare, "b_f").fill("−2")
    marimo.page.keyboard.press("Enter")
    # the kernel hears of it, and hands it on to the other one
    expect(field(marimo.wrapped, "x_3")).to_have_value("−2")


def test_a_slider_of_marimos_own_moves_it(marimo: Marimo) -> None:
    marimo.page.locator("marimo-slider").get_by_role("slider").focus()
    marimo.page.keyboard.press("Home")
    expect(field(marimo.bare, "b_f")).to_have_value("−3")
    expect(text(marimo.bare, "f")).to_have_text(forgets(-3))


def test_arrow_keys_walk_and_nobody_else_takes_them(marimo: Marimo) -> None:
    stood_at = text(marimo.wrapped, "h").text_content()
    marimo.wrapped.locator(".lstm-frame").click()
    marimo.page.keyboard.press("ArrowLeft")
    expect(text(marimo.wrapped, "h")).to_have_text("?")
    marimo.page.keyboard.press("ArrowRight")
    expect(text(marimo.wrapped, "h")).to_have_text(stood_at or "")


def test_a_question_is_answered_and_the_kernel_hears_of_it(marimo: Marimo) -> None:
    question = marimo.page.locator(".lstm-question")
    expect(marimo.said("Tries so far: 0. The question is not solved.")).to_be_visible()
    question.get_by_role("button", name="the forget gate, f").click()
    expect(question.locator(".lstm-reply")).to_contain_text("✓ yes")
    expect(marimo.said("Tries so far: 1. The question is solved.")).to_be_visible()


def test_the_picture_is_answered_in_and_the_kernel_hears_of_it(marimo: Marimo) -> None:
    asking = marimo.asking
    sentence = asking.locator(".lstm-says")
    asking.locator("[data-answer=c] input").click()
    for typed, said in (("5", check("c", 5, t=2).text), ("6", "✓")):
        marimo.page.keyboard.type(typed)
        marimo.page.keyboard.press("Enter")
        expect(sentence).to_contain_text(said)
    expect(text(asking, "c")).to_have_text("6")
    expect(asking.locator("[data-answer=h] input")).to_be_focused()
    expect(marimo.said("Tries so far: 3. The question is solved.")).to_be_visible()


def test_its_style_comes_along_light_and_dark(marimo: Marimo) -> None:
    expect(marimo.wrapped.locator(".lstm-controls")).to_have_css("display", "grid")
    for theme in ("dark", "light"):
        marimo.page.emulate_media(color_scheme=theme)
        for view in (marimo.wrapped, marimo.bare, marimo.curve):
            expect(view).to_have_attribute("data-theme", theme)
