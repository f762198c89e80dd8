"""HTML, and what Markdown becomes: blocks, tables, numbered lists, footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from treatygrade.errors import ReadError
from treatygrade.read.characters import LINE_HYPHEN
from treatygrade.read.draft import Draft, Paragraph, Span
from treatygrade.read.joining import append, cuts_sentence
from treatygrade.read.numbering import letters, roman
from treatygrade.read.source import beyond, limit

_BLOCK_NAMES = """address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure
footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul"""
_DROPPED_NAMES = "script style head template noscript svg math iframe object select button textarea title"
_BLOCKS, _DROPPED = frozenset(_BLOCK_NAMES.split()), frozenset(_DROPPED_NAMES.split())
_BOLD, _ITALIC = frozenset({"b", "strong", "th"}), frozenset({"i", "em", "cite"})
_MARK = re.compile(r"\s*\[?(\d{1,3}|[*†‡]{1,4})\]?\s*")
_UNIT = re.compile(r"(?:^|[\s\d])[kcdm]?m$")  # "4 m<sup>2</sup>" is an area, not a footnote
_NOTE_ID = re.compile(r"(?:user-content-)?_*(?:fn|ftn|edn|footnote|sdfootnote|endnote)[-_:]?\d{1,4}")
_LINE_END = re.compile(r"(?<=[^\W\d_])-\n[ \t]*(?=[a-zà-öø-ÿ])")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")


class _Style(NamedTuple):
    """What the elements around a text say about it."""

    bold: bool = False
    italic: bool = False
    level: int = 0
    cell: tuple[int, int, int] | None = None
    pre: bool = False


def read_html(text: str) -> Draft:
    """Read an HTML page or fragment; a piece's paragraph is the line (from 0) where its element begins.

    Scripts, styles and hidden elements are dropped. A line break begins a new block, as it does in print,
    unless it cuts a sentence.
    """
    from lxml import etree

    if not text.strip():
        return Draft([])
    if "<!ENTITY" in text[:10_000]:
        raise ReadError("declares entities, which no report does", hint="fetch it again, or save it as text")
    parser = etree.HTMLParser(remove_comments=True, remove_pis=True)  # that of lxml.html asks Python for every element
    root = etree.fromstring(text, parser)
    if root is None:  # nothing but comments, end tags, a document type
        return Draft([])
    if any("xcessive depth" in error.message for error in parser.error_log):  # libxml2 leaves the rest out
        raise _too_deep()
    walker = _Walker()
    walker.visit(root, _Style())
    walker.close()
    return Draft(walker.paragraphs, walker.notes)


def _too_deep() -> ReadError:
    return beyond("xml_depth", "elements nested too deep")


class _Walker:
    def __init__(self) -> None:
        self.paragraphs: list[Paragraph] = []
        self.notes: list[tuple[str, str]] = []
        self.open: Paragraph | None = None
        self.number = ""  # the number of a list item whose text has not begun
        self.tables = self.cells = self.depth = 0
        self.broken = -1  # the paragraph that a line break begins
        self.place = 0  # of a list item in its list
        self.deepest = limit("xml_depth")

    def close(self) -> None:
        if self.open is None:
            return
        if len(self.paragraphs) == self.broken and cuts_sentence(self.paragraphs[-1], self.open):
            append(self.paragraphs[-1], self.open)
        else:
            self.paragraphs.append(self.open)
        self.open = None

    def emit(self, text: str, node: Any, style: _Style, mark: bool = False) -> None:
        blank = not text or text.isspace()
        if self.open is None:
            if blank:
                return
            table, row, column = style.cell or (None, None, None)
            self.open = Paragraph([], "paragraph", style.level, table, row, column, bold=True, italic=True)
            if style.cell:
                self.open.kind = "cell"
            elif style.level:
                self.open.kind = "heading"
            if self.number:
                self.open.spans.append(Span(self.number + " ", None))
                self.number = ""
        if not blank and not mark:
            self.open.bold &= style.bold
            self.open.italic &= style.italic
        self.open.spans.append(Span(text, (node.sourceline or 1) - 1, mark=mark))

    def visit(self, node: Any, style: _Style) -> None:
        tag = node.tag
        if tag in _DROPPED or node.get("hidden") is not None:
            return
        if (css := node.get("style")) and _HIDDEN.search(css):
            return
        if tag == "br":
            self.close()
            self.broken = len(self.paragraphs) or -1
            return
        if tag in ("sup", "a") and (mark := self.mark(node)):
            self.emit(mark, node, style, mark=True)
            return
        if tag == "table":
            self.close()
            self.table(node, style)
            return
        self.depth += 1
        if self.depth > self.deepest:
            raise _too_deep()
        if tag in _BLOCKS:
            self.block(node, style)
        else:
            style = style._replace(bold=style.bold or tag in _BOLD, italic=style.italic or tag in _ITALIC)
            self.children(node, style)
        self.depth -= 1

    def block(self, node: Any, style: _Style) -> None:
        self.close()
        if _NOTE_ID.fullmatch(node.get("id", "")):
            self.note(node)
            return
        self.children(node, _of_block(node.tag, style))
        self.close()

    def children(self, node: Any, style: _Style) -> None:
        if node.text:
            self.text(node.text, node, style)
        numbers = _numbers(node) if node.tag == "ol" else None
        place = 0
        for child in node:
            if child.tag == "li":
                place += 1
                self.place = place
                if numbers is not None:
                    self.number = next(numbers)
            self.visit(child, style)
            if child.tail:
                self.text(child.tail, child, style)

    def text(self, text: str, node: Any, style: _Style) -> None:
        if "-\n" in text:  # as long as before, so that places stay
            text = _LINE_END.sub(lambda match: LINE_HYPHEN + "\u200b" * (len(match[0]) - 1), text)
        if not style.pre:
            self.emit(text, node, style)
            return
        for line in text.splitlines():
            self.emit(line, node, style)
            self.close()

    def table(self, node: Any, style: _Style) -> None:
        """Cells in row-major order, at their place in the grid that merged cells leave."""
        table = self.tables
        self.tables += 1
        taken: dict[int, int] = {}  # the first row that a merged cell above leaves free, by column
        for row, line in enumerate(_rows(node)):
            column = 0
            for cell in line.iterchildren("td", "th"):
                while taken.get(column, 0) > row:
                    column += 1
                wide, tall = _spanned(cell, "colspan"), _spanned(cell, "rowspan")
                taken |= dict.fromkeys(range(column, column + wide), row + tall)
                self.cells += wide
                if self.cells > limit("table_cells"):
                    raise beyond("table_cells", "tables of more cells than the limit")
                self.children(cell, style._replace(cell=(table, row, column), bold=cell.tag == "th", level=0))
                self.close()
                column += wide

    def mark(self, node: Any) -> str:
        """The footnote mark that an element prints, or "": a superscript number or a link to a note's body."""
        words = "".join(node.itertext())
        found = _MARK.fullmatch(words)
        if not found:
            return ""
        if node.tag == "a":
            target = node.get("href", "").rpartition("#")[2]
            linked = node.get("role") == "doc-noteref" or _NOTE_ID.match(target.removesuffix("sym"))
            return found[1] if linked else ""
        before = self.open.ending(4)[-4:] if self.open else ""
        return "" if _UNIT.search(before) and found[1] in "23" else found[1]

    def note(self, node: Any) -> None:
        """A footnote body that the file marks as such."""
        inner = _Walker()
        inner.children(node, _Style())
        inner.close()
        spans = [span for paragraph in inner.paragraphs for span in [*paragraph.spans, Span(" ", None)]]
        label = next((span.text for span in spans if span.mark), "")
        body = "".join(span.text for span in spans if not span.mark).replace("↩︎", "").replace("↩", "")
        if not label:
            label = str(self.place if node.tag == "li" else len(self.notes) + 1)
        self.notes.append((label, body))


def _of_block(tag: str, style: _Style) -> _Style:
    if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
        return style._replace(level=int(tag[1]))
    return style._replace(pre=True) if tag == "pre" else style


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from child.iterchildren("tr")


def _spanned(cell: Any, attribute: str) -> int:
    value = cell.get(attribute, "1").strip()
    return min(max(int(value), 1), 100) if value.isdecimal() and len(value) < 10 else 1


def _numbers(node: Any) -> Iterator[str]:
    """The numbers that an `ol` prints, lettered and roman ones in brackets as UN documents have them."""
    kind = node.get("type", "1")
    start = node.get("start", "1")
    value = int(start) if start.lstrip("-").isdecimal() and len(start) < 10 else 1
    write = {"a": letters, "i": roman}.get(kind.lower())
    while True:
        text = write(value) if write else str(value)
        yield f"({text.upper() if kind.isupper() else text})" if write else f"{text}."
        value += 1
