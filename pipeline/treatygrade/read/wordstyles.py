"""What paragraph styles of a Word file say: heading level, list, bold, italic. Source: ECMA-376, part 1, 17.7."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from treatygrade.read.wordlists import W, integer, value
from treatygrade.resources import config

_HEADING = re.compile(r"(?:heading|titre|título|ttulo)\s?([1-9])", re.IGNORECASE)
_DEEPEST = 20  # styles that a style may be based on, one after the other


@dataclass(frozen=True, slots=True)
class Style:
    """``number`` and ``depth`` name a list, as `w:numPr` does."""

    level: int = 0
    number: str = ""
    depth: int = 0
    bold: bool = False
    italic: bool = False


PLAIN = Style()


class Styles:
    """The styles of styles.xml by their id, each with what it inherits; worked out when first asked for."""

    def __init__(self, root: Any) -> None:
        """``root``: the root of styles.xml, or None."""
        elements = () if root is None else root.iterchildren(f"{W}style")
        self._elements = {element.get(f"{W}styleId", ""): element for element in elements}
        self._known: dict[str, Style] = {}

    def named(self, name: str, deep: int = 0) -> Style:
        """The style of an id; plain for one that the file does not define."""
        if name in self._known:
            return self._known[name]
        element = self._elements.get(name)
        if element is None or deep > _DEEPEST:
            return PLAIN
        base = self.named(value(element.find(f"{W}basedOn")), deep + 1)
        words = value(element.find(f"{W}name"))
        found = _HEADING.match(words)
        level = int(found[1]) if found else config("read", "word.yaml")["heading_styles"].get(words, base.level)
        run = of_run(element.find(f"{W}rPr"), base)
        style = of_paragraph(element.find(f"{W}pPr"), replace(run, level=min(level, 6)))
        self._known[name] = style
        return style


def of_paragraph(properties: Any, style: Style) -> Style:
    """A style with what `w:pPr` says on top."""
    if properties is None:
        return style
    outline = properties.find(f"{W}outlineLvl")
    if outline is not None:
        level = integer(value(outline), 9)
        style = replace(style, level=min(level + 1, 6) if level < 9 else 0)
    listed = properties.find(f"{W}numPr")
    if listed is not None:
        number, depth = listed.find(f"{W}numId"), listed.find(f"{W}ilvl")
        style = replace(
            style,
            number=style.number if number is None else value(number),
            depth=style.depth if depth is None else integer(value(depth), 0),
        )
    return style


def of_run(properties: Any, style: Style) -> Style:
    """A style with what `w:rPr` says on top."""
    if properties is None:
        return style
    bold, italic = properties.find(f"{W}b"), properties.find(f"{W}i")
    if bold is None and italic is None:
        return style
    return replace(
        style,
        bold=style.bold if bold is None else is_on(bold),
        italic=style.italic if italic is None else is_on(italic),
    )


def is_on(element: Any) -> bool:
    """Whether a switch such as `w:b` is on: it is there, and does not say "0"."""
    return element is not None and value(element) not in ("0", "false", "off", "none")
