"""The feedback on a learner's numbers: it names the likeliest slip, and it never raises."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial
from itertools import product
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_helpers import IDENTITY, STANDARD, Activations, Trace, Weights, run
from lstm_helpers.cell.setting import Setting
from lstm_helpers.cell.step import QUANTITIES
from lstm_helpers.cell.weights import WEIGHT_NAMES
from lstm_helpers.exercises.cells import check_cell
from lstm_helpers.exercises.check import (
    check,
    check_gradient,
    check_number,
    look_at,
)
from lstm_helpers.exercises.choices import check_choice
from lstm_helpers.exercises.feedback import Feedback
from lstm_helpers.exercises.slips import ORDER, Asked, Case
from lstm_helpers.graph.table import BY_NAME
from lstm_helpers.words.equations import formula
from lstm_helpers.words.numbers import format_number

ANSWERS = (0, 1, 2, 12, 3211, -1, 0.5, float("inf"), float("nan"), "6", "six", "", None, [1], True)


def test_whatever_is_typed_there_is_an_answer() -> None:
    for name, t in product(QUANTITIES, (1, 2, 3)):
        case = Case(Setting(), Asked(name, t))
        for answer in ANSWERS:
            assert look_at(case, answer).verdict in ("open", "right", "slip"), (name, t, answer)


@pytest.mark.parametrize(
    ("name", "answer", "t", "says"),
    [
        ("h_prev", 6, 3, "is c of the step before; what comes round is the hidden state, h."),
        ("h_prev", 5, 3, "h_prev is h of time step 2."),
        ("write", 2, 2, "is the input gate alone: what does it multiply?"),
        ("keep", 169, 3, "169: keep is made of two things: the forget gate, and the old state."),
        ("h", 247, 3, "is the cell state c: what does the output gate let out of it?"),
        ("c", 12, 3, "12 is the hidden state before h_prev; asked for is c."),
        ("f", 3212, 3, "3212: the gates are set before c and h come out of this step"),
        ("h", 3210, 3, "is close: calculate once more."),
        ("keep", 0, 1, "is right: keep, what is kept of the old state, at time step 1."),
    ],
)
def test_it_says_what_the_number_is(name: str, answer: float, t: int, says: str) -> None:
    assert says in check(name, answer, t=t).text


PAIRS = {"identity": IDENTITY, "real": STANDARD}
pairs = pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS)
MADE = [name for name in QUANTITIES if BY_NAME[name].op != "given"]

# A cell in which no two numbers that somebody could come to are the same.
WEIGHTS = Weights(
    **dict(
        zip(
            WEIGHT_NAMES,
            (0.31, 0.53, -0.17, 0.71, -0.43, 0.29, 1.13, 0.37, -0.19, 0.83, -0.61, 0.47),
            strict=True,
        )
    )
)
INPUTS, H0, C0 = (1.3, -0.7, 2.1), 0.41, -0.57
T = 3


def its_trace(pair: Activations) -> Trace:
    return run(WEIGHTS, INPUTS, H0, C0, pair)


@cache
def its_case(name: str, pair: Activations, t: int) -> Case:
    return Case(Setting(WEIGHTS, INPUTS, H0, C0, pair), Asked(name, t))


def ask(name: str, answer: Any, pair: Activations, t: int = T) -> Feedback:
    return look_at(its_case(name, pair, t), answer)


def test_what_a_case_says_is_what_check_says() -> None:
    cell = {"weights": WEIGHTS, "inputs": INPUTS, "h0": H0, "c0": C0, "activations": STANDARD}
    for name, answer in product(("f", "c", "h"), (0.5, 1, "six", ...)):
        assert check(name, answer, t=T, **cell) == ask(name, answer, STANDARD)


def slips(name: str, pair: Activations) -> Iterator[tuple[float, str]]:
    """Each number that a learner could come to for a quantity, and what there is to say of it."""
    v = its_trace(pair)[T - 1].as_dict()
    quantity = BY_NAME[name]
    if quantity.op == "sum":
        yield v["write"], "is i·g alone: what does the forget gate keep of the old state?"
        yield v["keep"], "is f·c_prev alone: what does the input gate write to the state?"
        yield v["keep"] * v["write"], "is keep times write: the Σ in the middle adds."
    elif quantity.op == "product":
        one, two = quantity.operands
        yield v[one] + v[two], f"is {one} plus {two}: a black dot multiplies."
    elif name != "c_act":
        gate = name[-1]
        w, u, b = (v[f"{kind}_{gate}"] for kind in "wub")
        function = pair.activation if gate == "g" else pair.recurrent_activation
        act = (lambda z: z) if name.startswith("z_") else function
        before = "leaves out the hidden state from the step before."
        yield act(w * v["x"] + b), before
        yield act(u * v["h_prev"] + b), "leaves out the input."
        yield act(w * v["x"] + u * v["h_prev"]), "leaves out the bias."
        yield act(w * v["x"] + u * v["c_prev"] + b), "takes c for h"
        yield act(w * v["x"] + u * v["h"] + b), "the gates are set before c and h come out"
    if name == "keep":
        yield v["f"] * v["c"], "the forget gate multiplies the old state, c_prev"
        yield v["f"] * v["h_prev"], "takes h for c"
    if name == "c":
        yield v["c_prev"] + v["write"], "leaves out the forget gate"
    if pair == STANDARD and quantity.op.endswith("activation"):
        yield v[quantity.operands[0]], "before"


# ---- what is right -------------------------------------------------------------------------------


@pairs
def test_the_truth_is_right_however_it_is_typed(pair: Activations) -> None:
    for name, t in product(QUANTITIES, (1, 2, 3)):
        truth = getattr(its_trace(pair)[t - 1], name)
        shown = format_number(truth)
        ways = (truth, f" {truth!r} ", shown, shown.replace("−", "-"), shown.replace(".", ","))
        for way in (*ways, np.float64(truth), np.array([truth]), float(f"{truth:.4g}")):
            feedback = ask(name, way, pair, t)
            assert feedback.verdict == "right", (way, feedback)
            assert feedback.text.startswith(f"{shown} is right: "), (name, t, way)
            assert feedback.text.endswith(f" at time step {t}."), (name, t, way)


@given(
    st.sampled_from(QUANTITIES),
    st.sampled_from([*PAIRS.values()]),
    st.floats(0.002, 1e6) | st.floats(-1e6, -0.002),
)
def test_what_is_a_thousandth_off_is_not_right(name: str, pair: Activations, away: float) -> None:
    truth = getattr(its_trace(pair)[T - 1], name)
    assert ask(name, truth + away * max(1, abs(truth)), pair).verdict == "slip"


@pytest.mark.parametrize("answer", [3210, 3212, 3211.4, 3210.99, -3211, 32110])
def test_a_whole_number_has_to_be_exact(answer: float) -> None:
    assert check("h", 3211, t=3).verdict == "right"
    assert check("h", answer, t=3).verdict == "slip"


@pytest.mark.parametrize("answer", [float("inf"), "∞", "inf", 10**400])
def test_infinity_is_right_where_the_cell_overflows(answer: Any) -> None:
    assert check("h", answer, t=15, inputs=[1] * 15).verdict == "right"
    assert check("h", "-∞", t=15, inputs=[1] * 15).verdict == "slip"
    assert check("h", 1e300, t=15, inputs=[1] * 15).verdict == "slip"


def test_what_takes_several_lines_is_shown_on_one() -> None:
    assert check("c", np.eye(2), t=2).text.startswith("array([[1., 0.], [0., 1.]]) is no number")


def test_a_whole_number_past_every_float_keeps_its_sign() -> None:
    assert check("c", 10**400, t=2).text.startswith("∞: not yet")
    assert check("c", -(10**400), t=2).text.startswith("−∞: not yet")


@pytest.mark.parametrize("t", [0, -1, 4])
def test_a_time_step_that_is_not_there_is_the_authors_slip(t: int) -> None:
    with pytest.raises(ValueError, match=f"t is {t}; expected a time step from 1 to 3"):
        check("c", 6, t=t)


# ---- what is not filled in -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [("18/3", "right"), ("6,0", "right"), ("+6", "right"), ("0.6e1", "right"), ("−6", "slip")],
)
def test_a_number_is_read_as_people_type_it(answer: str, verdict: str) -> None:
    assert check("c", answer, t=2).verdict == verdict


def test_what_can_be_read_two_ways_is_right_if_one_of_them_is() -> None:
    assert check_number("the sum", "1,037", 1037).verdict == "right"
    assert check_number("the sum", "1,037", 1.037).verdict == "right"
    feedback = check_number("the sum", "1,037", 2)
    assert feedback.verdict == "slip"
    assert feedback.text == "“1,037” can be read two ways: type 1037 or 1.037."


@pytest.mark.parametrize("answer", [..., None, "", "  "])
def test_what_is_not_filled_in_is_no_slip(answer: Any) -> None:
    for name in QUANTITIES:
        feedback = check(name, answer, t=2)
        assert feedback.verdict == "open", name
        assert feedback.text.startswith(f"{name} at time step 2 is not filled in yet"), name
        assert check_choice("what becomes 12", answer).verdict == "open", name
        assert check_cell(answer, {"h": [1]}, [1]).verdict == "open", name


# ---- each kind of slip ---------------------------------------------------------------------------


@pairs
def test_each_slip_is_called_by_its_name(pair: Activations) -> None:
    for name in MADE:
        for number, says in slips(name, pair):
            feedback = ask(name, number, pair)
            assert feedback.verdict == "slip", (name, number)
            assert says in feedback.text, (number, says, feedback)
            assert feedback.text.startswith(format_number(number)), (name, number)


def test_every_quantity_that_is_worked_out_has_slips_but_the_identity() -> None:
    for name in MADE:
        assert list(slips(name, STANDARD)), name
        assert list(slips(name, IDENTITY)) or name == "c_act", name


@pairs
def test_a_wrong_sign_another_step_or_a_near_miss_is_seen(pair: Activations) -> None:
    for name in QUANTITIES:
        trace = its_trace(pair)
        truth = getattr(trace[T - 1], name)
        assert "right size: look at the signs" in ask(name, -truth, pair).text, name
        short = ask(name, float(f"{truth:.2g}"), pair)
        assert short.verdict == "right" or short.slip, name
        for other in (1, 2):
            feedback = ask(name, getattr(trace[other - 1], name), pair)
            says = f" is {name} at time step {other}; here it is time step {T}."
            if other < T - 1 or BY_NAME[name].op == "affine":  # c there is c_prev here
                assert feedback.text == f"{format_number(feedback.number)}{says}"


def test_another_quantity_that_is_known_by_then_is_called_by_its_name() -> None:
    for name in ("f", "i", "g", "o", "c"):
        values = its_trace(STANDARD)[T - 1].as_dict()
        own = {number for number, _ in slips(name, STANDARD)} if name in MADE else set()
        for other in {*ORDER[: ORDER.index(name)]} - {"c_prev"}:
            if values[other] not in own and other not in BY_NAME[name].operands:
                text = ask(name, values[other], STANDARD).text
                assert re.search(rf"\b{other}\b.*; asked for is {name}\.$", text), (other, text)


@pairs
def test_a_number_from_nowhere_is_sent_back_to_the_formula(pair: Activations) -> None:
    for name in QUANTITIES:
        text = ask(name, 987.65, pair).text
        if name in MADE:
            rule = formula(name, pair.names)
            assert text == f"987.6: not yet. Put the numbers into {rule}, one by one.", name
        else:
            assert text.startswith("987.6: not yet. "), name


@pytest.mark.parametrize(
    ("truth", "near", "far"),
    [
        (5, [4, 6], [3, 7]),
        (-5, [-4, -6], [-3]),
        (4, [], [3, 5]),
        (1000, [980, 999, 1001, 1020], [979, 1021]),
        (1000.5, [950.5, 999, 1002, 1053], [950.4, 1053.2]),
    ],
)
def test_what_is_near_is_worth_another_calculation(
    truth: float, near: list[float], far: list[float]
) -> None:
    def said(number: float) -> str:
        return check("x", number, inputs=[truth]).text

    again = "calculate once more" if truth == int(truth) else "keep at least four digits on the way"
    assert [said(n) for n in near] == [f"{format_number(n)} is close: {again}." for n in near]
    assert not any("close" in said(number) for number in far)


# ---- never the answer ----------------------------------------------------------------------------

answers = st.floats() | st.sampled_from([0.0, 1.0, -1.0, 2.0, 4.0, 6.0, 12.0, 169.0, 3211.0])
weights = st.builds(Weights, **dict.fromkeys(WEIGHT_NAMES, st.sampled_from([0, 1, -1, 0.5, 2])))


def said_beside_it(feedback: Feedback) -> str:
    """The feedback without the number that the learner typed, and without its time steps."""
    typed, rest = re.fullmatch(r"(−?(?:∞|nan|[\d.]+(?:e[+−]\d+)?))(.*)", feedback.text).groups()
    assert typed
    return re.sub(r"time step \d+", "", rest)


@given(st.sampled_from(QUANTITIES), answers, st.integers(1, 3), weights, st.sampled_from([*PAIRS]))
def test_a_slip_tells_no_number_but_the_learners_own(name, answer, t, weights, pair) -> None:
    feedback = check(name, answer, t=t, weights=weights, activations=PAIRS[pair])
    assert not re.search(r"\d|∞|nan", said_beside_it(feedback)), feedback


@pairs
def test_no_known_slip_tells_a_number_but_the_learners_own(pair: Activations) -> None:
    for name in MADE:
        numbers = [number for number, _ in slips(name, pair)]
        values = its_trace(pair)[T - 1].as_dict()
        truth = values[name]
        for number in (*numbers, *values.values(), -truth, truth * 1.01, 987.65):
            assert not re.search(r"\d|∞|nan", said_beside_it(ask(name, number, pair))), number


@given(
    st.sampled_from([*QUANTITIES, *WEIGHT_NAMES]),
    answers,
    st.integers(1, 3),
    weights,
    st.sampled_from([*PAIRS]),
    st.sampled_from("hc"),
    st.booleans(),
)
def test_a_slip_in_a_gradient_tells_no_number_but_the_learners_own(
    name, answer, t, weights, pair, of, through_h
) -> None:
    asked = {"t": t, "of": of, "through_h": through_h}
    feedback = check_gradient(name, answer, **asked, weights=weights, activations=PAIRS[pair])
    beside = said_beside_it(feedback)
    if feedback.verdict == "right":
        beside = beside.replace(f"by {format_number(float(answer))} times", "")
    assert not re.search(r"\d|∞|nan", beside), feedback


@given(st.floats(), answers)
def test_a_slip_in_any_other_number_tells_none_but_the_learners_own(truth, answer) -> None:
    feedback = check_number("the sum", answer, truth, {"is the first alone": 2.0})
    assert not re.search(r"\d|∞|nan", said_beside_it(feedback)), feedback


@pytest.mark.parametrize("answer", ["six", [1, 2], {}, ..., "", True, 1j])
def test_what_is_no_number_gets_no_number_back(answer: Any) -> None:
    for name in QUANTITIES:
        for feedback in (
            check(name, answer, t=2),
            check_gradient(name, answer, t=2),
            check_number(name, answer, 12),
        ):
            text = feedback.text.replace(repr(answer), "").replace("time step 2", "")
            assert not re.search(r"\d", text), name


# ---- whatever is typed ---------------------------------------------------------------------------


class Hostile:
    """Everything that can be asked of it fails."""

    def _fail(self, *_: Any) -> Any:
        raise RuntimeError("no")

    __repr__ = __str__ = __float__ = __array__ = __len__ = __bool__ = __eq__ = _fail  # type: ignore
    __hash__ = None  # type: ignore[assignment]


simple = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.complex_numbers()
    | st.text()
    | st.binary()
    | st.decimals()
    | st.fractions()
    | st.datetimes()
    | st.sampled_from(
        [
            10**400,
            -(10**400),
            Hostile,
            ...,
            len,
            np.bool_(True),
            np.complex128(6 + 2j),
            np.array([]),
            np.array(["6", "7"]),
            np.datetime64("2020-01-01"),
            Weights.ones(features=2, units=2),
            "\ud800",
            "9" * 10_000,
            range(3),
            "<script>alert(1)</script>",
            "1e999",
            "1_0",
            "{0}",
            "%s",
        ]
    )
)
objects = st.recursive(
    simple, lambda some: st.lists(some, max_size=3) | st.dictionaries(st.text(), some, max_size=2)
)


# Hypothesis could not show these itself: an integer that Python refuses to write, and worse.
UNSPEAKABLE = {
    "huge": 10**5000,
    "-huge": -(10**5000),
    "[huge]": [10**5000, 1],
    "hostile": Hostile(),
    "[hostile]": [Hostile()],
}


@pytest.mark.parametrize("which", UNSPEAKABLE)
def test_no_object_that_cannot_be_shown_makes_it_raise(which: str) -> None:
    answer = UNSPEAKABLE[which]
    for feedback in (
        check("c", answer, t=2),
        check_gradient("c", answer, t=2),
        check_number("the sum", answer, 6),
        check_choice("what becomes 12", answer),
    ):
        assert feedback.verdict == "slip"
        if "hostile" in which:
            assert feedback.text.startswith(f"this {type(answer).__name__} is no")
    assert check_cell(answer, {"h": [1]}, [1]).verdict == "slip"


@pytest.mark.filterwarnings("error")
@given(objects)
def test_no_object_makes_it_raise(answer: Any) -> None:
    for feedback in (
        check("c", answer, t=2),
        check_gradient("c", answer, t=2),
        check_number("the sum", answer, 6),
        check_choice("what becomes 12", answer),
        check_cell(answer, {"h": [1]}, [1]),
    ):
        assert feedback.verdict in ("open", "right", "slip")
        assert "\n" not in repr(feedback)
        assert len(repr(feedback)) < 300
        repr(feedback).encode()  # a lone surrogate could not be shown


@pytest.mark.parametrize(
    "answer", [np.complex128(6 + 1j), 6 + 2j, True, np.bool_(True), [6, 6], {6}]
)
def test_what_is_no_number_is_not_taken_for_one(answer: Any) -> None:
    feedback = check("c", answer, t=2)
    assert feedback.verdict == "slip"
    assert "is no number" in feedback.text


# ---- how it is shown -----------------------------------------------------------------------------


@given(st.text() | st.sampled_from(["<b>6</b>", "<img src=x onerror=alert(1)>", "a&b", "\"'>"]))
def test_what_was_typed_stays_text_on_the_page(typed: str) -> None:
    for feedback in (check("c", typed, t=2), check_choice("what becomes 12", typed)):
        page = ElementTree.fromstring(feedback._repr_html_())
        assert page.tag == "div"
        assert list(page) == []
        assert page.text == repr(feedback)


def test_the_three_verdicts_differ_by_more_than_colour() -> None:
    shown = {verdict: repr(Feedback(verdict, "so")) for verdict in ("open", "right", "slip")}
    assert shown == {"open": "✎ so", "right": "✓ so", "slip": "↻ so"}


# ---- other numbers -------------------------------------------------------------------------------


def test_another_number_is_right_or_a_slip_that_the_lesson_foresaw() -> None:
    slips = {"counts the sequences": 4, "counts the steps": 12}
    ask = partial(check_number, "the number of updates", truth=2, slips=slips)
    assert repr(ask(2)) == repr(ask(" 2 ")) == "✓ 2 is right: the number of updates."
    assert repr(ask(4)) == "↻ 4 counts the sequences."
    assert repr(ask(12)) == "↻ 12 counts the steps."
    assert repr(ask(3)) == "↻ 3: not yet."
    assert ask(...).verdict == "open"
    assert ask(...).text.startswith("the number of updates is not filled in yet")


def test_nothing_is_missed_at_the_start_when_a_state_comes_in() -> None:
    """2 is h_prev taken for 1 where it starts at 0; where it starts at 2 that would be untrue."""
    assert check("f", 2).slip == "h_prev taken for 1"
    assert check("f", 2, h0=2, weights=Weights.ones(w_f=0, b_f=1)).slip != "h_prev taken for 1"
