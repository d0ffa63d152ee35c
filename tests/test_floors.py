"""The house has floors: a room imports only from rooms below it, in Python and in JavaScript."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "lstm_helpers"

# From the top down. `frameworks` stands beside the house, on the ground: it may use the cell. What
# hands the notebooks out needs nothing of the house, `lazy` is what doors are made of, `whole`
# writes a file, `passengers` are numbers to learn from, and `marks` is the teacher's: it reads what
# learners hand in.
FLOORS = ("live", "charts", "exercises", "page", "picture", "words", "graph", "cell")
BESIDE: dict[str, tuple[str, ...]] = {
    "frameworks": ("cell",),
    "lazy": (),
    "trust": (),
    "whole": (),
    "lessons": ("trust", "whole"),
    "passengers": ("cell",),
    "marks": ("marks", "live", "exercises"),
}

# Modules that have no room yet. Empty when the house is done.
WITHOUT_A_ROOM: tuple[str, ...] = ()

# The data that both languages share: anybody's, in the page.
TABLES = "tables.js"

DRAWS = {"matplotlib"}
SHOWS = {"anywidget", "ipywidgets", "traitlets"}
WITHOUT_DRAWING = FLOORS[FLOORS.index("words") :]
WITHOUT_WIDGETS = FLOORS[FLOORS.index("picture") :]

# `import { a, b } from "../page/dom.js";`, and whatever else JavaScript can import by.
JS_IMPORT = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*["']([^"']+)["']""")


def modules(ending: str) -> dict[str, Path]:
    """Every file by its path from the package, such as "cell/step.py"."""
    return {path.relative_to(PACKAGE).as_posix(): path for path in PACKAGE.rglob(f"*{ending}")}


def python_imports(path: Path) -> Iterator[str]:
    """Name what a file imports, functions' and type checkers' own imports included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: import by the whole name"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def file_of(imported: str) -> str | None:
    """Find the file of the package that an import is served from, None when it is another's."""
    parts = imported.split(".")
    if parts[0] != PACKAGE.name:
        return None
    # `from lstm_helpers.cell.run import run` names a file and a thing in it; so may
    # `from lstm_helpers.cell import run`, which the room's index serves.
    for length in range(len(parts), 0, -1):
        inner = parts[1:length]
        if (PACKAGE / Path(*inner)).is_dir() and (PACKAGE / Path(*inner, "__init__.py")).exists():
            return "/".join([*inner, "__init__.py"])
        if inner and (PACKAGE / Path(*inner).with_suffix(".py")).exists():
            if length == len(parts) and is_served_by_index(inner):
                continue
            return "/".join(inner) + ".py"
    return None


def is_served_by_index(inner: list[str]) -> bool:
    """Tell `cell.run`, a function that hides its module, from `words.numbers`, a module."""
    index = PACKAGE / Path(*inner[:-1], "__init__.py")
    listed = re.search(r"__all__ = \[(.*?)\]", index.read_text(encoding="utf-8"), re.DOTALL)
    return listed is not None and f'"{inner[-1]}"' in listed[1]


def python_graph() -> dict[str, set[str]]:
    files = modules(".py")
    return {
        name: {file for each in python_imports(path) if (file := file_of(each))}
        for name, path in files.items()
    }


def javascript_graph() -> dict[str, set[str]]:
    return {
        name: {
            (path.parent / target).resolve().relative_to(PACKAGE.resolve()).as_posix()
            for target in JS_IMPORT.findall(without_comments(path.read_text(encoding="utf-8")))
        }
        for name, path in modules(".js").items()
    }


def without_comments(script: str) -> str:
    return re.sub(r"/\*.*?\*/|(?m:^\s*//.*$)", "", script, flags=re.DOTALL)


GRAPHS = {".py": python_graph(), ".js": javascript_graph()}
languages = pytest.mark.parametrize("graph", GRAPHS.values(), ids=GRAPHS)


def room_of(file: str) -> str:
    """The first part of the path; of a module at the top, its name."""
    return file.partition("/")[0].partition(".")[0]


def may_import(room: str, other: str) -> bool:
    if other == "lazy":
        return True
    if room in BESIDE:
        return other in BESIDE[room]
    if room not in FLOORS or other not in FLOORS:
        return False
    return room == other or FLOORS.index(room) < FLOORS.index(other)


def has_no_room(file: str) -> bool:
    """Tell the modules that have not moved in yet."""
    return file.removesuffix(".py") in WITHOUT_A_ROOM or room_of(file) == "static"


@languages
def test_a_room_imports_only_from_rooms_below(graph: dict[str, set[str]]) -> None:
    wrong = [
        f"{file} imports {other}"
        for file, imports in graph.items()
        for other in imports
        if file != "__init__.py" and not has_no_room(file) and other != TABLES
        if not may_import(room_of(file), room_of(other))
    ]
    assert wrong == []


@languages
def test_no_module_imports_itself_by_way_of_others(graph: dict[str, set[str]]) -> None:
    done: set[str] = set()

    def visit(file: str, path: tuple[str, ...]) -> None:
        assert file not in path, " imports ".join([*path[path.index(file) :], file])
        if file not in done and not has_no_room(file):
            for other in sorted(graph.get(file, ())):
                visit(other, (*path, file))
            done.add(file)

    for file in graph:
        visit(file, ())


@languages
def test_what_is_imported_is_there(graph: dict[str, set[str]]) -> None:
    missing = {other for imports in graph.values() for other in imports if other not in graph}
    assert missing <= {TABLES}


@pytest.mark.parametrize(
    ("rooms", "barred"), [(WITHOUT_DRAWING, DRAWS), (WITHOUT_WIDGETS, SHOWS)], ids=["draw", "show"]
)
def test_the_lower_rooms_neither_draw_nor_show(rooms: tuple[str, ...], barred: set[str]) -> None:
    wrong = [
        f"{file} imports {imported}"
        for file, path in modules(".py").items()
        if room_of(file) in (*rooms, *BESIDE)
        for imported in python_imports(path)
        if imported.partition(".")[0] in barred
    ]
    assert wrong == []


def test_every_file_has_a_room_or_is_known_to_have_none() -> None:
    known = {*FLOORS, *BESIDE, *WITHOUT_A_ROOM, "static", "__init__", "tables"}
    files = (*modules(".py"), *modules(".js"), *modules(".css"))
    assert [file for file in files if room_of(file) not in known] == []
    gone = [name for name in WITHOUT_A_ROOM if not (PACKAGE / f"{name}.py").exists()]
    assert gone == []
