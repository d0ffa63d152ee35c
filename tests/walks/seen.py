"""What is wrong with what a page shows: by Python's own words, its own run, and a fresh page."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lstm_helpers import Explorer
from lstm_helpers.cell.weights import WEIGHT_NAMES
from lstm_helpers.exercises.check import look
from lstm_helpers.exercises.slips import Asked
from lstm_helpers.graph.backward import backpropagate
from lstm_helpers.graph.forward import unroll
from lstm_helpers.graph.scene import Scene
from lstm_helpers.graph.table import BY_NAME
from lstm_helpers.live.answers import ANSWERS_SAY
from lstm_helpers.live.live_cell import LiveCell
from lstm_helpers.picture.layout import WIRES
from lstm_helpers.picture.svg import wire_width
from lstm_helpers.words.asking import question
from lstm_helpers.words.language import say, speaking
from lstm_helpers.words.numbers import NotRead, format_number, read_number
from lstm_helpers.words.spoken import described, spoken_change, spoken_equation, spoken_parts
from lstm_helpers.words.sums import spoken_sums
from lstm_helpers.words.texts import PICTURE_SAYS, caption, columns, sentence, table
from tests.browser.expected import texts_of
from tests.browser.live_page import state

Report = Mapping[str, Any]


NOTHING_CHANGES = ("undo", "point", "tab")
READ_OUT = ("ArrowUp", "ArrowDown")


@dataclass
class Heard:
    """What was last said of the cell: a change is told from there."""

    scene: Scene
    said: str | None
    spoken: str
    state: Mapping[str, Any]


def wrong(explorer: LiveCell, report: Report, before: Heard | None) -> tuple[list[str], Heard]:
    """List what is wrong on a page, and say what it has just told.

    Parameters
    ----------
    explorer
        The kernel's half, which is told what the page says.
    report
        What page.js says of the page.
    before
        What was last said, None where the view is new.
    """
    explorer.set_state(report["state"])
    with speaking(explorer.language):
        scene = explorer.scene
        said = _said(explorer, scene, report)
        told = _told(scene, said, report)
        heard = Heard(scene, told, report["spoken"], report["state"])
        found = [
            *(f"the console says: {text}" for text in report["wrongs"]),
            *([f"the view has failed: {report['failed']}"] if report["failed"] else []),
            *(f"scrolls: {text}" for text in report["scrolls"]),
            *_kernel(explorer, report),
            *_run(explorer, scene),
            *_picture(scene, report),
            *_sliders(explorer, report),
            *_says(scene, said, report),
            *_spoken(heard, report, before),
            *_undone(report, before),
            *_fields(explorer, scene, report),
            *_setting(explorer, report),
            *_fresh(report),
            *_leaks(explorer, scene, report),
        ]
    return found, heard


def _differ(what: str, got: object, *wanted: object) -> Iterator[str]:
    if got not in wanted:
        yield f"{what}: {got!r}, not {' nor '.join(map(repr, wanted))}"


# ---- the kernel ----------------------------------------------------------------------------------


def _kernel(explorer: LiveCell, report: Report) -> Iterator[str]:
    """Hold what the kernel has taken over to what the page has said."""
    taken = state(explorer)
    for name, value in report["state"].items():
        yield from _differ(f"the kernel's {name}", taken[name], value)


def _run(explorer: LiveCell, scene: Scene) -> Iterator[str]:
    """Hold the numbers shown to those of Python's `run`."""
    trace, is_unit = explorer.trace, scene.unit is not None
    for t, step in enumerate(scene.steps):
        for name in columns(scene)[1:]:
            if name not in step:
                continue
            ran = getattr(trace, name)
            number = float(ran[t, 0] if is_unit and ran.ndim > 1 else ran[t])
            if not _same(step[name], number):
                yield f"run: {name} at step {t + 1} is {step[name]}, and {number} by run()"


def _same(one: float, other: float) -> bool:
    if math.isnan(one) or math.isnan(other):
        return math.isnan(one) and math.isnan(other)
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)


# ---- what is read --------------------------------------------------------------------------------


def _picture(scene: Scene, report: Report) -> Iterator[str]:
    ids = report["ids"]
    for name, text in texts_of(scene).items():
        yield from _differ(f"picture, {name}", ids.get(name), text)
    for wire in WIRES if scene.face == "values" else ():
        known = wire.carries in scene.known
        width = wire_width(scene.known[wire.carries]) if known else None
        got = ids[f"wire_{wire.name}"][0]
        if width is not None and abs(got - width) > 1e-4:
            yield f"picture, wire of {wire.name}: {got} wide, not {width}"
    yield from _differ("description", report["description"], described(scene))
    yield from _differ("title", report["title"], say(PICTURE_SAYS) + caption(scene))
    if report["table"]:
        yield from _differ("table", report["table"], table(scene))
        yield from _differ("marked", report["marked"], [scene.t])


