"""What the page must read in links, and write, as Python does: a kind of `tools.vectors`."""

from __future__ import annotations

import json
import random
from typing import Any

from lstm_helpers.cell.activations import STANDARD
from lstm_helpers.cell.weights import WEIGHT_NAMES, Weights
from lstm_helpers.graph.asked import ASKABLE
from lstm_helpers.graph.scene import FACES
from lstm_helpers.graph.table import STAGES
from lstm_helpers.live.explorer import Explorer
from lstm_helpers.live.link import read_link
from lstm_helpers.live.presets import PRESETS
from lstm_helpers.words.letters import check_letters

__all__ = ["links"]

Case = dict[str, Any]

TITLES = (
    *("What happens to c?", "c = 2·3 + 1 & more", "50% or 100%25", 'he said "keep"', '"Why?"'),
    *("“Was passiert?”", "1+1", "<b>bold</b>", "déjà vu 👩‍🏫", "#3", "It's off.", "a/b", "t=2 x=1"),
)

# What people type, and what becomes of it on its way.
TYPED = (
    "lstm",
    "#lstm f=2,1,0 x=1,1,1",
    "LSTM F=2,1,0 X=1,1,1 T=2 FACE=Weights",
    'lstm f=2,1,0 x=1,1,1 t=2 stage=keep show=w_f,u_f face=weights ask=keep,c title="What is c?"',
    "lstm f = 2, 1, 0  x = 1, 1 ,1 t = 2 show = w_f, walk tanh / sigmoid",
    "lstm%20f=2,1,0%20x=1,1,1%20title=%22What%20is%20c%3F%22",
    "lstm%2520f=2,1,0%2520title=%2522What%2520is%2520c%253F%2522",
    "lstm+f=2,1,0+x=1,1+title=%22What+is+1%2B1%3F%22",
    "lstm&f=2,1,0&amp;x=1,1&title=What+is+1%2B1?",
    "lstm&f=2,1,0&x=1,1&title=What is c&t=2",
    "lstm%26f=2,1,0%26x%3D1,1",
    "lstm x=1,1&t=2 & face=names",
    "lstm title=What happens to c, and why? t=2",
    "lstm title=“What happens to c = 2?” t=2",
    "lstm title='It's off' t=2",
    "lstm title= show=  predict=",
    "lstm show=w_f u_f walk t=2",
    'lstm show="w_f u_f" hide=f',
    "lstm hide=weights,table x=1,2",
    "lstm presets=write once, forget limits=-1,.5 step=5e-2",
    "lstm presets=",
    "lstm x=−1,–2.5,+3,1e2,1.,1E-5 h0=-0 c0=5e-324",
    "lstm x=1,2 #4s8j",
    "lstm x=1,2 #4S8J title=mine",
    "lstm f=1,1,0.5 x=1,2 tanh/sigmoid t=2",
    "https://a.school/embed.html?a=b#lstm&x=1",
    "https://a.school/x%20y.html#lstm%20x=1",
    "lstm\u00a0x=1,1\nt=2",
    "lstm title=a\u202eb\x00c",
    "lstm title=50%zz %e4 %41 t=2",
    "lstm predict=walk face=gradients of=c t=3",
    "lstm activations=relu/identity",
    # and what cannot be read
    *("", "#", "hello", "lsmt x=1", "lstmx=1", "lstm=1", "x=1", "https://a.school/#section"),
    *("lstm x=1,l,1", "lstm x=", "lstm x=1;2", "lstm x=1,1e400", "lstm x=0x10", "lstm x=1_0"),
    *("lstm x=" + ",".join("1" * 13), "lstm f=1,1", "lstm t=1.5", "lstm t=4", "lstm t=0"),
    *(
        "lstm x=1 x=2",
        "lstm x=1 inputs=2",
        "lstm y=1",
        "lstm hello",
        "lstm&hello",
        "lstm constructor=1",
    ),
    *("lstm upto=z", "lstm upto=", "lstm face=values,names", "lstm of=f", "lstm show=w_x"),
    *("lstm show=x_4", "lstm hide=x_2 x=1", "lstm predict=x", "lstm presets=write"),
    *(
        "lstm limits=1,1",
        "lstm limits=3",
        "lstm step=0",
        "lstm step=-1",
        "lstm sin/cos",
        "lstm a/b/c=1",
    ),
    *("lstm activations=tanh", "lstm x=1,2 #xxxx", "lstm x=1,2 c0=1 #4s8j", f"lstm y={'🙂' * 70}"),
    # where one sign makes the difference
    *("lstm x=1, 2 #4s8j", f"lstm x=1,2 tanh/sigmoid #{check_letters('lstm x=1,2 tanh/sigmoid')}"),
    *("lstm x=1,2 #" + "x" * 20, "lstm title=a \u00a0  b t=2", "# lstm x=1", "lstm%zz=1"),
    *('lstm show="w_f u_f" title="x=1 t=3"', "lstm x=1 a/b", "lstm x=12.5,100,.25", "lstm =a/b"),
    *(
        "lstm%20title=%22100%2525%22",
        "lstm%20title=100%2525",
        'lstm title="1+1"',
        "lstm&title=+a+b",
    ),
    *('lstm title="', "lstm predict=keep c", "lstm sin/tanh", "lstm show=x_1 x=1,2"),
)


