"""From a document to lines: blocks, cut where a label begins inside one, each with what it announces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from treatygrade.read.document import Block, Document
from treatygrade.segment.fold import fold, plain_letters
from treatygrade.segment.symbols import SYMBOL
from treatygrade.segment.vocabulary import HEAD, Vocabulary

_NUMBERING = re.compile(r"(?:\d{1,3}|[ivxl]{1,5}|[a-z])\.(?= )")
_DIGIT = re.compile(r"\d")
_MARK = re.compile(r"[\s*\"'\d.()\[\]^]{0,6}")  # of a footnote
_QUOTES = re.compile(r"[\s\"'*]*")
# A capital that does not simply go on with a sentence: what comes before it is no letter in lower case and no comma.
_INNER = re.compile(r"[^a-zà-öø-ÿ,\s]\s(?=[A-ZÀ-ÖØ-Þ])")
_LONG = 5  # words in a label that may run straight into what it announces
_TITLE = 220  # characters
_ABOVE = 100  # characters of a title above its heading
_PLAIN_TITLE = 120  # characters of a title that is neither a heading nor in bold or italics


@dataclass(slots=True)
class Line:
    """``text[start:end]``, a block or a part of one.

    ``role`` is that of the label, ``paragraph`` for the heading of a follow-up paragraph, ``heading`` for another
    heading, ``adopted`` for the footnote that tells the session, ``text`` for the rest. What a label or heading
    announces begins at ``body``, which is ``end`` where nothing follows. ``title`` is where the title of a follow-up
    paragraph lies.
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


def page(document: Document, words: Vocabulary) -> Page:
    """Cut a document into lines and classify each by itself."""
    text = plain_letters(document.text)
    whole = Page(document, text, fold(text), words, [])
    whole.lines.extend(line for block in document.blocks for line in _lines(whole, block))
    for before, line in pairwise(whole.lines):
        # "Follow-up recommendations: | Paragraph 9": a bare reference is what the label announces, and no heading.
        bare = line.role == "paragraph" and line.title[0] == line.end
        if bare and before.role == "followup" and before.body == before.end:
            line.role = "text"
    return whole


def stands_above(page: Page, line: Line, heading: Line) -> bool:
    """Whether a line is the title of the follow-up paragraph whose bare heading, "Paragraph 16", comes next."""
    bare = heading.role == "paragraph" and heading.title[0] == heading.title[1] and heading.body == heading.end
    words = page.text[line.start : line.end]
    return (
        bare
        and line.role in ("text", "heading")
        and len(words) <= _ABOVE
        and words[0].isupper()
        and words[-1].isalnum()
    )


class Label(NamedTuple):
    """A label in the text; ``body`` is where what it announces begins."""

    role: str
    body: int
    scope: str
    note: str


def label(page: Page, start: int, end: int) -> Label | None:
    """The label that begins at ``start``, the longest if several do."""
    folded = page.folded
    best: Label | None = None
    longest = 0
    for role, pattern in page.words.labels.get(folded[start : start + HEAD], ()):
        match = pattern.match(folded, start, end)
        if match is None or match.end("phrase") <= longest:
            continue
        if role == "followup" and match["scope"]:
            continue  # "Follow-up paragraph 16: title" is a heading, "Follow-up paragraphs: 16" a label
        if role == "recommendation" and match["scope"] and "[" in folded[match.end() : match.end() + 2]:
            continue  # "Recommendation 16 (a): [B]" is a grade
        if match["open"] is not None:
            after = page.text[match.end() : match.end() + 2].strip()
            if match["phrase"].count(" ") + 1 < _LONG or not after[:1].isupper():
                continue
        body = match.end()
        while body < end and folded[body] in " :":
            body += 1
        longest = match.end("phrase")
        best = Label(role, body, (match["scope"] or "").strip(), (match["note"] or "").strip())
    return best


class Heading(NamedTuple):
    """The heading of a follow-up paragraph; offsets as in `Line`."""

    number: str
    scope: str
    title: tuple[int, int]
    body: int


def heading(page: Page, start: int, end: int, block: Block) -> Heading | None:
    """Read a line as the heading of a follow-up paragraph: "Paragraph 16: title", "Title (para. 16)"."""
    match = page.words.heading.match(page.folded, start, end)
    return _numbered(page, match, end) if match else _titled(page, start, end, block)


