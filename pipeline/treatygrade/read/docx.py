"""Word documents (.docx). Source of the markup: ECMA-376, part 1.

Read with lxml over the parts of the zip, not through python-docx: its objects cost several times as much, and leave
out text boxes, tracked changes, footnotes and the numbers of lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from treatygrade.errors import ReadError
from treatygrade.read.draft import Draft, Paragraph, Span
from treatygrade.read.opc import Parts
from treatygrade.read.source import beyond, limit
from treatygrade.read.wordlists import Numbers, W, integer, value
from treatygrade.read.wordstyles import Style, Styles, is_on, of_paragraph, of_run

_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Deleted or moved-away text, and the older twin that a text box has for readers of 2007.
_GONE = frozenset({f"{W}del", f"{W}moveFrom", f"{_COMPATIBLE}Fallback"})
_BREAKS = frozenset({f"{W}br", f"{W}cr"})
_REFERENCES = frozenset({f"{W}footnoteReference", f"{W}endnoteReference"})
_MARK = re.compile(r"\d{1,3}|[*†‡]{1,4}")
_UNIT = re.compile(r"(?:^|[\s\d])[kcdm]?m$")


def read_docx(data: bytes) -> Draft:
    """Read a Word document as it would print with all changes accepted and comments left out.

    A piece's paragraph is the index of its `w:p` among all of the main part in document order (cells and text boxes
    included), its run that of its `w:r` among the descendants of that paragraph, its offset counts the characters of
    the run, a tab or a break as one. List numbers have no piece: they are in no run.

    Raises:
        ReadError: damaged, encrypted, beyond the limits, or not a Word document.
    """
    parts = Parts(data)
    root = parts.tree(parts.main)
    body = root.find(f"{W}body")
    if body is None:
        raise ReadError("not a Word document, or one in the strict form", hint="save it in Word as an ordinary .docx")
    related = {kind: parts.tree(parts.related(parts.main, kind)) for kind in ("styles", "numbering")}
    bodies = {kind: _bodies(parts.tree(parts.related(parts.main, f"{kind}s"))) for kind in ("footnote", "endnote")}
    reader = _Reader(root, Styles(related["styles"]), Numbers(related["numbering"]), bodies)
    reader.blocks(body, None)
    return Draft(reader.paragraphs, reader.notes, {"macros": "held, not read"} if parts.has_macros else {})


def _bodies(root: Any) -> dict[str, str]:
    """The notes of footnotes.xml or endnotes.xml by id."""
    if root is None:
        return {}
    return {
        note.get(f"{W}id", ""): " ".join("".join(_words(paragraph)) for paragraph in note.iter(f"{W}p")).strip()
        for note in root
    }


def _words(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag in _GONE:
            continue
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in (f"{W}tab", f"{W}br"):
            yield " "
        else:
            yield from _words(child)


class _Reader:
    def __init__(self, root: Any, named: Styles, numbers: Numbers, bodies: dict[str, dict[str, str]]) -> None:
        self.index = {paragraph: at for at, paragraph in enumerate(root.iter(f"{W}p"))}
        self.styles = named
        self.numbers = numbers
        self.bodies = bodies
        self.paragraphs: list[Paragraph] = []
        self.notes: list[tuple[str, str]] = []
        self.numbered = self.tables = self.cells = self.depth = 0
        self.page = 1 if next(root.iter(f"{W}lastRenderedPageBreak"), None) is not None else None
        self.merged = False  # the mark of the paragraph before was deleted

    def blocks(self, element: Any, cell: tuple[int, int, int] | None) -> None:
        """The paragraphs and tables under a body, a cell, a text box, or what wraps them."""
        self.depth += 1
        if self.depth > limit("xml_depth"):
            raise beyond("xml_depth", "elements nested too deep", "save it again in Word")
        for child in element:
            if child.tag == f"{W}p":
                self.paragraph(child, cell)
            elif child.tag == f"{W}tbl":
                self.table(child)
            elif child.tag not in _GONE:
                self.blocks(child, cell)
        self.depth -= 1

    def table(self, table: Any) -> None:
        """Cells in row-major order at their place in the grid; a merged cell comes once."""
        at = self.tables
        self.tables += 1
        for row, line in enumerate(_under(table, f"{W}tr")):
            properties = line.find(f"{W}trPr")
            if properties is not None and properties.find(f"{W}del") is not None:
                continue
            column = 0 if properties is None else max(0, integer(value(properties.find(f"{W}gridBefore")), 0))
            for cell in _under(line, f"{W}tc"):
                self.cells += 1
                if self.cells > limit("table_cells"):
                    raise beyond("table_cells", "tables of more cells than the limit")
                of_cell = cell.find(f"{W}tcPr")
                merged = None if of_cell is None else of_cell.find(f"{W}vMerge")
                if merged is None or value(merged) == "restart":
                    self.blocks(cell, (at, row, column))
                column += 1 if of_cell is None else max(1, integer(value(of_cell.find(f"{W}gridSpan")), 1))

    def paragraph(self, element: Any, cell: tuple[int, int, int] | None) -> None:
        properties = element.find(f"{W}pPr")
        named = "" if properties is None else value(properties.find(f"{W}pStyle"))
        style = of_paragraph(properties, self.styles.named(named))
        runs = _Runs(self, element, style)
        runs.collect(element)
        lines = [line for line in runs.lines if line]
        if lines and style.number and (number := self.numbers.next(style.number, style.depth)):
            lines[0].insert(0, Span(number + " ", None, page=lines[0][0].page))
        table, row, column = cell or (None, None, None)
        for line in lines:
            if self.merged and self.paragraphs:
                self.paragraphs[-1].spans += line
                self.merged = False
                continue
            made = Paragraph(line, "paragraph", 0, table, row, column, bold=runs.bold, italic=runs.italic)
            if cell:
                made.kind = "cell"
            elif style.level:
                made.kind, made.level = "heading", style.level
            self.paragraphs.append(made)
        mark = None if properties is None else properties.find(f"{W}rPr")
        self.merged = bool(lines) and mark is not None and mark.find(f"{W}del") is not None
        for box in runs.boxes:
            self.blocks(box, None)

    def reference(self, element: Any) -> str:
        """Note a reference to a footnote or an endnote; returns the mark it prints, "" if its own text is the mark."""
        kind = "footnote" if element.tag == f"{W}footnoteReference" else "endnote"
        body = self.bodies[kind].get(element.get(f"{W}id", ""), "")
        if element.get(f"{W}customMarkFollows") in ("1", "true", "on"):
            found = re.match(r"[*†‡]{1,4}", body)
            self.notes.append((found[0] if found else "*", body[found.end() :].strip() if found else body))
            return ""
        self.numbered += 1
        self.notes.append((str(self.numbered), body))
        return str(self.numbered)


class _Runs:
    """The text of one paragraph, cut into lines where the paragraph has line breaks."""

    def __init__(self, reader: _Reader, paragraph: Any, style: Style) -> None:
        self.reader = reader
        self.style = style
        self.index = reader.index[paragraph]
        self.order = {run: at for at, run in enumerate(paragraph.iter(f"{W}r"))}
        self.lines: list[list[Span]] = [[]]
        self.boxes: list[Any] = []
        self.bold = self.italic = True

    def collect(self, element: Any) -> None:
        for child in element:
            tag = child.tag
            if tag == f"{W}r":
                self.run(child)
            elif tag not in _GONE and tag != f"{W}pPr":
                self.collect(child)

    def run(self, run: Any) -> None:
        properties = run.find(f"{W}rPr")
        raised = False
        if properties is not None:
            if is_on(properties.find(f"{W}vanish")) or properties.find(f"{W}del") is not None:
                return
            raised = value(properties.find(f"{W}vertAlign")) == "superscript"
        style = of_run(properties, self.style)
        at, offset = self.order[run], 0
        for child in run:
            tag = child.tag
            text = ""
            mark = False
            if tag == f"{W}t":
                text = child.text or ""
                mark = raised and self._is_mark(text)
            elif tag in _BREAKS:
                self.lines.append([])
                offset += 1
            elif tag == f"{W}tab":
                text = " "
            elif tag == f"{W}noBreakHyphen":
                text = "-"
            elif tag == f"{W}lastRenderedPageBreak":
                self.reader.page = (self.reader.page or 1) + 1
            elif tag in _REFERENCES:
                label = self.reader.reference(child)
                self.lines[-1].append(Span(label, self.index, at, offset, self.reader.page, mark=True))
            elif tag in (f"{W}drawing", f"{W}pict", f"{_COMPATIBLE}AlternateContent"):
                self.boxes += _boxes(child)
            if text:
                self.lines[-1].append(Span(text, self.index, at, offset, self.reader.page, mark=mark))
                offset += len(text)
                if not mark and not text.isspace():
                    self.bold &= style.bold
                    self.italic &= style.italic

    def _is_mark(self, text: str) -> bool:
        before = self.lines[-1][-1].text[-4:] if self.lines[-1] else ""
        return bool(_MARK.fullmatch(text.strip())) and not (text.strip() in ("2", "3") and _UNIT.search(before))


def _boxes(element: Any) -> Iterator[Any]:
    for child in element:
        if child.tag == f"{W}txbxContent":
            yield child
        elif child.tag not in _GONE:
            yield from _boxes(child)


def _under(element: Any, tag: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, also those in a content control or an inserted stretch."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from _under(child, tag)
