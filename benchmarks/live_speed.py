"""From the key to the picture: this project beside the usual ways, in one JupyterLab."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from benchmarks.proxy import Proxy
from benchmarks.report import Row, median_and_p95
from lstm_helpers import Weights, format_number, run
from tests.browser.lab import Lab
from tests.browser.server import Server

KEYS, WARM_UP = 40, 10
MOVES, PER_SECOND = 200, 60

SETUP = """
import time
import ipywidgets as widgets
from IPython.display import display
from lstm_helpers import Explorer, Weights, draw, run

def slider():
    return widgets.FloatSlider(1, min=-3, max=3, step=0.1, description="w_f")

def trace(w_f):
    return run(Weights.ones(w_f=w_f), [1, 1, 1])
"""

INTERACT = """
%matplotlib inline
def show(w_f):
    display(draw(trace(w_f), t=3))
widgets.interact(show, w_f=slider());
"""

IPYMPL = """
%matplotlib widget
import matplotlib.pyplot as plt
with plt.ioff():
    figure = plt.figure(figsize=(10, 6))
draw(trace(1), t=3, ax=figure.add_axes((0, 0, 1, 1)))
canvas = figure.canvas
texts = {text.get_gid(): text for text in figure.axes[0].texts}
def redraw(change):
    from lstm_helpers.picture.diagram import as_scene
    from lstm_helpers.picture.layout import SLOTS
    from lstm_helpers.words.texts import slot_texts
    scene = as_scene(trace(change.new), 3, "h", "values", "", "h")
    for name, text in slot_texts(SLOTS, scene).items():
        if name in texts:
            texts[name].set_text(text)
    canvas.draw()
moved = slider()
moved.observe(redraw, "value")
widgets.VBox([moved, canvas])
"""

LABEL = """
label = widgets.Label("1")
asked = slider()
asked.observe(lambda change: setattr(label, "value", str(change.new)), "value")
widgets.VBox([asked, label])
"""

LINKED = """
linked = slider()
progress = widgets.FloatProgress(1, min=-3, max=3)
widgets.jslink((linked, "value"), (progress, "value"))
widgets.VBox([linked, progress])
"""

EXPLORER = """
explorer = Explorer(Weights.ones(), [1, 1, 1], t=3)
explorer
"""

# Nothing but the browser: how soon a slider without anything behind it sets a text.
RANGE = """
import anywidget

class Bare(anywidget.AnyWidget):
    _esm = '''export default { render({ el }) {
        el.innerHTML = '<input type=range min=-3 max=3 step=0.1 value=1><p>1</p>';
        const [range, text] = el.children;
        range.oninput = () => { text.textContent = range.value; };
        window.addEventListener("keydown", (event) => {
            if (event.target === range) event.stopImmediatePropagation();
        }, true);
    } };'''

Bare()
"""


@dataclass(frozen=True)
class Way:
    """One way to let a picture follow a slider, where the page shows it, and its slider."""

    name: str
    source: str
    target: str
    kind: str = "text"
    handle: str = ".noUi-handle"
    track: str = ".noUi-base"


INLINE = Way("(a) `interact` with an inline figure", INTERACT, ".jp-OutputArea", "image")
CANVAS = Way("(b) ipympl, its texts set anew", IPYMPL, ".jupyter-matplotlib", "canvas")
ROUND_TRIP = Way("(c) kernel round trip that sets a Label", LABEL, ".widget-vbox > .widget-label")
_W_F = "input[data-name=w_f]"
OURS = Way("(d) this project, 17 sliders", EXPLORER, ".lstm-frame", handle=_W_F, track=_W_F)
_RANGE = "input[type=range]"
NATIVE = Way("a bare range input that sets a text", RANGE, "p", handle=_RANGE, track=_RANGE)
BARE = Way("a bare jslinked slider", LINKED, ".progress", "attributes")
WAYS = (INLINE, CANVAS, ROUND_TRIP, OURS, BARE, NATIVE)
FIRST = 2  # the cell of the first way: before it are the title and the setup
LAST = FIRST + len(WAYS)  # the cell to type into

GOALS = {INLINE: 100, ROUND_TRIP: 5}  # so many times as fast as each of them
MISSED = " **goal missed**"
SLOW_DOWN = 4
BUSY_SECONDS = 10

# What typing and running a cell takes that only shows a picture: nothing can be sooner.
STILL = Way("a cell that only shows a line", "", "")
FIRST_STILL = """from IPython.display import HTML, display
display(HTML('<svg role="img" width="9" height="9"><path d="M0 0 9 9" stroke="black"/></svg>'))"""
FIRST_OURS = "from lstm_helpers import Explorer\nExplorer()"
FIRST_INLINE = """%matplotlib inline
from IPython.display import display
from ipywidgets import interact
from lstm_helpers import Weights, draw, run
def show(w_f=1.0):
    display(draw(run(Weights.ones(w_f=w_f), [1, 1, 1]), t=3))
