"""The units of the benchmark, from the published material beside the project.

Run ``python -m treatygrade.corpus.published SHARED CORPUS VERSION``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from treatygrade.corpus.benchmark import make
from treatygrade.corpus.collect import Row
from treatygrade.corpus.compare import compare, grade, paragraph, scope
from treatygrade.corpus.gold import Gold, load_gold
from treatygrade.read import read
from treatygrade.segment import segment
from treatygrade.tables import read_rows


def published(shared: Path, corpus: Path) -> list[Row]:
    """Units with text of a folder laid out as ``../shared``: typed ones, and those that segmentation reads right.

    Where a unit is known from both, the report itself is taken. All are in English. Session and year are
    the manifest's, as some reports do not print them.
    """
    segmented = [row for name in ("real/reports", "seed") for gold in load_gold(shared / name) for row in _right(gold)]
    known = {_key(row) for row in segmented}
    typed = [row for row in read_rows(shared / "real" / "units" / "ccpr.jsonl") if _key(row) not in known]
    dates = {_report(row): (row["session"], row["year"]) for row in read_rows(corpus / "manifest.csv")}
    return [
        {**row, "source": source, "language": "en", "session": dates[_report(row)][0], "year": dates[_report(row)][1]}
        for source, rows in (("typed", typed), ("segmented", segmented))
        for row in rows
    ]


def _report(row: Row) -> tuple[str, str]:
    return row["symbol"] or row["co_symbol"], row["iso3"]


def _key(row: Row) -> tuple[object, ...]:
    return *_report(row), paragraph(row["paragraph"]), scope(row["scope"]), row["grade"]


def _right(gold: Gold) -> Iterator[Row]:
    """The rows of a report that agree with its gold in place, grade and text, and have a text of their own."""
    for path in gold.reports if gold.units else ():
        for report in segment(read(path)):
            for row in report.units(path.name):
                if row["text"] and "shared_text" not in row["flags"] and _agrees(row, gold):
                    yield row


def _agrees(row: Row, gold: Gold) -> bool:
    units = tuple(
        unit for unit in gold.units
        if scope(unit["scope"]) == scope(row["scope"]) and grade(unit["grade"]) == grade(row["grade_raw"])
    )  # fmt: skip
    result = compare([row], Gold(gold.name, units))
    return bool(result.text.right)


if __name__ == "__main__":
    material, corpus_folder, number = sys.argv[1:]
    make(published(Path(material), Path(corpus_folder)), Path(corpus_folder) / "benchmark", number)
