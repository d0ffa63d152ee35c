"""The lessons as a learner meets them: a picture at once, then sliders and keys that move it."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from lstm_helpers import Weights, format_number, run
from lstm_helpers.graph.table import STAGES
from lstm_helpers.words.numbers import read_number
from tests.browser.lab import Lab

FOLLOWED = ("f", "keep", "write", "c", "h")


def live_view(lab: Lab, *sliders: str) -> Locator:
    """Find the first live view that shows these sliders."""
    view = lab.notebook.locator(".lstm-explorer")
    for name in sliders:
        view = view.filter(has=lab.page.locator(f"[data-name={name}]"))
    view = view.first
    view.scroll_into_view_if_needed()
    return view


def shown(view: Locator, quantity: str) -> Locator:
    return view.locator(f".lstm-frame text[id='{quantity}']")


def slider(view: Locator, name: str) -> Locator:
    return view.locator(f"input[data-name={name}]")


def settings(view: Locator) -> dict[str, float]:
    """Read what every slider on the page says."""
    said = view.get_by_role("slider").evaluate_all(
        "all => all.map(one => [one.dataset.name, one.getAttribute('aria-valuetext')])"
    )
    return {name: read_number(text) for name, text in said}


def field(view: Locator, quantity: str) -> Locator:
    return view.locator(f"[data-answer={quantity}] input")


def expect_what_python_says(view: Locator, t: int, steps: int) -> None:
    """Compare the picture with `run` for the numbers that the sliders say."""
    values = settings(view)
    inputs = [values.pop(f"x_{n}", 1.0) for n in range(1, steps + 1)]
    states = [values.pop(name, 0.0) for name in ("h0", "c0")]
    step = run(Weights.ones(**values), inputs, *states)[t - 1]
    for quantity in FOLLOWED:
        expect(shown(view, quantity)).to_have_text(format_number(getattr(step, quantity)))
    subscript = "₁₂₃"[t - 1]
    expect(view.locator("text[id='eq_h']")).to_contain_text(f"h{subscript} = ")


def open_lesson(lab: Lab, lesson: str) -> None:
    """Open a lesson: it shows its stored pictures before anything runs. Then run it."""
    lab.open(f"{lesson}.ipynb")
    pictures = lab.notebook.locator("[data-mime-type='image/svg+xml'] img")
    expect(pictures.first).to_be_visible()
    assert pictures.first.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    expect(lab.notebook.locator(".lstm-explorer")).to_have_count(0)
    lab.run_all()


def test_time_step_1_shows_its_picture_then_follows_the_thumb_and_the_keys(lab_page: Lab) -> None:
    open_lesson(lab_page, "03_time_step_1")
    view = live_view(lab_page, "w_f", "w_o", "x_1")
    before = shown(view, "f").text_content()
    lab_page.drag(slider(view, "w_f"), 25)
    expect(shown(view, "f")).not_to_have_text(before or "")
    expect_what_python_says(view, t=1, steps=1)

    lab_page.drag(slider(view, "x_1"), -30)
    expect_what_python_says(view, t=1, steps=1)

    walk = lab_page.notebook.locator(".lstm-explorer").filter(
        has=lab_page.page.locator("[data-walk=next]")
    )
    walk.first.locator("[data-walk=back]").focus()
    article = run(Weights.ones(), [1])[0]
    for stage in reversed(STAGES[1:]):
        expect(shown(walk.first, stage)).to_have_text(format_number(getattr(article, stage)))
        lab_page.page.keyboard.press("ArrowLeft")
        expect(shown(walk.first, stage)).to_have_text("?")
    lab_page.page.keyboard.press("ArrowRight")
    expect(shown(walk.first, STAGES[1])).not_to_have_text("?")

    asks = lab_page.notebook.locator(".lstm-explorer").filter(
        has=lab_page.page.locator("[data-answer=keep]")
    )
    for quantity, number in {"keep": "0", "h": "1000"}.items():
        expect(shown(asks.first, quantity)).to_have_text("?")
        field(asks.first, quantity).fill(number)
        lab_page.page.keyboard.press("Enter")
        expect(shown(asks.first, quantity)).to_have_text(number)
    lab_page.assert_no_errors()


def test_time_step_3_shows_its_picture_then_follows_the_thumb_and_the_keys(lab_page: Lab) -> None:
    open_lesson(lab_page, "05_time_step_3")
    view = live_view(lab_page, "u_f", "u_o")
    expect(shown(view, "h")).to_have_text("3211")
    lab_page.drag(slider(view, "u_f"), 20)
    expect(shown(view, "h")).not_to_have_text("3211")
    expect_what_python_says(view, t=3, steps=3)

    slider(view, "u_o").focus()
    for _ in range(3):
        lab_page.page.keyboard.press("ArrowLeft")
    expect(slider(view, "u_o")).to_have_attribute("aria-valuetext", "0.7")
    expect_what_python_says(view, t=3, steps=3)
    lab_page.assert_no_errors()
