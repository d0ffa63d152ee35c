"""Run the tests on every Python that this machine has, and on the lowest versions that are allowed.

python -m tools.versions                      every environment
python -m tools.versions lowest bare          those two
python -m tools.versions --turn               one, chosen by the commit: each has its turn in CI

An environment lies in ``.venvs`` and is made anew when what goes into it has changed. In each run
the tests that need no browser, and nbval on every notebook.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import NamedTuple
from xml.etree import ElementTree

from tools import lowest

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / ".venvs"
PINS = ROOT / "constraints.txt"
HERE = "{}.{}".format(*sys.version_info)

# No test: a bound for what hangs.
MOST_SECONDS = 3600

ALL = ("lab", "keras", "test")
IN_A_BROWSER = ("tests/browser", "tests/lite")
RUNS = {
    "tests": [f"--ignore={folder}" for folder in IN_A_BROWSER],
    "notebooks": ["--nbval", "notebooks"],
}

# An old ipywidgets calls traitlets and ipykernel by ways that they have given up since.
OLD_IPYWIDGETS_WARNS = (
    "ignore:Deprecated in traitlets 4.1:DeprecationWarning",
    "ignore:The `ipykernel.comm.Comm` class has been deprecated:DeprecationWarning",
)

# Says that a Python is one of the version, and can make environments.
SUITS = "import ensurepip, sys, venv; sys.exit('{}.{}'.format(*sys.version_info) != sys.argv[1])"


@dataclass(frozen=True)
class Environment:
    """Which Python, which packages, in which versions.

    >>> Environment("highest", "3.12").name
    'highest-3.12'
    """

    kind: str
    python: str
    extras: Sequence[str] = ALL
    beside: Sequence[str] = ()
    """What else it takes to run the tests, by the names of pyproject.toml."""
    warns: Sequence[str] = ()
    """What its old packages warn each other of: no error there."""

    @property
    def name(self) -> str:
        """What it is called, and its folder too."""
        return f"{self.kind}-{self.python}"

    @property
    def folder(self) -> Path:
        """Where it lies: for what `make test` has made already, there."""
        is_this_one = self.kind == "highest" and self.python == HERE
        return Path(sys.prefix) if is_this_one else FOLDER / self.name

    @property
    def packages(self) -> list[str]:
        """What pip is asked for."""
        return ["-e", f".[{','.join(self.extras)}]", *self.beside]

    @property
    def constraints(self) -> str:
        """The exact versions, as pip reads them."""
        if self.kind == "highest":
            return PINS.read_text(encoding="utf-8")
        more = [each for each in lowest.requirements(["lab"]) if each.name in self.beside]
        return "\n".join(lowest.constraints([*lowest.requirements(self.extras), *more])) + "\n"


def environments(pythons: Sequence[str]) -> list[Environment]:
    """Name what is to be tested with these Pythons: with the oldest of them the lowest versions.

    ``bare`` is the package as it comes to Colab or to a hub: without what shows the lessons, so
    ipywidgets may be an old one, and without Keras.

    >>> [each.name for each in environments(["3.11", "3.13"])]
    ['highest-3.11', 'highest-3.13', 'lowest-3.11', 'bare-3.11']
    """
    oldest = pythons[0]
    return [
        *(Environment("highest", python) for python in pythons),
        Environment("lowest", oldest, warns=OLD_IPYWIDGETS_WARNS),
        Environment("bare", oldest, ["test"], ["ipykernel", "nbval"], OLD_IPYWIDGETS_WARNS),
    ]


def allowed_pythons() -> list[str]:
    """Read from pyproject.toml for which Pythons the package is, the oldest first.

    >>> allowed_pythons()[0]
    '3.11'
    """
    project = tomllib.loads(lowest.PYPROJECT.read_text(encoding="utf-8"))["project"]
    named = [line.rpartition(" :: ")[2] for line in project["classifiers"]]
    pythons = [version for version in named if version.startswith("3.")]
    return sorted(pythons, key=lambda version: int(version.split(".")[1]))


def find_python(version: str) -> str | None:
    """Find a Python of this version that can make environments: on the path, or among pyenv's."""
    on_path = shutil.which(f"python{version}")
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    its = sorted(map(str, pyenv.glob(f"versions/{version}.*/bin/python")))
    here = [sys.executable] if version == HERE else []
    for python in [*here, *([on_path] if on_path else []), *its]:
        if subprocess.run([python, "-c", SUITS, version], capture_output=True).returncode == 0:
            return python
    return None


def turn(commit: str, among: Sequence[Environment]) -> Environment:
    """Choose by a commit's hash: another commit, another one; the same commit, always the same.

    >>> [turn(commit, environments(["3.11"])).name for commit in ("a2f4", "a2f5", "a2f6")]
    ['lowest-3.11', 'bare-3.11', 'highest-3.11']
    """
    return among[int(commit, 16) % len(among)]


def this_commit() -> str:
    """Give the hash of the commit that is checked out; 0 where there is no git."""
    asked = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return asked.stdout.strip() or "0"


