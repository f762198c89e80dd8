"""The answers as ratings: the long table that ``treatygrade agreement`` reads."""

from __future__ import annotations

import csv
import io
from typing import Any, Literal

from treatygrade.serve.store.answers import Answer, Store
from treatygrade.tables.cells import escape_formula, to_cell

COLUMNS = (
    "unit", "reviewer", "grade", "scheme", "session", "theme", "answer", "time", "reason", "project", "state", "year",
)  # fmt: skip


def ratings(
    store: Store, project: int | None = None, *, answers: Literal["blind", "final", "all", "adjudicated"] = "blind"
) -> list[dict[str, Any]]:
    """One row a rating, with :data:`COLUMNS`; ``answer`` counts a reviewer's answers from 1.

    ``blind`` holds the answers given before the suggestion was seen, the only ones that are
    independent of it and of each other; ``final`` each reviewer's last; ``all`` the history;
    ``adjudicated`` the last decision on each unit that has one.
    """
    names = {row["id"]: row["name"] for row in store.projects()}
    chosen = [project] if project is not None else sorted(names)
    rows = []
    for number in chosen:
        given = store.project_responses(number)
        for unit, content in store.units(number).items():
            found = (
                store.adjudications(unit)[-1:] if answers == "adjudicated" else _choose(given.get(unit, []), answers)
            )
            rows += [_row(names.get(number, ""), content, answer) for answer in found]
    return rows


def _choose(given: list[Answer], answers: str) -> list[Answer]:
    if answers == "all":
        return given
    if answers == "blind":
        return [answer for answer in given if answer.sequence == 1]
    return list({answer.person: answer for answer in given}.values())


def _row(project: str, unit: dict[str, Any], answer: Answer) -> dict[str, Any]:
    return {
        "unit": unit.get("unit_id"),
        "reviewer": answer.person,
        "grade": answer.grade,
        "scheme": unit.get("scheme"),
        "session": unit.get("session"),
        "theme": unit.get("title"),
        "answer": answer.sequence,
        "time": answer.created.isoformat(timespec="seconds"),
        "reason": answer.reason,
        "project": project,
        "state": unit.get("state"),
        "year": unit.get("year"),
    }


def write_ratings(rows: list[dict[str, Any]]) -> str:
    """The rows as CSV text (UTF-8 with BOM, cells that a spreadsheet would run are guarded)."""
    buffer = io.StringIO(newline="")
    buffer.write("\ufeff")
    writer = csv.DictWriter(buffer, COLUMNS)
    writer.writeheader()
    for row in rows:
        writer.writerow({column: escape_formula(to_cell(column, row[column])) for column in COLUMNS})
    return buffer.getvalue()
