"""A layer of 512 units over 2,000 time steps: its map beside matplotlib's, in one JupyterLab."""

from __future__ import annotations

import gzip
import json
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from playwright.sync_api import Browser, Locator

from benchmarks.live_speed import Wire
from benchmarks.report import Row, median_and_p95
from lstm_helpers import STANDARD, Explorer, GateMap, Weights, run
from tests.browser.lab import Lab
from tests.browser.server import Server

UNITS, STEPS = 512, 2000
POINTS, WARM_UP = 40, 10
MOVES, PER_SECOND = 200, 60

SETUP = f"""
import numpy as np
from lstm_helpers import GateMap, STANDARD, Weights, run
rng = np.random.default_rng(0)
shapes = (1, 4 * {UNITS}), ({UNITS}, 4 * {UNITS}), (4 * {UNITS},)
layer = Weights.from_keras(*(0.05 * rng.normal(size=shape) for shape in shapes))
trace = run(layer, rng.normal(size=({STEPS}, 1)), activations=STANDARD)
trace.f.shape
"""

OURS = "GateMap(trace)"

IMSHOW = """
%matplotlib widget
import matplotlib.pyplot as plt
with plt.ioff():
    figure, axes = plt.subplots(figsize=(10, 5))
axes.imshow(trace.f.T, aspect="auto", vmin=0, vmax=1)
figure.canvas.toolbar.pan()
figure.canvas
"""


@dataclass(frozen=True)
class Look:
    """One way to look at a layer: its cell, what is pointed at, and where it says what is there."""

    name: str
    cell: int
    source: str
    canvas: str
    says: str


WAYS = (
    Look("GateMap", 2, OURS, ".lstm-map-board canvas", ".lstm-map > .lstm-says"),
    Look(
        "`imshow` in ipympl",
        3,
        IMSHOW,
        ".jupyter-matplotlib-canvas-div canvas >> nth=-1",
        ".jupyter-matplotlib-footer",
    ),
)


class MapBench:
    """A notebook with each way in a cell of its own.

    Parameters
    ----------
    browser, server
        Running.
    """

    def __init__(self, browser: Browser, server: Server) -> None:
        context = browser.new_context(viewport={"width": 1280, "height": 1000})
        self.page = context.new_page()
        self.page.add_init_script(path=Path(__file__).parent / "page.js")
        self.wire = Wire(self.page)
        self.lab = Lab(self.page, server)
        server.reset()
        self.lab.open_code(SETUP.strip(), *(way.source.strip() for way in WAYS))
        self.lab.run_cell(1)

    def first(self, way: Look) -> float:
        """Return the milliseconds from running a cell to its picture."""
        begin = time.perf_counter()
        self.lab.start_cell(way.cell)
        self._canvas(way).wait_for()
        return 1000 * (time.perf_counter() - begin)

    def _canvas(self, way: Look) -> Locator:
        return self.lab.output(way.cell).locator(way.canvas)

    def _box(self, way: Look) -> tuple[float, float, float, float]:
        """The middle of the picture, where both ways have places."""
        canvas = self._canvas(way)
        canvas.scroll_into_view_if_needed()
        box = canvas.bounding_box()
        assert box is not None
        width, height = box["width"], box["height"]
        return box["x"] + 0.2 * width, box["y"] + 0.2 * height, 0.6 * width, 0.6 * height

    def point(self, way: Look) -> list[dict[str, float]]:
        """Go from place to place, and wait for what is said of each; the first do not count."""
        x, y, width, height = self._box(way)
        says = self.lab.output(way.cell).locator(way.says)
        self.page.mouse.move(x, y)
        self.page.wait_for_timeout(500)
        results = []
        for n in range(1, WARM_UP + POINTS + 1):
            share = n / (WARM_UP + POINTS)
            waiting = says.evaluate_handle(
                "(element) => ({ done: bench.once(element, 'text') })",
            )
            self.page.mouse.move(x + share * width, y + (n % 7) / 7 * height)
            results.append(waiting.evaluate("waiting => waiting.done"))
            time.sleep(0.05)
        return results[WARM_UP:]

    def pull(self, way: Look) -> dict[str, float]:
        """Pull what is seen to and fro, as steadily as a hand."""
        x, y, width, height = self._box(way)
        self.page.mouse.move(x + width / 2, y + height / 2)
        self.page.mouse.down()
        before = self.wire.count
        recording = self._canvas(way).evaluate_handle(
            "(element) => ({ stop: bench.record(element, 'canvas') })"
        )
        begin = time.perf_counter()
        for n in range(MOVES):
            time.sleep(max(0, begin + n / PER_SECOND - time.perf_counter()))
            share = abs((n / MOVES * 4) % 2 - 1)
            self.page.mouse.move(x + width * share, y + height / 2)
        self.page.wait_for_timeout(1500)
        result = recording.evaluate("recording => recording.stop()")
        self.page.mouse.up()
        return result | {"sent": self.wire.count - before}

    def closer(self) -> None:
        """Zoom the map, so that there is something to pull."""
        canvas = self._canvas(WAYS[0])
        canvas.focus()
        for _ in range(2):
            self.page.keyboard.press("+")


