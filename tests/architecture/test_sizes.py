import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.architecture.checkout import ROOT, python_files

# One worker reads every module once.
pytestmark = pytest.mark.xdist_group("sizes")

MODULE_LINES = 400
TEST_LINES = 600
FUNCTION_LINES = 50
CLASS_LINES = 300


def _too_long(files: list[Path], limit: int) -> dict[str, int]:
    lengths = {str(f.relative_to(ROOT)): len(f.read_text("utf-8").splitlines()) for f in files}
    return {name: lines for name, lines in lengths.items() if lines > limit}


Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
HOLDS_STATEMENTS = (ast.stmt, ast.ExceptHandler, ast.match_case)


def _definitions(node: ast.AST) -> Iterator[Definition]:
    """Everything defined in a node: in statements, for no expression defines what has a name."""
    for each in ast.iter_child_nodes(node):
        if isinstance(each, Definition):
            yield each
        if isinstance(each, HOLDS_STATEMENTS):
            yield from _definitions(each)


@cache
def _defined_in(file: Path) -> tuple[Definition, ...]:
    return tuple(_definitions(ast.parse(file.read_text("utf-8"))))


def _lengths(files: list[Path], *kinds: type[Definition]) -> dict[str, int]:
    found = [(file, each) for file in files for each in _defined_in(file)]
    return {
        f"{file.relative_to(ROOT)}: {each.name}": (each.end_lineno or each.lineno) - each.lineno + 1
        for file, each in found
        if isinstance(each, kinds)
    }


def test_that_no_module_outgrows_its_question() -> None:
    files = python_files("app", "ui", "packaging")
    assert len(files) > 2
    assert _too_long(files, MODULE_LINES) == {}


def test_that_no_test_module_outgrows_its_subject() -> None:
    files = python_files("tests")
    assert Path(__file__) in files
    assert _too_long(files, TEST_LINES) == {}


def test_that_no_function_outgrows_one_thought() -> None:
    files = python_files("app", "ui", "packaging", "tests")
    lengths = _lengths(files, ast.FunctionDef, ast.AsyncFunctionDef)
    assert len(lengths) > len(files)
    assert {name: lines for name, lines in lengths.items() if lines > FUNCTION_LINES} == {}


def test_that_no_class_owns_too_much() -> None:
    lengths = _lengths(python_files("app", "ui"), ast.ClassDef)
    assert lengths
    assert {name: lines for name, lines in lengths.items() if lines > CLASS_LINES} == {}
