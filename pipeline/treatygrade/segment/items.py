"""The items of a recommendation: (a), (b), (b)(i) … as a tree."""

from __future__ import annotations

import re

from treatygrade.segment.report import Item, Span

_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_ITEM = re.compile(r"(?:^|[\n:;,.] ?|\b(?:and|et|y|e|or|ou) )(?P<label>\(?(?P<letter>[a-z]|[ivx]{2,4})\))(?= )")


def items(folded: str, span: Span | None) -> tuple[Item, ...]:
    """The items that stand in ``folded[start:end]``, each up to the next; only letters in sequence count."""
    if span is None:
        return ()
    found: list[tuple[str, str, int]] = []  # letter, numeral under it, offset
    for match in _ITEM.finditer(folded, span.start, span.end):
        letter = match["letter"]
        top, sub = found[-1][:2] if found else ("", "")
        if found and letter == _ROMAN[_ROMAN.index(sub) + 1 if sub else 0] and not (not sub and top == "h"):
            found.append((top, letter, match.start("label")))
        elif letter == (chr(ord(top) + 1) if len(top) == 1 else "a") and not (found and not top):
            found.append((letter, "", match.start("label")))
        elif not found and letter == "i":
            found.append(("", "i", match.start("label")))
    return _tree(found, span.end)


def _tree(found: list[tuple[str, str, int]], end: int) -> tuple[Item, ...]:
    ends = [start for _, _, start in found[1:]] + [end]
    tops: list[Item] = []
    for index, (top, sub, start) in enumerate(found):
        if top and sub:
            continue
        label = top or sub
        below = [i for i in range(index + 1, len(found)) if found[i][0] == top and found[i][1]] if top else []
        last = ends[below[-1]] if below else ends[index]
        children = tuple(Item(f"({top})({found[i][1]})", Span(found[i][2], ends[i])) for i in below)
        tops.append(Item(f"({label})", Span(start, last), children))
    return tuple(tops)
