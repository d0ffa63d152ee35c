"""Where everything stands in the picture, as data: boxes, wires between their anchors, text slots.

The canvas is 800 by 562 units, y upwards. The machine stands on the left, its equations in one
column on the right, each level with what it explains. This file draws nothing and knows no numbers
of a cell.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = [
    "BOXES",
    "FIELDS",
    "PALETTE",
    "SLOTS",
    "SMALLEST",
    "STYLES",
    "WIRES",
    "Box",
    "Field",
    "Slot",
    "Style",
    "Wire",
    "ground",
]

WIDTH, HEIGHT = 800, 562

# No text of the picture is smaller: 12 pixels where the picture is 640 wide.
SMALLEST = 15

# From baseline to baseline, where a text takes several lines, in units of the font size.
LINE_PITCH = 1.1


@dataclass(frozen=True)
class Style:
    """A role's colour and light tint, on a white and on a dark ground, and its wires' dashes."""

    colour: str
    tint: str
    dark: str
    dark_tint: str
    dashes: tuple[float, ...] = ()


_H = ("#8a2b57", "#fbf1f6", "#f29cc3", "#3a2130")
_C = ("#7a5b00", "#fff3cc", "#e8c15a", "#3a3013")

# To be read as text on every ground (contrast over 4.5), and told apart without colour by dashes.
STYLES = {
    "ink": Style("#1f2933", "#ffffff", "#e9edf1", "#14181d"),
    "quiet": Style("#5a6673", "#f5f7f9", "#a3afba", "#1b2128"),
    "x": Style("#1f2933", "#ffffff", "#e9edf1", "#14181d"),
    "h": Style(*_H, (1.5, 2.5)),
    "c": Style(*_C),
    "next_h": Style(*_H, (6, 5)),
    "next_c": Style(*_C, (6, 5)),
    "f": Style("#b84300", "#fff1e8", "#ff9f68", "#3b2418", (6, 3)),
    "i": Style("#00705a", "#e8f7f2", "#54cdb0", "#12302a", (14, 4)),
    "g": Style("#6a4ba3", "#f3effa", "#bfa6f2", "#2b2440", (11, 3, 2.5, 3)),
    "o": Style("#00609c", "#e8f3fb", "#73bdf5", "#132c40", (2.5, 2.5)),
}

# The one accent: the glow around what the walk has come to. No text is written in it.
GLOW = Style("#ce7300", "#ffe7c2", "#ffb545", "#4a3410")

PAPER = STYLES["ink"].tint

# Every colour there is, by the name that it has in a page's style sheet.
PALETTE = {role.replace("_", "-"): style for role, style in (STYLES | {"glow": GLOW}).items()}


def ground() -> dict[str, str]:
    """Pair every light colour of the picture with the dark one that takes its place.

    >>> ground()["#ffffff"]
    '#14181d'
    """
    styles = (*STYLES.values(), GLOW)
    return {s.colour: s.dark for s in styles} | {s.tint: s.dark_tint for s in styles}


@dataclass(frozen=True)
class Box:
    """A shape around the point (x, y): "round" corners, "pill", "circle", "dot" or "point"."""

    name: str
    x: float
    y: float
    w: float = 0
    h: float = 0
    shape: str = "round"
    role: str = "ink"

    def anchor(self, where: str) -> tuple[float, float]:
        """Give the place of an anchor: a side, or one of the two inputs of a gate.

        >>> Box("a", 5, 6, w=4, h=2).anchor("centre"), Box("a", 5, 6, w=4, h=2).anchor("top")
        ((5, 6), (5, 7.0))
        """
        half_w, half_h = self.w / 2, self.h / 2
        places = {
            "centre": (0, 0),
            "left": (-half_w, 0),
            "right": (half_w, 0),
            "top": (0, half_h),
            "bottom": (0, -half_h),
            "top_right": (0.7071 * half_w, 0.7071 * half_h),
            "right_h": (half_w, ENTRY),
            "right_x": (half_w, -ENTRY),
        }
        dx, dy = places[where]
        return self.x + dx, self.y + dy


# How far above and below its middle h_prev and x come into a gate.
ENTRY = 18
ROUNDING = 7

# The main column, the dot that keeps, the column of gates, and the levels they share.
_MAIN, _KEEP, _GATES = 79, 174, 266
_LEVEL = {"h": 530, "o": 472, "c_act": 412, "c_prev": 368, "f": 300, "i": 192, "g": 97}
_X_LINE, _H_LINE = 20, 52
_WIDE, _HIGH = 120, 50


def _box(name: str, x: float, role: str = "") -> Box:
    return Box(name, x, _LEVEL[name], _WIDE, _HIGH, role=role or name)


BOXES = {
    box.name: box
    for box in (
        Box("panel", 174, 282, 330, 434, "panel", "quiet"),
        Box("x", 222, _X_LINE, 200, 28, "pill", "x"),
        Box("h_prev", 222, _H_LINE, 200, 28, "pill", "h"),
        _box("c_prev", 210, "c"),
        _box("g", _MAIN),
        *(_box(gate, _GATES) for gate in "fio"),
        Box("write", _MAIN, _LEVEL["i"], 24, 24, "dot"),
        Box("keep", _KEEP, _LEVEL["f"], 24, 24, "dot"),
        Box("c", _MAIN, _LEVEL["f"], _WIDE, _WIDE, "circle", "c"),
        _box("c_act", _MAIN, "ink"),
        Box("out", _MAIN, _LEVEL["o"], 24, 24, "dot"),
        _box("h", _MAIN),
        Box("bus_h", 342, 0, shape="point"),
        Box("bus_x", 352, 0, shape="point"),
        Box("edge", 5, 0, shape="point"),
    )
}

# An anchor is "box.side"; ("a.side", "b.side") is the corner at the x of a and the y of b.
Anchor = str | tuple[str, str]


@dataclass(frozen=True)
class Wire:
    """A line from anchor to anchor; its width follows the quantity that it carries.

    `starts` at a dot when the wire branches off another, and ends in an arrow unless it is a line
    that others branch off.
    """

    name: str
    path: tuple[Anchor, ...]
    role: str
    carries: str = ""
    branches: bool = False


def _bus(role: str, source: str) -> tuple[Wire, ...]:
    """Carry x or h_prev from its box to all four gates."""
    bus = f"bus_{role}.centre"
    trunk = (f"{source}.right", (bus, f"{source}.right"), (bus, f"o.right_{role}"))
    return (
        Wire(f"{source}_o", (*trunk, f"o.right_{role}"), role, source),
        *(
            Wire(
                f"{source}_{gate}",
                ((bus, f"{gate}.right_{role}"), f"{gate}.right_{role}"),
                role,
                source,
                branches=True,
            )
            for gate in "fig"
        ),
    )


WIRES = (
    *_bus("x", "x"),
    *_bus("h", "h_prev"),
    Wire("g", ("g.top", "write.bottom"), "g", "g"),
    Wire("i", ("i.left", "write.right"), "i", "i"),
    Wire("write", ("write.top", "c.bottom"), "ink", "write"),
    Wire("f", ("f.left", "keep.right"), "f", "f"),
    Wire("c_prev", (("keep.top", "c_prev.bottom"), "keep.top"), "c", "c_prev"),
    Wire("keep", ("keep.left", "c.right"), "ink", "keep"),
    Wire("c", ("c.top", "c_act.bottom"), "ink", "c"),
    Wire("c_act", ("c_act.top", "out.bottom"), "ink", "c_act"),
    Wire("o", ("o.left", "out.right"), "o", "o"),
    Wire("h", ("out.top", "h.bottom"), "ink", "h"),
    Wire("next_c", ("c.top_right", ("c.top_right", "c_prev.left"), "c_prev.left"), "next_c"),
    Wire(
        "next_h",
        ("h.left", ("edge.centre", "h.left"), ("edge.centre", "h_prev.left"), "h_prev.left"),
        "next_h",
    ),
)


@dataclass(frozen=True)
class Slot:
    """A place for a text.

    Parameters
    ----------
    kind, of
        What stands there, and whose it is: a "value", "head"ing, "formula", "eq"uation or "weight"
        of a quantity, a "note" on one, or the "title".
    x, y
        Where the first line's baseline starts, is centred or ends, as `anchor` says.
    width
        How much room there is.
    sizes
        Font sizes to try, largest first.
    lines
        How many lines there may be.
    breaks
        What a line may break before.
    """

    kind: str
    of: str
    x: float
    y: float
    width: float
    sizes: tuple[float, ...] = (SMALLEST,)
    anchor: str = "middle"
    role: str = "ink"
    bold: bool = False
    lines: int = 1
    breaks: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The slot's id: "f" for a value, "eq_f" for an equation."""
        return "_".join(part for part in (self.kind, self.of) if part and part != "value")

    @property
    def ids(self) -> tuple[str, ...]:
        """An id for every line."""
        if self.lines == 1:
            return (self.name,)
        return tuple(f"{self.name}_{n + 1}" for n in range(self.lines))


