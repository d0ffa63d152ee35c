"""A link is a lesson: a cell, what is asked of it and what stands around it, after a page's #.

A teacher can type it, and read it::

    embed.html#lstm f=2,1,0 x=1,1,1 t=2 upto=keep show=w_f,walk predict=c title="What is c?"

The parts are what `Explorer` takes, by its names; a gate's three weights stand together, as in a
setting (settings.py), whose whole text is a link, too. ``hide=`` names controls that are not shown.
Between two parts stands a space, or an & as in other addresses; mail programs and learning
platforms may make %20, + or &amp; of it. What is left out is as in the article, and as `Explorer`
has it; which controls there are is then the page's. The page itself writes links with &, for mail
programs end an address where there is a space:

>>> link_text(Setting(t=2), {"title": "What is c?"})
'lstm&x=1,1,1&t=2&title=What+is+c%3F'
>>> read_link("https://a.school/embed.html#lstm&x=1,1,1&t=2&title=What+is+c%3F")
{'x': (1.0, 1.0, 1.0), 't': 2, 'title': 'What is c?'}

link.js reads and writes the same in the page; the tests hold the two equal.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import quote, quote_plus

from lstm_helpers.cell.activations import ACTIVATIONS, Activations
from lstm_helpers.cell.given import quoted
from lstm_helpers.cell.setting import Setting
from lstm_helpers.cell.weights import WEIGHT_NAMES
from lstm_helpers.graph.asked import ASKABLE
from lstm_helpers.graph.scene import FACES
from lstm_helpers.graph.table import CARRY, STAGES
from lstm_helpers.live.answers import WALK
from lstm_helpers.live.controls import GROUPS, INPUT_NAMES, PARTS, shown
from lstm_helpers.live.presets import FIRST_PRESETS, PRESETS
from lstm_helpers.live.settings import EXPECTED, encode, weights_of
from lstm_helpers.words.letters import check_letters

__all__ = ["LINK_DEFAULTS", "arguments_of", "for_the_page", "link_text", "read_link", "short_names"]

Parts = dict[str, Any]
"""What a link says, by name: a number, a word, several of them, or a text."""

# ---- what may stand in a link --------------------------------------------------------------------


@dataclass(frozen=True)
class LinkPart:
    """What may stand after the = of one part.

    Parameters
    ----------
    kind
        "numbers", "names", "pair" (of activations) or "text".
    says
        What is expected, in words; ``{among}`` is all the names there are.
    least, most
        How many; where one is the most, it stands alone.
    among
        The names there are.
    """

    kind: str
    says: str
    least: int = 1
    most: int = 1
    among: Sequence[str] = ()

    @property
    def expected(self) -> str:
        """What is expected, names and all."""
        return self.says.replace("{among}", ", ".join(self.among))


SHOW_GROUPS: dict[str, Sequence[str]] = {
    "weights": WEIGHT_NAMES,
    "inputs": INPUT_NAMES,
    **{key: names for key, (_, names) in GROUPS.items()},
}
_MANY = 99
_SHOWN = (*SHOW_GROUPS, *WEIGHT_NAMES, *INPUT_NAMES, "h0", "c0", *PARTS)
_SHOW_SAYS = (
    f"sliders (w_f, u_f, ..., x_1, ..., h0, c0), groups ({', '.join(SHOW_GROUPS)}) or parts "
    f"({', '.join(PARTS)}), such as "
)

LINK_PARTS: dict[str, LinkPart] = {
    **{
        name: LinkPart("numbers", says, least, most)
        for name, (least, most, says) in EXPECTED.items()
    },
    "activations": LinkPart(
        "pair",
        "two of {among} with a / between, such as activations=tanh/sigmoid",
        among=tuple(ACTIVATIONS),
    ),
    "upto": LinkPart("names", "one of {among}, such as upto=keep", among=STAGES),
    "face": LinkPart("names", "one of {among}, such as face=weights", among=FACES),
    "of": LinkPart("names", "h or c, such as of=c", among=tuple(CARRY.values())),
    "show": LinkPart("names", _SHOW_SAYS + "show=w_f,walk", 0, _MANY, _SHOWN),
    "hide": LinkPart("names", _SHOW_SAYS + "hide=table", 0, _MANY, _SHOWN),
    "limits": LinkPart("numbers", "two numbers, the smaller one first, such as limits=-3,3", 2, 2),
    "step": LinkPart("numbers", "a number above 0, such as step=0.1"),
    "presets": LinkPart(
        "names", "any of {among}, such as presets=remember,forget", 0, _MANY, tuple(PRESETS)
    ),
    "predict": LinkPart(
        "names", "any of {among}, such as predict=keep,c", 0, _MANY, (*ASKABLE, WALK)
    ),
    "title": LinkPart("text", 'words in quotation marks, such as title="What is c?"'),
}
# What people may call it, too.
LINK_ALSO = {"stage": "upto", "ask": "predict", "inputs": "x"}

LINK_SAYS = {
    "start": "this link has {given} after its #; expected lstm, and then parts such as {example}",
    "unknown": "in this link, {given} is unknown; expected parts such as {example}",
    "unreadable": "in this link, {given} is unreadable; expected {expected}",
    "twice": "in this link, {name}= stands twice; expected it once",
    "step": "this link shows time step {t} of {last}; expected one from 1 to {last}",
    "input": "this link names {name}, and it has {last} inputs; expected x_1 to x_{last}",
    "changed": "in this link, what stands before #{given} has changed on its way, or on purpose; "
    "expected #{letters}, or none",
    "mend": "{problem}: mend it in the address, after the #.",
    "example": "f=1,1,0 x=1,1,1 t=2 upto=c show=w_f,walk predict=c",
}
_LONGEST_SAID = 60


def _wrong(key: str, **words: object) -> ValueError:
    """Say what is wrong with a link, by its key in `LINK_SAYS`."""
    problem = LINK_SAYS[key].format(example=LINK_SAYS["example"], **words)
    return ValueError(LINK_SAYS["mend"].format(problem=problem))


# ---- reading -------------------------------------------------------------------------------------


def read_link(text: object) -> Parts:
    """Read what stands after a page's #.

    Parameters
    ----------
    text
        That, or the whole address.

    Returns
    -------
    dict
        What it says, by name.

    Raises
    ------
    TypeError, ValueError
        In one sentence: what came, what was expected, and how to mend it.

    Examples
    --------
    >>> read_link('lstm f=2,1,0 x=1,1 ask=c title="Why?"')
    {'f': (2.0, 1.0, 0.0), 'x': (1.0, 1.0), 'predict': ('c',), 'title': 'Why?'}
    >>> read_link("lstm t=4")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ValueError: this link shows time step 4 of 3; expected one from 1 to 3: mend it in ...
    """
    if not isinstance(text, str):
        raise TypeError(f"the link is {quoted(text)}; expected a text, such as 'lstm x=1,1,1 t=2'.")
    parts: Parts = {}
    setting, letters = ["lstm"], ""
    for piece in _pieces(text):
        if piece.startswith("#"):
            letters = piece[1:].partition(" ")[0]
            continue
        name, value = _name_and_value(piece)
        if name in parts:
            raise _wrong("twice", name=name)
        parts[name] = _read(piece, name, value)
        if name in EXPECTED:
            setting.append(f"{name}={_tight(value)}")
        elif name == "activations":
            setting.append(_tight(value))
    _fit_together(parts)
    expected = check_letters(" ".join(setting))
    if letters and letters.lower() != expected:
        raise _wrong("changed", given=letters[:12], letters=expected)
    return parts


# Room, control characters, and what turns the direction of a text.
_ROOM = re.compile("[\x00-\x20\x7f-\xa0\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]+")
_CODED = re.compile("(?:%[0-9a-f]{2})+", re.IGNORECASE)
_QUOTES = "\"'`“”‘’«»„"
_QUOTED = re.compile(f"= *[{_QUOTES}](.*?)[{_QUOTES}](?=[ &]|$)")
# Before the next part; what has no = belongs to the words before it.
_NEXT = re.compile("[ &]+(?=[a-z][a-z0-9_]* *=|[a-z]+ */ *[a-z]+(?:[ &]|$)|#)", re.IGNORECASE)
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]+)?", re.IGNORECASE)


def _pieces(text: str) -> list[str]:
    """Take a link apart, "name=value" by "name=value", whatever stands between them."""
    said = roomy(text)
    if not _begins(said):
        said = said.partition("#")[2].lstrip()
    if not _begins(said):
        raise _wrong("start", given=_shown(_decoded(said or roomy(text))))
    rest, is_decoded = said[4:], False
    # all of it may have been coded on its way, once or twice: go on until a part's end shows
    while rest.startswith("%") and _decoded(rest) != rest:
        rest, is_decoded = _decoded(rest), True
    rest = rest.replace("&amp;", "&")
    if rest.startswith("&"):
        return [piece for part in rest.split("&") if (piece := _from_address(part))]
    if rest.startswith("+"):
        rest, is_decoded = rest.replace("+", " "), False
    return _typed(roomy(rest if is_decoded else _decoded(rest)))


def _begins(said: str) -> bool:
    return re.match("lstm(?![a-z0-9_=])", said, re.IGNORECASE) is not None


def _from_address(part: str) -> str:
    return roomy(_decoded(part.replace("+", " ")))


def _typed(said: str) -> list[str]:
    """Take apart what a person has typed; what stands in quotation marks stays in one piece."""
    kept = _QUOTED.sub(lambda found: f'="{quote(found[1], safe="")}"', said)
    pieces = (_decoded(piece) if '="' in piece else piece for piece in _NEXT.split(f" {kept}"))
    return [piece for each in pieces if (piece := roomy(each))]


def _name_and_value(piece: str) -> tuple[str, str]:
    name, mark, value = piece.partition("=")
    if not mark and "/" in piece:  # a pair of activations, as a setting has it
        return "activations", piece
    name = name.strip().lower()
    name = LINK_ALSO.get(name, name)
    if not mark or name not in LINK_PARTS:
        raise _wrong("unknown", given=_shown(piece))
    value = value.strip()
    if len(value) > 1 and value[0] in _QUOTES and value[-1] in _QUOTES:
        value = roomy(value[1:-1])
    return name, value if LINK_PARTS[name].kind == "text" else _plain(value)


def _plain(value: str) -> str:
    """Write small letters and minus signs as they are typed."""
    return value.lower().replace("−", "-").replace("–", "-")


def _read(piece: str, name: str, value: str) -> Any:
    part = LINK_PARTS[name]
    read = _READERS[part.kind](part, value)
    fits = part.kind == "text" or part.least <= len(read) <= part.most
    if not fits or not _FIT.get(name, lambda _: True)(read):
        raise _wrong("unreadable", given=_shown(piece), expected=part.expected)
    if name == "t":
        return int(read[0])
    return read[0] if part.kind != "text" and part.most == 1 else read


_WRONG: tuple[Any, ...] = (None,) * (_MANY + 1)  # more than there can be of anything


def _numbers(part: LinkPart, value: str) -> tuple[float, ...]:
    texts = [text.strip() for text in value.split(",")]
    numbers = tuple(float(text) for text in texts if _NUMBER.fullmatch(text))
    good = len(numbers) == len(texts) and all(map(math.isfinite, numbers))
    return numbers if good else _WRONG


def _names(part: LinkPart, value: str) -> tuple[str, ...]:
    spaced = any(" " in name for name in part.among)
    names = [name.strip() for name in value.split(",")] if spaced else re.split("[ ,]+", value)
    names = [name for name in names if name]
    return tuple(names) if set(names) <= set(part.among) else _WRONG


def _pair(part: LinkPart, value: str) -> tuple[str, ...]:
    names = [name.strip() for name in value.split("/")]
    return ("/".join(names),) if len(names) == 2 and set(names) <= set(part.among) else _WRONG


_READERS: dict[str, Callable[[LinkPart, str], Any]] = {
    "numbers": _numbers,
    "names": _names,
    "pair": _pair,
    "text": lambda _, value: value,
}
_FIT: dict[str, Callable[[Any], bool]] = {
    "t": lambda read: float(read[0]).is_integer(),
    "limits": lambda read: read[0] < read[1],
    "step": lambda read: read[0] > 0,
}


def _fit_together(parts: Parts) -> None:
    """Refuse a time step and an input that there are not."""
    last = len(parts.get("x", _ARTICLE.inputs))
    t = parts.get("t", 1)
    if not 1 <= t <= last:
        raise _wrong("step", t=t, last=last)
    for name in (*parts.get("show", ()), *parts.get("hide", ())):
        if name in INPUT_NAMES[last:]:
            raise _wrong("input", name=name, last=last)


_ARTICLE = Setting()


def roomy(text: str) -> str:
    """Write one space wherever there is room."""
    return _ROOM.sub(" ", text).strip(" ")


def _tight(text: str) -> str:
    return text.replace(" ", "")


def _shown(text: str) -> str:
    return f"'{text[:_LONGEST_SAID]}'"


def _decoded(text: str) -> str:
    """Decode %20 and the like, and leave what is no such code."""

    def letters(found: re.Match[str]) -> str:
        try:
            return bytes.fromhex(found[0].replace("%", "")).decode()
        except UnicodeDecodeError:
            return found[0]

    return _CODED.sub(letters, text)


# ---- what an Explorer takes ----------------------------------------------------------------------


def arguments_of(parts: Parts, show: str | Iterable[str] | None = None) -> dict[str, Any]:
    """Say a link's parts as `Explorer` takes them.

    Parameters
    ----------
    parts
        As `read_link` gives them.
    show
        What is shown where the link does not say.

    Examples
    --------
    >>> arguments_of(read_link("lstm x=1,2 show=f hide=b_f"))["show"]
    ['w_f', 'u_f']
    """
    same = ("t", "h0", "c0", "upto", "face", "of", "limits", "step", "presets", "predict", "title")
    given = {name: parts[name] for name in same if name in parts}
    given |= {"weights": weights_of(parts), "inputs": parts.get("x", _ARTICLE.inputs)}
    if "activations" in parts:
        given["activations"] = Activations(*parts["activations"].split("/"))
    if "show" in parts or "hide" in parts:
        hidden = shown(parts.get("hide", ()), INPUT_NAMES)
        names = [n for n in shown(parts.get("show", show), INPUT_NAMES) if n not in hidden]
        beyond = INPUT_NAMES[len(given["inputs"]) :]
        given["show"] = [name for name in short_names(names) if name not in beyond]
    return given


# ---- writing -------------------------------------------------------------------------------------


def link_text(setting: Setting, more: Mapping[str, str | Sequence[str]]) -> str:
    """Write a link's text: no sign in it that a mail program stumbles over.

    Parameters
    ----------
    setting
        The cell.
    more
        Other parts, by name: texts, or names.

    Raises
    ------
    ValueError
        When a number is infinite or nan.

    Examples
    --------
    >>> link_text(Setting(c0=2.0, t=3), {"show": ["w_f", "walk"]})
    'lstm&x=1,1,1&c0=2&t=3&show=w_f,walk'
    """
    own = [part if "=" in part else f"activations={part}" for part in encode(setting).split()[1:-1]]
    others = [f"{name}={_coded(value)}" for name, value in more.items()]
    return "&".join(["lstm", *own, *others])


def _coded(value: str | Sequence[str]) -> str:
    if not isinstance(value, str):
        return ",".join(map(_coded, value))
    text = roomy(value)
    if len(text) > 1 and text[0] in _QUOTES and text[-1] in _QUOTES:
        text = f'"{text}"'  # whose own ones are to stay
    # a full stop at an address's end is taken for the sentence's
    return re.sub(r"\.$", "%2E", quote_plus(text))


def short_names(show: Sequence[str]) -> list[str]:
    """Name what is shown, by groups where all of one is.

    >>> short_names(["w_f", "u_f", "b_f", "w_i", "table"])
    ['f', 'w_i', 'table']
    """
    left, groups = list(show), []
    for group, members in SHOW_GROUPS.items():
        if set(members) <= set(left):
            groups.append(group)
            left = [name for name in left if name not in members]
    return groups + left


# What an Explorer has unless told otherwise, and a link need not say.
LINK_DEFAULTS: dict[str, str | list[str]] = {
    "upto": STAGES[-1],
    "face": FACES[0],
    "of": "h",
    "show": short_names(shown(None, INPUT_NAMES)),
    "limits": ["-3", "3"],
    "step": "0.1",
    "presets": list(FIRST_PRESETS),
    "predict": [],
    "title": "",
}


def for_the_page() -> dict[str, Any]:
    """Gather what the page needs of all this.

    >>> sorted(for_the_page())
    ['also', 'cell', 'defaults', 'inputs', 'parts', 'says', 'show']
    """
    parts = {name: asdict(part) for name, part in LINK_PARTS.items()}
    for name in ("show", "hide"):
        parts[name]["among"] = ()  # the page puts them together
    return {
        "parts": parts,
        "also": LINK_ALSO,
        "says": LINK_SAYS,
        "defaults": LINK_DEFAULTS,
        "show": PARTS,
        "cell": list(EXPECTED),
        "inputs": _ARTICLE.inputs,
    }
