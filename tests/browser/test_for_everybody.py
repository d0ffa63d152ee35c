"""For everybody: by ear, by keyboard, with any eyes, on a small screen, in the dark, on paper."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import combinations, pairwise
from typing import Any

import numpy as np
import pytest
from matplotlib.image import imread
from playwright.sync_api import Browser, Locator, Page, expect

from lstm_helpers import Explorer
from lstm_helpers.picture.layout import BOXES, STYLES
from lstm_helpers.words.texts import NOTES
from tests.browser.axe import LOOKED_AT, violations
from tests.browser.conftest import tab
from tests.browser.lab import SIZE, Lab
from tests.browser.live_page import LivePage
from tests.browser.server import Server

# An Explorer with all that it can have, and a chart with sliders of its own.
EXPLORER, POWERS = 1, 2
CODE = (
    "from lstm_helpers import Explorer\n"
    "show = 'weights inputs states steps walk activations gradients presets reset table'\n"
    "Explorer(t=2, show=show, plot='c h f')",
    "from lstm_helpers import Powers\nPowers()",
)


@pytest.fixture(scope="module")
def opened(browser: Browser, server: Server) -> Iterator[Lab]:
    """Run the notebook once: no test here changes more than where the sliders stand."""
    with tab(browser, server, *CODE) as lab:
        lab.run_all()
        yield lab


@pytest.fixture
def lab(opened: Lab) -> Iterator[Lab]:
    opened.output(EXPLORER).locator("[data-walk=reset]").click()
    yield opened
    opened.page.emulate_media(media="screen", reduced_motion="no-preference")
    opened.page.set_viewport_size(SIZE)
    opened.theme("light")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport=SIZE)
    yield page
    page.close()


# ---- what axe-core finds ---------------------------------------------------------------------

OURS = {"include": [[".lstm"]]}

NOT_OURS_IN_JUPYTERLAB = {
    "aria-allowed-attr": "the button of its debugger is no button to a screen reader",
    "aria-input-field-name": "its editors (CodeMirror) have no names",
    "aria-required-children": "its list of cells calls itself a feed, and has no articles in it",
}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_the_live_cell_and_the_chart(lab: Lab, theme: str) -> None:
    lab.theme(theme)
    # what it says of contrast in JupyterLab is nothing at all: that is measured below
    assert violations(lab.page, OURS, LOOKED_AT) == {}


def test_axe_finds_nothing_else_in_jupyterlab_than_what_is_its_own(lab: Lab) -> None:
    found = violations(lab.page)
    assert found.keys() <= NOT_OURS_IN_JUPYTERLAB.keys(), found


# ---- by keyboard -----------------------------------------------------------------------------

# What has the focus: its name, and how it shows that.
FOCUS = """place => {
    const at = document.activeElement;
    if (!at.closest(place)) return null;
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(at);
    return {
        name: at.getAttribute("aria-label") ?? at.textContent,
        outline: outlineStyle === "none" ? 0 : parseFloat(outlineWidth),
        colour: outlineColor.match(/\\d+/g).slice(0, 3).map(Number),
    };
}"""


def stops(lab: Lab, output: int, place: str) -> list[dict[str, Any]]:
    """Press Tab from the cell's code through its output, and out of it again."""
    lab.cell(output).locator(".cm-content").click()
    lab.page.keyboard.press("Escape")
    found: list[dict[str, Any]] = []
    for _ in range(100):
        lab.page.keyboard.press("Tab")
        focus = lab.page.evaluate(FOCUS, place)
        if focus is None and found:
            return found
        found += [focus] if focus else []
    raise AssertionError(f"no way out after {found[-1:]}")


# What is to be had by Tab, by its name, in the order in which it stands there.
STOPS = """live => [...live.querySelectorAll("[tabindex='0'], button, input")]
    .filter(part => part.getClientRects().length)
    .map(part => part.getAttribute("aria-label") ?? part.textContent)"""


