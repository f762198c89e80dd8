"""Ratings files as grids of text cells: merged cells filled, header rows joined."""

from __future__ import annotations

import csv
import io
import sys
from contextlib import suppress
from dataclasses import dataclass, replace
from math import isnan
from pathlib import Path
from typing import Any

from treatygrade.errors import TableError
from treatygrade.tables.cells import unescape_formula
from treatygrade.tables.xlsx import opened

Cells = list[str]


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
        TableError: missing, of another kind, damaged, or without a header and a line below it.
    """
    path = Path(path)
    readers = {".csv": _csv, ".tsv": _csv, ".xlsx": _xlsx, ".parquet": _parquet}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise TableError(f"not a table: {path.suffix!r}", file=path, hint=f"give a {', '.join(readers)} file")
    try:
        lines = reader(path)
    except FileNotFoundError:
        raise TableError("no such file", file=path, hint="check the path") from None
    except (OSError, csv.Error) as error:
        raise TableError(f"cannot be read: {getattr(error, 'strerror', '') or error}", file=path) from error
    grid = join_header([(number, cells) for number, cells in lines if any(cells)], path)
    return replace(grid, unread=_further_sheets(path)) if path.suffix.lower() == ".xlsx" else grid


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
    with opened(path, data_only=True) as book:
        sheet = book.worksheets[0]
        rows = [[_text(cell) for cell in line] for line in sheet.iter_rows(values_only=True)]
        for area in sheet.merged_cells.ranges:
            value = rows[area.min_row - 1][area.min_col - 1]
            for row in range(area.min_row - 1, area.max_row):
                rows[row][area.min_col - 1 : area.max_col] = [value] * (area.max_col - area.min_col + 1)
    return list(enumerate(rows, 1))


def _further_sheets(path: Path) -> tuple[str, ...]:
    with opened(path, read_only=True) as book:
        return tuple(
            f"sheet {sheet.title}"
            for sheet in book.worksheets[1:]
            if any(cell is not None for row in sheet.iter_rows(values_only=True) for cell in row)
        )


def _parquet(path: Path) -> list[tuple[int, Cells]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.read_table(path)
        columns = [table.column(name).to_pylist() for name in table.column_names]
    except (pa.ArrowException, UnicodeDecodeError) as error:
        raise TableError("not a Parquet file, or damaged", file=path) from error
    rows = [list(map(_text, values)) for values in zip(*columns, strict=True)]
    return [(0, list(table.column_names)), *enumerate(rows, 1)]
