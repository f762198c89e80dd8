"""Reading tables of units: what treatygrade wrote, or what people made themselves."""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from treatygrade.errors import TableError
from treatygrade.tables import xlsx
from treatygrade.tables.cells import from_cell, unescape_formula

Row = dict[str, Any]
Reader = Callable[[Path], Iterator[Row]]
T = TypeVar("T")

_BATCH = 1_000


def read_rows(path: Path) -> list[Row]:
    """The rows of a ``.jsonl``, ``.csv``, ``.parquet`` or ``.xlsx`` table, in order.

    Raises:
        TableError: missing, empty of columns, or damaged; names the file and the line.
    """
    return list(iter_rows(path))


def iter_rows(path: Path) -> Iterator[Row]:
    """The rows of a table one by one, so that a table of any length takes little memory. Raises as ``read_rows``."""
    path = Path(path)
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise TableError(f"not a table: {path.suffix!r}", file=path, hint=f"give a {any_of(READERS)} file")
    try:
        yield from reader(path)
    except FileNotFoundError:
        raise TableError("no such file", file=path, hint="check the path") from None
    except UnicodeDecodeError as error:
        raise TableError(f"cannot be read: {error}", file=path, hint="save it in UTF-8") from error
    except (OSError, csv.Error) as error:
        raise TableError(f"cannot be read: {error}", file=path) from error


def columns_of(path: Path) -> list[str]:
    """The columns of a table, in order; a JSONL file is read through, since any line may have one more."""
    columns: dict[str, None] = {}
    for row in iter_rows(path):
        columns.update(dict.fromkeys(row))
        if path.suffix.lower() != ".jsonl":
            break
    return list(columns)


def any_of(suffixes: Iterable[str]) -> str:
    """Suffixes as a sentence has them.

    >>> any_of([".csv", ".jsonl", ".xlsx"])
    '.csv, .jsonl or .xlsx'
    """
    *others, last = suffixes
    return f"{', '.join(others)} or {last}" if others else last


def batches(items: Iterable[T], size: int = _BATCH) -> Iterator[list[T]]:
    """``items`` in lists of ``size``, the last one shorter."""
    source = iter(items)
    while batch := list(islice(source, size)):
        yield batch


def _jsonl(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8-sig", newline="\n") as stream:
        for number, line in enumerate(stream, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except (
                ValueError,
                RecursionError,
            ) as error:  # a number or a nesting longer than Python reads is no JSON error
                raise TableError(
                    f"not JSON ({getattr(error, 'msg', error)})", file=path, place=f"line {number}"
                ) from None
            if not isinstance(row, dict):
                raise TableError("not a JSON object", file=path, place=f"line {number}")
            yield row


def _csv(path: Path) -> Iterator[Row]:
    csv.field_size_limit(sys.maxsize)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        separator = _separator(stream.readline())
        stream.seek(0)
        reader = csv.reader(stream, delimiter=separator, strict=True)
        lines = ([unescape_formula(cell) for cell in cells] for cells in reader)
        yield from _rows(lines, path, lambda: reader.line_num)


def _separator(header: str) -> str:
    """A comma; where the header has none, what spreadsheets write in countries with a decimal comma, or a tab."""
    return next((mark for mark in ",;\t" if mark in header), ",")


def _xlsx(path: Path) -> Iterator[Row]:
    yield from _rows(xlsx.read(path), path)


def _parquet(path: Path) -> Iterator[Row]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    from treatygrade.tables.schema import from_table

    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(_BATCH):
                yield from from_table(pa.Table.from_batches([batch]))
    except pa.ArrowException as error:
        raise TableError("not a Parquet file, or damaged", file=path) from error


def _rows(lines: Iterator[list[str]], path: Path, line_number: Callable[[], int] | None = None) -> Iterator[Row]:
    """Lines of cells under their header; ``line_number`` where a cell may hold line breaks."""
    header = _trimmed(next(lines, []))
    if not header:
        raise TableError("an empty table", file=path, hint="the first line names the columns")
    if twice := [name for name, count in Counter(header).items() if name and count > 1]:
        raise TableError(f"two columns of one name: {', '.join(twice)}", file=path, place="line 1", hint="rename one")
    for number, cells in enumerate(lines, 2):
        if cells:
            yield _row(header, cells, path, line_number() if line_number else number)


def _trimmed(cells: list[str]) -> list[str]:
    """Without the empty cells at the end, such as spreadsheets keep where something was once."""
    while cells and not cells[-1]:
        cells = cells[:-1]
    return cells


def _row(header: Sequence[str], cells: list[str], path: Path, line: int) -> Row:
    if len(cells) > len(header) and len(cells := _trimmed(cells)) > len(header):
        raise TableError(
            f"{len(cells)} cells under {len(header)} columns", file=path, place=f"line {line}",
            hint="quote cells that hold commas",
        )  # fmt: skip
    cells = cells + [""] * (len(header) - len(cells))
    try:
        return {column: from_cell(column, cell) for column, cell in zip(header, cells, strict=True)}
    except ValueError as error:
        raise TableError(f"{error}", file=path, place=f"line {line}") from None


READERS: dict[str, Reader] = {
    ".csv": _csv, ".jsonl": _jsonl, ".parquet": _parquet, ".xlsx": _xlsx,
}  # fmt: skip
"""What reads a file of each suffix, row by row: one for each of ``WRITERS``."""