def test_tab_goes_from_the_picture_through_all_controls_and_shows_where_it_is(lab: Lab) -> None:
    live = lab.output(EXPLORER).locator(".lstm-explorer")
    expected = live.evaluate(STOPS)
    assert len(expected) > 50
    assert expected[0].startswith("picture of the cell")
    for theme, background in (("light", (255, 255, 255)), ("dark", (17, 17, 17))):
        lab.theme(theme)
        found = stops(lab, EXPLORER, ".lstm-explorer")
        assert [stop["name"] for stop in found] == expected
        assert [stop["name"] for stop in found if stop["outline"] < 2] == []
        faint = [s["name"] for s in found if contrast(rgb(s["colour"]), rgb(background)) < 3]
        assert faint == []


def test_tab_goes_through_the_sliders_of_a_chart(lab: Lab) -> None:
    found = stops(lab, POWERS, ".lstm")
    expected = lab.output(POWERS).locator(".lstm").evaluate(STOPS)
    assert [stop["name"] for stop in found] == expected
    assert len(expected) >= 4
    assert all(stop["outline"] >= 2 for stop in found)


def test_all_is_done_by_keys(lab: Lab) -> None:
    live, keyboard = lab.output(EXPLORER), lab.page.keyboard
    h = live.locator("text[id='h']")
    expect(h).to_have_text("12")
    live.get_by_role("button", name="3", exact=True).focus()
    keyboard.press("Enter")
    expect(h).to_have_text("3211")
    keyboard.press("Shift+Tab")
    keyboard.press("Space")
    expect(h).to_have_text("12")
    live.locator("[data-walk=back]").focus()
    keyboard.press("Space")
    expect(h).to_have_text("?")
    keyboard.press("ArrowRight")
    expect(h).to_have_text("12")
    live.get_by_role("button", name="logarithmic").focus()
    keyboard.press("Enter")
    expect(live.locator("[aria-pressed=true]", has_text="logarithmic")).to_be_visible()

    bias = live.get_by_role("slider", name="bias of the forget gate, b_f")
    bias.focus()
    for _ in range(10):
        keyboard.press("ArrowRight")
    expect(h).to_have_text("14")
    keyboard.press("Tab")
    keyboard.press("Control+A")
    keyboard.type("2.5")
    keyboard.press("Enter")
    expect(h).to_have_text("17")
    expect(bias).to_have_attribute("aria-valuetext", "2.5")
    assert lab.notebook.locator(".jp-Cell").count() == len(CODE) + 1  # no key was a command
    lab.assert_no_errors()


# ---- by ear ----------------------------------------------------------------------------------


def test_a_drag_is_spoken_once_it_has_ended(lab: Lab) -> None:
    live = lab.output(EXPLORER)
    spoken = live.locator(".lstm-spoken").first
    live.locator(".lstm-frame").press("ArrowUp")  # said at once, in place of what the reset changed
    expect(spoken).to_contain_text("The input is 1.")
    spoken.evaluate(
        """place => {
            window.spoken = [];
            const note = () => spoken.push(place.textContent);
            new MutationObserver(note).observe(place, { childList: true });
        }"""
    )
    x, y = lab.take_hold(live.get_by_role("slider", name="kernel of the forget gate, w_f"))
    mouse = lab.page.mouse
    shown = set()
    for n in range(60):
        mouse.move(x + n / 2, y)
        shown.add(live.locator("text[id='f']").text_content())
    assert len(shown) > 5
    # A busy machine may hold the hand still for half a second; not every value is spoken for that.
    assert len(lab.page.evaluate("spoken")) <= len(shown) // 5
    mouse.up()
    f = live.locator("text[id='f']").text_content()
    start = f"Changed: forget gate {f}, kept of the old state "
    lab.page.wait_for_function("start => spoken.at(-1)?.startsWith(start)", arg=start)
    assert "input gate" not in lab.page.evaluate("spoken.at(-1)")


