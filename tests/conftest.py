"""What every test stands on: no windows, and no deadline that a busy machine could miss."""

from __future__ import annotations

import os
from collections.abc import Generator

os.environ.setdefault("MPLBACKEND", "agg")
# Two files are tested at a time, on two cores: threads of PyTorch, TensorFlow and NumPy would wait
# for each other, small as their work is here. The kernels that the tests start hear of it, too.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("TF_NUM_INTRAOP_THREADS", "1")
os.environ.setdefault("TF_NUM_INTEROP_THREADS", "1")

import pytest
from hypothesis import settings

settings.register_profile("here", deadline=None)
# In CI every run tries the same values, so that a red run can be had again.
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")

# With two files at a time, the longest come first: then both ends are reached together. Those of
# the browser stay beside each other, for they share a browser and a server.
LONGEST = ("test_views", "test_lives", "test_frameworks", "test_diagram", "test_gradients")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first, those of the browser before all others."""

    def place(item: pytest.Item) -> tuple[bool, int]:
        name = item.path.stem
        return item.path.parent.name != "browser", (*LONGEST, name).index(name)

    items.sort(key=place)


FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let a fixture know whether its test failed."""
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report
