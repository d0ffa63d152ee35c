"""A page to walk in, without Jupyter: real keys, a real mouse or finger, and one look at it all."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

from playwright.sync_api import Browser, Page

from lstm_helpers.live.live_cell import LiveCell
from lstm_helpers.page.scripts import module, sheet
from lstm_helpers.words.language import speaking
from lstm_helpers.words.numbers import format_number
from tests.browser.lab import GRIP
from tests.browser.live_page import HARNESS, address, state
from tests.browser.test_views import HARNESS as VIEWS
from tests.walks.actions import Action, Report
from tests.walks.cells import Cell, explorer_of
from tests.walks.seen import Heard, truth_of, wrong
from tools.site import SHEETS

WALKED = Path(__file__).with_suffix(".js")
HOME = "http://walk.test/"
HTML = """<!doctype html><html lang="en"><meta name="viewport" content="width=device-width">
<style>body {{ margin: 8px; background: {0}; color: {1} }}</style>
<main><div></div></main></html>"""
LIGHT, DARK = ("#fff", "#000"), ("#111", "#fff")

Tampered = dict[str, str]
"""What a test breaks on purpose: a script's text, and what stands there instead."""


class Hands:
    """What a learner's hands do in a tab, and what is done in a code cell.

    Parameters
    ----------
    page
        The tab, with page.js in it.
    explorer
        The kernel's half of the cell that is shown.
    touch
        Whether there are fingers instead of a mouse.
    """

    def __init__(self, page: Page, explorer: LiveCell, touch: bool = False) -> None:
        self.page, self.explorer, self.touch = page, explorer, touch

    # ---- what is done

    def do(self, action: Action) -> None:
        """Do what an action says; nothing where there is no place for it."""
        getattr(self, f"_do_{action['do']}")(action)

    def _do_keys(self, action: Action) -> None:
        if self.page.evaluate("at => focusOn(...at)", action["at"]):
            self._press(action["key"], action["times"])

    def _do_tab(self, action: Action) -> None:
        self._press(action["key"], action["times"])

    def _do_drag(self, action: Action) -> None:
        at = self._where("slider", action["name"])
        if at and self.touch:
            self._swipe(at, action["by"])
        elif at:
            self.page.mouse.move(*at)
            self.page.mouse.down()
            self.page.mouse.move(at[0] + action["by"], at[1], steps=4)
            self.page.mouse.up()

    def _swipe(self, at: list[float], by: float) -> None:
        session = self.page.context.new_cdp_session(self.page)
        places = [{"x": at[0] + by * n / 4, "y": at[1]} for n in range(5)]
        kinds = ["touchStart", *["touchMove"] * 4]
        for kind, place in zip(kinds, places, strict=True):
            session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [place]})
        session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        session.detach()

    def _do_type(self, action: Action) -> None:
        if self._write(action):
            self._press(action["then"])

    def _do_undo(self, action: Action) -> None:
        if self._write(action):
            self._press("ControlOrMeta+z")
            self._press("Enter")

    def _write(self, action: Action) -> bool:
        text = action["text"]
        if text is None:
            text = self._right(action["at"][1])
        if text is None or not self._click(*action["at"]):
            return False
        self._press("ControlOrMeta+a")
        if text:
            self.page.keyboard.insert_text(text)
        else:
            self._press("Delete")
        return True

    def _right(self, name: str) -> str | None:
        """Write what is right, in the explorer's own language."""
        with speaking(self.explorer.language):
            truth = truth_of(self.explorer, name)
            return None if truth is None else format_number(truth)

    def _do_press(self, action: Action) -> None:
        if action["by"] == "mouse":
            self._click("button", action["name"])
        elif self.page.evaluate("name => focusOn('button', name)", action["name"]):
            self._press(action["by"])

    def _do_point(self, action: Action) -> None:
        if action["at"][0] == "away":
            # a finger is nowhere, and a tap beside a button is taken for one on it
            at = None if self.touch else [1, 1]
        else:
            at = self._where(*action["at"])
        if at and self.touch:
            self._tap(at)
        elif at:
            self.page.mouse.move(*at)

    def _do_follow(self, action: Action) -> None:
        self.page.evaluate("link => follow(link)", action["link"])

    def _do_back(self, _: Action) -> None:
        self.page.evaluate("goBack()")

    # ---- what is done in a code cell

    def _do_set(self, action: Action) -> None:
        self._tell(lambda: self.explorer.set_state(action["traits"]))

    def _do_call(self, action: Action) -> None:
        self._tell(lambda: getattr(self.explorer, action["name"])(action["with"]))

    def _tell(self, done: Callable[[], object]) -> None:
        """Do something in Python, and let the page hear what has changed, as the kernel does."""
        before = state(self.explorer)
        try:
            done()
        except (TypeError, ValueError):
            self.explorer.set_state(before)  # it was refused, in one sentence
        after = state(self.explorer)
        changes = {name: value for name, value in after.items() if value != before[name]}
        self.page.evaluate("message => hear(message)", changes)

    # ---- hands

    def _where(self, kind: str, name: object) -> list[float] | None:
        return self.page.evaluate("at => whereIs(...at)", [kind, name])

    def _click(self, kind: str, name: str) -> bool:
        at = self._where(kind, name)
        if at is None:
            return False
        if self.touch:
            self._tap(at)
        else:
            self.page.mouse.click(*at)
        return True

    def _tap(self, at: list[float]) -> None:
        self.page.evaluate("expectTap()")
        self.page.touchscreen.tap(*at)
        self.page.evaluate("tapped()")

    def _press(self, key: str, times: int = 1) -> None:
        for _ in range(times):
            self.page.keyboard.press(key)


