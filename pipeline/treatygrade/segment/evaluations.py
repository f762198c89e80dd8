"""From a limb to a follow-up paragraph: its evaluations, each with grade, scope and span."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from treatygrade.schemes import Scheme
from treatygrade.schemes.verdicts import Verdict, verdicts
from treatygrade.segment.fold import fold
from treatygrade.segment.items import items
from treatygrade.segment.limbs import Limb
from treatygrade.segment.lines import Page
from treatygrade.segment.marks import TAG, Mark
from treatygrade.segment.pieces import Piece, pieces
from treatygrade.segment.report import Evaluation, FollowUpParagraph
from treatygrade.segment.scopes import parse

_TAG = re.compile(r"\[ ?[A-F][12]? ?\]")
_TAGS = rf"(?:{_TAG.pattern}[ ,;]*)++"
_TAGGED = re.compile(rf"(?P<first>{_TAGS})(?P<title>.*)|(?P<rest>.*?)(?P<last>{_TAGS})")
_SHORT = 200  # characters: a text that only points elsewhere is no longer


@dataclass(frozen=True, slots=True)
class Evaluator:
    """Turns the limbs of one State into follow-up paragraphs.

    ``table`` is an annexed table, (paragraph, scope) -> words printed; ``followup`` are the items that the header
    names for a paragraph: both speak only where the evaluation itself does not.
    """

    page: Page
    scheme: Scheme
    table: Mapping[tuple[str, tuple[str, ...]], str]
    followup: Mapping[str, str]

    def paragraph(self, limb: Limb, round: int) -> FollowUpParagraph:
        """A limb with the items of its recommendation and its evaluations of the current round."""
        title, marks = self._graded_title(limb)
        tree = items(self.page.folded, limb.recommendation)
        known = tuple(item.label for top in tree for item in top.walk())
        default = limb.scope or self.followup.get(limb.number, "")
        found = tuple(
            evaluation
            for piece in pieces(self.page, self.scheme, limb.evaluation, marks)
            for evaluation in self._graded(piece, limb.number, piece.scope or default, known, round)
        )
        return FollowUpParagraph(limb.number, title, limb.recommendation, tree, limb.reply, limb.stakeholders, found)

    def _graded_title(self, limb: Limb) -> tuple[str, tuple[Mark, ...]]:
        """The title without the grade that it may end with ("Statistics – satisfactory"), and the heading's grades."""
        if not limb.marks and (match := _TAGGED.fullmatch(limb.title)):
            tags = _TAG.findall(match["first"] or match["last"])
            return (match["title"] or match["rest"] or "").strip(" :.–-"), tuple(Mark(tag) for tag in tags)
        title, _, words = limb.title.rpartition(" – ")
        if not limb.marks and len(words) > 2 and self.scheme.code(words, self.page.words.language):
            return title, (Mark(words),)
        return limb.title, limb.marks

    def _graded(self, piece: Piece, number: str, default: str, known: tuple[str, ...], round: int) -> list[Evaluation]:
        span = piece.span
        start, end = (span.start, span.end) if span else (0, 0)
        text = self.page.text[start:end]
        refers = end - start <= _SHORT and bool(self.page.words.by_reference.match(self.page.folded, start, end))
        stated = verdicts(text, self.scheme.name, self.page.words.language)
        marks = piece.marks or self._in_words(text, stated, number, default, known)
        return [
            Evaluation(
                scope=parse(mark.scope or default, known),
                grade_printed=mark.printed,
                grade_raw=self._code(mark.printed),
                span=span,
                verdicts=tuple(verdict.code for verdict in stated),
                shared=len(marks) > 1,
                by_reference=refers,
                round=round,
            )
            for mark in marks
        ]

    def _code(self, printed: str) -> str:
        tag = TAG.fullmatch(fold(printed))
        return self.scheme.code(tag["grade"] or "" if tag else printed, self.page.words.language) or ""

    def _in_words(
        self, text: str, stated: list[Verdict], number: str, scope: str, known: tuple[str, ...]
    ) -> list[Mark]:
        """The grades of an evaluation without tags: what its verdict sentences state, or an annexed table.

        Verdicts on different items are grades of their own; of verdicts on the whole the last one counts, and one on
        a part that it does not name by its item only where there is no other.
        """
        whole = [verdict for verdict in stated if not verdict.limb]
        named = [verdict for verdict in whole if verdict.items]
        if len({verdict.items for verdict in named}) > 1:
            return [Mark(self._words(text, verdict), " and ".join(verdict.items)) for verdict in named]
        if stated:
            return [Mark(self._words(text, (whole or stated)[-1]), scope)]
        return [Mark(self.table.get((number, parse(scope, known))) or self.table.get((number, ()), ""), scope)]

    def _words(self, text: str, verdict: Verdict) -> str:
        """The words of a verdict that are the grade, as printed; the code where the verdict paraphrases it."""
        clause = text[verdict.start : verdict.end]
        folded = clause.lower()
        for words in self.scheme.printed(self.page.words.language):
            at = folded.find(words)
            if at >= 0 and len(words) > 2 and self.scheme.code(words, self.page.words.language) == verdict.code:
                return clause[at : at + len(words)]
        return verdict.code
