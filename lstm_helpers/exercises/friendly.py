"""One friendly line in the place of a traceback, where a lesson asks for an answer.

A learner who writes ``my_reason = b`` or ``my_h = 27 h`` gets Python's own words, which are about
Python. In a cell that holds an answer, and only there, this says what to type instead. Importing
`lstm_helpers.exercises` in a notebook installs it; every other error stays as it is.
"""

from __future__ import annotations

import ast
import linecache
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from lstm_helpers.cell.step import QUANTITIES
from lstm_helpers.cell.weights import WEIGHT_NAMES
from lstm_helpers.exercises.feedback import Feedback
from lstm_helpers.words.language import say

__all__ = ["TYPED", "explain", "install"]

# Signs that people write, or copy from a lesson's page, and what Python writes for them.
_SIGNS = {
    **dict.fromkeys("·×•⋅∙", "*"),
    **dict.fromkeys("−–—", "-"),
    **dict.fromkeys("÷∕", "/"),
    **dict.fromkeys("“”„«»‘’‚´`", '"'),
    "²": "**2",
    "³": "**3",
    "½": "1/2",
    "¼": "1/4",
    "∞": "inf",
}
_TWENTY = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    *("nineteen", "twenty"),
)

_NUMBER = r"[-+]?\s*[\d.]*\d[\d.]*"

# What a cell asks for, by what it calls; else it is a number.
_ASKS = {
    "check_choice(": "a letter in quotes",
    "check_cell(": "Weights.ones(w_f=...)",
    "": "a number",
}

# What stands behind the = and what to say of it, the first that fits. {name} is the learner's
# name on the left, {typed} what stands on the right, {1} a part of it.
TYPED: tuple[tuple[str, str], ...] = (
    (r"", "Nothing stands behind “{name} =” yet: {what} is wanted there."),
    (r".*\.\.\..*", "Put your answer in place of the three dots: take all three away."),
    (r"=+\s*(.*)", "One equals sign is enough: {name} = {1}"),
    (r"(\"[^\"]*|[^\"]*\")", "A quote is missing: there is one before and one behind the letter."),
    (r"('[^']*|[^']*')", "A quote is missing: there is one before and one behind the letter."),
    (r"\(?([A-Za-z])(?:\)|\.|:|\s*\))\)?", 'Type the letter alone, in quotes: {name} = "{1}"'),
    (r"([-+]?\d{1,3}(?:[, '_]\d{3})+)", "Type the number in one piece: {name} = {joined}"),
    (rf"({_NUMBER})\s*x\s*({_NUMBER})", "Python writes * for times: {name} = {1}*{2}"),
    (rf"({_NUMBER})\s*(?:[^\W\d_]|[%°€$]).*", "Type the number alone: {name} = {1}"),
    (rf"[^\W\d_][\w\s]*?\s[=:]?\s*({_NUMBER})", "Type the number alone: {name} = {1}"),
    (r"0+(\d+)", "Python takes no 0 in front of a number: {name} = {1}"),
    (rf"({_NUMBER})\s*[)\]}};:!.]+", "Type the number alone: {name} = {1}"),
    (r".*\b[wub]_[figo]\s*:.*", "A weight gets its number with =, as in Weights.ones(w_f=...)."),
    (r".*[(,]\s*([wub]_[figo])\s*[,)].*", "Say what {1} is to be: {1}=..."),
    (r".*\b[wub]_[figo]\s*=\s*[^,\s]+\s+[wub]_.*", "A comma is missing between two weights."),
)


def explain(cell: str, error: SyntaxError | NameError) -> str | None:
    r"""Say what to type instead; None where it is no answer, or there is nothing better to say.

    Parameters
    ----------
    cell
        What stands in the notebook's cell.
    error
        What Python says of it.

    Examples
    --------
    >>> explain('my_h = 27 h\ncheck("h", my_h)', SyntaxError("invalid decimal literal"))
    'Type the number alone: my_h = 27'
    >>> explain("1 +", SyntaxError("invalid syntax"))
    """
    if bare := re.search(r"\breceipt\(\s*([^\W\d_][^\"'()]*?)\s*\)", cell):
        return f'Your name goes in quotes: receipt("{bare[1]}")'
    if not _is_answer(cell):
        return None
    if isinstance(error, NameError):
        return _of_name(cell, str(error.name or ""))
    return next(_of_lines(cell), None)


