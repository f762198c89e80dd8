"""Earlier rounds of the follow-up that a report quotes: their grades never pass as current ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from treatygrade.schemes import Scheme, load, names
from treatygrade.segment.header import Header
from treatygrade.segment.limbs import Limb
from treatygrade.segment.lines import Page
from treatygrade.segment.pieces import pieces
from treatygrade.segment.report import Evaluation, FollowUpParagraph, Previous
from treatygrade.segment.scopes import parse
from treatygrade.segment.symbols import symbols


def with_previous(
    page: Page, paragraph: FollowUpParagraph, limb: Limb, head: Header, scheme: Scheme
) -> FollowUpParagraph:
    """Add the earlier grades of a paragraph: those that it reproduces with their text, and those in the header.

    A round that is reproduced is not taken from the header again. ``round`` is 0 where the report does not say in
    which round a grade was given.
    """
    known = paragraph.labels()
    last = max(0, head.round - 1)
    symbol = _symbol(page, limb) or (head.earlier[-1].symbol if head.earlier else "")
    quoted = [
        Previous(last, mark.printed, "", symbol, parse(mark.scope, known), piece.span)
        for piece in pieces(page, scheme, [(start, end, "") for start, end in limb.previous], under=False)
        for mark in piece.marks
        if mark.printed
    ]
    listed = [
        Previous(earlier.round, grade, "", earlier.symbol)
        for earlier in head.earlier
        if not (quoted and earlier.round == last)
        for grade in earlier.grades.get(paragraph.number, ())
    ]
    return replace(paragraph, previous=tuple(_coded([*listed, *quoted], scheme)))


def reproduced(paragraph: FollowUpParagraph) -> FollowUpParagraph:
    """The paragraph with its earlier grades as evaluations before the current ones."""
    earlier = tuple(
        Evaluation(
            scope=previous.scope,
            grade_printed=previous.grade_printed,
            grade_raw=previous.grade_raw,
            span=previous.span,
            round=previous.round,
            scheme=previous.scheme,
        )
        for previous in paragraph.previous
    )
    return replace(paragraph, evaluations=(*earlier, *paragraph.evaluations))


def _symbol(page: Page, limb: Limb) -> str:
    """The report that the earlier grades were printed in: "Follow-up question (see CCPR/C/116/2)"."""
    found = symbols(limb.previous_note.upper())
    if not found and limb.previous:
        found = symbols(page.text[limb.previous[0][0] : limb.previous[0][1]])
    return found[0][1] if found else ""


def _coded(earlier: Sequence[Previous], scheme: Scheme) -> list[Previous]:
    """Earlier grades in codes of the scheme of their round: the current one, or another one of the committee."""
    coded = []
    for round in sorted({previous.round for previous in earlier}):
        same = [previous for previous in earlier if previous.round == round]
        others = [load(name) for name in names() if load(name).committee == scheme.committee]
        for known in [scheme, *others]:
            codes = [known.code(previous.grade_printed) for previous in same]
            if all(codes):
                break
        else:
            known, codes = scheme, [scheme.code(previous.grade_printed) for previous in same]
        coded += [
            replace(previous, grade_raw=code or "", scheme=known.name)
            for previous, code in zip(same, codes, strict=True)
        ]
    return coded
