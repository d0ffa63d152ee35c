"""What ``pytest --nbval notebooks`` should know, too: it stands beside the notebooks.

It needs nothing but pytest, for whoever has no pytest-xdist, no nbval or no Keras.
"""

from __future__ import annotations

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """Hand a worker whole files, in their order: a file's tests share a notebook or a page.

    Unless it was told otherwise.
    """
    option = config.option
    workers, dist = getattr(option, "numprocesses", None), getattr(option, "dist", None)
    if workers and dist == "no" and not option.distload:
        option.dist = "loadfile"
        option.loadscopereorder = False


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where Keras or PyTorch is missing, let nbval run the cells that say so, and not compare them.

    They have the tag "keras" or "torch"; tests/notebooks/test_without_keras.py holds it to the
    right ones.
    """
    if tagged := [item for item in items if {"keras", "torch"} & {*_tags(item)}]:
        from lstm_helpers.frameworks import keras_available, torch_available

        there = {"keras": keras_available(), "torch": torch_available()}
        for item in tagged:
            item.options["check"] &= all(  # type: ignore[attr-defined]
                there.get(tag, True) for tag in _tags(item)
            )


def _tags(item: pytest.Item) -> list[str]:
    """Give the tags of the notebook's cell that a test is of; of any other test, none."""
    cell = getattr(item, "cell", None)
    return cell.metadata.get("tags", []) if hasattr(cell, "metadata") else []
