"""What may be given for a number, a word or a file: what it becomes, or the sentence that says no.

The sentences are compared whole: they are all that a learner sees.
"""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from lstm_helpers.cell.given import (
    LARGEST_COUNT,
    LONGEST_TEXT,
    MOST,
    as_float,
    as_number,
    count,
    flag,
    hides_some,
    is_numbers,
    meant,
    one_of,
    plain_number,
    quoted,
    require_finite,
    short_text,
    whole,
    writing,
)


class Tensor:
    """What is to be known of a tensor of PyTorch's, without PyTorch."""

    def __init__(self, values, dtype="torch.float32", on_graph=True, on_device=True):
        self.values, self.dtype = np.asarray(values, "float32"), dtype
        self.on_graph, self.on_device = on_graph, on_device

    def detach(self):
        return Tensor(self.values, self.dtype, False, self.on_device)

    def cpu(self):
        return Tensor(self.values, self.dtype, self.on_graph, False)

    def double(self):
        return Tensor(self.values, "torch.float64", self.on_graph, self.on_device)

    def __array__(self, dtype=None, copy=None):
        assert not self.on_graph
        assert not self.on_device
        assert self.dtype != "torch.bfloat16", "NumPy has none"
        return self.values.astype(self.dtype.removeprefix("torch."))


class bfloat(np.void):
    """So that two bytes of it are called bfloat16, without the library that brings them."""


class PackedSequence:
    pass


class Nameless:
    def __repr__(self):
        raise RuntimeError("no repr")


def refused(error, call, *given):
    with pytest.raises(error) as raised:
        call(*given)
    return str(raised.value)


@pytest.mark.parametrize("dtype", ["float32", "float64", "float16", "bfloat16", "int64"])
def test_a_tensor_is_taken_off_its_graph_and_its_device(dtype):
    array = as_number("x", Tensor([1, 2.5], f"torch.{dtype}"))
    assert array.dtype == ("float32" if dtype == "float32" else "float64")
    assert array.tolist() == ([1, 2] if dtype == "int64" else [1, 2.5])


def test_half_precision_that_numpy_has_not_is_widened():
    values = np.zeros(2, np.dtype((bfloat, [("half", "float16")])))
    values["half"] = [1, 2.5]
    assert values.dtype.name == "bfloat16"
    assert as_number("x", values).tolist() == [1, 2.5]
    assert as_number("x", values).dtype == np.float64


def test_an_array_is_copied_and_a_number_is_a_float():
    for given in (np.ones(2, "float32"), np.ones(2)):
        array = as_number("x", given)
        given[:] = 7
        assert array.tolist() == [1, 1]
    assert type(as_number("x", np.array(2))) is float


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (None, "None (NoneType)"),
        (False, "False (bool)"),
        ("six", "'six' (str)"),
        (b"6", "b'6' (bytes)"),
        ({6: 1}, "{6: 1} (dict)"),
        ({6}, "{6} (set)"),
        (1j, "1j (complex)"),
        ([True], "[True] (list)"),
        (..., "... (ellipsis)"),
    ],
)
def test_what_is_no_number_is_shown_with_its_kind(given, shown):
    expected = f"x is {shown}; expected a number or an array of numbers."
    assert refused(TypeError, as_number, "x", given) == expected


def test_nor_are_rows_of_different_lengths_and_what_counts_in_part():
    assert refused(ValueError, as_number, "x", [[1, 2], [3]]) == (
        "x holds rows of different lengths; expected a number or a full array."
    )
    assert refused(ValueError, as_number, "h0", np.ma.array([1, 2], mask=[0, 1])) == (
        "h0 is a masked array; expected all its numbers, such as h0.filled(0)."
    )
    assert refused(TypeError, as_number, "inputs", PackedSequence()) == (
        "inputs is a PackedSequence; expected an array: with x, lengths = "
        "pad_packed_sequence(packed, batch_first=True), give run x and "
        "mask=np.arange(x.shape[1]) < lengths.numpy()[:, None]."
    )


def test_numbers_are_arrays_and_numpy_s_floats_but_no_words():
    for given in (np.ones(2), np.float32(1), np.ones(2, int), np.ones(2, "uint8")):
        assert is_numbers(given)
    for given in (1.0, 1, [1.0], np.array(["a"]), np.array([True]), np.array([1j])):
        assert not is_numbers(given)


def test_a_masked_array_that_hides_nothing_is_like_any_other():
    assert not hides_some(np.ma.array([1, 2]))
    assert not hides_some([1, 2])
    assert not hides_some(np.ones(2, "float32").view(np.recarray))
    assert hides_some(np.ma.array([1, 2], mask=[1, 1])) is True


