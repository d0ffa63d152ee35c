"""The plans that the page is held to are those that Python makes now."""

from __future__ import annotations

import json
from typing import Any

from tests.charts.vectors import FILE, written


def assert_same(stored: Any, now: Any, where: str = "case") -> None:
    """Hold two values equal: texts to the letter, places to a hundredth."""
    assert type(stored) is type(now), where
    if isinstance(now, dict):
        assert set(stored) == set(now), where
        for name, value in now.items():
            assert_same(stored[name], value, f"{where}.{name}")
    elif isinstance(now, list):
        assert len(stored) == len(now), where
        for n, value in enumerate(now):
            assert_same(stored[n], value, f"{where}[{n}]")
    elif isinstance(now, float):
        assert abs(stored - now) <= 0.011 or stored == now, where
    else:
        assert stored == now, where


def test_the_stored_plans_are_current() -> None:
    assert_same(json.loads(FILE.read_text(encoding="utf-8")), json.loads(written()))
