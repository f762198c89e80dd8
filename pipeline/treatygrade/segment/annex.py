"""Grades in words that a letter sets out in a table or list: a row for each paragraph, or a column for each grade."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from treatygrade.schemes import Scheme
from treatygrade.segment.lines import Line, Page
from treatygrade.segment.scopes import SCOPE, parse
from treatygrade.segment.vocabulary import grade_words

Entry = tuple[str, tuple[str, ...], str]
_REFERENCE = re.compile(
    rf"(?:paragraph|para\.|paragraphe|par\.|parrafo|parr\.)? ?(?P<number>\d{{1,3}}) ?(?P<scope>{SCOPE})?"
)
_FEW = r"\([a-z]\)(?:(?:,? (?:and|et|y) |, ?| ?- ?)\([a-z]\)){0,5}"  # items that go on with the paragraph before
_ROW = re.compile(rf"(?P<number>\d{{1,3}}) ?(?P<scope>{SCOPE})?(?=\s)")


def entries(page: Page, front: Sequence[Line], body: Sequence[Line], scheme: Scheme) -> list[Entry]:
    """Paragraph, scope and printed words of every grade that the tables of a letter hold, in order.

    Without tables: of the rows of an annex whose cells have run together, or of a list in the ``front``.
    """
    lines = [*front, *body]
    tables: dict[int, dict[int, list[Line]]] = defaultdict(lambda: defaultdict(list))
    rows: list[Entry] = []
    for line in lines:
        if line.block.table is not None and line.block.row is not None:
            tables[line.block.table][line.block.row].append(line)
    for table in tables.values():
        rows += _table(page, list(table.values()), scheme)
    if not rows:
        after = next((index for index, line in enumerate(lines) if line.role == "annex"), len(lines))
        rows = [
            row for line in lines[after:] for row in (list(_text(page, line, scheme)) or _listed(page, line, scheme))
        ]
    return rows or [row for line in front for row in _listed(page, line, scheme)]


def _words(page: Page, line: Line) -> str:
    return page.text[line.start : line.end].strip()


def _table(page: Page, rows: list[list[Line]], scheme: Scheme) -> Iterator[Entry]:
    language = page.words.language
    heads = {cell.block.column: _words(page, cell) for cell in rows[0] if scheme.code(_words(page, cell), language)}
    if len(heads) > 1:
        below = [cell for row in rows[1:] for cell in row if cell.block.column in heads]
        for cell in sorted(below, key=lambda cell: (cell.block.column or 0, cell.start)):
            for match in _REFERENCE.finditer(page.folded, cell.start, cell.end):
                yield match["number"], parse(match["scope"] or ""), heads[cell.block.column]
        return
    for row in rows:
        reference = next((m for cell in row if (m := _REFERENCE.fullmatch(page.folded, cell.start, cell.end))), None)
        grade = next((_words(page, cell) for cell in reversed(row) if scheme.code(_words(page, cell), language)), "")
        if reference and grade:
            yield reference["number"], parse(reference["scope"] or ""), grade


def _text(page: Page, line: Line, scheme: Scheme) -> Iterator[Entry]:
    """A row of a table whose cells have run together: "38 (a) and (b) Domestic workers Partially implemented"."""
    match = _ROW.match(page.folded, line.start, line.end)
    if match is None:
        return
    rest = page.text[match.end() : line.end].strip()
    for words in scheme.printed(page.words.language):
        if rest.lower().endswith(words) and len(words) > 2:
            yield match["number"], parse(match["scope"] or ""), rest[-len(words) :]
            return


def _listed(page: Page, line: Line, scheme: Scheme) -> list[Entry]:
    """A list in a line: "9: insufficient progress; 23 (a) (sufficient progress), (b) (…)"; one grade alone is none."""
    pattern = _list_entry(scheme.name, page.words.language)
    found: list[Entry] = []
    for match in pattern.finditer(page.folded, line.start, line.end):
        number = match["number"] or (found[-1][0] if found else "")
        if number:
            scope = parse(match["scope"] or match["more"] or "")
            found.append((number, scope, page.text[match.start("words") : match.end("words")]))
    return found if len(found) > 1 else []


@cache
def _list_entry(scheme: str, language: str) -> re.Pattern[str]:
    words = grade_words(scheme, language)
    if not words:
        return re.compile(r"(?!)")
    place = rf"(?:(?<![\d/])(?P<number>\d{{1,3}}) ?(?P<scope>{SCOPE})?|(?P<more>{_FEW}))"
    return re.compile(rf"{place}(?: ?[:,(-] ?| )(?P<words>{words})\b")
