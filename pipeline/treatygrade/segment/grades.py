"""Lists of grades and of paragraphs in a header or an introduction."""

from __future__ import annotations

import re

from treatygrade.segment.scopes import SCOPE

_ONE = r"(?:\[ ?[A-F][12]?(?: ?[/,;&] ?[A-F][12]?)? ?\]|\([A-F][12]?\))"
_TAGS = rf"{_ONE}(?:\s*(?:(?:,|;|and|et|y)\s*)?{_ONE})*+"
_ENTRY = re.compile(rf"(?<![\d/])(?P<number>\d{{1,3}})(?: ?(?P<item>\([a-z]\)))? ?:?\s*(?P<tags>{_TAGS})")
_FEW = rf"{_ONE}(?:[\s,;]{{0,2}}(?:(?:and|et|y) )?{_ONE}){{0,8}}"
_PARAGRAPH = r"(?:(?:[Pp]ara|[Pp]ár)\w{0,9}\.?\s)?(?P<number>\d{1,3})(?![\d/])"
_AFTER = re.compile(rf"(?P<tags>{_FEW})\s?(?:[:(-]|for|on|pour|para)?\s?{_PARAGRAPH}")
_IS = r"(?: ?[:=–-] ?| )"
_JOIN = r"(?:[,;] ?|,? (?:and|et|y) )"
_NUMBERED = r"(?:[Pp][aá]r\w{0,9}\.? )?\d{1,3}(?: ?\([a-z]\))?"
_NUMBER_FIRST = rf"{_NUMBERED}{_IS}[A-F][12]?(?:{_JOIN}[A-F][12]?\b)*+"  # "16: B and C"
_LETTER_FIRST = rf"[A-F][12]?{_IS}\(?{_NUMBERED}(?:{_JOIN}{_NUMBERED})*+\)?"  # "B (16 and 36)"
_LETTERS = re.compile(
    rf"(?:{_NUMBER_FIRST}(?:{_JOIN}{_NUMBER_FIRST})*+|{_LETTER_FIRST}(?:{_JOIN}{_LETTER_FIRST})*+)\.?"
)
_LETTER_OR_NUMBER = re.compile(r"\b(?:(?P<grade>[A-F][12]?)|(?P<number>\d{1,3}))\b")
_TAG = re.compile(r"(?<=[\[(/,;& ])([A-F][12]?)(?= ?[\])/,;&])")
_NUMBER = re.compile(r"(?<![\d/(.])\b(\d{1,3})\b(?![\d/.])")
_ITEMS = re.compile(rf"\s*(?P<items>{SCOPE})")
_APART = 120  # characters between two entries of one list


class Listed(dict[str, list[str]]):
    """One list, paragraph -> grades, with where it lies."""

    def __init__(self, start: int) -> None:
        super().__init__()
        self.start = self.end = start


def lists(text: str, start: int, end: int) -> list[Listed]:
    """The lists of grades in ``text[start:end]``: "16 [C] [B], 36 [C]", "para. 27 [A], [B] and [C]; para. 33 [D]".

    A paragraph that comes again begins a new list, that of a later round.
    """
    found: list[Listed] = []
    item = ""
    pattern = _ENTRY if _ENTRY.search(text, start, end) else _AFTER  # "[B] (para. 16), [C] (para. 36)"
    for match in pattern.finditer(text, start, end):
        number, before, item = match["number"], item, match.groupdict().get("item") or ""
        if found and before and item > before and number == next(reversed(found[-1])):  # "10 (a) [B], 10 (b) [C]"
            found[-1][number] += _TAG.findall(match["tags"])
            found[-1].end = match.end()
            continue
        if not found or number in found[-1] or match.start() - found[-1].end > _APART:
            found.append(Listed(match.start()))
        found[-1][number] = _TAG.findall(match["tags"])
        found[-1].end = match.end()
    return found


def letters(text: str, start: int, end: int) -> list[Listed]:
    """A list of grades without brackets that is all that a line says: "16: C; 36: B", "C (16), B (36)"."""
    if not _LETTERS.fullmatch(text, start, end):
        return []
    listed = Listed(start)
    listed.end = end
    found = list(_LETTER_OR_NUMBER.finditer(text, start, end))
    number = grade = ""
    for match in found:
        number, grade = match["number"] or number, match["grade"] or grade
        # What comes first, "16: B and C" or "B: 16 and 36", goes with all that follow it.
        if bool(match["grade"]) == bool(found[0]["number"]):
            listed.setdefault(number, []).append(grade)
    return [listed]


def numbers(folded: str) -> dict[str, str]:
    """Paragraphs and their items in a folded list.

    >>> numbers("10 (a) and (b), 22 and 30 (c)")
    {'10': '(a) and (b)', '22': '', '30': '(c)'}
    """
    found: dict[str, str] = {}
    for match in _NUMBER.finditer(folded):
        items = _ITEMS.match(folded, match.end())
        before = found.get(match[1], "")
        found[match[1]] = ", ".join(part for part in (before, items["items"].strip() if items else "") if part)
    return found


def prose(folded: str, pattern: re.Pattern[str]) -> dict[str, list[str]]:
    """Grades in a sentence: "the information under paragraph 9 was evaluated as C, that under paragraph 17 as B"."""
    found: dict[str, list[str]] = {}
    for match in pattern.finditer(folded):
        found.setdefault(match["number"], []).append(match["grade"].strip("[]() ").upper())
    return found


def respective(folded: str, pattern: re.Pattern[str], paragraphs: list[str]) -> dict[str, list[str]]:
    """Grades given to all follow-up paragraphs in turn: "the grades given were [C], [B] and [B], respectively"."""
    for match in pattern.finditer(folded):
        sentence = folded[folded.rfind(". ", 0, match.start()) + 1 : match.end()]
        tags = _TAG.findall(sentence.upper())
        if tags and len(tags) == len(paragraphs):
            return {paragraph: [tag] for paragraph, tag in zip(paragraphs, tags, strict=True)}
    return {}
