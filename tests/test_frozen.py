"""What the package hands out is a record: nobody changes it by accident, not even we."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import is_dataclass

import lstm_helpers

# Each with the reason why it changes.
MAY_CHANGE = {
    "lstm_helpers.exercises.journal.Journal": "it gathers what is asked, as it is asked",
    "lstm_helpers.marks.handed_in.HandedIn": "it is filled while a notebook is read",
}


def dataclasses() -> dict[str, type]:
    names = (each.name for each in pkgutil.walk_packages(lstm_helpers.__path__, "lstm_helpers."))
    modules = [importlib.import_module(name) for name in names if not name.endswith("__main__")]
    return {
        f"{each.__module__}.{each.__qualname__}": each
        for module in modules
        for each in vars(module).values()
        if isinstance(each, type) and is_dataclass(each) and each.__module__ == module.__name__
    }


def test_a_record_cannot_be_changed_by_accident() -> None:
    there = dataclasses()
    assert len(there) > 20
    changing = {name for name, kind in there.items() if not kind.__dataclass_params__.frozen}
    assert changing == set(MAY_CHANGE)