def test_the_change_is_spoken_and_nothing_else(page: Page) -> None:
    page.clock.install()
    live = LivePage(page, Explorer(t=2))

    def said(**changes: Any) -> str:
        page.evaluate("changes => set(changes)", changes)
        page.clock.run_for(1000)
        return page.locator(".lstm-spoken").inner_text()

    assert said() == ""  # the page has just been opened: nothing has changed
    expected = "Changed: forget gate 3, kept of the old state 3, cell state 7, hidden state 14."
    assert said(w_f=2) == expected
    assert said(x_3=2) == expected  # nothing that is shown here
    assert said(upto="f").startswith("The forget gate is 3: it multiplies")
    assert said(w_i=2) == "Changed: hidden state before 2, cell state before 2, forget gate 4."
    assert said(t=1, upto="h").startswith("Time step 1: ")
    assert said(x_1=1e308, w_i=-1).endswith(NOTES["nan"])
    assert said(face="gradients").startswith("At time step 1 a small change of the cell state c")
    assert "forget gate " in said(face="weights", x_1=1, w_i=1)
    assert said(w_g=2) == "Changed: kernel of the candidate 2."
    assert "candidate g" in said(face="names")
    assert not live.errors


# ---- without colours ---------------------------------------------------------------------------


def rgb(colour: Any) -> np.ndarray:
    """Return linear red, green and blue, from bytes or from #RRGGBB."""
    if isinstance(colour, str):
        colour = bytes.fromhex(colour.removeprefix("#"))
    share = np.array(list(colour)) / 255
    return linear(share)


def linear(share: np.ndarray) -> np.ndarray:
    return np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)


