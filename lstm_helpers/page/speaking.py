"""A widget that speaks one language for as long as it is there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from lstm_helpers.page.mime import ByBundle
from lstm_helpers.page.scripts import module
from lstm_helpers.words.language import ENGLISH, speaking

__all__ = ["Speaking", "in_its_language"]

Result = TypeVar("Result")


class Speaking(ByBundle):
    """A widget that goes on in the language that was spoken when it was made.

    A widget's `_script` is the path of its module in the package, and `language` what it speaks.
    """

    _script: str
    _esm: Any
    language: str = ENGLISH.name

    def _speak(self, language: str) -> None:
        """Speak a language: before anywidget is told which module shows it."""
        self.language = language
        if language != ENGLISH.name:  # the English module is the class's own
            self._esm = module(self._script, language)


def in_its_language(method: Callable[..., Result]) -> Callable[..., Result]:
    """Let a widget's method speak the widget's language, whatever is spoken around it."""

    @wraps(method)
    def speaks(self: Speaking, *given: Any, **named: Any) -> Result:
        with speaking(self.language):
            return method(self, *given, **named)

    return speaks