def map_rows(bench: MapBench) -> list[Row]:
    """Look at the same layer in both ways."""
    first = {way: bench.first(way) for way in WAYS}
    ours, theirs = WAYS
    rows = [
        Row(f"{way.name}: from the cell to the picture", f"{taken:.0f} ms")
        for way, taken in first.items()
    ]
    for way in WAYS:
        points = bench.point(way)
        frames = [result["frames"] for result in points]
        soon = f"painted in the next frame: {sum(n <= 1 for n in frames)} of {len(frames)}"
        rows.append(Row(f"{way.name}: pointing at a place", f"{_times(points)}; {soon}"))
    bench.closer()
    pulled = {way: bench.pull(way) for way in WAYS}
    share = pulled[ours]["pictures"] / max(1, pulled[theirs]["pictures"])
    for way, result in pulled.items():
        compared = f"{share:.1f} times the pictures" if way is ours else ""
        rows.append(Row(f"{way.name}: {MOVES} moves of a pull", _pull(result), compared))
    return rows


def _times(results: list[dict[str, float]]) -> str:
    changed, painted = (median_and_p95([r[k] for r in results]) for k in ("changed", "painted"))
    return (
        f"said after {changed[0]:.1f} ms, p95 {changed[1]:.1f} ms; "
        f"painted {painted[0]:.1f} ms, p95 {painted[1]:.1f} ms"
    )


def _pull(result: dict[str, float]) -> str:
    return (
        f"{result['pictures']} pictures, the last {result['late']:.0f} ms after the last move, "
        f"frames over 50 ms: {result['slow']}, the longest {result['longest']:.0f} ms; "
        f"{result['sent'] / 1000:.0f} kB over the wire"
    )


def size_rows() -> list[Row]:
    """Count what a map sends: once what shows it, and four bytes for each number."""
    layer = Weights.ones(features=1, units=UNITS)
    gates = GateMap(run(layer, np.zeros((STEPS, 1)), activations=STANDARD))
    script = f"{gates._esm}{gates._css}"
    rest = json.dumps({"look": gates.look, "of": gates.of})
    explorer = f"{Explorer._esm}{Explorer._css}"
    packed, its = _zipped(script), _zipped(explorer)
    return [
        Row("GateMap's script, tables and style", f"gzipped {packed:.1f} kB", _share(packed, its)),
        Row("its numbers", f"{len(gates.values) / 1e6:.1f} MB"),
        Row("its orders, lines and words", f"{len(rest) / 1000:.1f} kB"),
    ]


def _share(part: float, whole: float) -> str:
    return f"{part / whole:.2f} of an Explorer's"


def _zipped(text: str) -> float:
    return len(gzip.compress(text.encode(), mtime=0)) / 1000
