"""What is said aloud: a quantity's equation in words, all that a picture shows, what has changed.

spoken.js says the same in the page; the tests hold the two equal.
"""

from __future__ import annotations

from collections.abc import Sequence

from lstm_helpers.cell.weights import WEIGHT_NAMES
from lstm_helpers.graph.forward import activation_name
from lstm_helpers.graph.neighbours import FOLLOWS, PLACES, consumers, is_inner, operands
from lstm_helpers.graph.scene import Scene
from lstm_helpers.graph.table import BY_NAME, CARRY
from lstm_helpers.words.equations import expression
from lstm_helpers.words.gradients import gradient_equation
from lstm_helpers.words.language import say
from lstm_helpers.words.numbers import UNKNOWN, format_number, subscript
from lstm_helpers.words.texts import notes, sentence, several

__all__ = [
    "SIGNS",
    "SPOKEN",
    "SUBJECTS",
    "described",
    "spoken_change",
    "spoken_equation",
    "spoken_parts",
]

# How the signs of a written equation are said.
SIGNS = {"·": " times ", " + ": " plus ", "(": "", ")": "", "?": "what is not known yet"}

# What a quantity is called in the midst of a sentence.
SUBJECTS = {
    **{name: f"the {quantity.words}" for name, quantity in BY_NAME.items()},
    "keep": "what is kept of the old state",
    "write": "what is written to the state",
}

SPOKEN = {
    # what it is made of
    "made": "{it} is {made}: {value}.",
    "made_plain": "{it} is {made}.",
    "left": "{it} leaves {made} as it is: {value}.",
    "left_plain": "{it} leaves {made} as it is.",
    "through": "{made} put through {activation}",
    "inner": ", that is {inner},",
    "given": "{it} is {value}.",
    "given_plain": "{it} comes in at every time step.",
    "carried": "{it} is {value}, {of} of time step {t}.",
    "carried_first": "{it} is {value}, from before the first step.",
    "carried_shown": "{it} is {value}, from before the first step shown.",
    "carried_plain": "{it} is {of} of the time step before.",
    "gradient": "A small change of {it} reaches {goal} multiplied by {made}: {value}.",
    "gradient_plain": "A small change of {it} reaches {goal} multiplied by {value}.",
    # a gate's own weights, in its own equation
    "w": "its kernel",
    "u": "its recurrent kernel",
    "b": "its bias",
    "unknown": "not known yet",
    # where it goes
    "goes": "It goes into {list}.",
    "goes_back": "It goes back to {list}.",
    "next": "time step {t}",
    "and": " and ",
    # all of them, and which of them have changed
    "values": "Values: {list}.",
    "gradients": "Gradients: {list}.",
    "weights": "Weights: {list}.",
    "names": "Names: {list}.",
    "not_yet": "Not known yet: {list}.",
    "changed": "Changed: {list}.",
    "changed_gradients": "Gradients changed: {list}.",
}


# ---- one quantity --------------------------------------------------------------------------------


def spoken_equation(name: str, scene: Scene) -> str:
    """Say a quantity's equation in words, a unit's sums, and where the quantity goes.

    What is not known has its words in the place of a number.

    Parameters
    ----------
    name
        A quantity that has a place in the picture, or a weight.
    scene
        What is shown.

    Examples
    --------
    >>> from lstm_helpers import IDENTITY, Weights
    >>> from lstm_helpers.graph import unroll
    >>> steps = unroll(Weights.ones().as_dict(), [1.0, 1.0], 0.0, 0.0, IDENTITY)
    >>> spoken_equation("c", Scene(steps, t=2))
    'The cell state is 2 plus 4: 6. It goes into the activation.'
    >>> spoken_equation("f", Scene(steps, t=2)).partition(". ")[0]
    'The forget gate is 1 times 1 plus 1 times 1 plus 0: 2'
    >>> spoken_equation("keep", Scene(steps, t=2, upto="c_prev")).partition(". ")[0]
    'What is kept of the old state is the forget gate times 1: not known yet'
    """
    made, *goes = spoken_parts(name, scene)
    if scene.unit is not None:
        from lstm_helpers.words.sums import spoken_sums  # the lessons' cell has none

        goes = [*spoken_sums(name, scene), *goes]
    return " ".join([made, *goes])


