"""Pointing lights what a number is made of and what it goes into; at "next" numbers travel."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, expect

from lstm_helpers import STANDARD, Weights
from lstm_helpers.graph.neighbours import PLACES, consumers, operands
from lstm_helpers.graph.table import STAGES
from lstm_helpers.live import Explorer
from lstm_helpers.words.spoken import spoken_equation
from lstm_helpers.words.texts import sentence
from tests.browser.lab import SIZE
from tests.browser.live_page import LivePage

Open = Callable[..., LivePage]

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def opened(browser: Browser) -> Iterator[Open]:
    """Open an Explorer in a window of its own."""
    lives: list[LivePage] = []

    def open_(explorer: Explorer, **window: Any) -> LivePage:
        page = browser.new_page(**{"viewport": SIZE} | window)
        lives.append(LivePage(page, explorer))
        return lives[-1]

    yield open_
    for live in lives:
        assert not live.errors
        live.page.close()


def explorer(**given: Any) -> Explorer:
    return Explorer(Weights.ones(), [1, 1, 1], **{"t": 2} | given)


def part(live: LivePage, id: str) -> Locator:
    return live.page.locator(f".lstm-frame [id='{id}']")


def point_at(live: LivePage, id: str) -> None:
    """Move the mouse into the middle of a part, whatever lies over it."""
    box = part(live, id).bounding_box()
    assert box
    live.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def lit(live: LivePage) -> dict[str, set[str]]:
    """Read what is lit: boxes and equations by their ids, sliders, cells as "2 f", by role."""
    return {
        role: set(found)
        for role, found in live.page.evaluate(
            """() => Object.fromEntries(["self", "operand", "consumer"].map(role => [role,
                [...document.querySelectorAll(`[data-lit=${role}]`)].map(part => {
                    if (part.id) return part.id;
                    if (part.localName === "td")
                        return `${part.parentNode.rowIndex} ` +
                            part.closest("table").rows[0].cells[part.cellIndex].textContent;
                    return part.querySelector?.("[data-name]")?.dataset.name ?? "mark";
                })]))"""
        ).items()
    }


def says(live: LivePage) -> str:
    return live.shown()["sentence"]


PAINTED = "painted(document.querySelector('.lstm-frame > svg'))"
MOVING = """() => document.getAnimations().filter(each => !(each instanceof CSSTransition))
    .map(each => each.effect.getComputedTiming().endTime)"""


# ---- the mouse -----------------------------------------------------------------------------------


@pytest.mark.parametrize("face", ["values", "names"])
def test_what_is_pointed_at_lights_its_operands_and_consumers(opened: Open, face) -> None:
    live = opened(explorer(face=face))
    before = live.page.evaluate(PAINTED)
    for name in PLACES:
        point_at(live, name)
        found = lit(live)
        assert f"{name}" in found["self"]
        for role, others in (("operand", operands(name)), ("consumer", consumers(name))):
            for other in others:
                own = {other} if other in PLACES else {f"{other}"}  # a box, or a slider
                assert own <= found[role], (name, other)
        assert says(live) == spoken_equation(name, explorer(face=face).scene)
    live.page.mouse.move(SIZE["width"] - 1, SIZE["height"] - 1)
    assert lit(live) == {"self": set(), "operand": set(), "consumer": set()}
    assert says(live) == sentence(explorer(face=face).scene)
    live.page.wait_for_function("() => document.getAnimations().length === 0")
    assert live.page.evaluate(PAINTED) == before


def test_a_gate_lights_box_wires_equation_cells_and_sliders(opened: Open) -> None:
    live = opened(explorer())
    point_at(live, "box_f")
    found = lit(live)
    assert {"box_f", "f", "head_f", "eq_f_1", "formula_f", "2 f"} <= found["self"]
    assert {"w_f", "u_f", "b_f", "x_2", "box_x", "wire_x_f", "2 x", "2 h_prev"} <= found["operand"]
    assert {"box_keep", "keep", "wire_f", "eq_keep", "2 keep"} <= found["consumer"]
    everything = set().union(*found.values())
    assert not {"box_i", "w_i", "x_1", "2 c", "1 x", "wire_c"} & everything
    faded = part(live, "box_i")
    expect(faded).to_have_css("fill-opacity", "0.42")
    expect(part(live, "box_keep")).to_have_css("fill-opacity", "1")


def test_any_part_of_a_quantity_can_be_pointed_at(opened: Open) -> None:
    live = opened(explorer())
    for id in ("box_keep", "head_keep", "eq_keep", "wire_keep"):
        point_at(live, id)
        assert "keep" in lit(live)["self"], id
    point_at(live, "box_out")
    assert "h" in lit(live)["self"]
    point_at(live, "title_1")
    assert not lit(live)["self"]


def test_what_the_step_before_handed_on_is_lit_in_the_table(opened: Open) -> None:
    live = opened(explorer())
    point_at(live, "box_c_prev")
    assert {"1 c", "wire_next_c"} <= lit(live)["operand"]
    point_at(live, "box_c")
    assert {"3 c_prev", "wire_next_c"} <= lit(live)["consumer"]
    live.change(t=1)
    point_at(live, "box_c_prev")
    assert "c0" in lit(live)["self"]


def test_roles_are_told_apart_without_colours(opened: Open) -> None:
    live = opened(explorer(), forced_colors="active")
    point_at(live, "box_c")
    marks = "[...document.querySelectorAll('.lstm-light[data-lit={}]')].map(getComputedStyle)"
    dashes = {
        role: set(live.page.evaluate(f"{marks.format(role)}.map(style => style.strokeDasharray)"))
        for role in ("self", "operand", "consumer")
    }
    assert dashes["self"] == dashes["operand"] == {"none"}
    assert "none" not in dashes["consumer"]
    widths = [
        live.page.evaluate(f"{marks.format(role)}.map(style => parseFloat(style.strokeWidth))")
        for role in ("self", "operand")
    ]
    assert min(widths[0]) > min(widths[1])
    cells = live.page.locator("td[data-lit=operand]"), live.page.locator("td[data-lit=consumer]")
    expect(cells[0].first).to_have_css("outline-style", "solid")
    expect(cells[1].first).to_have_css("outline-style", "dashed")


def test_the_cells_of_the_step_shown_point_and_others_do_not(opened: Open) -> None:
    live = opened(explorer())
    cells = live.page.locator(".lstm-table tbody tr")
    cells.nth(1).locator("td").nth(8).hover()
    assert {"keep", "box_keep"} <= lit(live)["self"]
    assert says(live).startswith("What is kept of the old state is 2 times 1: 2.")
    for row, column in ((0, 8), (1, 0)):
        cells.nth(row).locator("td").nth(column).hover()
        assert not lit(live)["self"]


PLACES_TAKEN = """() => [...document.querySelectorAll(
    ".lstm > * > *, .lstm-stage > *, .lstm-slider"
)].map(part => {
        const { x, y, width, height } = part.getBoundingClientRect();
        return [x, y + scrollY, width, height];
    })"""
CUT = "place => place.scrollHeight > place.clientHeight + 1"


@pytest.mark.parametrize("width", [SIZE["width"], 640, PHONE["width"]])
def test_nothing_moves_whatever_is_pointed_at(opened: Open, width: int) -> None:
    weights = Weights(**dict.fromkeys(Weights.ones().as_dict(), -1.2345e-5))
    hard = Explorer(weights, [-0.123456] * 3, t=2, activations=STANDARD)
    live = opened(hard, viewport={"width": width, "height": 844})
    for face in ("values", "gradients"):
        live.change(face=face)
        before = live.page.evaluate(PLACES_TAKEN)
        for name in PLACES:
            live.page.evaluate("scrollTo(0, 0)")
            point_at(live, name)
            assert lit(live)["self"]
            assert live.page.evaluate(PLACES_TAKEN) == before, (face, name)
            assert not live.page.locator(".lstm-says").evaluate(CUT), (face, name)
        live.page.mouse.move(0, 843)


def test_what_is_not_known_points_and_gives_nothing_away(opened: Open) -> None:
    live = opened(explorer(t=3, upto="f"))
    point_at(live, "h")
    assert {"box_o", "box_c_act"} <= lit(live)["operand"]
    assert says(live) == "The hidden state is the output gate times the activation: not known yet."


# ---- sliders -------------------------------------------------------------------------------------


def test_a_slider_lights_its_gate_and_what_it_multiplies_and_the_sentence_stays(
    opened: Open,
) -> None:
    live = opened(explorer())
    for reach in (Locator.hover, lambda row: row.press("Shift")):
        row = live.page.locator("[data-name=u_f]")
        reach(row)
        found = lit(live)
        assert {"box_f", "eq_f_1"} <= found["consumer"]
        assert {"box_h_prev", "wire_h_prev_f"} <= found["operand"]
        expect(part(live, "box_i")).to_have_css("fill-opacity", "1")
        assert says(live) == sentence(explorer().scene)
        live.page.mouse.move(0, SIZE["height"] - 1)
    live.page.locator("[data-name=u_f]").blur()
    assert not lit(live)["consumer"]
    live.page.locator("[data-name=x_2]").hover()
    assert "x" in lit(live)["self"]
    live.page.locator("[data-name=x_3]").hover()
    assert not lit(live)["self"]


def test_a_drag_keeps_its_lights_wherever_the_hand_goes(opened: Open) -> None:
    live = opened(explorer())
    mouse, box = live.page.mouse, live.page.locator("[data-name=w_f]").bounding_box()
    assert box
    mouse.move(box["x"] + box["width"] * 2 / 3, box["y"] + box["height"] / 2)
    mouse.down()
    for n in range(20):
        mouse.move(box["x"] + box["width"] * 2 / 3 + n, box["y"] + 5 * n)
    assert "box_f" in lit(live)["consumer"]
    assert says(live).startswith("Time step 2: ")
    mouse.up()
    expect(part(live, "f")).not_to_have_text("2")
    point_at(live, "title_1")
    mouse.down()  # whoever marks a text with the mouse points at nothing
    point_at(live, "c")
    assert not lit(live)["self"]
    mouse.up()


# ---- keys ----------------------------------------------------------------------------------------


def test_keys_point_from_number_to_number_and_speak(opened: Open) -> None:
    live = opened(explorer())
    keyboard, spoken = live.page.keyboard, live.page.locator(".lstm-spoken")
    frame = live.page.locator(".lstm-frame")
    assert "up and down point" in (frame.get_attribute("aria-label") or "")
    keyboard.press("Tab")
    expect(frame).to_be_focused()
    for name in PLACES:
        keyboard.press("ArrowUp")
        assert name in lit(live)["self"]
        expect(spoken).to_have_text(spoken_equation(name, explorer().scene))
        assert says(live) == spoken.text_content()
    keyboard.press("ArrowUp")
    assert "h" in lit(live)["self"]
    keyboard.press("ArrowDown")
    assert "c_act" in lit(live)["self"]
    keyboard.press("Escape")
    assert not lit(live)["self"]
    keyboard.press("ArrowDown")
    assert "h" in lit(live)["self"]
    keyboard.press("ArrowLeft")  # the walk goes on, and shows where it is
    assert not lit(live)["self"]
    assert says(live) == sentence(explorer(upto="c_act").scene)
    keyboard.press("ArrowUp")
    keyboard.press("Tab")
    assert not lit(live)["self"]


def test_a_sliders_own_keys_point_nowhere_else(opened: Open) -> None:
    live = opened(explorer())
    live.page.locator("[data-name=w_f]").press("ArrowUp")
    expect(live.page.locator("[data-name=w_f]")).to_have_attribute("aria-valuetext", "1.1")
    assert "w_f" in lit(live)["self"]


# ---- a finger ------------------------------------------------------------------------------------


def test_a_tap_lights_and_a_tap_elsewhere_does_not(opened: Open) -> None:
    live = opened(explorer(), viewport=PHONE, has_touch=True)
    part(live, "f").tap()
    assert {"f", "box_f"} <= lit(live)["self"]
    part(live, "keep").tap()
    assert "keep" in lit(live)["self"]
    live.page.locator(".lstm-says").tap()
    assert not lit(live)["self"]
    part(live, "f").tap()
    live.page.locator("[data-walk=back]").tap()
    assert not lit(live)["self"]


# ---- on the way ----------------------------------------------------------------------------------


def test_at_next_numbers_travel_and_the_picture_is_right_at_once(opened: Open) -> None:
    live = opened(explorer(t=2, upto="h"))
    for stage in STAGES:
        at_once = live.page.evaluate(
            """async () => {
                document.querySelector("[data-walk=next]").click();
                await drawn();
                const texts = [...document.querySelectorAll(".lstm-traveller")];
                return {
                    ends: (MOVING)(),
                    travellers: texts.map(text => text.textContent),
                    texts: shown().ids,
                };
            }""".replace("MOVING", MOVING)
        )
        scene = explorer(t=3, upto=stage).scene
        boxes = operands(stage) if stage != "c_prev" else ("h_prev", "c_prev")
        expected = [f"{scene.known[name]:g}" for name in boxes if name in PLACES]
        assert at_once["travellers"] == expected
        assert 0 < max(at_once["ends"]) < 400
        assert at_once["texts"][stage][0] == f"{scene.known[stage]:g}"
    live.page.wait_for_function("() => !document.querySelector('.lstm-traveller')")
    assert live.page.evaluate(MOVING) == []


def test_any_other_change_ends_it(opened: Open) -> None:
    live = opened(explorer())
    for change in ({"w_f": 2}, {"t": 1}, {"upto": "f"}, {"face": "gradients"}):
        live.change(t=2, upto="f", face="values")
        left = live.page.evaluate(
            """async change => {
                await window.change({ upto: "i" });
                const before = (MOVING)().length;
                model.set("title", " "); // what changes nothing, such as the kernel's answer
                model.set("title", "");
                await drawn();
                const still = (MOVING)().length;
                await window.change(change);
                const rest = document.querySelectorAll(".lstm-travel").length;
                return [before, still, (MOVING)().length, rest];
            }""".replace("MOVING", MOVING),
            change,
        )
        assert left[0] == left[1] > 0, change
        assert left[2:] == [0, 0], change


def test_nothing_travels_back_nor_by_a_jump_nor_by_a_slider(opened: Open) -> None:
    live = opened(explorer(upto="i"))
    for change in ({"upto": "f"}, {"upto": "h"}, {"t": 3}, {"t": 1, "upto": "f"}, {"u_f": 2}):
        live.change(**change)
        assert live.page.evaluate(MOVING) == [], change


def test_nothing_travels_where_stillness_is_preferred(opened: Open) -> None:
    live = opened(explorer(upto="f"), reduced_motion="reduce")
    live.page.locator("[data-walk=next]").click()
    expect(part(live, "i")).to_have_text("2")
    assert live.page.evaluate("document.getAnimations().length") == 0
    point_at(live, "box_f")
    assert lit(live)["operand"]
    assert live.page.evaluate("document.getAnimations().length") == 0


# ---- where the learner answers -------------------------------------------------------------------


def test_a_field_lights_what_its_number_is_made_of_and_what_is_said_of_it_stays(
    opened: Open,
) -> None:
    live = opened(explorer(predict="keep c"))
    field = live.page.locator("[data-answer=keep] input")
    point_at(live, "f")
    field.focus()
    live.page.mouse.move(SIZE["width"] - 1, SIZE["height"] - 1)
    assert {"box_f", "box_c_prev", "wire_f"} <= lit(live)["operand"]
    assert {"box_c"} <= lit(live)["consumer"]
    assert says(live).startswith("What is kept of the old state, keep?")
    point_at(live, "f")
    assert says(live).startswith("The forget gate is 1 times 1 plus 1 times 1 plus 0: 2.")
    field.fill("7")
    field.press("Enter")  # with the mouse at rest where it was
    assert live.page.locator(".lstm-says").get_attribute("data-verdict") == "slip"
    assert not says(live).startswith("The forget gate")
    field.fill("2")
    field.press("Enter")
    assert live.page.locator(".lstm-traveller").all_text_contents() == ["2", "1"]
    assert "2 is right" in says(live)
