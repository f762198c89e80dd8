"""The text of an evaluation, cut at its grades."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from treatygrade.schemes import Scheme
from treatygrade.segment.closing import closings, inner, trailing
from treatygrade.segment.lines import Page
from treatygrade.segment.marks import Mark, Marks, leading, worded
from treatygrade.segment.report import Span
from treatygrade.segment.scopes import SCOPE
from treatygrade.segment.vocabulary import function_words, grade_words

_NUMBERING = re.compile(r"\d{1,3}\. +")
_LETTERED = re.compile(r"([A-F][12]?) ?[:.–-] ?(\S.*)")
_ITEM = re.compile(rf"({SCOPE}) (?=[A-ZÀ-ÖØ-Þ])")
_NEXT_ITEM = re.compile(r"\n\(?[a-z]{1,4}\) ")
_TITLE = re.compile(r"[A-ZÀ-ÖØ-Þ][^.!?;:\n]{2,60}|\([^()\n]{3,60}\):?")
_WORDS = 80  # characters of a line that is nothing but a grade in words

Stretch = tuple[int, int, str]
"""Start and end of a part of an evaluation, and the scope that a label or heading gives to it ("" for none)."""


@dataclass(slots=True)
class Piece:
    """Grades and the text that they stand on. ``closed``: a grade at its end says that nothing more belongs to it."""

    marks: list[Mark] = field(default_factory=list)
    start: int = -1
    end: int = -1
    scope: str = ""
    closed: bool = False

    @property
    def span(self) -> Span | None:
        """Where the text lies; None where the grades stand alone."""
        return Span(self.start, self.end) if 0 <= self.start < self.end else None


def pieces(
    page: Page, scheme: Scheme, stretches: Sequence[Stretch], heading: Sequence[Mark] = (), *, under: bool = True
) -> list[Piece]:
    """The pieces of an evaluation in order.

    ``heading`` are grades in the heading above it; ``under``: grades may stand on lines of their own under their texts.

    Where some of the text is graded, text before the first grade or after a closing one is an introduction or the
    end of the report, and no piece. Where none is, everything is one ungraded piece for each scope.
    """
    parts = [
        ((begin, stop, scope), marks)
        for start, end, scope in stretches
        for begin, stop, marks in _parts(page, scheme, start, end)
    ]
    parts = list(_untitled(page, parts))
    tagged = bool(heading) or any(marks for _, marks in parts)
    found = [Piece(list(heading))]
    for part, marks in parts:
        _add(page, found, part, marks, by_scope=not tagged)
    if under and len(found) > 1 and found[0].span and not found[0].marks and not found[-1].span:
        for piece, after in pairwise(found):
            piece.marks = after.marks
        found.pop()
    for piece in found:
        _take_scope(page, piece)
    graded = any(piece.marks for piece in found)
    return [piece for piece in found if (piece.span and not graded) or _stands(piece)]


def _untitled(page: Page, parts: Sequence[tuple[Stretch, Marks | None]]) -> Iterator[tuple[Stretch, Marks | None]]:
    """The parts without the title of an item between its grade and its text: "[B]: (a) Legislation"."""
    for index, ((start, end, scope), marks) in enumerate(parts):
        after = parts[index + 1] if index + 1 < len(parts) else None
        scoped = marks is not None and any(mark.scope for mark in marks.marks)
        titled = scoped and start < end and after and after[1] is None and _is_title(page, start, end, after[0][0])
        yield (end if titled else start, end, scope), marks


def _is_title(page: Page, start: int, end: int, after: int) -> bool:
    """Whether a line holds no sentence, and the text after it does not go on with one."""
    words = page.text[start:end].strip()
    if not _TITLE.fullmatch(words) or not (page.text[after].isupper() or page.text[after] in '“«"('):
        return False
    last = page.folded[start:end].split()[-1]
    return last not in function_words()[page.words.language] and not page.words.openers["evaluation"].match(
        page.folded, start, end
    )


def _take_scope(page: Page, piece: Piece) -> None:
    """Read the item with which the text of a grade begins as its scope, unless the text goes on to other items."""
    span, named = piece.span, piece.scope or any(mark.scope for mark in piece.marks)
    match = _ITEM.match(page.text, span.start, span.end) if span and piece.marks and not named else None
    if match and not _NEXT_ITEM.search(page.text, match.end(), piece.end):
        piece.scope, piece.start = match[1].lower(), match.end()


def _stands(piece: Piece) -> bool:
    """Whether there is a grade, or a text that waits for one."""
    return any(mark.printed for mark in piece.marks) or bool(piece.marks and piece.span)


def _parts(page: Page, scheme: Scheme, start: int, end: int) -> Iterator[tuple[int, int, Marks | None]]:
    """A line, cut where a grade begins inside it: start, end and the grades with which the part begins."""
    first = _leading(page, scheme, start, end)
    begin = first.body if first else start
    for close in () if first else closings(page, begin, end):
        yield begin, close, None
        begin = close
    cuts = inner(page, begin, end)
    yield begin, cuts[0].start if cuts else end, first
    for index, marks in enumerate(cuts):
        yield marks.body, cuts[index + 1].start if index + 1 < len(cuts) else end, marks


def _leading(page: Page, scheme: Scheme, start: int, end: int) -> Marks | None:
    if marks := leading(page, start, end) or worded(page, start, end):
        label = _labels(scheme.name, page.words.language).match(page.folded, marks.body, end)
        return Marks(marks.marks, marks.start, label.end()) if label else marks
    words = page.text[start:end]
    if end - start <= _WORDS and not words.endswith("."):
        letter = _LETTERED.fullmatch(words)  # "B – Partially satisfactory"
        code = scheme.code(words, page.words.language)
        if letter and code is None and scheme.code(letter[2], page.words.language) == scheme.code(letter[1]):
            return Marks((Mark(letter[1]),), start, end) if scheme.code(letter[1]) else None
        return Marks((Mark(words.strip(" *_")),), start, end) if code else None
    return in_words(page, scheme, start, end)


def in_words(page: Page, scheme: Scheme, start: int, end: int) -> Marks | None:
    """A grade in words before the text that it stands on: "Insufficient progress: the Committee …"."""
    match = _before_colon(scheme.name, page.words.language).match(page.folded, start, end)
    if match is None or match.end() == end:
        return None
    return Marks((Mark(page.text[start : match.end("words")]),), start, match.end())


@cache
def _labels(scheme: str, language: str) -> re.Pattern[str]:
    """The scheme's words for a grade as they follow its letter: "[B] Action partially satisfactory: …"."""
    words = grade_words(scheme, language)
    return re.compile(rf"\(?(?:{words})\)?(?:[ ]?[:.-]\s*|$)" if words else r"(?!)")


