"""Scopes: "(a)", "(a) and (b)", "(b)–(e)", "(a) (ii) and (iii)", "alinéas a) à c)", "apartados b) a d)"."""

from __future__ import annotations

import re
from collections.abc import Sequence

ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_ITEM = r"(?:\(|(?<!\w))(?:[a-z]|[ivx]{2,5})\)"  # "10(a)", but not the end of "(legislation)"
_WORD = (
    r"(?:(?:sub-?)?paragraphs?|(?:sub-?)?paras?\.|sub-?items?|items?|points?|sous-(?:paragraphe|alinea)s?|alineas?|als?\."
    r"|(?:sub-?)?apartados?|apdos?\.|incisos?|incs?\.|literales?|lits?\.)"
)
_JOIN = r"(?:,? ?(?:and|et|y|e|or|ou|&|as well as|ainsi que|asi como) ?|[,;] ?| ?- ?| ?(?:to|through|a|al) ?)"

SCOPE = rf"(?:,? ?(?:{_WORD} )?{_ITEM}(?:(?:{_JOIN}| ?)(?:{_WORD} )?{_ITEM}){{0,40}})"
"""A scope in folded text: at most 41 items, so that looking for one takes linear time wherever it may begin."""

_TOKEN = re.compile(
    rf"(?P<item>{_ITEM})|(?P<range>-| (?:to|through|a|al) )|(?P<join>[,;&]|\b(?:and|et|y|e|or|ou|as|ainsi|asi)\b)"
)


def parse(printed: str, known: Sequence[str] = ()) -> tuple[str, ...]:
    """The items that a folded scope names, ranges expanded.

    ``known`` are the labels of the recommendation's items (``(b)``, ``(b)(i)`` …): a range is
    expanded by them where both ends are among them, and by the alphabet otherwise.

    >>> parse("(b)-(d)")
    ('(b)', '(c)', '(d)')
    >>> parse("(a) (ii) and (iii)")
    ('(a)(ii)', '(a)(iii)')
    """
    paths: list[tuple[str, ...]] = []
    ranged = joined = False
    for match in _TOKEN.finditer(f" {printed} "):
        if match["range"]:
            ranged = True
        elif match["join"]:
            joined = True
        else:
            letter = match[0].strip("()")
            last = paths[-1] if paths else ()
            numeral = letter in ROMAN and bool(last) and not _follows(last, letter)
            if numeral and len(last) > 1:
                path = (*last[:-1], letter)
            elif numeral and not joined and not ranged:
                paths[-1] = (*last, letter)  # "(a) (ii)" is one item, written in two steps
                continue
            else:
                path = (letter,)
            paths += _between(last, path, known) if ranged and last else [path]
            ranged = joined = False
    return tuple(dict.fromkeys(map(_join, paths)))


def _follows(last: tuple[str, ...], letter: str) -> bool:
    """Whether "(i)" after ``last`` is the letter after "(h)" rather than the numeral one."""
    return len(last) == 1 and len(letter) == 1 and last[0] == chr(ord(letter) - 1)


def _between(first: tuple[str, ...], last: tuple[str, ...], known: Sequence[str]) -> list[tuple[str, ...]]:
    """The items after ``first`` up to ``last``."""
    siblings = [label for label in known if label.count("(") == len(last)]
    start, end = _join(first), _join(last)
    if start in siblings and end in siblings:
        found = siblings[siblings.index(start) + 1 : siblings.index(end) + 1]
        return [tuple(re.findall(r"\((\w+)\)", label)) for label in found]
    row: Sequence[str] = [chr(code) for code in range(ord("a"), ord("z") + 1)]
    if first[-1] in ROMAN and last[-1] in ROMAN and (len(first) > 1 or len(first[-1]) > 1 or first[-1] == "i"):
        row = ROMAN
    if first[-1] in row and last[-1] in row and row.index(first[-1]) < row.index(last[-1]):
        return [(*last[:-1], letter) for letter in row[row.index(first[-1]) + 1 : row.index(last[-1]) + 1]]
    return [last]


def _join(path: Sequence[str]) -> str:
    return "".join(f"({letter})" for letter in path)
