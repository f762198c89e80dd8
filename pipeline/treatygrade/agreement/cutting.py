"""Reviewers who cut a paragraph differently: scopes are expanded to items, matched, and compared as cuts.

One reviewer grades 16 (a)–(b) together and (c) apart, another 16 as a whole. The items that no reviewer separates are
one unit again, so that a paragraph does not count more for being cut finely and equal cuts change nothing.
"""

from __future__ import annotations

import re
import string
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from treatygrade.agreement.ratings import MISSING, Rating
from treatygrade.segment.fold import fold
from treatygrade.segment.scopes import ROMAN, SCOPE, parse

Graded = tuple[Rating, str]
Cut = dict[str, frozenset[str]]
"""Which items a reviewer graded, each with all the items that got their grade together."""

_NAMED = re.compile(rf"(?P<paragraph>.*\d[a-z]?)\.? *(?P<scope>{SCOPE})?", re.DOTALL)


@dataclass(frozen=True)
class Place:
    """A paragraph of a report, and the items of it that were graded together (none: the whole of it)."""

    paragraph: str
    scope: tuple[str, ...]


@dataclass
class Matching:
    """``graded`` rows with units that all reviewers share; ``cuts[paragraph][reviewer]``; rows that fell ``out``.

    ``paragraph_of`` says of which cut paragraph a unit is; units of other paragraphs are not in it.
    """

    graded: list[Graded] = field(default_factory=list)
    cuts: dict[str, dict[str, Cut]] = field(default_factory=dict)
    out: list[tuple[Rating, str]] = field(default_factory=list)
    paragraph_of: dict[str, str] = field(default_factory=dict)


def place_of(rating: Rating) -> Place | None:
    """Where a rating belongs, from its unit's identifier, its columns, or a name like "16 (a)–(b)"."""
    parts = rating.unit.split("#")
    if len(parts) == 5:  # the unit_id of a report's units: symbol, State, paragraph, scope, number
        number = "" if parts[4] == "1" else f" ({parts[4]})"
        paragraph = f"{' '.join(part for part in parts[:3] if part)}{number}"
        return Place(paragraph, parse(parts[3].replace("|", ", "))) if parts[2] else None
    facts = rating.facts
    if facts.get("paragraph") and (rating.composed or facts.get("symbol")):
        scope = facts.get("scope", "")
        names = [facts[name] for name in ("symbol", "state", "paragraph") if facts.get(name)]
        own = _NAMED.fullmatch(fold(names[-1])) if not scope else None
        if own and own["scope"]:
            return Place(" ".join([*names[:-1], own["paragraph"]]), parse(own["scope"]))
        return Place(" ".join(names), parse(fold(scope).replace("|", ", ")))
    scope = fold(facts.get("scope", "")).replace("|", ", ")
    named = _NAMED.fullmatch(fold(rating.unit))
    if named and (named["scope"] or not scope):
        return Place(" ".join(named["paragraph"].split()), parse(named["scope"] or ""))
    return Place(" ".join(fold(rating.unit).split()), parse(scope)) if scope else None


def match(graded: Sequence[Graded]) -> Matching:
    """Give ratings units that all reviewers share; those without a place, or of uncut paragraphs, stay as they are."""
    found = Matching()
    paragraphs: dict[str, list[tuple[Graded, tuple[str, ...]]]] = defaultdict(list)
    for row, grade in graded:
        place = place_of(row)
        if place is None:
            found.graded.append((row, grade))
        else:
            paragraphs[place.paragraph].append(((row, grade), place.scope))
    for paragraph, rows in paragraphs.items():
        names = [(row.reviewer, scope) for (row, _), scope in rows]
        if not any(scope for _, scope in names) or len(set(names)) < len(names):
            # No items, or a scope that one reviewer graded twice: the caller names those lines.
            found.graded += [entry for entry, _ in rows]
        else:
            _match_one(paragraph, rows, found)
    found.graded.sort(key=lambda entry: entry[0].line)
    return found