# The back row reads the large ones; numbers such as −1.234e−308 take the smallest.
_VALUE = (22, 18, SMALLEST)
_TITLE = (19, SMALLEST)
_TERMS = (" = ", " + ")
_WORDS = (" ",)


def _in_box(box: Box) -> tuple[Slot, Slot]:
    """Put a heading over a value, or beside it in a pill."""
    name, role, room = box.name, box.role, box.w - 2
    if box.shape == "pill":
        return (
            Slot("head", name, box.x - 90, box.y - 5.5, 64, anchor="start", role=role),
            Slot("value", name, box.x + 90, box.y - 6.5, 117, _VALUE[1:], "end", bold=True),
        )
    if box.shape == "circle":
        return (
            Slot("head", name, box.x, box.y + 22, 60, role=role),
            Slot("value", name, box.x, box.y - 9, room, _VALUE, bold=True),
        )
    return (
        Slot("head", name, box.x, box.y + 8, room, role=role),
        Slot("value", name, box.x, box.y - 17, room, _VALUE, bold=True),
    )


# Where the column of equations begins, and where each formula stands in it. Between any two there
# is room for the lines of the longest equation.
_COLUMN, _COLUMN_WIDTH = 364, 432
_FORMULA = {
    "h": (530, 1),
    "o": (491, 3),
    "c_act": (420, 1),
    "c": (382, 2),
    "keep": (329, 1),
    "f": (292, 3),
    "write": (222, 1),
    "i": (185, 3),
    "g": (101, 3),
}


