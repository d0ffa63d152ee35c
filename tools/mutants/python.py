"""The Python half: which tests are asked about which mutant, and what they answered.

A mutant is judged by the tests of its own room and by a few that stand for the whole: a slip in
the cell's math that only the last test of a lesson's page would notice is one that slips through.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path, PurePosixPath
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

from tools.mutants.records import CACHE, ROOT, Choice, Mutant, Slip, pick

__all__ = ["attack", "room_of"]

STATE = CACHE / "python.jsonl"
PACKAGE = "lstm_helpers"

# What a slip anywhere in the package turns red, quickly and without a page.
EVERYWHERE = ("tests/test_tables.py", "tests/test_frozen.py")
VECTORS = "tests/test_vectors.py"
# Beside a room's own tests and examples, those that are about it and stand elsewhere.
BESIDE = {
    "cell": ("tests/test_bad_input.py",),
    "graph": ("tests/picture/test_layout.py", VECTORS),
    "words": ("tests/test_languages.py", VECTORS),
    "picture": ("tests/test_bad_input.py", VECTORS),
    "charts": ("tests/test_bad_input.py", VECTORS),
    "exercises": ("tests/test_bad_input.py", "tests/test_quiz.py", VECTORS),
    "live": ("tests/test_bad_input.py", "tests/test_embed.py", VECTORS),
    "libraries": (
        "tests/test_loading.py",
        "tests/test_frameworks.py",
        "tests/cell/test_weights.py",
    ),
    "passengers": ("tests/test_passengers.py",),
    "top": ("tests/test_init.py", "tests/test_lessons.py", "tests/test_trust.py"),
}
# Tests that take seconds to say what quicker ones say, too; a mutant that only they would notice
# asks for a quick one.
SLOW = (
    "every_text_has_room",
    "filled_in_or_drawn_anew",
    "loads_neither_pyplot",
    "loads_nothing",
    "is_the_sum_of_the_steps_shares",
    "tells_what_comes_later",
    "what_is_written_comes_back",
    "no_two_of_a_class_are_alike",
    "hardly_any_slip",
    "can_be_read_off",
    "the_place_of_the_trace",
    "any_text_is_read_or_refused",
    "everything_stays_in_its_place",
    "a_slip_tells_no_number",
    "the_same_number_gives_the_same_sheet",
    "holds_no_case_twice",
    "[german]",
)
# A room of its own: what is about Keras and PyTorch, and is tried with them.
ABOUT_LIBRARIES = ("frameworks.py",)
UNHURT = ("killed", "timeout")  # what stays so, whatever tests are added


def room_of(file: str) -> str:
    """Name the room whose tests judge a file.

    Examples
    --------
    >>> room_of("lstm_helpers/words/german/names.py"), room_of("lstm_helpers/whole.py")
    ('words', 'top')
    """
    parts = PurePosixPath(file).parts
    if parts[-1] in ABOUT_LIBRARIES:
        return "libraries"
    return parts[1] if len(parts) > 2 else "top"


@dataclass
class Room:
    """The tests that judge a room's mutants."""

    name: str

    @cached_property
    def paths(self) -> list[str]:
        """The files and folders of its tests, those with examples among them."""
        own = [f"tests/{self.name}", f"{PACKAGE}/{self.name}"]
        if self.name == "top":
            own = [each.relative_to(ROOT).as_posix() for each in (ROOT / PACKAGE).glob("*.py")]
        paths = dict.fromkeys((*own, *BESIDE.get(self.name, ()), *EVERYWHERE))
        return [path for path in paths if (ROOT / path).exists()]

    @cached_property
    def stamp(self) -> str:
        """What its tests are, in a few letters: changed tests are asked anew."""
        return _stamp(path for each in self.paths for path in _python_files(ROOT / each))

    @cached_property
    def reach(self) -> dict[str, Any]:
        """How long each test takes, and which lines it reaches; measured where it is not known."""
        package = _stamp(_python_files(ROOT / PACKAGE))
        where = CACHE / f"reach-{self.name}-{self.stamp}-{package}.json"
        if not where.exists():
            for old in CACHE.glob(f"reach-{self.name}-*.json"):
                old.unlink()
            print(f"{self.name}: measuring which test reaches which line ...", flush=True)
            subprocess.run(
                self.command(str(where), 0), cwd=ROOT, stdout=subprocess.DEVNULL, check=True
            )
        reach: dict[str, Any] = json.loads(where.read_text())
        if reach["red"]:
            where.unlink()
            raise SystemExit(f"Red without any mutant: {', '.join(reach['red'])}")
        return reach

    def command(self, what: str, answers: int) -> list[str]:
        """Say how to start one of its workers."""
        libraries = "libraries" if self.name == "libraries" else "none"
        worker = [sys.executable, "-m", "tools.mutants.worker"]
        return [*worker, what, str(answers), libraries, json.dumps(SLOW), *self.paths]

    def reaching(self, slip: Slip) -> list[str]:
        """Name the tests that reach a slip; those of the whole room where it acts on import."""
        if slip.function is None:
            return self.tests
        lines = self.reach["reached"].get(slip.mutant.file, {})
        # a line in the middle of a statement may be none that is ever "reached"
        for line in range(slip.mutant.line, slip.function[1], -1):
            if tests := lines.get(str(line)):
                return self.tests if "" in tests else [each for each in self.tests if each in tests]
        return []

    @cached_property
    def tests(self) -> list[str]:
        """The tests that judge."""
        return list(self.reach["tests"])


def _python_files(path: Path) -> list[Path]:
    return [path] if path.is_file() else sorted(path.rglob("*.py"))


