"""Plain text."""

from __future__ import annotations

from treatygrade.read.draft import Draft, Paragraph, Span
from treatygrade.read.joining import unwrapped


def read_plain(text: str) -> Draft:
    """One paragraph a line, to be joined later; pieces count lines from 0. A form feed begins a page."""
    paragraphs: list[Paragraph] = []
    gap = fed = False
    for number, line in enumerate(text.split("\n")):
        fed |= "\f" in line
        if not line or line.isspace():
            gap = True
            continue
        paragraphs.append(Paragraph([Span(line.replace("\f", " ").rstrip(), number)], breaks_page=fed, gap=gap))
        gap = fed = False
    return Draft(paragraphs, join=unwrapped)
