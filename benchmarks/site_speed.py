"""The site: how much it weighs, how soon its cell can be moved, how long a press takes."""

from __future__ import annotations

import gzip
import io
import re
import statistics
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import cycle
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Locator, Page, expect

from benchmarks.live_speed import MISSED, SLOW_DOWN
from benchmarks.report import Row
from tools.notebooks import NOTEBOOKS
from tools.site import make_site

LESSON = "03_time_step_1"
KILOBYTES = {"index": 60, LESSON: 150}  # at most, gzipped, with all it loads
PAGES = {"index": "the first page", LESSON: "a lesson (03)"}

# As Chromium's developer tools have it: of 1.6 Mbit/s nine tenths, and 150 ms times 3.75.
FAST_3G = {
    "offline": False,
    "downloadThroughput": 1.6e6 / 8 * 0.9,
    "uploadThroughput": 750e3 / 8 * 0.9,
    "latency": 562.5,
}
TIMES = 5
SECONDS = {"as it is": 1.0, "Fast 3G": 3.0}
PRESSES = 3
INP = 50  # milliseconds from the press to the next paint

LOADED = re.compile(r'(?:src|href)="(scripts/[^"]+)"')
FIGURE = re.compile(r"<svg.*?</svg>", re.DOTALL)
STATES = re.compile(r"<script[^>]*application/json.*?</script>", re.DOTALL)


# What the browser itself takes: nothing can be sooner.
BARE = """<!DOCTYPE html><title>bare</title><main><div class="lstm">
<input type="range" aria-label="bare" oninput="this.nextElementSibling.textContent = this.value">
<p>50</p></div></main>"""


class Zipped(SimpleHTTPRequestHandler):
    """Sends what a web server sends: gzipped, over a connection that stays open."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer."""
        path = Path(self.translate_path(self.path))
        found = path.is_file()
        body = gzip.compress(path.read_bytes() if found else b"")
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class SiteBench:
    """A site of one lesson, served on this machine.

    Parameters
    ----------
    browser
        Running.
    folder, url
        Where the pages are.
    """

    def __init__(self, browser: Browser, folder: Path, url: str) -> None:
        self.browser, self.folder, self.url = browser, folder, url

    @contextmanager
    def opened(self, name: str, **network: object) -> Iterator[tuple[Page, CDPSession]]:
        """Open a page for the first time."""
        context = self.browser.new_context(viewport={"width": 1280, "height": 800})
        page = context.new_page()
        page.add_init_script(path=Path(__file__).parent / "site_page.js")
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        if network:
            session.send("Network.emulateNetworkConditions", dict(network))
        page.goto(f"{self.url}/{name}.html")
        expect(page.locator("[data-lstm] > :not(.lstm)")).to_have_count(0)
        yield page, session
        context.close()

    def size_rows(self) -> Iterator[Row]:
        """Kilobytes of a page and of all that it loads, gzipped, and each part's share."""
        for name, words in PAGES.items():
            html = (self.folder / f"{name}.html").read_text(encoding="utf-8")
            used = [self.folder / path for path in LOADED.findall(html)]
            shared = {
                kind: _zipped(*(path.read_text() for path in used if path.suffix == suffix))
                for kind, suffix in (("script", ".js"), ("style", ".css"))
            }
            whole, bare = _zipped(html), FIGURE.sub("", html)
            plain = _zipped(STATES.sub("", bare))
            parts = shared | {
                "pictures": whole - _zipped(bare),
                "states": _zipped(bare) - plain,
                "words": plain,
            }
            total = sum(parts.values())
            shares = ", ".join(f"{part} {size / total:.0%}" for part, size in parts.items())
            goal = KILOBYTES[name]
            missed = MISSED if total > goal else ""
            yield Row(f"{words}, gzipped", f"{total:.1f} kB of {goal}", f"{shares}{missed}")

    def load_rows(self) -> Iterator[Row]:
        """Seconds from a cold start to a cell that can be moved."""
        for network, conditions in {"as it is": {}, "Fast 3G": FAST_3G}.items():
            for name, words in PAGES.items():
                taken = statistics.median(self._movable(name, conditions) for _ in range(TIMES))
                goal = SECONDS[network]
                missed = MISSED if name == "index" and taken > goal else ""
                compared = f"goal {goal:.0f} s{missed}" if name == "index" else ""
                yield Row(f"{words}, network {network}", f"movable after {taken:.2f} s", compared)

    def _movable(self, name: str, conditions: dict[str, object]) -> float:
        with self.opened(name, **conditions) as (page, _):
            taken: float = page.evaluate("site.movable")
        return taken / 1000

    def press_rows(self) -> Iterator[Row]:
        """Milliseconds from a press to the next paint, of every control, on a slower machine.

        For each control the median of a few presses, as the browser's event timing tells them: in
        steps of 8 ms, and 0 for less than 16.
        """
        with self.opened("bare") as (page, session):
            session.send("Emulation.setCPUThrottlingRate", {"rate": SLOW_DOWN})
            what = f"for comparison: a bare slider that sets a text, {SLOW_DOWN} times slower CPU"
            yield _presses(what, _slid(page), goal=False)
        for name, words in PAGES.items():
            with self.opened(name) as (page, session):
                session.send("Emulation.setCPUThrottlingRate", {"rate": SLOW_DOWN})
                for kind, pressed in {
                    "slider": _slid(page),
                    "button": _clicked(page),
                    "field": _typed(page),
                }.items():
                    yield _presses(f"{words}, every {kind}, {SLOW_DOWN} times slower CPU", pressed)


