"""Units for a data set, from reports and from tables of units, each with where it came from."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from treatygrade.columns import GRADES
from treatygrade.corpus.texts import digest
from treatygrade.errors import TableError, UsageError
from treatygrade.label import Failure, Job, find, rows_of, shown
from treatygrade.tables import FORMATS, iter_rows

Row = dict[str, Any]


@dataclass(slots=True)
class Collected:
    """Graded units with a text, and what was left out: the units, reasons with counts, and files that failed.

    ``places`` says from which source a unit was taken first: a report and a table of its units may both be there.
    """

    rows: list[Row] = field(default_factory=list)
    others: list[Row] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    sources: dict[str, str] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    places: dict[tuple[str, ...], str] = field(default_factory=dict)


def collect(paths: Sequence[Path], if_there: Sequence[Path] = ()) -> Collected:
    """Read reports (segmented) and tables of units, folders recursively (reports, ``.jsonl``, ``.parquet``).

    A path of ``if_there`` that does not exist is named in ``missing``. Ungraded units, those without a
    text and those whose text has several grades or is a reference are left out.

    Raises:
        UsageError: one of ``paths`` does not exist.
        TableError: a table cannot be read.
    """
    found = Collected()
    lacking = [shown(path) for path in paths if not path.exists()]
    if lacking:
        raise UsageError(f"no such file or folder: {', '.join(lacking)}", hint="check the path")
    for path in (*paths, *if_there):
        if not path.exists():
            found.missing.append(shown(path))
            continue
        for table in _tables(path):
            _take(iter_rows(table), table, found)
        if path.suffix.lower() not in FORMATS:
            for report in find([path]):
                if report.is_dir():
                    continue  # a folder of tables alone
                rows = rows_of(report, shown(report), Job(predict=False))
                if isinstance(rows, Failure):
                    found.failures.append(rows)
                else:
                    _take(rows, report, found)
    return found


def _tables(path: Path) -> list[Path]:
    if path.is_dir():
        found = (table for table in path.rglob("*") if table.suffix.lower() in (".jsonl", ".parquet"))
        return sorted(table for table in found if not any(map(_aside, table.relative_to(path).parts)))
    return [path] if path.suffix.lower() in FORMATS else []


def _aside(name: str) -> bool:
    """Whether a file or folder is hidden, or holds what a run of ``label`` has not finished."""
    return name.startswith(".") or name.endswith(".parts")


def _take(rows: Iterable[Row], path: Path, found: Collected) -> None:
    source = shown(path)
    found.sources[source] = hashlib.sha256(path.read_bytes()).hexdigest()
    for row in rows:
        if not isinstance(row.get("text") or "", str):
            called = row.get("unit_id") or row.get("id") or "?"
            raise TableError(f"text is not a string: {row['text']!r:.40}", file=source, place=f"unit {called}")
        reason = _reason_to_leave_out(row)
        if not reason and found.places.setdefault(_place(row), source) != source:
            reason = "known from another source"
        if reason:
            found.left_out[reason] += 1
            found.others.append({**row, "source": source})
        else:
            found.rows.append({**row, "source": source})


def _place(row: Row) -> tuple[str, ...]:
    place = [str(row.get(name) or "") for name in ("symbol", "co_symbol", "iso3", "state", "paragraph", "scope")]
    return (*place, digest(row["text"]))


def _reason_to_leave_out(row: Row) -> str:
    if not (row.get("text") or "").strip():
        return "no text"
    if row.get("grade") not in GRADES:
        return "no grade"
    flags = set(row.get("flags") or ())
    return next((flag for flag in ("shared_text", "by_reference") if flag in flags), "")
