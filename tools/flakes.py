"""Run the browser's tests again and again, and count how often one is red.

python -m tools.flakes                        ten times
python -m tools.flakes --times 3 test_chart.py

Between two runs nothing changes, and no test is tried again: whatever is red in one run and green
in another is a defect, of a test or of what it tests.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).parents[1]
TESTS = "tests/browser"
MOST_SECONDS = 60
"""How long one test may take: who waits for a red one should not wait for long."""


@dataclass(frozen=True)
class Test:
    """How one test went, once."""

    name: str
    seconds: float
    red: bool


def read(report: Path) -> list[Test]:
    """Read what pytest writes with ``--junitxml``."""
    cases = ElementTree.parse(report).iter("testcase")
    return [
        Test(
            f"{case.attrib['classname']}::{case.attrib['name']}",
            float(case.attrib["time"]),
            any(part.tag in ("failure", "error") for part in case),
        )
        for case in cases
    ]


def once(tests: Sequence[str], report: Path) -> list[Test]:
    """Run the tests, two files at a time.

    Raises
    ------
    RuntimeError
        When pytest ran none.
    """
    options = ["-q", "-n", "2", "--no-header", f"--junitxml={report}"]
    subprocess.run([sys.executable, "-m", "pytest", *options, *tests], cwd=ROOT, check=False)
    went = read(report) if report.exists() else []
    if not went:
        raise RuntimeError(f"pytest ran no test of {' '.join(tests)}; see above.")
    return went


def summary(runs: Sequence[Sequence[Test]]) -> str:
    """Say how many were red, which, and which took the longest.

    >>> print(summary([[Test("a", 61, False)], [Test("a", 2, True)]]))
    1 of 2 runs of the browser's 1 tests had a red one.
    red in 1 of 2: a
    The longest test: a, 61 s; over 60 s: 1.
    """
    red = Counter(test.name for run in runs for test in run if test.red)
    bad = sum(any(test.red for test in run) for run in runs)
    longest = max((test for run in runs for test in run), key=lambda test: test.seconds)
    slow = {test.name for run in runs for test in run if test.seconds > MOST_SECONDS}
    lines = [
        f"{bad} of {len(runs)} runs of the browser's {max(map(len, runs))} tests had a red one.",
        *(f"red in {times} of {len(runs)}: {name}" for name, times in red.most_common()),
        f"The longest test: {longest.name}, {longest.seconds:.0f} s; "
        f"over {MOST_SECONDS} s: {len(slow)}.",
    ]
    return "\n".join(lines)


def paths(names: Iterable[str]) -> list[str]:
    """Give the files that are meant; all of them when none is named.

    >>> paths(["test_chart.py"]), paths([])
    (['tests/browser/test_chart.py'], ['tests/browser'])
    """
    return [f"{TESTS}/{name}" for name in names] or [TESTS]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run them, and say after each run how it stands."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("names", nargs="*", help="files of tests/browser; all unless told")
    parser.add_argument("--times", type=int, default=10, help="how often; ten times unless told")
    given = parser.parse_args(arguments)
    if given.times < 1:
        parser.error(f"--times {given.times} is no number of runs: say 1 or more.")

    runs = []
    with tempfile.TemporaryDirectory() as folder:
        for n in range(given.times):
            print(f"== run {n + 1} of {given.times}", flush=True)
            runs.append(once(paths(given.names), Path(folder) / f"{n}.xml"))
            print(summary(runs), flush=True)
    return int(any(test.red for run in runs for test in run))


if __name__ == "__main__":
    sys.exit(main())