def spoken_parts(name: str, scene: Scene) -> list[str]:
    """Say the equation, then where the quantity goes, if it goes anywhere."""
    made = _spoken_gradient if scene.face == "gradients" else _made
    return [part for part in (made(name, scene), _goes(name, scene)) if part]


def _subject(name: str) -> str:
    return say(SUBJECTS[name])


def _starting(text: str) -> str:
    return text[:1].upper() + text[1:]


def _has_number(name: str, scene: Scene) -> bool:
    is_said = scene.face == "values" or (scene.face == "weights" and name in WEIGHT_NAMES)
    return is_said and name in scene.known


def _number(name: str, scene: Scene) -> str:
    return format_number(scene.known[name])


def _operand(name: str, scene: Scene) -> str:
    """Say an operand's number, or else its words."""
    if _has_number(name, scene):
        return _number(name, scene)
    if "·" in name:  # a sum of a unit
        return "·".join(_operand(each, scene) for each in name.split("·"))
    if name in WEIGHT_NAMES:  # in a gate's own equation it goes without saying whose it is
        return say(SPOKEN[name[0]])
    return _subject(name)


def _aloud(written: str) -> str:
    """Say what is written.

    >>> _aloud("2·3 + (−4)")
    '2 times 3 plus −4'
    """
    for sign, said in SIGNS.items():
        written = written.replace(sign, say(said))
    return written


def _made(name: str, scene: Scene) -> str:
    quantity = BY_NAME[name]
    if quantity.op == "given":
        return _given(name, scene)
    words = {"it": _starting(_subject(name)), "value": _value(name, scene)}
    kind = "left" if _is_left(name, scene) else "made"
    words["made"] = _subject(quantity.operands[0]) if kind == "left" else _made_of(name, scene)
    return say(SPOKEN[kind + _plain(scene)]).format(**words)


def _plain(scene: Scene) -> str:
    return "" if scene.face == "values" else "_plain"


def _value(name: str, scene: Scene) -> str:
    return _number(name, scene) if _has_number(name, scene) else say(SPOKEN["unknown"])


def _made_of(name: str, scene: Scene) -> str:
    """Say what a quantity is made of, its pre-activation spelt out."""
    activation = activation_name(BY_NAME[name], scene.activations)
    if activation is None:
        in_sums = scene.unit is not None
        return _aloud(expression(name, scene.activations, lambda n: _operand(n, scene), in_sums))
    inner = BY_NAME[name].operands[0]
    if not is_inner(inner):
        made = _operand(inner, scene)
    else:
        made = _made_of(inner, scene)
        # what comes right before it could give it away
        is_known = _has_number(name, scene) and inner in scene.known
        if activation != "identity":
            made += say(SPOKEN["inner"]).format(inner=_number(inner, scene)) if is_known else ","
    if activation == "identity":
        return made
    return say(SPOKEN["through"]).format(made=made, activation=activation)


def _given(name: str, scene: Scene) -> str:
    words = {"it": _starting(_subject(name)), "value": _value(name, scene)}
    words["t"] = str(scene.numbers[scene.t - 2]) if scene.t > 1 else ""
    kind = "carried" if name in CARRY else "given"
    if name in CARRY:
        words["of"] = _subject(CARRY[name])
    if name in scene.several:
        words["value"] = several(scene)[name]
    elif not _has_number(name, scene):
        kind += _plain(scene)
    elif name in CARRY and scene.t == 1:
        kind = "carried_first" if scene.number == 1 else "carried_shown"
    return say(SPOKEN[kind]).format(**words)


def _goes(name: str, scene: Scene) -> str:
    """Say where a quantity goes; gradients go the other way."""
    is_back = scene.face == "gradients"
    others = [n for n in operands(name) if n in PLACES] if is_back else consumers(name)
    into = [_subject(other) for other in others]
    carried, after = (CARRY, scene.t - 1) if is_back else (FOLLOWS, scene.t + 1)
    if name in carried and 1 <= after <= len(scene.steps):
        into.append(say(SPOKEN["next"]).format(t=scene.numbers[after - 1]))
    kind = "goes_back" if is_back else "goes"
    return say(SPOKEN[kind]).format(list=_listed(into)) if into else ""


