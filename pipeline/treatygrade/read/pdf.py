"""PDF, through pdfium: lines to paragraphs, without running heads, page numbers and footnotes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import islice, pairwise
from statistics import median

from treatygrade.errors import ReadError
from treatygrade.read.draft import Draft, Paragraph, Span
from treatygrade.read.joining import append
from treatygrade.read.pdflines import Line, lines
from treatygrade.read.source import limit

_DIGITS = re.compile(r"\d+")
_MARGIN = 0.1  # of the page's height: where running heads and page numbers stand
_SMALL = 0.92  # of the size of the text: footnotes are set smaller
_LOOSE = 1.35  # of the distance between lines: more is a new paragraph
_NOTE = re.compile(r"(?:\d{1,3}|[*†‡]{1,4})(?=\s)")


def read_pdf(data: bytes) -> Draft:
    """Read the text layer of a PDF; a piece's paragraph is the line of its page, pages count from 1.

    Raises:
        ReadError: damaged, encrypted, without a text layer, or of more pages than the limit.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error) or "ecurity" in str(error):
            raise ReadError("an encrypted PDF", hint="save it without a password and try again") from None
        raise ReadError("a damaged PDF", hint="fetch it again") from None
    try:
        if len(document) > limit("pdf_pages"):
            raise ReadError(f"a PDF of {len(document)} pages, more than the limit", hint="see configs/limits.yaml")
        found: list[Line] = []
        heights: dict[int, float] = {}
        for number in range(len(document)):
            page = document[number]
            textpage = page.get_textpage()
            heights[number + 1] = page.get_height()
            found += lines(textpage, number + 1)
            textpage.close()
            page.close()
    finally:
        document.close()
    if not found:
        raise ReadError("a scanned PDF: it has no text layer", hint="run OCR first (ocrmypdf adds a text layer)")
    return Draft(_paragraphs(_without_margins(found, heights)))


def _without_margins(found: list[Line], heights: dict[int, float]) -> list[Line]:
    """Drop what stands at the head or the foot of two pages or more, numbers aside; the first page keeps its head."""

    def key(line: Line) -> tuple[bool, str] | None:
        height = heights[line.page]
        top, foot = line.y > (1 - _MARGIN) * height, line.y < _MARGIN * height
        return (top, _DIGITS.sub("0", line.text)) if top or foot else None

    pages: dict[tuple[bool, str], set[int]] = defaultdict(set)
    for line in found:
        if (place := key(line)) is not None:
            pages[place].add(line.page)

    def runs(line: Line) -> bool:
        place = key(line)
        return place is not None and len(pages[place]) > 1 and not (place[0] and line.page == 1)

    return [line for line in found if not runs(line)]


def _paragraphs(found: list[Line]) -> list[Paragraph]:
    sizes: Counter[float] = Counter()
    for line in found:
        sizes[round(line.size, 1)] += len(line.text)
    body = sizes.most_common(1)[0][0]
    pitch = _pitch(found)
    paragraphs: list[Paragraph] = []
    before: Line | None = None
    right = 0.0
    for index, line in enumerate(found):
        turned = before is not None and before.page != line.page
        jumped = before is None or turned or before.foot - line.y < -1
        if jumped or (before is not None and abs(before.left - line.left) > 60):
            right = _right(found, index)
        note = line.size < _SMALL * body and bool(_NOTE.match(line.text))
        made = _paragraph(line, note)
        goes_on = (
            before is not None
            and not jumped
            and not note
            and before.foot - line.y <= _LOOSE * pitch * max(line.size / body, 0.5)
            and abs(before.size - line.size) < 0.6
            and before.bold == line.bold
            and _full(before, line, right)
        )
        if goes_on:
            append(paragraphs[-1], made)
        else:
            made.breaks_page = turned
            paragraphs.append(made)
        before = line
    return paragraphs


def _pitch(found: list[Line]) -> float:
    """The usual distance between the base lines of a paragraph, in points."""
    gaps = [
        before.foot - line.y
        for before, line in pairwise(found)
        if before.page == line.page and 0 < before.foot - line.y < 2.2 * line.size
    ]
    tight = sorted(gaps)[: max(1, len(gaps) * 2 // 3)]
    return median(tight) if tight else 14.0


def _right(found: list[Line], index: int) -> float:
    """The right edge of the column that begins with a line."""
    right = found[index].right
    for before, line in pairwise(islice(found, index, None)):
        if line.page != before.page or line.y - before.foot > 1:
            break
        right = max(right, line.right)
    return right


def _full(before: Line, line: Line, right: float) -> bool:
    """Whether the first word of a line would not have fitted on the line before."""
    first = line.text.split(None, 1)[0]
    width = (line.right - line.left) * (len(first) + 1) / max(len(line.text), 1)
    return before.right + width > right - 0.5 * line.size


def _paragraph(line: Line, note: bool) -> Paragraph:
    spans: list[Span] = []
    marks = line.marks
    if note and (found := _NOTE.match(line.text)) and not any(start == 0 for start, _ in marks):
        marks = [found.span(), *marks]
    at = 0
    for start, end in marks:
        if start > at:
            spans.append(Span(line.text[at:start], line.number, 0, at, line.page))
        spans.append(Span(line.text[start:end], line.number, 0, start, line.page, mark=True))
        at = end
    if at < len(line.text):
        spans.append(Span(line.text[at:], line.number, 0, at, line.page))
    return Paragraph(spans, bold=line.bold)
