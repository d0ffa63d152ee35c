"""The examples in the docstrings are run by pytest itself: pyproject's --doctest-modules."""

from __future__ import annotations

import inspect

import pytest

import lstm_helpers


@pytest.mark.parametrize("name", lstm_helpers.__all__)
def test_every_public_name_shows_itself_at_work(name):
    assert ">>> " in (inspect.getdoc(getattr(lstm_helpers, name)) or "")


def test_the_examples_are_among_what_pytest_runs(pytestconfig):
    assert "lstm_helpers" in pytestconfig.getini("testpaths")
    assert "--doctest-modules" in pytestconfig.getini("addopts")
