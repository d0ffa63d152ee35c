"""What a widget is where it cannot be live."""

from __future__ import annotations

import pytest
from IPython.core.formatters import DisplayFormatter

from lstm_helpers import Chart, Explorer, Question
from lstm_helpers.page.mime import NO_PICTURE, WIDGET_VIEW, ByBundle, bundle, without_note
from lstm_helpers.words.language import LANGUAGES, speaking


def test_a_widget_says_the_same_in_three_ways() -> None:
    live = ({WIDGET_VIEW: {"model_id": "1"}, "text/plain": "Explorer()"}, {"colab": {}})
    data, metadata = bundle(live, "<svg/>", "h = 1")
    assert data == {
        WIDGET_VIEW: {"model_id": "1"},
        "image/svg+xml": "<svg/>",
        "text/plain": f"h = 1\n\n{NO_PICTURE}",
    }
    assert metadata == {"colab": {}}
    assert live[0]["text/plain"] == "Explorer()"  # nobody else's bundle is changed


def test_what_is_not_trusted_says_what_to_do() -> None:
    assert NO_PICTURE == (
        "(A picture belongs here. Run the cell, or trust the notebook: "
        "python -m lstm_helpers.trust)"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_beside_its_picture_a_text_has_no_such_note(language: str) -> None:
    with speaking(language):
        text = bundle(None, "<svg/>", "h = 1")[0]["text/plain"]
    assert text.startswith("h = 1\n\n(")
    assert without_note(text) == "h = 1"


def test_the_way_of_ipywidgets_7_is_shut() -> None:
    assert ByBundle._ipython_display_ is None


def test_what_shows_nothing_live_still_shows_a_picture_and_a_table() -> None:
    data, metadata = bundle(None, "<svg/>", "h = 1")
    assert list(data) == ["image/svg+xml", "text/plain"]
    assert metadata == {}


def test_only_who_gets_no_picture_is_told_how_to_get_it() -> None:
    # Of a notebook that it does not trust, Jupyter shows HTML all the same.
    data, _ = bundle(None, "<p>h = 1</p>", "h = 1", "text/html")
    assert data == {"text/html": "<p>h = 1</p>", "text/plain": "h = 1"}


@pytest.mark.parametrize(
    ("widget", "kinds"),
    [
        (Explorer(), {WIDGET_VIEW, "image/svg+xml", "text/plain"}),
        (Chart("loss"), {WIDGET_VIEW, "image/svg+xml", "text/plain"}),
        (Question("forget"), {WIDGET_VIEW, "text/html", "text/plain"}),
    ],
    ids=lambda each: type(each).__name__,
)
def test_jupyter_shows_the_whole_bundle_whatever_its_ipywidgets(
    widget: object, kinds: set[str]
) -> None:
    data, _ = DisplayFormatter().format(widget)
    assert data.keys() == kinds
