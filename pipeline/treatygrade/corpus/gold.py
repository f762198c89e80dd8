"""Hand-made gold beside a report: ``NAME.gold.csv`` (units) and ``NAME.gold.json`` (header, paragraphs)."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from treatygrade.errors import TableError, UsageError

SUFFIX = ".gold.csv"
REPORT_SUFFIXES = (".txt", ".md", ".docx", ".pdf", ".html", ".doc")
_COLUMNS = {"state", "paragraph", "scope", "grade", "evaluation_start", "evaluation_end"}


@dataclass(frozen=True, slots=True)
class Gold:
    """What a careful person reads in one report.

    ``units`` are the rows of the CSV file, one for each graded evaluation of the current round;
    ``states`` the entries of the JSON file. ``reports`` are the files of that name beside them.
    """

    name: str
    units: tuple[dict[str, str], ...]
    states: tuple[dict[str, Any], ...] = ()
    reports: tuple[Path, ...] = field(default=())

    @property
    def kind(self) -> str:
        """Committee, scheme and language: what decides the layout of a report."""
        if not self.states:
            return "no evaluation" if not self.units else "unknown"
        first = self.states[0]
        scheme = str(first.get("scheme", ""))
        return f"{scheme or first.get('committee', '')} {first.get('language', '')}".strip()


def load_gold(folder: Path) -> list[Gold]:
    """Every gold of a folder and its subfolders, in the order of their paths.

    Raises:
        UsageError: the folder holds no gold.
        TableError: a gold file cannot be read or lacks a column.
    """
    found = sorted(folder.rglob(f"*{SUFFIX}"))
    if not found:
        raise UsageError(
            "no gold here", file=folder, hint=f"give a folder with NAME{SUFFIX} beside each report NAME.md, .txt …"
        )
    return [_load(path) for path in found]


def _load(path: Path) -> Gold:
    name = path.name.removesuffix(SUFFIX)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        units = tuple({key: value or "" for key, value in row.items() if key} for row in reader)
        lacking = _COLUMNS - set(reader.fieldnames or ())
    if lacking:
        raise TableError(f"gold without the column {', '.join(sorted(lacking))}", file=path)
    facts = path.with_name(f"{name}.gold.json")
    try:
        states = json.loads(facts.read_text(encoding="utf-8")).get("states", []) if facts.exists() else []
    except json.JSONDecodeError as error:
        raise TableError(f"not JSON ({error.msg})", file=facts, place=f"line {error.lineno}") from None
    reports = (path.with_name(name + suffix) for suffix in REPORT_SUFFIXES)
    return Gold(name, units, tuple(states), tuple(report for report in reports if report.exists()))
