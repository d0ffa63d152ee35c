"""A process that tries mutants on a room's tests: one mutant, one fork, no start of Python.

It loads what the tests stand on, and forks twice. The *warm* fork collects all tests, and for each
mutant forks again: there the function's code is exchanged, and the tests that reach it run until
one fails. What takes effect on import, and whatever survived, goes through a *cold* fork, which
imports the package anew with the mutant in it. A child is bound by the processor time it takes,
not by the clock, so that a busy machine finds the same.

It is asked in lines of JSON on standard input, and answers on the file that it was given.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import resource
import signal
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any, NoReturn, TextIO

import pytest

ROOT = Path(__file__).resolve().parents[2]
Tell = Callable[[str], NoReturn]

# Loaded once, before any fork.
BENEATH = (
    *("numpy", "matplotlib.figure", "matplotlib.backends.backend_agg", "ipywidgets", "anywidget"),
    *("matplotlib.backends.backend_svg", "IPython.display", "hypothesis", "coverage", "nbformat"),
)
# A fork of TensorFlow does not work, and a fresh one takes seconds: none but the rooms that are
# about these libraries have them.
LIBRARIES = ("keras", "tensorflow", "torch")
OPTIONS = [
    *("-q", "-p", "no:cacheprovider", "--capture=sys"),
    # no plugins but pytest's own, and so no options of theirs; hypothesis is there before pytest
    *("-o", "addopts=--doctest-modules --strict-markers"),
    *("-W", "ignore::pytest.PytestAssertRewriteWarning"),
]
PATIENCE = 4  # times what the tests took by themselves ...
AT_LEAST = 10  # ... and seconds of the processor


class Mutated(MetaPathFinder):
    """Imports one module with a mutant in it; all others as they are."""

    def __init__(self, file: Path, text: str) -> None:
        self.file = file
        self.text = text
        parts = file.relative_to(ROOT).with_suffix("").parts
        self.name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,
        target: ModuleType | None = None,
    ) -> ModuleSpec | None:
        """Answer for the one module."""
        if fullname != self.name:
            return None
        loader = _Loader(fullname, str(self.file))
        loader.text = self.text
        return spec_from_file_location(fullname, self.file, loader=loader)


class _Loader(SourceFileLoader):
    text: str

    def get_code(self, fullname: str) -> CodeType:
        return compile(self.text, self.path, "exec", dont_inherit=True)


class Plugin:
    """What every session here does: collects, and hands the tests to whoever asked for it."""

    def __init__(
        self, then: Callable[[dict[str, pytest.Item]], None], finder: Mutated | None
    ) -> None:
        self.then = then
        self.finder = finder
        self.failed = ""

    @pytest.hookimpl(trylast=True)
    def pytest_sessionstart(self) -> None:
        """Let hypothesis try the same values each time, and not look for shorter ones."""
        if self.finder:
            # before pytest's own, which reads whatever file it was named from the disk
            sys.meta_path.insert(0, self.finder)
        from hypothesis import Phase, settings

        plain = settings(
            deadline=None,
            derandomize=True,
            database=None,
            phases=(Phase.explicit, Phase.generate),
        )
        settings.register_profile("mutants", plain)
        settings.load_profile("mutants")

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Take a file that cannot even be collected for a test that failed."""
        if report.failed:
            self.failed = self.failed or report.nodeid

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Remember the first test that failed."""
        if report.failed:
            self.failed = self.failed or report.nodeid

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Do what this session is for, in place of running all the tests."""
        self.then({item.nodeid: item for item in session.items})
        return True

    def run(self, items: Iterable[pytest.Item]) -> str:
        """Run tests until one fails; name that."""
        for item in items:
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
            if self.failed:
                break
        return self.failed


def session(
    paths: Sequence[str],
    then: Callable[[Plugin, dict[str, pytest.Item]], None],
    finder: Mutated | None = None,
) -> None:
    """Collect the tests of some files, and do something with them."""
    plugin = Plugin(lambda items: then(plugin, items), finder)
    pytest.main([*OPTIONS, *_folder(), *paths], plugins=[plugin])