def _sliders(explorer: LiveCell, report: Report) -> Iterator[str]:
    for name, text in report["sliders"].items():
        value = _value(explorer, name)
        if name not in report["problems"]:
            yield from _differ(f"slider {name}", text, format_number(value))
            low, high, at = report["thumbs"][name]
            at_value = 0.0 if math.isnan(value) else min(high, max(low, value))
            if not math.isclose(at, at_value, rel_tol=1e-9, abs_tol=1e-12):
                yield f"thumb {name}: at {at}, not {at_value}"
            continue
        typed, problem = report["problems"][name]
        yield from _differ(
            f"slider {name}", text, f"{format_number(value)}, and {typed} in the field"
        )
        yield from _differ(f"problem of {name}", problem, _problem(typed))


def _value(explorer: LiveCell, name: str) -> float:
    if not name.startswith("x["):
        return getattr(explorer, name)
    at = explorer.look["unit"]["numbers"].index(explorer.t)
    place = int(name[2:-1])
    k = explorer.look["unit"]["places"][at].index(place)
    return explorer.moved.get(f"{explorer.t} {name}", explorer.look["unit"]["values"][at][k])


def _problem(typed: str) -> str:
    try:
        read_number(typed)
    except NotRead as error:
        return str(error)
    return ""


def _said(explorer: LiveCell, scene: Scene, report: Report) -> str:
    """Say what stands under the picture, as long as nothing is pointed at."""
    then = sentence(scene)
    if scene.open:
        lit = [name for name in report["halo"] if name in scene.open]
        then = question(scene, lit[0] if lit else scene.open[0])
    if report["verdict"] in ("right", "shown"):
        return then  # after what was said of the answer
    name = report["slipOf"]
    if report["verdict"] != "slip" or not name:
        return then
    typed = report["answers"][name][1].strip()
    if not typed:
        return report["sentence"]  # of what was taken away again
    is_backwards = scene.face == "gradients"
    asked = Asked(name, scene.t, of=explorer.of if is_backwards else "")
    feedback = look(explorer._cell, asked, typed)
    return say(ANSWERS_SAY["slip"]).format(text=feedback.text)


def _says(scene: Scene, said: str, report: Report) -> Iterator[str]:
    shown = report["sentence"]
    if report["pointed"]:
        parts = spoken_parts(report["pointed"], scene)
        wanted = [" ".join(parts), parts[0], said]
        if not scene.open:
            yield from _differ("sentence, pointing", shown, *wanted)
    elif report["verdict"] in ("right", "shown"):
        if not shown.endswith(said):
            yield f"sentence: {shown!r} does not end with {said!r}"
    else:
        yield from _differ("sentence", shown, said)
    is_open = bool(scene.open)
    verdicts = ("open", "slip", "right", "shown") if is_open else ("", "right", "shown")
    if not report["pointed"]:
        yield from _differ("verdict", report["verdict"], *verdicts)


def _told(scene: Scene, said: str, report: Report) -> str | None:
    """Say what the view tells, its praise before it; None where something pointed at hides it."""
    if report["pointed"]:
        return None if scene.open else said
    return report["sentence"] if report["verdict"] in ("right", "shown") else said


def _spoken(now: Heard, report: Report, before: Heard | None) -> Iterator[str]:
    if before is None or before.said is None or now.said is None:
        return
    did = report["did"]
    is_read_out = did["do"] == "keys" and did["at"][0] == "frame" and did["key"] in READ_OUT
    if is_read_out and report["pointed"]:
        wanted = spoken_equation(report["pointed"], now.scene)
    elif before.scene.open and before.said != now.said:
        wanted = now.said
    else:
        wanted = spoken_change(before.scene, now.scene) or before.spoken
    yield from _differ("spoken", report["spoken"], wanted)


def _undone(report: Report, before: Heard | None) -> Iterator[str]:
    """What was typed and taken back has changed nothing."""
    if before and report["did"]["do"] in NOTHING_CHANGES:
        for name, value in before.state.items():
            yield from _differ(f"undone {name}", report["state"][name], value)


def _fields(explorer: LiveCell, scene: Scene, report: Report) -> Iterator[str]:
    """Hold the fields to answer in to what is open."""
    open_ = [name for name, (is_open, _, _) in report["answers"].items() if is_open]
    yield from _differ("open fields", sorted(open_), sorted(scene.open))
    for name in scene.open:
        yield from _differ(f"picture, {name} that is asked for", report["ids"][name][0], "?")
    sums = report["sums"]
    if sums:
        words = [say(BY_NAME[sums[0]].words), *spoken_sums(sums[0], scene)]
        yield from _differ("sums", sums[1:], words)


