"""What contradicts itself within one report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from treatygrade.schemes import load
from treatygrade.schemes.verdicts import verdict_of, verdicts
from treatygrade.segment.fold import fold
from treatygrade.segment.marks import TAG
from treatygrade.segment.report import Evaluation, FollowUpParagraph, Report


@dataclass(frozen=True, slots=True)
class Finding:
    """A contradiction. ``evaluation`` counts the evaluations of the report from 0, None if it is about none.

    ``quotations`` are the two places that do not agree. ``severity``: ``error`` for what is certain,
    ``hint`` for what may have its reasons (an item without a grade, an item with two).
    """

    code: str
    evaluation: int | None
    paragraph: str
    quotations: tuple[str, ...] = ()
    severity: str = "error"


def findings(report: Report) -> list[Finding]:
    """Every contradiction of a report, in document order."""
    found: list[Finding] = []
    first = 0
    for number, group in groupby(report.paragraphs, key=lambda paragraph: paragraph.number):
        # A number treated in several parts is one entry of the header and one recommendation.
        parts = list(group)
        graded = list(enumerate((e for part in parts for e in part.evaluations), first))
        first += len(graded)
        found += [*_grades(report, number, graded), *_header(report, number, graded), *_scopes(report, parts, graded)]
    return sorted(found, key=lambda finding: finding.evaluation if finding.evaluation is not None else first)


Graded = list[tuple[int, Evaluation]]
_LETTER = re.compile(r"\(?\b([a-z])\)")


def _grades(report: Report, number: str, graded: Graded) -> Iterator[Finding]:
    """The verdict sentence against the tag, and tags that the scheme does not know."""
    # A verdict alone is a grade where the report prints no tags; where it does, one is missing.
    tagged = any(TAG.fullmatch(fold(e.grade_printed)) for paragraph in report.paragraphs for e in paragraph.evaluations)
    for index, evaluation in graded:
        printed, code = evaluation.grade_printed, evaluation.grade_raw
        if printed and not code:
            yield Finding("unknown_grade", index, number, (printed, evaluation.scheme or report.scheme))
        elif evaluation.span and (not code or (tagged and not TAG.fullmatch(fold(printed)))):
            yield Finding("item_ungraded", index, number, (_beginning(report.text(evaluation.span)),), "hint")
        if code and (sentence := _contradicting(report, evaluation)):
            yield Finding("verdict_mismatch", index, number, (printed, sentence))


def _beginning(text: str) -> str:
    """The first words of an evaluation, as they stand in it."""
    return next(iter(re.findall(r"\S+(?:\s+\S+){0,7}", text)), "")


def _contradicting(report: Report, evaluation: Evaluation) -> str:
    """The sentence that states another grade than the tag for the whole of its scope, "" for none.

    "Not implemented" does not contradict a State's silence. Of two tags on one text each has its own verdict.
    """
    text = report.text(evaluation.span)
    name = evaluation.scheme or report.scheme
    if not text or not name:
        return ""
    own = load(name).common(evaluation.grade_raw)
    stated = verdict_of(text, name, report.language, "|".join(evaluation.scope))
    sentences = verdicts(text, name, report.language)
    if stated in ("", own) or (own, stated) == ("D", "C"):
        return ""
    if evaluation.shared and any(verdict.grade == own for verdict in sentences):
        return ""
    return next(text[verdict.start : verdict.end] for verdict in reversed(sentences) if verdict.grade == stated)


def _header(report: Report, number: str, graded: Graded) -> Iterator[Finding]:
    """The header's grades against the body's, whatever their order.

    A header may print a grade once for several texts, so counts are compared only where they can be:
    where header and body have as many grades.
    """
    known = [(index, evaluation) for index, evaluation in graded if evaluation.grade_raw]
    if not report.header_grades or not number:
        return
    printed = report.header_grades.get(number, [])
    # A paragraph that the header leaves out is shown by what the header has.
    shown = {number: printed} if printed else report.header_grades
    quotation = ", ".join(" ".join([name, *(f"[{grade}]" for grade in given)]) for name, given in shown.items())
    if not known:
        if printed and not graded:
            yield Finding("item_ungraded", None, number, (quotation,), "hint")
        return
    scheme = load(report.scheme) if report.scheme else None
    header = Counter((scheme.code(grade, report.language) if scheme else None) or grade for grade in printed)
    body = Counter(evaluation.grade_raw for _, evaluation in known)
    same_count = header.total() == body.total()
    lacking = body - header if same_count else Counter(grade for grade in body if grade not in header)
    surplus = header - body if same_count else Counter(grade for grade in header if grade not in body)
    if surplus and not lacking:
        yield Finding("header_mismatch", None, number, (quotation, " ".join(e.grade_printed for _, e in known)))
    for index, evaluation in known:
        if lacking[evaluation.grade_raw] > 0:
            lacking[evaluation.grade_raw] -= 1 if same_count else 0
            code = "header_mismatch" if surplus else "missing_in_header"
            yield Finding(code, index, number, (evaluation.grade_printed, quotation))


def _scopes(report: Report, parts: list[FollowUpParagraph], graded: Graded) -> Iterator[Finding]:
    """The scopes of the grades against the items that the recommendation has."""
    labels = [label for part in parts for label in part.labels()]
    top = [item.label for part in parts for item in part.items] or _inline(report, parts)
    labels = labels or top
    number = parts[0].number
    named = Counter(label for _, evaluation in graded for label in evaluation.scope)
    wrong = {label for label in named if label not in labels} if labels else set()
    for index, evaluation in graded:
        if strays := [label for label in evaluation.scope if label in wrong]:
            yield Finding("wrong_scope", index, number, (", ".join(strays), ", ".join(top)))
        if not evaluation.shared and (twice := [label for label in evaluation.scope if named[label] > 1]):
            yield Finding("graded_twice", index, number, (", ".join(twice), evaluation.grade_printed), "hint")
    whole = any(not evaluation.scope for _, evaluation in graded)
    if graded and not whole and not wrong:
        bare = [item for item in top if not any(label.startswith(item) for label in named)]
        if bare:
            yield Finding("item_ungraded", None, number, (", ".join(bare), ", ".join(named)), "hint")


def _inline(report: Report, parts: list[FollowUpParagraph]) -> list[str]:
    """The items of a recommendation that counts them inside its sentences: (a), (b) … in sequence, at least two."""
    found: list[str] = []
    for part in parts:
        for letter in _LETTER.findall(report.text(part.recommendation)):
            if letter == chr(ord("a") + len(found)):
                found.append(letter)
    return [f"({letter})" for letter in found] if len(found) > 1 else []
