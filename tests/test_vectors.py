"""What `node --test` compares the page's half with is what Python makes today."""

from __future__ import annotations

import json

import pytest

from tools import vectors
from tools.vectors import KINDS, VECTORS, as_json

BYTES = 250_000


@pytest.mark.parametrize("kind", KINDS)
def test_the_vectors_are_current(kind: str) -> None:
    stored = (VECTORS / f"{kind}.json").read_text(encoding="utf-8")
    assert stored == as_json(KINDS[kind]()), "make vectors writes them anew"


def test_there_is_no_file_without_a_writer() -> None:
    assert {path.stem for path in VECTORS.iterdir()} == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_is_small_and_holds_no_case_twice(kind: str) -> None:
    text = (VECTORS / f"{kind}.json").read_text(encoding="utf-8")
    lines = text.replace("},\n", "}\n").splitlines()[1:-1]
    assert len(text.encode()) < BYTES
    assert len(set(lines)) == len(lines) == len(json.loads(text))


def test_numbers_that_json_cannot_hold_are_words() -> None:
    case = {"values": [1.0, -0.0, float("inf")], "of": {"c": float("nan")}}
    assert as_json([case]) == '[\n{"values":[1.0,-0.0,"inf"],"of":{"c":"nan"}}\n]\n'


def test_a_check_tells_what_is_not_current(tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.setattr(vectors, "VECTORS", tmp_path / "vectors")
    monkeypatch.setattr(vectors, "KINDS", {"numbers": lambda: [{"value": 1.0, "text": "1"}]})
    assert vectors.main(["--check"]) == 1
    assert "numbers.json: not current" in capsys.readouterr().out
    assert vectors.main([]) == 0
    assert vectors.main(["--check"]) == 0
