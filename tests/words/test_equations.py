from __future__ import annotations

import math
import re
from decimal import ROUND_HALF_EVEN, Context, Decimal
from itertools import product

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lstm_helpers import STANDARD, Weights, run
from lstm_helpers.cell.activations import ACTIVATIONS, Activations
from lstm_helpers.cell.weights import WEIGHT_NAMES
from lstm_helpers.graph.forward import evaluate, known
from lstm_helpers.graph.table import BY_NAME, STAGES
from lstm_helpers.words.equations import equation, expression, formula, weights_equation
from lstm_helpers.words.gradients import gradient_formula
from lstm_helpers.words.numbers import format_number, in_parentheses
from tests.cells import random_cell
from tests.scenes import ALL_PAIRS, EXTREMES, INF, NAN, REAL, WORKED_OUT, numbers

any_pair = st.sampled_from(ALL_PAIRS)
any_name = st.sampled_from(WORKED_OUT)

# Quarters: format_number writes them in full, so that an equation can be worked out from its text.
quarters = st.integers(-12, 12).map(lambda n: n / 4)
cells = st.lists(quarters, min_size=15, max_size=15).map(
    lambda drawn: dict(zip((*WEIGHT_NAMES, "x", "h_prev", "c_prev"), drawn, strict=True))
)
seven = st.lists(numbers, min_size=7, max_size=7)


def by_the_rule(value: float) -> str:
    """What format_number should say, in decimal arithmetic and with no format string."""
    if value != value:
        return "nan"
    sign = "−" if value < 0 else ""
    size = abs(Decimal(value)) if abs(value) != INF else None
    if size is None:
        return sign + "∞"
    if size == size.to_integral_value() and size < 10_000_000:
        return sign + str(int(size))
    rounded = Context(prec=4, rounding=ROUND_HALF_EVEN).create_decimal(size)
    digits = "".join(map(str, rounded.as_tuple().digits)).ljust(4, "0")
    power = rounded.adjusted()
    if power >= 4 or power < -4:
        mantissa = f"{digits[0]}.{digits[1:]}".rstrip("0").rstrip(".")
        return f"{sign}{mantissa}e{'−' if power < 0 else '+'}{str(abs(power)).zfill(2)}"
    if power < 0:
        return f"{sign}0.{'0' * (-power - 1)}{digits.rstrip('0')}"
    return sign + f"{digits[: power + 1]}.{digits[power + 1 :]}".rstrip("0").rstrip(".")


def read(text: str, names: dict[str, float] | None = None) -> float:
    """Work out an expression as it stands in the picture."""
    python = text.replace("·", "*").replace("−", "-").replace("∞", "inf").replace("σ", "sigmoid")
    functions = {name: known.function for name, known in ACTIVATIONS.items()}
    return eval(python, {"inf": INF, "nan": NAN, **functions, **(names or {})})


def symbols_of(name: str) -> set[str]:
    """The quantities that a formula names: what it is made of, pre-activations spelt out."""
    return {
        symbol
        for operand in BY_NAME[name].operands
        for symbol in (BY_NAME[operand].operands if operand.startswith("z_") else (operand,))
    }


def values_for(name: str, drawn: list[float]) -> dict[str, float]:
    """Seven numbers for a quantity, what it is made of, and its pre-activation."""
    names = sorted({name, *BY_NAME[name].operands, *symbols_of(name)})
    return dict(zip(names, drawn, strict=False))


# ---- numbers -----------------------------------------------------------------------------------


@given(st.floats() | st.integers(-20_000_000, 20_000_000).map(float))
@example(0.5)
@example(-0.0)
@example(9_999_999.0)
@example(10_000_000.0)
@example(-10_000_000.0)
@example(9999.5)
@example(0.0001)
@example(0.00009999)
@example(0.000099999)
@example(0.25)
@example(1234.5)
@example(1235.5)
@example(-5e-324)
@example(1.7976931348623157e308)
def test_a_number_is_written_by_the_rule(value):
    assert format_number(value) == by_the_rule(value)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3211.0, "3211"),
        (-3211.5, "−3212"),
        (1e-12, "1e−12"),
        (6.02e23, "6.02e+23"),
        (-1.234e-308, "−1.234e−308"),
        (INF, "∞"),
        (-INF, "−∞"),
        (NAN, "nan"),
        (-0.0, "0"),
        (0.1 + 0.2, "0.3"),
        (2 / 3, "0.6667"),
        (9999999, "9999999"),
        (10000000, "1e+07"),
    ],
)
def test_these_numbers_are_written_so(value, text):
    assert format_number(value) == text


@given(st.floats())
def test_a_number_has_no_hyphen_for_a_minus(value):
    assert "-" not in format_number(value)


