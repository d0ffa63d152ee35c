"""What a learner may give for a number, and what it becomes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias, TypeGuard, cast

import numpy as np

__all__ = [
    "Number",
    "as_float",
    "as_number",
    "count",
    "flag",
    "hides_some",
    "is_numbers",
    "meant",
    "one_of",
    "plain_number",
    "quoted",
    "require_finite",
    "short_text",
    "whole",
    "writing",
]

Number: TypeAlias = float | np.ndarray
"""A plain number in the lessons' cell, an array in a layer."""


def as_number(name: str, given: object) -> Number:
    """Turn what was given into a float, or into a new array of float64 (float32 stays float32).

    PyTorch's parameters will do too, gradients and all; and half precision, bfloat16 too.

    Raises
    ------
    TypeError
        When it is no number and no array of numbers, naming it.

    Examples
    --------
    >>> as_number("x", 1)
    1.0
    """
    if type(given) is float:
        return given
    if isinstance(given, bool | str | bytes | dict | set) or given is None:
        raise TypeError(_not_a_number(name, given))
    _refuse_hidden_mask(name, given)
    try:
        array = np.asarray(_in_memory(given))
    except ValueError as error:
        raise ValueError(
            f"{name} holds rows of different lengths; expected a number or a full array."
        ) from error
    if array.dtype.name == "bfloat16":  # not NumPy's own
        array = array.astype(np.float64)
    if array.dtype.kind not in "fiu":
        raise TypeError(_not_a_number(name, given))
    if array.ndim == 0:
        return float(array)
    return array.astype(np.float32 if array.dtype == np.float32 else np.float64)


def is_numbers(given: object) -> bool:
    """Say whether it is an array of numbers already, which need not be looked at again."""
    return isinstance(given, np.ndarray | np.floating) and given.dtype.kind in "fiu"


def _in_memory(given: Any) -> Any:
    """Take a tensor of PyTorch's off its graph and its device, and into a type that NumPy has."""
    if not hasattr(given, "detach"):
        return given
    tensor = given.detach().cpu()
    return tensor.double() if str(tensor.dtype) == "torch.bfloat16" else tensor


def hides_some(given: object) -> TypeGuard[np.ma.MaskedArray]:
    """Say whether it is a masked array that hides numbers.

    NumPy loads `numpy.ma` for whoever names it: that takes longer than all else of a first run.

    >>> hides_some(np.ma.array([1, 2], mask=[False, True])), hides_some(np.array([1, 2]))
    (True, False)
    """
    is_plain = type(given) is np.ndarray or not isinstance(given, np.ndarray)
    return not is_plain and isinstance(given, np.ma.MaskedArray) and bool(given.mask.any())


def _refuse_hidden_mask(name: str, given: object) -> None:
    """Refuse what says, beside its numbers, which of them count: NumPy would forget it."""
    if hides_some(given):
        raise ValueError(
            f"{name} is a masked array; expected all its numbers, such as {name}.filled(0)."
        )
    if type(given).__name__ == "PackedSequence":
        raise TypeError(
            f"{name} is a PackedSequence; expected an array: with x, lengths = "
            "pad_packed_sequence(packed, batch_first=True), give run x and "
            "mask=np.arange(x.shape[1]) < lengths.numpy()[:, None]."
        )


def _not_a_number(name: str, given: object) -> str:
    kind = type(given).__name__
    return f"{name} is {quoted(given)} ({kind}); expected a number or an array of numbers."


MOST = 60
"""So many characters of what came are shown."""


def quoted(given: object) -> str:
    """Show what came as Python writes it, as far as that can be done on one short line.

    >>> quoted("six"), quoted(...)
    ("'six'", '...')
    """
    if given is Ellipsis:
        return "..."
    try:
        text = " ".join(repr(given).split())
    except Exception:  # nobody knows what an object of the learner's own does
        text = f"this {type(given).__name__}"
    return text if len(text) <= MOST else f"{text[: MOST - 3]}..."


