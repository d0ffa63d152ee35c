"""What a lesson asks, and the wrong answers to expect: from its questions and the table of slips.

Nothing here is written for one lesson. What a cell asks for is found by running no more of the
lesson than it takes: the lines before it that make the names it uses. What a wrong answer means
comes from `lstm_helpers.exercises.slips`, which also answers the learner.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from nbformat import NotebookNode

from lstm_helpers import (
    Explorer,
    check,
    check_cell,
    check_gradient,
    check_number,
    format_number,
)
from lstm_helpers.cell.setting import Setting
from lstm_helpers.cell.weights import Weights
from lstm_helpers.exercises.kinds import AskNumber, Choice
from lstm_helpers.exercises.practice import exercise
from lstm_helpers.exercises.questions import question_named
from lstm_helpers.exercises.slips import ORDER, Asked, Case, Suspect
from lstm_helpers.graph.asked import MARK
from tools.classroom.sections import Section

__all__ = ["Item", "Wrong", "asked_in"]

# So many wrong answers are told: of one number, and of each number of a picture.
OF_ONE, OF_MANY = 5, 2

# Between this and 0 is what a gate that is as good as shut lets through.
SMALL = 1e-9

# Names of what asks.
_ASKS = {
    "check",
    "check_gradient",
    "check_number",
    "check_cell",
    "Question",
    "Practice",
    "Explorer",
}


@dataclass(frozen=True)
class Wrong:
    """A wrong answer that is to be expected.

    Parameters
    ----------
    answer
        What the learner says.
    means
        What is behind it, in a word; empty where what is said tells it.
    says
        What the learner is told.
    is_hint
        Whether that says what to look at, and not what the number is.
    """

    answer: str
    means: str
    says: str
    is_hint: bool = False


@dataclass(frozen=True)
class Item:
    """One thing that is asked.

    Parameters
    ----------
    kind
        "choice", "number", "blank" (in a picture), "cell" (weights to find) or "practice".
    text
        What is asked, in words.
    right
        The answer.
    wrong
        What to expect instead, the likeliest first.
    names
        What is asked for there: in a picture it can be several numbers that are alike.
    """

    kind: str
    text: str
    right: str
    wrong: Sequence[Wrong] = field(default_factory=tuple)
    names: Sequence[str] = ("it",)


def asked_in(lesson: Sequence[Section]) -> dict[str, list[Item]]:
    """List what a lesson asks, by the headings of its sections.

    Parameters
    ----------
    lesson
        Its sections.

    Raises
    ------
    NameError
        When a question uses a name that no line before it makes.
    """
    found: dict[str, list[Item]] = {}
    before: list[ast.stmt] = []
    after = _texts_after(lesson)
    for section in lesson:
        for cell in section.code:
            for statement in ast.parse(cell.source).body:
                items = list(_asked_by(statement, before, after[cell.id]))
                found.setdefault(section.heading, []).extend(items)
                before.append(statement)
    return {heading: items for heading, items in found.items() if items}


def _texts_after(lesson: Sequence[Section]) -> dict[str, str]:
    """Return, by its id, the text that follows each code cell, where its solution stands."""
    parts: list[str | NotebookNode] = [part for section in lesson for part in section.parts]
    return {
        part.id: "\n".join(_until_code(parts[n + 1 :]))
        for n, part in enumerate(parts)
        if not isinstance(part, str)
    }


def _until_code(parts: Sequence[str | NotebookNode]) -> Iterator[str]:
    for part in parts:
        if not isinstance(part, str):
            return
        yield part


def _asked_by(statement: ast.stmt, before: Sequence[ast.stmt], after: str) -> Iterator[Item]:
    for call in ast.walk(statement):
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name)):
            continue
        if call.func.id not in _ASKS or (call.func.id == "Explorer" and not _predicts(call)):
            continue
        if call.func.id.startswith("check") and not _is_open(call, before):
            continue
        yield from _KINDS[call.func.id](_arguments(call, before), after)


def _predicts(call: ast.Call) -> bool:
    return any(keyword.arg == "predict" for keyword in call.keywords)


def _is_open(call: ast.Call, before: Sequence[ast.stmt]) -> bool:
    """Tell whether the answer is left to the learner: three dots stand in its place."""
    answers = [
        node.id for each in call.args for node in ast.walk(each) if isinstance(node, ast.Name)
    ]
    last = [each for each in before if isinstance(each, ast.Assign) and _makes(each) & {*answers}]
    return any(
        isinstance(node, ast.Constant) and node.value is Ellipsis
        for each in last
        for node in ast.walk(each.value)
    )


# ---- no more of a lesson is run than it takes ----------------------------------------------------


def _arguments(call: ast.Call, before: Sequence[ast.stmt]) -> inspect.BoundArguments:
    """Work out what a call is given; the learner's answer stays open."""
    names = _run_for(call, before)
    where = "a lesson"
    values = [eval(compile(ast.Expression(each), where, "eval"), names) for each in call.args]
    named = {
        keyword.arg: eval(compile(ast.Expression(keyword.value), where, "eval"), names)
        for keyword in call.keywords
        if keyword.arg
    }
    kind: Callable[..., Any] = _SIGNATURES[ast.unparse(call.func)]
    bound = inspect.signature(kind).bind(*values, **named)
    bound.apply_defaults()
    return bound


