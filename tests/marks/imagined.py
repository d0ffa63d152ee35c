"""A class of thirty who are nobody, with what each of them might hand in for a lesson."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from lstm_helpers.exercises.practice import dice
from lstm_helpers.live.receipts import Receipt, read_progress, wrapped
from tools.notebooks import NOTEBOOKS

_CLASS = (
    "Ada Alba Amir Anaïs Ben Carla Chidi Cleo Dmitri Elif Emre Fatou Finn Gül Hana Ines Ivan Jun "
    "Kai Lena Léa Mira Nils Noor Olu Paola Quinn Ravi Sofía Tomás"
)
NAMES = _CLASS.split()
SLIPS = ("h_prev left out", "c for h", "write alone", "bias left out", "keep at step 1 (a)")


def asked_in(lesson: str) -> Receipt:
    """Read in a lesson what it asks, where nothing is answered."""
    (path,) = NOTEBOOKS.glob(f"{lesson}_*.ipynb")
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        for output in cell.get("outputs", []):
            stored = read_progress("".join(output.get("data", {}).get("text/plain", "")), "")
            if stored:
                return stored
    raise AssertionError(f"{path.name} stores no progress")


def imagined(lesson: str) -> list[Receipt]:
    """Imagine a receipt for each of the class: the same ones every time."""
    questions = list(asked_in(lesson).questions)
    return [_of(name, n, lesson, questions) for n, name in enumerate(NAMES, start=1)]


def _of(name: str, number: int, lesson: str, questions: list[str]) -> Receipt:
    die = dice(number)
    strength = 10 - die(4) * die(3)  # of ten, so many questions are solved
    reach = len(questions) - die(4) * die(3)
    states = {}
    for n, question in enumerate(questions):
        is_solved = die(10) < strength and not (n == 6 and die(3))
        state = "solved" if is_solved else ("shown" if die(5) == 0 else "tried")
        states[question] = state if n < reach else "open"
    stuck = sum(state in ("tried", "shown") for state in states.values())
    came = [SLIPS[die(len(SLIPS)) * die(2)] for _ in range(stuck)]
    slips = {slip: came.count(slip) for slip in dict.fromkeys(came)}
    return Receipt(lesson, states, slips, (die(6), die(3)), 0, name)


def hand_in(folder: Path, receipts: list[Receipt]) -> None:
    """Put them into a folder as a class does: in texts, in a platform's table, in notebooks."""
    ten, twenty = receipts[:10], receipts[10:20]
    for receipt in ten:
        (folder / f"{receipt.name}.txt").write_text(repr(receipt), encoding="utf-8")
    table = io.StringIO()
    rows = csv.writer(table, delimiter=";")
    rows.writerow(["Name", "Online text"])
    rows.writerows([each.name, f"Hello,\n{wrapped(each.text)}"] for each in twenty)
    (folder / "platform.csv").write_text(table.getvalue(), encoding="utf-8-sig")
    for receipt in receipts[20:25]:
        hand_in_notebook(folder / f"{receipt.name}.ipynb", repr(receipt))
    for receipt in receipts[25:]:  # without a receipt: what `progress` has stored counts
        own = folder / receipt.name
        own.mkdir()
        hand_in_notebook(own / "03_time_step_1.ipynb", f"...\n\n{wrapped(receipt.unsigned)}")


def hand_in_notebook(path: Path, shown: str) -> None:
    """Write a notebook whose last cell shows something."""
    output = {"output_type": "execute_result", "data": {"text/plain": shown.splitlines(True)}}
    cells = [
        {"cell_type": "markdown", "source": ["# A lesson\n"]},
        {"cell_type": "code", "source": ["receipt(...)"], "outputs": [output]},
    ]
    path.write_text(json.dumps({"cells": cells, "nbformat": 4}), encoding="utf-8")