@given(st.floats(-1e308, 1e308))
def test_a_written_number_is_within_half_of_the_fourth_digit(value):
    assert math.isclose(read(format_number(value)), value, rel_tol=5.001e-4, abs_tol=5e-324)


# ---- formulas ----------------------------------------------------------------------------------


@given(any_name, any_pair, cells)
def test_a_formula_in_symbols_gives_the_value(name, pair, given_values):
    values = evaluate(given_values, Activations(*pair))
    left, right = formula(name, pair).split(" = ")
    assert left == BY_NAME[name].symbol
    assert read(right, values) == values[name]


def test_a_formula_names_each_operand_and_nothing_else():
    for name, pair in product(WORKED_OUT, ALL_PAIRS):
        words = set(re.findall(r"[a-z]\w*", expression(name, pair).replace("σ", "")))
        assert words - set(ACTIVATIONS) == symbols_of(name), (name, pair)


@pytest.mark.parametrize(
    ("write", "says"),
    [
        (lambda: equation("nope", {}), "there is no quantity 'nope'; expected one of w_f, u_f"),
        (lambda: formula("nope", REAL), "there is no quantity 'nope'; expected one of w_f, u_f"),
        (lambda: formula("w_f", REAL), "'w_f' is given, so it has no formula; expected one that"),
        (lambda: equation("x", {}), "'x' is given, so it has no formula; expected one that is"),
        (lambda: weights_equation("b_o", {}), "'b_o' is given, so it has no formula"),
        (lambda: gradient_formula("nope", REAL, 1, 1), "there is no quantity 'nope'; expected"),
    ],
)
def test_what_has_no_equation_is_refused_in_one_sentence(write, says):
    with pytest.raises(ValueError, match=re.escape(says)):
        write()


def test_who_asks_for_the_equation_of_what_is_given_hears_what_is_worked_out():
    with pytest.raises(ValueError, match="expected one that is worked out") as raised:
        formula("x", REAL)
    made = "z_f, f, z_i, i, z_g, g, z_o, o, keep, write, c, c_act, h"
    assert str(raised.value).endswith(f" is worked out: {made}.")
    with pytest.raises(
        TypeError, match=r"^values is \[1\]; expected a Step, as trace\[0\], or num"
    ):
        equation("f", [1])
    with pytest.raises(TypeError, match=r"^t is 1\.5 \(float\); expected a whole number\.$"):
        equation("f", {}, t=1.5)


def test_an_activation_stands_in_a_formula_unless_it_is_the_identity():
    assert formula("o", REAL) == "o = σ(w_o·x + u_o·h_prev + b_o)"
    assert formula("g", REAL) == "g = tanh(w_g·x + u_g·h_prev + b_g)"
    assert formula("c_act", REAL) == "c_act = tanh(c)"
    assert formula("o", ("tanh", "identity")) == "o = w_o·x + u_o·h_prev + b_o"
    assert formula("c_act", ("identity", "sigmoid")) == "c_act = c"


# ---- equations with numbers ----------------------------------------------------------------------


@given(any_name, any_pair, cells)
def test_an_equation_works_out_from_its_own_text(name, pair, given_values):
    values = evaluate(given_values, Activations(*pair))
    left, first, *rest = equation(name, values, pair).split(" = ")
    assert left == BY_NAME[name].symbol
    if symbols_of(name) <= {*given_values}:  # quarters: nothing on the right was rounded
        assert read(first) == values[name]
    if rest:
        assert rest[-1] == format_number(values[name])
    else:
        assert first == format_number(values[name])
    for middle in rest[:-1]:
        inner = format_number(values[f"z_{name}"])
        assert middle.endswith(f"({inner})")
        assert math.isclose(read(middle), values[name], rel_tol=0.05, abs_tol=1e-3)


@given(any_name, any_pair, seven)
def test_an_equation_holds_every_operand_and_the_value_whatever_they_are(name, pair, drawn):
    values = values_for(name, drawn)
    if pair[0] == "identity":
        values["c_act"] = values.get("c", NAN)  # handed on as it is, and written once
    text = equation(name, values, pair)
    for used in {*symbols_of(name), name}:
        pattern = rf"(?<![\d.e+∞]){re.escape(format_number(values[used]))}(?![\d.e])"
        assert re.search(pattern, text), (used, text)


@given(any_name, any_pair, seven)
def test_a_minus_never_stands_beside_another_sign(name, pair, drawn):
    values = values_for(name, drawn)
    text = equation(name, values, pair)
    assert not re.search(r"[·+−] ?−", text), text


def test_what_is_not_known_is_a_question_mark():
    for name in WORKED_OUT:
        values = dict.fromkeys(symbols_of(name), 7.0)
        assert "?" not in equation(name, values | {name: 7.0}), name
        assert equation(name, values).endswith(" = ?"), name
        for missing in symbols_of(name):
            some = {n: v for n, v in values.items() if n != missing}
            assert equation(name, some).count("?") == 2, (name, missing)  # operand and result


