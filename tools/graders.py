"""Run a lesson through nbgrader and through otter-grader, as a class of three would hand it in.

The lesson stays as it is. nbgrader gets one cell more, at its end, which says how many of the code
cells' questions are solved; otter-grader gets a test for each of them. `make graders` runs this in
an environment of its own; classroom/graders.md tells a teacher how to do the same.

    python -m tools.graders                     lesson 03
    python -m tools.graders 07 --keep course    lesson 07, and leaves all files in this folder
"""

from __future__ import annotations

import argparse
import copy
import csv
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"

# Who hands in what: all that the lesson's own solutions solve, half of it, and wrong numbers.
CLASS = {"ada": 1.0, "ben": 0.5, "cleo": 0.0}

_FOLDED = re.compile(r"<details.*?</details>", re.DOTALL)
_PYTHON = re.compile(r"```python\n(.*?)```", re.DOTALL)
_UNANSWERED = re.compile(r"^(my_\w+) = \.\.\.", re.MULTILINE)

# One point for each question of a code cell that is solved: nbgrader takes it for the score.
_POINTS_CELL = """from lstm_helpers.exercises.journal import JOURNAL

sum(JOURNAL.in_code.values())"""

_OTTER_TEST = """OK_FORMAT = True

test = {{
    "name": {name!r},
    "points": 1,
    "suites": [
        {{
            "cases": [{{"code": {code!r}, "hidden": False, "locked": False}}],
            "scored": True,
            "setup": "",
            "teardown": "",
            "type": "doctest",
        }}
    ],
}}
"""
_OTTER_CODE = """>>> from lstm_helpers.exercises.journal import JOURNAL
>>> JOURNAL.in_code[{question!r}]
True"""

Notebook = dict[str, Any]


class GraderFailed(Exception):
    """A grader that did not do what was asked; the message says which, and what it said."""


def lesson_file(number: str) -> Path:
    """Find a lesson by its number."""
    found = sorted(NOTEBOOKS.glob(f"{number}_*.ipynb"))
    if len(found) != 1:
        raise argparse.ArgumentTypeError(f"there is no lesson {number!r}; expected one such as 03.")
    return found[0]


def read(path: Path) -> Notebook:
    """Read a notebook, its texts in one piece."""
    notebook: Notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        cell["source"] = "".join(cell["source"])
    return notebook


def write(path: Path, notebook: Notebook) -> None:
    """Write a notebook, and the folder that it goes into."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(notebook), encoding="utf-8")


def code_cell(name: str, source: str, **metadata: Any) -> dict[str, Any]:
    """Make a code cell that has not been run."""
    empty: dict[str, Any] = {"execution_count": None, "outputs": []}
    return {"cell_type": "code", "id": name, "metadata": metadata, "source": source, **empty}


def solutions_of(cell: Mapping[str, Any]) -> list[str]:
    r"""Return the Python of the solutions that are folded away in a text cell.

    >>> text = "<details>\n\n```python\nmy_c = 6\n```\n</details>"
    >>> solutions_of({"cell_type": "markdown", "source": text})
    ['my_c = 6\n']
    """
    if cell["cell_type"] != "markdown":
        return []
    return [code for part in _FOLDED.findall(cell["source"]) for code in _PYTHON.findall(part)]


def handed_in(lesson: Notebook, part: float) -> Notebook:
    """Answer the first part of a lesson's exercises with its own solutions, the others with 99."""
    answered = copy.deepcopy(lesson)
    solutions = [code for cell in lesson["cells"] for code in solutions_of(cell)]
    rest = solutions[: round(len(solutions) * part)]
    cells = []
    for cell in answered["cells"]:
        if cell["cell_type"] == "code" and not part:
            cell["source"] = _UNANSWERED.sub(r"\1 = 99", cell["source"])
        cells.append(cell)
        for _ in solutions_of(cell):
            if rest:
                cells.append(code_cell(f"mine-{len(cells)}", rest.pop(0)))
    # the points are counted where all else is done
    cells.sort(key=lambda cell: "nbgrader" in cell["metadata"])
    return {**answered, "cells": cells}


def solved_in(notebook: Notebook, folder: Path) -> dict[str, bool]:
    """Run a notebook, and say what of its code cells' questions is solved, without a grader."""
    import nbformat
    from nbclient import NotebookClient

    source = (
        "import json\nfrom lstm_helpers.exercises.journal import JOURNAL\n"
        "print(json.dumps(JOURNAL.in_code))"
    )
    cells = [*copy.deepcopy(notebook["cells"]), code_cell("asked", source)]
    asking = nbformat.from_dict({**notebook, "cells": cells})
    quiet = ["--IPKernelApp.log_level=ERROR"]  # a kernel warns that it talks over an open socket
    client = NotebookClient(
        asking, kernel_name="python3", resources=_in_folder(folder), extra_arguments=quiet
    )
    done = client.execute()
    solved: dict[str, bool] = json.loads(done.cells[-1].outputs[0].text)
    return solved


def _in_folder(folder: Path) -> dict[str, Any]:
    return {"metadata": {"path": str(folder)}}