interact(show);"""


class Bench:
    """A notebook with every way in a cell of its own, in a real JupyterLab.

    Parameters
    ----------
    browser, server
        Running.
    url
        Where the page is fetched from, when that is not the server itself.
    """

    def __init__(self, browser: Browser, server: Server, url: str | None = None) -> None:
        self._server = server
        self._context = browser.new_context(viewport={"width": 1280, "height": 1200})
        self.page: Page = self._context.new_page()
        self.page.add_init_script(path=Path(__file__).parent / "page.js")
        self.wire = Wire(self.page)
        self.lab = Lab(self.page, _At(server, url) if url else server)
        sources = [SETUP, *(way.source for way in WAYS), "pass"]
        server.reset()
        self.lab.open_code(*(source.strip() for source in sources))
        self.lab.run_all()

    def close(self) -> None:
        """Close the tab."""
        self._context.close()

    def cell(self, way: Way) -> Locator:
        """The output of a way's cell."""
        return self.lab.output(FIRST + WAYS.index(way))

    def _target(self, way: Way) -> Locator:
        found = self.cell(way).locator(way.target)
        return found.first if found.count() else self.cell(way)

    def _focus(self, way: Way) -> Locator:
        handle = self.cell(way).locator(way.handle).first
        handle.scroll_into_view_if_needed()
        handle.focus()
        return handle

    def keys(self, way: Way, count: int = KEYS) -> list[dict[str, float]]:
        """Press a key and wait for the picture, again and again; the first few do not count."""
        self._focus(way)
        results = []
        for n in range(WARM_UP + count):
            waiting = self._target(way).evaluate_handle(
                "(element, kind) => ({ done: bench.once(element, kind) })", way.kind
            )
            self.page.keyboard.press("ArrowRight" if n % 2 else "ArrowLeft")
            results.append(waiting.evaluate("waiting => waiting.done"))
            time.sleep(0.05)
        return results[WARM_UP:]

    @contextmanager
    def slowed(self, times: int) -> Iterator[None]:
        """Let Chromium take as long as a slower machine would."""
        browser = self._context.new_cdp_session(self.page)
        browser.send("Emulation.setCPUThrottlingRate", {"rate": times})
        yield
        browser.send("Emulation.setCPUThrottlingRate", {"rate": 1})
        browser.detach()

    def _once(self, act: Callable[[], None]) -> dict[str, float]:
        waiting = self._target(OURS).evaluate_handle(
            "(element, kind) => ({ done: bench.once(element, kind) })", OURS.kind
        )
        act()
        result = waiting.evaluate("waiting => waiting.done")
        time.sleep(0.05)
        return result

    def press_preset(self, n: int) -> dict[str, float]:
        """Choose a preset by key, each in turn; not first the article, which is there already."""
        buttons = self.cell(OURS).locator("[data-preset]")
        button = buttons.nth((n + 1) % buttons.count())
        button.focus()
        return self._once(lambda: self.page.keyboard.press("Enter"))

    def press_walk(self, n: int) -> dict[str, float]:
        """Go a stage back in the walk."""
        self.cell(OURS).locator(OURS.target).focus()
        return self._once(lambda: self.page.keyboard.press("ArrowLeft"))

    def first_move(self, n: int) -> dict[str, float]:
        """Run the cell anew, and move the slider of a view that nobody has touched."""
        self.lab.run_cell(FIRST + WAYS.index(OURS))
        self._focus(OURS)
        return self._once(lambda: self.page.keyboard.press("ArrowLeft"))

    def drag(self, way: Way) -> dict[str, float]:
        """Move the mouse along the slider, to and fro, as steadily as a hand."""
        handle = self._focus(way)
        box = handle.bounding_box()
        track = self.cell(way).locator(way.track).first.bounding_box()
        assert box is not None
        assert track is not None
        y = box["y"] + box["height"] / 2
        self.page.mouse.move(box["x"] + box["width"] / 2, y)
        self.page.mouse.down()
        recording = self._target(way).evaluate_handle(
            "(element, kind) => ({ stop: bench.record(element, kind) })", way.kind
        )
        begin = time.perf_counter()
        for n in range(MOVES):
            time.sleep(max(0, begin + n / PER_SECOND - time.perf_counter()))
            share = abs((n / MOVES * 2) % 2 - 1)
            self.page.mouse.move(track["x"] + track["width"] * share, y)
        self.page.wait_for_timeout(1500)
        result = recording.evaluate("recording => recording.stop()")
        self.page.mouse.up()
        return result

    def flood(self) -> bool:
        """Press 200 keys as fast as they go, and tell whether the right value shows at the end."""
        self._focus(OURS)
        for key in ["ArrowLeft"] * 150 + ["ArrowRight"] * 50:
            self.page.keyboard.press(key)
        self.page.wait_for_timeout(500)
        w_f = float(self.cell(OURS).locator(_W_F).input_value())
        shown = self.cell(OURS).locator("text[id=h]").text_content()
        return shown == format_number(run(Weights.ones(w_f=w_f), [1, 1, 1])[2].h)

    def run_last_cell(self, source: str) -> None:
        """Type into the last cell, and run it."""
        self.lab.fill_cell(LAST, source)
        self.lab.start_cell(LAST)

    def first_picture(self, way: Way, source: str, *, new_kernel: bool = False) -> float:
        """Return the milliseconds from running a cell to its picture."""
        if new_kernel:
            self.lab.restart_kernel()
        self.run_last_cell("pass")
        what = self.lab.output(LAST).locator("img" if way.kind == "image" else "svg[role=img]")
        expect(what).to_have_count(0)
        begin = time.perf_counter()
        self.run_last_cell(source)
        what.first.wait_for()
        return 1000 * (time.perf_counter() - begin)


