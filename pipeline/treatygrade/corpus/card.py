"""The data card ``corpus/README.md``, made from the tables beside it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from treatygrade.columns import GRADES
from treatygrade.corpus.stats import stats
from treatygrade.tables import read_rows

Row = dict[str, Any]


def card(corpus: Path) -> str:
    """The card of a corpus folder that has ``manifest.csv``, ``missing.csv``, ``gold/`` and ``benchmark/``."""
    from treatygrade.page import render

    manifest, missing = read_rows(corpus / "manifest.csv"), read_rows(corpus / "missing.csv")
    gold = [
        row for path in sorted((corpus / "gold").glob("*.csv")) if path.name != "headers.csv" for row in read_rows(path)
    ]
    units = read_rows(corpus / "benchmark" / "units.csv")
    counts = stats(units)
    folds = sorted({row["fold"] for row in units})
    return render(
        "corpus.md",
        benchmark=json.loads((corpus / "benchmark" / "benchmark.json").read_text(encoding="utf-8")),
        counts=counts,
        manifest=manifest,
        with_gold=sum(row["gold"] != "0" for row in manifest),
        gold=gold,
        agreement=Counter(row["header"] for row in gold),
        committees=_table(("committee", "reports and States", "with gold"), _committees(manifest)),
        schemes=_grades(("scheme", counts["grades_by_scheme"])),
        years=_grades(("year", counts["grades_by_year"])),
        folds=_grades(("fold", {fold: Counter(r["grade"] for r in units if r["fold"] == fold) for fold in folds})),
        year_splits=_grades(("side", _by(units, "year_split"))),
        shared_states=len(_states(units, "train") & _states(units, "test")),
        differing=_table(
            ("report", "State", "paragraph", "scope", "gold", "why"),
            ([row[key] for key in ("symbol", "state", "paragraph", "scope", "grade", "why")]
             for row in gold if row["header"] == "differs"),
        ),
        missing=_table(("committee", "kind", "what", "why"), (list(row.values()) for row in missing)),
    )  # fmt: skip


def _committees(manifest: Sequence[Row]) -> Iterable[list[object]]:
    for committee in sorted({row["committee"] for row in manifest}):
        rows = [row for row in manifest if row["committee"] == committee]
        yield [committee, len(rows), sum(row["gold"] != "0" for row in rows)]


def _by(units: Sequence[Row], column: str) -> dict[str, Counter[str]]:
    return {name: Counter(r["grade"] for r in units if r[column] == name) for name in ("train", "validation", "test")}


def _states(units: Sequence[Row], side: str) -> set[str]:
    return {row["iso3"] for row in units if row["year_split"] == side}


def _grades(titled: tuple[str, dict[str, Any]]) -> str:
    title, table = titled
    rows = ([name, sum(row.values()), *(row.get(grade, 0) for grade in GRADES)] for name, row in table.items())
    return _table((title, "units", *GRADES), rows)


def _table(titles: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table in Markdown; a bar in a cell (scopes have them) is escaped."""
    lines = [titles, ["---"] * len(titles), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |" for line in lines)
