"""What a widget is where it cannot be live."""

from __future__ import annotations

import pytest
from IPython.core.formatters import DisplayFormatter

from lstm_helpers import Chart, Explorer, Question
from lstm_helpers.page.mime import NO_PICTURE, WIDGET_VIEW, bundle


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
