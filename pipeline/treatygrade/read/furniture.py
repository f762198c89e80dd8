"""Page furniture: running symbols, job numbers, page numbers, heads of tables that go on overleaf."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from treatygrade.read.draft import Paragraph
from treatygrade.resources import config

_STOPS = tuple('.:;!?”"»)')
_WORDS = 12  # of a line of the masthead, however far apart its columns
_LONGEST = 100  # characters of a line that can be furniture
_MASTHEAD = 6  # lines at the top in which the symbol may stand beside other words
_SHORT = 25  # characters: longer lines of furniture end in a number or a star
_ENDS = frozenset("0123456789*) ")  # the last characters of the longer lines that `always` describes


class _Rules(NamedTuple):
    symbol: re.Pattern[str]
    symbol_within: int
    always: re.Pattern[str]
    at_end: re.Pattern[str]
    number: re.Pattern[str]
    before: re.Pattern[str]


@cache
def _rules() -> _Rules:
    known = config("read", "furniture.yaml")
    return _Rules(
        re.compile(known["symbol"]),
        known["symbol_within_lines"],
        _any_of(known["always"]),
        re.compile(f"(?:{known['at_end']})$"),
        _any_of(known["page_number"]),
        re.compile(known["running_head_before"]),
    )


def _any_of(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


def furniture(lines: Iterable[str]) -> set[str]:
    """The lines among these that are never text: job numbers and the like, and a symbol that comes again."""
    rules = _rules()
    found: set[str] = set()
    symbols: set[str] = set()
    for line in lines:
        if not _may_be(line):
            continue
        if rules.always.fullmatch(line):
            found.add(line)
        elif "/" in line and " " not in line and rules.symbol.fullmatch(line):
            (found if line.rstrip("*") in symbols else symbols).add(line.rstrip("*"))
    return found


def _may_be(line: str) -> bool:
    """Whether `always` may describe a line: most lines need no more than this."""
    return len(line) < _SHORT or (line[-1] in _ENDS and len(line) <= _LONGEST)


def without_furniture(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Drop what pages print around the text; the paragraph after it gets ``breaks_page``.

    Paragraphs whose format gives them no page get the page that the breaks imply, counted from 1.
    """
    rules = _rules()
    lines = [_line(paragraph) for paragraph in paragraphs]
    own, alone = _own_symbol(paragraphs, lines, rules)
    sure = _sure(lines, own, alone, rules)
    glued: set[int] = set()
    for index in _run_together(paragraphs, lines, own, sure, rules):
        sure[index] = True  # for the page number beside it
        paragraphs[index].cut(0, len(own or "") + 1)
        lines[index] = _line(paragraphs[index])
        glued.add(index)
    heads = {line for line, after in pairwise(lines) if line and rules.before.fullmatch(after)}
    kept: list[Paragraph] = []
    broken = False
    for index, paragraph in enumerate(paragraphs):
        if index in glued:
            broken = True
        elif sure[index] or (
            0 < len(lines[index]) < _SHORT and rules.number.fullmatch(lines[index]) and _beside(index, sure, paragraphs)
        ):
            broken = True
            continue
        broken |= paragraph.breaks_page
        if broken and lines[index] in heads and kept and not _heads_table(index, lines, rules):
            continue
        if broken and kept:
            _cut_head(paragraph, heads, kept[-1].text)
        paragraph.breaks_page = broken
        broken = _cut_end(paragraph, rules)
        if paragraph.spans:
            kept.append(paragraph)
    _number_pages(kept)
    return kept


def _line(paragraph: Paragraph) -> str:
    """The text of a paragraph that is short enough for furniture; cells never are."""
    spans = paragraph.spans
    if paragraph.kind == "cell" or not spans or len(spans[0].text) > _LONGEST:
        return ""
    text = paragraph.text
    return text.strip() if len(text) <= _LONGEST else ""


def _own_symbol(paragraphs: list[Paragraph], lines: list[str], rules: _Rules) -> tuple[str | None, bool]:
    """The document's symbol, and whether a line of the title block has it alone."""
    for paragraph in paragraphs[:_MASTHEAD]:  # by itself, or "Nations Unies — CMW/C/39/4/Add.12 —", or in a cell
        for word in paragraph.text.split(maxsplit=_WORDS)[:_WORDS]:
            if rules.symbol.fullmatch(word) and any(char.isdigit() for char in word) and "/CO/" not in word:
                return word.rstrip("*"), word == paragraph.text.strip() and paragraph.kind != "cell"
    top = lines[: rules.symbol_within]
    for line in top:
        if rules.symbol.fullmatch(line):
            return line.rstrip("*"), True
    for line in top:
        found = rules.symbol.match(line)
        if found and line[found.end() : found.end() + 1].isspace():
            return found[0].rstrip("*"), False
    return None, False


def _sure(lines: list[str], own: str | None, alone: bool, rules: _Rules) -> list[bool]:
    seen = not alone
    sure = []
    for line in lines:
        running = bool(own) and line.rstrip("*") == own
        sure.append((running and seen) or (bool(line) and _may_be(line) and rules.always.fullmatch(line) is not None))
        seen |= running
    return sure


def _run_together(
    paragraphs: list[Paragraph], lines: list[str], own: str | None, sure: list[bool], rules: _Rules
) -> list[int]:
    """Lines that begin with the running symbol, at the head of a page, and go on with text."""
    return [
        index
        for index, paragraph in enumerate(paragraphs)
        if own
        and index
        and paragraph.spans[0].text.startswith(own)
        and paragraph.text.startswith(own + " ")
        and (sure[index - 1] or rules.number.fullmatch(lines[index - 1]))
        and paragraph.kind != "cell"
    ]


def _beside(index: int, sure: list[bool], paragraphs: list[Paragraph]) -> bool:
    """Whether a line stands beside furniture or at the edge of a page."""
    after = index + 1
    last = after == len(paragraphs)
    return (
        (index > 0 and sure[index - 1])
        or (not last and (sure[after] or paragraphs[after].breaks_page))
        or (paragraphs[index].breaks_page and index > 0)
        or (last and any(sure))
    )


def _cut_head(paragraph: Paragraph, heads: set[str], before: str) -> None:
    """Take a running head off the paragraph that was run together with it: "Freedonia Recommended action: …".

    A sentence that goes on overleaf, or a capital after the name, tells it from a sentence about the State.
    """
    text = paragraph.text
    for head in heads:
        if text.startswith(f"{head} ") and (
            text[len(head) + 1 : len(head) + 2].isupper() or before.rstrip()[-1:] not in _STOPS
        ):
            paragraph.cut(0, len(head) + 1)
            return


def _heads_table(index: int, lines: list[str], rules: _Rules) -> bool:
    return index + 1 < len(lines) and rules.before.fullmatch(lines[index + 1]) is not None


def _cut_end(paragraph: Paragraph, rules: _Rules) -> bool:
    """Take a job number off the end of a line that was run together with it."""
    if not paragraph.spans or paragraph.spans[-1].text[-1:] not in _ENDS:
        return False
    text = paragraph.text
    found = rules.at_end.search(text, max(0, len(text) - _LONGEST))
    if found:
        paragraph.cut(found.start(), len(text))
    return bool(found)


def _number_pages(paragraphs: list[Paragraph]) -> None:
    if not any(paragraph.breaks_page for paragraph in paragraphs):
        return
    page = 1
    for paragraph in paragraphs:
        page += paragraph.breaks_page
        for span in paragraph.spans:
            if span.page is None:
                span.page = page
