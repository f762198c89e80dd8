"""From a document to its reports, one for each State."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile
from typing import Literal

from treatygrade.errors import ConfigError, SegmentError
from treatygrade.read.document import Document
from treatygrade.schemes import Scheme, choose, load
from treatygrade.segment.annex import Entry, entries
from treatygrade.segment.evaluations import Evaluator
from treatygrade.segment.expected import expect
from treatygrade.segment.header import Header, header, own_symbol
from treatygrade.segment.language import language
from treatygrade.segment.lines import Page, page
from treatygrade.segment.paragraphs import Reader
from treatygrade.segment.report import Evaluation, FollowUpParagraph, Report
from treatygrade.segment.rounds import reproduced, with_previous
from treatygrade.segment.sessions import adoption
from treatygrade.segment.states import Section, sections
from treatygrade.segment.symbols import SYMBOL, committee, country_code, country_name, iso3
from treatygrade.segment.tables import spread
from treatygrade.segment.vocabulary import vocabulary

_GRADE = re.compile(r"\[?[A-F][12]?\]?(?:[.:)]? |$)")
_FIRST_PAGE = 3_000  # characters


def segment(
    document: Document, *, scheme: str | None = None, rounds: Literal["current", "all"] = "current"
) -> list[Report]:
    """The reports in a document, one for each State, in order.

    Args:
        document: as `treatygrade.read.read` returns it.
        scheme: name of the grading scheme; None for the one that the report's legend, committee and session tell.
        rounds: ``all`` adds the evaluations of earlier rounds that the report reproduces, with their round.

    Raises:
        SegmentError: there is no evaluation in the document, or it is not in English, French or Spanish.
        ConfigError: there is no such scheme.
    """
    if not document.text.strip():
        raise SegmentError("the document has no text", file=document.name, hint="check that it is the right file")
    try:
        whole = page(document, vocabulary(language(document.text)))
        spread(whole)
        expect(whole)
    except SegmentError as error:
        error.file = document.name
        raise
    found = sections(whole)
    front = _front(whole, found)
    own = own_symbol(whole, front)
    session, year = adoption(whole, front)
    base = Report(document, symbol=own, session=session, year=year, language=whole.words.language)
    legend = _legend(whole, front)
    labelled = any(line.role == "evaluation" for line in whole.lines)
    reports = []
    for section in found:
        head = header(whole, section, own)
        body = _committee(whole, base, head)
        known = load(scheme) if scheme else _scheme(body, base, legend)
        if known is None and body and labelled:
            raise SegmentError(
                f"no grading scheme is known for the committee {body.upper()}",
                file=document.name,
                hint="name the scheme that its grades are of with --scheme",
            )
        if known is not None:
            report = _report(whole, section, head, _described(base, section, head, known), known)
            if _evaluates(report, labelled=labelled):
                reports.append(report)
    if not reports:
        raise _nothing(whole)
    if rounds == "all":
        return [report.with_paragraphs(tuple(map(reproduced, report.paragraphs))) for report in reports]
    return reports


def _front(whole: Page, found: list[Section]) -> int:
    """Where the title pages and the introduction end."""
    first = min((section.start or section.body for section in found), default=0)
    return whole.lines[first - 1].end if 0 < first <= len(whole.lines) else 0


def _described(base: Report, section: Section, head: Header, known: Scheme) -> Report:
    code = iso3(head.co_symbol) or iso3(head.reply_symbol) or country_code(section.state)
    return replace(
        base,
        state=section.state or country_name(code),
        iso3=code,
        co_symbol=head.co_symbol,
        reply_symbol=head.reply_symbol,
        committee=known.committee,
        scheme=known.name,
        round=head.round,
        followup=tuple(head.followup),
        header_grades=head.grades,
    )


def _report(whole: Page, section: Section, head: Header, report: Report, known: Scheme) -> Report:
    if section.grade:
        return report.with_paragraphs((FollowUpParagraph("", evaluations=(_untexted(section.grade, head, known),)),))
    front, body = whole.lines[section.start : section.body], whole.lines[section.body : section.end]
    table = entries(whole, front, body, known)
    evaluator = Evaluator(whole, known, {(number, scope): words for number, scope, words in table}, head.followup)
    limbs = Reader(whole, body, known, head.followup).read()
    paragraphs = tuple(with_previous(whole, evaluator.paragraph(limb, head.round), limb, head, known) for limb in limbs)
    if not any(paragraph.evaluations for paragraph in paragraphs):
        paragraphs = tuple(
            FollowUpParagraph(number, evaluations=tuple(_untexted(grade, head, known) for grade in grades))
            for number, grades in head.grades.items()
        )
    return replace(report, header_grades=head.grades or _by_paragraph(table), paragraphs=paragraphs)


def _untexted(printed: str, head: Header, known: Scheme) -> Evaluation:
    """A grade that stands in a table or header without a text."""
    return Evaluation(grade_printed=printed, grade_raw=known.code(printed) or "", round=head.round)


def _by_paragraph(table: list[Entry]) -> dict[str, list[str]]:
    grades: dict[str, list[str]] = {}
    for number, _, words in table:
        grades.setdefault(number, []).append(words)
    return grades


def _legend(whole: Page, front: int) -> str:
    """The lines before the first State that begin with a grade."""
    lines = takewhile(lambda line: line.end <= front, whole.lines)
    found = (whole.text[line.start : line.end] for line in lines if _GRADE.match(whole.text, line.start, line.end))
    return "\n".join(found)


def _committee(whole: Page, base: Report, head: Header) -> str:
    """The committee that the symbols of the header, or any others, are of; "" where there are none."""
    body = committee(base.symbol or head.co_symbol or head.reply_symbol)
    return body or next((name for match in SYMBOL.finditer(whole.text) if (name := committee(match[0]))), "")


def _scheme(body: str, base: Report, legend: str) -> Scheme | None:
    """The scheme that the report's legend, session and committee tell; None for a body that gives no grades."""
    try:
        return choose(body, base.session, base.year, legend or None)
    except ConfigError:
        return None


def _evaluates(report: Report, *, labelled: bool) -> bool:
    """Whether a State's part holds an evaluation: a grade, or, in a document with labels, a text without one yet."""
    found = [evaluation for paragraph in report.paragraphs for evaluation in paragraph.evaluations]
    return any(evaluation.grade_printed for evaluation in found) or (labelled and bool(found))


def _nothing(whole: Page) -> SegmentError:
    """What to say of a document in which nothing was found: what it is, as far as its first page tells."""
    for pattern, kind, hint in whole.words.kinds:
        if pattern.search(whole.folded, 0, _FIRST_PAGE):
            return SegmentError(f"no evaluation: {kind}", file=whole.document.name, hint=hint)
    return SegmentError(
        "no evaluation was found: it does not look like a follow-up report of a treaty body",
        file=whole.document.name,
        hint="give a report or letter in which a committee evaluates a State's follow-up reply",
    )
