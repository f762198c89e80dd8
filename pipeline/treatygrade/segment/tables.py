"""Tables with a column for each part: paragraph | State party's reply | Committee's evaluation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from treatygrade.segment.lines import Line, Page
from treatygrade.segment.scopes import SCOPE

_PARTS = frozenset({"recommendation", "received", "reply", "stakeholders", "previous", "evaluation"})
_SHORT = 90  # characters of a cell that is no text
_NUMBER = re.compile(rf"(?P<number>\d{{1,3}})\b(?: ?(?P<scope>{SCOPE}))?[.:]? ?")


def spread(page: Page) -> None:
    """Give the cells of such tables the role that the first row gives to their column.

    A cell of the column of paragraphs is the heading of one: "Paragraph 9: text", "9. text", "9".
    """
    for table, lines in groupby(page.lines, key=lambda line: line.block.table):
        if table is not None:
            _spread(page, list(lines))


def _spread(page: Page, lines: Sequence[Line]) -> None:
    first = lines[0].block.row
    head = [line for line in lines if line.block.row == first]
    if _sums_up(page, lines):
        for line in lines:
            line.role = "overview"
        return
    roles = {line.block.column: _column(page, line) for line in head}
    if sum(role in _PARTS for role in roles.values()) < 2 or len(head) == len(lines):
        return
    for line in head:
        line.role = "end"
    titles = [page.folded[line.start : line.end] for line in head]
    rows = [list(row) for _, row in groupby(lines[len(head) :], key=lambda line: line.block.row)]
    for row in rows:
        if [page.folded[line.start : line.end] for line in row] == titles:  # the head again, on a new page
            for line in row:
                line.role = "end"
    for cell in _cells([line for row in rows for line in row if line.role != "end"]):
        role = roles.get(cell.block.column)
        number = _NUMBER.match(page.folded, cell.start, cell.end)
        if role == "paragraph" and cell.role != "paragraph" and number:
            cell.role, cell.number, cell.scope = "paragraph", number["number"], number["scope"] or ""
            short = cell.end - number.end() <= _SHORT and page.text[cell.end - 1] not in ".;:"
            cell.title, cell.body = ((number.end(), cell.end), cell.end) if short else ((0, 0), number.end())
        elif role in _PARTS and cell.role in ("text", "heading", role):
            cell.role, cell.body = role, cell.body if cell.role == role else cell.start


def _cells(lines: Iterable[Line]) -> list[Line]:
    """The first line of each cell."""
    return [next(cell) for _, cell in groupby(lines, key=lambda line: (line.block.row, line.block.column))]


def _column(page: Page, line: Line) -> str:
    if line.role in _PARTS and line.body == line.end:
        return line.role
    return "paragraph" if page.words.paragraph_column.fullmatch(page.folded, line.start, line.end) else ""


def _sums_up(page: Page, lines: Sequence[Line]) -> bool:
    """Whether a table lists grades, "Paragraph 11 (a) | Not implemented": a reference in each row and nothing long."""
    rows = [list(row) for _, row in groupby(lines, key=lambda line: line.block.row)]
    references = [any(page.words.reference.fullmatch(page.folded, c.start, c.end) for c in row) for row in rows[1:]]
    short = all(line.end - line.start <= _SHORT for line in lines)
    return bool(references) and all(references) and short and all(len(row) > 1 for row in rows)
