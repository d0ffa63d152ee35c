"""A widget goes on in the language that was spoken when it was made."""

from __future__ import annotations

import pytest

from lstm_helpers.page.scripts import module
from lstm_helpers.page.speaking import Speaking, in_its_language
from lstm_helpers.words.language import say, speaking


@pytest.fixture(name="Widget")
def least_that_speaks() -> type[Speaking]:
    """A kind of widget."""

    class Widget(Speaking):
        _script = "live/gate_map.js"
        _esm = "the class's own"

        @in_its_language
        def says(self, *texts: str, end: str) -> str:
            """Say something, and an end."""
            return "".join([*map(say, texts), end, self.language])

    return Widget


def test_what_a_widget_says_is_in_its_own_language_whatever_is_spoken_around_it(Widget) -> None:
    english, german = Widget(), Widget()
    english._speak("en")
    german._speak("de")
    for around in ("de", "en"):
        with speaking(around):
            assert Widget().says("cell state", end=".") == "cell state.en"
            assert english.says("cell state", " ", "forget gate", end=".") == (
                "cell state forget gate.en"
            )
            assert german.says("cell state", end="!") == "Zellzustand!de"
            assert say("cell state") == {"de": "Zellzustand", "en": "cell state"}[around]


def test_only_in_another_language_it_has_a_script_of_its_own(Widget) -> None:
    english, german = Widget(), Widget()
    english._speak("en")
    german._speak("de")
    assert english._esm == "the class's own"
    assert german._esm == module("live/gate_map.js", "de") != module("live/gate_map.js")


def test_a_method_keeps_its_name_and_what_it_tells_of_itself(Widget) -> None:
    assert (Widget.says.__name__, Widget.says.__doc__) == ("says", "Say something, and an end.")
