"""One spelling for characters that print alike: spaces, soft hyphens, ligatures, composed accents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

LINE_HYPHEN = "\ufffe"
"""A hyphen that may be there only because the line ended: pdfium's own sign for it. Never in a document's text."""

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufffe" + "".join(
    map(chr, [*range(9), *range(14, 32), 127])
)
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_HYPHENS = {"\u2010": "-", "\u2011": "-"}  # the hyphen proper and the one that does not break: both print as "-"

# \s covers the non-breaking, thin and ideographic spaces; a single plain space needs no change.
_ODD = re.compile(
    rf"(?P<drop>[{re.escape(_INVISIBLE)}]+)|(?P<space>[^\S ]\s*|[ ]\s+)"
    rf"|(?P<letter>[{''.join(_LIGATURES)}{''.join(_HYPHENS)}])|(?P<accent>\w[\u0300-\u036f]+)"
)
_ODD_LETTER = re.compile(f"[{''.join(_LIGATURES)}{''.join(_HYPHENS)}\u0300-\u036f]")
_LETTERS = _LIGATURES | _HYPHENS


def clean(text: str) -> str:
    """The text in the one spelling, white space collapsed and stripped."""
    return " ".join("".join(part for part, _ in cleaned(text)).split())


def cleaned(text: str) -> Iterator[tuple[str, int]]:
    """Stretches of the text in the one spelling, each with the offset in ``text`` where it begins.

    Every run of white space becomes one space; inside a stretch of more than one character, offsets run in step.
    """
    # Most text has nothing odd: `isprintable` is false for every space but the plain one and for what is invisible.
    if text.isprintable() and "  " not in text and (text.isascii() or not _ODD_LETTER.search(text)):
        yield text, 0
        return
    position = 0
    for match in _ODD.finditer(text):
        start, end = match.span()
        if start > position:
            yield text[position:start], position
        position = end
        kind = match.lastgroup
        if kind == "space":
            yield " ", start
        elif kind == "letter":
            yield _LETTERS[match[0]], start
        elif kind == "accent":
            yield unicodedata.normalize("NFC", match[0]), start
    if position == 0:
        yield text, 0
    elif position < len(text):
        yield text[position:], position