def _numbered(page: Page, match: re.Match[str], end: int) -> Heading | None:
    rest, after = match.end(), page.text[match.end() : end]
    scope = (match["scope"] or "").strip()
    if after.startswith("["):
        return None  # "Paragraph 16 (a): [B]" is a grade
    if match["tags"]:  # "Paragraph 16 [B]: title"
        titled = not scope and after[:1].isupper() and len(after) <= _TITLE and after[-1].isalnum()
        return Heading(match["number"], "", (match.start("tags"), end), end) if titled else None
    if match["sep"] == " ":  # before a bracket: "Paragraph 16 (racial profiling)"
        return Heading(match["number"], scope, (rest + 1, end - 1), end) if after.endswith(")") else None
    if len(after) <= _TITLE and not after.endswith((".", ":", ";")):
        return Heading(match["number"], scope, (rest, end), end)
    return Heading(match["number"], scope, (rest, rest), rest)


def _titled(page: Page, start: int, end: int, block: Block) -> Heading | None:
    styled = block.kind == "heading" or block.bold or block.italic
    if end - start > (_TITLE if styled else _PLAIN_TITLE):
        return None
    if not _DIGIT.search(page.folded, start, end):
        return None
    match = page.words.tail_heading.search(page.folded, start, end)
    if match is None or match.start() == start or "[" in page.text[start : match.start()]:
        return None
    numbering = _NUMBERING.match(page.folded, start, end)
    first = numbering.end() + 1 if numbering else start
    before, after = page.text[first : match.start()], page.text[match.end() : end]
    if SYMBOL.fullmatch(before):  # "CCPR/C/FRD/CO/3, para. 16: title"
        title = match.end() + len(after) - len(after.lstrip(" :.–-"))
        return Heading(match["number"], (match["scope"] or "").strip(), (title, end), end)
    # The number of the paragraph that follows may have slipped into the heading's line.
    slipped = page.folded[match.end() : end].strip(" .").isdigit()
    body = end if slipped else match.end()
    return Heading(match["number"], (match["scope"] or "").strip(), (first, match.start()), body)


def _lines(page: Page, block: Block) -> Iterator[Line]:
    start = block.start
    for cut in [*_cuts(page, block), block.end]:
        end = cut
        while end > start and page.text[end - 1].isspace():
            end -= 1
        if end > start:
            yield _classified(page, start, end, block)
        start = cut


def _cuts(page: Page, block: Block) -> Iterator[int]:
    """Where labels and headings begin inside a block: "… in court. Committee's evaluation: …"."""
    match = page.words.heading.match(page.folded, block.start, block.end)
    title = _numbered(page, match, block.end) if match else None
    if title and title.body == block.end:
        return  # a title may well be "National human rights institution"
    numbering = _NUMBERING.match(page.folded, block.start, block.end)
    start = numbering.end() if numbering else block.start
    first = label(page, start, block.end)
    inside = first.body if first else start  # "SUMMARY OF THE STATE PARTY'S REPLY" is one label
    for match in _INNER.finditer(page.text, start, block.end):
        place = match.end()
        if place < inside:
            continue
        if page.folded[place : place + HEAD] in page.words.labels and (found := label(page, place, block.end)):
            if found.role == "recommendation" and found.scope and page.text[start:place].rstrip(" :").endswith("]"):
                continue  # "[B]: Recommendation 16 (a)"
            inside = found.body
            yield place
        elif match[0][0] == ".":
            title_here = page.words.heading.match(page.folded, place, block.end)
            if title_here and ":" in title_here["sep"]:
                yield place


def _classified(page: Page, start: int, end: int, block: Block) -> Line:
    line = Line(start, end, block, body=start)
    numbering = _NUMBERING.match(page.folded, start, end)
    quotes = _QUOTES.match(page.folded, numbering.end() if numbering else start, end)
    mark = _MARK.match(page.folded, start, end)
    footnote = page.words.adopted.match(page.folded, mark.end() if mark else start, end)
    if footnote and "[" not in page.text[start:end]:
        line.role = "adopted"
    elif found := label(page, quotes.end() if quotes else start, end):
        line.role, line.body, line.scope, line.note = found
    elif title := heading(page, start, end, block):
        line.role, line.number, line.scope, line.title, line.body = "paragraph", *title
    elif block.kind == "heading":
        line.role = "heading"
    return line
