"""Tables drawn with characters, as converters write them into text: columns under rules of dashes, or framed cells.

Pandoc's simple and multiline tables ("-----  ----------" above, between and below the rows) and its grid tables
("+-----+-----+").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from treatygrade.read.joining import begins_block

_FRAME = re.compile(r" *\+[-=:]{2,}\+(?:[-=:]+\+)*+$")
_COLUMNS = re.compile(r" *-{3,}(?: +-{3,})++ *$")  # two columns or more: one is an underlined title
_RULE = re.compile(r" *-{3,}(?: +-{3,})*+ *$")
_DASHES = re.compile(r"-+")
_SINGLE = re.compile(r" {2,}-{10,}$")  # a table of one column is indented
_ENDS = (".", ":", ";")  # before an item of a list; "…, the grade / [C] was given" goes on
_HEAD = 12  # lines of the head of a table, between its first rule and the columns


@dataclass(frozen=True, slots=True)
class Part:
    """A line of a cell: its text, the line of the file, and the column where it begins."""

    text: str
    line: int
    offset: int


Cell = list[list[Part]]
"""The paragraphs of a cell, each in lines."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A table in ``lines[start:stop]``, its rows of cells in order."""

    start: int
    stop: int
    rows: list[list[Cell]]


def drawn(lines: Sequence[str]) -> list[Drawn]:
    """The tables among the lines of a text, in order."""
    found: list[Drawn] = []
    index = 0
    while index < len(lines):
        first = lines[index].lstrip(" ")[:1]
        table = None
        if first == "+" and _FRAME.match(lines[index]):
            table = _framed(lines, index)
            if not table.rows:  # borders alone, and none of them begins a table either
                index, table = table.stop - 1, None
        elif first == "-" and _RULE.match(lines[index]):
            table = _ruled(lines, index)
        if table is None:
            index += 1
            continue
        if found and table.start < found[-1].stop:
            table = Drawn(found[-1].stop, table.stop, table.rows)
        found.append(table)
        index = table.stop
    return found


def _framed(lines: Sequence[str], start: int) -> Drawn:
    borders = [match.start() for match in re.finditer(r"\+", lines[start])]
    rows: list[list[Cell]] = []
    row: list[list[Part]] = []
    stop = start
    while stop < len(lines) and lines[stop].lstrip(" ")[:1] in ("+", "|"):
        line = lines[stop]
        if line.lstrip(" ").startswith("+") and _FRAME.match(line):
            if row:
                rows.append([_paragraphs(parts) for parts in row])
            row = []
        else:
            row = row or [[] for _ in borders[1:]]
            # A cell that is merged with the next has no border there.
            cuts = [at for at in borders if at < len(line) and line[at] == "|"]
            for left, right in pairwise(cuts):
                row[borders.index(left)].append(_part(line, stop, left + 1, right))
        stop += 1
    return Drawn(start, stop, rows)


def _ruled(lines: Sequence[str], start: int) -> Drawn | None:
    """A table whose columns a rule of dashes tells: at ``start``, or under its head where ``start`` is its top."""
    rule, first = start, start
    if _SINGLE.match(lines[start]) and (found := _single(lines, start)):
        return found
    if not _COLUMNS.match(lines[start]):
        rule = next((at for at in range(start + 1, min(start + _HEAD, len(lines))) if _RULE.match(lines[at])), start)
        if rule == start or not _COLUMNS.match(lines[rule]):
            return None
    elif start and lines[start - 1].strip():
        first = start - 1  # a head of one line without a rule above it
    starts = [match.start() for match in _DASHES.finditer(lines[rule])]
    head = [lines[at] for at in range(first, rule) if not _RULE.match(lines[at])]
    closed = rule > start or not head
    stop = rule + 1
    while stop < len(lines) and not _RULE.match(lines[stop]) and (closed or lines[stop].strip()):
        stop += 1
    if closed and (stop == len(lines) or stop == rule + 1):
        return None
    body = list(range(rule + 1, stop))
    spaced = any(not lines[at].strip() for at in body)
    groups = [[at for at in range(first, rule) if not _RULE.match(lines[at])]] if head else []
    groups += _grouped(lines, body) if spaced or rule > start + 1 else [[at] for at in body]
    rows = [[_paragraphs(parts) for parts in _columns(lines, group, starts)] for group in groups]
    return Drawn(first, min(stop + (stop < len(lines) and bool(_RULE.match(lines[stop]))), len(lines)), rows)


def _single(lines: Sequence[str], start: int) -> Drawn | None:
    """A table of one column: indented lines between rules like the one at ``start``."""
    rule = lines[start]
    margin = len(rule) - len(rule.lstrip())
    stop = start + 1
    while stop < len(lines) and not lines[stop][:margin].strip():
        if _COLUMNS.match(lines[stop]):
            return None
        stop += 1
    rules = [at for at in range(start, stop) if lines[at] == rule]
    if len(rules) == 1:
        return None
    groups = [group for one, two in pairwise(rules) for group in _grouped(lines, range(one + 1, two))]
    rows = [[_paragraphs(parts) for parts in _columns(lines, group, [margin])] for group in groups]
    return Drawn(start, rules[-1] + 1, rows)


def _grouped(lines: Sequence[str], body: Sequence[int]) -> list[list[int]]:
    """Rows of several lines have blank lines between them."""
    groups: list[list[int]] = [[]]
    for at in body:
        if lines[at].strip():
            groups[-1].append(at)
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _columns(lines: Sequence[str], group: Sequence[int], starts: Sequence[int]) -> Iterator[list[Part]]:
    ends: list[int | None] = [*starts[1:], None]
    for left, right in zip(starts, ends, strict=True):
        yield [_part(lines[at], at, left, len(lines[at]) if right is None else right) for at in group]


def _part(line: str, number: int, left: int, right: int) -> Part:
    text = line[left:right]
    return Part(text.strip(), number, left + len(text) - len(text.lstrip()))


def _paragraphs(parts: Sequence[Part]) -> Cell:
    """Cut the lines of a cell at blank ones and at items of lists."""
    found: Cell = [[]]
    for part in parts:
        before = found[-1][-1].text if found[-1] else ""
        if not part.text or (before[-1:] in _ENDS and begins_block(part.text)):
            found.append([])
        if part.text:
            found[-1].append(part)
    return [paragraph for paragraph in found if paragraph]
