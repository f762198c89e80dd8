"""From a document to lines: blocks, cut where a label or a grade begins inside one, each with what it announces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from treatygrade.read.document import Block, Document
from treatygrade.segment.fold import fold
from treatygrade.segment.vocabulary import Vocabulary

_WORD = re.compile(r"\w+(?:[-'.]\w+)*")
_NUMBERING = re.compile(r"(?:\d{1,3}|[ivxl]{1,5}|[a-z])\.(?= )|\d{1,3}(?=\. )")
_QUOTES = re.compile(r"[\s\"'*]*")
# A capital that does not simply go on with a sentence: what comes before it is no letter in lower case and no comma.
_INNER = re.compile(r"[^a-zà-öø-ÿ,\s]\s(?=[A-ZÀ-ÖØ-Þ])")
_LONG = 5  # words in a label that may run straight into what it announces
_TITLE = 220  # characters


class Heading(NamedTuple):
    """The heading of a follow-up paragraph. ``title`` and ``body`` are offsets; ``body`` is the end if nothing follows."""

    number: str
    scope: str
    title: tuple[int, int]
    body: int


@dataclass(slots=True)
class Line:
    """``text[start:end]``, a block or a part of one.

    ``role`` is that of the label, ``paragraph`` for the heading of a follow-up paragraph, ``heading`` for another
    heading, ``text`` for the rest. What a label or heading announces begins at ``body``.
    """

    start: int
    end: int
    block: Block
    role: str = "text"
    body: int = 0
    number: str = ""
    scope: str = ""
    note: str = ""
    title: tuple[int, int] = (0, 0)


class Page(NamedTuple):
    """A document made ready: its text, the same folded, and its lines."""

    document: Document
    text: str
    folded: str
    words: Vocabulary
    lines: list[Line]

    def slice(self, start: int, end: int) -> str:
        """Folded text."""
        return self.folded[start:end]


def page(document: Document, words: Vocabulary) -> Page:
    """Cut a document into lines and classify each by itself."""
    folded = fold(document.text)
    lines = [line for block in document.blocks for line in _lines(document.text, folded, block, words)]
    return Page(document, document.text, folded, words, lines)


def _lines(text: str, folded: str, block: Block, words: Vocabulary) -> Iterator[Line]:
    start = block.start
    for cut in [*_cuts(text, folded, block, words), block.end]:
        end = cut
        while end > start and text[end - 1].isspace():
            end -= 1
        if end > start:
            yield _classified(text, folded, start, end, block, words)
        start = cut


def _cuts(text: str, folded: str, block: Block, words: Vocabulary) -> Iterator[int]:
    """Where labels and headings begin inside a block: "… in court. Committee's evaluation: …"."""
    for match in _INNER.finditer(text, block.start, block.end):
        place = match.end()
        word = _WORD.match(folded, place)
        if word is None:
            continue
        if word[0] in words.labels and label(folded, text, place, block.end, words):
            yield place
        elif text[match.start()] in ".:;" and (found := words.heading.match(folded, place, block.end)):
            if found["sep"].strip() and ":" in found["sep"] and text[match.start()] == ".":
                yield place


class Label(NamedTuple):
    """A label in the text; ``body`` is where what it announces begins."""

    role: str
    body: int
    scope: str
    note: str


def label(folded: str, text: str, start: int, end: int, words: Vocabulary) -> Label | None:
    """The label that begins at ``start``, the longest if several do."""
    word = _WORD.match(folded, start)
    best: Label | None = None
    longest = 0
    for role, pattern in words.labels.get(word[0] if word else "", ()):
        match = pattern.match(folded, start, end)
        if match is None or match.end("phrase") <= longest:
            continue
        if match["open"] is not None:
            after = text[match.end() : match.end() + 2].strip()
            if match["phrase"].count(" ") + 1 < _LONG or not after[:1].isupper():
                continue
        body = match.end()
        while body < end and folded[body] in " :":
            body += 1
        longest = match.end("phrase")
        best = Label(role, body, (match["scope"] or "").strip(), (match["note"] or "").strip())
    return best


def _classified(text: str, folded: str, start: int, end: int, block: Block, words: Vocabulary) -> Line:
    line = Line(start, end, block, body=start)
    place = start
    if numbering := _NUMBERING.match(folded, start, end):
        place = numbering.end()
    place = _QUOTES.match(folded, place, end).end()  # type: ignore[union-attr]
    if found := label(folded, text, place, end, words):
        line.role, line.body, line.scope, line.note = found
    elif title := heading(text, folded, start, end, block, words):
        line.role, line.number, line.scope, line.title, line.body = "paragraph", *title
    elif block.kind == "heading":
        line.role = "heading"
    return line


def heading(text: str, folded: str, start: int, end: int, block: Block, words: Vocabulary) -> Heading | None:
    """Read a line as the heading of a follow-up paragraph: "Paragraph 16: title", "Title (para. 16)"."""
    match = words.heading.match(folded, start, end)
    if match is not None:
        rest, after = match.end(), text[match.end() : end]
        if "[" in text[start : match.end() + 1] or after.startswith("["):
            return None
        scope = (match["scope"] or "").strip()
        if match["sep"].endswith(" ") and after.startswith("(") and after.endswith(")"):
            return Heading(match["number"], scope, (rest + 1, end - 1), end)
        if match["sep"] in (" ",):
            return None
        if _is_title(after, block):
            return Heading(match["number"], scope, (rest, end), end)
        return Heading(match["number"], scope, (rest, rest), rest)
    if end - start > _TITLE or not (block.kind == "heading" or block.bold or block.italic or end - start < 120):
        return None
    match = words.tail_heading.search(folded, start, end)
    if match is None or match.start() == start or text[end - 1] == "." or "[" in text[start : match.start()]:
        return None
    first = start
    if numbering := _NUMBERING.match(folded, start, end):
        first = numbering.end() + 1
    return Heading(match["number"], (match["scope"] or "").strip(), (first, match.start()), match.end())


def _is_title(text: str, block: Block) -> bool:
    """Whether what follows "Paragraph 16:" is a title rather than the recommendation itself."""
    return len(text) <= _TITLE and not text.rstrip().endswith((".", ":", ";"))
