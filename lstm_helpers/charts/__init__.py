"""Charts: what they show, where it goes, how it is drawn; and the widgets that show them."""

from typing import TYPE_CHECKING

from lstm_helpers.lazy import on_first_use

if TYPE_CHECKING:
    from lstm_helpers.charts.chart import Chart
    from lstm_helpers.charts.following import ActivationCurve, TimeChart
    from lstm_helpers.charts.powers import Powers
    from lstm_helpers.charts.watch import watch

__all__ = ["ActivationCurve", "Chart", "Powers", "TimeChart", "watch"]

on_first_use(
    __name__,
    {
        "chart": "Chart",
        "following": "ActivationCurve TimeChart",
        "powers": "Powers",
        "watch": "watch",
    },
)
