"""What is written is read back: every format, every value that a unit can have."""

from __future__ import annotations

import csv
import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from treatygrade.columns import GRADES, INTEGERS, PREDICTION_COLUMNS, UNIT_COLUMNS
from treatygrade.errors import TableError
from treatygrade.tables import FORMATS, columns_of, iter_rows, read_rows, write_rows
from treatygrade.tables.xlsx import UNITS

COLUMNS = UNIT_COLUMNS + PREDICTION_COLUMNS

# Every character but half of a surrogate pair, and above all those that formats trip over.
text = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("=+-@'\"\t\r\n,_x0041_\x00\x0b\u2028é"))
whole = st.integers(min_value=0, max_value=10**6)
grade = st.sampled_from(GRADES)
structured = {
    "header_grades": st.dictionaries(text, st.lists(grade), max_size=3),
    "previous": st.lists(st.fixed_dictionaries({"round": whole, "grade_raw": text, "symbol": text}), max_size=2),
    "flags": st.lists(text, max_size=2),
    "probabilities": st.just({}) | st.fixed_dictionaries({g: st.floats(0, 1) for g in GRADES}),
    "prediction_set": st.lists(grade, max_size=2),
    "phrases": st.lists(st.fixed_dictionaries({"start": whole, "text": text, "negated": st.booleans()}), max_size=2),
    "confidence": st.none() | st.floats(0, 1),
    "abstained": st.booleans(),
    "predicted": st.none() | grade,
}


def values(column: str) -> st.SearchStrategy[Any]:
    return structured.get(column, st.none() | whole if column in INTEGERS else text)


units = st.lists(st.fixed_dictionaries({column: values(column) for column in COLUMNS}), min_size=1, max_size=3)


def round_trip(rows: list[dict[str, Any]], suffix: str) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"units{suffix}")
        write_rows(rows, path, COLUMNS)
        return read_rows(path)


