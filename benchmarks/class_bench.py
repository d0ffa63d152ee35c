"""A class on one machine: thirty simulated students on a real JupyterHub, on this machine only.

make bench-class                       print
make bench-class ARGS=--write          and put it into benchmarks/CLASS.md
make bench-class ARGS="--students 5"   a smaller class
"""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

from benchmarks.class_hub import Cost, Hub
from benchmarks.class_student import MOVES, Student, Went
from benchmarks.report import Row, section

RESULTS = Path(__file__).parent / "CLASS.md"
PACKAGES = ("jupyterhub", "jupyterlab", "jupyter-server", "ipykernel", "ipywidgets", "anywidget")
MOST_STUDENTS, MOST_SECONDS = 40, 540
GOAL_MIB = 160


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="A class on one machine")
    parser.add_argument("--write", action="store_true", help=f"put it into {RESULTS.name}")
    parser.add_argument("--students", type=int, default=30, help="how many, 1 to 40")
    options = parser.parse_args()
    if not 1 <= options.students <= MOST_STUDENTS:
        parser.error(f"--students is {options.students}; expected 1 to {MOST_STUDENTS}.")
    lines: list[str] = []

    def say(line: str) -> None:
        print(line, flush=True)
        lines.append(line)

    with tempfile.TemporaryDirectory() as folder, Hub(Path(folder)) as hub:
        before = os.getloadavg()[0]
        begin = time.perf_counter()
        went = asyncio.run(_class(hub, options.students))
        took = time.perf_counter() - begin
        costs = hub.costs()
    _say(say, went, costs, took, before)
    if options.write:
        RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 1 if any(each.failures or each.lost for each in went) else 0


async def _class(hub: Hub, count: int) -> list[Went]:
    """All log in at once, as a class does when the teacher says so."""

    async def one(name: str) -> Went:
        async with Student(hub.url, name, hub.password) as student:
            return await student.work()

    everybody = [one(f"student{number:02}") for number in range(1, count + 1)]
    return await asyncio.wait_for(asyncio.gather(*everybody), MOST_SECONDS)


def _say(
    say: Callable[[str], None],
    went: Sequence[Went],
    costs: dict[str, list[Cost]],
    took: float,
    load: float,
) -> None:
    say("# A class on one machine\n")
    say(
        "One run of `make bench-class`: a real JupyterHub, its proxy, and a server and a kernel for"
    )
    say(
        "each student. They log in at the same moment, open lesson 03, run every cell (what it says"
    )
    say(f"must be what is stored), drag a slider ({MOVES} moves at 60 a second) and look at the")
    say("answer. The students are messages over HTTP and websockets, without browsers, but run on")
    say("the same cores. Memory is PSS: what is shared is counted once. Seconds of a core are what")
    say("a student's own server and kernel used, however busy the machine was.\n")
    gib = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    say(f"Machine: {os.cpu_count()} cores, {gib:.0f} GiB, {platform.machine()}; load {load:.1f}")
    say("before it began (0 is a quiet machine; more makes every time below longer).")
    named = ", ".join(f"{each} {version(each)}" for each in PACKAGES)
    say(f"Versions: Python {platform.python_version()}, {named}.")
    section("Nobody is left behind", _going(went, took), say)
    section("Memory and cores", _costs(costs), say)
    section("Seconds from the log-in on", _times(went), say)
    for each in went:
        for failure in each.failures:
            say(f"\n{each.name}: {failure}")


def _going(went: Sequence[Went], took: float) -> list[Row]:
    failed = sum(bool(each.failures) for each in went)
    sent, lost = sum(each.sent for each in went), sum(each.lost for each in went)
    return [
        Row("students", f"{len(went)}"),
        Row("of them failed", f"{failed}", "goal 0"),
        Row("messages to kernels", f"{sent}"),
        Row("of them lost", f"{lost}", "goal 0"),
        Row("from the first log-in to the last answer", f"{took:.0f} s"),
    ]


def _costs(costs: dict[str, list[Cost]]) -> list[Row]:
    students = [processes for name, processes in costs.items() if name]
    if not students:
        return []
    each = [sum(process.mib for process in processes) for processes in students]
    servers = statistics.mean(processes[0].mib for processes in students)
    seconds = [sum(process.seconds for process in processes) for processes in students]
    mean = statistics.mean(each)
    once = costs.get("", [])
    return [
        Row("a student", f"{mean:.0f} MiB", f"goal {GOAL_MIB}"),
        Row("the biggest", f"{max(each):.0f} MiB"),
        Row("of a student, the server", f"{servers:.0f} MiB"),
        Row("of a student, the kernel", f"{mean - servers:.0f} MiB"),
        Row("hub, proxy and culler, once", f"{sum(cost.mib for cost in once):.0f} MiB"),
        Row("students per GiB", f"{1024 / mean:.1f}"),
        Row("a student, start to answer", f"{statistics.mean(seconds):.1f} s of a core"),
        Row("the hub and its proxy, a student", _cores(once, len(students))),
    ]


def _cores(costs: Sequence[Cost], count: int) -> str:
    return f"{sum(cost.seconds for cost in costs) / count:.1f} s of a core"


def _times(went: Sequence[Went]) -> list[Row]:
    rows = []
    for what in ("server", "page", "stored picture", "live picture", "lesson run", "answer"):
        taken = sorted(each.seconds[what] for each in went if what in each.seconds)
        if taken:
            first, middle, last = taken[0], statistics.median(taken), taken[-1]
            value = f"first {first:.1f} s, median {middle:.1f} s, last {last:.1f} s"
            rows.append(Row(what, value, f"last / first {last / first:.1f}"))
    return rows


if __name__ == "__main__":
    sys.exit(main())
