"""Ratings files as grids of text cells: merged cells filled, header rows joined."""

from __future__ import annotations

import csv
import io
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from math import isnan
from pathlib import Path
from typing import Any

from treatygrade import resources
from treatygrade.errors import TableError
from treatygrade.tables.cells import unescape_formula
from treatygrade.tables.xlsx import opened

Cells = list[str]
_AREA = re.compile(rb'<(?:\w+:)?mergeCell\b[^<>]*?\bref="([A-Z]{1,3}\d{1,7}(?::[A-Z]{1,3}\d{1,7})?)"')


@dataclass(frozen=True)
class Grid:
    """``columns[i]`` is (group, name) of column i, the group being what stood over several columns.

    ``lines`` are (line of the file, cells), blank ones left out. ``unread`` names the further sheets of a workbook.
    """

    columns: tuple[tuple[str, str], ...]
    lines: tuple[tuple[int, Cells], ...]
    unread: tuple[str, ...] = ()


def read_grid(path: Path) -> Grid:
    """Read a ``.csv``, ``.tsv``, ``.xlsx`` or ``.parquet`` file of ratings.

    Raises:
        TableError: missing, of another kind, damaged, beyond the limits, or without a header and a line below it.
    """
    path = Path(path)
    readers = {".csv": _csv, ".tsv": _csv, ".xlsx": _xlsx, ".parquet": _parquet}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise TableError(f"not a table: {path.suffix!r}", file=path, hint=f"give a {', '.join(readers)} file")
    try:
        if path.stat().st_size > limit("file_bytes"):
            raise _too_large(path)
        lines = [(number, cells) for number, cells in reader(path) if any(cells)]
    except FileNotFoundError:
        raise TableError("no such file", file=path, hint="check the path") from None
    except (OSError, csv.Error) as error:
        raise TableError(f"cannot be read: {getattr(error, 'strerror', '') or error}", file=path) from error
    if len(lines) * max((len(cells) for _, cells in lines), default=0) > limit("cells"):
        raise _too_large(path)
    grid = join_header(lines, path)
    return replace(grid, unread=_further_sheets(path)) if path.suffix.lower() == ".xlsx" else grid


def limit(name: str) -> int:
    """A limit of ``configs/limits.yaml``, under ``ratings``."""
    return resources.limit("ratings", name)


def _too_large(path: Path) -> TableError:
    return TableError("larger than a ratings file may be", file=path, hint="see `ratings` in configs/limits.yaml")


def join_header(lines: list[tuple[int, Cells]], path: Path) -> Grid:
    """Leave titles out, and join the rows of a header that stands in several.

    A line belongs to the header as long as its first cell is empty or repeats the one above (every
    rating has a unit, so the first line of ratings does not), or the line above it only names groups.
    """
    while lines and len({cell for cell in lines[0][1] if cell}) < 2:
        lines = lines[1:]
    if len(lines) < 2:
        raise TableError("no ratings in it", file=path, hint="one line of column names, then one line a rating or unit")
    width = max(len(cells) for _, cells in lines)
    padded = [(number, cells + [""] * (width - len(cells))) for number, cells in lines]
    header = [padded[0][1]]
    body = padded[1:]
    while len(body) > 1 and (body[0][1][0] in ("", header[0][0]) or all(map(_only_groups, header))):
        header.append(body[0][1])
        body = body[1:]
    # A merged cell reaches a CSV file as one name and blanks to its right.
    upper = [_fill(cells) for cells in header[:-1]]
    columns = []
    for i in range(width):
        above = [cells[i] for cells in upper]
        name = next((cells[i] for cells in reversed(header) if cells[i]), "")
        group = next((cell for cell in above if cell and cell != name), "")
        columns.append((group, name))
    return Grid(tuple(columns), tuple(body))


def _only_groups(cells: Cells) -> bool:
    """Names over several columns, and none over the first: ``["", "session 39", "", "session 40", ""]``."""
    while cells and not cells[-1]:
        cells = cells[:-1]
    names = cells[1:]
    return not cells[0] and len(set(names) - {""}) < len(names)


def _fill(cells: Cells) -> Cells:
    filled: Cells = []
    for cell in cells:
        filled.append(cell or (filled[-1] if filled else ""))
    return filled


def _text(value: Any) -> str:
    if value is None or (isinstance(value, float) and isnan(value)):
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).replace("\u00a0", " ").strip()


def _csv(path: Path) -> list[tuple[int, Cells]]:
    text = _decoded(path)
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    csv.field_size_limit(sys.maxsize)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    return [(reader.line_num, [_text(unescape_formula(cell)) for cell in cells]) for cells in reader]


def _decoded(path: Path) -> str:
    """The text of a file: what is UTF-8 is nothing else, and only of another encoding there is a guess to make."""
    from charset_normalizer import from_bytes

    data = path.read_bytes()
    with suppress(UnicodeDecodeError):
        return data.decode("utf-8-sig")
    guess = from_bytes(data).best()
    if guess is None:
        raise TableError("not a text file", file=path, hint="save it as CSV UTF-8")
    return str(guess).lstrip("\ufeff")


def _xlsx(path: Path) -> list[tuple[int, Cells]]:
    with opened(path, limit("file_bytes"), values=True) as book:
        sheet = book.worksheets[0]
        lines = ((n, [_text(cell) for cell in line]) for n, line in enumerate(sheet.iter_rows(values_only=True), 1))
        rows = {number: cells for number, cells in lines if any(cells)}
        width, last = max(map(len, rows.values()), default=0), max(rows, default=0)
        room = limit("cells")
        for left, top, *ends in _merged(book, sheet):
            right, bottom = min(ends[0], width), min(ends[1], last)
            room -= max(right - left + 1, 0) * max(bottom - top + 1, 0)
            if room < 0:
                raise _too_large(path)
            value = "".join(rows.get(top, [])[left - 1 : left])
            for number in range(top, bottom + 1):
                if number in rows:
                    rows[number] += [""] * (right - len(rows[number]))
                    rows[number][left - 1 : right] = [value] * (right - left + 1)
    return list(rows.items())


def _merged(book: Any, sheet: Any) -> Iterator[tuple[int, int, int, int]]:
    """First column and line, last column and line of each merged area, which openpyxl tells of a whole sheet alone.

    It makes a cell for each that an area covers or that lies before the last one: 17 billion at most.
    """
    from openpyxl.worksheet.cell_range import CellRange

    with book._archive.open(sheet._worksheet_path) as stream:
        for found in _AREA.finditer(stream.read()):
            yield CellRange(found[1].decode()).bounds


def _further_sheets(path: Path) -> tuple[str, ...]:
    with opened(path, limit("file_bytes")) as book:
        return tuple(
            f"sheet {sheet.title}"
            for sheet in book.worksheets[1:]
            if any(cell is not None for row in sheet.iter_rows(values_only=True) for cell in row)
        )


def _parquet(path: Path) -> list[tuple[int, Cells]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        shape = pq.read_metadata(path)
        if shape.num_rows * shape.num_columns > limit("cells"):
            raise _too_large(path)
        table = pq.read_table(path)
        columns = [table.column(name).to_pylist() for name in table.column_names]
    except (pa.ArrowException, UnicodeDecodeError) as error:
        raise TableError("not a Parquet file, or damaged", file=path) from error
    rows = [list(map(_text, values)) for values in zip(*columns, strict=True)]
    return [(0, list(table.column_names)), *enumerate(rows, 1)]
