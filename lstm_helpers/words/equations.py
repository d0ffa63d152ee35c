"""Equations as people write them, from the graph table.

``static/equations.js`` writes the same strings in the browser; the tests hold the two equal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lstm_helpers.cell.activations import symbol
from lstm_helpers.cell.weights import WEIGHT_NAMES
from lstm_helpers.graph.forward import activation_name
from lstm_helpers.graph.table import BY_NAME, OPERATIONS, Quantity, named
from lstm_helpers.words.numbers import in_parentheses, subscript, written

__all__ = ["equation", "expression", "formula", "weights_equation"]


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
    name: str, activations: tuple[str, str], leaf: Callable[[str], str] | None = None
) -> str:
    """Write what stands on the right of a quantity's formula, its operands as `leaf` writes them.

    >>> expression("c", ("identity", "identity"))
    'keep + write'
    """
    return _expression(_worked_out(name), activations, leaf or (lambda n: BY_NAME[n].symbol))


def _worked_out(name: str) -> Quantity:
    quantity = named(name)
    if quantity.op == "given":
        made = ", ".join(n for n, other in BY_NAME.items() if other.op != "given")
        raise ValueError(
            f"{name!r} is given, so it has no formula; expected one that is worked out: {made}."
        )
    return quantity


def equation(
    name: str,
    values: Mapping[str, float],
    activations: tuple[str, str] = ("identity", "identity"),
    t: int | None = None,
) -> str:
    """Write a quantity's formula with the numbers in it, and what comes out.

    Parameters
    ----------
    name
        A quantity that is worked out, such as ``"f"``.
    values
        The values known; what is missing is written "?".
    activations
        The names of the pair: activation, recurrent_activation.
    t
        The time step, written as a subscript.

    Raises
    ------
    ValueError
        When there is no such quantity, or it is given and not worked out.

    Examples
    --------
    >>> from lstm_helpers import Weights, step
    >>> equation("f", step(Weights.ones(), 1, 1, 1).as_dict(), t=2)
    'f₂ = 1·1 + 1·1 + 0 = 2'
    >>> equation("keep", {"c_prev": -6.0})
    'keep = ?·(−6) = ?'
    """
    quantity = _worked_out(name)
    parts = [
        quantity.symbol + ("" if t is None else subscript(t)),
        _expression(quantity, activations, lambda n: written(n, values)),
        *_between(quantity, activations, values),
    ]
    if not _is_handed_on(quantity, activations) or name not in values:
        parts.append(written(name, values))
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


def _expression(
    quantity: Quantity, activations: tuple[str, str], leaf: Callable[[str], str]
) -> str:
    """Write what a quantity is made of: a pre-activation spelt out, an identity left away."""
    first, *rest = quantity.operands
    name = activation_name(quantity, activations)
    inner = _expression(BY_NAME[first], activations, leaf) if _is_affine(first) else leaf(first)
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