def _explained(name: str) -> tuple[Slot, Slot]:
    """Put a formula over its equation."""
    y, lines = _FORMULA[name]
    role = BOXES[name].role
    return (
        Slot("formula", name, _COLUMN, y, _COLUMN_WIDTH, anchor="start", role=role),
        Slot(
            "eq",
            name,
            _COLUMN,
            y - LINE_PITCH * SMALLEST,
            _COLUMN_WIDTH,
            anchor="start",
            lines=lines,
            breaks=_TERMS,
        ),
    )


def _weights(gate: str) -> tuple[Slot, Slot]:
    """Let the weights stand above and below the two wires that come into a gate."""
    box = BOXES[gate]
    if gate == "g":  # its wires are long: each weight stands on its own
        x, anchor, above, below = box.x + 74, "start", ENTRY + 5.0, 5.0 - ENTRY
    else:
        x, anchor, above, below = 338, "end", _HIGH / 2 + 5, -_HIGH / 2 - 16
    return (
        Slot("weight", f"w_{gate}", x, box.y + below, 110, anchor=anchor, role="quiet"),
        Slot("weight", f"u_{gate}", x, box.y + above, 110, anchor=anchor, role="quiet"),
    )


SLOTS = {
    slot.name: slot
    for slot in (
        Slot("title", "", 150, 536, 200, _TITLE, "start", bold=True, lines=2, breaks=_WORDS),
        *(
            s
            for n in ("x", "h_prev", "c_prev", *"gfio", "c", "c_act", "h")
            for s in _in_box(BOXES[n])
        ),
        *(slot for name in _FORMULA for slot in _explained(name)),
        Slot("note", "h", 14, 34, 84, anchor="start", role="h", lines=2, breaks=_WORDS),
        Slot("note", "c", 210, 398, 140, role="c"),
        Slot("head", "keep", 176, 271, 46),
        Slot("value", "keep", 184, 249, 117, _VALUE[1:], bold=True),
        Slot("head", "write", 70, 217, 50, anchor="end"),
        Slot("value", "write", 88, 216, 117, _VALUE[1:], "start", bold=True),
        *(slot for gate in "fiog" for slot in _weights(gate)),
    )
}


# ---- where the learner answers -------------------------------------------------------------------

# Left, top, width and height, as CSS has them: downwards.
Area = tuple[float, float, float, float]


@dataclass(frozen=True)
class Field:
    """A place to type a number: the one where it will stand afterwards.

    Parameters
    ----------
    place
        What is pressed: the whole box.
    well
        What is typed into, measured from there.
    mark
        Where the middle of a mark is, likewise: it shows that the number is right.
    role, anchor
        As its number's slot has them, the role from its box.
    """

    place: Area
    well: Area
    mark: tuple[float, float]
    role: str
    anchor: str


# How far a line's middle is above its baseline, in units of the font size.
_MIDDLE = 0.346

# A black dot has its number beside it: what is pressed there, and where its mark is.
_BESIDE: dict[str, tuple[Area, tuple[float, float]]] = {
    "keep": ((126, 276, 116, 46), (18, 9)),
    "write": ((82, 324, 120, 36), (-64, 13)),
}
_IN_PILL = (73, 122)  # where its well begins, beside the heading, and how wide it is


def _field(name: str) -> Field:
    box, slot = BOXES[name], SLOTS[name]
    left, top, w, h = box.x - box.w / 2, HEIGHT - box.y - box.h / 2, box.w, box.h
    well_left, well_width, well_height, mark = 6.0, w - 12, 27.0, (1.0, h - 1)
    if box.shape == "circle":
        well_left, well_width, well_height = 15.0, w - 30, 30.0
        mark = (0.147 * w, 0.853 * h)
    elif box.shape == "pill":
        top, h = top - 2, h + 4  # of a line's height alone, it would be hard to hit
        (well_left, well_width), well_height, mark = _IN_PILL, 22.0, (w - 10, -2.0)
    elif box.shape == "dot":
        (left, top, w, h), mark = _BESIDE[name]
        well_left, well_width, well_height = 2.0, w - 4, 28.0
    middle = HEIGHT - slot.y - _MIDDLE * slot.sizes[0]
    well = (well_left, round(middle - well_height / 2 - top, 1), well_width, well_height)
    role = slot.role if box.shape == "dot" else box.role
    return Field((left, top, w, h), well, mark, role, slot.anchor)


FIELDS = {
    name: _field(name) for name in (*"figo", "h_prev", "c_prev", "keep", "write", "c", "c_act", "h")
}
