"""Which round a report is, where its rows do not say: tables that people made have no such column."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

Row = dict[str, Any]
Cycle = tuple[str, str, str]
Order = tuple[int, int, list[int]]


def numbered(rows: Iterable[Row]) -> list[Row]:
    """The rows, each with its ``round``.

    Rows without one take that of other rows of their report; a report of which no row has one follows on the report
    before it, by session, in the same cycle. Where concluding observations are not named, there is no telling.
    """
    listed = list(rows)
    told: dict[tuple[Cycle, str], int] = {}
    reports: dict[Cycle, dict[str, Order]] = defaultdict(dict)
    for row in listed:
        cycle, report = _cycle(row), _report(row)
        reports[cycle][report] = max(_order(row), reports[cycle].get(report, (0, 0, [])))
        if row.get("round"):
            told[cycle, report] = row["round"]
    for cycle, found in reports.items():
        last = 0
        for report in sorted(found, key=found.__getitem__):
            last = told.setdefault((cycle, report), last + 1 if cycle[-1] else 1)
    return [row if row.get("round") else row | {"round": told[_cycle(row), _report(row)]} for row in listed]


def _cycle(row: Row) -> Cycle:
    return row.get("committee") or "", row.get("iso3") or row.get("state") or "", row.get("co_symbol") or ""


def _report(row: Row) -> str:
    return row.get("symbol") or f"{row.get('session') or ''} {row.get('year') or ''}"


def _order(row: Row) -> Order:
    numbers = [int(number) for number in re.findall(r"\d+", row.get("symbol") or "")]
    return row.get("session") or 0, row.get("year") or 0, numbers
