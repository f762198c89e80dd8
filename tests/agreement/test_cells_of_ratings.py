"""Cells of ratings files in every format and script."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from treatygrade.agreement import grids
from treatygrade.agreement.grids import read_grid
from treatygrade.agreement.reading import read_ratings
from treatygrade.errors import TableError
from treatygrade.tables import read_rows, write_rows


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
        ["16", "x", "A"], ["16", "y", "A"], ["17", "x", "B"], ["17", "y", "y"],
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


def _within(path: Path, rows: str = "", areas: str = "") -> Path:
    """A workbook with rows and merged areas put into the XML of its sheet, where openpyxl would make every cell."""
    data = _sheet(path, ["unit", "x", "y"], [1, "A", "B"], [2, "B", "B"]).read_bytes()
    with ZipFile(BytesIO(data)) as before, ZipFile(path, "w") as after:
        for name in before.namelist():
            part = before.read(name).decode()
            if name.endswith("sheet1.xml"):
                part = re.sub("<dimension[^>]*>", "", part).replace("</sheetData>", f"{rows}</sheetData>{areas}")
            after.writestr(name, part)
    return path


FAR = '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
SPREAD = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'


@pytest.mark.parametrize(
    ("rows", "areas"),
    [
        (FAR, ""),
        (SPREAD, ""),
        ("", '<mergeCells><mergeCell ref="A5:XFD1048576"/></mergeCells>'),
        ("", '<mergeCells>' + '<mergeCell ref="A5:XFD1048576"/>' * 2_000 + "</mergeCells>"),
        (FAR, '<mergeCells><mergeCell ref="E1:XFD1048576"/></mergeCells>'),
    ],
    ids=["a coloured cell far off", "a value far off", "a wide area", "many wide areas", "both"],
)  # fmt: skip
def test_what_lies_far_off_takes_no_time(rows: str, areas: str, tmp_path: Path) -> None:
    """A sheet coloured to its last cell is a few bytes, and 17 billion cells."""
    found = read_grid(_within(tmp_path / "r.xlsx", rows, areas))
    assert [cells[:3] for _, cells in found.lines[:2]] == [["1", "A", "B"], ["2", "B", "B"]]


def test_merged_areas_beyond_the_limit_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _within(tmp_path / "r.xlsx", "", '<mergeCells><mergeCell ref="B2:C3"/><mergeCell ref="A2:A3"/></mergeCells>')
    limits = {"file_bytes": 100_000, "cells": 9}
    monkeypatch.setattr(grids, "limit", limits.__getitem__)
    assert [cells for _, cells in read_grid(path).lines] == [["1", "A", "A"], ["1", "A", "A"]]
    limits["cells"] = 5
    with pytest.raises(TableError, match="larger than a ratings file may be"):
        read_grid(path)


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".xlsx", ".parquet"])
@pytest.mark.parametrize(("name", "enough"), [("file_bytes", 200_000), ("cells", 30)])
def test_each_limit_is_kept_in_each_format(
    suffix: str, name: str, enough: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / f"r{suffix}"
    rows = [{"unit": str(n), "reviewer": "x", "grade": "A"} for n in range(9)]
    if suffix == ".tsv":
        path.write_text("\n".join(["unit\treviewer\tgrade", *("\t".join(row.values()) for row in rows)]))
    else:
        write_rows(rows, path)
    limits = {"file_bytes": 10**9, "cells": 10**9, name: enough}
    monkeypatch.setattr(grids, "limit", limits.__getitem__)
    assert len(read_grid(path).lines) == 9
    limits[name] = 26 if name == "cells" else path.stat().st_size - 1
    with pytest.raises(TableError, match=r"larger than a ratings file may be|unpacks to more than") as caught:
        read_grid(path)
    assert caught.value.file == str(path)


def test_a_workbook_that_unpacks_to_far_more_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _sheet(tmp_path / "r.xlsx", ["unit", "x", "y"], *([n, "A" * 500, "B"] for n in range(300)))
    unpacked = sum(info.file_size for info in ZipFile(path).infolist())
    assert unpacked > 3 * path.stat().st_size
    monkeypatch.setattr(grids, "limit", {"file_bytes": unpacked - 1, "cells": 10**6}.__getitem__)
    with pytest.raises(TableError, match="a workbook that unpacks to more than"):
        read_grid(path)
    assert len(read_rows(path)) == 300  # a table of units may be larger


def test_the_limits_that_are_shipped_leave_room() -> None:
    assert grids.limit("cells") >= 200 * 20_000
    assert grids.limit("file_bytes") >= 10_000_000