def _is_answer(cell: str) -> bool:
    return bool(re.search(r"^\s*my\w*\s*=|\bcheck(_[a-z]+)?\s*\(", cell, re.MULTILINE))


@dataclass(frozen=True)
class _Answer:
    """The lines in which a learner answers, and what the cell expects there."""

    cell: str
    lines: str

    @property
    def left(self) -> str:
        return self.lines.partition("=")[0].strip()

    @property
    def right(self) -> str:
        typed = self.lines.partition("=")[2]
        return (typed if {'"', "'"} & {*typed} else typed.partition("#")[0]).strip()

    @property
    def what(self) -> str:
        """What is asked for, in words."""
        return say(next(words for call, words in _ASKS.items() if call in self.cell))


def _answers(cell: str) -> Iterator[_Answer]:
    """Cut a cell where a line begins with an answer or a check."""
    for lines in re.split(r"^(?=\s*my\w*\b|check)", cell, flags=re.MULTILINE):
        if lines.strip():
            yield _Answer(cell, lines)


def _is_python(lines: str) -> bool:
    try:
        ast.parse(lines)
    except (SyntaxError, ValueError):
        return False
    return True


def _of_lines(cell: str) -> Iterator[str]:
    """Say what is the matter with the first lines that Python cannot read."""
    if _is_python("\n".join(line.strip() for line in cell.splitlines())):
        yield say("Take away the space at the beginning of the line.")
    whole = _Answer(cell, cell)
    answer = next((each for each in _answers(cell) if not _is_python(each.lines)), whole)
    first = answer.lines.strip().partition("\n")[0]
    if not first.startswith("my"):
        if turned := re.match(r"(.+?)\s*=\s*(my\w*)\s*$", first):
            yield say("The name comes first: {name} = {typed}").format(
                name=turned[2], typed=turned[1]
            )
        yield say("Python cannot read “{line}”. Was it changed? Ctrl+Z brings it back.").format(
            line=_short(first)
        )
    if not answer.left.isidentifier():
        expected = re.search(r"\bcheck(?:_[a-z]+)?\(.*?\b(my\w*)", cell)
        name = expected[1] if expected else "my_..."
        yield say("The line begins with the name and an equals sign: {name} = ...").format(
            name=name
        )
    signs = [sign for sign in answer.right if sign in _SIGNS]
    mended = "".join(_SIGNS.get(sign, sign) for sign in answer.right)
    if signs and _is_python(mended):
        yield say("Python does not know the sign {sign}: it reads {name} = {typed}").format(
            sign=signs[0], name=answer.left, typed=mended
        )
    yield from _of_typed(answer)
    if brackets := answer.right.count("(") - answer.right.count(")"):
        more, less = "()" if brackets > 0 else ")("
        yield say("A {more} is too much, or a {less} is missing.").format(more=more, less=less)
    yield say("Python cannot read “{line}”: {what} is wanted behind the =.").format(
        line=_short(first), what=answer.what
    )


def _of_typed(answer: _Answer) -> Iterator[str]:
    for pattern, says in TYPED:
        if found := re.fullmatch(pattern, answer.right, re.DOTALL):
            yield say(says).format(
                *(found[0], *found.groups()),
                name=answer.left,
                what=answer.what,
                joined=re.sub(r"[^-+\d]", "", answer.right),
            )


def _of_name(cell: str, name: str) -> str | None:
    """Say what a name is that Python does not know."""
    answers = [answer for answer in _answers(cell) if answer.lines.startswith("my")]
    for answer in answers:
        if name in _names(answer.lines):
            return _of_typed_name(answer, name)
    if twice := re.search(rf"^{name}\s*==\s*(.+)", cell, re.MULTILINE):
        return say("One equals sign is enough: {name} = {1}").format(
            *(twice[0], twice[1]), name=name
        )
    if name in sys.modules["lstm_helpers"].__all__:
        return say(
            "{name} is not there yet: first run the cell that begins with “from lstm_helpers”."
        ).format(name=name)
    if name.startswith("my"):
        if answers:
            says = say("There is no {name} yet: the answer is called {other}.")
            return says.format(name=name, other=answers[0].left)
        return say("There is no {name} yet: {name} = ... is missing.").format(name=name)
    if re.search(rf"\bcheck(_[a-z]+)?\(.*\b{name}\b", cell, re.DOTALL):
        return say("{name} comes from a cell further up: run the cells above first.").format(
            name=name
        )
    return None