def _zipped(*texts: str) -> float:
    return sum(len(gzip.compress(text.encode())) for text in texts) / 1000


def _presses(what: str, pressed: Iterator[tuple[str, float]], *, goal: bool = True) -> Row:
    taken = dict(pressed)
    name, worst = max(taken.items(), key=lambda each: each[1])
    over = sum(each >= INP for each in taken.values())
    middle = statistics.median(taken.values())
    compared = f"{over} of {len(taken)} at {INP} ms or over{MISSED if over and goal else ''}"
    return Row(what, f"median {middle:.0f} ms, worst {worst:.0f} ms ({name})", compared)


def _shown(page: Page, selector: str) -> Iterator[tuple[str, Locator]]:
    """Go through the controls that can be used; what one of them brings forth is not among them."""
    for n, each in enumerate(page.locator(selector).all()):
        if each.is_visible() and each.is_enabled():
            each.scroll_into_view_if_needed()
            label = each.get_attribute("aria-label") or each.text_content() or ""
            yield f"{n + 1}: {label.strip()[:40]}", each


def _median(page: Page, *acts: Callable[[], None], before: Callable[[], None] = bool) -> float:
    """Do something a few times, and return the median of what the next paint took.

    What is done `before` each time, such as to bring the hand there, has come to rest by then.
    """
    taken = []
    for _ in range(PRESSES):
        before()
        page.evaluate("site.worst()")
        for act in acts:
            act()
        taken.append(page.evaluate("site.worst()"))
    return statistics.median(taken)


def _slid(page: Page) -> Iterator[tuple[str, float]]:
    for label, thumb in _shown(page, "main .lstm input[type=range]"):
        thumb.focus()
        by_key = _median(page, lambda: page.keyboard.press("ArrowRight"))
        box = thumb.bounding_box()
        assert box is not None
        y = box["y"] + box["height"] / 2
        places = cycle(box["x"] + box["width"] * share for share in (0.7, 0.3))
        by_mouse = _median(
            page,
            page.mouse.down,
            page.mouse.up,
            before=lambda y=y, places=places: page.mouse.move(next(places), y),
        )
        yield label, max(by_key, by_mouse)


def _clicked(page: Page) -> Iterator[tuple[str, float]]:
    for label, button in _shown(page, "main .lstm button:not(.lstm-full)"):
        # what is under the pointer lights up, and is pressed all the same
        yield label, _median(page, lambda button=button: _press(button))


def _press(button: Locator) -> None:
    if button.is_visible() and button.is_enabled():
        button.click(force=True)


def _typed(page: Page) -> Iterator[tuple[str, float]]:
    for label, field in _shown(page, "main .lstm input[type=text]"):
        field.focus()
        numbers = cycle("234")
        yield (
            label,
            _median(
                page,
                lambda numbers=numbers: page.keyboard.press(next(numbers)),
                lambda: page.keyboard.press("Enter"),
            ),
        )


@contextmanager
def site_bench(browser: Browser) -> Iterator[SiteBench]:
    """Make the first page and a lesson, and serve them."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        with redirect_stdout(io.StringIO()):
            make_site([NOTEBOOKS / f"{LESSON}.ipynb"], folder)
        (folder / "bare.html").write_text(BARE, encoding="utf-8")
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Zipped, directory=place))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield SiteBench(browser, folder, f"http://127.0.0.1:{server.server_port}")
        server.shutdown()
        server.server_close()
