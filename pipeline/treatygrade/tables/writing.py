"""Writing tables: whole, atomically, in the format that the file's name says."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from treatygrade.errors import TableError
from treatygrade.tables.cells import to_cell

FORMATS = (".csv", ".jsonl", ".parquet", ".xlsx")
Row = dict[str, Any]


def write_rows(rows: Iterable[Row], path: Path, columns: Sequence[str] | None = None) -> None:
    """Write rows to ``path``; ``columns`` gives the order (default: that of the first row).

    The file appears whole or not at all: it is written beside itself and renamed.

    Raises:
        TableError: the suffix is not one of ``FORMATS``, or the disk refuses.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        raise TableError(
            f"cannot tell the format from {path.suffix!r}", file=path, hint=f"name the output {', '.join(FORMATS)}"
        )
    rows = list(rows)
    columns = list(columns) if columns is not None else list(rows[0]) if rows else []
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        {".csv": _csv, ".jsonl": _jsonl, ".parquet": _parquet, ".xlsx": _xlsx}[suffix](rows, part, columns)
        os.replace(part, path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise TableError(f"cannot write: {error.strerror or error}", file=path) from error


def _csv(rows: list[Row], path: Path, columns: list[str]) -> None:
    # The byte order mark makes Excel read the accents right.
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(columns)
        writer.writerows([to_cell(column, row.get(column)) for column in columns] for row in rows)


def _jsonl(rows: list[Row], path: Path, columns: list[str]) -> None:
    with path.open("w", encoding="utf-8") as stream:
        for row in rows:
            stream.write(json.dumps({column: row.get(column) for column in columns}, ensure_ascii=False) + "\n")


def _parquet(rows: list[Row], path: Path, columns: list[str]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.table({column: pa.array([row.get(column) for row in rows]) for column in columns})
    pq.write_table(table, path)


def _xlsx(rows: list[Row], path: Path, columns: list[str]) -> None:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet("units")
    for values in [columns, *([to_cell(c, row.get(c)) for c in columns] for row in rows)]:
        cells = []
        for value in values:
            cell = WriteOnlyCell(sheet, value)
            cell.data_type = "s"
            cell.number_format = "@"
            cells.append(cell)
        sheet.append(cells)
    book.save(path)
