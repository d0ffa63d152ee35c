"""Equations as people write them, from the graph table.

``static/equations.js`` writes the same strings in the browser; the tests hold the two equal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias, cast

import numpy as np

from lstm_helpers.cell.activations import as_activations, symbol
from lstm_helpers.cell.given import quoted, whole
from lstm_helpers.cell.step import Step
from lstm_helpers.cell.weights import WEIGHT_NAMES
from lstm_helpers.graph.forward import activation_name
from lstm_helpers.graph.table import BY_NAME, OPERATIONS, Quantity, named
from lstm_helpers.words.numbers import in_parentheses, subscript, written

__all__ = ["equation", "expression", "formula", "unit_equation", "weights_equation"]

Leaf: TypeAlias = Callable[[str], str]
"""How an operand is written."""

Affine: TypeAlias = Callable[[Quantity, Leaf], str]
"""How a pre-activation is written."""


def formula(name: str, activations: tuple[str, str]) -> str:
    """Write a quantity's formula in symbols.

    Parameters
    ----------
    name
        A quantity that is worked out, such as ``"f"``.
    activations
        The names of the pair: activation, recurrent_activation.

    Raises
    ------
    ValueError
        When there is no such quantity, or it is given and not worked out.

    Examples
    --------
    >>> formula("f", ("tanh", "sigmoid"))
    'f = σ(w_f·x + u_f·h_prev + b_f)'
    >>> formula("c", ("identity", "identity"))
    'c = keep + write'
    """
    return f"{named(name).symbol} = {expression(name, activations)}"


def expression(
    name: str,
    activations: tuple[str, str],
    leaf: Callable[[str], str] | None = None,
    in_sums: bool = False,
) -> str:
    """Write what stands on the right of a quantity's formula, its operands as `leaf` writes them.

    Of a unit of a layer, `in_sums`, the operands of a pre-activation are ``"w_f·x"``,
    ``"u_f·h_prev"`` and ``"b_f"``.

    >>> expression("c", ("identity", "identity"))
    'keep + write'
    """
    affine = _in_sums if in_sums else _in_symbols
    return _expression(
        _worked_out(name), activations, leaf or (lambda n: BY_NAME[n].symbol), affine
    )


def _worked_out(name: str) -> Quantity:
    quantity = named(name)
    if quantity.op == "given":
        made = ", ".join(n for n, other in BY_NAME.items() if other.op != "given")
        raise ValueError(
            f"{quoted(name)} is given, so it has no formula; expected "
            f"one that is worked out: {made}."
        )
    return quantity


def equation(
    name: str,
    values: Mapping[str, float] | Step,
    activations: tuple[str, str] | None = None,
    t: int | None = None,
    *,
    unit: int | None = None,
    sequence: int | None = None,
) -> str:
    """Write a quantity's formula with the numbers in it, and what comes out.

    Parameters
    ----------
    name
        A quantity that is worked out, such as ``"f"``.
    values
        The values known; what is missing is written "?". Or a whole step, ``trace[1]``.
    activations
        The names of the pair: activation, recurrent_activation. Left out, they are the step's own,
        and the identity beside plain values.
    t
        The time step, written as a subscript.
    unit, sequence
        Of a layer's step: which unit, and which sequence of the batch, from 0. Its w·x and u·h_prev
        are sums, each written as one number.

    Raises
    ------
    ValueError
        When there is no such quantity, or it is given and not worked out; or when a unit is to be
        chosen.

    Examples
    --------
    >>> from lstm_helpers import Weights, run, step
    >>> equation("f", step(Weights.ones(), 1, 1, 1).as_dict(), t=2)
    'f₂ = 1·1 + 1·1 + 0 = 2'
    >>> equation("keep", {"c_prev": -6.0})
    'keep = ?·(−6) = ?'
    >>> layer = run(Weights.ones(features=2, units=2), [[1, 2], [3, 4]])
    >>> equation("f", layer[1], unit=0, t=2)
    'f₂ = 7 + 54 + 0 = 61'
    """
    quantity = _worked_out(name)
    t = None if t is None else whole("t", t)
    activations = None if activations is None else as_activations(activations).names
    affine = _in_symbols
    if isinstance(values, Step):
        activations = activations or values.activations.names
        if np.ndim(values.h) or unit is not None or sequence is not None:
            from lstm_helpers.cell.unit import place_of, unit_values  # of a layer

            values, affine = unit_values(values, place_of(values, unit, sequence)), _in_sums
        else:
            values = cast(Mapping[str, float], values.as_dict())
    elif not isinstance(values, Mapping):
        raise TypeError(
            f"values is {quoted(values)}; expected a Step, as trace[0], or numbers by name."
        )
    elif unit is not None or sequence is not None:
        raise ValueError("unit and sequence choose from a layer's step; expected one, as trace[0].")
    return _equation(quantity, values, activations or ("identity", "identity"), t, affine)


def unit_equation(
    name: str, values: Mapping[str, float], activations: tuple[str, str], t: int
) -> str:
    """Write the same of a unit of a layer, among whose values are its sums.

    >>> values = {"w_f·x": 7.0, "u_f·h_prev": 54.0, "b_f": 0.0, "f": 61.0}
    >>> unit_equation("f", values, ("identity", "identity"), 2)
    'f₂ = 7 + 54 + 0 = 61'
    """
    return _equation(_worked_out(name), values, activations, t, _in_sums)


def _equation(
    quantity: Quantity,
    values: Mapping[str, float],
    activations: tuple[str, str],
    t: int | None,
    affine: Affine,
) -> str:
    parts = [
        quantity.symbol + ("" if t is None else subscript(t)),
        _expression(quantity, activations, lambda n: written(n, values), affine),
        *_between(quantity, activations, values),
    ]
    if not _is_handed_on(quantity, activations) or quantity.name not in values:
        parts.append(written(quantity.name, values))
    return " = ".join(parts)


def weights_equation(
    name: str, values: Mapping[str, float], activations: tuple[str, str] = ("identity", "identity")
) -> str:
    """Write a formula with numbers for the weights only, as in the article's Figure 2.

    >>> from lstm_helpers import Weights
    >>> weights_equation("f", Weights.ones().as_dict())
    'f = 1·x + 1·h_prev + 0'
    """
    quantity = _worked_out(name)

    def leaf(operand: str) -> str:
        is_weight = operand in values and operand in WEIGHT_NAMES
        return written(operand, values) if is_weight else BY_NAME[operand].symbol

    return f"{quantity.symbol} = {_expression(quantity, activations, leaf)}"


def _between(
    quantity: Quantity, activations: tuple[str, str], values: Mapping[str, float]
) -> list[str]:
    """Give the pre-activation its own place, σ(2), where the activation changes it."""
    name = activation_name(quantity, activations)
    if name is None or name == "identity" or not _is_affine(quantity.operands[0]):
        return []
    return [f"{symbol(name)}({written(quantity.operands[0], values)})"]


def _in_symbols(quantity: Quantity, leaf: Leaf) -> str:
    """Write a pre-activation: w·x + u·h_prev + b."""
    first, *rest = map(leaf, quantity.operands)
    return OPERATIONS[quantity.op].pattern.format(first, *map(in_parentheses, rest))


def _in_sums(quantity: Quantity, leaf: Leaf) -> str:
    """Write a pre-activation of a layer's unit, whose two products are sums."""
    w, x, u, h, b = quantity.operands
    first, *rest = leaf(f"{w}·{x}"), leaf(f"{u}·{h}"), leaf(b)
    return " + ".join([first, *map(in_parentheses, rest)])


def _expression(
    quantity: Quantity, activations: tuple[str, str], leaf: Leaf, affine: Affine = _in_symbols
) -> str:
    """Write what a quantity is made of: a pre-activation spelt out, an identity left away."""
    if _is_affine(quantity.name):
        return affine(quantity, leaf)
    first, *rest = quantity.operands
    name = activation_name(quantity, activations)
    inner = affine(BY_NAME[first], leaf) if _is_affine(first) else leaf(first)
    if name == "identity":
        return inner
    operands = (inner, *(in_parentheses(leaf(operand)) for operand in rest))
    return OPERATIONS[quantity.op].pattern.format(*operands, name=name and symbol(name))


def _is_handed_on(quantity: Quantity, activations: tuple[str, str]) -> bool:
    """Tell whether the expression is the value already: "c_act = 6", not "c_act = 6 = 6"."""
    name = activation_name(quantity, activations)
    return name == "identity" and not _is_affine(quantity.operands[0])


def _is_affine(name: str) -> bool:
    return BY_NAME[name].op == "affine"
