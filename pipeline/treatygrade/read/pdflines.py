"""The lines of a PDF page as pdfium finds them, with the place and the type of each."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

# From the first letter of a line to its end, or to a hyphen there: pdfium's two signs for one, after which it goes on
# without a line end.
_LINE = re.compile(r"\S[^\n\ufffe\x02]*[\ufffe\x02]?")
_HYPHENS = ("\ufffe", "\x02")
_RAISED = re.compile(r"(?<=\S)(?:\d{1,3}|[*†‡]{1,4})(?=[\s.,;:)”’»\ufffe]|$)")
_SPACES = re.compile(r"(?<=\S)[ \u00a0]+(?=\S)")
_WIDE = 0.56  # of the size: the mean width of a character, spaces counted, is 0.4 to 0.5 in the usual typefaces
_GAP = 0.9  # of the size: no space between two words is so wide, unless the line is justified
_CELL = 2.5  # of the size: nor is any in a justified line; less is a gap between cells if another is 3 times narrower
_LABEL = re.compile(r"\(?\w{1,4}[.)]|[•–—*-]{1,4}")  # has its text behind a tab, as a raised number has


@dataclass(slots=True)
class Line:
    """A line: ``left`` and ``right`` edge, base line ``y`` from the foot of the page and ``size``, in points.

    ``marks`` are the stretches of ``text`` set smaller than the line: superscripts.
    """

    text: str
    page: int
    number: int
    left: float
    right: float
    y: float
    size: float
    bold: bool
    marks: list[tuple[int, int]]


def lines(textpage: Any, page: int) -> Iterator[Line]:
    """The lines of a page, in the order of the file, which Word and LibreOffice write as it is read.

    What stands on one base line with a wide gap in it, such as cells of one line each, comes as several lines.
    """
    ask = _Ask(textpage)
    text = ask.text()
    raised = [match.span() for match in _RAISED.finditer(text)]
    number = mark = 0
    for match in _LINE.finditer(text):
        words, first = match[0], match.start()
        bare = words.rstrip()
        last = first + len(bare) - 1
        marks = []
        while mark < len(raised) and raised[mark][0] <= last:
            marks.append(raised[mark])
            mark += 1
        left, y = ask.origin(first)
        size = ask.size(first)
        if not bare[0].isalpha():  # it may be raised, or a space that pdfium puts in
            size = max(size, ask.size((first + last) // 2), ask.size(last))
        right = ask.right(last)
        bold = ask.bold(first)
        if right - left > _WIDE * size * len(bare):
            for begin, end in _stretches(ask, text, first, last, size):
                within = [(a, b) for a, b in marks if begin <= a <= end]
                x, y = ask.origin(begin)
                right = ask.right(end)
                yield _line(ask, text[begin : end + 1], begin, page, number, x, right, y, size, bold, within)
                number += 1
            continue
        yield _line(ask, bare, first, page, number, left, right, y, size, bold, marks)
        number += 1


def _line(
    ask: _Ask, words: str, first: int, page: int, number: int, left: float, right: float, y: float, size: float,
    bold: bool, marks: list[tuple[int, int]],
) -> Line:  # fmt: skip
    if marks:
        marks = [(start - first, end - first) for start, end in marks if ask.size(start) < 0.8 * size]
    if words.endswith(_HYPHENS):
        words = words[:-1] + "-"
    bold = bold and ask.bold(first + len(words) - 1)
    return Line(words, page, number, left, right, y, size, bold, marks)


def _stretches(ask: _Ask, text: str, first: int, last: int, size: float) -> Iterator[tuple[int, int]]:
    """A line cut at its wide gaps, which are those between cells; a label and its text stay together."""
    spaces = [match.span() for match in _SPACES.finditer(text, first, last + 1)]
    gaps = [ask.origin(end)[0] - ask.right(start - 1) for start, end in spaces]
    least = min(gaps, default=0.0)
    for (start, end), gap in zip(spaces, gaps, strict=True):
        wide = gap > _CELL * size or (gap > _GAP * size and gap > 3 * least)
        if wide and not _LABEL.fullmatch(text, first, start) and ask.size(first) > 0.8 * size:
            yield first, start - 1
            first = end
    yield first, last


class _Ask:
    """Questions to pdfium about one character of a page."""

    def __init__(self, textpage: Any) -> None:
        from pypdfium2 import raw

        self.page, self.raw = textpage.raw, raw
        self.count = textpage.count_chars()
        self.doubles = [ctypes.c_double() for _ in range(4)]
        self.references = [ctypes.byref(number) for number in self.doubles]

    def text(self) -> str:
        """One character of text for each of the page, so that places agree; line ends become LF."""
        if self.count <= 0:
            return ""
        buffer = (ctypes.c_ushort * (self.count + 1))()
        self.raw.FPDFText_GetText(self.page, 0, self.count, buffer)
        text = bytes(buffer).decode("utf-16-le", errors="replace")[: self.count]
        return text.split("\x00", 1)[0].replace("\r", " ")

    def size(self, at: int) -> float:
        return self.raw.FPDFText_GetFontSize(self.page, at)  # type: ignore[no-any-return]

    def bold(self, at: int) -> bool:
        return self.raw.FPDFText_GetFontWeight(self.page, at) >= 600  # type: ignore[no-any-return]

    def origin(self, at: int) -> tuple[float, float]:
        x, y = self.doubles[:2]
        self.raw.FPDFText_GetCharOrigin(self.page, at, self.references[0], self.references[1])
        return x.value, y.value

    def right(self, at: int) -> float:
        self.raw.FPDFText_GetCharBox(self.page, at, *self.references)
        return self.doubles[1].value
