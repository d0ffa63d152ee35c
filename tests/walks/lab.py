"""A walk in JupyterLab: its kernel is restarted, its cell run again, the notebook closed."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser, expect

from lstm_helpers.graph.table import STAGES
from tests.browser.conftest import tab
from tests.browser.desk import NO_KERNEL, Desk, open_desk
from tests.browser.lab import Lab
from tests.browser.live_page import address
from tests.browser.server import Server
from tests.walks.actions import Action, Report, draw_action
from tests.walks.cells import Cell, draw_cell, explorer_of
from tests.walks.page import Hands, harness, scripts
from tests.walks.seen import wrong
from tests.walks.shrink import shrink
from tests.walks.walk import Opens, Walk, draw_walk

FEW_TRIES = 25  # each opens JupyterLab anew
CELL = 1

# The cell, and a view of it that says which model it shows.
CODE = """import json
from lstm_helpers import *
shows = "{ render(host) { window.model = host.model; return walked.render(host); } }"
class Walked(Explorer):
    _esm = Explorer._esm.replace("export default", "const walked =") + "export default " + shows
e = Walked(%s)
e"""
TELL = """try:
    print(json.dumps({n: v for n, v in e.get_state().items() if not n.startswith("_")}))
except NameError:
    print("null")"""
DOES = """try:
    print(e.%s(%s))
except (TypeError, ValueError) as refused:
    print(refused)"""


def lab_walk(browser: Browser, seed: int, steps: int) -> Walk:
    """Walk in JupyterLab, and shrink what goes wrong."""
    with walked_lab(browser) as opens:
        walk = draw_walk(seed, steps, opens, draw_in_lab, draw_lab_cell)
        return shrink(walk, opens, FEW_TRIES) if walk.wrong else walk


@contextmanager
def walked_lab(browser: Browser) -> Iterator[Opens]:
    """Start a server; give what opens a notebook of it."""
    with TemporaryDirectory() as folder:
        server = Server(Path(folder))
        server.start()
        try:
            yield partial(LabPlace, browser, server)
        finally:
            server.stop()


def draw_lab_cell(rng: random.Random) -> Cell:
    """Draw an Explorer of the lessons' own cell, in English, that has all its controls."""
    cell = draw_cell(rng)
    while "unit" in cell or "language" in cell or cell.get("upto", STAGES[-1]) != STAGES[-1]:
        cell = draw_cell(rng)
    return cell | {"lab": True}


def draw_in_lab(rng: random.Random, report: Report) -> Action:
    """Draw what is done next, with the kernel or with the page."""
    kinds = ["page", "restart", "rerun", "reopen"]
    (kind,) = rng.choices(kinds, [16, 1, 1.5, 1])
    return draw_action(rng, report) if kind == "page" else {"do": kind}


class LabPlace(Hands):
    """A notebook with one Explorer, and a kernel that should know what the page shows."""

    def __init__(self, browser: Browser, server: Server, cell: Cell) -> None:
        self._tab = tab(browser, server)
        self.lab: Lab = self._tab.__enter__()
        super().__init__(self.lab.page, explorer_of(cell | {"lab": None}))
        self.is_known = True  # the kernel knows the Explorer that is shown
        self.desk: Desk = open_desk(self.lab, CODE % arguments(cell))
        self._settle_in()

    def _settle_in(self) -> None:
        script = address(scripts("en", {}))
        names = [name for name in self.explorer.get_state() if not name.startswith("_")]
        self.page.evaluate(f"() => {{ {harness()} }}")
        self.page.evaluate("given => beginInLab(...given)", [script, names])

    def close(self) -> None:
        """Close the tab."""
        self._tab.__exit__(None, None, None)

    def look(self, did: Action) -> tuple[Report, list[str]]:
        """Look at the page as in any other, and ask the kernel whether it knows the same."""
        told = self._told() if self.is_known else None
        report = self._report(did)
        for _ in range(20):  # the kernel hears after the page
            if told is None or told == report["state"]:
                break
            told, report = self._told(), self._report(did)
        found, _ = wrong(self.explorer, report, None)
        if told is not None:
            pairs = ((n, told[n], report["state"][n]) for n in told)
            found += [
                f"the kernel: {n} is {k!r}, the page has {p!r}" for n, k, p in pairs if k != p
            ]
        errors = [error for error in self.lab.errors if NO_KERNEL not in error]
        found += [f"the console says: {error}" for error in errors]
        return report, found

    def _report(self, did: Action) -> dict[str, Any]:
        wrongs = {"wrongs": []}  # the tab hears of them itself, without Jupyter's own
        return json.loads(self.page.evaluate("look()")) | {"did": did} | wrongs

    def _told(self) -> dict[str, Any] | None:
        return json.loads(self.desk.run(TELL).splitlines()[-1])

    def _tell(self, done: Callable[[], object]) -> None:
        raise NotImplementedError  # here the kernel does it itself

    def _do_set(self, action: Action) -> None:
        self._run("set_state", action["traits"])

    def _do_call(self, action: Action) -> None:
        self._run(action["name"], action["with"])

    def _run(self, name: str, given: object) -> None:
        if self.is_known:
            self.desk.run(DOES % (name, repr(given)))

    # ---- what is done to the notebook

    def _do_restart(self, _: Action) -> None:
        self.lab.restart_kernel()
        self.is_known = False

    def _do_rerun(self, _: Action) -> None:
        self.lab.run_cell(CELL)
        expect(self.desk.output.locator(".lstm-frame > svg").first).to_be_visible()
        self.is_known = True

    def _do_reopen(self, _: Action) -> None:
        if not self.is_known:
            return  # its view would be gone, which test_lives.py looks at
        self.lab.save()
        self.lab.menu("File", "application:close")
        expect(self.lab.notebook).to_have_count(0)
        self.lab.open("desk.ipynb")
        self.desk = Desk(self.lab, CELL, scratch=CELL + 1)
        expect(self.desk.output.locator(".lstm-explorer")).to_be_visible()
        self._settle_in()


def arguments(cell: Cell) -> str:
    """Write an Explorer's arguments as code."""
    given = {name: value for name, value in cell.items() if name not in ("page", "lab")}
    weights = given.pop("weights", {})
    first = f"Weights.ones(**{weights!r})"
    pair = given.get("activations")
    if pair:
        given["activations"] = tuple(pair.split("/"))
    return ", ".join([first, *(f"{name}={value!r}" for name, value in given.items())])
