"""Plain text."""

from __future__ import annotations

from collections.abc import Iterator

from treatygrade.read.draft import Draft, Paragraph, Span
from treatygrade.read.drawn import Drawn, drawn
from treatygrade.read.joining import unwrapped


def read_plain(text: str) -> Draft:
    """One paragraph a line, to be joined later; pieces count lines from 0. A form feed begins a page.

    A table that is drawn with characters becomes cells.
    """
    paragraphs: list[Paragraph] = []
    gap = fed = False
    lines = text.split("\n")
    tables = drawn(lines)
    begins = {table.start: (at, table) for at, table in enumerate(tables)}
    stop = 0
    for number, line in enumerate(lines):
        if number in begins:
            paragraphs += _cells(*begins[number])
            stop, gap = begins[number][1].stop, True
        if number < stop:
            continue
        fed |= "\f" in line
        if not line or line.isspace():
            gap = True
            continue
        paragraphs.append(Paragraph([Span(line.replace("\f", " ").rstrip(), number)], breaks_page=fed, gap=gap))
        gap = fed = False
    return Draft(paragraphs, join=unwrapped)


def _cells(number: int, table: Drawn) -> Iterator[Paragraph]:
    for at, row in enumerate(table.rows):
        for column, cell in enumerate(row):
            for parts in cell:
                spans = [Span(part.text + " ", part.line, 0, part.offset) for part in parts]
                yield Paragraph(spans, kind="cell", table=number, row=at, column=column)
