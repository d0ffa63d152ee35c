"""A learner's slip of the pen gets one friendly line; every other error stays as it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import nbformat
import pytest
from IPython.core.interactiveshell import InteractiveShell
from nbclient import NotebookClient
from traitlets.config import Config

from lstm_helpers.exercises import friendly
from tools.notebooks import KERNEL

TOOLS = "from lstm_helpers import Weights, check, check_cell, check_choice"
HARMLESS = Config({"HistoryManager": {"enabled": False}, "InteractiveShell": {"colors": "nocolor"}})


@pytest.fixture(scope="module")
def shell() -> Iterator[InteractiveShell]:
    """A shell of IPython's, as a notebook has one, in which a lesson has fetched its tools."""
    with pytest.MonkeyPatch.context() as patch:
        shell = InteractiveShell(config=HARMLESS)
        patch.setattr("IPython.get_ipython", lambda: shell)
        friendly.install()
        shell.run_cell(TOOLS)
        yield shell
        shell.restore_sys_module_state()


def number(answer: str) -> str:
    return f'my_h = {answer}\ncheck("h", my_h)'


def letter(answer: str) -> str:
    return f'my_reason = {answer}\ncheck_choice("u_f at step 1", my_reason)'


def cell(answer: str) -> str:
    return f'my_weights = {answer}\ncheck_cell(my_weights, {{"h": [5]}}, [1])'


SAID = {
    number(""): "Nothing stands behind “my_h =” yet: a number is wanted there.",
    number("# mine"): "Nothing stands behind “my_h =” yet: a number is wanted there.",
    number("...27"): "Put your answer in place of the three dots: take all three away.",
    number("27 h"): "Type the number alone: my_h = 27",
    number("27h"): "Type the number alone: my_h = 27",
    number("h 27"): "Type the number alone: my_h = 27",
    number("27%"): "Type the number alone: my_h = 27",
    number("- 8 because of o"): "Type the number alone: my_h = - 8",
    number("27!"): "Type the number alone: my_h = 27",
    number("3 211"): "Type the number in one piece: my_h = 3211",
    number("3,011"): "Type the number in one piece: my_h = 3011",
    number("027"): "Python takes no 0 in front of a number: my_h = 27",
    number("2·3"): "Python does not know the sign ·: it reads my_h = 2*3",
    number("2×3"): "Python does not know the sign ×: it reads my_h = 2*3",
    number("2 x 3"): "Python writes * for times: my_h = 2*3",
    number("−1"): "Python does not know the sign −: it reads my_h = -1",
    number("= 27"): "One equals sign is enough: my_h = 27",
    number("(27"): "A ( is too much, or a ) is missing.",
    number("12 13"): "Python cannot read “my_h = 12 13”: a number is wanted behind the =.",
    number("twelve"): "Type the number in digits: my_h = 12",
    number("i*g"): "Python has no number for i here: type the numbers themselves.",
    number("o·c"): "Python does not know the sign ·: it writes * for times.",
    number("much"): "much is no number: type your answer in digits.",
    letter("b"): 'A letter goes in quotes: my_reason = "b"',
    letter("(D)"): 'A letter goes in quotes: my_reason = "d"',
    letter("yes"): 'A letter goes in quotes: my_reason = "a", if it is a',
    letter("d)"): 'Type the letter alone, in quotes: my_reason = "d"',
    letter('"b'): "A quote is missing: there is one before and one behind the letter.",
    letter("b'"): "A quote is missing: there is one before and one behind the letter.",
    letter("“b”"): 'Python does not know the sign “: it reads my_reason = "b"',
    letter(""): "Nothing stands behind “my_reason =” yet: a letter in quotes is wanted there.",
    cell("Weights.ones(w_o=5"): "A ( is too much, or a ) is missing.",
    cell("Weights.ones(w_o=5))"): "A ) is too much, or a ( is missing.",
    cell("Weights.ones(w_o:5)"): "A weight gets its number with =, as in Weights.ones(w_f=...).",
    cell("Weights.ones(w_o=5 b_f=1)"): "A comma is missing between two weights.",
    cell("Weights.ones(w_o=5, b_f)"): "Say what b_f is to be: b_f=...",
    cell("Weights.ones(w_o)"): "Say what w_o is to be: Weights.ones(w_o=...)",
    cell("Weights.ones(w_o=−5)"): (
        "Python does not know the sign −: it reads my_weights = Weights.ones(w_o=-5)"
    ),
    cell("weights.ones(w_o=5)"): (
        "Python tells W from w, and wants the whole of it: Weights.ones(w_f=...)"
    ),
    cell("Weight.ones(w_o=5)"): (
        "Python tells W from w, and wants the whole of it: Weights.ones(w_f=...)"
    ),
    cell("Ones(w_o=5)"): (
        "Python tells W from w, and wants the whole of it: Weights.ones(w_f=...)"
    ),
    cell(
        "nothing"
    ): "Python does not know nothing: weights are written as in Weights.ones(w_f=...)",
    " my_h = 27\ncheck('h', my_h)": "Take away the space at the beginning of the line.",
    "my h = 27\ncheck('h', my_h)": "The line begins with the name and an equals sign: my_h = ...",
    "27 = my_h\ncheck('h', my_h)": "The name comes first: my_h = 27",
    "my_h == 27\ncheck('h', my_h)": "One equals sign is enough: my_h = 27",
    "my_H = 27\ncheck('h', my_h)": "There is no my_h yet: the answer is called my_H.",
    "h = 27\ncheck('h', my_h)": "There is no my_h yet: my_h = ... is missing.",
    "my_h = 27\ncheck('h', my_h": (
        "Python cannot read “check('h', my_h”. Was it changed? Ctrl+Z brings it back."
    ),
    "my_h = 27\ncheck('h', my_h, weights=biased)": (
        "biased comes from a cell further up: run the cells above first."
    ),
    "my_h = 27\ncheck_gradient('h', my_h, t=1)": (
        "check_gradient is not there yet: first run the cell that begins with “from lstm_helpers”."
    ),
    "my_c = 6\nmy_h = 7 h\ncheck('h', my_h)": "Type the number alone: my_h = 7",
}


