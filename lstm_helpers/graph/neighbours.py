"""What stands next to a quantity in the graph: what it is made of, and what it goes into.

A pre-activation has no place of its own in a picture: here a gate is made of what that is made of.
"""

from __future__ import annotations

from lstm_helpers.cell.weights import WEIGHT_NAMES
from lstm_helpers.graph.table import BY_NAME, CARRY, GRAPH, OPERATIONS, Quantity, named

__all__ = ["FOLLOWS", "PLACES", "consumers", "is_inner", "operands", "partner"]


def is_inner(name: str) -> bool:
    """Tell whether a quantity is a pre-activation.

    >>> is_inner("z_f"), is_inner("f")
    (True, False)
    """
    return BY_NAME[name].op == "affine"


def operands(name: str) -> tuple[str, ...]:
    """List what a quantity is made of.

    >>> operands("f"), operands("h"), operands("x")
    (('w_f', 'x', 'u_f', 'h_prev', 'b_f'), ('o', 'c_act'), ())
    """
    found = named(name).operands
    return tuple(deeper for each in found for deeper in _shown(each))


def _shown(name: str) -> tuple[str, ...]:
    return operands(name) if is_inner(name) else (name,)


def consumers(name: str) -> tuple[str, ...]:
    """List what a quantity goes into, within its time step.

    >>> consumers("h_prev"), consumers("f"), consumers("w_f"), consumers("h")
    (('f', 'i', 'g', 'o'), ('keep',), ('f',), ())
    """
    named(name)
    return tuple(q.name for q in GRAPH if not is_inner(q.name) and name in operands(q.name))


def partner(name: str, consumer: str) -> str:
    """Name what a quantity is multiplied with on its way into another, "" where with nothing.

    >>> partner("w_f", "f"), partner("o", "h"), partner("b_f", "f"), partner("keep", "c")
    ('x', 'c_act', '', '')
    """
    maker = _maker(consumer)
    partners = OPERATIONS[maker.op].partners
    place = partners[maker.operands.index(name)] if partners else None
    return "" if place is None else maker.operands[place]


def _maker(name: str) -> Quantity:
    """Give the quantity in whose operation the operands of a quantity meet."""
    quantity = BY_NAME[name]
    inner = quantity.operands[0]
    return BY_NAME[inner] if is_inner(inner) else quantity


# What has a place in the picture, in the order of the walk.
PLACES = tuple(name for name in BY_NAME if not is_inner(name) and name not in WEIGHT_NAMES)

# What becomes of a quantity at the next time step: h is h_prev there.
FOLLOWS = {after: before for before, after in CARRY.items()}