def test_what_came_is_shown_on_one_line_that_is_not_too_long():
    assert quoted("a\n b") == r"'a\n b'"
    assert quoted(np.ones((2, 2))) == "array([[1., 1.], [1., 1.]])"
    assert quoted(Nameless()) == "this Nameless"
    fits = "x" * (MOST - 2)  # the two quotation marks
    assert quoted(fits) == f"'{fits}'"
    assert quoted(f"{fits}y") == f"'{fits[:-2]}..."
    assert len(quoted(f"{fits}y")) == MOST == 60


def test_a_word_is_one_of_those_expected():
    assert one_of("h", {"h": 1})
    assert not one_of("x", ("c", "h"))
    assert not one_of(3, (3,))


@pytest.mark.parametrize(
    ("call", "given", "becomes"),
    [
        (flag, True, True),
        (flag, np.False_, False),
        (short_text, "x" * LONGEST_TEXT, "x" * LONGEST_TEXT),
        (count, None, 1),
        (count, 1, 1),
        (whole, np.int8(-2), -2),
        (whole, 2.0, 2),
        (whole, LARGEST_COUNT - 1, LARGEST_COUNT - 1),
        (whole, 1 - LARGEST_COUNT, 1 - LARGEST_COUNT),
        (plain_number, 2, 2),
        (plain_number, [[2]], 2),
    ],
)
def test_what_is_as_expected_is_taken(call, given, becomes):
    taken = call("it", given)
    assert taken == becomes
    assert type(taken) is (float if call is plain_number else type(becomes))


@pytest.mark.parametrize(
    ("call", "given", "error", "says"),
    [
        (flag, 1, TypeError, "it is 1; expected True or False."),
        (flag, "yes", TypeError, "it is 'yes'; expected True or False."),
        (short_text, 3, TypeError, "it is 3 (int); expected a text."),
        (short_text, "x" * 1001, ValueError, "it has 1001 characters; expected 1000 at most."),
        (count, 0, ValueError, "it is 0; expected 1 or more."),
        (count, "2", TypeError, "it is '2' (str); expected a whole number."),
        (whole, 2.5, TypeError, "it is 2.5 (float); expected a whole number."),
        (whole, True, TypeError, "it is True (bool); expected a whole number."),
        (whole, math.inf, TypeError, "it is inf (float); expected a whole number."),
        (whole, 10**15, ValueError, "it is 1000000000000000; expected a smaller whole number."),
        (whole, -1e15, ValueError, "it is -1000000000000000.0; expected a smaller whole number."),
        (plain_number, [1, 2], TypeError, "it is [1, 2]; expected one plain number."),
        (plain_number, [], TypeError, "it is []; expected one plain number."),
        (
            plain_number,
            "x",
            TypeError,
            "it is 'x' (str); expected a number or an array of numbers.",
        ),
        (
            require_finite,
            math.nan,
            ValueError,
            "it contains nan; a weight must be a finite number.",
        ),
        (
            require_finite,
            np.array([1, -math.inf, math.nan]),
            ValueError,
            "it contains -inf; a weight must be a finite number.",
        ),
    ],
)
def test_what_is_not_is_refused_in_a_sentence(call, given, error, says):
    assert refused(error, call, "it", given) == says


def test_a_float_of_anything_that_is_one():
    assert as_float(np.array([2.5])) == 2.5
    assert as_float(3) == 3
    assert (as_float(10**400), as_float(-(10**400))) == (math.inf, -math.inf)
    for given, shown in (("six", "'six'"), (None, "None")):
        assert refused(TypeError, as_float, given) == (
            f"{shown} is no number; expected one, such as 12."
        )


def test_a_file_that_cannot_be_written_is_named_with_the_reason(tmp_path):
    def write(path):
        with writing(path):
            Path(path).write_text("")

    write(tmp_path / "a.csv")
    assert refused(OSError, write, Path("nowhere/a.csv")) == (
        "'nowhere/a.csv' can't be written (No such file or directory); expected a file's name in a "
        "folder where you may write."
    )
    assert refused(OSError, write, "a\0") == (
        r"'a\x00' can't be written (no file can be called so); expected a file's name in a "
        "folder where you may write."
    )


def test_a_mistyped_name_is_taken_for_the_closest():
    assert meant("W_F", ["w_i", "w_f"]) == "w_f"
    assert meant("hidden", ["w_f"]) == ""
