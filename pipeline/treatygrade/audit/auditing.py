"""Auditing published reports: every finding with its file, place and quotations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from treatygrade.audit.between import alike_but_graded_apart
from treatygrade.errors import TreatygradeError, UsageError
from treatygrade.resources import config
from treatygrade.segment.report import Report
from treatygrade.states import marked

Row = dict[str, Any]
GRADED_APART, QUOTED_DIFFERENTLY, FAR = "alike_graded_apart", "quoted_differently", "far_from_prediction"


@dataclass(frozen=True)
class Finding:
    """``severity``: ``error`` is certain, ``hint`` is worth a look. ``place`` is paragraph, scope and page.

    ``quotations`` are the two places that do not agree.
    """

    code: str
    severity: str
    file: str
    state: str
    place: str
    quotations: tuple[str, ...]

    @property
    def message(self) -> str:
        """What the code means, in one sentence."""
        return str(config("findings.yaml")["messages"][self.code])

    def as_dict(self) -> dict[str, Any]:
        return {**asdict(self), "quotations": list(self.quotations), "message": self.message}


def known_codes(codes: Iterable[str]) -> set[str]:
    """The codes as a set.

    Raises:
        UsageError: there is no such code.
    """
    chosen, known = set(codes), config("findings.yaml")["messages"]
    if unknown := sorted(chosen - known.keys()):
        raise UsageError(f"there is no code {', '.join(unknown)}", hint=f"the codes are {', '.join(known)}")
    return chosen


@dataclass
class Audit:
    """What an audit found, and the files that could not be read or hold no evaluation; ``rows`` are all its units."""

    files: int = 0
    units: int = 0
    findings: list[Finding] = field(default_factory=list)
    failures: list[TreatygradeError] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)


def audit(
    paths: Iterable[Path], *, silence: Iterable[str] = (), model: Path | None = None, predictions: bool = False
) -> Audit:
    """Audit reports and folders of reports.

    ``silence`` leaves codes out. With ``predictions`` the units whose grade is outside the model's
    prediction set are named as well (``far_from_prediction``, a hint; units seen in training are left out).

    Raises:
        UsageError: a code of ``silence`` that does not exist.
    """
    from treatygrade.label.find import find, shown
    from treatygrade.read import read
    from treatygrade.segment import segment

    silent = known_codes(silence)
    result = Audit()
    rows = result.rows
    for path in find(paths):
        result.files += 1
        try:
            for report in segment(read(path)):
                own = report.units(shown(path))
                result.findings += _within(report, own, shown(path))
                rows += own
        except TreatygradeError as error:
            result.failures.append(error)
    result.units = len(rows)
    result.findings += between(rows)
    if predictions:
        result.findings += _far(rows, model)
    result.findings = [finding for finding in result.findings if finding.code not in silent]
    return result


def place(row: Row) -> str:
    """``paragraph 36 (b) (c), page 4``, as far as it is known."""
    scope = str(row.get("scope") or "").replace("|", " ")
    words = f"paragraph {row['paragraph']} {scope}".strip() if row.get("paragraph") else "the State as a whole"
    return f"{words}, page {row['page']}" if row.get("page") else words


def _within(report: Report, rows: list[Row], file: str) -> Iterator[Finding]:
    from treatygrade.segment.findings import findings

    for found in findings(report):
        row = rows[found.evaluation] if found.evaluation is not None else {"paragraph": found.paragraph}
        yield Finding(found.code, found.severity, file, marked(report.state, report.iso3), place(row), found.quotations)


def between(rows: list[Row]) -> Iterator[Finding]:
    """Contradictions between reports: texts alike but graded apart, and grades that a later report quotes wrongly."""
    from treatygrade.history import history

    for first, second, likeness in alike_but_graded_apart(rows):
        quotations = tuple(
            f"[{row['grade_raw']}] {row['file']}, {row['state']}, {place(row)}: {row['text'][:200]}"
            for row in (first, second)
        )
        where = f"{place(second)} ({100 * likeness:.0f}% alike)"
        yield Finding(GRADED_APART, "hint", second["file"], marked(second["state"], second["iso3"]), where, quotations)
    for conflict in history(rows).conflicts:
        row = next(row for row in rows if row["symbol"] == conflict.quoted_by)
        where = f"{conflict.recommendation}, round {conflict.round}"
        quotations = (f"published: {conflict.published}", f"quoted by {conflict.quoted_by}: {conflict.quoted}")
        yield Finding(QUOTED_DIFFERENTLY, "hint", row["file"], marked(row["state"], row["iso3"]), where, quotations)


def _far(rows: list[Row], model: Path | None) -> Iterator[Finding]:
    from treatygrade.models import add_predictions

    for row in add_predictions(rows, model=model):
        if "far_from_prediction" in row["flags"] and "seen_in_training" not in row["flags"]:
            expected = f"predicted {row['predicted']} ({100 * row['confidence']:.0f}%)"
            quotations = (f"[{row['grade_raw']}] {row['text'][:200]}", expected)
            yield Finding(FAR, "hint", row["file"], marked(row["state"], row["iso3"]), place(row), quotations)
