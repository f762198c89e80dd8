"""The lines of a PDF page as pdfium finds them, with the place and the type of each."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_RAISED = re.compile(r"(?<=\S)(?:\d{1,3}|[*†‡]{1,4})(?=[\s.,;:)”’»]|$)")
_SPACES = re.compile(" +")
_WIDE = 0.56  # of the size: the mean width of a character, spaces counted, is 0.4 to 0.5 in the usual typefaces
_GAP = 0.9  # of the size: no space between two words is so wide, justified or not
_HYPHENS = ("\ufffe", "\x02")  # how pdfium reports a hyphen at the end of a line; inside a text it is dropped later


@dataclass(slots=True)
class Line:
    """A line: ``left`` and ``right`` edge, base line ``y`` from the foot of the page and ``size``, in points.

    Where pdfium joins two lines at a hyphen, ``y`` is that of the first and ``foot`` that of the last.
    ``marks`` are the stretches of ``text`` set smaller than the line: superscripts.
    """

    text: str
    page: int
    number: int
    left: float
    right: float
    y: float
    foot: float
    size: float
    bold: bool
    marks: list[tuple[int, int]]


def lines(textpage: Any, page: int) -> Iterator[Line]:
    """The lines of a page, in the order of the file, which Word and LibreOffice write as it is read.

    What stands on one base line with a wide gap in it, such as cells of one line each, comes as several lines.
    """
    from pypdfium2 import raw

    ask = _Ask(textpage, raw)
    text = ask.text()
    start = number = 0
    for words in text.split("\n"):
        if words and not words.isspace():
            first = start + len(words) - len(words.lstrip())
            last = start + len(words.rstrip()) - 1
            for begin, end in _stretches(ask, text, first, last):
                yield _line(ask, text[begin : end + 1], begin, page, number)
                number += 1
        start += len(words) + 1


def _line(ask: _Ask, words: str, first: int, page: int, number: int) -> Line:
    last = first + len(words) - 1
    size = ask.size((first + last) // 2)
    left, y = ask.origin(first)
    raised = (match.span() for match in _RAISED.finditer(words))
    marks = [span for span in raised if ask.size(first + span[0]) < 0.8 * size]
    if words.endswith(_HYPHENS):
        words = words[:-1] + "-"
    bold = ask.bold(first) and ask.bold(last)
    return Line(words, page, number, left, ask.right(last), y, ask.origin(last)[1], size, bold, marks)


def _stretches(ask: _Ask, text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """A line cut at its wide gaps; looked for only where the line is much wider than so many characters are."""
    size = ask.size((first + last) // 2)
    if ask.right(last) - ask.origin(first)[0] > _WIDE * size * (last - first + 1):
        for space in _SPACES.finditer(text, first, last):
            before, after = space.start() - 1, space.end()
            if ask.origin(after)[0] - ask.right(before) > _GAP * size:
                yield first, before
                first = after
    yield first, last


class _Ask:
    """Questions to pdfium about one character of a page."""

    def __init__(self, textpage: Any, raw: Any) -> None:
        self.page, self.raw = textpage.raw, raw
        self.count = textpage.count_chars()
        self.doubles = [ctypes.c_double() for _ in range(4)]

    def text(self) -> str:
        """One character of text for each of the page, so that places agree; line ends become LF."""
        if self.count <= 0:
            return ""
        size = self.count + 1
        buffer = (ctypes.c_ushort * size)()
        self.raw.FPDFText_GetText(self.page, 0, self.count, buffer)
        text = bytes(buffer).decode("utf-16-le", errors="replace")[: self.count]
        return text.split("\x00", 1)[0].replace("\r", " ")

    def size(self, at: int) -> float:
        return float(self.raw.FPDFText_GetFontSize(self.page, at))

    def bold(self, at: int) -> bool:
        return int(self.raw.FPDFText_GetFontWeight(self.page, at)) >= 600

    def origin(self, at: int) -> tuple[float, float]:
        x, y = self.doubles[:2]
        self.raw.FPDFText_GetCharOrigin(self.page, at, x, y)
        return x.value, y.value

    def right(self, at: int) -> float:
        left, right, bottom, top = self.doubles
        self.raw.FPDFText_GetCharBox(self.page, at, left, right, bottom, top)
        return right.value
