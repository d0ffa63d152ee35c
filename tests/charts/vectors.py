"""Plans of many charts, written by Python, to which the page's half is held, too.

``python -m tests.charts.vectors`` writes them; `test_vectors` says whether they are current, and
``node --test tests/js`` whether ``plan.js``, ``content.js`` and ``drawing.js`` agree.
"""

from __future__ import annotations

import json
import math
import random
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from lstm_helpers import IDENTITY, STANDARD, Weights
from lstm_helpers.charts.content import SCALES, Content, Dot, Line
from lstm_helpers.charts.drawing import shapes
from lstm_helpers.charts.following import ActivationCurve, curve_content, time_content, time_look
from lstm_helpers.charts.plan import plan
from lstm_helpers.charts.powers import Powers
from lstm_helpers.graph.forward import unroll
from lstm_helpers.graph.scene import Scene
from tests.charts.stand_in import StandIn

FILE = Path(__file__).parents[1] / "vectors" / "plans.json"

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
    yield Content(lines([NAN, 2, NAN] * 10, list(range(30))))
    for scale in SCALES:
        yield Content(lines(list(NASTY), [abs(v) for v in NASTY]), scale=scale)
        for value in (0.0, -3211.0, 1e-300, 5e-324, 1e299):
            yield Content(lines([value], [1.0]), scale=scale)
        for low, high in ((0.01, 100.0), (0.5, 1.5)):
            yield Content(lines([1, 0.1, 50]), scale=scale, ylim=(low, high))
    for seed in range(24):
        yield by_chance(random.Random(seed))


def by_chance(chance: random.Random) -> Content:
    """Give a content that nobody thought of."""
    count = chance.choice([1, 2, 3, 12, 30])
    spread = 10.0 ** chance.randint(-8, 8)

    def value() -> float:
        if chance.random() < 0.1:
            return chance.choice(NASTY)
        return chance.choice([1, 1, -1]) * spread ** chance.random() * chance.random()

    xs = sorted(chance.uniform(-5, 500) for _ in range(count))
    some = [[value() for _ in range(count)] for _ in range(4)]
    ylim = chance.choice([None, None, (0.01, 100.0)])
    scale = chance.choice(list(SCALES))
    return Content(lines(*some, xs=xs), "x", "y", "any", scale, ylim=ylim)


def vectors() -> list[dict[str, Any]]:
    """Give what goes in and what comes out, case by case."""
    plain = [{"content": asdict(content), **planned(content)} for content in contents()]
    return plain + list(followed()) + list(multiplied())


def planned(content: Content) -> dict[str, Any]:
    """Give a content's plan and, where it is short, its shapes."""
    shown = plan(content)
    drawn = list(shapes(shown))
    return rounded({"plan": asdict(shown), **({"shapes": drawn} if len(drawn) < 30 else {})})


def followed() -> Iterator[dict[str, Any]]:
    """Give an Explorer's charts."""
    for pair in (IDENTITY, STANDARD):
        for t, upto in ((1, "c_prev"), (2, "g"), (3, "h")):
            given = {
                "weights": Weights.ones(w_f=-0.5, b_i=2).as_dict(),
                **{"inputs": [1.0, 0.5, -2.0], "h0": 0.0, "c0": 0.5, "activations": pair.names},
                **{"t": t, "upto": upto, "face": "values", "of": "h", "title": ""},
            }
            scene = scene_of(given)
            look = time_look("c h f x keep")
            yield {
                **{"kind": "time", "given": given, "look": look, "scale": "symlog"},
                **planned(time_content(scene, look, "symlog")),
            }
            look = ActivationCurve(StandIn(scene), "g" if t == 2 else "c_act").look
            yield {
                **{"kind": "curve", "given": given, "look": look, "scale": "linear"},
                **planned(curve_content(scene, look, "linear")),
            }


def scene_of(given: Mapping[str, Any]) -> Scene:
    """Make a scene of what goes into a cell, as the page does."""
    pair = IDENTITY if given["activations"][0] == "identity" else STANDARD
    steps = unroll(given["weights"], given["inputs"], given["h0"], given["c0"], pair)
    return Scene(steps, given["t"], given["upto"], given["activations"])


def multiplied() -> Iterator[dict[str, Any]]:
    """Give charts of powers."""
    for f in (0, 0.5, 1, 2):
        powers = Powers(f=f, u=-0.7, slope=0.25, steps=12)
        factors = {"f": f, "u": -0.7, "slope": 0.25}
        yield {
            **{"kind": "powers", "look": powers.look, "scale": "log", "factors": factors},
            **planned(powers.content),
        }


def each_float(value: Any, change: Callable[[float], Any]) -> Any:
    """Change every float in a value made of mappings and sequences."""
    if isinstance(value, Mapping):
        return {key: each_float(each, change) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [each_float(each, change) for each in value]
    return change(value) if isinstance(value, float) else value


def rounded(value: Any) -> Any:
    """Round places, so that another machine's logarithm changes nothing."""
    return each_float(value, lambda place: round(place, 2))


def written() -> str:
    """Write the vectors, a case a line; JSON has no nan and no infinities, so they are words."""
    sendable = each_float(vectors(), lambda v: v if math.isfinite(v) else str(v))
    cases = (json.dumps(case, ensure_ascii=False, separators=(",", ":")) for case in sendable)
    return "[\n" + ",\n".join(cases) + "\n]\n"


if __name__ == "__main__":
    FILE.write_text(written(), encoding="utf-8")
