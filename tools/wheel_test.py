"""What somebody gets who has the wheel and nothing else: install it by itself, and use it.

python -m tools.wheel_test

Twice: as a library, with what its import needs; and with the extra ``lab``, to open the lessons.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.wheel import WheelBuilder

from lstm_helpers.whole import write_whole
from tools.colab import fetching
from tools.notebooks import as_text, every_notebook, read

ROOT = Path(__file__).resolve().parents[1]
LESSON = "03_time_step_1.ipynb"
SECONDS = 120  # for each command: far more than it takes
NOTIFICATIONS = "@jupyterlab/apputils-extension:notification"

LIBRARY = """
import sys
from lstm_helpers import Explorer, Weights, run
assert run(Weights.ones(), [1, 1, 1]).h.tolist() == [1, 12, 3211]
data, metadata = Explorer(Weights.ones(), inputs=[1, 1, 1], t=2)._repr_mimebundle_()
assert set(data) == {"application/vnd.jupyter.widget-view+json", "image/svg+xml", "text/plain"}
assert "</svg>" in data["image/svg+xml"]
assert "c₂ = 2 + 4 = 6" in data["text/plain"]
assert "site-packages" in sys.modules["lstm_helpers"].__file__
"""


class Environment:
    """A Python environment, a home and a folder to work in, with nothing of ours in them.

    Parameters
    ----------
    place
        An empty folder for all of them.
    """

    def __init__(self, place: Path) -> None:
        self.work, self._home = place / "work", place / "home"
        for folder in (self.work, self._home):
            folder.mkdir(parents=True)
        subprocess.run([sys.executable, "-m", "venv", place / "venv"], check=True)
        self.bin = place / "venv" / ("Scripts" if os.name == "nt" else "bin")

    @property
    def variables(self) -> Mapping[str, str]:
        """The shell's own, but for those that lead back to us."""
        ours = ("JUPYTER", "IPYTHON", "PYTHON", "VIRTUAL_ENV")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        return kept | {"HOME": str(self._home), "USERPROFILE": str(self._home)}

    def run(self, *command: str | Path, fails: bool = False) -> str:
        """Run a command of this environment, and return what it says."""
        name, *arguments = map(str, command)
        done = subprocess.run(
            [str(self.bin / name), *arguments],
            env=self.variables,
            cwd=self.work,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=SECONDS,
            check=False,
        )
        if (done.returncode != 0) != fails:
            raise SystemExit(f"{' '.join([name, *arguments])} failed:\n{done.stdout}")
        return done.stdout

    def install(self, what: str) -> None:
        """Install with pip, in the versions that the tests know."""
        constraints = ("-c", ROOT / "constraints.txt")
        self.run("python", "-m", "pip", "install", "--quiet", *constraints, what)

    @contextmanager
    def serving(self, folder: str) -> Iterator[str]:
        """Run ``lstm-lessons``, and yield the address where it has put the lessons."""
        options = ("--no-browser", "--port=0", "--IdentityProvider.token=")
        with (self.work / "lab.log").open("w") as log:
            server = subprocess.Popen(
                [self.bin / "lstm-lessons", folder, *options],
                env=self.variables,
                cwd=self.work,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        try:
            yield self._address(server)
        finally:
            server.terminate()
            server.wait(timeout=SECONDS)

    def _address(self, server: subprocess.Popen[bytes]) -> str:
        deadline = time.monotonic() + SECONDS
        while time.monotonic() < deadline and server.poll() is None:
            for info in self._home.rglob("jpserver-*.json"):
                text = info.read_text(encoding="utf-8")
                if text.endswith("}"):
                    return str(json.loads(text)["url"])
            time.sleep(0.1)
        raise SystemExit(f"lstm-lessons did not start:\n{(self.work / 'lab.log').read_text()}")


def expect(what: str, holds: object) -> None:
    """End here, and say what does not hold; or say that it does."""
    if not holds:
        raise SystemExit(f"NOT SO: {what}")
    print(f"  ✓ {what}", flush=True)


def as_a_library(here: Environment, wheel: Path) -> None:
    """Use it without Jupyter's pages."""
    here.install(str(wheel))
    here.run("python", "-c", LIBRARY)
    expect("it runs a cell and shows an Explorer, alone", True)
    said = here.run("lstm-lessons", "lessons", fails=True)
    expect("without JupyterLab a sentence says what brings it", "pip install jupyterlab" in said)
    expect("the lessons are there all the same", (here.work / "lessons" / LESSON).is_file())


def with_jupyterlab(here: Environment, wheel: Path) -> None:
    """Open the lessons as a learner does, and run one."""
    here.install(f"{wheel}[lab]")
    with here.serving("lessons") as url:
        contents = _json(f"{url}api/contents/{LESSON}?content=1")["content"]
        outputs = [output for cell in contents["cells"] for output in cell.get("outputs", [])]
        settings = _json(f"{url}lab/api/settings/{NOTIFICATIONS}")["schema"]["properties"]
        cells = [cell for cell in contents["cells"] if cell["cell_type"] == "code"]
    expect(f"lstm-lessons serves the {len(every_notebook())} lessons", outputs)
    expect("they are trusted", all(cell["metadata"]["trusted"] for cell in cells))
    expect("JupyterLab asks for no news", settings["fetchNews"]["default"] == "false")
    here.run("python", "-m", "pytest", "-q", "--nbval", "--nbval-current-env", f"lessons/{LESSON}")
    expect(f"{LESSON} runs, and shows what is stored in it", True)


def where_it_is_missing(here: Environment, wheel: Path) -> None:
    """Run a lesson of ``make colab`` where the package is not installed."""
    here.run("python", "-m", "pip", "uninstall", "--quiet", "--yes", "lstm-helpers")
    (here.work / wheel.name).write_bytes(wheel.read_bytes())
    lesson = fetching(read(ROOT / "notebooks" / LESSON), wheel.name)
    write_whole(here.work / LESSON, as_text(lesson))
    here.run("python", "-m", "jupyter", "execute", LESSON)
    expect(f"{LESSON} with its first cell of `make colab` fetches the package and runs", True)


def _json(url: str) -> Any:
    with urllib.request.urlopen(url, timeout=SECONDS) as response:
        return json.load(response)


def try_out(wheel: Path) -> None:
    """Try a wheel; end here, with what does not hold, or say of each thing that it does."""
    print(f"{wheel.name}, by itself")
    with TemporaryDirectory() as folder:
        here = Environment(Path(folder))
        for part in (as_a_library, with_jupyterlab, where_it_is_missing):
            started = time.perf_counter()
            part(here, wheel)
            print(f"    {time.perf_counter() - started:.0f} s", flush=True)


def main() -> None:
    """Build the wheel, and try it."""
    with TemporaryDirectory() as folder:
        built = WheelBuilder(str(ROOT)).build(directory=folder, versions=["standard"])
        try_out(Path(next(iter(built))))


if __name__ == "__main__":
    main()
