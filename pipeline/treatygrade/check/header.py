"""The header line that goes with the grades in a draft's body."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class HeaderLine:
    """For one State: the grades of each paragraph as the header prints them, their codes, and the codes of the body.

    All map a paragraph's number to its grades in order.
    """

    state: str
    printed: dict[str, tuple[str, ...]]
    codes: dict[str, tuple[str, ...]]
    body: dict[str, tuple[str, ...]]

    @property
    def should_read(self) -> str:
        """``16 [C] [B], 36 [C] [C]``"""
        return line(self.body)

    @property
    def reads(self) -> str:
        return line(self.printed)

    @property
    def right(self) -> bool:
        """Whether the header agrees with the body, or there is none to disagree (letters have no header).

        Order is free, and a header may print a grade once for several texts.
        """
        if not self.codes:
            return True
        return self.codes.keys() == self.body.keys() and all(
            sorted(given) == sorted(self.body[number])
            if len(given) == len(self.body[number])
            else set(given) == set(self.body[number])
            for number, given in self.codes.items()
        )


def line(grades: Mapping[str, Iterable[str]]) -> str:
    """A header line in the committee's form, the paragraphs in the order given."""
    return ", ".join(" ".join([number, *(f"[{grade}]" for grade in given)]) for number, given in grades.items())


def header_line(
    state: str,
    printed: Mapping[str, Iterable[str]],
    units: Iterable[Mapping[str, Any]],
    code: Callable[[str], str | None] = str,
) -> HeaderLine:
    """The header of a State from its units: those of the current round, graded, of a numbered paragraph.

    ``code`` gives the scheme's code of a grade as printed, None where it has none.
    A paragraph keeps the place that the header gives it; one that the header lacks comes at the end.
    """
    found: dict[str, list[str]] = {}
    for unit in units:
        if unit["paragraph"] and unit["grade_raw"]:
            found.setdefault(unit["paragraph"], []).append(unit["grade_raw"])
    order = [*(number for number in printed if number in found), *(number for number in found if number not in printed)]
    return HeaderLine(
        state,
        {number: tuple(given) for number, given in printed.items()},
        {number: tuple(code(grade) or grade for grade in given) for number, given in printed.items()},
        {number: tuple(found[number]) for number in order},
    )