def test_a_pre_activation_gets_a_place_of_its_own_where_the_activation_changes_it():
    values = dict.fromkeys(BY_NAME, 1.0) | {"z_f": 2.0, "f": 0.88}
    assert equation("f", values, REAL) == "f = σ(1·1 + 1·1 + 1) = σ(2) = 0.88"
    assert equation("f", values) == "f = 1·1 + 1·1 + 1 = 0.88"
    assert equation("c_act", {"c": 6.0, "c_act": 6.0}) == "c_act = 6"
    assert equation("c_act", {"c": 6.0, "c_act": 1.0}, REAL) == "c_act = tanh(6) = 1"


@pytest.mark.parametrize(("t", "left"), [(None, "c"), (1, "c₁"), (9, "c₉"), (10, "c₁₀")])
def test_the_time_step_is_a_subscript(t, left):
    values = {"keep": 2.0, "write": 4.0, "c": 6.0}
    assert equation("c", values, t=t) == f"{left} = 2 + 4 = 6"


@pytest.mark.parametrize("value", EXTREMES)
def test_a_negative_number_stands_in_parentheses_but_at_the_front(value):
    text = equation("write", {"i": value, "g": value, "write": value})
    shown = format_number(value)
    second = f"({shown})" if shown.startswith("−") else shown
    assert text == f"write = {shown}·{second} = {shown}"


@pytest.mark.parametrize("upto", STAGES)
def test_an_equation_has_its_result_from_its_own_stage_on(upto):
    values = dict.fromkeys(known(upto), 7.0)
    for name in STAGES[1:]:
        assert equation(name, values).endswith("?") == (STAGES.index(name) > STAGES.index(upto))


# ---- weights in numbers -------------------------------------------------------------------------


@given(any_name, cells)
def test_with_numbers_for_the_weights_alone_the_value_is_the_same(name, given_values):
    values = evaluate(given_values, Activations(*REAL))
    text = weights_equation(name, values, REAL)
    words = set(re.findall(r"[a-z]\w*", text)) - set(ACTIVATIONS)
    assert not words & set(WEIGHT_NAMES)
    assert words == symbols_of(name) - set(WEIGHT_NAMES) | {BY_NAME[name].symbol}
    assert read(text.split(" = ")[1], values) == values[name]


# ---- of a whole step


def test_a_step_brings_its_values_and_activations():
    step = run(Weights.ones(), [1, 1], activations=STANDARD)[1]
    for name in ("f", "g", "c", "h"):
        by_hand = equation(name, step.as_dict(), step.activations.names, t=2)
        assert equation(name, step, t=2) == by_hand
    assert equation("f", step, ("identity", "identity")).startswith("f = 1·1 + 1·")


def test_an_equation_of_a_unit_has_sums_that_come_to_its_value():
    cell = random_cell(np.random.default_rng(41), batch=2, time=3, features=3, units=4)
    trace = run(*cell)
    step = trace[2]
    of_x = float(cell.inputs[1, 2] @ cell.weights.w_f[:, 3])
    of_h = float(step.h_prev[1] @ cell.weights.u_f[:, 3])
    shown = [format_number(v) for v in (of_x, of_h, cell.weights.b_f[3])]
    z, f = (format_number(float(v[1, 3])) for v in (step.z_f, step.f))
    first, *rest = shown[0], *map(in_parentheses, shown[1:])
    expected = f"f₃ = σ({' + '.join([first, *rest])}) = σ({z}) = {f}"
    assert equation("f", step, unit=3, sequence=1, t=3) == expected
    assert equation("keep", step, unit=3, sequence=1).endswith(
        f" = {format_number(float(step.keep[1, 3]))}"
    )


@pytest.mark.parametrize(
    ("inputs", "options", "says"),
    [
        (np.ones((2, 3)), {}, "this step is of a layer with 2 units; choose one, as in unit=0"),
        (
            np.ones((4, 2, 3)),
            {"unit": 0},
            "of a batch with 4 sequences; choose one, as in sequence",
        ),
        (np.ones((2, 3)), {"unit": 2}, "unit is 2; expected 0 to 1"),
        (np.ones((2, 3)), {"unit": 0, "sequence": 0}, "there is no batch here; leave it out"),
    ],
)
def test_a_layers_step_asks_for_a_unit(inputs, options, says):
    step = run(Weights.ones(3, 2), inputs)[0]
    with pytest.raises(ValueError, match=says):
        equation("f", step, **options)


def test_a_unit_is_of_a_layer():
    with pytest.raises(ValueError, match="unit is 0, and a scalar cell has one alone"):
        equation("f", run(Weights.ones(), [1])[0], unit=0)
    with pytest.raises(ValueError, match="unit and sequence choose from a layer's step"):
        equation("f", {"f": 1}, unit=0)