def _run_for(node: ast.AST, before: Sequence[ast.stmt]) -> dict[str, Any]:
    """Run the lines that make the names of a node, and those that these need."""
    wanted, kept = _uses(node), []
    for statement in reversed(before):
        if (_makes(statement) | _moves(statement)) & wanted:
            kept.append(statement)
            wanted |= _uses(statement)
    names: dict[str, Any] = {}
    exec(compile(ast.Module(kept[::-1], []), "a lesson", "exec"), names)
    return names


def _makes(statement: ast.stmt) -> set[str]:
    """Name what a statement gives a value."""
    if isinstance(statement, ast.FunctionDef):
        return {statement.name}
    if isinstance(statement, ast.Import | ast.ImportFrom):
        return {(each.asname or each.name).partition(".")[0] for each in statement.names}
    return _stored(statement)


def _moves(statement: ast.stmt) -> set[str]:
    """Name what a statement changes: ``cell.w_f = 2`` and ``cell.set_preset("latch")``."""
    found = set()
    for node in ast.walk(statement):
        if not (isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)):
            continue
        if isinstance(node.ctx, ast.Store) or isinstance(statement, ast.Expr):
            found.add(node.value.id)
    return found


def _uses(node: ast.AST) -> set[str]:
    """Name what a node takes from outside itself."""
    loaded = {
        each.id
        for each in ast.walk(node)
        if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Load)
    }
    if not isinstance(node, ast.FunctionDef):
        return loaded
    return (
        loaded - _stored(node) - {each.arg for each in ast.walk(node) if isinstance(each, ast.arg)}
    )


def _stored(node: ast.AST) -> set[str]:
    return {
        each.id
        for each in ast.walk(node)
        if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)
    }


# ---- what each kind of question asks -------------------------------------------------------------


def _question(given: inspect.BoundArguments, after: str) -> Iterator[Item]:
    for name in given.args:
        asked = question_named(name)
        if isinstance(asked, AskNumber):
            case = Case(asked.setting, Asked(asked.name, asked.t, asked.of))
            yield _number(case, asked.text, OF_ONE, "number")
        else:
            yield _choice(asked)


def _choice(asked: Choice) -> Item:
    wrong = [
        Wrong(option.text, "", option.says)
        for letter, option in asked.options.items()
        if letter != asked.right
    ]
    return Item("choice", asked.text, asked.options[asked.right].text, wrong)


def _check(given: inspect.BoundArguments, after: str) -> Iterator[Item]:
    more = given.arguments
    t = more["t"]
    of, through_h = more.get("of", ""), more.get("through_h", True)
    asked = Asked(more["name"], t, of, through_h)
    weights = more["weights"] or Weights.ones()
    pair = more["activations"] or weights.activations
    setting = Setting(weights, more["inputs"], more["h0"], more["c0"], pair)
    what = f"{MARK if of else ''}{asked.name}"
    when = f" at time step {t}" if t else ""
    end = f", with {of} as the end" if of == "c" else ""
    along = "" if through_h else ", along the cell state alone"
    where = _where(weights, setting.inputs, setting.h0, setting.c0)
    text = f"`{what}`{when}{end}{along}{where}"
    yield _number(Case(setting, asked), text, OF_ONE, "number")


def _check_number(given: inspect.BoundArguments, after: str) -> Iterator[Item]:
    more = given.arguments
    slips = (more["slips"] or {}).items()
    wrong = [Wrong(format_number(number), "", _sentence(words)) for words, number in slips]
    yield Item("number", more["what"], format_number(more["truth"]), wrong)


def _sentence(words: str) -> str:
    """End a sentence, where it has no end.

    >>> _sentence("adds it up"), _sentence("With what?")
    ('adds it up.', 'With what?')
    """
    return words if words.endswith((".", "?", "!")) else f"{words}."


def _check_cell(given: inspect.BoundArguments, after: str) -> Iterator[Item]:
    more = given.arguments
    wanted = "; ".join(
        f"{name} = {', '.join(map(format_number, numbers))}"
        for name, numbers in more["want"].items()
    )
    where = _where(None, more["inputs"], more["h0"], more["c0"])
    only = f", changing {more['change']}" if more["change"] else ""
    yield Item("cell", f"weights for {wanted}{where}{only}", _solution(after))


def _where(weights: Weights | None, inputs: Sequence[float], h0: float, c0: float) -> str:
    """Say what a cell is asked about, as far as it is not the article's.

    >>> _where(Weights.ones(u_f=2), [1], 0, 5)
    ' (x 1; c0 5; u_f 2)'
    """
    parts = [] if tuple(inputs) == (1, 1, 1) else [f"x {_few(inputs)}"]
    parts += [f"{name} {format_number(value)}" for name, value in (("h0", h0), ("c0", c0)) if value]
    article = Weights.ones().as_dict()
    other = {
        n: v for n, v in (weights.as_dict() if weights else article).items() if v != article[n]
    }
    if len(other) > 3:
        parts.append("other weights")
    else:
        parts += [f"{name} {format_number(float(value))}" for name, value in other.items()]
    return f" ({'; '.join(parts)})" if parts else ""