def flag(name: str, given: object) -> bool:
    """Take True or False, as NumPy has them, too.

    >>> flag("through_h", np.True_)
    True
    """
    if isinstance(given, bool | np.bool_):
        return bool(given)
    raise TypeError(f"{name} is {quoted(given)}; expected True or False.")


def one_of(given: object, words: Iterable[str]) -> bool:
    """Say whether it is one of these words, whatever it is: an array is no truth, a list no key.

    >>> one_of("h", ("c", "h")), one_of(["h"], ("c", "h"))
    (True, False)
    """
    return isinstance(given, str) and given in words


LONGEST_TEXT = 1000
"""More characters than that are no title: to fit them into a picture takes seconds."""


def short_text(name: str, given: object) -> str:
    """Take a text that can be drawn.

    >>> short_text("title", "time step 2")
    'time step 2'
    """
    if not isinstance(given, str):
        raise TypeError(f"{name} is {quoted(given)} ({type(given).__name__}); expected a text.")
    if len(given) > LONGEST_TEXT:
        raise ValueError(f"{name} has {len(given)} characters; expected {LONGEST_TEXT} at most.")
    return given


@contextmanager
def writing(path: object) -> Iterator[None]:
    """Say in one sentence what keeps a file from being written."""
    try:
        yield
    except (OSError, ValueError) as error:  # a name with a zero in it is a ValueError
        reason = getattr(error, "strerror", None) or "no file can be called so"
        raise OSError(
            f"{quoted(str(path))} can't be written ({reason}); expected a file's name in a folder "
            "where you may write."
        ) from error


def count(name: str, given: object) -> int:
    """Take a number of features or units; None stands for 1.

    >>> count("units", None), count("units", 3)
    (1, 3)
    """
    if given is None:
        return 1
    number = whole(name, given)
    if number < 1:
        raise ValueError(f"{name} is {number}; expected 1 or more.")
    return number


LARGEST_COUNT = 10**15
"""Nobody has so many units or time steps; and a message need not show more digits."""


def as_float(number: float) -> float:
    """Take a float; a whole number past every float is infinite.

    >>> as_float(-(10**400))
    -inf
    """
    try:
        return float(number.item() if isinstance(number, np.ndarray) else number)
    except OverflowError:
        return math.inf if number > 0 else -math.inf
    except (TypeError, ValueError):
        raise TypeError(f"{quoted(number)} is no number; expected one, such as 12.") from None


def whole(name: str, given: object) -> int:
    """Take a whole number, also one that is written as a float.

    >>> whole("t", 2), whole("t", 2.0)
    (2, 2)
    """
    is_number = isinstance(given, int | np.integer) and not isinstance(given, bool)
    if is_number or (isinstance(given, float) and given.is_integer()):
        number = int(cast("float", given))
        if abs(number) < LARGEST_COUNT:
            return number
        raise ValueError(f"{name} is {quoted(given)}; expected a smaller whole number.")
    raise TypeError(f"{name} is {quoted(given)} ({type(given).__name__}); expected a whole number.")


def plain_number(name: str, given: object) -> float:
    """Take one number, also out of an array of one.

    >>> plain_number("x", [2])
    2.0
    """
    number = as_number(name, given)
    if isinstance(number, float):
        return number
    if number.size != 1:
        raise TypeError(f"{name} is {quoted(given)}; expected one plain number.")
    return float(number.item())


def require_finite(name: str, value: Number) -> None:
    """Refuse nan and infinities."""
    finite = math.isfinite(value) if isinstance(value, float) else np.isfinite(value).all()
    if not finite:
        bad = value if isinstance(value, float) else value[~np.isfinite(value)][0]
        raise ValueError(f"{name} contains {bad}; a weight must be a finite number.")


def meant(name: str, offered: Iterable[str]) -> str:
    """Find the name that a mistyped one is closest to; empty when none is close.

    >>> meant("wo", ["w_f", "w_o"]), meant("inpust", ["inputs"]), meant("w_x", ["w_f", "w_o"])
    ('w_o', 'inputs', '')
    """
    from difflib import get_close_matches  # only who has mistyped something waits for it

    return next(iter(get_close_matches(name.lower(), list(offered), cutoff=0.7)), "")
