"""What every reader returns: one text, its blocks, its notes, and the way back to the file."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal, NamedTuple


class Block(NamedTuple):
    """A heading, a paragraph or a table cell: ``document.text[start:end]``, without the line end.

    ``level`` is 1–6 for headings, 0 otherwise. ``table``, ``row`` and ``column`` count from 0 and
    are None outside tables. ``bold`` and ``italic`` hold when the whole block is so set.
    A list item is a paragraph whose text begins with its number, automatic numbers included.
    A tuple, as `Piece` is.
    """

    start: int
    end: int
    kind: Literal["heading", "paragraph", "cell"] = "paragraph"
    level: int = 0
    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote body, taken out of the text. ``start`` is where its mark stood (None if unknown)."""

    mark: str
    text: str
    start: int | None = None


class Piece(NamedTuple):
    """``text[start:end]`` came from one place of the file.

    ``paragraph`` and ``run`` are the format's own indices (Word: body paragraph in document order,
    table cells included, and ``w:r`` within it; text and Markdown: the line, run 0; PDF: the page's
    line, run 0; HTML: the element). ``offset`` is the character of that run where the piece begins.
    A tuple, since a document has one for every line or run: dataclasses take three times as long to make.
    """

    start: int
    end: int
    paragraph: int
    run: int = 0
    offset: int = 0
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A report as read: ``text`` free of markup, page furniture and footnote bodies.

    Blocks are in reading order, do not overlap, and are separated by one ``"\\n"`` in ``text``.
    """

    name: str
    format: str
    text: str
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...] = ()
    pieces: tuple[Piece, ...] = ()
    metadata: dict[str, str] = field(default_factory=dict)

    def block_text(self, block: Block) -> str:
        return self.text[block.start : block.end]

    def origin(self, offset: int) -> Piece | None:
        """The piece of the file that holds ``text[offset]``; None for separators."""
        index = bisect_right(self.pieces, offset, key=lambda piece: piece.start) - 1
        if index < 0 or self.pieces[index].end <= offset:
            return None
        return self.pieces[index]

    def page(self, offset: int) -> int | None:
        """The page (from 1) on which ``text[offset]`` is printed, where the format has pages."""
        index = bisect_right(self.blocks, offset, key=lambda block: block.start) - 1
        piece = self.origin(offset)
        if piece is not None and piece.page is not None:
            return piece.page
        return self.blocks[index].page if index >= 0 else None