def run(name: str, *command: str, folder: Path) -> None:
    """Run a grader's command."""
    # nbgrader calls programs of its environment by their bare names
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    told = {**os.environ, "PATH": path}
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, env=told)
    if done.returncode:
        raise GraderFailed(f"{name} failed: {' '.join(command)}\n{done.stdout}{done.stderr}")


def program(name: str) -> str:
    """Find a program of this environment."""
    return str(Path(sys.executable).with_name(name))


# ---- nbgrader ------------------------------------------------------------------------------------


def with_points(lesson: Notebook, points: int) -> Notebook:
    """Add the cell that nbgrader takes the score from; all the rest stays as it is."""
    settings = {"grade": True, "locked": True, "solution": False, "task": False, "points": points}
    named = {"grade_id": "solved-in-code", "schema_version": 3, "cell_type": "code"}
    cell = code_cell("points", _POINTS_CELL, nbgrader={**settings, **named})
    return {**lesson, "cells": [*lesson["cells"], cell]}


def through_nbgrader(lesson: Path, points: int, course: Path) -> dict[str, float]:
    """Hand a lesson out, take it in and grade it; return each learner's score."""
    number, nbgrader = lesson.stem, program("nbgrader")
    settings = 'c = get_config()\nc.CourseDirectory.course_id = "lstm"\n'
    (course / "nbgrader_config.py").write_text(settings, encoding="utf-8")
    write(course / "source" / number / lesson.name, with_points(read(lesson), points))
    run("nbgrader", nbgrader, "generate_assignment", number, folder=course)
    released = read(course / "release" / number / lesson.name)
    for learner, part in CLASS.items():
        own = course / "submitted" / learner / number / lesson.name
        write(own, handed_in(released, part))
    run("nbgrader", nbgrader, "autograde", number, "--create", folder=course)
    run("nbgrader", nbgrader, "export", "--to", "grades.csv", folder=course)
    with (course / "grades.csv").open(encoding="utf-8", newline="") as file:
        return {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}


# ---- otter-grader --------------------------------------------------------------------------------


def through_otter(lesson: Path, questions: Sequence[str], course: Path) -> dict[str, float]:
    """Write a test for each question and run otter-grader; return each learner's score."""
    tests, otter = course / "tests", program("otter")
    tests.mkdir()
    for n, question in enumerate(questions, start=1):
        code = _OTTER_CODE.format(question=question)
        text = _OTTER_TEST.format(name=f"q{n}", code=code)
        (tests / f"q{n}.py").write_text(text, encoding="utf-8")
    made = ("--no-requirements", "--no-environment", "-o", "autograder.zip")
    run("otter-grader", otter, "generate", "-t", "tests", *made, folder=course)
    scores = {}
    for learner, part in CLASS.items():
        own = course / learner / lesson.name
        write(own, handed_in(read(lesson), part))
        (course / f"results-{learner}").mkdir()
        where = ("-a", "autograder.zip", "-o", f"results-{learner}", "--no-logo")
        run("otter-grader", otter, "run", str(own), *where, folder=course)
        found = json.loads((course / f"results-{learner}" / "results.json").read_text())
        scores[learner] = float(sum(test.get("score", 0) for test in found["tests"]))
    return scores


# ---- both ----------------------------------------------------------------------------------------


@contextmanager
def course_in(keep: Path | None) -> Any:
    """Give a folder to work in: one that is kept, or one that is gone afterwards."""
    if keep is None:
        with tempfile.TemporaryDirectory() as folder:
            yield Path(folder)
        return
    keep.mkdir(parents=True, exist_ok=True)
    yield keep.resolve()


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; return its exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("lesson", nargs="?", type=lesson_file, default=lesson_file("03"))
    parser.add_argument("--keep", type=Path, help="a new folder for the graders' files")
    options = parser.parse_args(arguments)
    lesson: Path = options.lesson
    os.environ.setdefault("PYTHONPATH", str(NOTEBOOKS.parent))
    try:
        return graded(lesson, options.keep)
    except GraderFailed as failure:
        print(failure)
        return 1


def graded(lesson: Path, keep: Path | None) -> int:
    """Run both graders, and print what they say beside what is so."""
    with course_in(keep) as folder:
        truth = {
            learner: solved_in(handed_in(read(lesson), part), folder)
            for learner, part in CLASS.items()
        }
        questions = list(truth["ada"])
        expected = {learner: float(sum(solved.values())) for learner, solved in truth.items()}
        courses = [folder / name for name in ("nbgrader", "otter")]
        for course in courses:
            shutil.rmtree(course, ignore_errors=True)
            course.mkdir()
        found = {
            "nbgrader": through_nbgrader(lesson, len(questions), courses[0]),
            "otter-grader": through_otter(lesson, questions, courses[1]),
        }
    print(f"{lesson.stem}: {len(questions)} questions in code cells: {', '.join(questions)}")
    for grader, scores in {"expected": expected, **found}.items():
        row = "   ".join(f"{learner} {scores.get(learner)}" for learner in CLASS)
        print(f"{grader:<14}{row}")
    return 0 if all(scores == expected for scores in found.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
