"""Footnotes that a file prints in its text: bodies go to the notes, marks out of the text."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from treatygrade.read.draft import Paragraph
from treatygrade.resources import config

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", "[]")
_BODY = re.compile(r"\s*(?P<stars>\*{1,4}|[†‡])\s*(?=\w)|\s*(?P<number>\d{1,3}|\[\d{1,3}\]|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})\s+(?=\S)")
_STARS = re.compile(r"(?<=[^\s*])(?:\*{1,4}|[†‡])(?![\w*])")

# A number glued to the end of a word, to the punctuation after it, or to a year.
_NUMBER = re.compile(
    r"(?:(?<=[^\W\d_]{2})|(?<=[^\s\d][.,;:)\]”’\"'])|(?<=[”»])|(?<=(?:19|20)\d\d[.,;)]))(?P<digits>\d{1,3})(?=[\s.,;:)”’»—–]|$)"
    r"|(?<![\d,./-])(?:19|20)\d\d(?P<year>\d{1,2})(?![\d,/])"
    r"|(?<=\S)(?P<bracketed>\[\d{1,3}\])"
    r"|(?P<small>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})"
)
_DIGITS = re.compile("[0-9⁰¹²³⁴⁵⁶⁷⁸⁹]+")  # where the slower pattern above may match
_SMALL = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]")
_YEAR = 5  # digits: so many are a year and its mark
_UNIT = re.compile(r"(?:^|[\s\d])[kcdm]?m$")
_WITHIN = re.compile(r"(?<=[.;]) (?P<number>\d{1,3}) (?=[A-Z“\"«h])")  # the next note on the same line
_OVERLEAF = 5  # lines of a note that go on overleaf
_AHEAD = 3  # numbers that may be missing between two notes


@dataclass(frozen=True, slots=True)
class _Mark:
    paragraph: int
    start: int
    end: int


@cache
def _rules() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    known = config("read", "notes.yaml")
    return (
        re.compile("|".join(known["session"])),
        re.compile(rf"(?:^|[^\w])(?:{'|'.join(known['not_before_mark'])})\.?$"),
        re.compile(known["ends_notes"]),
    )


def without_notes(paragraphs: list[Paragraph]) -> tuple[list[Paragraph], list[tuple[str, str]]]:
    """Take footnotes out: returns the paragraphs without bodies, marks made into marks, and (mark, body) pairs.

    A body begins with its mark. A number counts as one if it follows the number of the note before and its mark
    stands above it on the page, glued to a word; a star, if a word above has it or if it begins a session footnote.
    """
    texts = [paragraph.text for paragraph in paragraphs]
    if not any(map(_may_be_noted, texts)):
        return paragraphs, []
    marks = _Marks(paragraphs, texts)
    kept: list[Paragraph] = []
    notes: list[tuple[str, str]] = []
    above, page, index, broken = 0, 0, 0, False  # a long footnote begins on the page before
    while index < len(paragraphs):
        paragraph = paragraphs[index]
        if paragraph.breaks_page:
            above, page = page, index
        label = marks.body(index, above)
        if label is None:
            paragraph.breaks_page |= broken
            broken = False
            kept.append(paragraph)
            index += 1
            continue
        stop = _end_of_note(paragraphs, index, int(label) if label.isdecimal() else marks.last)
        if label.isdecimal():
            stop = marks.overleaf(stop, int(label), above)
        text = " ".join(line.text.strip() for line in paragraphs[index:stop])
        notes += marks.split(label, text, index, above)
        broken = True
        index = stop
    marks.lift()
    return kept, notes


def _may_be_noted(text: str) -> bool:
    """Whether a paragraph begins as the body of a note does, or has a mark in small digits."""
    return _BODY.match(text) is not None or (not text.isascii() and _SMALL.search(text) is not None)


class _Marks:
    """Where the text has footnote marks, in order; found once, used up as bodies ask for them."""

    def __init__(self, paragraphs: list[Paragraph], texts: list[str]) -> None:
        self.paragraphs, self.texts = paragraphs, texts
        self.numbers: dict[int, deque[_Mark]] = {}
        self.stars: dict[str, deque[_Mark]] = {}
        self.found: list[tuple[_Mark, str]] = []
        self.last = 0
        for index, text in enumerate(texts):
            self._scan(index, text)

    def _scan(self, index: int, text: str) -> None:
        before_ok = _rules()[1]
        for candidate in _DIGITS.finditer(text):
            if text[candidate.start() - 1 : candidate.start()] == " " and candidate.end() - candidate.start() < _YEAR:
                continue  # most numbers: not glued to anything
            match = _NUMBER.match(text, candidate.start() - (text[candidate.start() - 1 : candidate.start()] == "["))
            if match is None:
                continue
            kind = match.lastgroup or ""
            start, end = match.span(kind)
            word = text[max(0, text.rfind(" ", max(0, start - 60), start) + 1) : start]
            if kind == "small":
                if not (_UNIT.search(text[max(0, start - 4) : start]) and match[kind] in "²³"):
                    self.found.append((_Mark(index, start, end), match[kind].translate(_SUPERSCRIPTS)))
            elif "/" in word or before_ok.search(word):
                continue
            self.numbers.setdefault(int(match[kind].translate(_SUPERSCRIPTS)), deque()).append(_Mark(index, start, end))
        if "*" in text or "†" in text or "‡" in text:
            for match in _STARS.finditer(text):
                self.stars.setdefault(match[0], deque()).append(_Mark(index, *match.span()))

    def body(self, index: int, page: int) -> str | None:
        """The mark with which a footnote's body begins, or None where the paragraph is text."""
        paragraph = self.paragraphs[index]
        if paragraph.kind == "cell" or not paragraph.spans:
            return None
        text = self.texts[index]
        match = _BODY.match(text)
        if match is None:
            return None
        explicit = paragraph.spans[0].mark or match[0].strip()[0] in "⁰¹²³⁴⁵⁶⁷⁸⁹"
        if match["stars"]:
            known = self._next(self.stars.get(match["stars"]), 0, index) is not None
            return match["stars"] if explicit or known or _rules()[0].match(text, match.end()) else None
        number = int(match["number"].translate(_SUPERSCRIPTS))
        expected = self.last < number <= self.last + _AHEAD
        if _rules()[0].match(text, match.end()):
            page = 0  # the title has the mark, whatever the page
        if explicit or (expected and self._next(self.numbers.get(number), page, index) is not None):
            return str(number)
        return None

    def overleaf(self, stop: int, last: int, page: int) -> int:
        """Where a note ends that goes on overleaf: what stands above the next note on a page is no text."""
        paragraphs = self.paragraphs
        if (
            stop == len(paragraphs)
            or not paragraphs[stop].breaks_page
            or paragraphs[stop - 1].text.rstrip()[-1:] == "."
        ):
            return stop
        for at in range(stop + 1, min(stop + _OVERLEAF, len(paragraphs))):
            if paragraphs[at].gap or paragraphs[at].breaks_page:
                break
            match = _BODY.match(paragraphs[at].text)
            if match and match["number"] == str(last + 1) and self._next(self.numbers.get(last + 1), page, at):
                return at
        return stop

    def split(self, label: str, text: str, index: int, page: int) -> list[tuple[str, str]]:
        """The notes of one stretch of lines, each with its mark, which is looked up in the text above."""
        start = _BODY.match(text)
        text = text[start.end() :] if start else text
        self._take(label, index, 0 if _rules()[0].match(text) else page)
        cuts = [(label, 0, 0)]
        for match in _WITHIN.finditer(text):
            if int(match["number"]) == self.last + 1:
                self._take(match["number"], index, page)
                cuts.append((match["number"], match.start(), match.end()))
        ends = [start for _, start, _ in cuts[1:]] + [len(text)]
        return [(mark, text[begin:end].strip()) for (mark, _, begin), end in zip(cuts, ends, strict=True)]

    def _take(self, label: str, index: int, page: int) -> None:
        number = label.isdecimal()
        if number:
            self.last = int(label)
        queue = self.numbers.get(int(label)) if number else self.stars.get(label)
        mark = self._next(queue, page if number else 0, index)
        if mark is not None and queue:
            queue.popleft()
            self.found.append((mark, label))

    def _next(self, queue: deque[_Mark] | None, first: int, stop: int) -> _Mark | None:
        """The first mark left between two paragraphs; those above are used up."""
        while queue and queue[0].paragraph < first:
            queue.popleft()
        return queue[0] if queue and queue[0].paragraph < stop else None

    def lift(self) -> None:
        """Make marks of the stretches that turned out to be marks."""
        cuts: dict[int, dict[tuple[int, int], str]] = {}
        for mark, label in self.found:  # a small digit is found by itself and by its note
            cuts.setdefault(mark.paragraph, {})[mark.start, mark.end] = label
        for index, found in cuts.items():
            self.paragraphs[index].cut_all([(*place, label) for place, label in sorted(found.items())])


def _end_of_note(paragraphs: list[Paragraph], index: int, last: int) -> int:
    """Where the body of a note that begins at ``index`` ends: its lines have no blank line between them.

    A line may begin with a number of its own, such as "25 March": the next note's follows that of the ``last``.

    Up to the end of the page all lines belong to it; elsewhere a line that ends a sentence ends the note.
    """
    ends = _rules()[2]
    stop = index + 1
    while stop < len(paragraphs):
        line = paragraphs[stop]
        next_note = _BODY.match(line.text)
        number = next_note and next_note["number"]
        if number and not last < int(number.translate(_SUPERSCRIPTS)) <= last + _AHEAD:
            next_note = None
        if line.gap or line.breaks_page or ends.match(line.text.lstrip()) or next_note:
            break
        stop += 1
    if stop == len(paragraphs) or paragraphs[stop].breaks_page:
        return stop
    for before, after in pairwise(range(index, stop)):
        if paragraphs[before].text.rstrip().endswith("."):
            return after
    return stop
