"""Contradictions within a report: the recorded slips of the specimens, and the two of the seed."""

from __future__ import annotations

import csv
from pathlib import Path

from treatygrade.read import read
from treatygrade.segment import segment
from treatygrade.segment.findings import findings

Place = tuple[str, str, str]


def _found(report: Path) -> set[Place]:
    """(paragraph, scope, code) of the certain findings of a file."""
    places = set()
    for part in segment(read(report)):
        scopes = ["|".join(e.scope) for paragraph in part.paragraphs for e in paragraph.evaluations]
        for finding in findings(part):
            if finding.severity == "error":
                assert len(finding.quotations) == 2
                scope = scopes[finding.evaluation] if finding.evaluation is not None else ""
                places.add((finding.paragraph, scope, finding.code))
    return places


def test_the_recorded_slips_are_found_and_little_else(specimens: Path) -> None:
    recorded: set[tuple[str, Place]] = set()
    found: set[tuple[str, Place]] = set()
    units = 0
    for gold in sorted(specimens.rglob("*.gold.csv")):
        with gold.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.DictReader(stream))
        units += len(rows)
        recorded |= {(gold.name, (row["paragraph"], row["scope"], row["slip"])) for row in rows if row["slip"]}
        report = gold.with_name(gold.name.replace(".gold.csv", ".md"))
        found |= {(gold.name, place) for place in _found(report)}
    assert len(recorded & found) / len(recorded) >= 0.95
    assert len(found - recorded) / units <= 1 / 30


def test_the_seed_has_two_contradictions_and_nothing_else(shared: Path) -> None:
    (report,) = (shared / "seed").glob("*_evaluation.md")
    assert _found(report) == {
        ("36", "(b)|(c)|(d)|(e)", "verdict_mismatch"),
        ("60", "(b)|(c)", "verdict_mismatch"),
    }
    assert [finding.code for part in segment(read(report)) for finding in findings(part)] == ["verdict_mismatch"] * 2
