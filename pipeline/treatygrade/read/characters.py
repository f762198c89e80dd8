"""One spelling for characters that print alike: spaces, soft hyphens, ligatures, composed accents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

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


def evened(text: str) -> tuple[str, Sequence[int]]:
    """The text in the one spelling with its line ends kept, and for each of its offsets, and its end, that in ``text``.

    No line begins or ends with a space.
    What is read from a document has this spelling already; a text that comes by itself may have any.

    >>> evened("re\u0301fugie\u0301")
    ('réfugié', [0, 1, 3, 4, 5, 6, 7, 9])
    """
    lines = text.split("\n")
    parts = [list(cleaned(line)) for line in lines]
    if all(len(found) == 1 and found[0][0] == line.strip() for found, line in zip(parts, lines, strict=True)):
        return text, range(len(text) + 1)
    spelled: list[str] = []
    back: list[int] = []
    begin = 0
    for found, line in zip(parts, lines, strict=True):
        for part, start in [*found, ("\n", len(line))]:
            step = int(text.startswith(part, begin + start))  # not within a ligature, which is one letter there
            for k, character in enumerate(part):
                if character == " " and (not spelled or spelled[-1] in " \n"):
                    continue
                if character == "\n" and spelled and spelled[-1] == " ":
                    spelled[-1], back[-1] = character, begin + start
                    continue
                spelled.append(character)
                back.append(begin + start + step * k)
        begin += len(line) + 1
    back[-1] = len(text)
    return "".join(spelled)[:-1], back


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
