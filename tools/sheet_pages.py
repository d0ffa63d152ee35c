"""Draw sheets for paper, and their keys: pages of matplotlib, in millimetres from the lower left.

matplotlib brings its fonts along, so a sheet is the same on any machine, and needs no browser.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, FancyBboxPatch, Patch, PathPatch, Rectangle
from matplotlib.text import Text
from matplotlib.textpath import text_to_path

from lstm_helpers.cell.weights import GATES
from lstm_helpers.exercises.practice import LEVELS
from lstm_helpers.exercises.sheets import SHEET_SAYS, TICKED, Sheet, Ticks
from lstm_helpers.graph.scene import Scene
from lstm_helpers.graph.table import BY_NAME, CARRY
from lstm_helpers.picture.diagram import draw_scene
from lstm_helpers.picture.fit import text_width
from lstm_helpers.picture.layout import BOXES, FIELDS, HEIGHT, SLOTS, SMALLEST, STYLES, WIDTH
from lstm_helpers.words.equations import formula
from lstm_helpers.words.gradients import gradient_formula
from lstm_helpers.words.numbers import UNKNOWN, format_number, subscript
from lstm_helpers.words.texts import BLANK, COLUMNS

__all__ = ["MARGIN", "PAPERS", "key_pages", "sheet_pages"]

# Width and height in millimetres.
PAPERS = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
MARGIN = 14.0  # no printer cuts there

# On the back there stands more than the picture.
_SMALLER = {"a4": 0.92, "letter": 0.78}

INK, QUIET, FAINT = "#000000", "#444444", "#8a8a8a"
_POINTS = 72 / 25.4  # in a millimetre
BODY, SMALL, TITLE = 10.0, 8.0, 15.0
_LINE = 5.0  # from baseline to baseline of what is read
_ROW = 8.0  # of what is written in by hand


class Page:
    """A sheet of paper.

    Parameters
    ----------
    paper
        A key of `PAPERS`.

    Attributes
    ----------
    y
        Where the next thing begins; it goes down the page.
    """

    def __init__(self, paper: str) -> None:
        self.width, self.height = PAPERS[paper]
        self.figure = Figure(figsize=(self.width / 25.4, self.height / 25.4), facecolor="white")
        self._axes = self.figure.add_axes((0, 0, 1, 1))
        self._axes.set(xlim=(0, self.width), ylim=(0, self.height))
        self._axes.set_axis_off()
        self.left, self.right = MARGIN, self.width - MARGIN
        self.y = self.height - MARGIN

    @property
    def room(self) -> float:
        """How wide what is printed may be."""
        return self.right - self.left

    def text(self, x: float, y: float, says: str, size: float = BODY, **more: Any) -> None:
        """Write a line, its baseline at y."""
        look = {"color": INK, "fontsize": size, "verticalalignment": "baseline", **more}
        self._axes.add_artist(Text(x, y, says, **look))

    def line(self, x1: float, y1: float, x2: float, y2: float, **more: Any) -> None:
        """Draw a line."""
        look = {"color": INK, "linewidth": 0.7, "solid_capstyle": "butt", **more}
        self._axes.add_artist(Line2D((x1, x2), (y1, y2), **look))

    def lines(self, each: Sequence[Any]) -> None:
        """Draw many faint lines at once."""
        self._axes.add_collection(LineCollection(each, colors="#c4c4c4", linewidths=0.35))

    def paragraph(self, says: str, x: float | None = None, width: float | None = None) -> None:
        """Write a text in as many lines as it takes, and go on below it."""
        at = self.left if x is None else x
        for line in wrapped(says, width or self.room):
            self.y -= _LINE
            self.text(at, self.y, line)

    def heading(self, says: str) -> None:
        """Write what a task is called."""
        self.y -= 6
        self.text(self.left, self.y, says, 11.5, fontweight="bold")
        self.y -= 0.8


@cache
def measured(says: str, size: float = BODY, bold: bool = False) -> float:
    """Measure a text, in millimetres, as DejaVu Sans writes it.

    >>> measured("wide") > measured("i")
    True
    """
    font = FontProperties(family="DejaVu Sans", size=size, weight="bold" if bold else "normal")
    width, _, _ = text_to_path.get_text_width_height_descent(says, font, ismath=False)
    return float(width) / _POINTS


def wrapped(says: str, width: float, size: float = BODY) -> list[str]:
    """Cut a text into lines.

    >>> wrapped("one two", 8)
    ['one', 'two']
    """
    lines = [""]
    for word in says.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and measured(longer, size) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


# ---- a sheet -------------------------------------------------------------------------------------


def sheet_pages(made: Sheet, paper: str) -> list[Figure]:
    """Draw a sheet: two pages, the front and the back of one leaf.

    Parameters
    ----------
    made
        The sheet.
    paper
        A key of `PAPERS`.
    """
    (first, *later), pages = [t for t, _ in made.asks], [Page(paper), Page(paper)]
    front, back = pages
    for n, page in enumerate(pages, start=1):
        _head(page, made)
        _foot(page, made, SHEET_SAYS["page"].format(page=n, last=len(pages)))
    front.heading(f"1 · {_about(made)}")
    front.paragraph(_instruction(made))
    _given(front, made)
    _picture(front, made, first, front.room)
    task = 2
    if later:
        back.heading(f"1 · {SHEET_SAYS['other step'].format(t=later[0])}")
        _given_again(back, made, later[0])
        _picture(back, made, later[0], back.room * _SMALLER[paper])
    else:
        back.heading(f"{task} · {SHEET_SAYS['table']}")
        back.paragraph(SHEET_SAYS["fill in"])
        _steps_table(back, made)
        task += 1
    _ticks_task(back, made.ticks, task)
    _riddle_task(back, made, task + 1)
    for page in pages:
        _squares(page)
    return [page.figure for page in pages]


def _about(made: Sheet) -> str:
    words = LEVELS[made.level].words
    return SHEET_SAYS["about"].format(level=made.level, words=words)


def _name(made: Sheet) -> str:
    return SHEET_SAYS["sheet"].format(level=made.level, number=made.number)


def _head(page: Page, made: Sheet) -> None:
    """Leave room for a name and a date, and say which sheet it is."""
    page.y -= 5
    name = _name(made)
    page.text(page.right, page.y, name, TITLE, fontweight="bold", horizontalalignment="right")
    start, end = page.left, page.right - measured(name, TITLE, bold=True) - 8
    split = end - 48
    for says, x1, x2 in (("name", start, split - 4), ("date", split, end)):
        words = SHEET_SAYS[says]
        page.text(x1, page.y, words, BODY, color=QUIET)
        page.line(x1 + measured(words) + 2, page.y - 1, x2, page.y - 1)
    page.y -= 4


def _foot(page: Page, made: Sheet, says: str) -> None:
    page.text(page.left, MARGIN - 4, SHEET_SAYS["course"], SMALL, color=QUIET)
    right = {"color": QUIET, "horizontalalignment": "right"}
    page.text(page.right, MARGIN - 4, f"{_name(made)} · {says}", SMALL, **right)


def _instruction(made: Sheet) -> str:
    cell, is_backwards = made.exercise.setting, made.exercise.face == "gradients"
    last = len(cell.inputs)
    says = SHEET_SAYS["frames backwards" if is_backwards else "frames"]
    parts = [says.format(goal=f"h{subscript(last)}", last=last)]
    if any(made.on_the_way(t) for t, _ in made.asks):
        parts.append(SHEET_SAYS["dashed"])
    if cell.activations.names[1] != "identity":
        parts.append(SHEET_SAYS["sigmoid"])
    return " ".join(parts)


# ---- what is given -------------------------------------------------------------------------------


def _given(page: Page, made: Sheet) -> None:
    """Print the weights, and what comes in or, for gradients, the values of every step."""
    cell = made.exercise.setting
    weights = cell.weights.as_dict()
    rows = [["", "w", "u", "b"]]
    rows += [
        [_called(gate), *(format_number(float(weights[f"{k}_{gate}"])) for k in "wub")]
        for gate in GATES
    ]
    page.y -= 3
    top = page.y
    widths = [34.0, 14.0, 14.0, 14.0]
    _grid(page, page.left, top, widths, rows, 5.6)
    left = page.left + sum(widths) + 8
    if made.exercise.face == "gradients":
        _forward(page, made, left, top)
    else:
        says = [f"x{_sub(cell.inputs, t)} = {format_number(x)}" for t, x in _counted(cell.inputs)]
        says += [f"h_prev = {format_number(cell.h0)}", f"c_prev = {format_number(cell.c0)}"]
        y = top - 5.6
        page.text(left, y + 1.7, SHEET_SAYS["given"], SMALL, color=QUIET)
        for n, words in enumerate(says):
            page.text(left, y - 5.6 * n - 3.9, words, 11, fontweight="bold")
    page.y = top - 5.6 * len(rows) - 3


def _called(gate: str) -> str:
    return SHEET_SAYS["gate"].format(words=BY_NAME[gate].words, name=gate)


def _given_again(page: Page, made: Sheet, t: int) -> None:
    """Say on the back what one would have to turn the leaf for."""
    weights = made.exercise.setting.weights.as_dict()
    rows = (
        f"{gate}  {', '.join(format_number(float(weights[f'{k}_{gate}'])) for k in 'wub')}"
        for gate in GATES
    )
    page.paragraph(SHEET_SAYS["weights"].format(weights=";  ".join(rows)))
    if made.exercise.face == "gradients":
        step = made.scene(t).steps[t - 1]
        values = ", ".join(f"{name} = {format_number(step[name])}" for name in COLUMNS[1:])
        page.paragraph(SHEET_SAYS["values at"].format(t=t, values=values))


def _counted(inputs: Sequence[float]) -> Iterator[tuple[int, float]]:
    return enumerate(inputs, start=1)


def _sub(inputs: Sequence[float], t: int) -> str:
    return subscript(t) if len(inputs) > 1 else ""


def _forward(page: Page, made: Sheet, left: float, top: float) -> None:
    """Print the values of every step upright: a column for each time step."""
    steps = made.scene(1).steps
    names = COLUMNS[1:]
    half = (len(names) + 1) // 2
    for n, part in enumerate((names[:half], names[half:])):
        rows = [["", *(f"t = {t}" for t in range(1, len(steps) + 1))]]
        rows += [[name, *(format_number(step[name]) for step in steps)] for name in part]
        _grid(page, left + n * 51, top, [16.0, 15.0, 15.0], rows, 4.6, 9)


def _grid(
    page: Page,
    left: float,
    top: float,
    widths: Sequence[float],
    rows: Sequence[Sequence[str]],
    high: float,
    size: float = 9.5,
) -> None:
    """Draw a table: its first row and its first column are headings."""
    right, bottom = left + sum(widths), top - high * len(rows)
    for n in range(len(rows) + 1):
        page.line(left, top - n * high, right, top - n * high, linewidth=1.1 if n == 1 else 0.5)
    x = left
    for n, width in enumerate(widths):
        page.line(x, top, x, bottom, linewidth=1.1 if n == 1 else 0.5)
        for m, row in enumerate(rows):
            y = top - (m + 0.5) * high - size / _POINTS * 0.36
            is_head = m == 0 or n == 0
            look = {"fontweight": "bold" if is_head else "normal"}
            if n == 0:
                page.text(x + 1.5, y, row[n], size, **look)
            else:
                page.text(x + width / 2, y, row[n], size, horizontalalignment="center", **look)
        x += width
    page.line(right, top, right, bottom, linewidth=0.5)


# ---- the picture ---------------------------------------------------------------------------------

_WIRE, _THICK, _DASHED = 1.1, 1.8, (0, (2.5, 2.5))
_CLEAR = 5.0  # beside a black dot: of the wires, and of the word above

# Beside the picture, in its units: from a formula to the line under it, where one writes; how far
# apart formulas stand; and where the first and the last may.
_RULE, _APART, _HIGHEST, _LOWEST = 33.0, 58.0, 540.0, 40.0
_COLUMN = SLOTS["formula_f"].x
_UPWARDS = ("h", "o", "c_act", "c", "c_prev", "keep", "f", "write", "i", "g", "h_prev")


def _picture(page: Page, made: Sheet, t: int, width: float) -> None:
    """Draw the picture of a time step, its boxes empty, and beside it lines to write on."""
    height = width * HEIGHT / WIDTH
    left = page.left + (page.room - width) / 2
    page.y -= height + 2
    place = (left / page.width, page.y / page.height, width / page.width, height / page.height)
    axes = page.figure.add_axes(place)
    scene = made.scene(t)
    draw_scene(scene, axes)
    names, helpful = dict(made.asks)[t], made.on_the_way(t)
    for artist in axes.get_children():
        _for_paper(artist, scene)
    for name in (*names, *helpful):
        axes.add_artist(_well(name, name in names))
    _formulas(axes, scene, (*names, *helpful), width / WIDTH * _POINTS)


def _for_paper(artist: Artist, scene: Scene) -> None:
    """Leave the paper white, the boxes empty and the wires dark: ink is dear, and often black."""
    name = artist.get_gid() or ""
    kind, _, of = name.partition("_")
    if isinstance(artist, Text):
        is_unknown = name not in scene.shown and artist.get_text() == UNKNOWN
        if is_unknown or kind in ("eq", "formula"):
            artist.set_text(BLANK)
    elif kind == "halo":
        artist.set_alpha(0)
    elif isinstance(artist, PathPatch):
        artist.set_linewidth(_WIRE)
        artist.set_alpha(1 if artist.get_alpha() else 0)
    elif kind in ("tip", "backtip"):
        artist.set_alpha(1 if artist.get_alpha() else 0)
    elif isinstance(artist, FancyBboxPatch | Circle) and (not name or BOXES[of].shape != "dot"):
        # the dots that wires branch off at have no name
        artist.set_facecolor("white" if name or isinstance(artist, FancyBboxPatch) else INK)


def _well(name: str, is_asked: bool) -> Patch:
    """Draw the frame that a number is written in."""
    field = FIELDS[name]
    (left, top, _, _), (x, y, w, h) = field.place, field.well
    look: dict[str, Any] = {"linewidth": _THICK if is_asked else 0.8, "facecolor": "white"}
    if not is_asked:
        look["linestyle"] = _DASHED
    if BOXES[name].shape == "dot":
        x, y, w, h = x + _CLEAR, y + _CLEAR, w - _CLEAR, h - _CLEAR
    corner = (left + x, HEIGHT - top - y - h)
    return Rectangle(corner, w, h, edgecolor=INK, zorder=5, gid=f"well_{name}", **look)


def _formulas(axes: Axes, scene: Scene, names: Sequence[str], scale: float) -> None:
    """Write how each number is worked out, and leave a line to do it on."""
    written = [(name, _way(name, scene)) for name in _UPWARDS if name in names]
    written = [(name, way) for name, way in written if way]
    apart = min(_APART, (_HIGHEST - _LOWEST) / max(len(written) - 1, 1))
    for n, (name, way) in enumerate(written):
        y = _HIGHEST - n * apart
        size = min(1.0, SLOTS["formula_f"].width / (text_width(way) * SMALLEST)) * SMALLEST * scale
        colour = STYLES[BOXES[name].role if name in BOXES else "ink"].colour
        axes.add_artist(Text(_COLUMN, y, way, fontsize=size, color=colour))
        begins = f"{way.partition(' = ')[0]} ="
        line = y - min(_RULE, apart - 15)
        axes.add_artist(Text(_COLUMN, line + 2, begins, fontsize=SMALLEST * scale, color=INK))
        start = _COLUMN + text_width(begins) * SMALLEST + 4
        ends = (start, _COLUMN + SLOTS["formula_f"].width)
        axes.add_artist(Line2D(ends, (line - 2, line - 2), color=FAINT, linewidth=0.7))


def _way(name: str, scene: Scene) -> str:
    """Write a formula; "" for what is only carried over."""
    if scene.face == "gradients":
        return gradient_formula(name, scene.activations, scene.t, len(scene.steps), scene.of)
    return "" if name in CARRY else formula(name, scene.activations)


def _squares(page: Page, bottom: float = MARGIN + 2) -> None:
    """Fill what is left of a page with squared paper to work on, if it is worth it."""
    rows, columns = int((page.y - 3 - bottom) // _SQUARE), int(page.room // _SQUARE)
    if rows < 3:
        return
    left, top = page.left + (page.room - columns * _SQUARE) / 2, bottom + rows * _SQUARE
    right = left + columns * _SQUARE
    ys = [bottom + n * _SQUARE for n in range(rows + 1)]
    xs = [left + n * _SQUARE for n in range(columns + 1)]
    page.lines([*(((left, y), (right, y)) for y in ys), *(((x, bottom), (x, top)) for x in xs)])


_SQUARE = 5.0


# ---- three steps, ticks, a riddle ----------------------------------------------------------------


def _steps_table(page: Page, made: Sheet) -> None:
    """Print the weights of the table's cell, and the table with what is given in it."""
    assert made.table is not None
    weights = made.table.weights.as_dict()
    page.y -= 3
    rows = [["", *GATES]]
    rows += [
        [kind, *(format_number(float(weights[f"{kind}_{g}"])) for g in GATES)] for kind in "wub"
    ]
    _grid(page, page.left, page.y, [10.0, *[13.0] * 4], rows, 5.2)
    x = page.left + 62 + 6
    for n, gate in enumerate(GATES):
        page.text(x, page.y - 4 - n * 5.2, formula(gate, made.table.activations.names), 9.5)
    x += 62
    for n, name in enumerate(("keep", "write", "c", "h")):
        says = "h = o·c" if name == "h" else formula(name, made.table.activations.names)
        page.text(x, page.y - 4 - n * 5.2, says, 9.5)
    page.y -= 5.2 * 4 + 3
    width = (page.room - 9) / (len(COLUMNS) - 1)
    filled = [["" for _ in COLUMNS] for _ in made.rows]
    for t, row in enumerate(made.rows, start=1):
        filled[t - 1][:2] = [str(t), format_number(row["x"])]
    filled[0][2:4] = ["0", "0"]
    _grid(page, page.left, page.y, [9.0, *[width] * 11], [list(COLUMNS), *filled], _ROW)
    page.y -= _ROW * 4 + 3


