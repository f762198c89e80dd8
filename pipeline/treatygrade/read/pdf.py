"""PDF, through pdfium: lines to paragraphs, without running heads, page numbers and footnotes."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

from treatygrade.errors import ReadError
from treatygrade.read.characters import LINE_HYPHEN
from treatygrade.read.draft import Draft, Paragraph, Span
from treatygrade.read.furniture import furniture
from treatygrade.read.joining import append, begins_block, begins_heading, ends_item, is_closed, is_open
from treatygrade.read.pdfforms import check_forms
from treatygrade.read.pdfguard import Guard, check_streams
from treatygrade.read.pdflines import Line, lines
from treatygrade.read.pdftables import Flow, flows
from treatygrade.read.source import beyond, limit

_DIGITS = re.compile(r"\d+")
_MARGIN = 0.1  # of the page's height: where running heads and page numbers stand
_SMALL = 0.92  # of the size of the text: footnotes are set smaller
_CLOSE = 1.6  # of the size: a running head stands further from the text
_LOOSE = 1.35  # of the distance between lines: more is a new paragraph
_LABEL = 40  # characters: a shorter line at the foot of a page does not go on overleaf
_NOTE = re.compile(r"(\d{1,3}|[*†‡]{1,4})(?=\s|[A-ZÀ-Ý«“])\s*")


class _Type(NamedTuple):
    """Of the text: the size in which most of it is set, and the distance between its lines, in points."""

    body: float
    pitch: float


def read_pdf(data: bytes) -> Draft:
    """Read the text layer of a PDF; a piece's paragraph is the line of its page, pages count from 1.

    Raises:
        ReadError: damaged, encrypted, without a text layer, or of more pages than the limit.
    """
    import pypdfium2

    check_streams(data)
    check_forms(data)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error) or "ecurity" in str(error):
            raise ReadError("an encrypted PDF", hint="save it without a password and try again") from None
        raise ReadError("a damaged PDF", hint="fetch it again") from None
    try:
        if len(document) > limit("pdf_pages"):
            raise beyond("pdf_pages", f"a PDF of {len(document):,} pages")
        pages: list[list[Line]] = []
        heights: list[float] = []
        guard = Guard()
        for number in range(len(document)):
            found, height = _page(document, number, guard)
            pages.append(found)
            heights.append(height)
    except pypdfium2.PdfiumError:
        raise ReadError("a damaged PDF: a page of it cannot be read", hint="fetch it again") from None
    finally:
        document.close()
    if not any(pages):
        raise ReadError("a scanned PDF: it has no text layer", hint="run OCR first (ocrmypdf adds a text layer)")
    rules = _Type(_body(pages), _pitch(pages))
    notes: list[tuple[str, str]] = []
    pages = [_without_notes(page, rules.body, notes) for page in _without_margins(pages, heights)]
    odd = furniture(line.text for page in pages for line in page)
    stretches = flows(pages)
    if odd and not any(flow.cell for flow in stretches):
        times = sum(line.text in odd for page in pages for line in page)
        if times > max(2, len(pages) / 2):
            return _typed(pages, notes, rules)
    return Draft(_paragraphs(stretches, rules, odd), notes)


def _page(document: Any, number: int, guard: Guard) -> tuple[list[Line], float]:
    """The lines of a page, counted from 0, and its height.

    By pdfium's own functions: pypdfium2's objects around them take a tenth of the time of opening and closing pages.
    """
    from pypdfium2 import PdfiumError, raw

    page = raw.FPDF_LoadPage(document.raw, number)
    if not page:
        raise PdfiumError("the page cannot be loaded")
    try:
        guard.objects(page)
        text = raw.FPDFText_LoadPage(page)
        if not text:
            raise PdfiumError("the text of the page cannot be loaded")
        try:
            guard.characters(text)
            return lines(text, number + 1), raw.FPDF_GetPageHeightF(page)
        finally:
            raw.FPDFText_ClosePage(text)
    finally:
        raw.FPDF_ClosePage(page)


def _body(pages: list[list[Line]]) -> float:
    """The size in which most of the text is set."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0]


