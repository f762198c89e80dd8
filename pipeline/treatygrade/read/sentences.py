"""Sentence boundaries in one pass over the text; what is not a boundary stands in a YAML file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from treatygrade.errors import ConfigError
from treatygrade.resources import config

# A stop with its closing quotes, footnote marks and brackets, then space; or a line end after a stop.
_CANDIDATE = re.compile(
    r"[.!?…](?:[\"”’)\]]|[^\S\n]?»){0,3}(?:\[\d{1,3}\])?(?=(\s+))|[:;](?=([^\S\n]*\n))|(?=(\n[^\S\n]*\n))"
)
_OPENS = re.compile(r"[\"“‘«¿¡(\[–—•-]*\s?(?:[^\W_a-z]|\d)")
_INITIAL = re.compile(r"(?:\A|\.)[A-ZÀ-Ý]\Z")
_NUMBER = re.compile(r"[\d(§]|[IVXLC]+\b")
_WORD = re.compile(r"[\"“‘«(\[]*(\w+)")
_ITEM_MARK = re.compile(r"(?:^|\n)[^\S\n]*(?:\d{1,3}|[a-z]|[ivx]{1,4})\Z")
_QUOTES = '("“‘«['
_LOOK_BACK = 24
"""Characters before a stop in which an abbreviation is looked for; the longest has fewer."""


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """Words with a full stop that may end no sentence: before a number, before a name, and where it depends."""

    number: frozenset[str]
    name: frozenset[str]
    doubt: frozenset[str]
    starters: frozenset[str]


@cache
def _abbreviations(language: str) -> Abbreviations:
    data = config("sentences.yaml")
    if language not in data:
        raise ConfigError(f"no sentence rules for the language {language!r}", hint=f"there are: {', '.join(data)}")
    return Abbreviations(**{name: frozenset(words) for name, words in data[language].items()})


def sentences(text: str, language: str = "en") -> list[tuple[int, int]]:
    """Where the sentences of a text are: ``text[start:end]``, without the space around them.

    A line end is a boundary after a stop, a colon or a semicolon, and always at an empty line, so
    that hard-wrapped text stays whole. Runs in time linear in the length of the text.

    Raises:
        ConfigError: ``configs/sentences.yaml`` has nothing for the language.

    >>> text = "See paras. 3 and 4 (arts. 2 and 7). Act No. 12 is in force."
    >>> [text[start:end] for start, end in sentences(text)]
    ['See paras. 3 and 4 (arts. 2 and 7).', 'Act No. 12 is in force.']
    """
    rules = _abbreviations(language or "en")
    spans: list[tuple[int, int]] = []
    start = _skip(text, 0)
    for match in _CANDIDATE.finditer(text):
        end = match.end()
        if end <= start:
            continue
        if match.lastindex == 1 and not _is_end(text, start, match.start(), match.end(1), rules):
            continue
        spans.append((start, end))
        start = _skip(text, end)
    end = len(text.rstrip())
    if start < end:
        spans.append((start, end))
    return spans


def _skip(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def _is_end(text: str, start: int, stop: int, following: int, rules: Abbreviations) -> bool:
    """Whether the stop at ``text[stop]`` ends the sentence begun at ``start``."""
    if following >= len(text) or not _OPENS.match(text, following):
        return False
    if text[stop] != ".":
        return True
    before = text[max(start, stop - _LOOK_BACK) : stop]
    word, pair = (" ".join(before.split()[-count:]).lstrip(_QUOTES) for count in (1, 2))
    if start + 4 >= stop and _ITEM_MARK.search("\n" + before):
        return False  # "12." or "a." that numbers the paragraph
    if word in rules.name or pair in rules.name or (word in rules.number and _NUMBER.match(text, following)):
        return False
    if _INITIAL.search(word) or word in rules.doubt or pair in rules.doubt:
        after = _WORD.match(text, following)
        return after is not None and after.group(1) in rules.starters
    return True
