"""What all formats have in common: page furniture, footnotes and cut paragraphs are put right, in this order."""

from __future__ import annotations

import re

from treatygrade.read.draft import Draft, Paragraph
from treatygrade.read.furniture import without_furniture
from treatygrade.read.joining import joined_pages, lost_line_ends, with_hyphens
from treatygrade.read.notes import without_notes

# A bullet is typography, as bold is: files of one report print "•", "-" or nothing.
_BULLET = re.compile(r"\s*[•▪◦‣●○■□·\-–—*\uf0a7\uf0b7]\s+(?=\S)")


def tidy(draft: Draft) -> Draft:
    """Take out furniture and footnotes, join what they cut."""
    paragraphs, notes = without_notes(without_furniture(list(draft.paragraphs)))
    if draft.join:
        paragraphs = draft.join(paragraphs)
    paragraphs = joined_pages(paragraphs)
    lost_line_ends(paragraphs)
    with_hyphens(paragraphs)
    for paragraph in paragraphs:
        _drop_bullet(paragraph)
    return Draft(paragraphs, [*draft.notes, *notes], draft.metadata)


def _drop_bullet(paragraph: Paragraph) -> None:
    text = paragraph.spans[0].text
    found = _BULLET.match(text) if text and not text[0].isalnum() else None
    if found:
        paragraph.cut(0, found.end())
