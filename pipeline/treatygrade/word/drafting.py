"""Which comments a draft gets, and where: one for each unit, on the unit's own runs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from treatygrade.read.document import Document
from treatygrade.suggest import Suggestion
from treatygrade.suggest.words import comment, one_line
from treatygrade.word.annotate import Comment


class Finding(Protocol):
    """What is certainly wrong, as :class:`treatygrade.check.Finding` has it."""

    @property
    def unit(self) -> int | None: ...
    @property
    def message(self) -> str: ...
    @property
    def place(self) -> str: ...
    @property
    def quotations(self) -> Sequence[str]: ...
    @property
    def paragraph(self) -> str: ...


def comments(document: Document, suggestions: Sequence[Suggestion], findings: Iterable[Finding] = ()) -> list[Comment]:
    """The findings of each unit, then its suggestion.

    Findings about no unit come first: on the first unit of their paragraph, or else where they quote the draft.

    A unit without a text of its own (graded in a table only) gets its comment at the start.
    """
    of_unit: dict[int | None, list[Finding]] = {}
    for finding in findings:
        of_unit.setdefault(finding.unit, []).append(finding)
    first: dict[object, tuple[int, int]] = {}
    for suggestion in suggestions:
        start, end = _span(suggestion.unit)
        if start < end:
            first.setdefault(suggestion.unit.get("paragraph"), (start, end))
    found = [
        _comment(document, *(first.get(finding.paragraph) or _quoted(document, finding)), [_line(finding)])
        for finding in of_unit.get(None, [])
    ]
    for number, suggestion in enumerate(suggestions):
        certain = [_line(finding) for finding in of_unit.get(number, [])]
        start, end = _span(suggestion.unit)
        if start < end or certain:
            found.append(_comment(document, start, end, [*certain, *comment(suggestion)]))
    return found


def _comment(document: Document, start: int, end: int, lines: list[str]) -> Comment:
    first = _place(document, range(start, len(document.text)))
    last = _place(document, range(end - 1, start - 1, -1)) or first
    if first is None or last is None:
        raise ValueError(f"{document.name} has no run behind offset {start}")
    return Comment(first, max(first, last), tuple(lines))


def _place(document: Document, offsets: range) -> tuple[int, int] | None:
    """The run of the first of the offsets that has one (list numbers and separators have none)."""
    pieces = (document.origin(offset) for offset in offsets)
    return next(((piece.paragraph, piece.run) for piece in pieces if piece is not None), None)


def _span(unit: Mapping[str, object]) -> tuple[int, int]:
    start, end = unit.get("start"), unit.get("end")
    return (start, end) if isinstance(start, int) and isinstance(end, int) else (0, 0)


def _quoted(document: Document, finding: Finding) -> tuple[int, int]:
    """Where the draft has what the finding quotes first; its beginning where it quotes nothing."""
    for quotation in finding.quotations:
        start = document.text.find(quotation)
        if quotation and start >= 0:
            return start, start + len(quotation)
    return 0, 0


def _line(finding: Finding) -> str:
    quoted = " / ".join(f"“{one_line(quotation)}”" for quotation in finding.quotations)
    return " ".join(filter(None, [f"Certain: {finding.place}.", finding.message, quoted]))
