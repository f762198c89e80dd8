"""Ratings files as grids: titles, headers in several rows, merged cells, what stands beside the ratings."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from treatygrade.agreement.grids import Grid, join_header, read_grid
from treatygrade.agreement.reading import read_ratings
from treatygrade.errors import TableError
from treatygrade.tables import write_rows

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


def _sheet(path: Path, *lines: list[Any], merge: tuple[str, ...] = ()) -> Path:
    book = Workbook()
    for line in lines:
        book.active.append(line)
    for area in merge:
        book.active.merge_cells(area)
    book.save(path)
    return path


def test_cells_of_a_workbook_are_text_as_it_is_shown(tmp_path: Path) -> None:
    path = _sheet(
        tmp_path / "r.xlsx",
        ["unit", "x", "y", "z"],
        [16, 2.0, 2.5, True],
        [datetime(2024, 5, 6), "\u00a0B\u00a0", None, " "],
    )
    assert [cells for _, cells in read_grid(path).lines] == [
        ["16", "2", "2.5", "True"],
        ["2024-05-06 00:00:00", "B", "", ""],
    ]


def test_a_merged_cell_counts_for_all_that_it_covers(tmp_path: Path) -> None:
    path = _sheet(
        tmp_path / "r.xlsx",
        ["unit", "reviewer", "grade"],
        [16, "x", "A"], [None, "y", None], [17, "x", "B"], [17, "y", "B"], [None, None, None],
        merge=("A2:A3", "C2:C3", "B5:C6"),
    )  # fmt: skip
    assert [cells for _, cells in read_grid(path).lines] == [
        ["16", "x", "A"], ["16", "y", "A"], ["17", "x", "B"], ["17", "y", "y"], ["", "y", "y"],
    ]  # fmt: skip


def test_lines_are_those_of_the_file(tmp_path: Path) -> None:
    """A cell with a line break takes two; blank lines count and are left out."""
    path = tmp_path / "r.csv"
    path.write_text('Title\n\nunit,reviewer,grade,note\n1,x,A,"two\nlines"\n\n1,y,B,\n', encoding="utf-8")
    assert [number for number, _ in read_grid(path).lines] == [5, 7]
    path.write_text(path.read_text(encoding="utf-8").replace("1,y,B", "1,y,Z"), encoding="utf-8")
    with pytest.raises(TableError, match="line 7 'Z' by y"):
        read_ratings(path, "cmw")


def test_further_sheets_are_named_where_something_stands_in_them(tmp_path: Path) -> None:
    path = _sheet(tmp_path / "r.xlsx", ["unit", "x", "y"], [1, "A", "B"])
    from openpyxl import load_workbook

    book = load_workbook(path)
    book.create_sheet("empty")
    book.create_sheet("April")["C7"] = 0
    book.save(path)
    assert read_grid(path).unread == ("sheet April",)
    assert read_ratings(path).unused_columns == ("sheet April",)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".parquet", ".tsv", ".CSV"])
def test_ratings_are_the_same_in_every_format(suffix: str, tmp_path: Path) -> None:
    rows = [
        {"unit": f"16 ({item})", "reviewer": name, "grade": grade, "theme": "é, “x”"}
        for item, name, grade in (("a", "Ana", "A"), ("a", "Ben", "-"), ("b", "Ana", "=B"), ("b", "Ben", "C"))
    ]
    path = tmp_path / f"r{suffix}"
    if suffix == ".tsv":
        lines = ["\t".join(rows[0]), *("\t".join(row.values()) for row in rows)]
        path.write_text("\n".join(lines), encoding="utf-16")
    else:
        write_rows(rows, path)  # our CSV writes - and = behind an apostrophe
    grid = read_grid(path)
    assert [name for _, name in grid.columns] == list(rows[0])
    assert [cells for _, cells in grid.lines] == [list(row.values()) for row in rows]


NAMES = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12).filter(
    lambda n: n[0] not in "'\""
)


@settings(max_examples=60, deadline=None)
@given(st.lists(NAMES, min_size=2, max_size=4, unique=True))
def test_names_in_any_script_are_read_as_they_are(tmp_path_factory: pytest.TempPathFactory, names: list[str]) -> None:
    path = tmp_path_factory.mktemp("names") / "r.csv"
    write_rows([{"unit": "1", "reviewer": name, "grade": "A"} for name in names], path)
    assert [cells[1] for _, cells in read_grid(path).lines] == names


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
