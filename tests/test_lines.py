"""There are as many lines of tests as of code, by lines that hold code."""

from __future__ import annotations

import ast
import io
import tokenize
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
UNCOUNTED = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def code_lines(source: str) -> int:
    """Lines that hold code: no blank line, no comment, no docstring."""
    told: set[int] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, DOCUMENTED) and ast.get_docstring(node, clean=False) is not None:
            told.update(range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1))
    held: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in UNCOUNTED:
            held.update(range(token.start[0], token.end[0] + 1))
    return len(held - told)


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("", 0),
        ("x = 1\n\n# a comment\ny = 2  # another\n", 2),
        ('''"""A docstring\n\nof three lines."""\nx = """not\none"""\n''', 2),
        ('def f():\n    """Says."""\n    return (\n        1\n    )\n', 4),
    ],
)
def test_lines_of_code_are_counted(source: str, count: int) -> None:
    assert code_lines(source) == count


def test_tests_are_as_long_as_the_code() -> None:
    package, tests = (
        sum(code_lines(path.read_text("utf-8")) for path in (ROOT / folder).rglob("*.py"))
        for folder in ("pipeline", "tests")
    )
    assert tests >= package
