"""An Explorer in a notebook, and a cell to type Python into: what a learner has on the desk."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from playwright.sync_api import Locator, expect

from lstm_helpers.graph.table import BY_NAME
from lstm_helpers.picture.layout import SLOTS
from tests.browser.expected import differences
from tests.browser.lab import COMPLAINT, Lab
from tests.browser.live_page import HARNESS

# What ipywidgets writes to the console when its kernel is gone, for its own sliders, too.
NO_KERNEL = "Could not send widget sync message"

# What the kernel says the sliders stand at, and the picture shows.
TELL = """import json
from lstm_helpers.cell.weights import WEIGHT_NAMES
inputs = [f"x_{n}" for n in range(1, e.steps + 1)]
shown = [*WEIGHT_NAMES, *inputs, "h0", "c0", "t", "upto", "face", "of", "title"]
stands = {name: getattr(e, name) for name in shown}
print(json.dumps(stands | {"activations": str(e.activations)}))"""


def open_desk(lab: Lab, *code: str) -> Desk:
    """Open a notebook with these cells and a last, empty one, and run it.

    The first cell's Explorer is to be called `e`.
    """
    lab.open_code(*code, "None")
    lab.run_all()
    return Desk(lab, 1, scratch=len(code) + 1)


class Desk:
    """One Explorer in one cell's output.

    Parameters
    ----------
    lab
        The tab.
    index
        Of the cell whose output shows the Explorer.
    scratch
        Of the cell to type Python into.
    """

    def __init__(self, lab: Lab, index: int, scratch: int) -> None:
        self.lab = lab
        self.output = lab.output(index)
        self._scratch = scratch
        expect(self.output.locator(".lstm-frame > svg").first).to_be_visible()

    # ---- what a learner sees

    def text(self, name: str) -> Locator:
        """Return the text in the picture of a quantity, a heading, an equation's first line."""
        line = SLOTS[name].ids[0] if name in SLOTS else name
        return self.output.locator(f".lstm-frame text[id={line}]")

    def texts(self, names: Sequence[str]) -> dict[str, str]:
        """Return what stands in the picture at several places."""
        return {name: self.text(name).text_content() or "" for name in names}

    @property
    def says(self) -> Locator:
        """The sentence."""
        return self.output.locator(".lstm-says")

    def button(self, text: str) -> Locator:
        """Return a button by what stands on it."""
        return self.output.get_by_role("button", name=text, exact=True)

    def slider(self, name: str) -> Locator:
        """Return a slider's row: its name, its way, its field, what it says."""
        return self.output.locator(".lstm-slider", has=self.lab.page.locator(f"[data-name={name}]"))

    def range(self, name: str) -> Locator:
        """Return what a learner drags, and moves by keys."""
        return self.slider(name).locator("input[type=range]")

    def field(self, name: str) -> Locator:
        """Return where a learner types the number."""
        return self.slider(name).locator("input[type=text]")

    def problem(self, name: str) -> Locator:
        """Return the line that says what is not understood, or what has changed."""
        return self.slider(name).locator(".lstm-problem")

    @property
    def frame(self) -> Locator:
        """The picture, as far as it takes the focus."""
        return self.output.locator(".lstm-frame")

    @property
    def scratch_output(self) -> Locator:
        """What the cell to type Python into shows."""
        return self.lab.output(self._scratch)

    # ---- what a learner does

    def type(self, name: str, text: str, *, then: str = "Enter") -> None:
        """Type into a slider's field, and press a key."""
        self.field(name).click()
        self.lab.page.keyboard.press("ControlOrMeta+a")
        if text:
            self.lab.page.keyboard.insert_text(text)
        else:
            self.lab.page.keyboard.press("Delete")
        self.lab.page.keyboard.press(then)

    def run(self, code: str) -> str:
        """Type Python into the empty cell, run it, and return what it says: no complaint."""
        self.lab.fill_cell(self._scratch, code)
        said = self.lab.run_cell(self._scratch)
        expect(self.scratch_output.locator(COMPLAINT)).to_have_count(0)
        return said

    # ---- whether the two agree

    def settings(self) -> dict[str, Any]:
        """Return what the kernel says the sliders stand at, and the picture shows."""
        return json.loads(self.run(TELL).splitlines()[-1])

    def assert_equals_python(self) -> dict[str, Any]:
        """Compare everything on the page with what Python works out, where the kernel stands."""
        settings = self._settings_once_heard()
        found = differences(settings, self._shown())
        assert not found, f"the page differs at {settings}:\n" + "\n".join(found)
        return settings

    def _settings_once_heard(self) -> dict[str, Any]:
        """Ask the kernel until it has heard of the last move: it hears after the page."""
        for _ in range(20):
            settings = self.settings()
            if not differences(settings, self._shown()):
                break
        return settings

    def _shown(self) -> dict[str, Any]:
        page = self.lab.page
        if not page.evaluate("typeof shown === 'function'"):
            page.evaluate(f"() => {{ {HARNESS.read_text(encoding='utf-8')} }}")
        return self.output.locator(".lstm-explorer").first.evaluate("root => shown(root)")


def words(name: str) -> str:
    """Say what a weight's slider is called."""
    return f"{BY_NAME[name].words}, {name}"
