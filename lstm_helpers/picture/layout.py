"""Where everything stands in the picture, as data: boxes, wires between their anchors, text slots.

The canvas is 1000 by 600 units, y upwards. At a width of 1000 pixels a unit is a pixel. This file
draws nothing and knows no numbers of a cell.
"""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["BOXES", "SLOTS", "STYLES", "WIRES", "Box", "Slot", "Style", "Wire"]

WIDTH, HEIGHT = 1000, 600

# From baseline to baseline, where a text takes several lines.
LINE_PITCH = 17


@dataclass(frozen=True)
class Style:
    """A role's colour, its light tint, and the dashes of its wires (empty: solid)."""

    colour: str
    tint: str
    dashes: tuple[float, ...] = ()

    @property
    def dark_colour(self): return self.colour
    @property
    def dark_tint(self): return self.tint


# Dark enough to read as text on white (contrast over 4.5), and told apart without colour by dashes.
STYLES = {
    "ink": Style("#1F2933", "#FFFFFF"),
    "quiet": Style("#5A6673", "#F6F8FA"),
    "x": Style("#1F2933", "#FFFFFF"),
    "h": Style("#8A2B57", "#FBF1F6", (1.5, 2.5)),
    "c": Style("#7A5B00", "#FFF6DB"),
    "next_h": Style("#8A2B57", "#FBF1F6", (6, 6)),
    "next_c": Style("#7A5B00", "#FFF6DB", (6, 6)),
    "f": Style("#B84300", "#FFF1E8", (7, 3)),
    "i": Style("#00705A", "#E8F7F2", (14, 4)),
    "g": Style("#6A4BA3", "#F3EFFA", (12, 3, 3, 3)),
    "o": Style("#00609C", "#E8F3FB", (3, 3)),
}


@dataclass(frozen=True)
class Box:
    """A shape around the point (x, y): "round" corners, "circle", "dot" or "point"."""

    name: str
    x: float
    y: float
    w: float = 0
    h: float = 0
    shape: str = "round"
    role: str = "ink"

    def anchor(self, where: str) -> tuple[float, float]:
        """Give the place of an anchor: a side, or one of the two inputs of a gate."""
        half_w, half_h = self.w / 2, self.h / 2
        places = {
            "centre": (0, 0),
            "left": (-half_w, 0),
            "right": (half_w, 0),
            "top": (0, half_h),
            "bottom": (0, -half_h),
            "top_right": (0.7071 * half_w, 0.7071 * half_h),
            "right_h": (half_w, half_h / 2),
            "right_x": (half_w, -half_h / 2),
            "bottom_x": (-half_w / 3, -half_h),
            "bottom_h": (half_w / 3, -half_h),
        }
        dx, dy = places[where]
        return self.x + dx, self.y + dy


# The main column, the column of gates, and the levels they share.
_MAIN, _KEEP, _GATES = 290, 418, 528
_LEVEL = {"h": 562, "o": 478, "c_act": 414, "c_prev": 374, "f": 302, "i": 204, "g": 122}
_X_LINE, _H_LINE = 26, 66
_MARGIN = 14


def _gate(name: str) -> Box:
    return Box(name, _GATES, _LEVEL[name], 132, 56, role=name)


BOXES = {
    box.name: box
    for box in (
        Box("panel", 414, 304, 396, 432, "panel", "quiet"),
        Box("x", 122, _X_LINE, 188, 34, "pill", "x"),
        Box("h_prev", 122, _H_LINE, 188, 34, "pill", "h"),
        Box("c_prev", _KEEP, _LEVEL["c_prev"], 116, 50, role="c"),
        Box("g", _MAIN, _LEVEL["g"], 132, 56, role="g"),
        *map(_gate, "fio"),
        Box("write", _MAIN, _LEVEL["i"], 26, 26, "dot"),
        Box("keep", _KEEP, _LEVEL["f"], 26, 26, "dot"),
        Box("c", _MAIN, _LEVEL["f"], 104, 104, "circle", "c"),
        Box("c_act", _MAIN, _LEVEL["c_act"], 132, 50, role="ink"),
        Box("out", _MAIN, _LEVEL["o"], 26, 26, "dot"),
        Box("h", _MAIN, _LEVEL["h"], 132, 56, role="h"),
        Box("bus_h", 648, 0, shape="point"),
        Box("bus_x", 662, 0, shape="point"),
        Box("edge", _MARGIN, 0, shape="point"),
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
    arrow: bool = True
    branches: bool = False


def _bus(role: str, source: str) -> tuple[Wire, ...]:
    """Carry x or h_prev from its box to all four gates."""
    bus = f"bus_{role}.centre"
    trunk = (f"{source}.right", (bus, f"{source}.right"), (bus, f"o.right_{role}"))
    down = f"g.bottom_{role}"
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
            for gate in "fi"
        ),
        Wire(f"{source}_g", ((down, f"{source}.right"), down), role, source, branches=True),
    )


