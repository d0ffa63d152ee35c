"""With several workers (``-n 2``) a file's tests stay together: they share a notebook or a page.

This stands beside the notebooks too, so that ``pytest --nbval notebooks -n 2`` hears of it; and it
needs nothing but pytest, for whoever has no pytest-xdist.
"""

from __future__ import annotations

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """Hand a worker whole files, in the order they stand in, unless it was told otherwise."""
    option = config.option
    workers, dist = getattr(option, "numprocesses", None), getattr(option, "dist", None)
    if workers and dist == "no" and not option.distload:
        option.dist = "loadfile"
        option.loadscopereorder = False
