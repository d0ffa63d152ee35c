"""Questions in the page: options to press, a field for a number, a word on each answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from html import escape
from typing import Any

import anywidget
import traitlets

from lstm_helpers.exercises.journal import JOURNAL, Entry, choice_slip, entry_of
from lstm_helpers.exercises.kinds import AskNumber, Choice, Option
from lstm_helpers.exercises.questions import question_named
from lstm_helpers.page.mime import Shown, bundle
from lstm_helpers.page.scripts import module, sheet
from lstm_helpers.page.speaking import Speaking, in_its_language
from lstm_helpers.words.language import say, speaking, told

__all__ = ["QUESTION_SAYS", "SHEETS", "TO_ANSWER", "Question"]

SHEETS = ("page/base.css", "exercises/question.css")

QUESTION_SAYS = {
    "field": "your number",
    "check": "check",
    "right": "right",
    "slip": "not this one",
}

TO_ANSWER = "To answer, run this cell."


class Question(Speaking, anywidget.AnyWidget):
    """One question, or several, to be answered where they stand.

    It needs no kernel: what is said of each answer travels with it.

    Parameters
    ----------
    names
        Keys of `lstm_helpers.exercises.questions.QUESTIONS`.
    language
        "en" or "de"; what `use_language` said when left out.

    Attributes
    ----------
    answers
        By the question's name: how often something was answered until it was right (`tries`),
        whether it has been (`solved`), the wrong answers (`slips`), and what was `chosen` or
        `typed` last. A choice is known by the letter it has in the table: the page shuffles them.

    Raises
    ------
    TypeError
        When no question is named.
    ValueError
        When there is no such question.

    Examples
    --------
    >>> print(Question("forget").text)
    Which one would you shut so that the cell forgets, and knows nothing but the newest input?
      a  the forget gate, f
      b  the input gate, i
      c  the candidate, g
      d  the output gate, o
    >>> Question("forget").solved
    False
    """

    _script = "exercises/question.js"
    _esm = module(_script)
    _css = sheet(*SHEETS)

    # A layout is a second model, and the page would wait for it: the style sheet does without.
    layout = traitlets.Any(None).tag(sync=True)

    questions = traitlets.List(traitlets.Dict()).tag(sync=True)
    answers = traitlets.Dict().tag(sync=True)

    def __init__(self, *names: str, language: str | None = None, **traits: Any) -> None:
        if not names:
            raise TypeError("no question is named; expected a name such as Question('forget').")
        with speaking(language) as spoken:
            self._speak(spoken)
            self._asked = [_told(question_named(name)) for name in names]
        sent = [_sent(name, asked) for name, asked in zip(names, self._asked, strict=True)]
        super().__init__(questions=sent, **traits)
        JOURNAL.ask(names)
        self.observe(self._note, "answers")

    def _note(self, change: object) -> None:
        """Let the kernel hear of what is answered."""
        JOURNAL.report(
            {name: self._entry(name, kept) for name, kept in self.answers.items()}, self.model_id
        )

    def _entry(self, name: str, kept: Mapping[str, Any]) -> Entry:
        if isinstance(question_named(name), AskNumber):
            return entry_of(kept)
        return entry_of(kept, [choice_slip(name, letter) for letter in kept.get("slips", ())])

    @property
    def solved(self) -> bool:
        """Whether all of it has been answered rightly."""
        return all(
            self.answers.get(question["name"], {}).get("solved", False)
            for question in self.questions
        )

    @property
    def text(self) -> str:
        """The questions and their options as plain text, without an answer."""
        numbered = len(self._asked) > 1
        parts = []
        for n, asked in enumerate(self._asked, start=1):
            options = asked.options.items() if isinstance(asked, Choice) else ()
            lines = [f"{n}. {asked.text}" if numbered else asked.text]
            parts.append("\n".join([*lines, *(f"  {letter}  {o.text}" for letter, o in options)]))
        return "\n\n".join(parts)

    @property
    @in_its_language
    def html(self) -> str:
        """The same as HTML, for a page that runs no script."""
        parts = []
        for asked in self._asked:
            options = asked.options.values() if isinstance(asked, Choice) else ()
            items = "".join(f"<li>{_coded(option.text)}</li>" for option in options)
            parts.append(
                f"<p>{_coded(asked.text)}</p>" + (f'<ol type="a">{items}</ol>' * bool(items))
            )
        if len(parts) > 1:
            parts = ["<ol>", *(f"<li>{part}</li>" for part in parts), "</ol>"]
        return "".join([*parts, f"<p><em>{say(TO_ANSWER)}</em></p>"])

    @in_its_language
    def _repr_mimebundle_(self, **kwargs: Any) -> Shown:
        """Say the same in three ways: to be answered, for any page, as plain text."""
        return bundle(super()._repr_mimebundle_(**kwargs), self.html, self.text, "text/html")


def _told(asked: Choice | AskNumber) -> Choice | AskNumber:
    """Say a question, its options, and what is said of each, in the language spoken now."""
    if isinstance(asked, AskNumber):
        return replace(asked, text=say(asked.text))
    options = {letter: Option(*told(option)) for letter, option in asked.options.items()}
    return Choice(say(asked.text), asked.right, options)


def _coded(text: str) -> str:
    """Write what stands between backticks as code.

    >>> _coded("`h_prev` < 1")
    '<code>h_prev</code> &lt; 1'
    """
    return re.sub(r"`([^`]*)`", r"<code>\1</code>", escape(text, quote=False))


def _sent(name: str, asked: Choice | AskNumber) -> dict[str, Any]:
    """Write a question as it travels."""
    if isinstance(asked, Choice):
        options = {letter: option._asdict() for letter, option in asked.options.items()}
        return {
            "name": name,
            "kind": "choice",
            "text": asked.text,
            "right": asked.right,
            "options": options,
        }
    setting = asked.setting
    return {
        "name": name,
        "kind": "number",
        "text": asked.text,
        "asked": {"name": asked.name, "t": asked.t, "of": asked.of, "through_h": True},
        "given": {
            "weights": setting.weights.as_dict(),
            "inputs": list(map(float, setting.inputs)),
            "h0": float(setting.h0),
            "c0": float(setting.c0),
            "activations": list(setting.activations.names),
        },
    }