class Wire:
    """Counts what goes over the page's web sockets."""

    def __init__(self, page: Page) -> None:
        self.count = 0
        page.on("websocket", self._listen)

    def _listen(self, socket) -> None:
        for direction in ("framesent", "framereceived"):
            socket.on(direction, lambda payload: self._add(len(payload)))

    def _add(self, size: int) -> None:
        self.count += size


class _At:
    """The same server, seen at another address."""

    def __init__(self, server: Server, url: str) -> None:
        self._server = server
        self.url = url

    def __getattr__(self, name: str) -> object:
        return getattr(self._server, name)


def _times(theirs: float, ours: float, goal: float = 1) -> str:
    ratio = theirs / ours
    return f"{ratio:.1f} times (d){MISSED if ratio < goal else ''}"


def key_rows(bench: Bench) -> list[Row]:
    """From the key to the changed picture, each way in turn."""
    measured = {way: bench.keys(way) for way in (INLINE, CANVAS, ROUND_TRIP, OURS, NATIVE)}
    ours = _median(measured[OURS])
    rows = []
    for way, results in measured.items():
        ratio = "" if way is OURS else _times(_median(results), ours, GOALS.get(way, 0))
        rows.append(Row(way.name, _keys(results), ratio))
    frames = [result["frames"] for result in measured[OURS]]
    next_frame = sum(n <= 1 for n in frames)
    rows.append(Row("(d) painted in the next frame", f"{next_frame} of {len(frames)} keys"))
    with bench.slowed(SLOW_DOWN):
        for way in (NATIVE, OURS):
            rows.append(Row(f"{way.name}, {SLOW_DOWN} times slower CPU", _keys(bench.keys(way))))
    return rows


