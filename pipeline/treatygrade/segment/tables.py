"""Tables with a column for each part: paragraph | State party's reply | Committee's evaluation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from treatygrade.segment.lines import Line, Page
from treatygrade.segment.scopes import SCOPE

_PARTS = frozenset({"recommendation", "received", "reply", "stakeholders", "previous", "evaluation"})
_SHORT = 90  # characters of a cell that is no text
_ITEMS = re.compile(SCOPE)
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
    if len(head) == len(lines):
        return
    if len(_PARTS.union({"paragraph"}).intersection(roles.values())) < 2:
        if any(page.words.grade_column.fullmatch(page.folded, line.start, line.end) for line in head):
            for line in head:
                line.role = "head" if line.role == "text" else line.role
        return
    for line in head:
        line.role = "end"
    titles = [page.folded[line.start : line.end] for line in head]
    rows = [list(row) for _, row in groupby(lines[len(head) :], key=lambda line: line.block.row)]
    for row in rows:
        if [page.folded[line.start : line.end] for line in row] == titles:  # the head again, on a new page
            for line in row:
                line.role = "end"
    _tell(page, roles, _cells([line for row in rows for line in row if line.role != "end"]))


def _tell(page: Page, roles: Mapping[int | None, str], cells: Iterable[Line]) -> None:
    """Give each cell below the head the role of its column."""
    above: Line | None = None  # the cell that last named a paragraph
    for cell in cells:
        role = roles.get(cell.block.column)
        number = _NUMBER.match(page.folded, cell.start, cell.end)
        if above and role not in _PARTS and _ITEMS.fullmatch(page.folded, cell.start, cell.end):
            above = _of_items(page, cell, above)
        elif role == "paragraph" and cell.role != "paragraph" and number:
            cell.role, cell.number, cell.scope = "paragraph", number["number"], number["scope"] or ""
            short = cell.end - number.end() <= _SHORT and page.text[cell.end - 1] not in ".;:"
            cell.title, cell.body = ((number.end(), cell.end), cell.end) if short else ((0, 0), number.end())
        elif role in _PARTS and cell.role in ("text", "heading", role):
            cell.role, cell.body = role, cell.body if cell.role == role else cell.start
        above = cell if cell.role == "paragraph" else above


def _of_items(page: Page, cell: Line, above: Line) -> Line:
    """Read "(b)" in a cell of its own: the items of its row, or of a further part of the paragraph ``above``."""
    scope = page.folded[cell.start : cell.end]
    if cell.block.row == above.block.row:
        above.scope, cell.role = above.scope or scope, "head"
        return above
    cell.role, cell.number, cell.scope, cell.title, cell.body = "paragraph", above.number, scope, (0, 0), cell.end
    return cell


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
