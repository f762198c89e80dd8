"""What segmentation finds in a document: reports, follow-up paragraphs, evaluations, each with its span."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from treatygrade.read.document import Document

Language = Literal["en", "fr", "es"]


@dataclass(frozen=True, slots=True)
class Span:
    """``document.text[start:end]``; never empty."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a recommendation, e.g. ``(b)``, with its own items ``(b)(i)`` … in order."""

    label: str
    span: Span
    items: tuple[Item, ...] = ()

    def walk(self) -> Iterator[Item]:
        """The item itself and everything under it, in document order."""
        yield self
        for item in self.items:
            yield from item.walk()


@dataclass(frozen=True, slots=True)
class Previous:
    """A grade that an earlier round gave, as this report quotes it.

    ``round`` counts from 1, 0 where the report does not say; ``scheme`` is that of the round, ``symbol`` the report
    that gave the grade, ``span`` the text that is quoted with it.
    """

    round: int
    grade_printed: str
    grade_raw: str = ""
    symbol: str = ""
    scope: tuple[str, ...] = ()
    span: Span | None = None
    scheme: str = ""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One grade, or one evaluation that carries none yet.

    ``grade_printed`` is the very tag or words, ``grade_raw`` the scheme's code ("" if ungraded or
    unknown). ``span`` is the text graded, None where the grade stands in a table without one.
    ``verdicts`` are the codes that the verdict sentences state, in order. ``shared``: another grade
    stands on the same text; ``by_reference``: the text only points to an earlier evaluation. ``scheme``
    is "" where it is the report's.
    """

    scope: tuple[str, ...] = ()
    grade_printed: str = ""
    grade_raw: str = ""
    span: Span | None = None
    verdicts: tuple[str, ...] = ()
    shared: bool = False
    by_reference: bool = False
    round: int = 1
    scheme: str = ""


@dataclass(frozen=True, slots=True)
class FollowUpParagraph:
    """A paragraph of the concluding observations, or a part of one that is treated by itself.

    ``number`` is "" where a State is graded as a whole. A report may treat one number in several
    parts, each with its own recommendation and reply: they follow each other here.
    """

    number: str
    title: str = ""
    recommendation: Span | None = None
    items: tuple[Item, ...] = ()
    reply: Span | None = None
    stakeholders: Span | None = None
    evaluations: tuple[Evaluation, ...] = ()
    previous: tuple[Previous, ...] = ()

    def labels(self) -> tuple[str, ...]:
        """The labels of all items of the recommendation, nested ones too, in order."""
        return tuple(item.label for top in self.items for item in top.walk())


@dataclass(frozen=True, slots=True)
class Report:
    """All that one document says of one State.

    ``header_grades`` lists, for each paragraph, the grades of the current round as the header (or an
    annexed table) prints them; ``round`` is the number of the reply that is evaluated.
    """

    document: Document = field(repr=False, compare=False)
    state: str = ""
    iso3: str = ""
    symbol: str = ""
    co_symbol: str = ""
    reply_symbol: str = ""
    committee: str = ""
    scheme: str = ""
    session: int | None = None
    year: int | None = None
    language: Language = "en"
    round: int = 1
    followup: tuple[str, ...] = ()
    header_grades: dict[str, list[str]] = field(default_factory=dict)
    paragraphs: tuple[FollowUpParagraph, ...] = ()

    def text(self, span: Span | None) -> str:
        """The text of a span of this report; "" for None."""
        return self.document.text[span.start : span.end] if span else ""

    def with_paragraphs(self, paragraphs: tuple[FollowUpParagraph, ...]) -> Report:
        """The same header with other paragraphs."""
        return replace(self, paragraphs=paragraphs)

    def units(self, file: str = "") -> list[dict[str, Any]]:
        """One row for each evaluation, in document order, with exactly ``UNIT_COLUMNS``."""
        from treatygrade.segment.units import units

        return units(self, file)
