"""JupyterLab as a learner's hands and eyes meet it: menus, keys, and what the page shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import ConsoleMessage, Locator, Page, Request, Response, Route, expect

from tests.browser.server import TOKEN, Server, notebook

SECOND = 1000  # Playwright counts in milliseconds
SIZE = {"width": 1280, "height": 800}

# What Jupyter's own pages complain of, on any notebook. Everything else is ours.
NOT_OURS = (
    # Notebook 7 has no file browser beside the notebook, but loads a plugin that asks for one.
    "Command 'filebrowser:open-path' not registered.",
    # Notebook 7 lays its menus out before the settings that name them have come.
    "Cannot read properties of undefined (reading 'schema')",
)

# A lesson may open others beside it: only the notebook in front counts.
NOTEBOOK = ".jp-NotebookPanel:not(.lm-mod-hidden)"

# True once the notebook has a kernel and it is idle. (Without one it is called idle, too.)
KERNEL_IS_IDLE = """([notebook]) => {
    const shown = document.querySelector(notebook);
    const name = shown?.querySelector('.jp-Toolbar-kernelName, .jp-KernelName')?.textContent;
    const indicator = shown?.querySelector('.jp-Notebook-ExecutionIndicator');
    return name?.startsWith('Python') && indicator?.dataset.status === 'idle';
}"""

# Where a cell's error goes; what it writes to stderr goes there, too. A lesson has neither.
COMPLAINT = '[data-mime-type="application/vnd.jupyter.stderr"]'

# True once no cell waits any more and every code cell that has code has its number. The cells
# after one that failed stay without.
ALL_CELLS_HAVE_RUN = """([notebook, complaint]) => {
    const shown = document.querySelector(notebook);
    const prompts = [...shown.querySelectorAll('.jp-CodeCell')]
        .filter(cell => cell.querySelector('.cm-content').textContent.trim())
        .map(cell => cell.querySelector('.jp-InputPrompt').textContent);
    if (prompts.some(prompt => prompt.includes('*'))) return false;
    return prompts.every(prompt => /\\d/.test(prompt)) || shown.querySelector(complaint) !== null;
}"""

# True once each widget's place on the page has the widget in it. An anywidget is there, empty,
# before its script has come.
ALL_WIDGETS_ARE_SHOWN = """([notebook]) =>
    [...document.querySelector(notebook)
        .querySelectorAll('[data-mime-type="application/vnd.jupyter.widget-view+json"]')]
        .every(place => place.querySelector('.lstm, .jupyter-widgets:not(:empty)'))
