"""One row for each evaluation: what everything after segmentation works on."""

from __future__ import annotations

from collections import Counter
from typing import Any

from treatygrade.schemes import load
from treatygrade.schemes.verdicts import verdict_of
from treatygrade.segment.findings import findings
from treatygrade.segment.report import Evaluation, FollowUpParagraph, Report


def units(report: Report, file: str) -> list[dict[str, Any]]:
    """The rows of a report, in document order; columns as in ``UNIT_COLUMNS``."""
    flags: dict[int, list[str]] = {}
    for finding in findings(report):
        if finding.evaluation is not None:
            flags.setdefault(finding.evaluation, []).append(finding.code)
    rows = []
    seen: Counter[tuple[str, str]] = Counter()
    index = 0
    for paragraph in report.paragraphs:
        for evaluation in paragraph.evaluations:
            scope = "|".join(evaluation.scope)
            seen[paragraph.number, scope] += 1
            row = _row(report, file, paragraph, evaluation)
            row["unit_id"] = "#".join(
                (report.symbol, report.iso3, paragraph.number, scope, str(seen[paragraph.number, scope]))
            )
            row["flags"] = _flags(evaluation, flags.get(index, []))
            rows.append(row)
            index += 1
    return rows


def _flags(evaluation: Evaluation, found: list[str]) -> list[str]:
    own = (("shared_text", evaluation.shared), ("by_reference", evaluation.by_reference))
    return list(dict.fromkeys([*found, *(name for name, holds in own if holds)]))


def _overlap(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two scopes have an item in common; (a) holds (a)(i), and no scope is the whole paragraph."""
    pairs = [(a, b) for a in one for b in other]
    return not pairs or any(a.startswith(b) or b.startswith(a) for a, b in pairs)


def _row(report: Report, file: str, paragraph: FollowUpParagraph, evaluation: Evaluation) -> dict[str, Any]:
    scheme = load(evaluation.scheme or report.scheme)
    text = report.text(evaluation.span)
    scope = "|".join(evaluation.scope)
    span = evaluation.span
    return {
        "unit_id": "",
        "file": file,
        "symbol": report.symbol,
        "co_symbol": report.co_symbol,
        "reply_symbol": report.reply_symbol,
        "committee": report.committee,
        "scheme": scheme.name,
        "state": report.state,
        "iso3": report.iso3,
        "session": report.session,
        "year": report.year,
        "language": report.language,
        "round": evaluation.round,
        "paragraph": paragraph.number,
        "scope": scope,
        "title": paragraph.title,
        "recommendation": report.text(paragraph.recommendation),
        "reply": report.text(paragraph.reply),
        "stakeholders": report.text(paragraph.stakeholders),
        "text": text,
        "start": span.start if span else None,
        "end": span.end if span else None,
        "page": report.document.page(span.start) if span else None,
        "grade_printed": evaluation.grade_printed,
        "grade_raw": evaluation.grade_raw,
        "grade": scheme.common(evaluation.grade_raw) if evaluation.grade_raw else "",
        "header_grades": report.header_grades,
        "verdict": verdict_of(text, report.scheme, report.language, scope) if evaluation.verdicts else "",
        "previous": [
            {"round": previous.round, "grade_raw": previous.grade_raw, "symbol": previous.symbol}
            for previous in paragraph.previous
            if previous.round < evaluation.round and _overlap(previous.scope, evaluation.scope)
        ],
        "flags": [],
    }
