"""Cells of CSV and XLSX tables: what stands for each value, and formulas made harmless."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from treatygrade.tables import read_rows, write_rows
from treatygrade.tables.cells import escape_formula, from_cell, to_cell, unescape_formula

CELLS = [
    ("text", None, ""),
    ("text", "é", "é"),
    ("paragraph", 16, "16"),
    ("session", 39, "39"),
    ("confidence", 0.1, "0.1"),
    ("confidence", 1e-07, "1e-07"),
    ("abstained", True, "true"),
    ("abstained", False, "false"),
    ("flags", [], "[]"),
    ("flags", ["shared_text"], '["shared_text"]'),
    ("header_grades", {"16": ["C"]}, '{"16": ["C"]}'),
    ("previous", None, ""),
    ("note", ["é"], '["é"]'),
    ("note", ("a", 1), '["a", 1]'),
    ("note", True, "true"),
    ("start", 2**63, "9223372036854775808"),
]


@pytest.mark.parametrize(("column", "value", "cell"), CELLS)
def test_the_text_of_a_cell(column: str, value: Any, cell: str) -> None:
    assert to_cell(column, value) == cell


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [
        ("session", "", None), ("session", "39", 39), ("session", "39.0", 39), ("session", " 39 ", 39),
        ("year", "-1", -1), ("page", "1e2", 100), ("start", "9223372036854775808", 2**63),
        ("confidence", "", None), ("confidence", "1", 1.0), ("confidence", "0.25", 0.25),
        ("abstained", "", None), ("abstained", "TRUE", True), ("abstained", "False", False),
        ("predicted", "", None), ("predicted", "A", "A"),
        ("text", "", ""), ("text", " a ", " a "), ("grade", "", ""), ("paragraph", "016", "016"),
        ("note", "39.0", "39.0"),
        ("flags", "", None), ("flags", "[]", []), ("probabilities", "{}", {}), ("header_grades", "null", None),
    ],
)  # fmt: skip
def test_the_value_of_a_cell(column: str, cell: str, value: Any) -> None:
    found = from_cell(column, cell)
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"), ("+49", "'+49"), ("-5", "'-5"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"), ("\n=1", "'\n=1"), ("'=1", "''=1"), ("''-", "'''-"), ("", ""), ("a=1", "a=1"),
        (" =1", " =1"), ("'", "'"), ("'quoted'", "'quoted'"), ("’=", "’="), ("16", "16"),
    ],
)  # fmt: skip
def test_formulas_stand_behind_an_apostrophe(cell: str, written: str) -> None:
    assert escape_formula(cell) == written
    assert unescape_formula(written) == cell


@given(st.text(st.sampled_from("'=+-@\t\r\na 1")))
def test_no_cell_is_run_and_each_is_read_back(cell: str) -> None:
    written = escape_formula(cell)
    assert not written.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert unescape_formula(written) == cell


@pytest.mark.parametrize("column", ["text", "=cmd|' /C calc'!A0", "@note", "-"])
def test_names_of_columns_are_no_formulas_either(column: str, tmp_path: Path) -> None:
    write_rows([{column: "a"}], tmp_path / "a.csv")
    (header, _) = csv.reader(io.StringIO((tmp_path / "a.csv").read_text("utf-8-sig"), newline=""))
    assert header == [column if column == "text" else f"'{column}"]
    assert read_rows(tmp_path / "a.csv") == [{column: "a"}]


def test_a_cell_of_python_is_read_as_text() -> None:
    assert from_cell("text", "[1]") == "[1]"
    assert from_cell("note", '{"a": 1}') == '{"a": 1}'