def _folder() -> list[str]:
    """Name a place for what the tests write; each session empties its own."""
    where = ROOT / "_cache" / "mutants" / "tmp"
    where.mkdir(parents=True, exist_ok=True)
    return ["--basetemp", str(where / str(os.getpid()))]


def in_a_fork(what: Callable[[Tell], object], seconds: float) -> tuple[str, str]:
    """Call something in a fork, and say what it found: ("killed", test), ("survived", "") ...

    Parameters
    ----------
    what
        Is given what to tell the name of the test that failed, or "": that ends the fork.
    seconds
        How long it takes where nothing is wrong.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        _bound(seconds)

        def tell(failed: str) -> NoReturn:
            os.write(writing, (failed or "-").encode()[:4000])
            os._exit(0)

        try:
            what(tell)
        except BaseException as problem:
            tell(f"crash: {type(problem).__name__}")
        finally:
            tell("crash")
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        found = pipe.read().decode()
    os.waitpid(child, 0)
    if not found:
        return "timeout", ""
    return ("survived", "") if found == "-" else ("killed", found)


def _bound(seconds: float) -> None:
    """End this process when it takes too much of the processor, of the clock or of the memory."""
    patience = seconds * PATIENCE + AT_LEAST
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, patience)
    signal.setitimer(signal.ITIMER_REAL, patience * 10)
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    most = pages * resource.getpagesize() + 2**31
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


# ---- warm


def functions() -> dict[tuple[str, str, int], list[FunctionType]]:
    """Every function of the package that there is, by file, qualified name and first line."""
    found: dict[tuple[str, str, int], list[FunctionType]] = {}
    for each in gc.get_objects():
        if isinstance(each, FunctionType) and "lstm_helpers" in each.__code__.co_filename:
            code = each.__code__
            place = (code.co_filename, code.co_qualname, code.co_firstlineno)
            found.setdefault(place, []).append(each)
    return found


def code_of(code: CodeType, name: str, line: int) -> CodeType | None:
    """Find a function's code in that of its module."""
    if (code.co_qualname, code.co_firstlineno) == (name, line):
        return code
    inner = (each for each in code.co_consts if isinstance(each, CodeType))
    return next(filter(None, (code_of(each, name, line) for each in inner)), None)


def serve(plugin: Plugin, items: dict[str, pytest.Item], asked: TextIO, answer: TextIO) -> None:
    """Try each mutant that is asked for in a fork of its own."""
    there = functions()
    gc.freeze()
    for line in asked:
        task = json.loads(line)
        _say(answer, _warm(plugin, items, there, task))


def _warm(
    plugin: Plugin,
    items: dict[str, pytest.Item],
    there: dict[tuple[str, str, int], list[FunctionType]],
    task: dict[str, Any],
) -> tuple[str, str]:
    file, (name, first) = str(ROOT / task["file"]), task["function"]
    whole = compile(task["text"], file, "exec", dont_inherit=True)
    code, changing = code_of(whole, name, first), there.get((file, name, first), [])
    if code is None or not changing:
        return "cold", ""

    def judge(tell: Tell) -> None:
        for function in changing:
            function.__code__ = code
        tell(plugin.run(items[test] for test in task["tests"]))

    return in_a_fork(judge, task["seconds"])


def _say(where: TextIO, what: Any) -> None:
    where.write(json.dumps(what) + "\n")
    where.flush()


class Warm:
    """The fork that has collected a room's tests, and waits for mutants."""

    def __init__(self, paths: Sequence[str]) -> None:
        asked_reading, asked_writing = os.pipe()
        answer_reading, answer_writing = os.pipe()
        self.child = os.fork()
        if not self.child:
            os.close(asked_writing)
            os.close(answer_reading)
            asked, answer = os.fdopen(asked_reading), os.fdopen(answer_writing, "w")
            session(paths, lambda plugin, items: serve(plugin, items, asked, answer))
            os._exit(0)
        os.close(asked_reading)
        os.close(answer_writing)
        self.asked, self.answer = os.fdopen(asked_writing, "w"), os.fdopen(answer_reading)

    def try_it(self, task: dict[str, Any]) -> tuple[str, str]:
        """Ask for one mutant."""
        _say(self.asked, task)
        line = self.answer.readline()
        if not line:
            raise RuntimeError("The tests cannot be collected: does `make test` work?")
        status, by = json.loads(line)
        return status, by

    def end(self) -> None:
        """Let it go."""
        self.asked.close()
        os.waitpid(self.child, 0)


