"""A page that hears what a widget sends it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from unittest.mock import Mock

from ipykernel.kernelbase import Kernel
from ipywidgets import Widget


def connect(widget: Widget, hear: Callable[[dict[str, Any]], object]) -> None:
    """Hand on what a widget sends. ipywidgets 7 sends nothing where there is no kernel."""
    widget.comm.kernel = Mock(spec=Kernel)
    widget.comm.send = lambda data, **_: hear(data)
