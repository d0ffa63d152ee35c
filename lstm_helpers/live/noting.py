"""What is answered in a live cell is noted in the kernel, for `progress`.

The widgets import this; so it knows them only by their traits.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lstm_helpers.cell.activations import Activations
from lstm_helpers.cell.setting import Setting
from lstm_helpers.cell.weights import WEIGHT_NAMES, Weights
from lstm_helpers.exercises.journal import JOURNAL, Entry, entry_of, number_key
from lstm_helpers.graph.asked import MARK
from lstm_helpers.words.asking import asks_at

__all__ = ["note_asked", "note_practice", "note_riddles"]


def note_asked(explorer: Any) -> None:
    """Note what is asked for in a picture, and each answer as it comes."""
    setting, asks = _start(explorer.look["start"]), explorer.look["predict"]
    last = len(setting.inputs)
    JOURNAL.ask(
        _key(setting, explorer.of, t, name)
        for t in range(1, last + 1)
        for name in asks_at(asks, t, last)
    )

    def note(change: object) -> None:
        JOURNAL.report(_entries(explorer), explorer.model_id)

    explorer.observe(note, "answers")


def _entries(explorer: Any) -> dict[str, Entry]:
    setting = _start(explorer.look["start"])
    entries = {}
    for key, answer in explorer.answers.items():
        t, _, name = key.partition(" ")
        entries[_key(setting, explorer.of, int(t), name)] = entry_of(answer)
    return entries


def _start(start: Mapping[str, Any]) -> Setting:
    """Read the cell that a view begins with."""
    pair = Activations(*start["activations"].split("/"))
    inputs = [value for name, value in start.items() if name.startswith("x_")]
    weights = Weights(**{name: start[name] for name in WEIGHT_NAMES})
    return Setting(weights, inputs, start["h0"], start["c0"], pair)


def _key(setting: Setting, of: str, t: int, name: str) -> str:
    is_gradient = name.startswith(MARK)
    return number_key(setting, name.removeprefix(MARK), t, of if is_gradient else "")


def note_practice(practice: Any) -> None:
    """Note what comes of each exercise, and the slips on the way."""

    def note_slips(change: object) -> None:
        exercise = f"{practice.level}-{practice.number}"
        slips = [slip for answer in practice.answers.values() for slip in answer["slips"]]
        if slips:
            JOURNAL.note_practice(exercise, "", slips)

    def note_outcome(change: Mapping[str, Any]) -> None:
        record = change["new"]
        for missed in record["missed"]:  # left behind with a slip in it, too
            exercise = f"{missed['level']}-{missed['number']}"
            if not JOURNAL.practice.get(exercise, ("",))[0]:
                JOURNAL.note_practice(exercise, "wrong")
        if record["outcome"]:
            JOURNAL.note_practice(f"{practice.level}-{practice.number}", record["outcome"])

    practice.observe(note_slips, "answers")
    practice.observe(note_outcome, "record")


def note_riddles(detective: Any) -> None:
    """Note which riddles are found."""
    detective.observe(lambda change: JOURNAL.riddles.update(change["new"]["found"]), "record")
