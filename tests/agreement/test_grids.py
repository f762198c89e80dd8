"""Ratings files as grids: titles, headers in several rows, what is no table."""

from __future__ import annotations

from pathlib import Path

import pytest

from treatygrade.agreement.grids import Grid, join_header, read_grid
from treatygrade.errors import TableError

HEADERS = [
    pytest.param(["unit,x,y"], [("", "unit"), ("", "x"), ("", "y")], id="one row"),
    pytest.param(["Exercise", "", "unit,x,y"], [("", "unit"), ("", "x"), ("", "y")], id="a title above"),
    pytest.param(["Exercise,Exercise,", "unit,x,y"], [("", "unit"), ("", "x"), ("", "y")], id="a merged title"),
    pytest.param(
        ["unit,Reviewers,", ",x,y"], [("", "unit"), ("Reviewers", "x"), ("Reviewers", "y")], id="a group over two",
    ),
    pytest.param(
        ["unit,Reviewers,Reviewers", "unit,x,y"], [("", "unit"), ("Reviewers", "x"), ("Reviewers", "y")], id="merged",
    ),
    pytest.param(
        [",March,,May,", "unit,x,y,x,y"],
        [("", "unit"), ("March", "x"), ("March", "y"), ("May", "x"), ("May", "y")], id="groups, none over the unit",
    ),
    pytest.param(
        [",March,March,May,May", "unit,x,y,x,y"],
        [("", "unit"), ("March", "x"), ("March", "y"), ("May", "x"), ("May", "y")], id="the same, as merged",
    ),
    pytest.param(
        ["unit,All,,", ",March,,May", ",x,y,x"],
        [("", "unit"), ("All", "x"), ("All", "y"), ("All", "x")], id="three rows: the outermost group",
    ),
    pytest.param(
        ["unit,All,,,State", ",March,,May,", ",x,y,x,"],
        [("", "unit"), ("All", "x"), ("All", "y"), ("All", "x"), ("May", "State")], id="a name in the first of three",
    ),
    pytest.param([",unit,x"], [("", ""), ("", "unit"), ("", "x")], id="an index without a name, as pandas writes it"),
    pytest.param([",unit,x,,"], [("", ""), ("", "unit"), ("", "x"), ("", ""), ("", "")], id="the same, and commas"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "columns"), HEADERS)
def test_the_header(lines: list[str], columns: list[tuple[str, str]]) -> None:
    body = ["1,A,B,A,B", "2,B,B,A,A"]
    numbered = [(number, line.split(",")) for number, line in enumerate([*lines, *body], 1) if line.strip(",")]
    found = join_header(numbered, Path("r.csv"))
    assert list(found.columns)[: len(columns)] == columns
    assert [cells[0] for _, cells in found.lines] == ["1", "2"]
    assert [number for number, _ in found.lines] == [len(lines) + 1, len(lines) + 2]


def test_short_lines_are_filled_up_and_long_ones_widen_the_header() -> None:
    found = join_header([(1, ["unit", "x"]), (2, ["1"]), (3, ["2", "A", "more"])], Path("r.csv"))
    assert found == Grid((("", "unit"), ("", "x"), ("", "")), ((2, ["1", "", ""]), (3, ["2", "A", "more"])))


@pytest.mark.parametrize("lines", [[], ["unit,x"], ["title", "unit,x"], ["title", "another"], ["a", "b", "c"]])
def test_nothing_below_a_header_is_no_ratings(lines: list[str]) -> None:
    with pytest.raises(TableError, match="no ratings in it") as caught:
        join_header([(number, line.split(",")) for number, line in enumerate(lines, 1)], Path("r.csv"))
    assert (caught.value.file, caught.value.hint[:3]) == ("r.csv", "one")


def test_the_lines_of_a_csv_with_a_hint_for_excel(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text("sep=;\nunit;x;y\n1;A;B,C\n", encoding="utf-8")
    assert read_grid(tmp_path / "r.csv").lines == ((3, ["1", "A", "B,C"]),)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("r.ods", b"", "not a table: '.ods'"),
        ("r", b"", "not a table: ''"),
        ("r.csv", bytes(range(256)) * 4, "not a text file"),
        ("r.csv", b'unit,x,y\n1,"A,B\n', "cannot be read: unexpected end of data"),
        ("r.parquet", b"PAR1", "not a Parquet file"),
        ("r.xlsx", b"unit,x,y\n1,A,B\n", "not an XLSX workbook"),
    ],
)
def test_what_is_no_table_is_said(name: str, content: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(TableError, match=said) as caught:
        read_grid(path)
    assert caught.value.file == str(path)
