"""Lists of grades in a header: "16 [C] [B], 36 [C] and 60 [B]", "para. 27 [A], [B] and [C]; para. 33 [D]"."""

from __future__ import annotations

import re
from itertools import pairwise

_TAGS = r"(?:\[ ?[A-F][12]? ?\])(?:\s*(?:,|;|and|et|y)?\s*\[ ?[A-F][12]? ?\])*"
_ENTRY = re.compile(rf"(?<![\d/])(?P<number>\d{{1,3}})(?: ?\([a-z]\))? ?:?\s*(?P<tags>{_TAGS})")
_TAG = re.compile(r"\[ ?([A-F][12]?) ?\]")
_APART = 60  # characters between two entries of one list


class Listed(dict[str, list[str]]):
    """One list: paragraph -> grades, with where it lies."""

    def __init__(self, start: int) -> None:
        super().__init__()
        self.start = self.end = start


def lists(text: str, start: int, end: int) -> list[Listed]:
    """All lists of grades in ``text[start:end]``: a paragraph that comes again begins a new one."""
    found: list[Listed] = []
    for match in _ENTRY.finditer(text, start, end):
        number = match["number"]
        if not found or number in found[-1] or match.start() - found[-1].end > _APART + 60:
            found.append(Listed(match.start()))
        found[-1][number] = _TAG.findall(match["tags"])
        found[-1].end = match.end()
    return found


def numbers(text: str) -> dict[str, str]:
    """Paragraphs and their items in a list such as "10 (a) and (b), 22, 30 (a) and (c) and 41"."""
    entries = list(re.finditer(r"(?<![\d/(.])\b(\d{1,3})\b(?![\d/.]|\s*(?:session|[A-Z][a-z]+ \d{4}))", text))
    found: dict[str, str] = {}
    ends = [*(match.start() for match in entries[1:]), len(text)]
    for match, end in zip(entries, ends, strict=True):
        between = text[match.end() : end]
        items = re.match(r"\s*(\(?[a-z]\)(?:[^\d;]*\(?[a-z]\))?)", between)
        found[match[1]] = items[1].strip() if items else ""
    return found


def gaps(found: list[Listed]) -> list[tuple[int, int]]:
    """Where text stands between one list and the next."""
    return [(a.end, b.start) for a, b in pairwise(found)]
