"""Cells of ratings files in every format and script."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from treatygrade.agreement.grids import read_grid
from treatygrade.agreement.reading import read_ratings
from treatygrade.errors import TableError
from treatygrade.tables import write_rows


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
