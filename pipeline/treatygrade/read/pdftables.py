"""Cells of tables and columns of text on a PDF page, by where its lines stand.

A PDF has no tables, only lines in the order in which they are read: a cell is a stretch of them, the next cell of its
row begins level with it and to its right, the next row below it and to its left.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from treatygrade.read.pdflines import Line

_LEVEL = 2.0  # points between the first base lines of two cells of a row, at most
_INDENT = 6.0  # points that a line of a cell may stand left of the cell's first line
_COLUMN = 10.0  # points between the left edges of two columns, at least
_TALL = 10  # lines: a single row of cells so tall is a page set in columns


@dataclass(slots=True)
class Flow:
    """Lines that are read one below the other; ``cell`` is (table, row, column) where they are one."""

    lines: list[Line]
    cell: tuple[int, int, int] | None = None
    column: bool = False  # a column of a page, to the right of another


@dataclass(slots=True)
class _Row:
    """A row: the index of the first line of each cell, and of the first line after it.

    ``top`` and ``foot`` are the first and last base line of its cells, which are set level at one of them.
    """

    starts: list[int]
    stop: int
    lefts: list[float]
    top: float = 0.0
    foot: float = 0.0


def flows(pages: Sequence[list[Line]]) -> list[Flow]:
    """The lines of all pages in stretches, in reading order; a table that goes on overleaf is one table."""
    found: list[Flow] = []
    tables = rows = 0
    edges: list[float] = []  # the columns of the table that ends the page before
    head: list[str] = []  # its first row
    for page in pages:
        at = _overleaf(page, edges)
        if at:
            found[-1].lines += page[:at]
        for table in _tables(page, _rows(page)):
            first = table[0].starts[0]
            found += _plain(page, at, first)
            columns = sorted({left for row in table for left in row.lefts})
            columns = [left for n, left in enumerate(columns) if not n or left - columns[n - 1] > _COLUMN]
            goes_on = first == 0 and bool(edges) and _alike(edges, columns)
            if not goes_on:
                tables, rows, edges, head = tables + 1, 0, columns, []
            for number, row in enumerate(table):
                bounds = [*row.starts, row.stop]
                cells = [page[begin:end] for begin, end in pairwise(bounds)]
                words = [line.text for cell in cells for line in cell]
                if goes_on and number == 0 and words == head:
                    continue  # printed again overleaf
                head = head or words
                cut = goes_on and number == 0 and _continue(found, cells, edges, (tables - 1, rows - 1))
                if not cut:
                    found += [Flow(cell, (tables - 1, rows, _column(edges, cell))) for cell in cells]
                    rows += 1
            at = table[-1].stop
        edges = edges if at == len(page) else []
        found += _plain(page, at, len(page))
    return found


def _overleaf(page: Sequence[Line], edges: Sequence[float]) -> int:
    """How many lines at the head of a page go on with the last cell of the table that ends the page before.

    They stand in its last column, with nothing level to their left.
    """
    if len(edges) < 2:
        return 0
    count = 0
    while count < len(page) and page[count].left >= edges[-1] - _INDENT:
        count += 1
    level = any(abs(line.y - page[count - 1].y) < _LEVEL or line.y > page[count - 1].y for line in page[count:])
    return 0 if not count or level else count


def _rows(page: list[Line]) -> list[_Row]:
    """Rows of two cells or more on a page."""
    rows: list[_Row] = []
    row: _Row | None = None  # the one at hand
    start = 0  # of the lines below each other that the line at hand may belong to
    for index in range(1, len(page)):
        line = page[index]
        if line.y > page[index - 1].y - 1:
            if row and line.left > row.lefts[-1] + _COLUMN and _level(page, index, row.top, row.foot):
                row.starts.append(index)
                row.lefts.append(line.left)
                continue
            if row:
                row.stop, start, row = index, row.starts[-1], None
            begin = _beside(page, start, index)
            if begin < index:
                if rows and rows[-1].stop > begin:  # the last cell of the row before held the row's first
                    rows[-1].stop = begin
                cell = page[begin:index]
                lefts = [min(each.left for each in cell), line.left]
                row = _Row([begin, index], len(page), lefts, cell[0].y, cell[-1].y)
                rows.append(row)
            else:
                start = index
        elif row and line.left < row.lefts[-1] - _INDENT:
            row.stop, start, row = index, index, None
        elif row:
            row.lefts[-1] = min(row.lefts[-1], line.left)
    return rows


def _level(page: list[Line], index: int, top: float, foot: float) -> bool:
    """Whether the cell that begins at ``index`` begins, or ends, level with another."""
    if abs(page[index].y - top) < _LEVEL:
        return True
    last = index
    while last + 1 < len(page) and page[last + 1].y < page[last].y - 1 and page[last].y > foot + _LEVEL:
        last += 1
    return abs(page[last].y - foot) < _LEVEL


def _beside(page: list[Line], start: int, index: int) -> int:
    """Where the cell begins that ends before ``index``, and has the line there to its right; ``index`` if none has."""
    line = page[index]
    begin = index
    while begin > start and page[begin - 1].right < line.left + 1 and page[begin - 1].left < line.left - _COLUMN:
        begin -= 1
        if abs(page[begin].y - line.y) < _LEVEL:
            return begin
        if begin < index - 1 and page[begin].y - page[begin + 1].y > 1.5 * line.size:
            begin += 1
            break
    return begin if begin < index and _level(page, index, line.y + 99, page[index - 1].y) else index


def _tables(page: list[Line], rows: list[_Row]) -> Iterator[list[_Row]]:
    """Rows that follow each other, those of one cell between them included, as tables."""
    table: list[_Row] = []
    for row in rows:
        if table and _alike(table[-1].lefts, row.lefts):
            begin = table[-1].stop
            between = page[begin : row.starts[0]]
            if all(line.right < row.lefts[1] for line in between):
                if between:
                    lefts = [min(line.left for line in between)]
                    table.append(_Row([begin], row.starts[0], lefts))
                table.append(row)
                continue
        if _is_table(table):
            yield table
        table = [row]
    if _is_table(table):
        yield table


def _is_table(rows: list[_Row]) -> bool:
    """One row is none if it is a line of text with a gap, or a page set in columns."""
    if len(rows) != 1:
        return bool(rows)
    bounds = [*rows[0].starts, rows[0].stop]
    heights = [end - begin for begin, end in pairwise(bounds)]
    return max(heights) > 1 and min(heights) < _TALL


def _alike(some: Sequence[float], others: Sequence[float]) -> bool:
    """Whether two rows have their columns at the same places; either may lack some."""
    fewer, more = sorted((some, others), key=len)
    return all(any(abs(left - other) < _COLUMN for other in more) for left in fewer)


def _column(edges: Sequence[float], cell: Sequence[Line]) -> int:
    left = min(line.left for line in cell) + _INDENT
    return max((column for column, edge in enumerate(edges) if edge <= left), default=0)


def _continue(found: list[Flow], cells: list[list[Line]], edges: Sequence[float], place: tuple[int, int]) -> bool:
    """Put the first row of a page into the last row of the page before, if that ends within a sentence."""
    last = {flow.cell[2]: flow for flow in found[-len(edges) - 1 :] if flow.cell and flow.cell[:2] == place}
    halves = [(last.get(_column(edges, cell)), cell) for cell in cells]
    if not any(flow and flow.lines[-1].text[-1:] not in ".;:!?…" and c[0].text[:1].islower() for flow, c in halves):
        return False
    if any(flow is None for flow, _ in halves):
        return False
    for flow, cell in halves:
        if flow:
            flow.lines += cell
    return True


def _plain(page: list[Line], begin: int, end: int) -> Iterator[Flow]:
    """Lines outside tables, cut where the text jumps to the head of another column."""
    start = begin
    for index in range(begin + 1, end):
        if page[index].y > page[index - 1].y - 1:
            yield Flow(page[start:index], column=start > begin)
            start = index
    if end > start:
        yield Flow(page[start:end], column=start > begin)
