"""From the paragraphs of a draft to a `Document`: one text, and the way back."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence

from treatygrade.read.characters import clean, cleaned
from treatygrade.read.document import Block, Document, Note, Piece
from treatygrade.read.draft import Paragraph


class _Text:
    """The text as it grows, with its pieces and the places of footnote marks."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.pieces: list[Piece] = []
        self.marks: dict[str, deque[int]] = defaultdict(deque)

    def add(self, paragraph: Paragraph) -> tuple[int, int] | None:
        """Append one paragraph; returns where it lies, or None when nothing of it is printed."""
        parts, pieces = self.parts, self.pieces
        origin = self.length + (1 if parts else 0)
        length = origin
        fresh: list[str] = []
        spaced = True  # the paragraph so far ends in a space, or is empty
        for span in paragraph.spans:
            if span.mark:
                self.marks[clean(span.text)].append(length)
                continue
            words = span.text
            plain = words.isascii() and words.isprintable() and "  " not in words  # as most are
            for text, offset in ((words, 0),) if plain else cleaned(words):
                if spaced and text[0] == " ":
                    text, offset = text[1:], offset + 1  # noqa: PLW2901
                if not text:
                    continue
                fresh.append(text)
                end = length + len(text)
                if span.paragraph is not None:
                    pieces.append(Piece(length, end, span.paragraph, span.run, span.offset + offset, span.page))
                length = end
                spaced = text[-1] == " "
        if not fresh:
            return None
        if spaced:
            fresh[-1] = fresh[-1][:-1]
            length -= 1
            self.shorten(length)
        if parts:
            parts.append("\n")
        parts += fresh
        self.length = length
        return origin, length

    def shorten(self, length: int) -> None:
        """Let no piece reach beyond ``length``."""
        last = self.pieces[-1] if self.pieces else None
        if last is None or last.end <= length:
            return
        self.pieces.pop()
        if last.start < length:
            self.pieces.append(last._replace(end=length))


def assemble(
    name: str,
    format: str,
    paragraphs: Iterable[Paragraph],
    notes: Sequence[tuple[str, str]] = (),
    metadata: dict[str, str] | None = None,
) -> Document:
    """Build the document: characters in one spelling, white space collapsed, marks out of the text.

    Paragraphs of which nothing is printed vanish. ``notes`` are (mark, body) pairs in reading order; each gets the
    place of the next mark so named.
    """
    text = _Text()
    blocks: list[Block] = []
    for paragraph in paragraphs:
        place = text.add(paragraph)
        if place is None:
            continue
        blocks.append(
            Block(
                *place,
                kind=paragraph.kind,
                level=paragraph.level,
                page=next((span.page for span in paragraph.spans if span.page is not None), None),
                table=paragraph.table,
                row=paragraph.row,
                column=paragraph.column,
                bold=paragraph.bold,
                italic=paragraph.italic,
            )
        )
    placed = [
        Note(mark, clean(body), text.marks[mark].popleft() if text.marks.get(mark) else None) for mark, body in notes
    ]
    return Document(
        name, format, "".join(text.parts), tuple(blocks), tuple(placed), tuple(text.pieces), dict(metadata or {})
    )
