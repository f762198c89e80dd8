"""Which lines belong to one paragraph: hard-wrapped text, and paragraphs that the end of a page cuts."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from treatygrade.read.characters import LINE_HYPHEN
from treatygrade.read.draft import Paragraph, Span
from treatygrade.resources import config

_CLOSERS = "”’\"'»)]} \u00a0\u202f"
_AND = re.compile(r"[;,]\s(?:and|or|et|ou|y|e|o|u)$")  # ends an item of a list, not a paragraph
_LAST_WORD = re.compile(r"(?<![^\W\d_])([^\W\d_]+['’]?)[^\w)\]]*$")  # "(a)" is no article
_HYPHENATED = re.compile(rf"(?<!\w)(\w+){LINE_HYPHEN}\u200b*(\w+)")
_LOST = re.compile(r"(?<=[^\W\d_]{2})- ([a-zà-öø-ÿ]+)")
_WORD = re.compile(r"\w+(?:-\w+)*+")
_LONG, _SENTENCE = 40, 60  # characters: too long for a label, long enough for running text
_TITLE = 130  # characters of a heading with its title


class _Rules(NamedTuple):
    ends: str
    open_words: frozenset[str]
    abbreviations: frozenset[str]
    prefixes: frozenset[str]
    new_block: re.Pattern[str]
    heading: re.Pattern[str]
    width: int
    full_lines: float
    slack: float
    characters_a_hyphen: int
    suspending: frozenset[str]


@cache
def _rules() -> _Rules:
    known = config("read", "joining.yaml")
    return _Rules(
        known["sentence_end"],
        frozenset(known["open_words"]),
        frozenset(known["abbreviations"]),
        frozenset(known["hyphened_prefixes"]),
        re.compile(known["new_block"]),
        re.compile(config("read", "notes.yaml")["ends_notes"]),
        **known["wrapped"],
        characters_a_hyphen=known["characters_a_hyphen"],
        suspending=frozenset(known["suspending"]),
    )


def unwrapped(lines: list[Paragraph]) -> list[Paragraph]:
    """Join the lines of a text file into paragraphs, by the file's own distribution of line lengths."""
    width = _width(lines)
    joined: list[Paragraph] = []
    for index, line in enumerate(lines):
        if joined and not line.breaks_page and _plain(lines[index - 1], line) and _same(lines[index - 1], line, width):
            append(joined[-1], line)
        else:
            joined.append(line)
    return joined


