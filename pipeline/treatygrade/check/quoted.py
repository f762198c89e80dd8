"""Whether a draft quotes a recommendation as the concluding observations have it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile

from treatygrade.read.document import Document
from treatygrade.resources import limit

_NUMBERED = re.compile(r"\s*(\d{1,3})\.\s")
_TOKEN = re.compile(r"(?P<item>\(?\b(?:[a-z]|[ivx]{1,4})\))|\w+(?:['’]\w+)*+")
_ALIKE = 0.5
"""Share of the quoted words that the paragraph must hold for the two to be compared word by word."""
_AROUND = 4


@dataclass(frozen=True, slots=True)
class Difference:
    """``draft`` is what the draft quotes, ``original`` what is printed; each with a few words around."""

    draft: str
    original: str


def paragraphs(document: Document) -> dict[str, str]:
    """The numbered paragraphs of concluding observations: number → text, items included.

    A number that comes again (in a quotation or an annex) does not replace the first, and numbers
    only rise, so that a numbered list within a paragraph stays part of it.
    """
    found: dict[str, str] = {}
    last = 0
    for block in document.blocks:
        text = document.block_text(block)
        match = _NUMBERED.match(text)
        if match and int(match[1]) > last:
            last = int(match[1])
            found[match[1]] = text[match.end() :]
        elif last and block.kind != "heading":
            found[str(last)] += "\n" + text
    return found


def differences(quoted: str, original: str) -> list[Difference]:
    """Where a quotation departs from the original, in words; case, marks and spaces do not count.

    The quotation may begin and end anywhere in the original, and may leave out whole items. An empty
    list means that it is faithful. One that is hardly in the original at all is one difference, as is what
    differs in texts too long to be compared word by word (``check.equal_words`` of ``configs/limits.yaml``).
    """
    one, other = (list(_tokens(text)) for text in (quoted, original))
    words, theirs = [word for word, _, _ in one], [word for word, _, _ in other]
    if _pairs(words, theirs) > limit("check", "equal_words"):
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(words, theirs, strict=False)))
        whole = Difference(_around(quoted, one, same, same + 1), _around(original, other, same, same + 1))
        return [] if same == len(words) else [whole]
    matcher = SequenceMatcher(None, words, theirs, autojunk=False)
    if sum(block.size for block in matcher.get_matching_blocks()) < _ALIKE * len(words):
        return [Difference(quoted, original)]
    found = []
    steps = matcher.get_opcodes()
    for position, (kind, a, b, c, d) in enumerate(steps):
        edge = position in (0, len(steps) - 1)
        if kind == "equal" or (kind == "insert" and (edge or _whole_items(theirs, c, d))):
            continue
        found.append(Difference(_around(quoted, one, a, b), _around(original, other, c, d)))
    return found


def _pairs(words: list[str], theirs: list[str]) -> int:
    """Pairs of equal words, one of each side: what a comparison takes time for."""
    counts = Counter(theirs)
    return sum(times * counts[word] for word, times in Counter(words).items())


def _tokens(text: str) -> Iterator[tuple[str, int, int]]:
    for match in _TOKEN.finditer(text):
        word = f"({match[0].strip('()')})" if match["item"] else match[0].casefold().replace("’", "'")
        yield word, match.start(), match.end()


def _whole_items(words: list[str], start: int, end: int) -> bool:
    """Whether words[start:end] runs from one item's label to just before another's."""
    return words[start].startswith("(") and (end == len(words) or words[end].startswith("("))


def _around(text: str, tokens: list[tuple[str, int, int]], first: int, last: int) -> str:
    if not tokens:
        return ""
    begin, end = max(0, first - _AROUND), min(len(tokens), last + _AROUND) - 1
    before, after = "… " if begin else "", " …" if end < len(tokens) - 1 else ""
    return before + " ".join(text[tokens[begin][1] : tokens[end][2]].split()) + after
