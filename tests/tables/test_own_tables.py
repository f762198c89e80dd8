"""Tables that people made, and columns of their own."""

from __future__ import annotations

import io
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from treatygrade.tables import FORMATS, batches, columns_of, read_rows, write_jsonl, write_rows
from treatygrade.tables.cells import to_cell


def _sheet(path: Path, *lines: list[Any]) -> Path:
    book = Workbook()
    for line in lines:
        book.active.append(line)
    book.save(path)
    return path


def test_a_workbook_that_a_person_made(tmp_path: Path) -> None:
    """Numbers, dates and truths are typed; a line in the middle may be empty, and one may be shorter."""
    path = _sheet(
        tmp_path / "own.xlsx",
        ["unit_id", "paragraph", "session", "confidence", "abstained", "predicted", "date", "text"],
        ["u1", 16, 39, 0.5, True, None, date(2024, 5, 6), "=A1"],
        [],
        ["u2", "16 (a)", 39.0, 1, False, "B", datetime(2024, 5, 6, 7, 8), "_x0041_"],
        ["u3"],
    )
    first, empty, second, last = read_rows(path)
    assert first == {
        "unit_id": "u1", "paragraph": "16", "session": 39, "confidence": 0.5, "abstained": True, "predicted": None,
        "date": "2024-05-06 00:00:00", "text": "=A1",
    }  # fmt: skip
    assert second["date"] == "2024-05-06 07:08:00"
    assert (second["session"], second["confidence"], second["abstained"]) == (39, 1.0, False)
    assert second["text"] == "A"
    assert last == dict.fromkeys(first) | {"unit_id": "u3", "paragraph": "", "date": "", "text": ""}
    assert empty == last | {"unit_id": ""}


HAND_MADE = [
    pytest.param("text,year\r\na,2024\r\n\r\nb,\r\n", [("a", 2024), ("b", None)], id="blank lines"),
    pytest.param('text,year\n"a\r\nb",2024\n', [("a\r\nb", 2024)], id="a line break in a cell"),
    pytest.param('text,year\n"a ""b"" c",\n', [('a "b" c', None)], id="quotes in a cell"),
    pytest.param("text;year\na,b;2024\n", [("a,b", 2024)], id="semicolons"),
    pytest.param("text\tyear\na;b,c\t2024\n", [("a;b,c", 2024)], id="tabs"),
    pytest.param("text,year,,\na,2024,,\nb,,", [("a", 2024), ("b", None)], id="empty columns at the end"),
    pytest.param("\ufefftext,year\na", [("a", None)], id="a mark, and a short line without an end"),
    pytest.param("text,year\n'=1,\n", [("=1", None)], id="an escaped formula"),
    pytest.param("text,year\n=1,\n", [("=1", None)], id="a formula that others wrote"),
    pytest.param("text,year\n\u202ea\u2028b,\n", [("\u202ea\u2028b", None)], id="marks of direction and line"),
]


@pytest.mark.parametrize(("text", "expected"), HAND_MADE)
def test_a_csv_that_a_person_made(text: str, expected: list[tuple[str, int | None]], tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(text, encoding="utf-8", newline="")
    assert [tuple(row.values()) for row in read_rows(tmp_path / "a.csv")] == expected


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize(
    "value",
    [
        0,
        -1,
        10**18,
        True,
        0.1,
        1e300,
        5e-324,
        "",
        "null",
        "None",
        "nan",
        "\x85\u200b",
        "e\u0301",
        "\U0001f1f5\U0001f1ea",
    ],
    ids=ascii,
)
def test_a_column_of_ones_own_has_text_in_cells_and_its_type_elsewhere(suffix: str, value: Any, tmp_path: Path) -> None:
    path = tmp_path / f"a{suffix}"
    write_rows([{"text": "a", "own": value}, {"text": "b", "own": None}], path)
    first, second = (row["own"] for row in read_rows(path))
    if suffix in (".csv", ".xlsx"):
        assert (first, second) == (to_cell("own", value), "")
    else:
        assert (first, type(first), second) == (value, type(value), None)


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_columns_asked_for_in_their_order_and_no_others(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{suffix}"
    write_rows([{"text": "a", "year": 2024, "title": "t"}, {"year": 2025}], path, ["year", "text", "verdict"])
    assert columns_of(path) == ["year", "text", "verdict"]
    first, second = read_rows(path)
    assert first == {"year": 2024, "text": "a", "verdict": None if suffix in (".jsonl", ".parquet") else ""}
    assert (second["year"], second["text"] or "") == (2025, "")


@pytest.mark.parametrize(("items", "sizes"), [(0, []), (1, [1]), (4, [4]), (5, [4, 1]), (8, [4, 4]), (9, [4, 4, 1])])
def test_batches_hold_everything_once(items: int, sizes: list[int]) -> None:
    found = list(batches(range(items), 4))
    assert [len(batch) for batch in found] == sizes
    assert [item for batch in found for item in batch] == list(range(items))


def test_json_lines_to_a_stream_have_the_columns_alone() -> None:
    stream = io.StringIO()
    write_jsonl([{"text": "é\n", "year": 1, "more": 2}], stream, ["year", "text", "gap"])
    assert stream.getvalue() == '{"year": 1, "text": "é\\n", "gap": null}\n'