def _ticks_task(page: Page, ticks: Ticks, task: int) -> None:
    setting = ticks.setting
    page.heading(f"{task} · {SHEET_SAYS['ticks']}")
    comes = SHEET_SAYS["comes in"].format(
        x=format_number(setting.inputs[0]),
        h_prev=format_number(setting.h0),
        c_prev=format_number(setting.c0),
    )
    page.paragraph(" ".join([_ticks_cell(ticks), comes, SHEET_SAYS["tick"]]))
    page.y -= 2.5
    rows = [[SHEET_SAYS["larger"], *TICKED], *([name, *[""] * 5] for name in ticks.moved)]
    _grid(page, page.left, page.y, [30.0, *[18.0] * 5], rows, 6.4)
    page.y -= 6.4 * len(rows) + 3


def _ticks_cell(ticks: Ticks) -> str:
    if not ticks.shut:
        return SHEET_SAYS["plain"]
    value = format_number(float(ticks.setting.weights.as_dict()[ticks.shut]))
    return SHEET_SAYS["shut"].format(name=ticks.shut, value=value)


def _riddle_task(page: Page, made: Sheet, task: int) -> None:
    riddle = made.riddle
    page.heading(f"{task} · {SHEET_SAYS['riddle'].format(title=riddle.title)}")
    given = ", ".join(
        f"{n} = {format_number(v)}" for n, v in riddle.given.items() if n not in riddle.solution
    )
    set_already = SHEET_SAYS["set"] if given else SHEET_SAYS["unset"]
    parts = [riddle.says, set_already.format(weights=given)]
    if riddle.c0:
        parts.append(SHEET_SAYS["before"].format(c0=format_number(riddle.c0)))
    page.paragraph(" ".join(parts))
    page.paragraph(SHEET_SAYS["hint"].format(hint=riddle.hint))
    page.y -= 2.5
    rows = [["t", *(str(t) for t, _ in _counted(riddle.inputs))]]
    rows.append(["x", *map(format_number, riddle.inputs)])
    rows += [[name, *map(format_number, numbers)] for name, numbers in riddle.wanted.items()]
    widths = [10.0, *[12.0] * len(riddle.inputs)]
    _grid(page, page.left, page.y, widths, rows, 5.6)
    x, y = page.left + sum(widths) + 8, page.y - 8
    page.text(x, y, SHEET_SAYS["find"], BODY, fontweight="bold")
    x += measured(SHEET_SAYS["find"], BODY, bold=True) + 4
    for name in riddle.solution:
        page.text(x, y, f"{name} =", BODY)
        page.line(x + measured(f"{name} =") + 1, y - 1, x + measured(f"{name} =") + 12, y - 1)
        x += measured(f"{name} =") + 15
    page.y -= 5.6 * len(rows) + 2


