"""The learner answers in the picture: with real keys, in a page without a kernel."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from lstm_helpers import Explorer
from lstm_helpers.exercises.feedback import Feedback
from lstm_helpers.live.answers import ANSWERS_SAY
from lstm_helpers.words.asking import ASKED_WORDS, question
from lstm_helpers.words.texts import sentence
from tests.browser.axe import violations
from tests.browser.live_page import LivePage

WIDE, NARROW, PHONE = (1280, 800), (640, 800), (390, 844)
SECOND_STEP = {"h_prev": "1", "c_prev": "1", **dict.fromkeys("figo", "2")} | {
    "keep": "2",
    "write": "4",
    "c": "6",
    "h": "12",
}
SHOW = "walk steps reset table w_f b_o"


class Asking:
    """An Explorer that asks, in a page of its own."""

    def __init__(self, page: Page, explorer: Explorer) -> None:
        self.explorer = explorer
        self.live = LivePage(page, explorer)
        self.page = page
        self.says = page.locator(".lstm-says")

    def field(self, name: str) -> Locator:
        return self.page.locator(f"[data-answer={name}] input")

    def mark(self, name: str) -> Locator:
        return self.page.locator(f"[data-answer={name}] .lstm-mark")

    def text(self, name: str) -> Locator:
        return self.page.locator(f".lstm-frame text[id={name}]")

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def type(self, text: str, then: str = "Enter") -> None:
        self.page.keyboard.type(text)
        self.page.keyboard.press(then)

    def said(self) -> str:
        return (self.says.text_content() or "").replace("\u00a0", " ")

    def answers(self) -> dict[str, dict[str, Any]]:
        return self.page.evaluate("model.get('answers')")

    def assert_equals_python(self) -> None:
        """Let Python have what the page knows: it shows the same."""
        state = {n: self.page.evaluate(f"model.get('{n}')") for n in ("t", "answers", "w_f", "b_o")}
        self.explorer.set_state(state)
        assert self.explorer.answers.keys() == state["answers"].keys()
        scene = self.explorer.scene
        assert self.said().endswith(sentence(scene))
        for name in self.explorer.look["predict"]["names"]:
            is_open = name in scene.open
            assert self.field(name).is_visible() == is_open, name
            shown = self.text(name).text_content()
            assert (shown == "?") == (name not in scene.known), (name, shown)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": WIDE[0], "height": WIDE[1]})
    yield page
    page.close()


@pytest.fixture
def asking(page: Page) -> Iterator[Asking]:
    asking = Asking(page, Explorer(t=2, predict="walk", show=SHOW))
    yield asking
    assert not asking.live.errors


def test_a_whole_step_by_keyboard_alone_and_on_to_the_next(asking: Asking) -> None:
    asking.page.keyboard.press("Tab")  # the picture
    asking.page.keyboard.press("Tab")
    for name, number in SECOND_STEP.items():
        expect(asking.field(name)).to_be_focused()
        expect(asking.page.locator(f"#halo_{name}")).to_have_css("opacity", "1")
        assert asking.said().endswith(question(asking.explorer.scene, name))
        asking.assert_equals_python()
        asking.type(number)
        expect(asking.field(name)).to_be_hidden()
        expect(asking.mark(name)).to_have_text("✓")
        expect(asking.text(name)).to_have_text(number)
        right = ANSWERS_SAY["right"].format(number=number)
        assert asking.said().startswith(right)
    assert "2 kept plus 4 written makes the cell state 6" in asking.said()
    asking.assert_equals_python()
    expect(asking.button("next ▶")).to_be_focused()
    asking.page.keyboard.press("Enter")
    expect(asking.text("title_1")).to_have_text("time step 3 of 3")
    expect(asking.field("h_prev")).to_be_focused()
    asking.type("12")
    assert asking.said().startswith(ANSWERS_SAY["right"].format(number=12))
    asking.assert_equals_python()


def test_a_slip_is_said_and_the_field_stays_with_its_number_selected(asking: Asking) -> None:
    asking.field("c").click()
    assert asking.said() == question(asking.explorer.scene, "c")
    asking.type("4")
    expect(asking.says).to_have_attribute("data-verdict", "slip")
    assert asking.said().startswith(repr(Feedback("slip", "4")))
    expect(asking.field("c")).to_be_focused()
    expect(asking.field("c")).to_have_attribute("aria-invalid", "true")
    assert asking.page.evaluate("getSelection().toString()") == "4"
    assert asking.answers()["2 c"] | {"slips": []} == {
        **{"typed": "4", "number": 4, "tries": 1, "slips": []},
        **{"solved": False, "shown": False},
    }
    asking.type("6")  # in the place of the 4
    expect(asking.field("c")).to_be_hidden()
    assert asking.answers()["2 c"]["tries"] == 2
    expect(asking.field("h")).to_be_focused()  # the one that comes after it
    asking.type("12")
    expect(asking.field("h_prev")).to_be_focused()  # and then the first


def test_what_is_no_number_is_no_try(asking: Asking) -> None:
    asking.field("f").click()
    asking.type("two")
    assert "two" in asking.said()
    expect(asking.field("f")).to_be_focused()
    assert asking.answers() == {}
    asking.page.keyboard.press("Escape")
    expect(asking.field("f")).to_have_value("")
    asking.page.keyboard.press("Enter")
    assert asking.answers() == {}


def test_show_me_after_two_tries_fills_it_in_and_says_so(asking: Asking) -> None:
    show_me = asking.page.locator(".lstm-show-me")
    asking.field("write").click()
    for number in ("3", "3", "5"):  # the same once more is no other try
        expect(show_me).to_be_hidden()
        asking.type(number)
    show_me.click()
    expect(asking.text("write")).to_have_text("4")
    expect(asking.mark("write")).to_have_text(ANSWERS_SAY["marks"]["shown"])
    assert asking.said().startswith(ANSWERS_SAY["shown"].format(name="write", number="4"))
    assert asking.answers()["2 write"] | {"slips": []} == {
        **{"typed": "5", "number": 4, "tries": 2, "slips": []},
        **{"solved": True, "shown": True},
    }
    expect(asking.field("c")).to_be_focused()
    expect(show_me).to_be_hidden()


def test_an_answer_counts_when_its_field_is_left(asking: Asking) -> None:
    asking.field("f").click()
    asking.type("3", then="Tab")
    expect(asking.field("i")).to_be_focused()
    assert asking.said().startswith(repr(Feedback("slip", "3")))
    asking.field("g").click()
    assert asking.said() == question(asking.explorer.scene, "g")
    asking.type("2", then="Shift+Tab")
    expect(asking.mark("g")).to_be_visible()
    expect(asking.field("i")).to_be_focused()
    expect(asking.field("f")).to_have_value("3")


def test_arrow_keys_type_in_a_field_and_walk_elsewhere_once_all_is_answered(
    asking: Asking,
) -> None:
    asking.field("f").click()
    asking.type("12", then="ArrowLeft")
    asking.type("0", then="ArrowRight")
    expect(asking.field("f")).to_have_value("102")
    expect(asking.text("title_1")).to_have_text("time step 2 of 3")
    asking.page.locator(".lstm-frame").focus()
    asking.page.keyboard.press("ArrowRight")  # first what is open
    expect(asking.field("f")).to_be_focused()
    asking.page.locator(".lstm-frame").focus()
    asking.page.keyboard.press("ArrowLeft")
    expect(asking.text("title_1")).to_have_text("time step 1 of 3")
    assert "makes the cell state 1" in asking.said()


@pytest.fixture
def three(page: Page) -> Iterator[Asking]:
    asking = Asking(page, Explorer(t=1, predict="c h", show=SHOW))
    yield asking
    assert not asking.live.errors


def test_a_slider_reopens_what_is_no_longer_right(three: Asking) -> None:
    three.field("c").click()
    three.type("1")
    three.type("1")
    assert "makes the cell state 1" in three.said()
    three.page.locator("[data-name=b_o]").press("ArrowRight")
    expect(three.field("h")).to_be_visible()
    expect(three.field("h")).to_have_value("")
    expect(three.field("c")).to_be_hidden()
    assert three.said() == question(three.explorer.scene, "h")
    three.field("h").click()
    three.type("1.1")
    assert three.answers()["1 h"]["tries"] == 1
    expect(three.field("h")).to_be_hidden()
    three.assert_equals_python()


def test_reset_begins_anew(three: Asking) -> None:
    three.field("c").click()
    three.type("1")
    three.type("7")
    three.button("reset").click()
    assert three.answers() == {}
    for name in ("c", "h"):
        expect(three.field(name)).to_have_value("")
        expect(three.field(name)).to_be_visible()
        expect(three.mark(name)).to_be_hidden()
    assert three.said() == question(three.explorer.scene, "c")


def test_a_view_made_anew_knows_the_answers(three: Asking) -> None:
    three.field("c").click()
    three.type("1")
    three.type("7")
    three.live.change(look={**three.explorer.look, "show": ["walk"]})
    expect(three.mark("c")).to_be_visible()
    expect(three.field("h")).to_have_value("7")
    assert three.said() == question(three.explorer.scene, "h")


def test_what_stands_in_a_field_is_no_answer_to_the_cell_that_comes_instead(three: Asking) -> None:
    three.field("h").click()
    three.type("7")
    three.live.change(answers={}, look={**three.explorer.look, "show": ["walk"]})
    assert three.answers() == {}
    expect(three.field("h")).to_have_value("")


def test_another_time_step_is_another_question_and_its_answers_stay(three: Asking) -> None:
    three.field("c").click()
    three.type("5")
    three.button("2").click()
    assert three.said().startswith("Time step 1 comes first")
    expect(three.field("c")).to_have_value("")
    three.button("1").click()
    expect(three.field("c")).to_have_value("5")
    expect(three.mark("c")).to_be_hidden()


def test_what_is_said_of_an_answer_is_spoken(three: Asking) -> None:
    three.field("c").click()
    three.type("5")
    expect(three.page.locator(".lstm-spoken")).to_have_text(three.says.text_content() or "")
    label = ANSWERS_SAY["field"].format(words=ASKED_WORDS["c"], t=1)
    expect(three.field("c")).to_have_attribute("aria-label", label)


def test_gradients_are_answered_backwards(page: Page) -> None:
    asking = Asking(page, Explorer(inputs=[1, 1], t=2, face="gradients", predict="c o", show=SHOW))
    asking.field("o").click()
    for number in ("6", "2"):
        asking.page.keyboard.press("Enter")
        asking.type(number)
    expect(asking.text("c")).to_have_text("2")
    asking.button("next ▶").click()
    expect(asking.text("title_1")).to_contain_text("time step 1 of 2")
    expect(asking.field("c")).to_be_focused()
    assert set(asking.answers()) == {"2 ∂c", "2 ∂o"}
    assert not asking.live.errors


# ---- how it looks --------------------------------------------------------------------------------

PLACES = """() => Object.fromEntries([...document.querySelectorAll("[data-answer]")].map(place => {
    const box = document.querySelector(`#box_${place.dataset.answer}`).getBoundingClientRect();
    const [whole, well] = [place, place.querySelector("input")].map(e => e.getBoundingClientRect());
    const letters = document.querySelector(`.lstm-frame text[id=${place.dataset.answer}]`);
    const text = letters.getBoundingClientRect();
    const parts = { box, whole, well, text };
    const plain = ({ left, top, right, bottom }) => ({ left, top, right, bottom });
    return [place.dataset.answer, Object.fromEntries(
        Object.entries(parts).map(([name, part]) => [name, plain(part)]))];
}))"""
STILL = ".lstm-frame, .lstm-says, .lstm-bar, .lstm-side, .lstm-steps"


def inside(inner: dict[str, float], outer: dict[str, float], slack: float) -> bool:
    return (
        inner["left"] >= outer["left"] - slack
        and inner["right"] <= outer["right"] + slack
        and inner["top"] >= outer["top"] - slack
        and inner["bottom"] <= outer["bottom"] + slack
    )


def assert_fields_stand_in_their_boxes(page: Page) -> None:
    for name, at in page.evaluate(PLACES).items():
        if name not in ("keep", "write"):  # a black dot has its number beside it
            assert inside(at["well"], at["box"], 0), name
            assert inside(at["box"], at["whole"], 1), name
        middle = (at["text"]["top"] + at["text"]["bottom"]) / 2
        assert at["well"]["top"] < middle < at["well"]["bottom"], name
        assert inside({**at["text"], "top": middle, "bottom": middle}, at["well"], 1), name


@pytest.mark.parametrize("size", [WIDE, NARROW, PHONE, (1920, 1080)])
def test_a_field_stands_where_its_number_will(asking: Asking, size: tuple[int, int]) -> None:
    asking.page.set_viewport_size({"width": size[0], "height": size[1]})
    assert_fields_stand_in_their_boxes(asking.page)
    for name, at in asking.page.evaluate(PLACES).items():
        assert at["whole"]["bottom"] - at["whole"]["top"] >= 24, name


def test_on_the_whole_screen_too(asking: Asking) -> None:
    for size in ((1280, 600), (700, 1000)):
        asking.page.set_viewport_size({"width": size[0], "height": size[1]})
        asking.button("the whole screen").click()
        asking.page.wait_for_function("innerHeight && document.fullscreenElement")
        assert_fields_stand_in_their_boxes(asking.page)
        asking.page.evaluate("document.exitFullscreen()")
        asking.page.wait_for_function("!document.fullscreenElement")


@pytest.mark.parametrize("size", [WIDE, NARROW, PHONE])
def test_nothing_moves_from_one_sentence_to_the_next(asking: Asking, size: tuple[int, int]) -> None:
    asking.page.set_viewport_size({"width": size[0], "height": size[1]})
    asking.live.change(activations="tanh/sigmoid")

    def places() -> list[dict[str, float]]:
        script = "all => all.map(e => e.getBoundingClientRect().toJSON())"
        return asking.page.locator(STILL).evaluate_all(script)

    before = places()
    for name in SECOND_STEP:
        asking.field(name).focus()
        assert places() == before
        for number in ("1234.5678", "-0.123456789"):
            asking.page.keyboard.press("ControlOrMeta+a")
            asking.type(number)
            assert places() == before
    asking.page.locator(".lstm-show-me").click()
    assert places() == before


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_the_fields(asking: Asking, theme: str) -> None:
    dark = "background: #111; color: #fff" if theme == "dark" else ""
    asking.page.evaluate("style => (document.body.style = style)", dark)
    expect(asking.page.locator(".lstm")).to_have_attribute("data-theme", theme)
    asking.field("c").click()
    asking.type("3", then="Tab")
    assert violations(asking.page, {"include": [[".lstm"]]}, {"label", "target-size"}) == {}


HIT = """([name, dy]) => {
    const place = document.querySelector(`[data-answer=${name}]`);
    const { left, right, top, bottom } = place.getBoundingClientRect();
    const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2 + dy);
    return hit?.closest("label")?.parentElement.dataset.answer ?? "";
}"""


def test_a_finger_hits_the_fields_and_the_picture_moves_to_them(browser: Browser) -> None:
    width, height = PHONE
    size = {"width": width, "height": height}
    page = browser.new_page(viewport=size, has_touch=True, is_mobile=True)
    asking = Asking(page, Explorer(t=2, predict="walk", show=SHOW))
    page.evaluate(
        """document.head.insertAdjacentHTML("beforeend",
           "<meta name=viewport content='width=device-width, initial-scale=1'>")"""
    )
    page.wait_for_function("document.documentElement.clientWidth === 390")
    for name in SECOND_STEP:
        assert page.evaluate(HIT, [name, 0]) == name
        font = asking.field(name).evaluate("field => parseFloat(getComputedStyle(field).fontSize)")
        assert font >= 16  # else a phone zooms in
    for name in set(SECOND_STEP) - {"write", "keep"}:
        assert [page.evaluate(HIT, [name, dy]) for dy in (-21, 21)] == [name, name]
    frame = page.locator(".lstm-frame")
    frame.evaluate("frame => frame.scrollTo(400, 0)")
    asking.field("g").focus()
    expect(asking.field("g")).to_be_in_viewport(ratio=1)
    page.touchscreen.tap(*centre(asking.field("f")))
    expect(asking.field("f")).to_be_focused()
    asking.type("3")
    assert asking.said().startswith(repr(Feedback("slip", "3")))
    assert not asking.live.errors
    page.close()


def centre(thing: Locator) -> tuple[float, float]:
    box = thing.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
