"""The mutants of a Python file: every slip that mutmut's operators know, anywhere in it.

The operators are mutmut's. What goes through the file is ours, for mutmut leaves out what stands
in no function (tables, words, coordinates, classes' defaults) and each function with a decorator.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate

import libcst as cst
import libcst.matchers as m
from libcst.metadata import MetadataWrapper, PositionProvider, WhitespaceInclusivePositionProvider
from mutmut.mutation.mutators import (
    mutation_operators,
    operator_arg_removal,
    operator_assignment,
)

from tools.mutants.records import ROOT, Mutant, Slip, differing, numbered

__all__ = ["slips"]

ASKED_ALREADY = (operator_arg_removal, operator_assignment)
LITERALS = (cst.BaseNumber, cst.BaseString)
# What a type checker reads, and no program: a slip there changes nothing.
ONLY_TYPES = {"cast", "TypeVar", "NewType"}
# mutmut's own choice: these are wrong at once, and say nothing about a test.
NEVER_CALLED_ANEW = {"len", "isinstance"}


class _Collector(cst.CSTVisitor):
    METADATA_DEPENDENCIES = (PositionProvider, WhitespaceInclusivePositionProvider)

    def __init__(self, is_a_module: bool) -> None:
        self.is_a_module = is_a_module
        self.found: list[tuple[cst.CSTNode, cst.CSTNode, tuple[str, int] | None]] = []
        self.names: list[str] = []
        self.function: tuple[str, int] | None = None

    def on_visit(self, node: cst.CSTNode) -> bool:
        if _says_nothing(node) or (self.is_a_module and _is_its_index(node)):
            return False
        if isinstance(node, cst.ClassDef | cst.FunctionDef):
            self.names.append(node.name.value)
        self.found += [(node, each, self.function) for each in _changed(node)]
        return True

    def visit_FunctionDef_body(self, node: cst.FunctionDef) -> None:
        if self.function is None:
            first = node.decorators[0] if node.decorators else node
            line = self.get_metadata(PositionProvider, first).start.line
            self.function = (".".join(self.names), line)

    def leave_FunctionDef_body(self, node: cst.FunctionDef) -> None:
        if self.function and self.function[0] == ".".join(self.names):
            self.function = None

    def on_leave(self, original_node: cst.CSTNode) -> None:
        if isinstance(original_node, cst.ClassDef | cst.FunctionDef):
            self.names.pop()


def _is_its_index(node: cst.CSTNode) -> bool:
    """Whether it is ``__all__``, which in a module is for readers, and ruff holds it true."""
    return m.matches(node, m.Assign(targets=[m.AssignTarget(target=m.Name("__all__"))]))


def _changed(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """Say what to put in the place of a node: each question once.

    mutmut asks some of them twice: a literal is changed as such, and so needs no None in its place
    as an argument or a value; of a text, other letters ask what two more letters have asked.
    """
    for kind, operator in mutation_operators:
        if not isinstance(node, kind) or operator in ASKED_ALREADY:
            continue
        changed = list(operator(node))
        yield from changed[:1] if isinstance(node, cst.SimpleString) else changed
    match node:
        case cst.Call(args=args):
            for n, arg in enumerate(args):
                if arg.keyword and len(args) > 1:
                    yield node.with_changes(args=[*args[:n], *args[n + 1 :]])
                elif not arg.star and not isinstance(arg.value, LITERALS):
                    nothing = arg.with_changes(value=cst.Name("None"))
                    yield node.with_changes(args=[*args[:n], nothing, *args[n + 1 :]])
        case cst.Assign(value=value) | cst.AnnAssign(value=cst.BaseExpression() as value):
            if not isinstance(value, LITERALS) and not m.matches(value, m.Name("None")):
                yield node.with_changes(value=cst.Name("None"))


def _says_nothing(node: cst.CSTNode) -> bool:
    """Whether a node is only for readers or for a type checker."""
    match node:
        case cst.Annotation() | cst.Import() | cst.ImportFrom():
            return True
        case cst.Call(func=cst.Name(value=name)):
            return name in ONLY_TYPES | NEVER_CALLED_ANEW
        case cst.If(test=cst.Name(value="TYPE_CHECKING")):
            return True
        case cst.Expr(value=cst.SimpleString() | cst.ConcatenatedString()):
            return True
    return False


def slips(file: str) -> list[Slip]:
    """Make every mutant of a file.

    Parameters
    ----------
    file
        From the root of the project.
    """
    made = list(_made(file, (ROOT / file).read_text(encoding="utf-8")))
    around = _statements(made[0].source) if made else []
    mutants = numbered((each.mutant, around[each.mutant.line]) for each in made)
    return [replace(each, mutant=mutant) for mutant, each in zip(mutants, made, strict=True)]


def _made(file: str, source: str) -> Iterator[Slip]:
    wrapper = MetadataWrapper(cst.parse_module(source), unsafe_skip_copy=True)
    collector = _Collector(is_a_module=not file.endswith("__init__.py"))
    wrapper.visit(collector)
    spans = wrapper.resolve(WhitespaceInclusivePositionProvider)
    lines = source.splitlines(keepends=True)
    starts = [0, *accumulate(map(len, lines))]
    seen = set()
    for node, changed, function in collector.found:
        first, last = spans[node].start, spans[node].end
        begin, end = (starts[each.line - 1] + each.column for each in (first, last))
        piece = wrapper.module.code_for_node(changed)
        if piece == source[begin:end] or (begin, end, piece) in seen:
            continue
        seen.add((begin, end, piece))
        old = lines[first.line - 1 : last.line]
        new = old[0][: first.column] + piece + old[-1][last.column :]
        line, before, after = differing(old, new.splitlines(keepends=True))
        mutant = Mutant(file, first.line + line, before, after)
        yield Slip(mutant, source, begin, end, piece, function)


def _statements(source: str) -> list[str]:
    """For each line, from 1, the text of the function or of the outermost statement it is in."""
    lines = source.splitlines()
    around = ["", *lines]
    for node in ast.walk(ast.parse(source)):  # the outer ones come first
        if isinstance(node, ast.FunctionDef) and (end := node.end_lineno):
            inside = slice(node.lineno, end + 1)
            if around[node.lineno] == lines[node.lineno - 1]:
                around[inside] = ["\n".join(lines[node.lineno - 1 : end])] * (end + 1 - node.lineno)
    return around
