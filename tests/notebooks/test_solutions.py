"""Go through every lesson as a learner who answers with the solutions given in it.

A solution is a ```python block inside <details> in a text cell. It holds the assignments and the
checks, just as the learner would type them into the exercise above it:

    <details><summary>Solution</summary>

    ```python
    my_c = 6
    check("c", my_c, t=2)
    ```
    </details>
"""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest

from lstm_helpers.exercises.feedback import Feedback

pytestmark = pytest.mark.around

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))


def solutions(text: str) -> list[str]:
    """Return the Python of every <details> in a text cell."""
    folded = re.findall(r"<details.*?</details>", text, flags=re.DOTALL)
    return [block for part in folded for block in re.findall(r"```python\n(.*?)```", part, re.S)]


def feedback(source: str, names: dict[str, Any], where: str) -> list[Feedback]:
    """Run Python statement by statement, and return what its checks say."""
    said = []
    for statement in ast.parse(source).body:
        if isinstance(statement, ast.Expr):
            code = compile(ast.Expression(statement.value), where, "eval")
            value = eval(code, names)
            said += [value] if isinstance(value, Feedback) else []
        else:
            exec(compile(ast.Module([statement], []), where, "exec"), names)
    return said


def questions(source: str) -> set[str]:
    """Return the names that a cell leaves to the learner: those that are set to ``...``."""
    return {
        target.id
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Assign) and _is_open(node.value)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def answers(source: str) -> set[str]:
    """Return the names that a solution sets."""
    return {
        node.id
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }


def _is_open(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is Ellipsis


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_solution_is_right_and_the_lesson_goes_on_with_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(path.parent)
    names: dict[str, Any] = {"__name__": "__main__", "display": lambda *shown: None}
    for cell in nbformat.read(path, as_version=4).cells:
        where = f"{path.name}, cell {cell.id}"
        if cell.cell_type == "code":
            feedback(cell.source, names, where)
        for solution in solutions(cell.source) if cell.cell_type == "markdown" else []:
            said = feedback(solution, names, where)
            assert said, f"the solution in {where} checks nothing"
            wrong = [f for f in said if f.verdict != "right"]
            assert not wrong, f"the solution in {where} is not right: {wrong}"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_question_has_a_solution_below_it(path: Path) -> None:
    open_questions: set[str] = set()
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "code":
            open_questions |= questions(cell.source)
        else:
            for solution in solutions(cell.source):
                open_questions -= answers(solution)
    assert not open_questions, f"no solution sets {sorted(open_questions)}"


def test_a_wrong_solution_is_found() -> None:
    text = '<details>\n\n```python\nmy_c = 4\ncheck("c", my_c, t=2)\n```\n</details>'
    (solution,) = solutions(text)
    names: dict[str, Any] = {}
    exec("from lstm_helpers import check", names)
    assert [said.verdict for said in feedback(solution, names, "here")] == ["slip"]
    assert answers(solution) == questions("my_c = ...") == {"my_c"}
