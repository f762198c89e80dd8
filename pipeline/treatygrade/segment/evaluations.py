"""From the text of an evaluation to its grades, each with its scope and span."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from treatygrade.schemes import Scheme
from treatygrade.schemes.verdicts import Verdict, verdicts
from treatygrade.segment.items import items
from treatygrade.segment.lines import Page
from treatygrade.segment.marks import Mark, Marks, inner, leading, trailing, worded
from treatygrade.segment.paragraphs import Limb
from treatygrade.segment.report import Evaluation, FollowUpParagraph, Previous, Span
from treatygrade.segment.scopes import parse

_SHORT = 200  # characters: a text that only points elsewhere is no longer


@dataclass(slots=True)
class _Piece:
    """Grades and the text they stand on, while it is being read. ``closed``: nothing more belongs to it."""

    marks: list[Mark] = field(default_factory=list)
    start: int = -1
    end: int = -1
    scope: str = ""
    closed: bool = False


class Evaluator:
    """Turns limbs into follow-up paragraphs with evaluations, for one State and scheme."""

    def __init__(
        self, page: Page, scheme: Scheme, table: Mapping[tuple[str, tuple[str, ...]], str], followup: Mapping[str, str]
    ) -> None:
        self.page, self.scheme = page, scheme
        self.table = table  # an annexed table: (paragraph, scope) -> words printed
        self.followup = followup  # paragraph -> its items as the header lists them

    def paragraph(self, limb: Limb, *, round: int) -> FollowUpParagraph:
        """A limb with its items and evaluations."""
        tree = items(self.page.folded, limb.recommendation)
        paragraph = FollowUpParagraph(limb.number, limb.title, limb.recommendation, tree, limb.reply, limb.stakeholders)
        known = paragraph.labels()
        default = limb.scope or self.followup.get(limb.number, "")
        evaluations: list[Evaluation] = []
        for piece in self.pieces(limb.evaluation, limb.marks):
            evaluations += self._graded(piece, limb.number, default, known, round)
        previous = [
            Previous(round - 1, self._code(mark.printed) or mark.printed, "", parse(mark.scope, known), _span(piece))
            for piece in self.pieces(limb.previous, ())
            for mark in piece.marks
        ]
        return replace(paragraph, evaluations=tuple(evaluations), previous=tuple(previous))

    def pieces(
        self, stretches: list[tuple[int, int, str]] | list[tuple[int, int]], heading: tuple[Mark, ...]
    ) -> list[_Piece]:
        """Cut the text of an evaluation at its grades."""
        found: list[_Piece] = [_Piece(list(heading))]
        for stretch in stretches:
            start, end = stretch[0], stretch[1]
            scope = stretch[2] if len(stretch) > 2 else ""
            for begin, stop, marks in self._parts(start, end):
                self._add(found, begin, stop, marks, scope)
        graded = any(piece.marks for piece in found)
        return [piece for piece in found if (piece.marks or (piece.start >= 0 and not graded))]

    def _parts(self, start: int, end: int) -> Iterator[tuple[int, int, Marks | None]]:
        """A line, cut where a grade begins inside it: (start, end, grades with which it begins)."""
        first = self._leading(start, end)
        cuts = inner(self.page, first.body if first else start, end)
        starts = [(first.body if first else start, first), *((marks.body, marks) for marks in cuts)]
        ends = [*(marks.start for marks in cuts), end]
        for (begin, marks), stop in zip(starts, ends, strict=True):
            yield begin, stop, marks

    def _leading(self, start: int, end: int) -> Marks | None:
        if marks := leading(self.page, start, end) or worded(self.page, start, end):
            return marks
        words = self.page.text[start:end]
        if end - start <= 80 and not words.rstrip().endswith(".") and self.scheme.code(words, self.page.words.language):
            return Marks((Mark(words.strip(" *_")),), start, end)
        return None

    def _add(self, found: list[_Piece], start: int, end: int, marks: Marks | None, scope: str) -> None:
        """Add one part of a line to the pieces."""
        while start < end and self.page.text[start].isspace():
            start += 1
        while end > start and self.page.text[end - 1].isspace():
            end -= 1
        current = found[-1]
        if marks is not None:
            if current.start >= 0 or current.closed:
                current = _Piece()
                found.append(current)
            current.marks += marks.marks
            current.scope = scope or current.scope
        elif current.closed or (scope and scope != current.scope and current.start >= 0):
            current = _Piece(scope=scope)
            found.append(current)
        if start >= end:
            return
        close = trailing(self.page, start, end) if not current.marks else None
        if close is not None:
            current.marks += close.marks
            current.closed = True
            end = close.start
        if current.start < 0:
            current.start, current.scope = start, scope or current.scope
        if end > start:
            current.end = end

    # From pieces to evaluations.

    def _graded(self, piece: _Piece, number: str, default: str, known: tuple[str, ...], round: int) -> list[Evaluation]:
        span = _span(piece)
        folded = self.page.slice(span.start, span.end) if span else ""
        text = self.page.text[span.start : span.end] if span else ""
        refers = len(text) <= _SHORT and bool(self.page.words.by_reference.match(folded))
        stated = verdicts(text, self.scheme.name, self.page.words.language)
        codes = tuple(verdict.code for verdict in stated)
        marks = piece.marks or self._worded(text, stated, number, piece.scope or default, known)
        found = []
        for mark in marks:
            scope = parse(mark.scope or piece.scope or default, known)
            code = self._code(mark.printed) or ""
            found.append(Evaluation(scope, mark.printed, code, span, codes, len(marks) > 1, refers, round))
        return found

    def _worded(self, text: str, stated: list[Verdict], number: str, scope: str, known: tuple[str, ...]) -> list[Mark]:
        """The grades of an evaluation without tags: its verdict sentences, or an annexed table."""
        printed = {id(verdict): self._words(text[verdict.start : verdict.end], verdict.code) for verdict in stated}
        whole = [verdict for verdict in stated if not verdict.limb]
        named = [verdict for verdict in whole if verdict.items]
        if len({verdict.items for verdict in named}) > 1:
            return [Mark(printed[id(verdict)], " and ".join(verdict.items)) for verdict in named]
        if whole or stated:
            return [Mark(printed[id((whole or stated)[-1])], scope)]
        found = self.table.get((number, parse(scope, known))) or self.table.get((number, ()))
        return [Mark(found or "", scope)]

    def _words(self, clause: str, code: str) -> str:
        """The words of a verdict clause that are the grade, as printed; the code where it paraphrases."""
        folded = clause.lower()
        for words in self.scheme.printed(self.page.words.language):
            at = folded.find(words)
            if at >= 0 and len(words) > 2 and self.scheme.code(words, self.page.words.language) == code:
                return clause[at : at + len(words)]
        return code

    def _code(self, printed: str) -> str | None:
        return self.scheme.code(printed, self.page.words.language) if printed else None


def _span(piece: _Piece) -> Span | None:
    return Span(piece.start, piece.end) if 0 <= piece.start < piece.end else None