def _match_one(paragraph: str, rows: list[tuple[Graded, tuple[str, ...]]], found: Matching) -> None:
    items = _leaves({label for _, scope in rows for label in scope})
    spans = [frozenset(_items(scope, items)) for _, scope in rows]
    owner: dict[str, dict[str, int]] = defaultdict(dict)  # reviewer, item: row
    for item in items:
        covering: dict[str, list[int]] = defaultdict(list)
        for number, ((row, _), _) in enumerate(rows):
            if item in spans[number]:
                covering[row.reviewer].append(number)
        for reviewer, numbers in covering.items():
            # Who grades the whole and its items too means the item by the narrower scope.
            least = min(len(spans[number]) for number in numbers)
            narrow = [number for number in numbers if len(spans[number]) == least]
            if len({rows[number][0][1] for number in narrow}) == 1:
                owner[reviewer][item] = narrow[0]
    kept = {number for own in owner.values() for number in own.values()}
    found.out += [(row, _why(number, spans)) for number, ((row, _), _) in enumerate(rows) if number not in kept]
    cuts = {
        reviewer: {item: frozenset(i for i, n in own.items() if n == number) for item, number in own.items()}
        for reviewer, own in owner.items()
    }
    if len(items) > 1 and len(cuts) > 1:
        found.cuts[paragraph] = cuts
    atoms: dict[tuple[int | None, ...], list[str]] = defaultdict(list)
    for item in items:
        atoms[tuple(own.get(item) for own in owner.values())].append(item)
    for given, members in atoms.items():
        numbers = [number for number in given if number is not None]
        unit = _name(paragraph, members, [(rows[n][0][0], spans[n]) for n in numbers])
        found.paragraph_of[unit] = paragraph
        for number in numbers:
            row, grade = rows[number][0]
            found.graded.append((replace(row, unit=unit), grade))


def _leaves(named: set[str]) -> list[str]:
    """The items that there must be: those named and, as a list has two items and no gaps, the ones before them."""
    numerals = any(label.count("(") == 1 and label[1:-1] in ROMAN[1:4] for label in named)
    every = set(named)
    for label in named:
        steps = re.findall(r"\(\w+\)", label)
        for depth, step in enumerate(steps):
            row = ROMAN if depth or numerals else string.ascii_lowercase
            if (last := step[1:-1]) in row:
                every |= {f"{''.join(steps[:depth])}({other})" for other in row[: max(row.index(last) + 1, 2)]}
    return sorted(label for label in every if not any(o != label and o.startswith(label) for o in every))


def _why(number: int, spans: list[frozenset[str]]) -> str:
    covered = any(other < spans[number] for other in spans)
    return "graded by its items as well" if covered else "two grades"


def _items(scope: Sequence[str], items: Sequence[str]) -> list[str]:
    return [item for item in items if not scope or any(item.startswith(label) for label in scope)]


def _name(paragraph: str, members: list[str], rows: Iterable[tuple[Rating, frozenset[str]]]) -> str:
    """As a reviewer wrote it where one graded just these items."""
    whole = (row.unit for row, span in rows if span == set(members))
    return next(whole, f"{paragraph} {' '.join(members)}")


def alike(one: Cut, other: Cut) -> bool | None:
    """Whether two reviewers cut the items that both graded alike; None where they share fewer than two."""
    both = one.keys() & other.keys()
    if len(both) < 2:
        return None
    return all(one[item] & both == other[item] & both for item in both)


def together(cuts: dict[str, Cut], reviewers: Sequence[str]) -> list[list[int]]:
    """For each pair of items, per reviewer: 1 graded together, 0 apart, -1 not both graded."""
    items = sorted({item for cut in cuts.values() for item in cut})
    return [
        [int(b in cut[a]) if {a, b} <= cut.keys() else MISSING for cut in (cuts.get(name, {}) for name in reviewers)]
        for a, b in combinations(items, 2)
    ]