def _names(lines: str) -> set[str]:
    """Return the names on the right of an answer."""
    values = [node.value for node in ast.parse(lines).body if isinstance(node, ast.Assign)]
    return {node.id for value in values for node in ast.walk(value) if isinstance(node, ast.Name)}


def _of_typed_name(answer: _Answer, name: str) -> str:
    left, right = answer.left, answer.right
    if "check_choice(" in answer.cell:
        letter = re.fullmatch(r"\(?([A-Za-z])\)?", right)
        if letter:
            says = say('A letter goes in quotes: {name} = "{letter}"')
            return says.format(name=left, letter=letter[1].lower())
        return say('A letter goes in quotes: {name} = "a", if it is a').format(name=left)
    if "check_cell(" in answer.cell:
        if name in WEIGHT_NAMES:
            return say("Say what {name} is to be: Weights.ones({name}=...)").format(name=name)
        if name.lower() in ("weights", "weight", "ones"):
            return say("Python tells W from w, and wants the whole of it: Weights.ones(w_f=...)")
        return say(
            "Python does not know {name}: weights are written as in Weights.ones(w_f=...)"
        ).format(name=name)
    if "·" in name:  # to Python it is a letter
        return say("Python does not know the sign ·: it writes * for times.")
    if name.lower() in _TWENTY:
        return say("Type the number in digits: {name} = {number}").format(
            name=left, number=_TWENTY.index(name.lower())
        )
    if name in QUANTITIES or name in WEIGHT_NAMES:
        return say("Python has no number for {name} here: type the numbers themselves.").format(
            name=name
        )
    return say("{name} is no number: type your answer in digits.").format(name=name)


def _short(line: str) -> str:
    return line if len(line) <= 40 else f"{line[:37]}..."


# ---- in a notebook -------------------------------------------------------------------------------


def install() -> None:
    """Let a notebook's own cells explain themselves; outside of IPython it does nothing."""
    get_ipython = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)
    shell = get_ipython()
    if shell is not None and not shell.custom_exceptions:  # somebody else's are left alone
        shell.set_custom_exc((SyntaxError, NameError), _show)


def _show(
    shell: Any,
    kind: type[BaseException],
    error: SyntaxError | NameError,
    traceback: TracebackType,
    tb_offset: int | None = None,
) -> None:
    """Show a friendly line, or what IPython would have shown."""
    ran = _files_of_cells(shell, traceback)
    says = None
    if isinstance(error, SyntaxError) and not ran:
        says = explain(_text_of(error.filename), error)
    elif isinstance(error, NameError) and ran and ran[-1] == _last_file(traceback):
        says = explain(_text_of(ran[-1]), error)
    if says:
        sys.modules["IPython.display"].display(Feedback("slip", says))
    else:
        _as_ever(shell, error, bool(ran))


def _as_ever(shell: Any, error: BaseException, while_running: bool) -> None:
    show: Callable[[], None]
    if while_running:
        shell.showtraceback(running_compiled_code=True)
        return
    show = shell.showsyntaxerror
    if isinstance(error, IndentationError):
        show = shell.showindentationerror
    show()


def _files_of_cells(shell: Any, traceback: TracebackType | None) -> list[str]:
    """Name what the frames of the notebook's own cells were read from."""
    files = []
    while traceback is not None:
        if traceback.tb_frame.f_globals is shell.user_ns:
            files.append(traceback.tb_frame.f_code.co_filename)
        traceback = traceback.tb_next
    return files


def _last_file(traceback: TracebackType) -> str:
    while traceback.tb_next is not None:
        traceback = traceback.tb_next
    return traceback.tb_frame.f_code.co_filename


def _text_of(file: str | None) -> str:
    return "".join(linecache.getlines(file or ""))
