"""What a first use costs: seconds to import, and the kernel's memory."""

from __future__ import annotations

import gzip
import json
import statistics
import subprocess
import sys
import time

from ipywidgets.widgets.widget import _instances
from jupyter_client.manager import start_new_kernel

from benchmarks.report import Row
from lstm_helpers import ActivationCurve, Explorer

TIMES = 5

IMPORTS = {
    "import matplotlib.figure": "import matplotlib.figure",
    "import lstm_helpers": "import lstm_helpers",
    "import lstm_helpers and use run": (
        "from lstm_helpers import Weights, run; run(Weights.ones(), [1, 1, 1])"
    ),
    "from lstm_helpers import Explorer": "from lstm_helpers import Explorer",
}

KERNELS = {
    "an Explorer": "from lstm_helpers import Explorer\nExplorer()",
    "interact with pyplot": (
        "%matplotlib inline\nimport matplotlib.pyplot as plt\nfrom ipywidgets import interact\n"
        "def show(x=1.0):\n    plt.plot([0, x])\n    plt.show()\ninteract(show)"
    ),
    "nothing": "pass",
}
RESIDENT = "import psutil; print(psutil.Process().memory_info().rss)"  # ipykernel brings psutil


def rows() -> list[Row]:
    """Seconds to import, and megabytes of the kernel, side by side."""
    seconds = {name: _seconds(code) for name, code in IMPORTS.items()}
    base = seconds["import matplotlib.figure"]
    memory = {name: _megabytes(code) for name, code in KERNELS.items()}
    pyplot = memory["interact with pyplot"]
    return [
        *_sizes(),
        *(
            Row(f"`{name}`", f"{taken:.2f} s", f"{taken / base:.2f} of matplotlib.figure")
            for name, taken in seconds.items()
        ),
        *(
            Row(f"kernel's memory with {name}", f"{size:.0f} MB", f"{size / pyplot:.2f} of pyplot")
            for name, size in memory.items()
        ),
    ]


def _sizes() -> list[Row]:
    """Count what one Explorer is made of, and what it sends."""
    before = set(_instances)
    explorer = Explorer(plot="c h")
    models = len(set(_instances) - before)
    ActivationCurve(explorer, "f")
    with_chart = len(set(_instances) - before)
    state = explorer.get_state()
    own = {name: value for name, value in state.items() if not name.startswith("_")}
    opened, script = json.dumps(state), f"{state['_esm']}{state['_css']}"
    return [
        Row("widget models of an Explorer", f"{models}; with a chart that follows it {with_chart}"),
        Row("what opens one", f"{_kilobytes(opened)} kB, gzipped {_zipped(opened)} kB"),
        Row("of that its script, tables and style", f"gzipped {_zipped(script)} kB"),
        Row("of that its own", f"{_kilobytes(json.dumps(own))} kB"),
    ]


def _kilobytes(text: str) -> str:
    return f"{len(text.encode()) / 1000:.1f}"


def _zipped(text: str) -> str:
    return f"{len(gzip.compress(text.encode(), mtime=0)) / 1000:.1f}"


def _seconds(code: str) -> float:
    taken = []
    for _ in range(TIMES):
        begin = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        taken.append(time.perf_counter() - begin)
    return statistics.median(taken)


def _megabytes(code: str) -> float:
    manager, client = start_new_kernel(kernel_name="python3", stderr=subprocess.DEVNULL)
    printed: list[str] = []

    def note(message: dict) -> None:
        if message["msg_type"] == "stream":
            printed.append(message["content"]["text"])

    try:
        client.execute_interactive(code, output_hook=lambda message: None)
        client.execute_interactive(RESIDENT, output_hook=note)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    return int("".join(printed)) / 1e6