# ---- the key -------------------------------------------------------------------------------------


def key_pages(sheets: Sequence[Sheet], paper: str) -> list[Figure]:
    """Draw the keys of some sheets of a level, a few on a page.

    Parameters
    ----------
    sheets
        The sheets, all of one level.
    paper
        A key of `PAPERS`.
    """
    pages: list[Page] = []
    for made in sheets:
        high = _key_height(made)
        if not pages or pages[-1].y - high < MARGIN:
            pages.append(Page(paper))
            _key_head(pages[-1], made)
        _key(pages[-1], made)
    for n, page in enumerate(pages, start=1):
        says = SHEET_SAYS["key page"].format(page=n, last=len(pages))
        page.text(page.left, MARGIN - 4, SHEET_SAYS["course"], SMALL, color=QUIET)
        right = {"color": QUIET, "horizontalalignment": "right"}
        page.text(page.right, MARGIN - 4, says, SMALL, **right)
    return [page.figure for page in pages]


_KEY_ROW = 4.6


def _key_height(made: Sheet) -> float:
    rows = 1 + len(made.asks) + (1 + len(made.rows) if made.rows else 0)
    return 6 + _KEY_ROW * max(rows + 1, 6) + 2 + _LINE + 5


def _key_head(page: Page, made: Sheet) -> None:
    page.y -= 5
    says = SHEET_SAYS["key"].format(level=made.level, words=LEVELS[made.level].words)
    page.text(page.left, page.y, says, TITLE, fontweight="bold")
    page.y -= 3


