"""The lines of a PDF page as pdfium finds them, with the place and the type of each."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

# From the first letter of a line to its end, or to a hyphen there: pdfium's two signs for one, after which it goes on
# without a line end.
_LINE = re.compile(r"\S[^\n\ufffe\x02]*[\ufffe\x02]?")
_HYPHENS = ("\ufffe", "\x02")
_RAISED = re.compile(r"[\d*†‡]{1,4}(?=[\s.,;:)”’»\ufffe]|$)")
_RAISED_SIZE = 0.8  # of the line's: a superscript is smaller
_SPACES = re.compile(r"(?<=\S)[ \u00a0]+(?=\S)")
_WIDE = 0.56  # of the size: the mean width of a character, spaces counted, is 0.4 to 0.5 in the usual typefaces
_GAP = 0.9  # of the size: no space between two words is so wide, unless the line is justified
_CELL = 2.5  # of the size: nor is any in a justified line; less is a gap between cells if another is 3 times narrower
_Begin = Callable[[int], tuple[float, float]]
_BOLD = 600  # the weight of a semi-bold face
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
    marks: tuple[tuple[int, int], ...] = ()


def lines(handle: Any, page: int) -> list[Line]:
    """The lines of a page, in the order of the file, which Word and LibreOffice write as it is read.

    What stands on one base line with a wide gap in it, such as cells of one line each, comes as several lines.
    ``handle`` is pdfium's own of the text of a page.
    """
    from pypdfium2 import raw

    # Asked straight from here: a function around each question would cost as much as pdfium's answer.
    get_origin, get_box = raw.FPDFText_GetCharOrigin, raw.FPDFText_GetLooseCharBox
    get_size, get_weight = raw.FPDFText_GetFontSize, raw.FPDFText_GetFontWeight
    left, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    at_left, at_y, at_box = ctypes.byref(left), ctypes.byref(y), ctypes.byref(box)

    def begin(at: int) -> tuple[float, float]:
        get_origin(handle, at, at_left, at_y)
        return left.value, y.value

    def end(at: int) -> float:
        get_box(handle, at, at_box)
        return float(box.right)

    found: list[Line] = []
    text = _text(raw, handle, raw.FPDFText_CountChars(handle))
    raised = _RAISED.finditer(text)
    mark = next(raised, None)
    for match in _LINE.finditer(text):
        words = match[0].rstrip()
        first, length = match.start(), len(words)
        last = first + length - 1
        size = get_size(handle, first)
        if not words[0].isalpha():  # it may be raised, or a space that pdfium puts in
            size = max(size, get_size(handle, (first + last) // 2), get_size(handle, last))
        get_origin(handle, first, at_left, at_y)
        get_box(handle, last, at_box)
        start, base, right = left.value, y.value, box.right
        bold = get_weight(handle, first) >= _BOLD and get_weight(handle, last) >= _BOLD
        line = Line(words, page, len(found), start, right, base, size, bold)
        if mark is not None and mark.start() <= last:
            marks = []
            while mark is not None and mark.start() <= last:
                low, high = mark.span()
                if low > first and not text[low - 1].isspace() and get_size(handle, low) < _RAISED_SIZE * size:
                    marks.append((low - first, high - first))
                elif low == first and get_size(handle, low) < _RAISED_SIZE * size:
                    marks.append((0, high - first))
                mark = next(raised, None)
            line.marks = tuple(marks)
        if right - start > _WIDE * size * length:
            found += _cut(begin, end, line, first)
            continue
        if words[-1] in _HYPHENS:
            line.text = words[:-1] + "-"
        found.append(line)
    return found


def _cut(begin: _Begin, end: Callable[[int], float], line: Line, first: int) -> list[Line]:
    """A line that begins at ``first``, cut at its wide gaps, which are those between cells.

    A label and its text stay together. ``begin`` gives the left edge and the base line of a character, ``end``
    its right edge.
    """
    words = line.text
    spaces = [match.span() for match in _SPACES.finditer(words)]
    gaps = [begin(first + high)[0] - end(first + low - 1) for low, high in spaces]
    least = min(gaps, default=0.0)
    cuts = [0]
    for (low, high), gap in zip(spaces, gaps, strict=True):
        wide = gap > _CELL * line.size or (gap > _GAP * line.size and gap > 3 * least)
        if wide and not (_LABEL.fullmatch(words, cuts[-1], low) or any(start == cuts[-1] for start, _ in line.marks)):
            cuts.append(high)
    found = []
    for number, (low, high) in enumerate(pairwise([*cuts, len(words)])):
        part = words[low:high].rstrip()
        left, y = begin(first + low)
        right = end(first + low + len(part) - 1)
        marks = tuple((start - low, stop - low) for start, stop in line.marks if low <= start < high)
        part = part[:-1] + "-" if part[-1] in _HYPHENS else part
        found.append(Line(part, line.page, line.number + number, left, right, y, line.size, line.bold, marks))
    return found


def _text(raw: Any, handle: Any, count: int) -> str:
    """One character of text for each of the page, so that places agree; line ends become LF."""
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    raw.FPDFText_GetText(handle, 0, count, buffer)
    text = bytes(buffer).decode("utf-16-le", errors="replace")[:count]
    return text.split("\x00", 1)[0].replace("\r", " ")
