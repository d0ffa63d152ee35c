"""Measure everything side by side, in one run on one machine, and print it.

make bench                       print
make bench ARGS=--write          and put it into benchmarks/RESULTS.md
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks import footprint, live_speed, map_speed, math_speed, site_speed
from benchmarks.proxy import Proxy
from benchmarks.report import section
from tests.browser.conftest import FLAGS, find_browser
from tests.browser.server import Server

RESULTS = Path(__file__).parent / "RESULTS.md"
PACKAGES = (
    *("numpy", "matplotlib", "ipywidgets", "anywidget"),
    *("jupyterlab", "ipympl", "keras", "torch"),
)
LATENCY = 0.1  # seconds, each way


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="How fast it is, side by side")
    parser.add_argument("--write", action="store_true", help=f"put it into {RESULTS.name}")
    parser.add_argument("--only", choices=PARTS, help="a part of it")
    options = parser.parse_args()
    lines: list[str] = []

    def say(line: str) -> None:
        print(line, flush=True)
        lines.append(line)

    _say_where(say)
    for name, part in PARTS.items():
        if options.only in (None, name):
            part(say)
    if options.write:
        RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


def _say_where(say: Callable[[str], None]) -> None:
    say("# What was measured\n")
    say("All in one run of `make bench`. Timings differ from machine to machine; compare ratios.")
    say("A picture has changed when the page has it; it is painted with the next frame.\n")
    say(f"Machine: {os.cpu_count()} cores, {platform.machine()}, {platform.system()}.")
    say(f"Versions: Python {platform.python_version()}, {', '.join(map(_named, PACKAGES))}.")


def _named(package: str) -> str:
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        return f"no {package}"


def _live(say: Callable[[str], None]) -> None:
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as home:
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=FLAGS, ignore_default_args=["--hide-scrollbars"]
        )
        server = Server(Path(home))
        server.start()
        try:
            bench = live_speed.Bench(browser, server)
            section("From the key to the picture", live_speed.key_rows(bench), say)
            section("Other things a learner does", live_speed.worst_rows(bench), say)
            title = f"A drag: {live_speed.MOVES} moves at {live_speed.PER_SECOND} a second"
            section(title, live_speed.drag_rows(bench), say)
            with Proxy(server.port, LATENCY) as proxy:
                rows = live_speed.trouble_rows(
                    bench, lambda: live_speed.far_bench(browser, server, proxy)
                )
            section("Whatever the kernel and the network do", rows, say)
            bench = live_speed.Bench(browser, server)
            section("From the cell to the first picture", live_speed.first_rows(bench), say)
        finally:
            server.stop()
            browser.close()


def _map(say: Callable[[str], None]) -> None:
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as home:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        server = Server(Path(home))
        server.start()
        try:
            bench = map_speed.MapBench(browser, server)
            title = f"A layer of {map_speed.UNITS} units over {map_speed.STEPS:,} time steps"
            section(title, [*map_speed.map_rows(bench), *map_speed.size_rows()], say)
        finally:
            server.stop()
            browser.close()


def _site(say: Callable[[str], None]) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        with site_speed.site_bench(browser) as bench:
            section("The site: what it weighs", bench.size_rows(), say)
            section("The site: from nothing to a cell that moves", bench.load_rows(), say)
            section("The site: from a press to the next paint", bench.press_rows(), say)
        browser.close()


def _first(say: Callable[[str], None]) -> None:
    section("First use", footprint.rows(), say)


def _math(say: Callable[[str], None]) -> None:
    section("The math", math_speed.rows(), say)


PARTS = {"live": _live, "map": _map, "site": _site, "first": _first, "math": _math}


if __name__ == "__main__":
    sys.exit(main())
