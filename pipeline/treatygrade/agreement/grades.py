"""What stands in a cell: a grade, or one of the named ways of having none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from treatygrade.agreement.ratings import Scale
from treatygrade.columns import GRADES, ORDINAL
from treatygrade.resources import config
from treatygrade.schemes import Scheme, load, names

COMMON = "common"
"""The name by which the common scale A–F can be asked for in place of a scheme."""

_LETTER = re.compile(r"[A-Fa-f][12]?")
_NUMBER = re.compile(r"\d+(?:\.0+)?")
_BEFORE, _AFTER = " \t\r\n\xa0[(*\"'“‘", " \t\r\n\xa0])*\"'”’."  # what may frame a grade
_BETWEEN = re.compile(r"(?:/|,|;|\||\bor\b|\bto\b|\band\b|–|-)")


@dataclass(frozen=True)
class Cell:
    """``grade`` (the scheme's code), or "" with the ``kind`` of missing that the cell is."""

    grade: str = ""
    kind: str = ""


@cache
def _marks() -> dict[str, str]:
    return {mark: kind for kind, marks in config("ratings.yaml")["missing"].items() for mark in marks}


OUTSIDE = "outside the scheme"


def read_cell(text: str, scheme: Scheme | None) -> Cell:
    """Read a cell by a scheme; without one every text that is not missing is a grade of its own.

    The kinds of missing: ``blank``, ``undecided`` ("?", "B?"), ``not graded`` ("-", "n/a"), ``two
    grades`` ("B/C"), and ``outside the scheme``, which callers report as an error.
    """
    cell = _read(text, lambda part: _grade(part, scheme))
    return Cell(" ".join(text.split()).casefold()) if cell.kind == OUTSIDE and scheme is None else cell


def read_common(text: str, scheme: Scheme | None) -> Cell:
    """Read a cell as a grade of the common scale: by the scheme of its row, else letters and the words of any scheme.

    Words that schemes place differently are ``outside the scheme``.
    """
    if scheme is not None:
        cell = read_cell(text, scheme)
        return Cell(scheme.common(cell.grade)) if cell.grade in scheme.codes else cell
    return _read(text, _common)


def _read(text: str, grade_of: Callable[[str], str]) -> Cell:
    if kind := _marks().get(text.strip().casefold()):
        return Cell(kind=kind)
    if grade := grade_of(text):
        return Cell(grade)
    if text.rstrip().endswith("?"):
        return Cell(kind="undecided")
    parts = [part.strip() for part in _BETWEEN.split(_bare(text)) if part.strip()]
    # "0.5 - 1": numbers may be anything, so a pair of them is not two grades.
    both = len(parts) > 1 and all(grade_of(part) and not _NUMBER.fullmatch(part) for part in parts)
    return Cell(kind="two grades" if both else OUTSIDE)


def _bare(text: str) -> str:
    return text.lstrip(_BEFORE).rstrip(_AFTER)


def _grade(text: str, scheme: Scheme | None) -> str:
    bare = _bare(text)
    if scheme is not None:
        code = scheme.code(bare) or scheme.code(text)
        # A store of common grades under a scheme of words: the letter is the common grade.
        return code or (bare.upper() if bare.upper() in scheme.common_grades else "")
    if _LETTER.fullmatch(bare):
        return bare.upper()
    if _NUMBER.fullmatch(bare):
        return str(int(float(bare)))
    return bare.casefold() if _known_words(bare) else ""


def _common(text: str) -> str:
    bare = _bare(text)
    if _LETTER.fullmatch(bare):
        return bare[0].upper()
    meant = {scheme.common(code) for scheme in map(load, names()) if (code := scheme.code(bare))}
    return meant.pop() if len(meant) == 1 else ""


def kind_of(grade: str) -> str:
    """What a grade without a scheme is: a ``letter``, a ``number``, or in ``words``."""
    return "letter" if _LETTER.fullmatch(grade) else "number" if _NUMBER.fullmatch(grade) else "words"


@cache
def _known_words(text: str) -> bool:
    return any(load(name).code(text) for name in names())


def scale_of(grades: Sequence[str], scheme: Scheme | None, *, whole: bool) -> Scale:
    """The scale of the grades seen; with ``whole`` all grades of the scheme, seen or not.

    Without a scheme: the letters A–F are the common scale, numbers are ordered as numbers, and
    other words have no order.
    """
    seen = set(grades)
    if scheme is not None and seen <= set(scheme.codes):
        codes = [*scheme.order, *scheme.off_scale]
        kept = [code for code in codes if whole or code in seen]
        return Scale(tuple(kept), tuple(code for code in kept if code in scheme.order), scheme.name)
    if seen <= set(GRADES):
        kept = [grade for grade in GRADES if whole or grade in seen]
        return Scale(tuple(kept), tuple(grade for grade in kept if grade in ORDINAL), COMMON)
    if all(_NUMBER.fullmatch(grade) for grade in seen):
        numbers = tuple(sorted(seen, key=int))
        return Scale(numbers, numbers)
    return Scale(tuple(sorted(seen)), ())


def infer(texts: Iterable[str]) -> Scheme | None:
    """The scheme that the cells are written in, where the letters A–F do not say it all.

    None where the cells are common letters or numbers, where no scheme knows them all, or where the
    schemes that do would read them differently.
    """
    cells = {text for text in texts if read_cell(text, None).grade}
    if not cells or all(_NUMBER.fullmatch(_bare(cell)) or _bare(cell).upper() in GRADES for cell in cells):
        return None
    fitting = [scheme for scheme in map(load, names()) if all(scheme.code(cell) for cell in cells)]
    readings = {tuple(scheme.code(cell) for cell in sorted(cells)) for scheme in fitting}
    return fitting[0] if len(readings) == 1 else None
