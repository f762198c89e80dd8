"""The automatic numbers of Word lists. Source: ECMA-376, part 1, 17.9 (numbering)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from treatygrade.read.numbering import letters, roman

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVEL = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    format: str
    text: str


@dataclass(slots=True)
class _List:
    """A `w:num`: the abstract list whose counters it shares, and where it restarts them."""

    abstract: str
    restarts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, _Level] = field(default_factory=dict)


class Numbers:
    """Counts the list items of a document, in document order."""

    def __init__(self, root: Any) -> None:
        """``root``: the root of numbering.xml, or None."""
        self._lists: dict[str, _List] = {}
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._restarted: set[tuple[str, int]] = set()
        if root is not None:
            self._load(root)

    def _load(self, root: Any) -> None:
        for element in root.iterchildren(f"{W}abstractNum"):
            levels = (_level(level) for level in element.iterchildren(f"{W}lvl"))
            self._abstract[element.get(f"{W}abstractNumId", "")] = dict(levels)
        for element in root.iterchildren(f"{W}num"):
            found = _List(value(element.find(f"{W}abstractNumId")))
            for override in element.iterchildren(f"{W}lvlOverride"):
                depth = integer(override.get(f"{W}ilvl"), 0)
                start = override.find(f"{W}startOverride")
                if start is not None:
                    found.restarts[depth] = integer(value(start), 1)
                found.levels |= dict(_level(level) for level in override.iterchildren(f"{W}lvl"))
            self._lists[element.get(f"{W}numId", "")] = found

    def next(self, number: str, depth: int) -> str:
        """The number that the next item of a list prints; "" for a bullet and for no list."""
        chosen = self._lists.get(number)
        if chosen is None:
            return ""
        levels = self._abstract.get(chosen.abstract, {}) | chosen.levels
        level = levels.get(depth)
        if level is None:
            return ""
        counters = self._counters.setdefault(chosen.abstract, {})
        if depth in chosen.restarts and (number, depth) not in self._restarted:
            self._restarted.add((number, depth))
            counters[depth] = chosen.restarts[depth]
        else:
            counters[depth] = counters[depth] + 1 if depth in counters else level.start
        for deeper in [known for known in counters if known > depth]:
            del counters[deeper]
        if level.format in ("bullet", "none"):
            return "" if level.format == "bullet" else _LEVEL.sub("", level.text)

        def written(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            other = levels.get(at, level)
            return _write(counters.get(at, other.start), other.format)

        return _LEVEL.sub(written, level.text)


def _level(element: Any) -> tuple[int, _Level]:
    start = integer(value(element.find(f"{W}start")), 1)
    form = value(element.find(f"{W}numFmt")) or "decimal"
    return integer(element.get(f"{W}ilvl"), 0), _Level(start, form, value(element.find(f"{W}lvlText")))


def _write(number: int, form: str) -> str:
    if form.endswith("Letter"):
        text = letters(number)
    elif form.endswith("Roman"):
        text = roman(number)
    else:
        text = f"{number:02d}" if form == "decimalZero" else str(number)
    return text.upper() if form.startswith("upper") else text


def value(element: Any) -> str:
    """The `w:val` of an element, "" where there is none."""
    return "" if element is None else element.get(f"{W}val", "")


def integer(text: str | None, default: int) -> int:
    """A whole number as Word files write them; ``default`` for anything else."""
    return int(text) if text and len(text) < 10 and text.lstrip("-").isdecimal() else default
