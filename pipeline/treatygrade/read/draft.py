"""What a reader of one format hands over: paragraphs of spans, before page furniture and notes are taken out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
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

    ``breaks_page`` says that this paragraph is the first of a page, where the format says so.
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

    @property
    def text(self) -> str:
        spans = self.spans
        return spans[0].text if len(spans) == 1 else "".join(span.text for span in spans)


@dataclass(slots=True)
class Draft:
    """A file as one format's reader sees it; ``notes`` are (mark, body) pairs that the format keeps apart."""

    paragraphs: Sequence[Paragraph]
    notes: list[tuple[str, str]] = field(default_factory=list)
    metadata: dict[str, str] = field(default_factory=dict)