def without_gaps(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Parquet gives a phrase all fields that a phrase can have, empty where it had none."""
    return [row | {"phrases": [{k: v for k, v in p.items() if v is not None} for p in row["phrases"]]} for row in rows]


@pytest.mark.parametrize("suffix", FORMATS)
@settings(max_examples=60, deadline=None)
@given(rows=units)
def test_units_are_read_back_unchanged(suffix: str, rows: list[dict[str, Any]]) -> None:
    assert without_gaps(round_trip(rows, suffix)) == rows


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@pytest.mark.parametrize(
    "cell",
    ["=1+1", "'=1", "''=1", "'", "+", "-5", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "_x000D_", "_x0041_x0042_", "\ufffe",
     "a\x00b", "  ", "\r\n", "\ufeffé", "x" * UNITS, "x" * (UNITS - 1), "x" * (UNITS - 2), "é" * 100_000, "😀" * 20_000,
     "x" * (UNITS - 19) + "[continued 0000001]", "'" + "=" * UNITS],
    ids=lambda cell: ascii(cell[:20]),
)  # fmt: skip
def test_awkward_cells_are_read_back_unchanged(suffix: str, cell: str) -> None:
    rows = [dict.fromkeys(COLUMNS) | {"text": cell, "reply": other} for other in ("", cell, cell + "!")]
    assert [(row["text"], row["reply"]) for row in round_trip(rows, suffix)] == [
        (row["text"], row["reply"]) for row in rows
    ]


def test_a_csv_is_safe_and_readable_in_a_spreadsheet(tmp_path: Path) -> None:
    write_rows([{"text": "=HYPERLINK(1)", "reply": "Égalité"}], tmp_path / "a.csv")
    data = (tmp_path / "a.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert next(csv.reader(data.decode("utf-8-sig").splitlines()[1:])) == ["'=HYPERLINK(1)", "Égalité"]


def test_the_same_rows_give_the_same_workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_rows([{"text": "é" * 40_000}], tmp_path / name)
        monkeypatch.setattr("time.localtime", lambda *_: (2001, 2, 3, 4, 5, 6, 0, 1, 0))
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_xlsx_cells_are_text_without_an_apostrophe(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    write_rows([{"paragraph": "16", "text": "=1+1"}], tmp_path / "a.xlsx")
    cells = next(load_workbook(tmp_path / "a.xlsx").worksheets[0].iter_rows(min_row=2))
    assert [(cell.value, cell.data_type, cell.number_format) for cell in cells] == [
        ("16", "s", "@"),
        ("=1+1", "s", "@"),
    ]


def test_a_long_text_follows_its_row_when_the_sheet_is_sorted(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    long = {name: name * 50_000 for name in "ab"}
    write_rows([{"unit_id": name, "text": text} for name, text in long.items()], tmp_path / "a.xlsx")
    book = load_workbook(tmp_path / "a.xlsx")
    sheet = book["units"]
    first, second = ([cell.value for cell in sheet[number]] for number in (2, 3))
    for number, line in ((2, second), (3, first)):
        for column, value in enumerate(line, 1):
            sheet.cell(number, column).value = value
    book.save(tmp_path / "sorted.xlsx")
    assert [(row["unit_id"], row["text"]) for row in read_rows(tmp_path / "sorted.xlsx")] == [
        (name, long[name]) for name in "ba"
    ]


def test_parquet_has_the_same_types_whatever_rows_are_in(tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    empty = dict.fromkeys(COLUMNS)
    write_rows([], tmp_path / "none.parquet", COLUMNS)
    write_rows([empty], tmp_path / "empty.parquet", COLUMNS)
    write_rows([empty | {"flags": ["shared_text"], "session": 39}], tmp_path / "full.parquet", COLUMNS)
    schemas = [pq.read_schema(tmp_path / f"{name}.parquet") for name in ("none", "empty", "full")]
    assert schemas[0] == schemas[1] == schemas[2]


@pytest.mark.parametrize("suffix", FORMATS)
def test_columns_of_our_users_are_kept(suffix: str, tmp_path: Path) -> None:
    rows = [{"text": "a", "theme": None, "predicted": "A"}] * 3_000 + [
        {"text": "b", "theme": "detention", "predicted": None}
    ]
    path = tmp_path / f"units{suffix}"
    write_rows(rows, path)
    assert columns_of(path) == ["text", "theme", "predicted"]
    last = list(iter_rows(path))[-1]
    assert last == rows[-1]


@pytest.mark.parametrize("separator", [";", "\t"])
def test_a_csv_from_a_spreadsheet_in_other_countries(separator: str, tmp_path: Path) -> None:
    lines = [["unit", "grade"], ["CCPR, 16", "B"], ["", "C"]]
    (tmp_path / "a.csv").write_text("\ufeff" + "\r\n".join(map(separator.join, lines)), encoding="utf-8")
    assert read_rows(tmp_path / "a.csv") == [{"unit": "CCPR, 16", "grade": "B"}, {"unit": "", "grade": "C"}]


def test_a_jsonl_line_may_have_one_more_column(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "a"}\n{"text": "b", "note": 1}\n', encoding="utf-8")
    assert columns_of(path) == ["text", "note"]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.jsonl", b'{"a": 1}\nnonsense\n', "line 2: not JSON"),
        ("a.jsonl", b"[1]\n", "line 1: not a JSON object"),
        ("a.jsonl", b"\xff\xfe", "cannot be read"),
        ("a.csv", b"", "an empty table"),
        ("a.csv", b"text\na,b\n", "line 2: 2 cells under 1 columns"),
        ("a.csv", b'text,session\n"a\nb",soon\n', "line 3: session is not a whole number: soon"),
        ("a.csv", b"session\n39.5\n", "not a whole number"),
        ("a.xlsx", b"PK nonsense", "not an XLSX workbook"),
        ("a.parquet", b"PAR1 nonsense", "not a Parquet file"),
        ("a.txt", b"", "not a table"),
        ("missing.csv", None, "no such file"),
    ],
)
def test_a_damaged_table_is_named(name: str, content: bytes | None, message: str, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(TableError, match=message) as caught:
        read_rows(tmp_path / name)
    assert name in str(caught.value)


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("header_grades", "C", "column header_grades"),
        ("previous", [{"round": 1, "author": "x"}], "no place for author"),
        ("previous", ["C"], "column previous"),
        ("session", "soon", "column session"),
        ("start", 2**70, "column start"),
    ],
)
def test_parquet_names_the_column_that_does_not_fit(column: str, value: Any, message: str, tmp_path: Path) -> None:
    with pytest.raises(TableError, match=message):
        write_rows([{column: value}], tmp_path / "a.parquet", [column])
    assert list(tmp_path.iterdir()) == []


def test_a_column_of_mixed_kinds_is_refused_by_parquet_alone(tmp_path: Path) -> None:
    rows = [{"text": "a", "theme": 1}, {"text": "b", "theme": ["x"]}]
    with pytest.raises(TableError, match="different kinds"):
        write_rows(rows, tmp_path / "a.parquet")
    write_rows(rows, tmp_path / "a.jsonl")
    assert read_rows(tmp_path / "a.jsonl") == rows


@pytest.mark.parametrize("suffix", FORMATS)
def test_an_output_appears_whole_or_not_at_all(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{suffix}"
    write_rows([{"text": "before"}], path)

    def failing() -> Any:
        yield {"text": "after"}
        raise TableError("stop")

    with pytest.raises(TableError, match="stop"):
        write_rows(failing(), path)
    assert read_rows(path) == [{"text": "before"}]
    assert list(tmp_path.iterdir()) == [path]


def test_jsonl_holds_lists_and_mappings_as_such(tmp_path: Path) -> None:
    write_rows([{"flags": ["shared_text"], "header_grades": {"16": ["C"]}}], tmp_path / "a.jsonl")
    assert json.loads((tmp_path / "a.jsonl").read_text(encoding="utf-8"))["header_grades"] == {"16": ["C"]}
