"""The twelve weights of a cell, and how Keras and PyTorch pack them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from lstm_helpers.cell.given import Number, as_number, count, meant, require_finite

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

__all__ = ["GATES", "WEIGHT_NAMES", "Weights"]

GATES = ("f", "i", "g", "o")
WEIGHT_NAMES = tuple(f"{kind}_{gate}" for gate in GATES for kind in "wub")

# Keras and PyTorch both stack the gates in this order (Keras calls the candidate "c").
FUSED_ORDER = ("i", "f", "g", "o")


@dataclass(frozen=True, eq=False, kw_only=True)
class Weights:
    """The kernel ``w``, recurrent kernel ``u`` and bias ``b`` of each gate, by name.

    The scalar cell of the lessons has twelve plain numbers. A layer has arrays: ``w_*`` of shape
    (features, units), ``u_*`` (units, units), ``b_*`` (units,); float32 is kept, everything else
    becomes float64.

    Parameters
    ----------
    w_f, u_f, b_f, w_i, u_i, b_i, w_g, u_g, b_g, w_o, u_o, b_o
        All by name, all numbers or all arrays.

    Raises
    ------
    TypeError
        When a weight is no number and no array of numbers.
    ValueError
        When a weight is nan or infinite, or the shapes do not belong together.

    Examples
    --------
    >>> w = Weights.ones(w_f=2)
    >>> w.w_f, w.u_f, w.b_f
    (2.0, 1.0, 0.0)
    >>> Weights.ones(features=3, units=2).w_f.shape
    (3, 2)
    """

    w_f: Number
    u_f: Number
    b_f: Number
    w_i: Number
    u_i: Number
    b_i: Number
    w_g: Number
    u_g: Number
    b_g: Number
    w_o: Number
    u_o: Number
    b_o: Number

    def __post_init__(self) -> None:
        """Convert every weight to float and check that they fit together."""
        for name in WEIGHT_NAMES:
            value = as_number(name, getattr(self, name))
            require_finite(name, value)
            if isinstance(value, np.ndarray):
                value.setflags(write=False)  # frozen: a run may look at its weights again later
            object.__setattr__(self, name, value)
        self._check_shapes()

    def _check_shapes(self) -> None:
        expected = self._expected_shapes()
        for name in WEIGHT_NAMES:
            shape = np.shape(getattr(self, name))
            if shape != expected[name[0]]:
                raise ValueError(
                    f"{name} has shape {shape}, expected {expected[name[0]]} beside w_f of shape "
                    f"{np.shape(self.w_f)}: w is (features, units), u (units, units), b (units,), "
                    "or every weight is one plain number."
                )

    def _expected_shapes(self) -> dict[str, tuple[int, ...]]:
        if self.is_scalar:
            return {"w": (), "u": (), "b": ()}
        shape = np.shape(self.w_f)
        if len(shape) != 2 or 0 in shape:
            raise ValueError(
                f"w_f has shape {shape}, expected (features, units), at least one of each, or one "
                "number."
            )
        features, units = shape
        return {"w": (features, units), "u": (units, units), "b": (units,)}

    @classmethod
    def ones(
        cls,
        features: int | None = None,
        units: int | None = None,
        *,
        unit_forget_bias: bool = False,
        **changes: ArrayLike,
    ) -> Weights:
        """All kernels 1 and all biases 0: the article's cell, with any changes by name.

        `unit_forget_bias` sets the forget gate's bias to 1, as Keras does unless told otherwise.

        >>> Weights.ones(unit_forget_bias=True).b_f
        1.0
        """
        scalar = features is None and units is None
        features, units = count("features", features), count("units", units)
        shapes = {"w": (features, units), "u": (units, units), "b": (units,)}
        values = {
            name: np.full(() if scalar else shapes[name[0]], 0.0 if name[0] == "b" else 1.0)
            for name in WEIGHT_NAMES
        }
        if unit_forget_bias:
            values["b_f"] = values["b_f"] + 1.0
        return cls(**values).replace(**changes)

    def replace(self, **changes: ArrayLike) -> Weights:
        """Make a copy with some weights changed.

        >>> Weights.ones().replace(b_o=-1).b_o
        -1.0
        """
        unknown = set(changes) - set(WEIGHT_NAMES)
        if unknown:
            close = meant(min(unknown), WEIGHT_NAMES)
            hint = f" (did you mean {close}?)" if close else ""
            raise TypeError(
                f"{min(unknown)!r} is no weight{hint}; the weights are {', '.join(WEIGHT_NAMES)}."
            )
        given: dict[str, Any] = {**self.as_dict(), **changes}
        return Weights(**given)

    def as_dict(self) -> dict[str, Number]:
        """All twelve weights by name."""
        return {name: getattr(self, name) for name in WEIGHT_NAMES}

    @property
    def is_scalar(self) -> bool:
        """Whether this is the lessons' cell of plain numbers."""
        return isinstance(self.w_f, float)

    @property
    def features(self) -> int:
        """How many numbers each input holds."""
        return 1 if self.is_scalar else np.shape(self.w_f)[0]

    @property
    def units(self) -> int:
        """How many cells work side by side."""
        return 1 if self.is_scalar else np.shape(self.w_f)[1]

    def as_arrays(self) -> Weights:
        """The same weights as arrays: the scalar cell as a layer of one feature and one unit.

        >>> Weights.ones().as_arrays().w_f
        array([[1.]])
        """
        if not self.is_scalar:
            return self
        shapes = {"w": (1, 1), "u": (1, 1), "b": (1,)}
        return Weights(**{k: np.full(shapes[k[0]], v) for k, v in self.as_dict().items()})

    def as_scalars(self) -> Weights:
        """The same weights as plain numbers, where there is one feature and one unit.

        >>> Weights.ones(features=1, units=1).as_scalars().w_f
        1.0
        """
        if self.is_scalar:
            return self
        if (self.features, self.units) != (1, 1):
            raise ValueError(
                f"these weights have {self.features} features and {self.units} units; only a cell "
                "with one of each can be written as plain numbers."
            )
        return Weights(**{n: float(np.asarray(v).item()) for n, v in self.as_dict().items()})

    @classmethod
    def from_keras(
        cls, kernel: ArrayLike, recurrent_kernel: ArrayLike, bias: ArrayLike | None = None
    ) -> Weights:
        """Unpack Keras's fused arrays.

        Parameters
        ----------
        kernel, recurrent_kernel, bias
            Of shapes (features, 4·units), (units, 4·units) and (4·units,), the gates in Keras's
            order i, f, g, o (its source says "c" for g), as ``layer.get_weights()`` gives them.
            Keras's `unit_forget_bias` is already in its bias. Without a bias it is zero.

        Examples
        --------
        >>> w = Weights.from_keras([[1, 2, 3, 4]], [[0, 0, 0, 0]], [0, 1, 0, 0])
        >>> w.w_i.item(), w.w_f.item(), w.b_f.item()
        (1.0, 2.0, 1.0)
        """
        kernels = {
            "kernel": as_number("kernel", kernel),
            "recurrent_kernel": as_number("recurrent_kernel", recurrent_kernel),
        }
        return cls._from_fused(kernels, {"bias": bias})

    def to_keras(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Pack the weights as Keras does: kernel, recurrent_kernel, bias.

        >>> [array.shape for array in Weights.ones().to_keras()]
        [(1, 4), (1, 4), (4,)]
        """
        arrays = self.as_arrays().as_dict()
        kernel, recurrent_kernel, bias = (
            np.concatenate([arrays[f"{kind}_{gate}"] for gate in FUSED_ORDER], axis=-1)
            for kind in "wub"
        )
        return kernel, recurrent_kernel, bias

    @classmethod
    def from_torch(
        cls,
        weight_ih: ArrayLike,
        weight_hh: ArrayLike,
        bias_ih: ArrayLike | None = None,
        bias_hh: ArrayLike | None = None,
    ) -> Weights:
        """Unpack PyTorch's fused arrays.

        Parameters
        ----------
        weight_ih, weight_hh, bias_ih, bias_hh
            Of shapes (4·units, features), (4·units, units) and (4·units,), the gates in PyTorch's
            order i, f, g, o. PyTorch adds its two biases, and so does this.

        Examples
        --------
        >>> w = Weights.from_torch([[1], [2], [3], [4]], [[0]] * 4, [0, 1, 0, 0], [0, 1, 0, 0])
        >>> w.w_f.item(), w.b_f.item()
        (2.0, 2.0)
        """
        kernels = {
            name: np.transpose(as_number(name, given))
            for name, given in {"weight_ih": weight_ih, "weight_hh": weight_hh}.items()
        }
        biases = {"bias_ih": bias_ih, "bias_hh": bias_hh}
        return cls._from_fused(kernels, biases, gates_in_rows=True)

    def to_torch(self) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """Pack the weights as PyTorch does: weight_ih, weight_hh, bias_ih, bias_hh.

        The whole bias goes into bias_ih; bias_hh is zero.

        >>> [array.shape for array in Weights.ones().to_torch()]
        [(4, 1), (4, 1), (4,), (4,)]
        """
        kernel, recurrent_kernel, bias = self.to_keras()
        return kernel.T.copy(), recurrent_kernel.T.copy(), bias, np.zeros_like(bias)

    @classmethod
    def _from_fused(
        cls,
        kernels: Mapping[str, Number],
        biases: Mapping[str, ArrayLike | None],
        gates_in_rows: bool = False,
    ) -> Weights:
        """Take apart kernels of shapes (features, 4·units) and (units, 4·units), and biases.

        `gates_in_rows` says that they were given the other way round, for the error message.
        """
        kernel, recurrent = map(np.asarray, kernels.values())
        given = {name: as_number(name, bias) for name, bias in biases.items() if bias is not None}
        units = np.shape(recurrent)[0] if np.ndim(recurrent) == 2 else 0
        features = np.shape(kernel)[0] if np.ndim(kernel) == 2 else 0
        expected: list[tuple[int, ...]] = [(features, 4 * units), (units, 4 * units)]
        expected += [(4 * units,)] * len(given)
        for (name, array), shape in zip({**kernels, **given}.items(), expected, strict=True):
            if np.shape(array) != shape or 0 in shape:
                came, beside = np.shape(array), np.shape(recurrent)
                if gates_in_rows:
                    came, beside = came[::-1], beside[::-1]
                raise ValueError(
                    f"{name} has shape {came}, which does not go with a recurrent kernel of shape "
                    f"{beside}; expected the four gates i, f, g, o side by side, each as wide as "
                    "there are units."
                )
        bias = sum(given.values(), np.zeros(4 * units, kernel.dtype))
        parts = {}
        for kind, array in zip("wub", (kernel, recurrent, bias), strict=True):
            for gate, part in zip(FUSED_ORDER, np.split(array, 4, axis=-1), strict=True):
                parts[f"{kind}_{gate}"] = part.astype(kernel.dtype)
        return cls(**parts)

    def __eq__(self, other: object) -> bool:
        """Two sets of weights are equal when all twelve are."""
        if not isinstance(other, Weights):
            return NotImplemented
        mine, theirs = self.as_dict(), other.as_dict()
        return all(np.array_equal(mine[name], theirs[name]) for name in WEIGHT_NAMES)

    __hash__ = None  # type: ignore[assignment]  # arrays have no hash