def _stamp(files: Iterable[Path]) -> str:
    whole = sha256()
    for file in files:
        whole.update(file.read_bytes())
    return whole.hexdigest()[:12]


class State:
    """What earlier runs found out, by the mutants' keys."""

    def __init__(self, fresh: bool) -> None:
        CACHE.mkdir(parents=True, exist_ok=True)
        if fresh:
            STATE.unlink(missing_ok=True)
        lines = STATE.read_text().splitlines() if STATE.exists() else []
        self.rows = {row["key"]: row for row in map(json.loads, lines)}

    def of(self, mutant: Mutant, room: Room) -> Mutant | None:
        """Give a mutant with what is known of it; None: try it."""
        row = self.rows.get(mutant.key)
        if row and (row["status"] in UNHURT or row["tests"] == room.stamp):
            return mutant.judged(row["status"], row["by"])
        return None

    def keep(self, mutant: Mutant, room: Room) -> None:
        """Remember what was found out."""
        row = {"key": mutant.key, "status": mutant.status, "by": mutant.by, "tests": room.stamp}
        with STATE.open("a") as file:
            file.write(json.dumps(row) + "\n")


class Judge(Thread):
    """One worker process, and the thread that asks it."""

    def __init__(self, room: Room, tasks: SimpleQueue[Slip], done: SimpleQueue[Any]) -> None:
        super().__init__(daemon=True)
        self.room, self.tasks, self.done = room, tasks, done
        self.killers: dict[str, Counter[str]] = defaultdict(Counter)

    def run(self) -> None:
        """Ask about one slip after the other."""
        try:
            self.ask()
        except Exception as problem:
            self.done.put(problem)

    def ask(self) -> None:
        """Start the worker, and hand it the slips."""
        reading, writing = os.pipe()
        worker = subprocess.Popen(
            self.room.command("judge", writing),
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            pass_fds=[writing],
            text=True,
        )
        os.close(writing)
        assert worker.stdin
        with os.fdopen(reading) as answers, worker.stdin as questions:
            while True:
                try:
                    slip = self.tasks.get_nowait()
                except Empty:
                    break
                self.done.put(self.judged(slip, questions, answers))
        worker.wait()

    def judged(self, slip: Slip, questions: Any, answers: Any) -> Mutant:
        """Ask about one slip."""
        tests = self.room.reaching(slip)
        if not tests:
            return slip.mutant.judged("no test")
        questions.write(json.dumps(self.task(slip, tests)) + "\n")
        questions.flush()
        status, by = json.loads(answers.readline())
        if status == "killed":
            self.killers[slip.mutant.file][by] += 1
        return slip.mutant.judged(status, by)

    def task(self, slip: Slip, tests: Sequence[str]) -> dict[str, Any]:
        """Write down what a worker must know: the likeliest tests first, then the quickest."""
        took = self.room.reach["tests"]
        file, killers = slip.mutant.file, self.killers[slip.mutant.file]
        stem = PurePosixPath(file).stem
        near = {file, f"tests/{self.room.name}/test_{stem}.py"}
        near |= {test.split("::")[0] for test, _ in killers.most_common(2)}
        order = sorted(
            tests, key=lambda test: (-killers[test], test.split("::")[0] not in near, took[test])
        )
        return {
            "file": file,
            "text": slip.text,
            "function": slip.function,
            "tests": order,
            "near": sorted(near),
            "on_import": tests is self.room.tests,
            "seconds": sum(took[test] for test in tests),
        }


def attack(choice: Choice) -> tuple[int, Iterator[Mutant]]:
    """Choose among the mutants of the package's Python files, and judge them.

    Returns
    -------
    How many there are, and each as it is judged. Those that earlier runs judged come at once.
    """
    from tools.mutants.generate import slips  # only who makes them needs what makes them

    files = [file for file in choice.files if file.endswith(".py")]
    if choice.lines is not None:
        files = [file for file in files if choice.lines.get(file)]
    made = {each.mutant.key: each for file in files for each in slips(file)}
    chosen = pick((each.mutant for each in made.values()), choice)
    return len(chosen), _judged([made[each.key] for each in chosen], choice)


def _judged(chosen: Sequence[Slip], choice: Choice) -> Iterator[Mutant]:
    state = State(choice.fresh)
    rooms: dict[str, list[Slip]] = defaultdict(list)
    for slip in chosen:
        rooms[room_of(slip.mutant.file)].append(slip)
    waiting: list[tuple[Room, list[Slip]]] = []
    for name, there in rooms.items():
        room, todo = Room(name), list[Slip]()
        for slip in there:
            each = slip.mutant
            if choice.known(each.file, each.before, each.after):
                yield each.judged("equivalent")
            elif known := state.of(each, room):
                yield known
            else:
                todo.append(slip)
        if todo:
            waiting.append((room, todo))
    with ThreadPoolExecutor(choice.workers) as pool:  # rooms are measured side by side
        list(pool.map(lambda each: each[0].reach, waiting))
    for room, todo in waiting:
        for mutant in _asked(room, todo, choice.workers):
            state.keep(mutant, room)
            yield mutant
    shutil.rmtree(CACHE / "tmp", ignore_errors=True)


def _asked(room: Room, todo: Sequence[Slip], workers: int) -> Iterator[Mutant]:
    tasks: SimpleQueue[Slip] = SimpleQueue()
    done: SimpleQueue[Any] = SimpleQueue()
    for slip in todo:
        tasks.put(slip)
    for _ in range(min(workers, len(todo))):
        Judge(room, tasks, done).start()
    for _ in todo:
        mutant = done.get()
        if isinstance(mutant, Exception):
            raise mutant
        yield mutant