def _without_margins(pages: list[list[Line]], heights: list[float]) -> list[list[Line]]:
    """Drop what stands at the head or the foot of two pages or more, numbers aside; the first page keeps its head.

    What stands close to the text is part of it: a page may end with a tag on a line of its own, and so may another.
    """
    edges: list[list[tuple[Line, tuple[bool, str]]]] = []
    seen: Counter[tuple[bool, str]] = Counter()
    for page, height in zip(pages, heights, strict=True):
        low, high = _MARGIN * height, (1 - _MARGIN) * height
        edge = [(line, (line.y > high, _DIGITS.sub("0", line.text))) for line in page if not low <= line.y <= high]
        edges.append(edge)
        seen.update({place for _, place in edge})
    kept = []
    for number, (page, edge) in enumerate(zip(pages, edges, strict=True)):
        running = {id(line): line for line, place in edge if seen[place] > 1 and not (place[0] and number == 0)}
        if running:
            inner = [line.y for line in page if id(line) not in running]
            for sign, last in ((-1, min(inner, default=0.0)), (1, max(inner, default=0.0))):
                for line in sorted(running.values(), key=lambda line: sign * line.y):
                    if 0 < sign * (line.y - last) < _CLOSE * line.size:
                        del running[id(line)]
                        last = line.y  # noqa: PLW2901
        kept.append([line for line in page if id(line) not in running] if running else page)
    return kept


def _without_notes(page: list[Line], body: float, notes: list[tuple[str, str]]) -> list[Line]:
    """Move the footnotes, small lines at the foot of a page of which the first has a mark, to ``notes``."""
    first = len(page)
    while first and page[first - 1].size < _SMALL * body:
        first -= 1
    begin = next((at for at in range(first, len(page)) if _NOTE.match(page[at].text)), len(page))
    if begin == len(page) or begin == 0:
        return page
    if begin > first and notes and notes[-1][1][-1:] not in ".)]”»":  # a note that began on the page before
        begin = first
    for line in page[begin:]:
        match = _NOTE.match(line.text)
        if match and _follows(match[1], notes):
            notes.append((match[1], line.text[match.end() :]))
        elif notes:
            mark, text = notes[-1]
            glued = text[-1:] == "-" and text[-2:-1].isalpha()
            text = text[:-1] if glued and line.text[:1].islower() else text
            notes[-1] = (mark, text + line.text if glued else f"{text} {line.text}")
    return page[:begin]


def _follows(mark: str, notes: list[tuple[str, str]]) -> bool:
    """Whether a line that begins with a mark begins a note: a line of one may begin with a year or a page."""
    last = next((int(known) for known, _ in reversed(notes) if known.isdecimal()), None)
    return not mark.isdecimal() or last is None or last < int(mark) <= last + 3