"""

# Where a thing is taken hold of: in its middle, a slider at its thumb. A thumb's middle stops half
# a thumb before the ends.
GRIP = """thing => {
    const { left, top, width, height } = thing.getBoundingClientRect();
    const y = top + height / 2;
    if (thing.type !== "range") return [left + width / 2, y];
    const thumb = matchMedia("(pointer: coarse)").matches ? 30 : 22;
    const share = (thing.valueAsNumber - thing.min) / (thing.max - thing.min);
    return [left + thumb / 2 + share * (width - thumb), y];
}"""


class Lab:
    """One browser tab with one notebook in it.

    Attributes
    ----------
    page
        The tab, as Playwright knows it; for everything that has no method here.
    errors
        What the page wrote to its console as an error, or raised; without Jupyter's own.
    outside_requests
        The addresses outside this machine that the page asked for. They get no answer.
    """

    def __init__(self, page: Page, server: Server) -> None:
        self.page = page
        self.server = server
        self.errors: list[str] = []
        self.outside_requests: list[str] = []
        page.set_default_timeout(60 * SECOND)
        page.on("console", self._note_console)
        page.on("pageerror", lambda error: self._note(str(error)))
        page.route(lambda url: not _is_here(url, server), self._refuse)

    def open(self, notebook: str, *, sidebar: bool = False) -> None:
        """Open a notebook in JupyterLab, and wait until it is shown and its kernel is idle."""
        self.page.goto(f"{self.server.url}lab/tree/{notebook}?reset&token={TOKEN}")
        self._wait_until_shown()
        if not sidebar:
            self.page.locator(".jp-SideBar.jp-mod-left .lm-mod-current").click()
            expect(self.page.locator("#jp-left-stack")).to_be_hidden()

    def open_instead(self, notebook: str) -> None:
        """Close the notebook in front with its kernel, and open another one in the same page.

        It takes a fraction of the time that a new page takes.
        """
        self.menu("File", "filemenu:close-and-cleanup")
        self.page.locator(".jp-Dialog .jp-mod-accept").click()
        expect(self.notebook).to_have_count(0)
        self.menu("File", "filebrowser:open-path")
        self.page.locator(".jp-Dialog input").fill(notebook)
        self.page.keyboard.press("Enter")
        self._wait_until_shown()

    def open_code(self, *code: str) -> None:
        """Open a notebook of the test's own, ``desk.ipynb``, with these code cells."""
        self.server.write("desk.ipynb", notebook(*code))
        self.open("desk.ipynb")

    def open_notebook7(self, notebook: str) -> None:
        """Open a notebook in Notebook 7, and wait until it is shown and its kernel is idle."""
        self.page.goto(f"{self.server.url}notebooks/{notebook}?token={TOKEN}")
        self._wait_until_shown()

    def run_all(self, *, seconds: float = 180) -> None:
        """Run > Run All Cells, and wait until all have run and every widget is shown.

        Raises
        ------
        AssertionError
            When a cell fails or writes to stderr; it says what.
        """
        # Without the stored outputs, whatever the page shows afterwards has just been computed.
        self.menu("Edit", "editmenu:clear-all")
        self.menu("Run", "runmenu:run-all")
        self._wait_until(ALL_CELLS_HAVE_RUN, seconds=seconds)
        self._wait_until(KERNEL_IS_IDLE)
        complaints = self.notebook.locator(COMPLAINT).all_inner_texts()
        assert not complaints, "a cell complains:\n" + "\n".join(complaints)
        self._wait_until(ALL_WIDGETS_ARE_SHOWN)

    def fill_cell(self, index: int, code: str) -> None:
        """Write code into a cell, in place of what is there."""
        self.cell(index).locator(".cm-content").click()
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(code)

    def start_cell(self, index: int) -> None:
        """Run a cell as it is, without waiting for its end."""
        self.cell(index).locator(".cm-content").click()
        self.page.keyboard.press("Control+Enter")

    def run_cell(self, index: int) -> str:
        """Run a cell as it is, and return what it says."""
        prompt = self.cell(index).locator(".jp-InputPrompt").first
        before = prompt.inner_text()
        self.start_cell(index)
        expect(prompt).not_to_have_text(before)
        expect(prompt).to_have_text(re.compile(r"\d"))
        return self.output(index).inner_text()

    def restart_kernel(self) -> None:
        """Kernel > Restart Kernel, and wait until the new one is idle."""
        with self.page.expect_response(re.compile(r"/api/kernels/[^/]+/restart")):
            self.menu("Kernel", "kernelmenu:restart")
            self.page.locator(".jp-Dialog .jp-mod-accept").click()
        self._wait_until(KERNEL_IS_IDLE)

    def shut_down_kernel(self) -> None:
        """Kernel > Shut Down Kernel, and wait until the server has done it."""
        with self.page.expect_response(lambda response: response.request.method == "DELETE"):
            self.menu("Kernel", "kernelmenu:shutdown")

    def save(self) -> None:
        """File > Save Notebook, and wait until the server has it."""
        with self.saving():
            self.menu("File", "docmanager:save")

    @contextmanager
    def saving(self) -> Iterator[None]:
        """Wait, at the end, until the server has the notebook."""

        def is_save(response: Response) -> bool:
            return response.request.method == "PUT" and "/api/contents/" in response.url

        with self.page.expect_response(is_save):
            yield

    def theme(self, name: str) -> None:
        """Choose the theme "light" or "dark" in the Settings menu."""
        self._open_menu("Settings")
        self.page.locator(".lm-Menu-item", has_text=re.compile("^Theme$")).click()
        label = re.compile(f"^JupyterLab {name}$", re.IGNORECASE)
        self.page.locator(".lm-Menu-item", has_text=label).click()
        is_light = "true" if name == "light" else "false"
        expect(self.page.locator(f"body[data-jp-theme-light={is_light}]")).to_be_attached()

    def drag(self, thing: Locator, dx: float, dy: float = 0, *, moves: int = 10) -> None:
        """Take hold of a thing, a slider at its thumb, move it by so many pixels, and let go."""
        x, y = self.take_hold(thing)
        self.page.mouse.move(x + dx, y + dy, steps=moves)
        self.page.mouse.up()

    def take_hold(self, thing: Locator) -> tuple[float, float]:
        """Press the mouse on a thing, a slider's thumb, and return where."""
        thing.scroll_into_view_if_needed()
        x, y = thing.evaluate(GRIP)
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        return x, y

    def menu(self, title: str, command: str) -> None:
        """Choose a command in a menu of the menu bar."""
        self._open_menu(title)
        self.page.locator(f".lm-Menu-item[data-command='{command}']").first.click()

    @property
    def notebook(self) -> Locator:
        """The notebook in front."""
        return self.page.locator(NOTEBOOK)

    def cell(self, index: int) -> Locator:
        """Return the notebook's cell, counted from 0 over text and code."""
        return self.notebook.locator(".jp-Cell").nth(index)

    def output(self, index: int) -> Locator:
        """Return the outputs of a cell, by the cell's index."""
        return self.cell(index).locator(".jp-Cell-outputArea")

    def assert_no_errors(self) -> None:
        """Fail when the page complained, or asked for anything outside this machine."""
        assert not self.errors, f"the page complains: {self.errors}"
        assert not self.outside_requests, f"the page asks outside: {self.outside_requests}"

    def next_frame(self) -> None:
        """Wait until the page has painted once more."""
        self.page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")

    def screenshot(self, path: Path) -> Path:
        """Write what the tab shows as a PNG, and return where."""
        self.page.screenshot(path=path)
        return path

    def _open_menu(self, title: str) -> None:
        entry = self.page.locator(".lm-MenuBar-item", has_text=re.compile(f"^{title}$"))
        entry.click()

    def _wait_until_shown(self) -> None:
        self.cell(0).wait_for()
        expect(self.notebook.locator(".jp-Cell-Placeholder")).to_have_count(0)
        self._wait_until(KERNEL_IS_IDLE)

    def _wait_until(self, condition: str, *, seconds: float = 60) -> None:
        self.page.wait_for_function(condition, arg=[NOTEBOOK, COMPLAINT], timeout=seconds * SECOND)

    def _note_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._note(f"{message.text} ({message.location.get('url', '')})")

    def _note(self, error: str) -> None:
        if not any(known in error for known in NOT_OURS):
            self.errors.append(error)

    def _refuse(self, route: Route, request: Request) -> None:
        self.outside_requests.append(request.url)
        route.abort()


def _is_here(url: str, server: Server) -> bool:
    return url.startswith((server.url, "data:", "blob:"))
