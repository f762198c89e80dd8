"""What contradicts itself within one report."""

from __future__ import annotations

from dataclasses import dataclass

from treatygrade.segment.report import Report


@dataclass(frozen=True, slots=True)
class Finding:
    """A contradiction. ``evaluation`` counts the evaluations of the report from 0, None if it is about none."""

    code: str
    evaluation: int | None
    paragraph: str
    quotations: tuple[str, ...] = ()
    severity: str = "error"


def findings(report: Report) -> list[Finding]:
    """Every contradiction of a report, in document order."""
    found = []
    index = -1
    for paragraph in report.paragraphs:
        for evaluation in paragraph.evaluations:
            index += 1
            stated = set(evaluation.verdicts)
            if stated and evaluation.grade_raw and stated != {evaluation.grade_raw}:
                found.append(Finding("verdict_mismatch", index, paragraph.number))
    return found
