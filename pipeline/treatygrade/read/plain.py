"""Plain text."""

from __future__ import annotations

from treatygrade.read.draft import Draft, Paragraph, Span


def read_plain(text: str) -> Draft:
    """One paragraph a line; pieces count lines from 0."""
    return Draft([Paragraph([Span(line, number)]) for number, line in enumerate(text.split("\n")) if line.strip()])