def contrast(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Return WCAG's contrast ratio of linear colours: 1 to 21."""
    light = np.stack([one @ LUMINANCE, np.broadcast_to(other, one.shape) @ LUMINANCE])
    return (light.max(axis=0) + 0.05) / (light.min(axis=0) + 0.05)


def seen_by(eyes: str, colours: np.ndarray) -> np.ndarray:
    return np.clip(colours @ EYES[eyes].T, 0, 1)


LUMINANCE = (0.2126, 0.7152, 0.0722)
# What linear red, green and blue look like, to all and to those who see no green
# (Machado, Oliveira and Fernandes 2009).
EYES = {
    "all colours": np.eye(3),
    "greyscale": np.array([LUMINANCE] * 3),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
}
GATES_WIRES = ("f", "i", "g", "o")
OTHER_WIRES = ("x_o", "h_prev_o", "next_c")
PANEL = rgb(STYLES[BOXES["panel"].role].tint)  # it lies behind most wires
PIECE = 0.25  # units of the layout from one look at a wire to the next

PLACES_ALONG = """([id, piece]) => {
    const path = document.querySelector(`.lstm-frame path[id='${id}']`);
    const onScreen = path.getScreenCTM();
    const count = Math.floor(path.getTotalLength() / piece);
    return Array.from({ length: count }, (_, n) => {
        const { x, y } = path.getPointAtLength(n * piece).matrixTransform(onScreen);
        return [x * devicePixelRatio, y * devicePixelRatio];
    });
}"""


@pytest.fixture(scope="module")
def wires(browser: Browser) -> dict[str, np.ndarray]:
    """Look at each wire from its start to its end, and return what colours there are."""
    page = browser.new_page(viewport=SIZE, device_scale_factor=4)
    live = LivePage(page, Explorer(t=3))
    picture = imread(BytesIO(page.screenshot(full_page=True)))
    colours = {}
    for name in GATES_WIRES + OTHER_WIRES:
        places = page.evaluate(PLACES_ALONG, [f"wire_{name}", PIECE])
        columns, rows = np.array(places).astype(int).T
        colours[name] = linear(picture[rows, columns, :3].astype(float))
    assert not live.errors
    page.close()
    return colours


def dashes(colours: np.ndarray) -> list[float]:
    """Return how long a wire is to be seen, not to be seen, to be seen, ..."""
    is_seen = contrast(colours, PANEL) > 2
    changes = [0, *(np.flatnonzero(np.diff(is_seen)) + 1), len(is_seen)]
    return [PIECE * int(end - start) for start, end in pairwise(changes)][:5]


@pytest.mark.parametrize("eyes", EYES)
def test_every_gate_has_a_wire_of_its_own_without_colours(
    wires: dict[str, np.ndarray], eyes: str
) -> None:
    seen = {name: dashes(seen_by(eyes, colours)) for name, colours in wires.items()}
    for gate in GATES_WIRES:
        assert len(seen[gate]) >= 3, f"no gap is to be seen in the wire of {gate}: {seen[gate]}"
    for one, other in combinations(seen, 2):
        # what comes last may be cut off by the arrow
        pieces = zip(seen[one][:3], seen[other][:3], strict=False)
        ratios = [max(a, b) / min(a, b) for a, b in pieces]
        assert max(ratios) >= 1.6, f"{one} and {other} look the same: {seen}"


@pytest.mark.parametrize("eyes", EYES)
def test_wires_stand_out_from_what_is_behind_them(wires: dict[str, Any], eyes: str) -> None:
    for name, colours in wires.items():
        for background in (PANEL, rgb("#FFFFFF")):
            ratios = contrast(seen_by(eyes, colours), seen_by(eyes, background))
            assert ratios.max() >= 3, f"{name}: {ratios.max():.2f}"


@pytest.mark.parametrize("role", STYLES)
def test_texts_stand_out_from_what_is_behind_them(role: str) -> None:
    style, panel, ink = STYLES[role], STYLES[BOXES["panel"].role], STYLES["ink"]
    for background in (panel.tint, ink.tint, style.tint):
        assert contrast(rgb(style.colour), rgb(background)) >= 4.5
    for background in (panel.dark_tint, ink.dark_tint, style.dark_tint):
        assert contrast(rgb(style.dark), rgb(background)) >= 4.5


# ---- on a small screen, large, still, in the dark, on paper ----------------------------------

# What leaves the live cell, is cut off, or lies on something else.
NO_ROOM = """live => {
    const found = [];
    const around = live.getBoundingClientRect();
    const parts = [...live.querySelectorAll(
        "button, input, .lstm-says, .lstm-label, .lstm-name, .lstm-group-name, .lstm-problem"
    )].filter(part => part.getClientRects().length);
    const hasNoText = "[type=range], .lstm-full";
    const couldScroll =
        ".lstm-layout, .lstm-stage, .lstm-controls, .lstm-group, .lstm-bar, .lstm-chart";
    const name = part => `${part.className.baseVal ?? part.className} ${part.localName} ` +
        part.textContent.trim().slice(0, 20);
    const boxes = parts.map(part => [part, part.getBoundingClientRect()]);
    for (const [part, box] of boxes) {
        const isInside = box.left >= around.left - 1 && box.right <= around.right + 1;
        if (!isInside) found.push(`${name(part)} leaves`);
        const isWhole = part.matches(hasNoText) || part.scrollWidth <= part.clientWidth + 1;
        if (!isWhole) found.push(`${name(part)} is cut off`);
    }
    for (const [n, [one, a]] of boxes.entries()) {
        for (const [other, b] of boxes.slice(n + 1)) {
            const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
            const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
            if (across > 1 && down > 1) found.push(`${name(one)} lies on ${name(other)}`);
        }
    }
    const output = live.closest(".jp-OutputArea-output");
    for (const box of [output, live, ...live.querySelectorAll(couldScroll)]) {
        if (box.scrollWidth > box.clientWidth + 1) found.push(`${box.className} scrolls`);
    }
    return found;
}"""


# 200 % of 1280 by 800 is what 640 by 400 is without zoom.
@pytest.mark.parametrize("size", [(1280, 800), (1024, 768), (640, 400)], ids=str)
def test_nothing_is_cut_off_or_overlaps(lab: Lab, size: tuple[int, int]) -> None:
    width, height = size
    lab.page.set_viewport_size({"width": width, "height": height})
    explorer = lab.output(EXPLORER).locator(".lstm-explorer")
    explorer.get_by_role("button", name="3", exact=True).click()
    broken = """cells => cells.filter(cell => {
        const text = document.createRange();
        text.selectNodeContents(cell);
        return text.getClientRects().length > 1;
    }).map(cell => cell.textContent)"""
    assert explorer.locator("th, td").evaluate_all(broken) == []  # 3211 is no "321", then "1"
    field = explorer.get_by_role("textbox").first
    field.fill("-1.234e-307")
    field.press("Enter")
    expect(field).to_have_value("−1.234e−307")
    assert explorer.evaluate(NO_ROOM) == []
    assert lab.output(POWERS).locator(".lstm").evaluate(NO_ROOM) == []


MOVING = """live => [...live.querySelectorAll("*")].filter(part => {
    const style = getComputedStyle(part);
    const takesTime = /[1-9]/.test(style.transitionDuration);
    return (takesTime && style.transitionProperty !== "none") || style.animationName !== "none";
}).map(part => part.className)"""


def test_nothing_moves_where_motion_is_not_wanted(lab: Lab) -> None:
    explorer = lab.output(EXPLORER).locator(".lstm-explorer")
    lab.page.emulate_media(reduced_motion="reduce")
    for live in (explorer, lab.output(POWERS).locator(".lstm")):
        assert live.evaluate(MOVING) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_texts_around_the_picture_are_readable(lab: Lab, theme: str) -> None:
    lab.theme(theme)
    background = rgb(colour_of(lab.notebook.locator(".jp-Notebook"), "backgroundColor"))
    assert (background @ LUMINANCE < 0.05) == (theme == "dark")
    live = lab.output(EXPLORER)
    for text in (".lstm-says", ".lstm-label", "th", ".lstm-name", ".lstm-group-name"):
        ratio = contrast(rgb(colour_of(live.locator(text).first, "color")), background)
        assert ratio >= 4.5, f"{text}: {ratio:.2f}"
    for surface in (*BUTTONS, "input[type=text]", ".lstm-frame"):
        thing = live.locator(surface).first
        ratio = contrast(*(rgb(colour_of(thing, what)) for what in ("color", "backgroundColor")))
        assert ratio >= 4.5, f"{surface}: {ratio:.2f}"
    ground = STYLES["ink"].dark_tint if theme == "dark" else STYLES["ink"].tint
    assert (
        bytes(colour_of(live.locator(".lstm-frame"), "backgroundColor")).hex() == ground[1:].lower()
    )


BUTTONS = ("button[aria-pressed=true]", "button[aria-pressed=false]")


def colour_of(thing: Locator, what: str) -> list[int]:
    return thing.evaluate(
        f"thing => getComputedStyle(thing).{what}.match(/\\d+/g).slice(0, 3).map(Number)"
    )


def test_paper_has_the_picture_the_sentence_and_the_table_and_no_controls(lab: Lab) -> None:
    live = lab.output(EXPLORER)
    lab.page.emulate_media(media="print")
    for control in live.locator(".lstm-bar, .lstm-controls").all():
        expect(control).to_be_hidden()
    for part in (".lstm-frame > svg", ".lstm-says", ".lstm-table", ".lstm-chart svg"):
        expect(live.locator(part)).to_be_visible()
    for part in (".lstm-stage", ".lstm-table", ".lstm-chart"):
        assert live.locator(part).evaluate("part => getComputedStyle(part).breakInside") == "avoid"
    # no empty place for the sliders
    assert live.locator(".lstm-layout").evaluate("all => getComputedStyle(all).display") == "block"


def test_paper_is_white_whatever_the_screen_is(lab: Lab) -> None:
    lab.theme("dark")
    lab.page.emulate_media(media="print")
    frame = lab.output(EXPLORER).locator(".lstm-frame")
    assert colour_of(frame, "backgroundColor") == [255, 255, 255]
    assert contrast(rgb(colour_of(frame, "color")), rgb("#FFFFFF")) > 7
