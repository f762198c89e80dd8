"""From a document to its reports, one for each State."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from treatygrade.errors import ConfigError, SegmentError
from treatygrade.read.document import Document
from treatygrade.schemes import Scheme, choose, load
from treatygrade.segment.annex import Entry, entries
from treatygrade.segment.evaluations import Evaluator
from treatygrade.segment.header import Header, header, own_symbol
from treatygrade.segment.language import language
from treatygrade.segment.lines import Page, page
from treatygrade.segment.paragraphs import Reader
from treatygrade.segment.report import Evaluation, FollowUpParagraph, Previous, Report
from treatygrade.segment.sessions import adoption
from treatygrade.segment.states import Section, sections
from treatygrade.segment.symbols import committee, country_code, iso3, symbols
from treatygrade.segment.vocabulary import vocabulary

_LEGEND = re.compile(r"\[?[A-F][12]?\]?(?:[.:)]? |$)")


def segment(
    document: Document, *, scheme: str | None = None, rounds: Literal["current", "all"] = "current"
) -> list[Report]:
    """The reports in a document, one for each State, in order.

    Args:
        document: as `treatygrade.read.read` returns it.
        scheme: name of the grading scheme; None for the one that the report's legend, committee and session tell.
        rounds: ``all`` adds the evaluations of earlier rounds that the report reproduces, with their round.

    Raises:
        SegmentError: there is no evaluation in the document, or its language is not known.
        ConfigError: there is no such scheme.
    """
    if not document.text.strip():
        raise SegmentError("the document is empty", file=document.name, hint="check that the file is the right one")
    words = vocabulary(language(document.text))
    whole = page(document, words)
    found = sections(whole)
    first = min((section.start or section.body for section in found if not section.grade), default=0)
    front = whole.lines[first - 1].end if 0 < first <= len(whole.lines) else 0
    own = own_symbol(whole, front)
    session, year = adoption(document.text, document.text[:front], [note.text for note in document.notes], words)
    base = Report(document, symbol=own, session=session, year=year, language=words.language)
    reports = [report for section in found if (report := _report(whole, section, base, scheme, front, rounds))]
    if not any(paragraph.evaluations for report in reports for paragraph in report.paragraphs):
        raise SegmentError(
            "no evaluation was found", file=document.name, hint="give a follow-up report of a treaty body"
        )
    return reports


def _report(
    whole: Page, section: Section, base: Report, scheme: str | None, front: int, rounds: Literal["current", "all"]
) -> Report | None:
    head = Header(co_symbol=section.symbol) if section.grade else header(whole, section, base.symbol)
    known = _scheme(whole, base, head, scheme, front)
    if known is None:
        return None
    code = iso3(head.co_symbol) or iso3(head.reply_symbol) or country_code(section.state)
    report = replace(
        base, state=section.state, iso3=code, co_symbol=head.co_symbol, reply_symbol=head.reply_symbol,
        committee=known.committee, scheme=known.name, round=head.round, followup=tuple(head.followup),
        header_grades=head.grades,
    )  # fmt: skip
    if section.grade:
        graded = Evaluation((), section.grade, known.code(section.grade, base.language) or "", round=1)
        return report.with_paragraphs((FollowUpParagraph("", evaluations=(graded,)),))
    lines = whole.lines[section.body : section.end]
    table = entries(whole, whole.lines[section.start : section.end], known)
    if table and not head.grades:
        report = replace(report, header_grades=_by_paragraph(table))
    evaluator = Evaluator(whole, known, {(number, scope): words for number, scope, words in table}, head.followup)
    paragraphs = [evaluator.paragraph(limb, round=head.round) for limb in Reader(whole, lines, head.followup).read()]
    report = report.with_paragraphs(tuple(_with_earlier(paragraph, head) for paragraph in paragraphs))
    return report


def _by_paragraph(table: list[Entry]) -> dict[str, list[str]]:
    grades: dict[str, list[str]] = {}
    for number, _, words in table:
        grades.setdefault(number, []).append(words)
    return grades


def _with_earlier(paragraph: FollowUpParagraph, head: Header) -> FollowUpParagraph:
    """Add what the header says of earlier rounds, unless the paragraph itself reproduces the grades."""
    earlier = [
        Previous(round, grade, symbol)
        for round, (grades, symbol) in enumerate(head.earlier, 1)
        if not (round == head.round - 1 and paragraph.previous)
        for grade in grades.get(paragraph.number, ())
    ]
    last = head.earlier[-1][1] if head.earlier else ""
    quoted = [replace(previous, symbol=previous.symbol or last) for previous in paragraph.previous]
    return replace(paragraph, previous=(*earlier, *quoted))


def _scheme(whole: Page, base: Report, head: Header, name: str | None, front: int) -> Scheme | None:
    if name:
        return load(name)
    body = committee(base.symbol or head.co_symbol or head.reply_symbol)
    if not body:
        body = next((committee(symbol) for _, symbol in symbols(whole.text) if committee(symbol)), "")
    legend = "\n".join(
        whole.text[line.start : line.end]
        for line in whole.lines
        if line.end <= front and _LEGEND.match(whole.text, line.start, line.end)
    )
    try:
        return choose(body, base.session, base.year, legend or None)
    except ConfigError:
        return None