def links() -> list[Case]:
    """Give links as they are read, and Explorers as links are written of them and shown."""
    rng = random.Random(1989)
    typed = [{"text": text, **_read(text)} for text in TYPED]
    some: list[Case] = [{"title": title} for title in TITLES] + [
        _some_arguments(rng) for _ in range(14)
    ]
    some += [{"title": "a*b"}, {"predict": ["walk"], "activations": ("relu", "identity")}]
    some += [{"predict": ["walk"], "activations": ("identity", "tanh")}]
    turned = [("gradients", "c f", "values"), ("values", "c f", "gradients")]
    turned += [("gradients", "c f", "gradients"), ("names", "c f", "names")]
    return [*typed, *map(_written, some), *(_turned(*each) for each in turned)]


def _turned(face: Any, predict: str, to: Any) -> Case:
    """Give what asks on one face, and shows another."""
    explorer = Explorer(face=face, predict=predict, t=2)
    explorer.face = to
    return _linked(explorer)


def _read(text: str) -> Case:
    try:
        return {"parts": read_link(text)}
    except ValueError as problem:
        return {"problem": str(problem)}


def _written(arguments: Case) -> Case:
    """Give an Explorer's traits, its link, and the traits that the link comes to."""
    return _linked(Explorer(**arguments))


def _linked(explorer: Explorer) -> Case:
    text = explorer.link()
    return {"traits": traits(explorer), "text": text, "shown": traits(Explorer.from_link(text))}


def traits(explorer: Explorer) -> Case:
    """Give what travels of an Explorer, as it arrives."""
    sent = {n: v for n, v in explorer.get_state().items() if not n.startswith("_")}
    travels: Case = json.loads(json.dumps(sent))
    return {n: v for n, v in travels.items() if n not in ("layout", "tabbable", "tooltip")}


def _some_arguments(rng: random.Random) -> Case:
    last = rng.randint(1, 4)
    names = [*WEIGHT_NAMES, "walk", "steps", "table", "setting", "h0", "c0"]
    weights: dict[str, Any] = {
        name: rng.choice((0.5, -1.25, 1e-9, 3.0)) for name in rng.sample(WEIGHT_NAMES, 3)
    }
    maybe: Case = {
        "weights": Weights(**{**dict.fromkeys(WEIGHT_NAMES, 1.0), **weights}),
        "h0": rng.uniform(-1, 1),
        "c0": -0.0,
        "activations": STANDARD,
        "t": rng.randint(1, last),
        "upto": rng.choice(STAGES),
        "face": rng.choice(FACES),
        "of": "c",
        "show": rng.choice([[], ["weights", "walk"], rng.sample(names, 5)]),
        "limits": (-1.0, 0.5),
        "step": 0.25,
        "presets": rng.sample(list(PRESETS), 2),
        "predict": rng.choice([["walk"], rng.sample(ASKABLE, 2)]),
        "title": rng.choice(TITLES),
    }
    chosen = {name: value for name, value in maybe.items() if rng.random() < 0.4}
    return {"inputs": [rng.uniform(-2, 2) for _ in range(last)], **chosen}
