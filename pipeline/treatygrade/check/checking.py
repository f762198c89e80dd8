"""Checking a draft: certain findings, the header line, and suggestions, from one reading."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from treatygrade.check.header import HeaderLine, header_line
from treatygrade.check.quoted import differences, paragraphs
from treatygrade.models.model import Model
from treatygrade.read import read
from treatygrade.read.document import Document
from treatygrade.resources import config
from treatygrade.schemes import load as load_scheme
from treatygrade.segment import segment
from treatygrade.segment.findings import findings
from treatygrade.segment.report import Report
from treatygrade.suggest import Suggestion, suggest_units
from treatygrade.suggest.precedents import Index
from treatygrade.suggest.sources import read_draft
from treatygrade.suggest.words import place

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is certainly wrong. ``unit`` counts the units of the draft from 0, None if it is about none.

    ``paragraph`` is the follow-up paragraph's number.
    """

    code: str
    unit: int | None
    place: str
    message: str
    quotations: tuple[str, ...] = ()
    paragraph: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """All that is said of a draft; ``suggestions`` are in the order of its units."""

    name: str
    findings: tuple[Finding, ...]
    headers: tuple[HeaderLine, ...]
    suggestions: tuple[Suggestion, ...]

    def to_dict(self) -> Row:
        return {
            "file": self.name,
            "findings": [asdict(finding) for finding in self.findings],
            "headers": [
                {"state": header.state, "reads": header.reads, "should_read": header.should_read, "right": header.right}
                for header in self.headers
            ],
            "units": [suggestion.to_dict() for suggestion in self.suggestions],
        }


def check(
    draft: Path | Document,
    *,
    recommendations: Path | Document | None = None,
    scheme: str | None = None,
    model: Model | Path | None = None,
    index: Index | None = None,
    use_verdict: bool = False,
) -> Check:
    """Check a draft.

    Args:
        draft: a file, or a document that is read already.
        recommendations: the concluding observations, against which quoted recommendations are held.
        scheme, model, index, use_verdict: as for :func:`treatygrade.suggest.suggest`.

    Raises:
        ReadError, SegmentError: the draft cannot be read, or has no evaluation.
        TreatygradeError: the model or the scheme is not usable.
    """
    document = read_draft(draft) if isinstance(draft, Path) else draft
    original = read(recommendations) if isinstance(recommendations, Path) else recommendations
    reports = segment(document, scheme=scheme)
    units: list[Row] = []
    found: list[Finding] = []
    headers: list[HeaderLine] = []
    for report in reports:
        own = report.units(document.name)
        found += _contradictions(report, own, len(units))
        found += _misquotations(own, len(units), original) if original else []
        headers.append(header_line(report.state, report.header_grades, own, _code(report)))
        units += own
    suggestions = suggest_units(units, model=model, index=index, use_verdict=use_verdict)
    return Check(document.name, tuple(found), tuple(headers), tuple(suggestions))


def _code(report: Report) -> Callable[[str], str | None]:
    """The way from a grade as printed to its code in the report's scheme."""
    scheme = load_scheme(report.scheme) if report.scheme else None
    return lambda printed: scheme.code(printed, report.language) if scheme else None


def _contradictions(report: Report, units: list[Row], first: int) -> Iterator[Finding]:
    messages = config("findings.yaml")["messages"]
    for finding in findings(report):
        unit = units[finding.evaluation] if finding.evaluation is not None else {"paragraph": finding.paragraph}
        number = None if finding.evaluation is None else first + finding.evaluation
        yield Finding(finding.code, number, place(unit), messages[finding.code], finding.quotations, finding.paragraph)


def _misquotations(units: list[Row], first: int, original: Document) -> Iterator[Finding]:
    printed = paragraphs(original)
    messages = config("findings.yaml")["messages"]
    seen: set[tuple[str, str]] = set()
    for number, unit in enumerate(units, first):
        paragraph, quoted = unit["paragraph"], unit["recommendation"]
        if not quoted or (paragraph, quoted) in seen:
            continue
        seen.add((paragraph, quoted))
        if paragraph not in printed:
            message = messages["unknown_recommendation"]
            yield Finding("unknown_recommendation", number, place(unit), message, paragraph=paragraph)
            continue
        for difference in differences(quoted, printed[paragraph]):
            both = (difference.draft, difference.original)
            yield Finding("misquoted", number, place(unit), messages["misquoted"], both, paragraph)
