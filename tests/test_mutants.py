"""`make mutants`: which slips are tried, by which tests, and what counts as explained."""

from __future__ import annotations

import doctest
import json
from fnmatch import filter as matching

import pytest

from tools.mutants import __main__ as command
from tools.mutants import python, report
from tools.mutants.records import ROOT, Choice, Mutant, differing, numbered, pick
from tools.mutants.worker import Mutated, code_of

FILES = [
    path.relative_to(ROOT).as_posix()
    for path in (ROOT / "lstm_helpers").rglob("*.*")
    if path.suffix in (".py", ".js")
]
ROWS = report.Equivalents().rows


def keys(line: int, around: str = "h = o * c") -> list[str]:
    one = Mutant("a.py", line, "h = o * c", "h = o / c")
    return [each.key for each in numbered([(one, around), (one, around)])]


def test_a_mutant_keeps_its_name_when_lines_above_it_come_or_go() -> None:
    assert keys(3) == keys(30)
    assert len(set(keys(3))) == 2, "two of the same in one function are two"
    assert keys(3) != keys(3, around="h = o * c + 1")


def test_only_the_lines_that_differ_are_told() -> None:
    assert differing(["a", "  b", "c"], ["a", "  x", "  y", "c"]) == (1, "b", "x\ny")


def test_the_newest_lines_come_first_and_no_more_than_asked_for() -> None:
    all_of_them = [Mutant("a.py", line, "", "", key=f"{line}") for line in (1, 2, 3, 4)]
    lines = {"a.py": {4: 2, 2: 0, 3: 1}}
    assert [each.line for each in pick(all_of_them, Choice((), lines=lines))] == [2, 3, 4]
    assert [each.line for each in pick(all_of_them, Choice((), lines=lines, first=2))] == [2, 3]


def test_a_sample_is_the_same_on_every_machine() -> None:
    many = [Mutant("a.py", n, "", "", key=f"{n * 7919 % 1000:03}") for n in range(100)]
    drawn = pick(many, Choice((), sample=5, seed=1))
    assert drawn == sorted(pick(many[::-1], Choice((), sample=5, seed=1)), key=lambda e: e.line)
    assert len(drawn) == 5
    assert drawn != pick(many, Choice((), sample=5, seed=2))


def test_a_sample_stays_what_it_is_where_nothing_changes() -> None:
    old = [Mutant("a.py", n, "", "", key=f"a{n}") for n in range(100)]
    new = [Mutant("b.py", n, "", "", key=f"b{n}") for n in range(100)]
    kept = [each for each in pick(old + new, Choice((), sample=50)) if each in old]
    assert kept
    assert kept == pick(old, Choice((), sample=len(kept)))


def test_a_piece_of_a_line_is_known_in_whatever_place() -> None:
    row = {"file": "a/*", "was": "strict=True", "becomes": "strict=False", "why": "a belt"}
    known = report.Equivalents([row]).known
    before = "zip(zip(a, b, strict=True), c, strict=True)"
    assert known("a/b.py", before, "zip(zip(a, b, strict=True), c, strict=False)")
    assert not known("a/b.py", before, "zip(zip(a, b, strict=True), None, strict=True)")
    assert not known("b/a.py", before, "zip(zip(a, b, strict=True), c, strict=False)")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.get("before") or row["was"])
def test_what_is_called_equivalent_is_still_there_and_says_why(row: dict[str, str]) -> None:
    assert len(row["why"].split()) > 3
    files = matching(FILES, row["file"])
    pieces = (row.get("before") or row["was"]).strip().split("\n")
    texts = [(ROOT / file).read_text(encoding="utf-8") for file in files]
    assert any(all(piece in text for piece in pieces) for text in texts)


def test_what_is_left_out_for_being_slow_is_still_there() -> None:
    tests = "\n".join(path.read_text(encoding="utf-8") for path in ROOT.glob("tests/**/*.py"))
    assert [name for name in python.SLOW if name not in tests and name != "[german]"] == []


def test_every_python_file_has_tests_that_judge_it() -> None:
    rooms = {python.room_of(file) for file in FILES if file.endswith(".py")}
    own = {room: python.Room(room).paths[0] for room in rooms}
    assert all((ROOT / path).exists() for path in own.values()), own
    named = {path for paths in python.BESIDE.values() for path in paths} | set(python.EVERYWHERE)
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_one_module_is_imported_with_the_mutant_in_it() -> None:
    finder = Mutated(ROOT / "lstm_helpers" / "whole.py", "def f():\n    return 2\n")
    assert finder.find_spec("lstm_helpers.lazy", None) is None
    spec = finder.find_spec("lstm_helpers.whole", None)
    assert spec
    assert spec.loader
    code = spec.loader.get_code("lstm_helpers.whole")  # type: ignore[attr-defined]
    function = code_of(code, "f", 1)
    assert function
    assert function.co_consts[-1] == 2


def test_every_kind_of_slip_is_tried_and_none_that_only_a_type_checker_reads() -> None:
    pytest.importorskip("mutmut", reason="make mutants brings it")
    from tools.mutants.generate import slips

    made = slips("lstm_helpers/cell/setting.py")
    changes = {(each.mutant.before, each.mutant.after) for each in made}
    assert ("@dataclass(frozen=True)", "@dataclass(frozen=False)") in changes
    assert ("h0: float = 0.0", "h0: float = 1.0") in changes
    assert any("return run(self.weights, None," in after for _, after in changes)
    inside = [each for each in made if each.function]
    assert {each.function[0] for each in inside if each.function} >= {"Setting.trace"}
    assert all(each.text != each.source for each in made)
    assert len({each.mutant.key for each in made}) == len(made)
    assert not [after for _, after in changes if "import" in after]


def test_survivors_are_shown_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    of = [
        ("killed", "1"),
        ("timeout", "2"),
        ("no test", "3"),
        ("equivalent", "4"),
        ("browser", "5"),
    ]
    mutants = [Mutant("a.py", 1, "x = 0", f"x = {after}", after, status) for status, after in of]
    known = report.Equivalents(
        [{"file": "a.py", "before": "x = 0", "after": "x = 4", "why": "nobody reads x"}]
    )
    text = report.text(mutants, known, "All that there are.")
    assert "| `a.py` | 2 | 1 | 1 | 1 |" in text
    assert "**nobody reads x**\n\n- `a.py`: `x = 0` → `x = 4`" in text
    assert "- x = 0\n+ x = 3" in text
    assert json.dumps("+ x = 1")[1:-1] not in text


def test_the_examples_are_true() -> None:
    for module in (command, report):
        tried = doctest.testmod(module)
        assert tried.attempted
        assert not tried.failed
