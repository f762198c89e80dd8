"""XLSX: cells typed as text, exact in both directions.

Excel takes 32,767 UTF-16 units in a cell and 1,048,576 rows in a sheet. A longer text goes on in the sheet
``continued``: its cell is filled to the limit and ends with the number under which the rest is found, so that sorting
does no harm.
Characters that XML forbids are written ``_xHHHH_`` (ECMA-376 part 1, 22.9.2.19 ST_Xstring).
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from treatygrade.errors import TableError
from treatygrade.resources import limit

UNITS = 32_767
ROWS = 1_048_576
CONTINUED = "continued"

_NO_DATE = datetime(1980, 1, 1)  # the first that a ZIP archive can hold
_FORBIDDEN = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MARK = re.compile(r"\[continued (\d{7})\]\Z")


def write(lines: Iterable[Sequence[str]], path: Path) -> None:
    """Write lines of cells (the first is the header) as a workbook; the same lines give the same bytes.

    Raises:
        TableError: more rows than a sheet can have.
    """
    from openpyxl import Workbook
    from openpyxl.writer.excel import ExcelWriter

    book = Workbook(write_only=True)
    sheet = book.create_sheet("units")
    rest: list[tuple[str, str]] = []
    try:
        for number, line in enumerate(lines, 1):
            if number > ROWS:
                raise TableError(f"more than the {ROWS:,} rows of a sheet", hint="write .csv, .jsonl or .parquet")
            sheet.append([_text(sheet, _head(_escaped(value), rest)) for value in line])
    finally:
        sheet.close()  # openpyxl leaves its stream dangling when it is cut short
    if rest:
        more = book.create_sheet(CONTINUED)
        for mark, piece in [("number", "text"), *rest]:
            more.append([_text(more, mark), _text(more, piece)])
    book.properties.created = book.properties.modified = _NO_DATE
    # Closed here and now: `Workbook.save` leaves that to the garbage collector when the disk is full.
    with _Undated(path, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).write_data()


_DAMAGED = (
    BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, SyntaxError,  # the archive, and XML in it
    AttributeError, IndexError, KeyError, TypeError, ValueError,  # parts that do not refer to each other
)  # fmt: skip
"""What openpyxl lets through from a workbook that was damaged, or that is none."""


@contextmanager
def opened(path: Path, most: int, *, values: bool = False) -> Iterator[Any]:
    """A workbook with a sheet, for as long as it is read line by line; with ``values`` formulas by what they came to.

    Raises:
        TableError: not a workbook, damaged, without a sheet, or of more than ``most`` bytes unpacked.
    """
    from openpyxl import load_workbook

    book = None
    try:
        with ZipFile(path) as archive:
            size = sum(info.file_size for info in archive.infolist())
        if size > most:
            raise TableError(
                f"a workbook that unpacks to more than {most // 10**6} MB", file=path, hint="see configs/limits.yaml"
            )
        book = load_workbook(path, read_only=True, data_only=values)
        if not book.worksheets:
            raise TableError("a workbook without a sheet", file=path, hint="save it again in Excel")
        yield book
    except _DAMAGED as error:
        raise TableError("not an XLSX workbook, or damaged", file=path, hint="save it again in Excel") from error
    finally:
        if book is not None:
            book.close()


def read(path: Path) -> Iterator[list[str]]:
    """The lines of a workbook's first sheet, the header first.

    Raises:
        TableError: not a workbook, damaged, or a long text whose continuation is gone.
    """
    with opened(path, limit("table", "workbook_bytes")) as book:
        rest: dict[str, str] = defaultdict(str)
        if CONTINUED in book.sheetnames:
            for mark, piece in book[CONTINUED].iter_rows(values_only=True, max_col=2):
                rest[str(mark)] += str(piece)
        for line in book.worksheets[0].iter_rows(values_only=True):
            cells = ["" if cell is None else str(cell) for cell in line]
            yield [_unescaped(_whole(cell, rest, path)) for cell in cells]


class _Undated(ZipFile):
    """An archive whose parts bear no date, so that the same content is the same file."""

    def open(self, name: str | ZipInfo, mode: Any = "r", *args: Any, **options: Any) -> IO[bytes]:
        if isinstance(name, ZipInfo) and mode == "w":
            name.date_time = _NO_DATE.timetuple()[:6]
        return super().open(name, mode, *args, **options)


def _text(sheet: Any, value: str) -> Any:
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, value)
    cell.data_type = "s"
    cell.number_format = "@"
    return cell


def _head(value: str, rest: list[tuple[str, str]]) -> str:
    """What fits into the cell; the rest is put by."""
    if len(value) * 2 < UNITS - 1 or _units(value) < UNITS - 1:
        return value
    mark = f"{int(rest[-1][0]) + 1 if rest else 1:07}"
    ending = f"[continued {mark}]"
    head, value = _cut(value, UNITS - len(ending))
    while value:
        piece, value = _cut(value, UNITS - 2)
        rest.append((mark, piece))
    return head + ending


def _whole(cell: str, rest: dict[str, str], path: Path) -> str:
    if len(cell) * 2 < UNITS - 1 or _units(cell) < UNITS - 1 or not (mark := _MARK.search(cell)):
        return cell
    if mark[1] not in rest:
        raise TableError(f"a text that is continued under {mark[1]} has lost its end", file=path, place=CONTINUED)
    return cell[: mark.start()] + rest[mark[1]]


def _units(value: str) -> int:
    return len(value.encode("utf-16-le")) // 2


def _cut(value: str, units: int) -> tuple[str, str]:
    """``value`` in two, the first of at most ``units`` UTF-16 units, no character divided."""
    head = value.encode("utf-16-le")[: units * 2].decode("utf-16-le", "ignore")
    return head, value[len(head) :]


def _escaped(value: str) -> str:
    return _FORBIDDEN.sub(lambda found: f"_x{ord(found[0]):04X}_", value)


def _unescaped(value: str) -> str:
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), value)
