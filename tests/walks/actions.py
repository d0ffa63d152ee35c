"""What a learner does at random, as data: drawn from a seed and from what there is on the page."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from typing import Any

from lstm_helpers import Explorer, Weights
from lstm_helpers.graph.asked import ASKABLE
from lstm_helpers.graph.neighbours import PLACES
from lstm_helpers.graph.scene import FACES
from lstm_helpers.graph.table import STAGES
from lstm_helpers.live.presets import PRESETS
from tests.walks.cells import draw_pair, number

Action = dict[str, Any]
"""What is done (`do`), where, and with what."""

Report = Mapping[str, Any]
"""What page.js says of a page: all that it shows, and what can be done in it."""

GOOD = (
    "0,5",
    "−1",
    "1/3",
    "2e3",
    "-0",
    "1.5",
    "  2 ",
    "1,000,000",
    "0.1",
    "12",
    "–0,25",
    "1e-9",
    "1e200",
)
BAD = (
    "1e400",
    "nan",
    "abc",
    "",
    "1,000",
    "1/0",
    "∞",
    "two",
    "1.2.3",
    "9" * 400,
    "²",
    "🙂",
    "\u202e1",
    "=1+1",
)
NONSENSE = ("abc", "?", "", "1e400", "🙂", "1/0", "12,5,3", "<b>", "x" * 300)
WRONG = ("0", "1", "2", "−1", "3211", "0,5", "1/3", "12", "2·3", "1e9", "0.3333")
SLIDER_KEYS = (
    "ArrowRight",
    "ArrowLeft",
    "ArrowUp",
    "ArrowDown",
    "PageUp",
    "PageDown",
    "Home",
    "End",
)
WALK_KEYS = ("ArrowRight", "ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown", "Escape")
AFTER = ("Enter", "Enter", "Tab", "Shift+Tab")

# What somebody may have in the address: of a cell, mistyped, or of no cell at all.
LINKS = (
    "lstm x=1,1,1 #rrhk",
    "lstm x=1,1,1 #rrhx",
    "lstm f=2,1,0 x=1,2 t=2 show=w_f,walk,steps,setting predict=c",
    'lstm f=2,1,0 x=1,1,1 t=3 face=gradients predict=c,o hide=presets title="What is c?"',
    "lstm x=1 tanh/sigmoid limits=0,5 step=0.5 presets=latch,counter face=weights",
    "lstm x=0,5,1 face=names upto=keep of=c",
    'lstm x=1,1 title="A title that is too long for the picture, and stands over it <b>bold</b>"',
    "lstm f=1,2",
    "lstm x=1,1 t=3",
    "lstm x=1e400",
    "lstm q=1",
    "lstm%20x=1,%201",
    "x=1,1,1,1,1,1,1,1,1,1,1,1,1",
    "=",
    "",
    "somewhere-else",
    "lstm &amp;x=3&t=1",
    "lstm x=%ff%fe🙂",
)
SETTINGS = (
    "lstm x=1,1,1 #rrhk",
    "lstm x=1,2 #4s8j",
    "lstm x=1,2 #4s8k",
    "",
    "lstm",
    "nonsense 🙂",
    Explorer(Weights.ones(w_f=-1.5, b_o=0.25), [1, 0, -1, 2], 3, c0=2).setting,
    Explorer(inputs=[0.1] * 12, t=7, activations=("tanh", "sigmoid")).setting,
    Explorer(inputs=[1e300]).setting,
)


def draw_action(rng: random.Random, report: Report) -> Action:
    """Draw what is done next, of what there is to do."""
    can, state = report["can"], report["state"]
    kinds: dict[Callable[..., Action], float] = {python: 1, point: 1.5, tab: 0.5, walk_keys: 2}
    if can["sliders"]:
        kinds |= {keys: 3, drag: 1.5, typed: 3, undo: 1}
    if can["buttons"]:
        kinds |= {press: 6}
    if open_fields(report):
        kinds |= {answer: 8}
    if can["link"]:
        kinds |= {follow: 0.7}
    if can["back"]:
        kinds |= {back: 0.5}
    (kind,) = rng.choices(list(kinds), list(kinds.values()))
    return kind(rng, can | {"state": state, "open": open_fields(report)})


def open_fields(report: Report) -> list[str]:
    """Name what is asked for and not answered."""
    return [name for name, (is_open, _, _) in report["answers"].items() if is_open]


def keys(rng: random.Random, can: Report) -> Action:
    name, key = rng.choice(can["sliders"]), rng.choice(SLIDER_KEYS)
    return {"do": "keys", "at": ["slider", name], "key": key, "times": rng.choice([1, 1, 1, 2, 5])}


def drag(rng: random.Random, can: Report) -> Action:
    by = rng.choice([-1, 1]) * rng.choice([1, 8, 25, 60, 400])
    return {"do": "drag", "name": rng.choice(can["sliders"]), "by": by}


def typed(rng: random.Random, can: Report) -> Action:
    text = rng.choice([rng.choice(GOOD), rng.choice(BAD), str(number(rng))])
    then = rng.choice([*AFTER, "Escape"])
    return {"do": "type", "at": ["field", rng.choice(can["sliders"])], "text": text, "then": then}


def undo(rng: random.Random, can: Report) -> Action:
    text = rng.choice([*GOOD, *BAD])
    return {"do": "undo", "at": ["field", rng.choice(can["sliders"])], "text": text}


def press(rng: random.Random, can: Report) -> Action:
    names = can["buttons"]
    # the buttons of the walk, often; with many presets they would hardly be met
    often = [name for name in names if "walk=" in name or "t |" in name]
    name = rng.choice(often if often and rng.random() < 0.4 else names)
    return {"do": "press", "name": name, "by": rng.choice(["mouse", "mouse", "Enter", "Space"])}


def answer(rng: random.Random, can: Report) -> Action:
    # None is the right number, as it stands then
    text = rng.choice([None, None, None, rng.choice(WRONG), rng.choice(NONSENSE)])
    then = rng.choice([*AFTER, "Escape"])
    return {"do": "type", "at": ["answer", rng.choice(can["open"])], "text": text, "then": then}


def walk_keys(rng: random.Random, can: Report) -> Action:
    key, times = rng.choice(WALK_KEYS), rng.choice([1, 1, 2, 4])
    return {"do": "keys", "at": ["frame", ""], "key": key, "times": times}


def point(rng: random.Random, can: Report) -> Action:
    at = rng.choice([["quantity", rng.choice(PLACES)], ["cell", rng.randrange(36)], ["away", ""]])
    return {"do": "point", "at": at}


def tab(rng: random.Random, can: Report) -> Action:
    return {"do": "tab", "key": rng.choice(["Tab", "Shift+Tab"]), "times": rng.choice([1, 2, 5])}


def follow(rng: random.Random, can: Report) -> Action:
    # None is what stands to be copied
    copied = [None, None] if can["copied"] else []
    return {"do": "follow", "link": rng.choice([*copied, rng.choice(LINKS)])}


def back(rng: random.Random, can: Report) -> Action:
    return {"do": "back"}


def python(rng: random.Random, can: Report) -> Action:
    """Draw what is done in a code cell: the page hears of it from the kernel."""
    state = can["state"]
    if state["look"].get("unit"):
        return {"do": "set", "traits": {rng.choice(["b_f", "u_i", "h0"]): number(rng)}}
    sets = [
        {"title": rng.choice(["", "2 < 3 & more"])},
        {"face": rng.choice(FACES)},
        {"of": rng.choice("hc"), "face": "gradients"},
        {"upto": rng.choice(STAGES)},
        {"t": rng.randint(1, state["steps"])},
        {"activations": draw_pair(rng)},
        {"scale": rng.choice(["linear", "symlog"])},
        {rng.choice(["w_f", "u_g", "b_o", "c0", "x_1"]): number(rng)},
        {"answers": {}},
        {"answers": {f"{state['t']} {rng.choice(ASKABLE)}": {"number": 1, "solved": True}}},
    ]
    calls = [
        {"do": "set", "traits": rng.choice(sets)},
        {"do": "call", "name": "load", "with": rng.choice(SETTINGS)},
        {"do": "call", "name": "set_preset", "with": rng.choice(list(PRESETS))},
    ]
    return rng.choice([calls[0], *calls])
