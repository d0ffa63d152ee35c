"""The twelve weights of a cell, and how Keras and PyTorch pack them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from lstm_helpers.cell.activations import IDENTITY, STANDARD, Activations, as_activations
from lstm_helpers.cell.given import Number, as_number, count, meant, quoted, require_finite
from lstm_helpers.cell.loading import Packed, refuse_arrays, refuse_options
from lstm_helpers.cell.loading_keras import keras_packed
from lstm_helpers.cell.loading_torch import torch_packed

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

    They carry the pair of activations that they are meant for, which `run`, `step` and Explorer use
    unless told another. It has no part in whether two sets of weights are equal.

    Parameters
    ----------
    w_f, u_f, b_f, w_i, u_i, b_i, w_g, u_g, b_g, w_o, u_o, b_o
        All by name, all numbers or all arrays.
    activations
        Left out, it is `IDENTITY` for the lessons' cell of plain numbers, and `STANDARD` for a
        layer's arrays: what Keras and PyTorch mean by saying nothing.

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
    >>> w.activations
    Activations('identity', 'identity')
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
    activations: Activations = None  # type: ignore[assignment]  # see __post_init__

    def __post_init__(self) -> None:
        """Convert every weight to float and check that they fit together."""
        for name in WEIGHT_NAMES:
            value = as_number(name, getattr(self, name))
            require_finite(name, value)
            if isinstance(value, np.ndarray):
                value.setflags(write=False)  # frozen: a run may look at its weights again later
            object.__setattr__(self, name, value)
        self._check_shapes()
        unsaid = IDENTITY if self.is_scalar else STANDARD
        pair = unsaid if self.activations is None else as_activations(self.activations)
        object.__setattr__(self, "activations", pair)

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
        **changes: Any,
    ) -> Weights:
        """All kernels 1 and all biases 0: the article's cell, with any changes by name.

        As in the article the activations are `IDENTITY`, whatever the size.

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
        return cls(**values, activations=IDENTITY).replace(**changes)

    def replace(self, **changes: Any) -> Weights:
        """Make a copy with some weights changed, or with other ``activations``.

        >>> Weights.ones().replace(b_o=-1).b_o
        -1.0
        """
        unknown = set(changes) - {*WEIGHT_NAMES, "activations"}
        if unknown:
            close = meant(min(unknown), WEIGHT_NAMES)
            hint = f" (did you mean {close}?)" if close else ""
            raise TypeError(
                f"{quoted(min(unknown))} is no weight{hint}; the weights are "
                f"{', '.join(WEIGHT_NAMES)}."
            )
        return Weights(**{**self.as_dict(), "activations": self.activations, **changes})

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
        return self.replace(**{k: np.full(shapes[k[0]], v) for k, v in self.as_dict().items()})

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
        return self.replace(**{n: float(np.asarray(v).item()) for n, v in self.as_dict().items()})

    @classmethod
    def from_keras(
        cls,
        source: Any,
        recurrent_kernel: ArrayLike | None = None,
        bias: ArrayLike | None = None,
        *,
        layer: int | str | None = None,
        direction: str | None = None,
        activations: Activations | None = None,
    ) -> Weights:
        """Take over a Keras LSTM: a layer, a model, a saved model, or the layer's arrays.

        What counts is how the layer works when it predicts, so that its dropout is left out; what
        it was given to begin with, such as `unit_forget_bias`, is already in its weights. Those of
        half precision (float16, bfloat16) are widened, and the run is worked out in float64.

        Parameters
        ----------
        source
            A ``keras.layers.LSTM``, its cell, or a layer or model that holds one; the path of a
            saved model (``"forecast.keras"``), which Keras must be there to read; or the kernel,
            (features, 4·units), the gates in Keras's order i, f, g, o (its source says "c" for g),
            beside the other arrays of ``layer.get_weights()``.
        recurrent_kernel, bias
            Beside a kernel: of shapes (units, 4·units) and (4·units,). Without a bias it is zero.
        layer
            Which LSTM, by place or by name, when there are several.
        direction
            Which half of a bidirectional layer: ``"forward"``, or ``"backward"``, whose `run` is
            to be given the inputs from last to first.
        activations
            A pair to carry instead of the layer's own. Arrays alone carry `STANDARD`.

        Raises
        ------
        TypeError, ValueError
            In one sentence, when it is no LSTM, when one is to be chosen, or when something about
            it is not known here.

        Examples
        --------
        >>> w = Weights.from_keras([[1, 2, 3, 4]], [[0, 0, 0, 0]], [0, 1, 0, 0])
        >>> w.w_i.item(), w.w_f.item(), w.b_f.item()
        (1.0, 2.0, 1.0)
        >>> str(w.activations)
        'tanh/sigmoid'
        """
        if recurrent_kernel is None:
            rest, better = "recurrent_kernel and bias", "the layer itself, which brings all of it"
            refuse_arrays(source, "layer.get_weights()", rest, better)
            packed = keras_packed(source, layer, direction, activations)
        else:
            refuse_options(layer, direction)
            some = [] if bias is None else [bias]
            packed = Packed(source, recurrent_kernel, some, activations)
        kernels = {
            "kernel": as_number("kernel", packed.kernel),
            "recurrent_kernel": as_number("recurrent_kernel", packed.recurrent),
        }
        biases = dict(zip(["bias"], packed.biases, strict=False))
        return cls._from_fused(kernels, biases, packed.activations)

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
        source: Any,
        weight_hh: ArrayLike | None = None,
        bias_ih: ArrayLike | None = None,
        bias_hh: ArrayLike | None = None,
        *,
        layer: int | str | None = None,
        direction: str | None = None,
        activations: Activations | None = None,
    ) -> Weights:
        """Take over a PyTorch LSTM: a module, a state dict, or the layer's arrays.

        `run` takes the batch first, whatever the module's `batch_first`; dropout is left out, and
        half precision widened, as by `from_keras`.

        Parameters
        ----------
        source
            A ``torch.nn.LSTM`` or ``LSTMCell``, a module that holds one, or its ``state_dict()``;
            or weight_ih, (4·units, features), the gates in PyTorch's order i, f, g, o, beside the
            other arrays.
        weight_hh, bias_ih, bias_hh
            Beside weight_ih: of shapes (4·units, units) and (4·units,). PyTorch adds its two
            biases, and so does this.
        layer
            Which layer of a stack, or of a module that holds several, by place or by name. One
            that stands on another is given the other's h for inputs.
        direction
            ``"forward"`` or ``"backward"``, as for `from_keras`.
        activations
            A pair to carry instead of `STANDARD`, which is all that PyTorch has.

        Raises
        ------
        TypeError, ValueError
            As for `from_keras`.

        Examples
        --------
        >>> w = Weights.from_torch([[1], [2], [3], [4]], [[0]] * 4, [0, 1, 0, 0], [0, 1, 0, 0])
        >>> w.w_f.item(), w.b_f.item()
        (2.0, 2.0)
        """
        if weight_hh is None:
            rest, better = "weight_hh and the biases", "the module itself, which brings all of it"
            refuse_arrays(source, "a module's parameters", rest, better)
            packed = torch_packed(source, layer, direction)
        else:
            refuse_options(layer, direction)
            packed = Packed(source, weight_hh, [bias_ih, bias_hh])
        kernels = {
            name: np.transpose(as_number(name, given))
            for name, given in {"weight_ih": packed.kernel, "weight_hh": packed.recurrent}.items()
        }
        biases = {
            name: bias
            for name, bias in zip(("bias_ih", "bias_hh"), packed.biases, strict=False)
            if bias is not None
        }
        return cls._from_fused(kernels, biases, activations, gates_in_rows=True)

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
        biases: Mapping[str, ArrayLike],
        activations: Activations | None,
        gates_in_rows: bool = False,
    ) -> Weights:
        """Take apart kernels of shapes (features, 4·units) and (units, 4·units), and biases.

        `gates_in_rows` says that they were given the other way round, for the error message.
        """
        kernel, recurrent = map(np.asarray, kernels.values())
        given = {name: as_number(name, bias) for name, bias in biases.items()}
        units = np.shape(recurrent)[0] if np.ndim(recurrent) == 2 else 0
        features = np.shape(kernel)[0] if np.ndim(kernel) == 2 else 0
        expected: list[tuple[int, ...]] = [(features, 4 * units), (units, 4 * units)]
        expected += [(4 * units,)] * len(given)
        for (name, array), shape in zip({**kernels, **given}.items(), expected, strict=True):
            if np.shape(array) != shape or 0 in shape:
                came, beside = np.shape(array), np.shape(recurrent)
                if gates_in_rows:
                    came, beside = came[::-1], beside[::-1]
                gru = " (three would be a GRU's)" if np.shape(array)[-1:] == (3 * units,) else ""
                raise ValueError(
                    f"{name} has shape {came}, which does not go with a recurrent kernel of shape "
                    f"{beside}; expected the four gates i, f, g, o side by side{gru}, each as wide "
                    "as there are units."
                )
        bias = sum(given.values(), np.zeros(4 * units))
        parts = {}
        for kind, array in zip("wub", (kernel, recurrent, bias), strict=True):
            for gate, part in zip(FUSED_ORDER, np.split(array, 4, axis=-1), strict=True):
                parts[f"{kind}_{gate}"] = part.astype(kernel.dtype)
        return cls(**parts, activations=activations)  # type: ignore[arg-type]

    def __eq__(self, other: object) -> bool:
        """Two sets of weights are equal when all twelve are."""
        if not isinstance(other, Weights):
            return NotImplemented
        mine, theirs = self.as_dict(), other.as_dict()
        return all(np.array_equal(mine[name], theirs[name]) for name in WEIGHT_NAMES)

    __hash__ = None  # type: ignore[assignment]  # arrays have no hash