# ---- cold


def cold(task: dict[str, Any]) -> tuple[str, str]:
    """Try a mutant with the package imported anew, on the nearest tests first."""
    status, by = "survived", ""
    for tests in _in_rounds(task["tests"], task["near"]):
        status, by = in_a_fork(partial(_judge_anew, task, tests), task["seconds"])
        if status != "survived":
            break
    return status, by


def _in_rounds(tests: Sequence[str], near: Sequence[str]) -> list[list[str]]:
    """Those of the nearest files, then the others."""
    first = [test for test in tests if test.split("::")[0] in near]
    rest = [test for test in tests if test.split("::")[0] not in near]
    return [each for each in (first, rest) if each]


def _judge_anew(task: dict[str, Any], tests: Sequence[str], tell: Tell) -> None:
    def judge(plugin: Plugin, items: dict[str, pytest.Item]) -> None:
        missing = next((test for test in tests if test not in items), "")
        failed = plugin.failed or missing or plugin.run(items[test] for test in tests)
        tell(failed)

    finder = Mutated(ROOT / task["file"], task["text"])
    session(list(dict.fromkeys(test.split("::")[0] for test in tests)), judge, finder)
    tell("import")


# ---- what each test reaches


def measure(paths: Sequence[str], where: Path, slow: Sequence[str]) -> None:
    """Run every test once, and write how long it took and which lines it reached."""
    from coverage import Coverage

    cover = Coverage(data_file=None, source_pkgs=["lstm_helpers"], config_file=False)
    tests: dict[str, float] = {}
    red: list[str] = []

    def watch(plugin: Plugin, items: dict[str, pytest.Item]) -> None:
        if plugin.failed:
            red.append(plugin.failed)
            return
        for name, item in items.items():
            if any(each in name for each in slow):
                continue
            cover.switch_context(name)
            before = sum(os.times()[:4])
            plugin.failed = ""
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
            tests[name] = round(sum(os.times()[:4]) - before, 3)
            if plugin.failed:
                red.append(name)
        cover.switch_context("")

    cover.start()
    session(paths, watch)
    cover.stop()
    data = cover.get_data()
    reached = {
        Path(file).relative_to(ROOT).as_posix(): {
            line: sorted(set(contexts)) for line, contexts in data.contexts_by_lineno(file).items()
        }
        for file in data.measured_files()
    }
    where.write_text(json.dumps({"tests": tests, "red": red, "reached": reached}))


def main(
    what: str, answers: int, libraries: bool, slow: Sequence[str], paths: Sequence[str]
) -> NoReturn:
    """Load what all tests stand on, and do as one is asked."""
    os.environ["CI"] = "1"  # so that hypothesis tries the same values
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    sys.dont_write_bytecode = False  # each fork imports the package
    sys.pycache_prefix = str(ROOT / "_cache" / "mutants" / "compiled")
    for name in BENEATH:
        with suppress(ImportError):
            importlib.import_module(name)
    for name in LIBRARIES:
        if libraries:
            with suppress(ImportError):
                importlib.import_module(name)
        else:
            sys.modules[name] = None  # type: ignore[assignment]
    gc.freeze()
    if what == "judge":
        answer, warm = os.fdopen(answers, "w"), None
        for line in sys.stdin:
            task = json.loads(line)
            result = ("cold", "")
            if task["function"]:
                warm = warm or Warm(paths)
                result = warm.try_it(task)
            if result[0] == "cold" or (result[0] == "survived" and task["on_import"]):
                result = cold(task)
            _say(answer, result)
        if warm:
            warm.end()
    else:
        measure(paths, Path(what), slow)
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main(
        sys.argv[1],
        int(sys.argv[2]),
        libraries=sys.argv[3] == "libraries",
        slow=json.loads(sys.argv[4]),
        paths=sys.argv[5:],
    )