def _few(inputs: Sequence[float]) -> str:
    """Write some inputs, the first of many alone."""
    shown = ", ".join(map(format_number, inputs[:6]))
    return shown if len(inputs) <= 6 else f"{shown}, … {len(inputs)} in all"


def _solution(after: str) -> str:
    """Return what a solution sets the answer to."""
    found = re.search(r"```python\n\w+ = (.*?)\n(?:check|\w+\.load)", after, re.DOTALL)
    return f"`{' '.join(found[1].split())}`" if found else "see the lesson"


def _picture(given: inspect.BoundArguments, after: str) -> Iterator[Item]:
    explorer = Explorer(*given.args, **given.kwargs)
    where = _where(explorer.weights, explorer.inputs, explorer.h0, explorer.c0)
    for n, item in enumerate(_blanks(explorer)):
        yield replace(item, text=f"{item.text}{where}") if n == 0 else item


def _practice(given: inspect.BoundArguments, after: str) -> Iterator[Item]:
    """Give the key of the cell that all begin with, and a slip for each of its numbers."""
    made = exercise(**given.arguments)
    cell = made.setting
    states: dict[str, Any] = {"h0": cell.h0, "c0": cell.c0, "activations": cell.activations}
    shown = Explorer(
        cell.weights, cell.inputs, cell.t, **states, face=made.face, predict=" ".join(made.asks)
    )
    name = f"practice, level {made.level}, number {made.number}: "
    for n, item in enumerate(_blanks(shown)):
        slips = [each for each in item.wrong if each.means != "sign"]
        text = item.text if n else name + item.text
        yield replace(item, kind="practice", text=text, wrong=slips[:1])


def _blanks(explorer: Explorer) -> Iterator[Item]:
    """Ask for each number that a picture asks for; those that are alike in one line."""
    asked = explorer.scene.asked
    setting = Setting(
        explorer.weights, explorer.inputs, explorer.h0, explorer.c0, explorer.activations
    )
    alike: dict[tuple[int, str, tuple[Wrong, ...]], list[str]] = {}
    for t, names in enumerate(asked, start=1):
        for name in names:
            of = explorer.of if name.startswith(MARK) else ""
            case = Case(setting, Asked(name.removeprefix(MARK), t, of))
            item = _number(case, name, OF_MANY, "blank")
            alike.setdefault((t, item.right, tuple(item.wrong)), []).append(name)
    for (t, right, wrong), same in alike.items():
        yield Item("blank", f"`{', '.join(same)}` at time step {t}", right, wrong, same)


def _number(case: Case, text: str, most: int, kind: str) -> Item:
    told: dict[tuple[str, str], list[str]] = {}
    for each in filter(_is_likely(case), case.suspects):
        key = (each.slip, each.says)
        if key not in told and len(told) == most:
            break
        told.setdefault(key, []).append(format_number(each.number))
    wrong = [
        Wrong(_either(numbers), slip, says.removeprefix("{it}").strip(" :"), says[4:5] == ":")
        for (slip, says), numbers in told.items()
    ]
    return Item(kind, text, format_number(float(case.truth)), wrong)


def _either(numbers: Sequence[str]) -> str:
    """Name some numbers that mean the same, three of them at most.

    >>> _either(["12", "20", "8", "9"])
    '12, 20 or 8'
    """
    first, last = numbers[:3][:-1], numbers[:3][-1]
    return f"{', '.join(first)} or {last}" if first else last


def _is_likely(case: Case) -> Callable[[Suspect], bool]:
    """Tell what comes up in a class: a sign is lost where there are signs, a point where points.

    And nobody says what is no more than what a shut gate lets through.
    """
    values = [case.values[name] for name in (*ORDER, "x")]
    has_sign = case.truth < 0 or any(value < 0 for value in values)
    has_point = not float(case.truth).is_integer()
    unlikely = {*(() if has_sign else ("sign",)), *(() if has_point else ("point",))}

    def is_likely(suspect: Suspect) -> bool:
        return suspect.slip not in unlikely and not 0 < abs(suspect.number) < SMALL

    return is_likely


_SIGNATURES: dict[str, Callable[..., Any]] = {
    "check": check,
    "check_gradient": check_gradient,
    "check_number": check_number,
    "check_cell": check_cell,
    "Question": lambda *names: names,
    "Practice": lambda level=1, number=1: None,
    "Explorer": lambda *given, **more: None,
}
_KINDS: dict[str, Callable[[inspect.BoundArguments, str], Iterator[Item]]] = {
    "check": _check,
    "check_gradient": _check,
    "check_number": _check_number,
    "check_cell": _check_cell,
    "Question": _question,
    "Practice": _practice,
    "Explorer": _picture,
}
