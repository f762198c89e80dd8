"""What a reader of one format hands over: paragraphs of spans, before page furniture and notes are taken out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal


@dataclass(slots=True)
class Span:
    """A stretch of text from one place of the file (indices as in `Piece`).

    ``paragraph`` is None for text that the format makes by itself, such as the number of a list item.
    ``mark`` says that this is a footnote mark, which is taken out of the text.
    """

    text: str
    paragraph: int | None
    run: int = 0
    offset: int = 0
    page: int | None = None
    mark: bool = False


@dataclass(slots=True)
class Paragraph:
    """A heading, a paragraph or a cell, as the format has it. Fields as in `Block`.

    ``breaks_page``: a page begins here, or something that interrupts the text was taken out before it.
    ``gap``: a blank line stands before it; always so in formats that mark paragraphs.
    """

    spans: list[Span]
    kind: Literal["heading", "paragraph", "cell"] = "paragraph"
    level: int = 0
    table: int | None = None
    row: int | None = None
    column: int | None = None
    bold: bool = False
    italic: bool = False
    breaks_page: bool = False
    gap: bool = True

    @property
    def text(self) -> str:
        spans = self.spans
        return spans[0].text if len(spans) == 1 else "".join(span.text for span in spans)

    def ending(self, size: int = 120) -> str:
        """The last ``size`` characters or so, without building the whole text."""
        parts: list[str] = []
        length = 0
        for span in reversed(self.spans):
            parts.append(span.text)
            length += len(span.text)
            if length >= size:
                break
        return "".join(reversed(parts)).rstrip()

    def replace_characters(self, found: dict[int, str]) -> None:
        """Put another character in the place of each ``text[at]``; ``found`` is in order."""
        places = list(found)
        begin = at = 0  # where the span begins, and the next place
        for span in self.spans:
            end = begin + len(span.text)
            if at < len(places) and places[at] < end:
                letters = list(span.text)
                while at < len(places) and places[at] < end:
                    letters[places[at] - begin] = found[places[at]]
                    at += 1
                span.text = "".join(letters)
            begin = end

    def cut(self, start: int, end: int) -> None:
        """Take ``text[start:end]`` out."""
        self.cut_all([(start, end, None)])

    def cut_all(self, cuts: Sequence[tuple[int, int, str | None]]) -> None:
        """Take stretches (start, end) of the text out, in order and apart, or make a footnote mark of each."""
        spans: list[Span] = []
        position = at = 0  # where the span begins, and the next cut
        begun = False  # the cut reaches over from the span before
        for span in self.spans:
            length, low = len(span.text), 0
            while at < len(cuts) and cuts[at][0] < position + length:
                start, end, mark = cuts[at]
                first = max(start - position, low)
                if first > low:
                    spans.append(replace(span, text=span.text[low:first], offset=span.offset + low))
                if mark is not None and not begun:
                    spans.append(replace(span, text=mark, offset=span.offset + first, mark=True))
                low = min(end - position, length)
                begun = end > position + length
                if begun:
                    break
                at += 1
            if not low:
                spans.append(span)
            elif low < length:
                spans.append(replace(span, text=span.text[low:], offset=span.offset + low))
            position += length
        self.spans = spans


@dataclass(slots=True)
class Draft:
    """A file as one format's reader sees it; ``notes`` are (mark, body) pairs that the format keeps apart.

    ``join``: how to make paragraphs of what are lines so far, once furniture and footnotes are out.
    """

    paragraphs: Sequence[Paragraph]
    notes: list[tuple[str, str]] = field(default_factory=list)
    metadata: dict[str, str] = field(default_factory=dict)
    join: Callable[[list[Paragraph]], list[Paragraph]] | None = None