@pytest.mark.parametrize("source", SAID)
def test_a_slip_of_the_pen_gets_one_line(
    source: str, shell: InteractiveShell, capsys: pytest.CaptureFixture[str]
) -> None:
    shell.user_ns.pop("my_h", None)
    result = shell.run_cell(source)
    assert capsys.readouterr().out == f"↻ {SAID[source]}\n"
    assert isinstance(result.error_before_exec or result.error_in_exec, SyntaxError | NameError)


@pytest.mark.parametrize(
    ("signs", "python"),
    [
        ("·×•⋅∙", "2*3"),
        ("−–—", "2-3"),
        ("÷∕", "2/3"),
    ],
)
def test_every_sign_between_two_numbers_is_said_as_python_writes_it(
    signs: str, python: str
) -> None:
    for sign in signs:
        said = friendly.explain(number(f"2{sign}3"), SyntaxError())
        assert said == f"Python does not know the sign {sign}: it reads my_h = {python}"


def test_every_other_sign_is_said_as_python_writes_it() -> None:
    for sign, python in {"²": "3**2", "³": "3**3"}.items():
        said = friendly.explain(number(f"3{sign}"), SyntaxError())
        assert said == f"Python does not know the sign {sign}: it reads my_h = {python}"
    for sign, python in {"½": "1/2", "¼": "1/4", "∞": "inf"}.items():
        said = friendly.explain(number(sign), SyntaxError())
        assert said == f"Python does not know the sign {sign}: it reads my_h = {python}"
    for quote in "“”„«»‘’‚´`":
        said = friendly.explain(letter(f"{quote}b{quote}"), SyntaxError())
        assert said == f'Python does not know the sign {quote}: it reads my_reason = "b"'


def test_a_number_in_words_is_said_in_digits() -> None:
    words = "zero one two three four five six seven eight nine ten eleven twelve thirteen"
    words += " fourteen fifteen sixteen seventeen eighteen nineteen twenty"
    for n, word in enumerate(words.split()):
        for typed in (word, word.upper()):
            said = friendly.explain(number(typed), NameError(name=typed))
            assert said == f"Type the number in digits: my_h = {n}"


def test_a_long_line_is_cut() -> None:
    line = "my_h = 1 2" + " + 3" * 8
    for typed, shown in ((line[:40], line[:40]), (f"{line[:40]}3", f"{line[:37]}...")):
        said = friendly.explain(f'{typed}\ncheck("h", my_h)', SyntaxError())
        assert said == f"Python cannot read “{shown}”: a number is wanted behind the =."


