"""What the live views do not take, and what they say of it."""

from __future__ import annotations

import doctest


def test_what_does_not_fit_is_told_in_one_sentence_word_by_word() -> None:
    failed, tried = doctest.testfile("refusals.txt")
    assert tried > 150
    assert not failed
