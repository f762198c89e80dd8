"""From unit rows to recommendations, each with its grade in every round that is known."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from treatygrade.history.rounds import numbered
from treatygrade.schemes import load
from treatygrade.states import fictional

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Graded:
    """One grade of one round; ``round`` 0 is an earlier one that the report which quotes it does not number.

    ``quoted``: a later report tells it, and the report itself is not at hand.

    ``alone`` is False where another grade stands on the same text, or is quoted for the same evaluation.
    """

    round: int
    scope: str
    grade: str
    grade_raw: str
    scheme: str
    symbol: str = ""
    year: int | None = None
    quoted: bool = False
    alone: bool = True


@dataclass(frozen=True, slots=True)
class Cycle:
    """One review of one State by one committee; ``co_symbol`` names its concluding observations."""

    committee: str
    iso3: str
    state: str
    co_symbol: str

    @property
    def fictional(self) -> bool:
        return fictional(self.iso3)


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A follow-up paragraph of a cycle, with all its grades by round, then scope as printed."""

    cycle: Cycle
    paragraph: str
    grades: tuple[Graded, ...]

    @property
    def rounds(self) -> dict[int, list[Graded]]:
        """The grades of each round, earliest round first."""
        rounds: dict[int, list[Graded]] = defaultdict(list)
        for graded in self.grades:
            rounds[graded.round].append(graded)
        return dict(rounds)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A round whose own report and a later report that quotes it do not say the same."""

    recommendation: str
    round: int
    published: str
    quoted: str
    quoted_by: str


@dataclass(frozen=True, slots=True)
class History:
    """All recommendations, by committee, State, cycle and paragraph; and where reports differ on a grade."""

    recommendations: list[Recommendation] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)


def history(rows: Iterable[Row]) -> History:
    """The history that unit rows tell; rows without a grade, or without a State, tell none.

    A grade that a later report quotes fills a round whose own report is not among the rows; where it is, its own
    report counts, and a difference between the two is a :class:`Conflict`.
    """
    found: dict[tuple[Cycle, str], list[tuple[Graded, str]]] = defaultdict(list)
    states: dict[str, str] = {}
    for row in numbered(rows):
        if not (row.get("iso3") or row.get("state")):
            continue
        iso3 = row.get("iso3") or ""
        # One State, one name: reports spell it "Czechia" and "Czech Republic", or in three languages.
        state = states.setdefault(iso3, row.get("state") or iso3) if iso3 else row["state"]
        cycle = Cycle(row.get("committee") or "", iso3, state, row.get("co_symbol") or "")
        found[cycle, row.get("paragraph") or ""].extend((graded, row.get("symbol") or "") for graded in _grades(row))
    result = History()
    for (cycle, paragraph), grades in sorted(found.items(), key=_place):
        kept, conflicts = _settled(grades, f"{cycle.state} {cycle.co_symbol} {paragraph}".strip())
        if kept:
            result.recommendations.append(Recommendation(cycle, paragraph, kept))
            result.conflicts.extend(conflicts)
    return result


def overlap(one: str, other: str) -> bool:
    """Whether two scopes share an item: ``(a)|(b)`` and ``(b)(i)`` do; the whole paragraph does with any."""
    if not one or not other:
        return True
    return any(a.startswith(b) or b.startswith(a) for a in one.split("|") for b in other.split("|"))


def _grades(row: Row) -> Iterator[Graded]:
    scheme, scope = row.get("scheme") or "", row.get("scope") or ""
    if row.get("grade"):
        yield Graded(
            round=row.get("round") or 1,
            scope=scope,
            grade=row["grade"],
            grade_raw=row.get("grade_raw") or "",
            scheme=scheme,
            symbol=row.get("symbol") or "",
            year=row.get("year"),
            alone="shared_text" not in (row.get("flags") or ()),
        )
    quoted: dict[int, dict[str, str]] = defaultdict(dict)
    for earlier in row.get("previous") or ():
        quoted[earlier["round"]].setdefault(earlier.get("grade_raw") or "", earlier.get("symbol") or "")
    for number, codes in quoted.items():
        # Several grades quoted before one evaluation belong to parts of its paragraph that are not told.
        sole = len(codes) == 1
        for code, symbol in codes.items():
            if grade := _common(scheme, code):
                yield Graded(number, scope if sole else "", grade, code, scheme, symbol=symbol, quoted=True, alone=sole)


def _common(scheme: str, code: str) -> str:
    """The common grade of a code; an older scheme of the committee may have given it, with letters like ``B1``."""
    if scheme and code in (known := load(scheme)).codes:
        return known.common(code)
    return code[0] if re.fullmatch("[A-E][12]?", code) else ""


def _settled(grades: list[tuple[Graded, str]], name: str) -> tuple[tuple[Graded, ...], list[Conflict]]:
    """Each grade once, quoted ones only where the round's own report is missing."""
    own = _distinct([graded for graded, _ in grades if not graded.quoted])
    kept, conflicts = list(own), []
    for graded, by in grades:
        if not graded.quoted:
            continue
        same_round = [each for each in own if each.round == graded.round and overlap(each.scope, graded.scope)]
        if not same_round:
            if not any(_says(each) == _says(graded) for each in kept):
                kept.append(graded)
        elif graded.grade_raw not in {each.grade_raw for each in same_round}:
            published = ", ".join(sorted({each.grade_raw for each in same_round}))
            conflicts.append(Conflict(f"{name} {graded.scope}".strip(), graded.round, published, graded.grade_raw, by))
    if len({each.round for each in kept} - {0}) > 1:
        # One of the earlier rounds that are known is the one that was not numbered.
        kept = [each for each in kept if each.round]
    return tuple(sorted(kept, key=lambda graded: graded.round)), conflicts


def _distinct(grades: list[Graded]) -> list[Graded]:
    """Each grade once; a table of units may have a mere B for what the report itself gives as B2."""
    telling = {(each.round, each.scope, each.grade) for each in grades if each.grade_raw not in ("", each.grade)}
    found: dict[Graded, Graded] = {}
    for each in grades:
        if each.grade_raw not in ("", each.grade) or (each.round, each.scope, each.grade) not in telling:
            found.setdefault(replace(_says(each), grade_raw=each.grade_raw or each.grade), each)
    return list(found.values())


def _says(graded: Graded) -> Graded:
    """A grade without where it was found."""
    return replace(graded, symbol="", year=None)


def _place(item: tuple[tuple[Cycle, str], Any]) -> tuple[Any, ...]:
    """Committee, State, cycle, then paragraph as a number: 9 before 16."""
    (cycle, paragraph), _ = item
    digits = "".join(character for character in paragraph if character.isdecimal())
    return cycle.committee, cycle.state, cycle.co_symbol, int(digits or 0), paragraph