class WalkPage(Hands):
    """A tab with one cell in it, and the kernel's half of that cell beside it.

    Parameters
    ----------
    browser
        Which opens a tab without a past.
    cell
        What is shown, and where.
    tampered
        What is broken in the page's scripts.
    """

    def __init__(self, browser: Browser, cell: Cell, tampered: Tampered | None = None) -> None:
        given = cell["page"]
        width, height = given["size"]
        self.context = browser.new_context(
            viewport={"width": width, "height": height},
            has_touch=given["touch"],
            is_mobile=given["touch"],
            reduced_motion="reduce" if given["still"] else "no-preference",
        )
        super().__init__(self.context.new_page(), explorer_of(cell), given["touch"])
        self.heard: Heard | None = None
        html = HTML.format(*(DARK if given["dark"] else LIGHT))
        self.page.route("**/*", lambda route: route.fulfill(body=html, content_type="text/html"))
        self.page.goto(HOME)
        self.page.add_style_tag(content=sheet(*SHEETS))
        self.page.add_script_tag(content=harness())
        script = address(scripts(self.explorer.language, tampered or {}))
        started = [script, state(self.explorer), {"inNoTime": not given["frames"]}]
        self.page.evaluate("given => beginWalk(...given)", started)

    def close(self) -> None:
        """Close the tab."""
        self.context.close()

    def look(self, did: Action) -> tuple[Report, list[str]]:
        """Look at all of the page once, and list what is wrong in it."""
        report = json.loads(self.page.evaluate("look()")) | {"did": did}
        found, self.heard = wrong(self.explorer, report, None if report["isNew"] else self.heard)
        return report, found


@cache
def harness() -> str:
    """Join the scripts that look at a page; two of them have some names in common."""
    views, shown, walked = (p.read_text(encoding="utf-8") for p in (VIEWS, HARNESS, WALKED))
    only = "return { scrolling, inNoTime };"
    own = f"window.views = (() => {{\n{views}\n{only}\n}})();\nwindow.gripOf = {GRIP};"
    return f"{own}\n{shown}\n{walked}"


def scripts(language: str, tampered: Tampered) -> str:
    """Join the scripts of a page, and hand out what stands in one."""
    text = module("live/page.js", language)
    for sound, broken in tampered.items():
        assert text.count(sound) == 1, f"{sound!r} stands {text.count(sound)} times in the scripts"
        text = text.replace(sound, broken)
    return text + "export { hostModel, PageLink, renderExplorer };"