def _listed(parts: Sequence[str]) -> str:
    *most, last = parts
    return say(SPOKEN["and"]).join([", ".join(most), last] if most else [last])


# ---- one gradient --------------------------------------------------------------------------------


def _spoken_gradient(name: str, scene: Scene) -> str:
    written = gradient_equation(
        name, scene.gradients, scene.steps, scene.activations, scene.t, scene.of
    )
    _, *made, value = written.split(" = ")
    words = {"it": _subject(name), "goal": f"{scene.of}{subscript(len(scene.steps))}"}
    words["value"] = say(SPOKEN["unknown"]) if value == UNKNOWN else value
    if not made:
        return say(SPOKEN["gradient_plain"]).format(**words)
    return say(SPOKEN["gradient"]).format(made=_aloud(made[0]), **words)


# ---- all of them ---------------------------------------------------------------------------------


def _parts(scene: Scene) -> dict[str, str]:
    """Say every quantity that the picture shows, by name; one that is not known is left out."""
    is_named = scene.face == "names"
    values = scene.known if scene.face == "weights" else scene.shown
    told = {name: format_number(value) for name, value in values.items()} | several(scene)
    if is_named:
        told = {name: BY_NAME[name].symbol for name in PLACES}
    return {
        name: f"{say(BY_NAME[name].words)} {told[name]}"
        for name in (WEIGHT_NAMES if scene.face == "weights" else PLACES)
        if name in told and not _is_left(name, scene)
    }


def _is_left(name: str, scene: Scene) -> bool:
    """Tell whether a quantity only hands on another: nobody need hear the same number twice."""
    is_identity = activation_name(BY_NAME[name], scene.activations) == "identity"
    return scene.face != "gradients" and is_identity and len(operands(name)) == 1


def described(scene: Scene) -> str:
    """Say all that the picture shows: the sentence, then every quantity with its words.

    >>> from lstm_helpers import IDENTITY, Weights
    >>> from lstm_helpers.graph import unroll
    >>> steps = unroll(Weights.ones().as_dict(), [1.0], 0.0, 0.0, IDENTITY)
    >>> described(Scene(steps, upto="write")).partition(". ")[2].partition(". ")[2]
    'Not known yet: cell state, hidden state.'
    """
    parts = _parts(scene)
    said = [sentence(scene), say(SPOKEN[scene.face]).format(list=", ".join(parts.values()))]
    if scene.face in ("values", "gradients"):
        shown = (*scene.shown, *scene.several)
        open_ = [n for n in PLACES if n not in shown and not _is_left(n, scene)]
        listed = ", ".join(say(BY_NAME[name].words) for name in open_)
        said += [say(SPOKEN["not_yet"]).format(list=listed)] if listed else []
    return " ".join(said)


def spoken_change(before: Scene, scene: Scene) -> str:
    """Say what has changed: after a step of the walk its sentence, else each quantity that has.

    Parameters
    ----------
    before, scene
        What was shown, and what is shown now.

    Examples
    --------
    >>> from lstm_helpers import IDENTITY, Weights
    >>> from lstm_helpers.graph import unroll
    >>> one, two = (
    ...     Scene(unroll(Weights.ones(b_f=b).as_dict(), [1.0], 0.0, 2.0, IDENTITY)) for b in (0, 1)
    ... )
    >>> spoken_change(one, two)
    'Changed: forget gate 2, kept of the old state 4, cell state 5, hidden state 5.'
    """
    is_elsewhere = (before.t, before.face, before.of) != (scene.t, scene.face, scene.of)
    if is_elsewhere and (scene.complete or scene.face == "gradients"):
        return described(scene)
    if is_elsewhere or before.upto != scene.upto:
        said = sentence(scene)
        return "" if said == sentence(before) else said
    earlier = _parts(before)
    changed = [said for name, said in _parts(scene).items() if said != earlier.get(name)]
    if not changed:
        return ""
    kind = "changed_gradients" if scene.face == "gradients" else "changed"
    return " ".join([say(SPOKEN[kind]).format(list=", ".join(changed)), *notes(changed)])
