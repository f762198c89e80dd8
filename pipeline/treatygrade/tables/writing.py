"""Writing tables: streamed, whole or not at all, in the format that the file's name says."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any

from treatygrade.errors import TableError, unwritten
from treatygrade.tables import xlsx
from treatygrade.tables.cells import escape_formula, to_cell
from treatygrade.tables.reading import any_of, batches
from treatygrade.tables.schema import CONTRACT, schema, to_table

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]
Writer = Callable[[Iterable[Row], Path, Sequence[str]], None]
"""Writes rows to a path, with the columns in this order."""

_ROW_GROUP = 2_000


def write_rows(rows: Iterable[Row], path: Path, columns: Sequence[str] | None = None) -> None:
    """Write rows to ``path`` as they come; ``columns`` gives the order (default: that of the first row).

    The file appears whole or not at all: it is written beside itself, flushed to the disk and renamed.

    Raises:
        TableError: the suffix is not one of ``FORMATS``, a value has no place in the format, or the disk refuses.
    """
    path = Path(path)
    writer = WRITERS.get(path.suffix.lower())
    if writer is None:
        raise TableError(
            f"cannot tell the format from {path.suffix!r}", file=path, hint=f"name the output {any_of(FORMATS)}"
        )
    if columns is None:
        rows = iter(rows)
        first = next(rows, {})
        columns, rows = list(first), chain([first] if first else [], rows)
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)  # nothing is written through a link that lies there
        writer(rows, part, columns)
        with part.open("rb+") as stream:
            os.fsync(stream.fileno())
        part.replace(path)
    except OSError as error:
        raise TableError(unwritten(error), file=path, hint="make room, or name another output") from error
    except UnicodeEncodeError as error:
        raise TableError(f"a text that is not valid Unicode: {error}", file=path) from None
    finally:
        with suppress(OSError):
            part.unlink()


def write_jsonl(rows: Iterable[Row], stream: IO[str], columns: Sequence[str]) -> None:
    """Write rows as JSON lines to an open stream, such as standard output."""
    for row in rows:
        stream.write(json.dumps({column: row.get(column) for column in columns}, ensure_ascii=False) + "\n")


def _jsonl(rows: Iterable[Row], path: Path, columns: Sequence[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        write_jsonl(rows, stream, columns)


def _csv(rows: Iterable[Row], path: Path, columns: Sequence[str]) -> None:
    # The byte order mark makes Excel read the accents right.
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        for line in _lines(rows, columns):
            writer.writerow([escape_formula(cell) for cell in line])


def _xlsx(rows: Iterable[Row], path: Path, columns: Sequence[str]) -> None:
    xlsx.write(_lines(rows, columns), path)


def _lines(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[list[str]]:
    yield list(columns)
    for row in rows:
        yield [to_cell(column, row.get(column)) for column in columns]


def _parquet(rows: Iterable[Row], path: Path, columns: Sequence[str]) -> None:
    import pyarrow.parquet as pq

    with TemporaryFile("w+", encoding="utf-8", dir=path.parent) as spool:
        if not CONTRACT.issuperset(columns):
            types, rows = _inferred(rows, columns, spool)
        else:
            types = schema(columns)
        with pq.ParquetWriter(path, types) as writer:
            for batch in batches(rows, _ROW_GROUP):
                writer.write_table(to_table(batch, types))


def _inferred(rows: Iterable[Row], columns: Sequence[str], spool: IO[str]) -> tuple[pa.Schema, Iterator[Row]]:
    """The types of columns of which we know nothing, from all rows, and the rows once more."""
    import pyarrow as pa

    known = schema([column for column in columns if column in CONTRACT])
    others = [column for column in columns if column not in CONTRACT]
    seen = pa.schema([(column, pa.null()) for column in others])
    try:
        for batch in batches(rows, _ROW_GROUP):
            found = pa.schema([(column, pa.array([row.get(column) for row in batch]).type) for column in others])
            seen = pa.unify_schemas([seen, found], promote_options="permissive")
            write_jsonl(batch, spool, columns)
    except (pa.ArrowInvalid, pa.ArrowTypeError) as error:
        raise TableError(
            f"a column holds values of different kinds: {error}", hint="write .jsonl, which takes anything"
        ) from None
    spool.seek(0)
    types = {field.name: field.type for field in chain(known, seen)}
    return pa.schema([(column, types[column]) for column in columns]), map(json.loads, spool)


WRITERS: dict[str, Writer] = {
    ".csv": _csv, ".jsonl": _jsonl, ".parquet": _parquet, ".xlsx": _xlsx,
}  # fmt: skip
"""What writes a file of each suffix; each is read by one of ``READERS``."""

FORMATS = tuple(WRITERS)