class Counts(NamedTuple):
    """How many tests of a run passed, failed and were skipped.

    >>> print(Counts(passed=7, failed=0, skipped=1))
    7 passed, 0 failed, 1 skipped
    """

    passed: int
    failed: int
    skipped: int

    def __str__(self) -> str:
        return ", ".join(f"{count} {word}" for word, count in self._asdict().items())

    @classmethod
    def read(cls, report: Path) -> Counts:
        """Count from the report that pytest writes."""
        suite = next(ElementTree.parse(report).iter("testsuite"))
        tests, skipped = int(suite.attrib["tests"]), int(suite.attrib["skipped"])
        failed = int(suite.attrib["failures"]) + int(suite.attrib["errors"])
        return cls(tests - failed - skipped, failed, skipped)


@dataclass
class Report:
    """What came of an environment."""

    name: str
    parts: list[str] = field(default_factory=list)
    green: bool = True

    def add(self, part: str, code: int, seconds: float, counts: Counts | None = None) -> bool:
        """Note a part, and say whether it went well."""
        said = f"{part} {counts or ('done' if code == 0 else f'FAILED ({code})')}"
        self.parts.append(f"{said}, {seconds:.0f} s")
        self.green = self.green and code == 0
        return code == 0

    def __str__(self) -> str:
        return f"{'green' if self.green else 'RED  '}  {self.name:<13} {'; '.join(self.parts)}"


def check(environment: Environment, python: str, workers: str) -> Report:
    """Make an environment, and run everything in it. What fails does not keep the next from it."""
    report = Report(environment.name)
    began = monotonic()
    if environment.folder != Path(sys.prefix) and not report.add(
        "setup", make(environment, python), monotonic() - began
    ):
        return report
    reports = FOLDER / "reports"
    reports.mkdir(parents=True, exist_ok=True)
    for part, options in RUNS.items():
        print(f"== {environment.name}: {part}", flush=True)
        written = reports / f"{environment.name}-{part}.xml"
        written.unlink(missing_ok=True)
        began = monotonic()
        command = ["pytest", "-q", "-n", workers, *options, f"--junitxml={written}"]
        quiet = [f"-W{each}" for each in environment.warns]
        code = run(in_it(environment), "-m", *command, *quiet)
        counts = Counts.read(written) if written.exists() else None
        report.add(part, code, monotonic() - began, counts)
    return report


def make(environment: Environment, python: str) -> int:
    """Make an environment, unless it stands there as it should."""
    folder, constraints = environment.folder, environment.constraints
    inside = [*environment.packages, constraints, lowest.PYPROJECT.read_text(encoding="utf-8")]
    recipe = hashlib.sha256("\n".join([str(folder), python, *inside]).encode()).hexdigest()
    ready = folder / "ready"
    if ready.exists() and ready.read_text(encoding="utf-8") == recipe:
        return 0
    print(f"== {environment.name}: setup", flush=True)
    if folder.exists():
        shutil.rmtree(folder)
    code = run(python, "-m", "venv", str(folder))
    if code == 0:
        pins = folder / "constraints.txt"
        pins.write_text(constraints, encoding="utf-8")
        # Not compiled: most of it is never imported, and the rest is compiled when it is.
        install = ["install", "--quiet", "--no-compile", "-c", str(pins), *environment.packages]
        code = run(in_it(environment), "-m", "pip", *install)
    if code == 0:
        ready.write_text(recipe, encoding="utf-8")
    return code


def in_it(environment: Environment) -> str:
    """Give the path of an environment's Python."""
    scripts = "Scripts/python.exe" if os.name == "nt" else "bin/python"
    return str(environment.folder / scripts)


def run(python: str, *arguments: str) -> int:
    """Run a Python with its output in sight; 124 when it hangs, as `timeout` says."""
    try:
        return subprocess.run([python, *arguments], cwd=ROOT, timeout=MOST_SECONDS).returncode
    except subprocess.TimeoutExpired:
        return 124


def chosen(every: Iterable[Environment], asked: Sequence[str]) -> list[Environment]:
    """Pick environments by their names, or the beginnings of them; all when none is named.

    >>> [each.name for each in chosen(environments(["3.11"]), ["low"])]
    ['lowest-3.11']
    """
    return [each for each in every if each.name.startswith(tuple(asked) or "")]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what was asked for, and say at the end how each went."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("names", nargs="*", help="environments, or the beginnings of their names")
    parser.add_argument("--turn", action="store_true", help="one only, chosen by the commit")
    parser.add_argument("--workers", default="2", help="test files at a time; 2 unless told")
    given = parser.parse_args(arguments)

    found = {version: find_python(version) for version in allowed_pythons()}
    pythons = {version: python for version, python in found.items() if python}
    for version in found.keys() - pythons.keys():
        print(f"NOT TESTED on Python {version}: this machine has none with its venv module.")
    todo = chosen(environments(list(pythons)), given.names)
    if given.turn:
        others = [each for each in todo if each.folder != Path(sys.prefix)]
        todo = [turn(this_commit(), others)]
        print(f"By its hash, this commit's turn is {todo[0].name}.")
    if not todo:
        parser.error(f"there is no environment {' or '.join(given.names)} here.")
    reports = [check(each, pythons[each.python], given.workers) for each in todo]
    print("", *reports, sep="\n")
    return 0 if all(report.green for report in reports) else 1


if __name__ == "__main__":
    sys.exit(main())
