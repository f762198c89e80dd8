"""Gold facts against what segmentation reads in the same reports, on the common scale."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from treatygrade.corpus.collect import Row
from treatygrade.tables import read_rows

Place = tuple[str, str, str]


def readings(rows: Iterable[Row], corpus: Path) -> list[Row]:
    """Each graded paragraph of the gold whose report is among the rows: the gold's grades and those read.

    Header grades stand in where a paragraph has no gold. Compared are the letters A–F of a paragraph, in
    any order, as some facts hold collapsed letters only. A paragraph that stands in several sources (a report and a
    table of its units) is read right when one of them says so. ``verdict`` is ``same``, ``differs`` or ``not read``.
    """
    read: dict[Place, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    reports = set()
    for row in rows:
        if row.get("grade"):
            read[_place(row)][row.get("source", "")][row["grade"]] += 1
            reports.add(_place(row)[:2])
    result = []
    for place, (source, grades) in _gold(corpus).items():
        if place[:2] in reports:
            readings_of = list(read[place].values())
            found = grades if grades in readings_of else next(iter(readings_of), Counter())
            verdict = "same" if found == grades else "differs" if found else "not read"
            result.append(
                dict(zip(("symbol", "iso3", "paragraph"), place, strict=True))
                | {"gold": _letters(grades), "read": _letters(found), "source": source, "verdict": verdict}
            )
    return result


def _gold(corpus: Path) -> dict[Place, tuple[str, Counter[str]]]:
    gold: dict[Place, tuple[str, Counter[str]]] = {}
    for path in sorted((corpus / "gold").glob("*.csv")):
        for row in read_rows(path):
            if path.name == "headers.csv":
                gold.setdefault(_place(row), ("header", Counter(row["grades"].split("|"))))
            else:
                gold.setdefault(_place(row), ("gold", Counter()))[1][row["grade"]] += 1
    return gold


def _place(row: Row) -> Place:
    return row.get("symbol") or row.get("co_symbol") or "", row.get("iso3") or "", str(row["paragraph"] or "")


def _letters(grades: Counter[str]) -> str:
    return "|".join(sorted(grades.elements()))
