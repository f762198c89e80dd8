"""Tables from anywhere: a damaged or hostile file is rows, or an error that names it."""

from __future__ import annotations

import random
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook

from treatygrade.agreement.grids import read_grid
from treatygrade.errors import TableError
from treatygrade.tables import read_rows, write_rows

READERS: list[Callable[[Path], Any]] = [read_rows, read_grid]
ROWS = [
    {"unit": str(n), "reviewer": name, "grade": grade} for n in range(3) for name, grade in (("x", "A"), ("y", "B"))
]


def workbook(charts: bool = False) -> bytes:
    """Three lines of ratings, or with ``charts`` no sheet but one with a chart."""
    book, stream = Workbook(), BytesIO()
    for line in (["unit", "reviewer", "grade"], [1, "x", "A"], [1, "y", "B"]):
        book.active.append(line)
    if charts:
        book.remove(book.active)
        book.create_chartsheet("a chart")
    book.save(stream)
    return stream.getvalue()


def changed(part: str, change: Callable[[bytes], bytes | None]) -> bytes:
    """A workbook whose ``part`` was changed, or left out where the change gives None."""
    stream = BytesIO()
    with ZipFile(BytesIO(workbook())) as before, ZipFile(stream, "w") as after:
        for name in before.namelist():
            content = change(before.read(name)) if name == part else before.read(name)
            if content is not None:
                after.writestr(name, content)
    return stream.getvalue()


SHEET, BOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha">%s]>' % b"".join(
    b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(12)
)
WORKBOOKS = {
    "cut off": lambda: workbook()[:-40],
    "charts alone": lambda: workbook(charts=True),
    "an empty file": lambda: b"",
    "a zip file of nothing": lambda: b"PK\x05\x06" + bytes(18),
    "sheet cut off": lambda: changed(SHEET, lambda data: data[: len(data) // 2]),
    "sheet gone": lambda: changed(SHEET, lambda _: None),
    "workbook gone": lambda: changed(BOOK, lambda _: None),
    "workbook no XML": lambda: changed(BOOK, lambda _: b"<nonsense"),
    "no content types": lambda: changed("[Content_Types].xml", lambda _: b""),
    "no sheet listed": lambda: changed(BOOK, lambda data: data.partition(b"<sheets>")[0] + b"<sheets/></workbook>"),
    "a column beyond the last": lambda: changed(SHEET, lambda data: data.replace(b'r="A2"', b'r="ZZZZ2"')),
    "a number that is none": lambda: changed(SHEET, lambda data: data.replace(b"<v>1</v>", b"<v>one</v>")),
    "a billion laughs": lambda: changed(
        SHEET, lambda data: LAUGHS + data.replace(b"<v>1</v>", b"<v>&m;</v>").partition(b"?>")[2]
    ),
    "an entity from a file": lambda: changed(
        SHEET,
        lambda data: (
            b'<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
            + data.replace(b"<v>1</v>", b"<v>&a;</v>").partition(b"?>")[2]
        ),
    ),
}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("make", WORKBOOKS.values(), ids=WORKBOOKS)
def test_a_damaged_workbook_is_named(make: Callable[[], bytes], reader: Any, tmp_path: Path) -> None:
    path = tmp_path / "units.xlsx"
    path.write_bytes(make())
    with pytest.raises(TableError, match=r"(not an XLSX workbook|without a sheet|an empty table|no ratings)") as caught:
        reader(path)
    assert caught.value.file == str(path)


@pytest.mark.parametrize(
    ("reader", "suffix"),
    [(reader, suffix) for reader in READERS for suffix in (".xlsx", ".parquet", ".csv")] + [(read_rows, ".jsonl")],
)
def test_bytes_that_changed_on_the_way_give_rows_or_a_named_error(suffix: str, reader: Any, tmp_path: Path) -> None:
    path = tmp_path / f"units{suffix}"
    write_rows(ROWS, path)
    whole, chance = path.read_bytes(), random.Random(5)
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(chance.choice([1, 3, 20])):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(bytes(data[: chance.choice([len(data), chance.randrange(len(data))])]))
        assert _named(reader, path) == str(path)


def _named(reader: Callable[[Path], Any], path: Path) -> str:
    """The file that the error names, or the file itself where it was read."""
    try:
        reader(path)
    except TableError as error:
        return error.file
    return str(path)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", ["a folder.csv", "none.xlsx", "none.parquet"])
def test_what_is_no_file_is_named(name: str, reader: Any, tmp_path: Path) -> None:
    (tmp_path / "a folder.csv").mkdir()
    with pytest.raises(TableError, match=r"cannot be read|no such file") as caught:
        reader(tmp_path / name)
    assert name in str(caught.value)
