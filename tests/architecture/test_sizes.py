import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.checkout import ROOT, python_files

MODULE_LINES = 400
TEST_LINES = 600
FUNCTION_LINES = 50
CLASS_LINES = 300


def _too_long(files: list[Path], limit: int) -> dict[str, int]:
    lengths = {str(f.relative_to(ROOT)): len(f.read_text("utf-8").splitlines()) for f in files}
    return {name: lines for name, lines in lengths.items() if lines > limit}


def _lengths(file: Path, *kinds: type[ast.AST]) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, kinds) and isinstance(
            node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
        ):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            yield f"{file.relative_to(ROOT)}: {node.name}", lines


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
    lengths = dict(
        length for f in files for length in _lengths(f, ast.FunctionDef, ast.AsyncFunctionDef)
    )
    assert {name: lines for name, lines in lengths.items() if lines > FUNCTION_LINES} == {}


def test_that_no_class_owns_too_much() -> None:
    lengths = dict(
        length for f in python_files("app", "ui") for length in _lengths(f, ast.ClassDef)
    )
    assert {name: lines for name, lines in lengths.items() if lines > CLASS_LINES} == {}