@pytest.mark.parametrize(
    ("source", "shows"),
    [
        ("x = = 1", "SyntaxError: invalid syntax"),
        ("for x in [1]:\nx", "IndentationError: expected an indented block"),
        ("nowhere + 1", "NameError: name 'nowhere' is not defined"),
        ("my_h = 1 / 0\ncheck('h', my_h)", "ZeroDivisionError: division by zero"),
        ("my_h = int('six')\ncheck('h', my_h)", "ValueError: invalid literal for int()"),
        ("my_h = 1\ncheck('nope', my_h)", "ValueError: there is no quantity 'nope'"),
        ("my_h = exec('1 +')\ncheck('h', my_h)", "SyntaxError: invalid syntax"),
        ("my_h = eval('nowhere')\ncheck('h', my_h)", "NameError: name 'nowhere' is not defined"),
        ("my_w = Weights.ones(wo=5)\ncheck_cell(my_w, {}, [1])", "TypeError: 'wo' is no weight"),
        ("my_h = 1\nnowhere\ncheck('h', my_h)", "NameError: name 'nowhere' is not defined"),
    ],
)
def test_every_other_error_stays_as_it_is(
    source: str, shows: str, shell: InteractiveShell, capsys: pytest.CaptureFixture[str]
) -> None:
    shell.run_cell(source)
    said = capsys.readouterr().out
    assert "↻" not in said
    assert shows in said
    assert "Custom TB Handler failed" not in said


def test_an_error_inside_of_what_is_called_is_no_slip_of_the_learners(
    shell: InteractiveShell, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> Any:
        return nowhere  # type: ignore[name-defined]  # noqa: F821

    shell.user_ns["broken"] = broken
    shell.run_cell(number("broken() or nowhere"))
    said = capsys.readouterr().out
    assert "↻" not in said
    assert "NameError: name 'nowhere' is not defined" in said


def test_an_answer_that_is_fine_is_checked(
    shell: InteractiveShell, capsys: pytest.CaptureFixture[str]
) -> None:
    assert shell.run_cell(number("1")).result.verdict == "right"
    assert shell.run_cell(number("...")).result.verdict == "open"
    assert shell.run_cell(letter('"b"')).result.verdict == "right"


def test_a_handler_that_somebody_else_has_installed_stays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Shell:
        custom_exceptions = (KeyError,)

        def set_custom_exc(self, *_: Any) -> None:
            raise AssertionError

    monkeypatch.setattr("IPython.get_ipython", Shell)
    friendly.install()


def test_outside_of_ipython_nothing_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("IPython.get_ipython", lambda: None)
    friendly.install()
    monkeypatch.delitem(friendly.sys.modules, "IPython")
    friendly.install()


def test_in_a_notebook_the_line_stands_in_the_place_of_the_traceback() -> None:
    cells = [TOOLS, letter("b"), number("27 h"), number("1"), "1 +", "nowhere"]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(each) for each in cells])
    NotebookClient(
        notebook,
        kernel_name=KERNEL["name"],
        allow_errors=True,
        extra_arguments=["--IPKernelApp.log_level=ERROR"],
    ).execute()
    shown = [cell.outputs for cell in notebook.cells[1:]]
    assert [len(outputs) for outputs in shown] == [1] * 5
    reason, h, fine, no_sum, nowhere = (outputs[0] for outputs in shown)
    assert reason.data["text/plain"] == '↻ A letter goes in quotes: my_reason = "b"'
    assert h.data["text/html"].startswith("<div")
    assert fine.data["text/plain"].startswith("✓ 1 is right")
    assert (no_sum.ename, nowhere.ename) == ("SyntaxError", "NameError")


@pytest.mark.parametrize(
    ("cell", "error"),
    [
        ("receipt(Ada)", NameError("name 'Ada' is not defined", name="Ada")),
        ("receipt(Ada )", SyntaxError("invalid syntax")),
    ],
)
def test_a_name_without_quotes_in_a_receipt_is_mended(
    cell: str, error: SyntaxError | NameError
) -> None:
    assert friendly.explain(cell, error) == 'Your name goes in quotes: receipt("Ada")'
    assert friendly.explain('receipt("Ada")', error) is None
    assert friendly.explain("receipt(...)", error) is None
