"""Reading tables of units: what treatygrade wrote, or what people made themselves."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from typing import Any

from treatygrade.errors import TableError
from treatygrade.tables.cells import from_cell

Row = dict[str, Any]


def read_rows(path: Path) -> list[Row]:
    """The rows of a ``.jsonl``, ``.csv``, ``.parquet`` or ``.xlsx`` table, in order.

    Raises:
        TableError: missing, empty of columns, or damaged; names the file and the line.
    """
    path = Path(path)
    readers = {".jsonl": _jsonl, ".csv": _csv, ".parquet": _parquet, ".xlsx": _xlsx}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise TableError(f"not a table: {path.suffix!r}", file=path, hint=f"give a {', '.join(readers)} file")
    try:
        return reader(path)
    except FileNotFoundError:
        raise TableError("no such file", file=path) from None
    except (OSError, UnicodeDecodeError) as error:
        raise TableError(f"cannot be read: {error}", file=path) from error


def _jsonl(path: Path) -> list[Row]:
    rows = []
    with path.open(encoding="utf-8-sig") as stream:
        for number, line in enumerate(stream, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except json.JSONDecodeError as error:
                raise TableError(f"not JSON ({error.msg})", file=path, place=f"line {number}") from None
            if not isinstance(row, dict):
                raise TableError("not a JSON object", file=path, place=f"line {number}")
            rows.append(row)
    return rows


def _csv(path: Path) -> list[Row]:
    csv.field_size_limit(sys.maxsize)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.reader(stream)
        header = next(reader, None)
        if not header:
            raise TableError("an empty table", file=path, hint="the first line names the columns")
        return [_row(header, cells, path, reader.line_num) for cells in reader if cells]


def _xlsx(path: Path) -> list[Row]:
    from zipfile import BadZipFile

    from openpyxl import load_workbook

    try:
        book = load_workbook(path, read_only=True)
    except (BadZipFile, KeyError, ValueError) as error:
        raise TableError("not an XLSX workbook", file=path) from error
    lines = book.worksheets[0].iter_rows(values_only=True)
    header = [str(cell) if cell is not None else "" for cell in next(lines, ())]
    rows = [
        _row(header, ["" if cell is None else str(cell) for cell in line], path, number)
        for number, line in enumerate(lines, 2)
    ]
    book.close()
    return rows


def _parquet(path: Path) -> list[Row]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return list(pq.read_table(path).to_pylist())
    except pa.ArrowInvalid as error:
        raise TableError("not a Parquet file", file=path) from error


def _row(header: list[str], cells: list[str], path: Path, line: int) -> Row:
    if len(cells) > len(header):
        raise TableError(
            f"{len(cells)} cells under {len(header)} columns", file=path, place=f"line {line}",
            hint="quote cells that hold commas",
        )  # fmt: skip
    cells = cells + [""] * (len(header) - len(cells))
    try:
        return {column: from_cell(column, cell) for column, cell in zip(header, cells, strict=True)}
    except ValueError as error:
        raise TableError(f"{error}", file=path, place=f"line {line}") from None
