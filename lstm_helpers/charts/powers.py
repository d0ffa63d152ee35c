"""Products of the same factor, over and over: what becomes of a gradient.

>>> powers = Powers(f=1, u=0.5)
>>> powers.u = 2
>>> [line.points[50][1] for line in powers.content.lines]
[1.0, 1125899906842624.0]
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import accumulate, repeat
from typing import Any

from lstm_helpers.cell.given import plain_number, quoted
from lstm_helpers.charts.content import Content, Look, Point, content_of
from lstm_helpers.charts.look import as_ends, as_names, look_of
from lstm_helpers.charts.widget import ChartWidget
from lstm_helpers.page.traits import NumberTrait
from lstm_helpers.words.language import say, speaking, told
from lstm_helpers.words.numbers import superscript

__all__ = ["Powers"]

SLIDERS = {
    "f": {"label": "forget gate of the LSTM, f", "role": "f"},
    "u": {"label": "recurrent kernel of the plain unit, u", "role": "o"},
    "slope": {"label": "slope of the plain unit's activation, slope", "role": "o"},
}


class Powers(ChartWidget):
    """The size of a gradient over many steps back: an LSTM's carousel beside a plain unit.

    Along the cell state, every step back multiplies the gradient by f. In a plain recurrent unit,
    ``h = activation(w·x + u·h_prev)``, it multiplies it by u and the slope s of the activation.

    Parameters
    ----------
    f, u, slope
        Where the sliders start; later, ``powers.f = 0.9`` does what the thumb does.
    steps
        How many steps back.
    show
        Which sliders there are.
    ylim
        Where the axis starts and ends. It does not follow the numbers, so that the eye can follow
        the lines.
    limits
        Where the sliders end.
    options
        As `Chart` takes them.

    Examples
    --------
    >>> powers = Powers(f=0.9, u=0.5)
    >>> print(powers.table.splitlines()[-1].strip())
    50  0.005154  8.882e−16
    """

    f, u, slope = NumberTrait(1.0), NumberTrait(1.0), NumberTrait(1.0)

    def __init__(
        self,
        f: float = 0.9,
        u: float = 0.9,
        slope: float = 1,
        *,
        steps: int = 50,
        show: str | Iterable[str] = "f u",
        ylim: tuple[float, float] = (1e-6, 1e6),
        limits: tuple[float, float] = (0, 2),
        language: str | None = None,
        **options: Any,
    ) -> None:
        with speaking(language):
            start = {
                "f": plain_number("f", f),
                "u": plain_number("u", u),
                "slope": plain_number("slope", slope),
            }
            wanted = as_names("show", show)
            for name in wanted:
                if name not in start:
                    raise ValueError(
                        f"show names {quoted(name)}; expected sliders among f, u and slope."
                    )
            if isinstance(steps, bool) or not isinstance(steps, int) or steps < 1:
                raise ValueError(f"steps is {quoted(steps)}; expected a whole number, 1 or more.")
            is_bare = "slope" not in wanted and slope == 1
            said = {
                "title": say("how much of a gradient comes back"),
                "x_label": say("steps back"),
                "y_label": say("size of the gradient (log axis)"),
                "scale": "log",
            }
            look = look_of(
                "powers",
                _lines(superscript(str(steps)), "u" if is_bare else "(u·s)"),
                xlim=(0, steps),
                ylim=ylim,
                sliders=[{"name": name, **told(SLIDERS[name])} for name in wanted],
                limits=as_ends("limits", limits),
                step=0.01,
                **said | options,
            )
            super().__init__(look, **start)

    @property
    def content(self) -> Content:
        """What the chart shows, in numbers."""
        factors = {"f": self.f, "u": self.u, "slope": self.slope}
        return powers_content(self.look, self.scale, factors)


def _lines(steps: str, factor: str) -> list[dict[str, Any]]:
    return [
        {"name": "lstm", "label": f"LSTM: f{steps}", "role": "f", "valued": True},
        {
            "name": "plain",
            "label": say("plain: {power}").format(power=factor + steps),
            "role": "o",
            "valued": True,
        },
    ]


def powers_content(look: Look, scale: str, factors: Mapping[str, float]) -> Content:
    """Multiply, step by step."""
    count = int(look["xlim"][1])

    def sizes(factor: float) -> list[Point]:
        products = accumulate(repeat(factor, count), lambda a, b: abs(a * b), initial=1.0)
        return [(float(n), size) for n, size in enumerate(products)]

    points = {"lstm": sizes(factors["f"]), "plain": sizes(factors["u"] * factors["slope"])}
    return content_of(look, scale, points)