@cache
def _before_colon(scheme: str, language: str) -> re.Pattern[str]:
    words = grade_words(scheme, language)
    return re.compile(rf"(?P<words>{words}) ?: " if words else r"(?!)")


def _scope_alone(marks: Sequence[Mark]) -> bool:
    """Whether "Paragraph 16 (a)" stands on a line of its own, over the line of its grade."""
    return len(marks) == 1 and not marks[0].printed and bool(marks[0].scope)


def _add(page: Page, found: list[Piece], part: Stretch, marks: Marks | None, *, by_scope: bool) -> None:
    """Add one part of a line: to the last piece, or as a new one; ``by_scope``: also where the scope changes."""
    start, end, scope = part
    while start < end and page.text[start].isspace():
        start += 1
    while end > start and page.text[end - 1].isspace():
        end -= 1
    current = found[-1]
    if current.closed or (current.span and (marks or (by_scope and scope and scope != current.scope))):
        current = Piece()
        found.append(current)
    if marks and current.marks and not current.span and not any(mark.printed for mark in marks.marks):
        current.marks = [Mark(mark.printed, mark.scope or marks.marks[0].scope) for mark in current.marks]
    elif marks and not current.span and _scope_alone(current.marks) and not any(mark.scope for mark in marks.marks):
        current.marks = [Mark(mark.printed, current.marks[0].scope) for mark in marks.marks]
    elif marks:
        current.marks += marks.marks
    current.scope = scope or current.scope
    if start >= end:
        return
    close = trailing(page, start, end)
    if close and (not current.marks or page.text[close.start - 1] in ".!?"):
        # After a full stop a tag is no quotation: beside one at the head of the text it is a second grade.
        told = {mark.printed for mark in current.marks}
        current.closed = True  # what follows would reach over the tag
        current.marks += [mark for mark in close.marks if mark.printed not in told]
        end = close.start
    if current.start < 0:
        numbering = _NUMBERING.match(page.text, start, end)
        current.start = numbering.end() if numbering else start
    current.end = max(end, current.end)
