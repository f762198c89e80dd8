"""The lines of a PDF page as pdfium finds them, with the place and the type of each."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_RAISED = re.compile(r"(?<=\S)(?:\d{1,3}|[*†‡]{1,4})(?=[\s.,;:)”’»]|$)")
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
    """The lines of a page, in the order of the file, which Word and LibreOffice write as it is read."""
    from pypdfium2 import raw

    ask = _Ask(textpage, raw)
    text = ask.text()
    start = number = 0
    for raw_line in text.split("\n"):
        end = start + len(raw_line)
        stripped = raw_line.strip()
        if stripped:
            first = start + len(raw_line) - len(raw_line.lstrip())
            last = start + len(raw_line.rstrip()) - 1
            middle = (first + last) // 2
            line_size = ask.size(middle)
            marks = [
                match.span()
                for match in _RAISED.finditer(stripped)
                if ask.size(first + match.start()) < 0.8 * line_size
            ]
            left, y = ask.origin(first)
            foot = ask.origin(last)[1]
            bold = ask.bold(first) and ask.bold(last)
            words = stripped[:-1] + "-" if stripped.endswith(_HYPHENS) else stripped
            yield Line(words, page, number, left, ask.right(last), y, foot, line_size, bold, marks)
            number += 1
        start = end + 1


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
