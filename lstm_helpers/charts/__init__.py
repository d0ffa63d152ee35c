"""Charts: what they show, where it goes, how it is drawn; and the widgets that show them."""

from lstm_helpers.charts.chart import Chart
from lstm_helpers.charts.following import ActivationCurve, TimeChart
from lstm_helpers.charts.powers import Powers
from lstm_helpers.charts.watch import watch

__all__ = ["ActivationCurve", "Chart", "Powers", "TimeChart", "watch"]