WIRES = (
    *_bus("x", "x"),
    *_bus("h", "h_prev"),
    Wire("g", ("g.top", "write.bottom"), "g", "g"),
    Wire("i", ("i.left", "write.right"), "i", "i"),
    Wire("write", ("write.top", "c.bottom"), "ink", "write"),
    Wire("f", ("f.left", "keep.right"), "f", "f"),
    Wire("c_prev", ("c_prev.bottom", "keep.top"), "c", "c_prev"),
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
    """A place for a text, which shrinks or wraps until it fits.

    Parameters
    ----------
    name
        Its id in the picture.
    x, y
        Where the first line's baseline starts, is centred or ends, as `anchor` says.
    width
        How much room there is.
    sizes
        Font sizes to try, largest first, each with the number of lines that it may take.
    kind
        What stands there: a "value", its "head", "formula" or "eq", a "weight", "note" or "title".
    of
        Whose it is; of its own name when left out.
    """

    name: str
    x: float
    y: float
    width: float
    sizes: tuple[tuple[float, int], ...]
    anchor: str = "middle"
    role: str = "ink"
    bold: bool = False
    kind: str = "value"
    of: str = ""
    lines: int = field(init=False)

    def __post_init__(self) -> None:
        """Take from the sizes how many lines there can be."""
        object.__setattr__(self, "of", self.of or self.name)
        object.__setattr__(self, "lines", max(lines for _, lines in self.sizes))


SMALLEST = 14
_VALUE = ((24, 1), (20, 1), (17, 1), (15, 1), (SMALLEST, 1))
_TINY = ((12, 1), (10, 1), (9.4, 1))  # for numbers such as −1.234e−308 only
_LABEL = ((15, 1), (SMALLEST, 1), (12, 1), (10.5, 1))
_WEIGHT = (*_LABEL[:2], *_TINY, (7, 1))
_EQUATION = ((20, 1), (18, 1), (16, 2), (SMALLEST, 3), (12, 3), (10.5, 3))


def _head(of: str, x: float, y: float, width: float, anchor: str, role: str) -> Slot:
    return Slot(f"head_{of}", x, y, width, _LABEL, anchor, role, kind="head", of=of)


def _weight(of: str, x: float, y: float, width: float, anchor: str) -> Slot:
    return Slot(f"weight_{of}", x, y, width, _WEIGHT, anchor, "quiet", kind="weight", of=of)


def _in_box(box: Box) -> tuple[Slot, Slot]:
    """Put a heading over a value, or beside it in a pill."""
    if box.shape == "pill":
        return (
            _head(box.name, box.x - 83, box.y - 5, 65.5, "start", box.role),
            Slot(box.name, box.x + 84, box.y - 7, 101, _VALUE[1:] + _TINY, "end", bold=True),
        )
    width = box.w - 12
    if box.shape == "circle":
        return (
            _head(box.name, box.x, box.y + 20, 40, "middle", box.role),
            Slot(box.name, box.x, box.y - 9, box.w - 3, _VALUE + _TINY, bold=True),
        )
    return (
        _head(box.name, box.x, box.y + 10, width, "middle", box.role),
        Slot(box.name, box.x, box.y - 16, width, _VALUE + _TINY, bold=True),
    )


def _beside(name: str, x: float, y: float, width: float, role: str) -> tuple[Slot, Slot]:
    """Put a formula over its equation."""
    return (
        Slot(f"formula_{name}", x, y + 10, width, _LABEL, "start", role, kind="formula", of=name),
        Slot(f"eq_{name}", x, y - 14, width, _EQUATION, "start", kind="eq", of=name),
    )


_RIGHT = 680
_LEFT = 28

SLOTS = {
    slot.name: slot
    for slot in (
        Slot("title", 988, 570, 500, ((22, 1),), "end", bold=True, kind="title"),
        *(
            s
            for n in ("x", "h_prev", "c_prev", *"gfio", "c", "c_act", "h")
            for s in _in_box(BOXES[n])
        ),
        *(s for n in "gfio" for s in _beside(n, _RIGHT, _LEVEL[n], 312, n)),
        *_beside("write", _LEFT, 170, 188, "ink"),
        *_beside("keep", _LEFT, 262, 188, "ink"),
        *_beside("c", _LEFT, 340, 188, "c"),
        *_beside("c_act", _LEFT, 420, 188, "ink"),
        *_beside("h", _LEFT, 500, 188, "h"),
        Slot("note_h", 32, 545, 166, _LABEL, "start", "h", kind="note", of="h"),
        Slot("note_c", 486, 369, 131, _LABEL, "start", "c", kind="note", of="c"),
        _head("keep", 388, 274, 110, "middle", "ink"),
        Slot("keep", 388, 255, 128, _VALUE[2:] + _TINY, bold=True),
        _head("write", 280, 228, 48, "end", "ink"),
        Slot("write", 301, 227, 150, _VALUE[2:], "start", bold=True),
        *(
            _weight(f"{kind}_{gate}", 621, _LEVEL[gate] + dy, 52, "middle")
            for gate in "fio"
            for kind, dy in (("w", -28), ("u", 19))
        ),
        _weight("w_g", 262, 75, 51, "end"),
        _weight("u_g", 318, 75, 52, "start"),
    )
}