def _setting(explorer: LiveCell, report: Report) -> Iterator[str]:
    if report["setting"] is None or "://" in report["setting"]:  # a link stands there to be copied
        return
    values = [*(getattr(explorer, n) for n in (*WEIGHT_NAMES, "h0", "c0")), *explorer.inputs]
    is_finite = all(map(math.isfinite, values))
    yield from _differ("setting", report["setting"], explorer.setting if is_finite else "")


def _fresh(report: Report) -> Iterator[str]:
    for part, fresh in report["fresh"].items():
        here = report[part]
        if part == "sliders":
            fresh = {n: t for n, t in fresh.items() if n not in report["problems"]}
            here = {n: t for n, t in here.items() if n in fresh}
        if part == "answers":
            here, fresh = ({n: [a[0], a[2]] for n, a in each.items()} for each in (here, fresh))
        if part == "ids":  # what is lit is where the learner is
            here, fresh = ({n: v for n, v in e.items() if "halo" not in n} for e in (here, fresh))
        if here != fresh:
            yield f"a fresh page differs in {part}: {_first(here, fresh)}"


def _first(here: Any, fresh: Any) -> str:
    if isinstance(here, dict):
        for name in here:
            if here[name] != fresh.get(name):
                return f"{name} is {here[name]!r}, afresh {fresh.get(name)!r}"
    return f"{here!r}, afresh {fresh!r}"


# ---- what nobody may know ------------------------------------------------------------------------

NUMBER = re.compile(r"[−-]?\d(?:[\d.,]*\d)?(?:e[+−-]?\d+)?")


def _leaks(explorer: LiveCell, scene: Scene, report: Report) -> Iterator[str]:
    """Look for a number that is asked for, or made of one, in all that is read and heard."""
    if not isinstance(explorer, Explorer) or not explorer.look["predict"]:
        return
    hidden = secrets(explorer, scene)
    if not hidden:
        return
    if scene.face == "gradients":  # a slope, as of tanh, is given, and may be the answer by itself
        made = [text[0].rpartition(" = ")[0] for n, text in report["ids"].items() if n[:3] == "eq_"]
        hidden = {n: of for n, of in hidden.items() if n not in _numbers(" ".join(made))}
    texts = {
        "the picture": [str(text[0]) for text in report["ids"].values()],
        "the table": [text for row in report["table"] for text in row],
        "the chart": [re.sub("<[^>]*>", " ", svg.split("</desc>")[0]) for svg in report["chart"]],
        **{name: [report[name]] for name in ("description", "title", "sentence", "spoken")},
    }
    for place, said in texts.items():
        for text in said:
            for number in _numbers(text):
                if number in hidden:
                    yield f"leak: {place} tells {hidden[number]} in {text!r}"


def _numbers(text: str) -> list[str]:
    """Find the numbers in a text; the 200 of 1e+200 is none.

    >>> _numbers("σ(1e+200·1 + (−100)·0.5) = 3, 4")
    ['1e+200', '1', '−100', '0.5', '3', '4']
    """
    return [number.rstrip(".,") for number in NUMBER.findall(text)]


def secrets(explorer: Explorer, scene: Scene) -> dict[str, str]:
    """Give the numbers that are not known, as they are written, if they could be nothing else."""
    weights = {name: getattr(explorer, name) for name in WEIGHT_NAMES}
    truths = unroll(weights, explorer.inputs, explorer.h0, explorer.c0, explorer.activations)
    pairs = [(truths, scene.steps)]
    if scene.face == "gradients":
        gradients = backpropagate(truths, scene.activations, scene.of)
        pairs.append((gradients, scene.gradients))
    known = {*weights.values(), *explorer.inputs, explorer.h0, explorer.c0}
    hidden: dict[str, str] = {}
    for all_, some in pairs:
        known |= {abs(value) for step in some for value in step.values()}
        for t, (step, told) in enumerate(zip(all_, some, strict=True), start=1):
            missing = {n: v for n, v in step.items() if n not in told and n in BY_NAME}
            hidden |= {format_number(v): f"{n} at step {t}" for n, v in missing.items()}
    typed = {a["typed"] for a in explorer.answers.values()}
    told = {format_number(s * v) for v in known for s in (1, -1)} | typed
    long = {text: of for text, of in hidden.items() if sum(map(str.isdigit, text)) >= 3}
    return {text: of for text, of in long.items() if text not in told}


def truth_of(explorer: LiveCell, name: str) -> float | None:
    """Give what a field asks for; None where nothing is asked."""
    asks = explorer.look["predict"]
    if not isinstance(explorer, Explorer) or not asks:
        return None
    weights = {each: getattr(explorer, each) for each in WEIGHT_NAMES}
    steps = unroll(weights, explorer.inputs, explorer.h0, explorer.c0, explorer.activations)
    if asks["face"] == "gradients":
        steps = backpropagate(steps, explorer.activations.names, explorer.of)
    return steps[explorer.t - 1].get(name)