def _key(page: Page, made: Sheet) -> None:
    page.y -= 5.5
    page.text(page.left, page.y, _name(made), 11.5, fontweight="bold")
    page.y -= 2
    top = page.y
    names = [n for n in COLUMNS[2:] if any(n in asked for _, asked in made.asks)]
    mark = "∂" if made.exercise.face == "gradients" else ""
    rows = [["t", *(mark + name for name in names)]]
    for t, _ in sorted(made.asks):
        values = [made.answers.get((t, name)) for name in names]
        rows.append([str(t), *("" if v is None else format_number(v) for v in values)])
    _grid(page, page.left, top, [7.0, *[12.5 if mark else 10.6] * len(names)], rows, _KEY_ROW, 7)
    y = top - _KEY_ROW * len(rows) - _KEY_ROW * 0.7
    if made.rows:
        columns = COLUMNS[1:]
        rows = [["t", *columns]]
        rows += [
            [str(t), *(format_number(row[name]) for name in columns)]
            for t, row in enumerate(made.rows, start=1)
        ]
        _grid(page, page.left, y, [7.0, *[10.6] * len(columns)], rows, _KEY_ROW, 7)
    ticks = made.ticks
    rows = [["", *TICKED]]
    rows += [
        [name, *("✓" if column in ticks.changes[name] else "" for column in TICKED)]
        for name in ticks.moved
    ]
    _grid(page, page.right - 52, top, [9.0, *[8.6] * 5], rows, _KEY_ROW, 7)
    page.y -= _KEY_ROW * max(6, 1 + len(made.asks) + (5 if made.rows else 0)) + 1
    riddle = made.riddle
    weights = ", ".join(f"{n} = {format_number(v)}" for n, v in riddle.solution.items())
    page.y -= 3.5
    says = SHEET_SAYS["one way"].format(title=riddle.title, weights=weights)
    page.text(page.left, page.y, says, 8.5)
    page.y -= 2.5
    page.line(page.left, page.y, page.right, page.y, color=FAINT, linewidth=0.5)


def all_texts(figures: Iterable[Figure]) -> Iterator[Text]:
    """Find every text on some pages that shows something."""
    for figure in figures:
        for text in figure.findobj(Text):
            if text.get_text().strip():
                yield text