def _pitch(pages: list[list[Line]]) -> float:
    """The usual distance between the base lines of a paragraph, in points."""
    gaps = sorted(
        gap for page in pages for before, line in pairwise(page) if 0 < (gap := before.y - line.y) < 2.2 * line.size
    )
    return median(gaps[: max(1, len(gaps) * 2 // 3)]) if gaps else 14.0


def _typed(pages: list[list[Line]], notes: list[tuple[str, str]], rules: _Type) -> Draft:
    """A text copy that was printed: the page furniture of the original stands within the pages, line by line."""
    found = [(line, Paragraph(_spans(line), bold=line.bold)) for page in pages for line in page]
    for (above, _), (line, paragraph) in pairwise(found):
        paragraph.gap = above.page == line.page and above.y - line.y > _LOOSE * rules.pitch
    lines = {id(paragraph): line for line, paragraph in found}
    edge = max(line.right for line, _ in found)

    def join(paragraphs: list[Paragraph]) -> list[Paragraph]:
        joined: list[Paragraph] = []
        above: Line | None = None
        for paragraph in paragraphs:
            line = lines[id(paragraph)]
            line.text = paragraph.text
            if above and not paragraph.breaks_page and line.text and _goes_on(above, line, edge, edge, rules):
                append(joined[-1], paragraph)
            else:
                joined.append(paragraph)
            above = line if line.text else None
        return joined

    return Draft([paragraph for _, paragraph in found], notes, join=join)


def _paragraphs(stretches: list[Flow], rules: _Type, odd: set[str]) -> list[Paragraph]:
    """``odd``: lines that are page furniture, which are left to be taken out later."""
    paragraphs: list[Paragraph] = []
    before: Line | None = None  # the last line outside tables
    right = 0.0  # the edge of the stretch that it ends
    for flow in stretches:
        edge = max(line.right for line in flow.lines)
        above = None if flow.cell else before
        for line in flow.lines:
            alone = line.text in odd
            if above is not None and not alone and _goes_on(above, line, right, edge, rules):
                _append(paragraphs[-1], line)
            else:
                made = Paragraph(_spans(line), bold=line.bold)
                if flow.cell:
                    made.kind, (made.table, made.row, made.column) = "cell", flow.cell
                elif above is not None:
                    made.breaks_page = above.page != line.page or (flow.column and line is flow.lines[0])
                paragraphs.append(made)
            above = None if alone else line
            right = edge
        before = None if flow.cell else above
    return paragraphs


def _goes_on(above: Line, line: Line, right: float, edge: float, rules: _Type) -> bool:
    """Whether a line goes on with the paragraph of the line above, also from one page or column to the next.

    ``right`` is the right edge of the lines around the one above, ``edge`` of those around the line itself.
    """
    if above.bold != line.bold or abs(above.size - line.size) >= 0.6:
        return False
    text = line.text
    gap = above.y - line.y
    below = gap > 0 and above.page == line.page
    if below and gap > _LOOSE * rules.pitch * max(line.size / rules.body, 0.5):
        return False
    closed = is_closed(above.text, text)
    starts = begins_block(text)
    if below and not closed and not starts and text[0].islower():
        return True
    open_ = not closed and is_open(above.text)
    short = line.right < edge - 0.25 * (edge - line.left)
    if begins_heading(text) and (closed or (short and not open_)):
        return False
    if not below and (line.size > 1.1 * rules.body or line.bold or len(above.text) < _LABEL or (closed and short)):
        return False
    new = starts and (closed or text[0].isdigit() or ends_item(above.text, text))
    return open_ or (not new and _full(above, line, right))


def _full(before: Line, line: Line, right: float) -> bool:
    """Whether the first word of a line would not have fitted on the line before."""
    end = line.text.find(" ", 2)  # a quotation mark and its space belong to the word
    length = len(line.text)
    width = (line.right - line.left) * ((end if end > 0 else length) + 1) / length
    return before.right + width > right - 0.5 * line.size


def _spans(line: Line) -> list[Span]:
    if not line.marks:
        return [Span(line.text, line.number, 0, 0, line.page)]
    spans: list[Span] = []
    at = 0
    for start, end in line.marks:
        if start > at:
            spans.append(Span(line.text[at:start], line.number, 0, at, line.page))
        spans.append(Span(line.text[start:end], line.number, 0, start, line.page, mark=True))
        at = end
    if at < len(line.text):
        spans.append(Span(line.text[at:], line.number, 0, at, line.page))
    return spans


def _append(paragraph: Paragraph, line: Line) -> None:
    """Put a line after a paragraph, resolving a hyphen at the line's end."""
    last = paragraph.spans[-1]
    if last.mark:
        paragraph.spans.append(Span(" ", None))
    elif last.text[-1:] == "-" and last.text[-2:-1].isalpha() and line.text[:1].isalpha():
        if line.text[:1].islower():
            last.text = last.text[:-1] + LINE_HYPHEN
    else:
        last.text += " "
    paragraph.spans += _spans(line)