def joined_pages(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Join the paragraphs that a page break, or a footnote at the foot of a page, cuts in two."""
    joined: list[Paragraph] = []
    for paragraph in paragraphs:
        before = joined[-1] if joined else None
        if before is not None and paragraph.breaks_page and cuts_sentence(before, paragraph):
            append(before, paragraph)
        else:
            joined.append(paragraph)
    return joined


def _width(lines: list[Paragraph]) -> float | None:
    """The width at which the lines are wrapped, less some slack for proportional type; None if they are not."""
    rules = _rules()
    pairs = [
        (len(before.text.rstrip()), len(after.text.strip().split(" ", 1)[0]))
        for before, after in pairwise(lines)
        if not after.gap
        and not after.breaks_page
        and _plain(before, after)
        and before.text.strip()
        and after.text.strip()
    ]
    if len(pairs) < 10:
        return None
    lengths = sorted(length for length, _ in pairs)
    width = lengths[int(len(lengths) * 0.97)]
    if width > rules.width:
        return None
    for slack in (0.0, rules.slack):
        limit = width * (1 - slack)
        if sum(length + 1 + word > limit for length, word in pairs) >= rules.full_lines * len(pairs):
            return limit
    return None


def _plain(before: Paragraph, after: Paragraph) -> bool:
    """Whether neither is a cell of a table, which is whole as it is."""
    return before.kind == after.kind == "paragraph"


def _same(before: Paragraph, after: Paragraph, width: float | None) -> bool:
    """Whether the line ``after`` goes on with the paragraph of the line ``before``."""
    head, tail = before.text.rstrip(), after.text.strip()
    open_end = is_open(head)
    if begins_block(tail) and not open_end and (width is None or after.gap or ends_item(head, tail)):
        return False
    if begins_heading(tail) and is_closed(head, tail):
        return False
    if after.gap:
        return len(head) >= _LONG and _lower(tail) and not is_closed(head, tail) and head[-1:] not in _CLOSERS
    goes_on = len(head) >= _LONG and _lower(tail) and not is_closed(head, tail)
    if width is not None:
        first = tail.split(" ", 1)[0]
        return goes_on or len(head) + 1 + len(first) > width
    return open_end or goes_on


def cuts_sentence(before: Paragraph, after: Paragraph) -> bool:
    """Whether what parts two paragraphs, the end of a page or line, cuts a sentence."""
    if before.kind != "paragraph" or after.kind != "paragraph":
        return False
    head, tail = before.ending(), after.text.lstrip()
    if begins_block(tail) and not is_open(head):
        return False
    if is_closed(head, tail):
        return False
    if is_open(head) or _lower(tail):
        return True
    if len(before.text) < _TITLE and begins_heading(before.text):
        return False
    running = len(head) >= _SENTENCE and len(tail) >= _SENTENCE and head[-1:].isalnum()
    return running and not _rules().heading.match(tail)


def begins_block(text: str) -> bool:
    """Whether a line begins with what only a new paragraph begins with, such as a number or an item."""
    return _rules().new_block.match(text) is not None


def begins_heading(text: str) -> bool:
    """Whether a line begins with a word that heads a part of a report."""
    return text[:1] not in "([" and _rules().heading.match(text) is not None


def is_open(text: str) -> bool:
    """Whether no paragraph can end so: on a comma, or on a word such as "of"."""
    if text.endswith(","):
        return True
    if text.endswith("-"):
        return len(text) >= _LONG and text[-2:-1].isalpha()
    if text[-1:] in _rules().ends:
        return False
    found = _LAST_WORD.search(text[-30:])
    if not found or found[1].lower() not in _rules().open_words:
        return False
    return _AND.search(text[-12:]) is None


def is_closed(text: str, following: str) -> bool:
    """Whether a sentence ends here; "para." before a number does not end one."""
    bare = text.rstrip(_CLOSERS)
    if not bare or bare[-1] not in _rules().ends:
        return False
    if bare is not text and len(bare) < len(text):
        return True
    found = _LAST_WORD.search(bare[-20:])
    short = found is not None and bare[-1] == "." and found[1].lower() in _rules().abbreviations
    return not (short and following[:1].isdigit())


def ends_item(text: str, following: str) -> bool:
    """Whether an item of a list ends here: with a sentence, or with "; and"."""
    return is_closed(text, following) or _AND.search(text[-12:]) is not None


def _lower(text: str) -> bool:
    return text[:1].islower() and text[1:2] != ")"


def append(paragraph: Paragraph, following: Paragraph) -> None:
    """Put a line after a paragraph, resolving a hyphen at the line's end."""
    spans = paragraph.spans
    last = spans[-1]
    text = last.text.rstrip()
    tail = following.text.lstrip()
    if text.endswith("-") and text[-2:-1].isalpha() and tail[:1].isalpha():
        last.text = text[:-1] + LINE_HYPHEN if tail[:1].islower() else text
        _strip_start(following)
    else:
        spans.append(Span(" ", None))
    spans += following.spans


def _strip_start(paragraph: Paragraph) -> None:
    text = paragraph.text
    paragraph.cut(0, len(text) - len(text.lstrip()))


def lost_line_ends(paragraphs: list[Paragraph]) -> None:
    """Mark the hyphens of "accor- ding": a line ended there once, and whatever joined the lines kept the hyphen.

    "first- and second-instance" has a hyphen of its own: what follows is a word such as "and".
    """
    for paragraph in paragraphs:
        text = paragraph.text
        lost: dict[int, str] = {}
        for match in _LOST.finditer(text) if "- " in text else ():
            if match[1] not in _rules().suspending:
                lost |= {match.start(): LINE_HYPHEN, match.start() + 1: "\u200b"}
        if lost:
            paragraph.replace_characters(lost)


def with_hyphens(paragraphs: list[Paragraph]) -> None:
    """Decide which hyphens at line ends belong to their words, by how the document writes them elsewhere.

    "asylum-/seekers" keeps its hyphen if the document has "asylum-seekers", or has "seekers" and no "asylumseekers".
    A document that hyphenates has such line ends on every page; where they are few and no word is known to be broken,
    "in-/service" keeps its hyphen too.
    """
    found = [
        (paragraph, list(_HYPHENATED.finditer(paragraph.text.lower())))
        for paragraph in paragraphs
        if LINE_HYPHEN in paragraph.text
    ]
    matches = [match for _, each in found for match in each]
    if not matches:
        return
    words: set[str] = set()
    length = 0
    for paragraph in paragraphs:
        text = paragraph.text.lower()
        length += len(text)
        words.update(_WORD.findall(_HYPHENATED.sub(" ", text) if LINE_HYPHEN in text else text))
    broken = any(match[1] + match[2] in words for match in matches)
    hyphenates = broken or len(matches) * _rules().characters_a_hyphen >= length

    def keeps(first: str, second: str) -> bool:
        apart = first in _rules().prefixes or (second in words and first + second not in words)
        return apart or f"{first}-{second}" in words or not (hyphenates or first + second in words)

    for paragraph, each in found:
        paragraph.replace_characters({match.end(1): "-" for match in each if keeps(match[1], match[2])})