def worst_rows(bench: Bench) -> list[Row]:
    """Interactions other than the next key on the same slider, and the worst of each."""
    rows = []
    for what, act in {
        "a preset changes 18 numbers": bench.press_preset,
        "one stage of the walk": bench.press_walk,
        "the first move in a page just opened": bench.first_move,
    }.items():
        results = [act(n) for n in range(10)]
        worst = max(result["painted"] for result in results)
        rows.append(Row(f"(d), {what}", f"{_keys(results)}; painted at the latest {worst:.1f} ms"))
    return rows


def _median(results: Iterable[dict[str, float]]) -> float:
    return statistics.median(result["changed"] for result in results)


def _keys(results: Sequence[dict[str, float]]) -> str:
    changed, painted = (median_and_p95([r[k] for r in results]) for k in ("changed", "painted"))
    return (
        f"median {changed[0]:.1f} ms, p95 {changed[1]:.1f} ms; "
        f"painted {painted[0]:.1f} ms, p95 {painted[1]:.1f} ms"
    )


def drag_rows(bench: Bench) -> list[Row]:
    """200 moves at 60 a second."""
    measured = {}
    for way in (INLINE, ROUND_TRIP, BARE, OURS):
        before = bench.wire.count
        measured[way] = bench.drag(way) | {"sent": bench.wire.count - before}
    inline, bare, ours = (measured[way] for way in (INLINE, BARE, OURS))
    rows = [Row(way.name, _drag(result)) for way, result in measured.items()]
    share = ours["pictures"] / bare["pictures"]
    compared = f"{share:.2f} of a bare jslinked slider's{MISSED if share < 0.95 else ''}"
    rows.append(Row("(d)'s pictures", str(ours["pictures"]), compared))
    per_hundred = ours["sent"] / MOVES * 100 / 1000
    compared = f"{ours['sent'] / inline['sent']:.3f} of (a)'s"
    rows.append(Row("(d) over the wire, each 100 moves", f"{per_hundred:.0f} kB", compared))
    rows.append(Row("a flood of keys ends on the right value", str(bench.flood())))
    return rows


def _drag(result: dict[str, float]) -> str:
    return (
        f"{result['pictures']} pictures, the last {result['late']:.0f} ms after the last move, "
        f"frames over 50 ms: {result['slow']}, the longest {result['longest']:.0f} ms"
    )


def trouble_rows(bench: Bench, far: Callable[[], Bench]) -> list[Row]:
    """The same with the kernel busy, far away, or gone."""
    rows = [_ours("kernel idle", bench)]
    bench.run_last_cell(f"time.sleep({BUSY_SECONDS})")
    rows.append(_ours("kernel busy", bench))
    bench.close()
    distant = far()
    rows.append(_ours("200 ms between browser and server", distant))
    rows.append(Row(f"{ROUND_TRIP.name}, 200 ms away", _keys(distant.keys(ROUND_TRIP, 10))))
    distant.lab.shut_down_kernel()
    rows.append(_ours("kernel shut down", distant))
    distant.close()
    return rows


def _ours(what: str, bench: Bench) -> Row:
    keys = _keys(bench.keys(OURS, 20))
    return Row(f"(d), {what}", f"{keys}; in a drag {_drag(bench.drag(OURS))}")


def first_rows(bench: Bench) -> list[Row]:
    """From running a cell to its picture: in a new kernel, imports and all, and once more."""
    sources = {INLINE: FIRST_INLINE, OURS: FIRST_OURS, STILL: FIRST_STILL}
    new = {
        way: _median_of(3, lambda way=way: bench.first_picture(way, sources[way], new_kernel=True))
        for way in sources
    }
    again = {
        way: _median_of(5, lambda way=way: bench.first_picture(way, sources[way]))
        for way in sources
    }
    rows = []
    for name, taken in (("in a new kernel", new), ("once more", again)):
        for way in sources:
            ratio = _times(taken[way], taken[OURS]) if way is INLINE else ""
            rows.append(Row(f"{way.name}, {name}", f"{taken[way]:.0f} ms", ratio))
    return rows


def _median_of(count: int, measure: Callable[[], float]) -> float:
    return statistics.median(measure() for _ in range(count))


def far_bench(browser: Browser, server: Server, proxy: Proxy) -> Bench:
    """Open the same notebook through a proxy."""
    url = server.url.replace(str(server.port), str(proxy.port))
    return Bench(browser, server, url)
