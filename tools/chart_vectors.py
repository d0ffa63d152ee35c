"""Charts of every kind, for what both languages must agree on: what goes in, and the plan of it."""

from __future__ import annotations

import math
import random
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from lstm_helpers.cell.activations import IDENTITY, STANDARD
from lstm_helpers.cell.weights import Weights
from lstm_helpers.charts.content import Content, Dot, Line
from lstm_helpers.charts.drawing import shapes
from lstm_helpers.charts.following import curve_content, curve_look, time_content, time_look
from lstm_helpers.charts.plan import POINTS_UP_TO, plan
from lstm_helpers.charts.powers import Powers
from lstm_helpers.charts.scales import SCALES
from lstm_helpers.graph.forward import unroll
from lstm_helpers.graph.scene import Scene

__all__ = ["plans"]

INF, NAN = math.inf, math.nan
NASTY = (
    *(0.0, -0.0, 1.0, -1.0, 0.1, 1e-6, 0.001, 999.5, 1000.0, 123456.7, -3211.0),
    *(1e300, 1.1e300, -1e299, 1e-300, 9e-301, 5e-324, sys.float_info.max, INF, -INF, NAN),
)


def lines(*ys: list[float], xs: list[float] | None = None) -> list[Line]:
    """Lines of the cell's colours over 1, 2, 3, ..."""
    return [
        Line(name, list(zip(xs or range(1, len(y) + 1), y, strict=False)), name, name)
        for name, y in zip("chfigo", ys, strict=False)
    ]


def contents() -> Iterator[Content]:
    """Give contents of every kind: plain, nasty, empty, long, crowded, and by chance."""
    yield Content(lines([1, 12, 3211], [1, 6, 247]), "time step", "", "c and h over time", mark=2)
    yield Content([])
    yield Content(lines([]))
    yield Content(lines([0, 10, 0]), ylim=(0, 5), dot=Dot(2, 99, "o"), title="cut")
    yield Content(lines([1, 1], [1, 1], [1, 1]), dot=Dot(0, NAN, "f"))
    yield Content(lines([1, 2, 3]), "long " * 40, "long " * 40, "long " * 40)
    yield Content([Line("a", [(1.0, 2.0)], "a label that goes on and on and on", "ink")])
    yield Content(lines([1.0, 2, 3], xs=[12345.5, 23456.5, 98765.5]))
    yield Content(lines([1.0, 2, 3], xs=[-1e15, 1, 1e15]))
    yield Content(lines([1.0, 2, 3], xs=[1959, 1960.5, 1960.9]))
    yield Content(lines([1.0, 2], xs=[1, 1.001]))
    yield Content(lines([NAN, 2, NAN] * 10, list(range(30))))
    yield Content(lines([1, 2, 6], [0.3, 0.3]), ylim=(0.3, 4.7))
    yield Content(lines([0, 0, 5, 5]), ylim=(0, 5))
    yield Content(lines([1e300, 1.0]))
    yield Content(lines([1e-300]))
    yield Content(lines([1.0] * POINTS_UP_TO, [2.0] * (POINTS_UP_TO + 1)))
    yield Content([Line("a", [(1.0, n)], "a" * n, "ink") for n in range(1, 24)])
    yield Content([Line("a", [(1.0, -1.2345e-208)], "the longest number", "ink")])
    for ys in ([20.0, 300.0], [0.02, 0.3], [5.0], [-1.0, -2.0]):
        yield Content(lines(ys), scale="log")
    for scale in SCALES:
        yield Content(lines(list(NASTY), [abs(v) for v in NASTY]), scale=scale)
        for value in (0.0, -3211.0, 1e-300, 5e-324, 1e299):
            yield Content(lines([value], [1.0]), scale=scale)
        for low, high in ((0.01, 100.0), (0.5, 1.5)):
            yield Content(lines([1, 0.1, 50]), scale=scale, ylim=(low, high))
    for seed in range(20):
        yield by_chance(random.Random(seed))


def by_chance(chance: random.Random) -> Content:
    """Give a content that nobody thought of."""
    count = chance.choice([1, 2, 3, 12, 30])
    spread = 10.0 ** chance.randint(-8, 8)

    def value() -> float:
        if chance.random() < 0.1:
            return chance.choice(NASTY)
        sign = chance.choice([1, 1, -1])
        size: float = spread ** chance.random() * chance.random()
        return sign * size

    xs = sorted(chance.uniform(-5, 500) for _ in range(count))
    some = [[value() for _ in range(count)] for _ in range(4)]
    ylim = chance.choice([None, None, (0.01, 100.0)])
    scale = chance.choice(list(SCALES))
    return Content(lines(*some, xs=xs), "x", "y", "any", scale, ylim=ylim)


def plans() -> list[dict[str, Any]]:
    """Give what goes in and what comes out, case by case."""
    given = [{"content": asdict(content), **planned(content)} for content in contents()]
    return [*given, *followed(), *multiplied()]


def planned(content: Content) -> dict[str, Any]:
    """Give a content's plan and, where it is short or has what others have not, its shapes."""
    shown = plan(content)
    drawn = list(shapes(shown))
    is_drawn = len(drawn) < 26 or content.dot or content.mark == 2
    case = {"plan": asdict(shown), **({"shapes": drawn} if is_drawn else {})}
    return {name: rounded(part) for name, part in case.items()}


def followed() -> Iterator[dict[str, Any]]:
    """Give an Explorer's charts."""
    time, curve = time_look("c h f x keep"), curve_look("g")
    for pair in (IDENTITY, STANDARD):
        for t, upto in ((1, "c_prev"), (2, "g"), (3, "h")):
            given: dict[str, Any] = {
                "weights": Weights.ones(w_f=-0.5, b_i=2).as_dict(),
                **{"inputs": [1.0, 0.5, -2.0], "h0": 0.0, "c0": 0.5, "activations": pair.names},
                **{"t": t, "upto": upto, "face": "values", "of": "h", "title": ""},
            }
            steps = unroll(given["weights"], given["inputs"], 0.0, 0.5, pair)
            scene = Scene(steps, t, upto, pair.names)
            shown = planned(time_content(scene, time, "symlog"))
            yield {"kind": "time", "scene": given, "look": time, "scale": "symlog", **shown}
            if t == 2:
                shown = planned(curve_content(scene, curve, "linear"))
                yield {"kind": "curve", "scene": given, "look": curve, "scale": "linear", **shown}


def multiplied() -> Iterator[dict[str, Any]]:
    """Give charts of powers."""
    for f in (0, 0.5, 2):
        powers = Powers(f=f, u=-0.7, slope=0.25, steps=12)
        factors = {"f": f, "u": -0.7, "slope": 0.25}
        shown = planned(powers.content)
        yield {"kind": "powers", "look": powers.look, "scale": "log", "factors": factors, **shown}


def rounded(value: Any) -> Any:
    """Round places, so that another machine's logarithm changes nothing."""
    if isinstance(value, Mapping):
        return {key: rounded(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [rounded(each) for each in value]
    return round(value, 2) if isinstance(value, float) else value
