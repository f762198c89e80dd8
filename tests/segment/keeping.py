"""One report in other files: its blocks written as HTML, Word or text, by a hand that keeps nothing but the words."""

from __future__ import annotations

import html
import random
import re
from itertools import groupby, pairwise
from pathlib import Path
from textwrap import wrap
from typing import Any

from tests.fuzz.documents import said
from treatygrade.read import read
from treatygrade.read.document import Block, Document
from treatygrade.segment import segment

_PLAIN = str.maketrans("’‘“”", "''\"\"")
_SPACES = ("  ", "\xa0", "\u2009", "\u202f")


def told(path: Path) -> list[tuple[str, ...]]:
    """What each row of a file says."""
    return [said(unit) for report in segment(read(path)) for unit in report.units("x")]


def otherwise(text: str, chance: random.Random) -> str:
    """The same words with the other kind of quotation marks, and some spaces of other kinds."""
    text = text.translate(_PLAIN) if chance.random() < 0.5 else text.replace("'", "’")
    return re.sub(r"(?<=[a-z,]) (?=[a-z])", lambda _: chance.choice(_SPACES) if chance.random() < 0.1 else " ", text)


def write(document: Document, path: Path, chance: random.Random) -> Path:
    """Write a document in the format of the path's suffix: ``.html``, ``.docx`` or ``.txt``."""
    parts = [(block, otherwise(document.block_text(block), chance)) for block in document.blocks]
    notes = [f"{note.mark} {note.text}" for note in document.notes if note.text.startswith(("Adop", "Aprob"))]
    {".html": _html, ".docx": _docx, ".txt": _txt}[path.suffix](parts, notes, path, chance)
    return path


Parts = list[tuple[Block, str]]


def _wrapped(text: str, width: int) -> str:
    return "\n".join(wrap(text, width, break_long_words=False, break_on_hyphens=False))


def _rows(cells: Parts) -> list[list[Parts]]:
    """The cells of a table, row by row, each with its blocks."""
    rows = [list(row) for _, row in groupby(cells, key=lambda part: part[0].row)]
    return [[list(cell) for _, cell in groupby(row, key=lambda part: part[0].column)] for row in rows]


def _html(parts: Parts, notes: list[str], path: Path, chance: random.Random) -> None:
    width = chance.randint(60, 100)

    def styled(block: Block, text: str) -> str:
        text = html.escape(_wrapped(text, width), quote=chance.random() < 0.5)
        text = f"<strong>{text}</strong>" if block.bold and block.kind != "heading" else text
        return f"<em>{text}</em>" if block.italic else text

    lines = []
    for table, group in groupby(parts, key=lambda part: part[0].table):
        if table is None:
            for block, text in group:
                tag = f"h{block.level}" if block.kind == "heading" else "p"
                lines.append(f"<{tag}>{styled(block, text)}</{tag}>")
            continue
        lines.append("<table>")
        for row in _rows(list(group)):
            cells = ("".join(f"<p>{styled(*part)}</p>" for part in cell) for cell in _spread(row))
            lines.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>")
        lines.append("</table>")
    lines += [f"<p>{html.escape(note)}</p>" for note in notes]
    body = "\n".join(lines)
    path.write_text(f"<!doctype html><html><meta charset='utf-8'><body>\n{body}\n</body></html>", encoding="utf-8")


def _spread(row: list[Parts]) -> list[Parts]:
    """A row with its empty cells."""
    columns = {cell[0][0].column or 0: cell for cell in row}
    return [columns.get(column, []) for column in range(max(columns) + 1)]


def _docx(parts: Parts, notes: list[str], path: Path, chance: random.Random) -> None:
    from docx import Document as Word

    def fill(paragraph: Any, block: Block, text: str) -> None:
        cuts = sorted({0, len(text), *(chance.randrange(len(text) + 1) for _ in range(3))})
        for start, end in pairwise(cuts):
            run = paragraph.add_run(text[start:end])
            run.bold, run.italic = block.bold or None, block.italic or None

    word = Word()
    for table, group in groupby(parts, key=lambda part: part[0].table):
        if table is None:
            for block, text in group:
                kind = f"Heading {block.level}" if block.kind == "heading" else None
                fill(word.add_paragraph(style=kind), block, text)
            continue
        rows = [_spread(row) for row in _rows(list(group))]
        made = word.add_table(len(rows), max(map(len, rows)))
        for row, cells in zip(made.rows, rows, strict=True):
            for cell, blocks in zip(row.cells, cells, strict=False):
                for index, part in enumerate(blocks):
                    fill(cell.paragraphs[0] if not index else cell.add_paragraph(), *part)
    for note in notes:
        word.add_paragraph(note)
    word.save(str(path))


def _txt(parts: Parts, notes: list[str], path: Path, chance: random.Random) -> None:
    width = chance.randint(60, 100)
    paragraphs = [_wrapped(text, width) for _, text in parts] + notes
    path.write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")
