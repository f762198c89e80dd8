"""Ratings as people keep them, long or wide, made into one matrix; what was left out is listed."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from treatygrade.agreement.cutting import Graded, Matching, match
from treatygrade.agreement.grades import COMMON, OUTSIDE, Cell, infer, kind_of, read_cell, read_common, scale_of
from treatygrade.agreement.grids import Grid, limit, read_grid
from treatygrade.agreement.ratings import MISSING, Rating, Ratings, Scale
from treatygrade.errors import TableError
from treatygrade.resources import config
from treatygrade.schemes import Scheme, load, names

FACTS = ("session", "theme", "state", "year")
PLACE = ("symbol", "paragraph", "scope")
_SHOWN = 12


@dataclass(frozen=True)
class Dropped:
    """A cell without a grade, and the kind of missing that it is."""

    line: int
    unit: str
    reviewer: str
    cell: str
    kind: str


@dataclass(frozen=True)
class Again:
    """A unit that a reviewer graded in a later session too: the ``first`` grade counts, and the ``later`` one."""

    rating: Rating
    first: str
    later: str


@dataclass(frozen=True)
class Source:
    """Ratings as read: the matrix, how its units came to be, the cells left out, the columns that were not used."""

    ratings: Ratings
    matching: Matching
    dropped: tuple[Dropped, ...]
    unused_columns: tuple[str, ...] = ()
    again: tuple[Again, ...] = ()


def read_ratings(path: Path, scheme: str = "") -> Source:
    """Read a ratings file, long (one rating a line) or wide (one reviewer a column).

    Raises:
        TableError: no such columns, a grade outside the scheme, a unit graded twice by one reviewer,
            two schemes in one file, or no grade at all; names the file and the lines.
    """
    path = Path(path)
    grid = read_grid(path)
    rows, unused = _rows(grid, path)
    return assemble(rows, scheme=scheme, source=path, unused=[*unused, *grid.unread])


def from_records(records: Iterable[dict[str, Any]], scheme: str = "", source: str | Path = "") -> Source:
    """Ratings from long records (``unit``, ``reviewer``, ``grade`` and optional facts), e.g. of the review store."""
    rows = [
        Rating(
            number, str(record["unit"]), str(record["reviewer"]), _string(record.get("grade")),
            _string(record.get("scheme")).casefold(), {name: _string(record.get(name)) for name in (*FACTS, *PLACE)},
        )
        for number, record in enumerate(records, 1)
    ]  # fmt: skip
    return assemble(rows, scheme=scheme, source=source)


def assemble(rows: Sequence[Rating], *, scheme: str, source: str | Path, unused: Sequence[str] = ()) -> Source:
    """Rows to a matrix; see :func:`read_ratings` for the errors."""
    chosen = _scheme(rows, scheme, source)
    graded, dropped = _graded(rows, scheme, chosen, source)
    active = {row.reviewer for row, _ in graded}
    reviewers = [name for name in dict.fromkeys(row.reviewer for row in rows) if name in active]
    graded, again = _first_gradings(graded)
    dropped += [Dropped(row.line, row.unit, row.reviewer, row.cell, "graded again") for row, _ in again]
    matching = match(graded)
    dropped += [Dropped(row.line, row.unit, row.reviewer, row.cell, why) for row, why in matching.out]
    scale = scale_of([grade for _, grade in graded], chosen, whole=bool(scheme))
    if len(scale.categories) > limit("grades"):
        shown = ", ".join(grade[:20] for grade in scale.categories[:_SHOWN])
        raise TableError(
            f"{len(scale.categories)} different grades ({shown} …), more than a scale has", file=source,
            hint="a column of remarks may stand for a reviewer: leave it out, or call it `remarks`; group fine scores",
        )  # fmt: skip
    matrix = _matrix(matching.graded, reviewers, scale, source)
    same = {(row.unit, row.reviewer): grade for row, grade in graded}
    twice = tuple(Again(row, same[row.unit, row.reviewer], grade) for row, grade in again)
    return Source(matrix, matching, tuple(dropped), tuple(unused), twice)


def _graded(
    rows: Sequence[Rating], scheme: str, chosen: Scheme | None, source: str | Path
) -> tuple[list[Graded], list[Dropped]]:
    """The rows with the grade in their cell, and those without one by their kind of missing."""
    graded: list[Graded] = []
    dropped: list[Dropped] = []
    known: dict[tuple[str, str], Cell] = {}  # a file of 400,000 cells holds a dozen texts
    for row in rows:
        key = row.cell, row.scheme if scheme == COMMON else ""
        if key not in known:
            own = load(row.scheme) if row.scheme else None
            known[key] = read_common(row.cell, own) if scheme == COMMON else read_cell(row.cell, chosen)
        if known[key].grade:
            graded.append((row, known[key].grade))
        else:
            dropped.append(Dropped(row.line, row.unit, row.reviewer, row.cell, known[key].kind))
    outside = [(entry.line, _cell(entry)) for entry in dropped if entry.kind == OUTSIDE]
    if outside:
        named = chosen.name if chosen else "the common scale"
        raise TableError(
            f"a grade outside the scheme ({named}): {_lines(outside)}", file=source,
            hint="mend the cells, or name another scheme with --scheme",
        )  # fmt: skip
    if not graded:
        kinds = ", ".join(f"{count} {kind}" for kind, count in Counter(e.kind for e in dropped).items())
        raise TableError(f"no grade in it ({kinds or 'no rows'})", file=source)
    if chosen is None and scheme != COMMON:
        _one_kind(graded, source)
    if chosen is not None and not all(grade in chosen.codes for _, grade in graded):
        # Some wrote the scheme's words and some the common letters: the letters are what they share.
        graded = [(row, chosen.common(grade) if grade in chosen.codes else grade) for row, grade in graded]
    return graded, dropped


def _one_kind(graded: list[Graded], source: str | Path) -> None:
    kinds = Counter(kind_of(grade) for _, grade in graded)
    if len(kinds) > 1:
        usual = kinds.most_common(1)[0][0]
        others = [(row.line, _cell(row)) for row, grade in graded if kind_of(grade) != usual]
        told = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
        raise TableError(
            f"grades of different kinds ({told}), as of two schemes or none: {_lines(others)}", file=source,
            hint=f"mend the cells, or name the scheme with --scheme; --scheme {COMMON} reads all as A–F",
        )  # fmt: skip


def _first_gradings(graded: list[Graded]) -> tuple[list[Graded], list[Graded]]:
    """Of a unit that a reviewer graded in several sessions the first, and the others apart.

    Without sessions, twice in one, or of different reports or States, they stay together, and are an error later.
    """
    places: dict[tuple[str, str], list[Graded]] = defaultdict(list)
    for entry in graded:
        places[entry[0].unit, entry[0].reviewer].append(entry)
    later: set[int] = set()
    for entries in places.values():
        sessions = {row.facts.get("session", "") for row, _ in entries}
        texts = {tuple(row.facts.get(name, "") for name in ("symbol", "state", "theme")) for row, _ in entries}
        if len(sessions) == len(entries) > 1 and "" not in sessions and len(texts) == 1:
            ordered = sorted(entries, key=lambda entry: in_order(entry[0].facts["session"]))
            later |= {id(row) for row, _ in ordered[1:]}
    first = [entry for entry in graded if id(entry[0]) not in later]
    return first, [entry for entry in graded if id(entry[0]) in later]


def _string(value: Any) -> str:
    return "" if value is None else str(value)


def _scheme(rows: Sequence[Rating], scheme: str, source: str | Path) -> Scheme | None:
    if scheme == COMMON:
        return None
    if scheme:
        return load(scheme)
    unknown = [(row.line, repr(row.scheme)) for row in rows if row.scheme and row.scheme not in (*names(), COMMON)]
    if unknown:
        raise TableError(
            f"no such scheme: {_lines(unknown)}", file=source, hint=f"the schemes are {', '.join(names())}"
        )
    lines: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        if row.scheme:
            lines[row.scheme].append(row.line)
    if len(lines) > 1:
        shown = "; ".join(f"{name}: {_lines((n, '') for n in numbers)}" for name, numbers in lines.items())
        raise TableError(
            f"two schemes mixed: {shown}", file=source,
            hint=f"split the file by scheme, or compare on the common scale with --scheme {COMMON}",
        )  # fmt: skip
    if lines == {}:
        return infer(row.cell for row in rows)
    (only,) = lines
    return None if only == COMMON else load(only)


def _cell(entry: Rating | Dropped) -> str:
    return f"{entry.cell[:60]!r} by {entry.reviewer}"


def _lines(items: Iterable[tuple[int, str]]) -> str:
    named = [f"line {number} {what}".strip() for number, what in items]
    more = f" and {len(named) - _SHOWN} more" if len(named) > _SHOWN else ""
    return ", ".join(named[:_SHOWN]) + more


def _matrix(graded: list[Graded], people: list[str], scale: Scale, source: str | Path) -> Ratings:
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row, _ in graded:
        places[row.unit, row.reviewer].append(row.line)
    twice = [
        (number, f"({unit} by {reviewer})")
        for (unit, reviewer), lines in places.items()
        for number in lines
        if len(lines) > 1
    ]
    if twice:
        raise TableError(
            f"graded twice by the same reviewer: {_lines(twice)}", file=source,
            hint="keep one row a unit and reviewer; who graded again later needs a column `session`",
        )  # fmt: skip
    units = {unit: i for i, unit in enumerate(dict.fromkeys(row.unit for row, _ in graded))}
    reviewers = {name: i for i, name in enumerate(people)}
    place = {grade: i for i, grade in enumerate(scale.categories)}
    codes = np.full((len(units), len(reviewers)), MISSING, dtype=np.int8)
    facts: dict[str, list[str]] = {name: [""] * len(units) for name in FACTS}
    for row, grade in graded:
        u = units[row.unit]
        codes[u, reviewers[row.reviewer]] = place[grade]
        for name in FACTS:
            facts[name][u] = facts[name][u] or row.facts.get(name, "")
    known = {name: tuple(values) for name, values in facts.items() if any(values)}
    sessions = sorted({session for row, _ in graded if (session := row.facts.get("session"))}, key=in_order)
    number = {session: i for i, session in enumerate(sessions)}
    when = np.full(codes.shape, MISSING, dtype=np.int16)
    for row, _ in graded:
        when[units[row.unit], reviewers[row.reviewer]] = number.get(row.facts.get("session", ""), MISSING)
    return Ratings(codes, tuple(units), tuple(reviewers), scale, known, tuple(sessions), when)


def in_order(session: str) -> list[tuple[int, str]]:
    """A key that puts the 9th session before the 10th."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", session)]


def _rows(grid: Grid, path: Path) -> tuple[list[Rating], list[str]]:
    names = [_role(name) for _, name in grid.columns]
    roles = {role: i for i, role in reversed(list(enumerate(names))) if role and role != "ignored"}
    if "unit" not in roles and "paragraph" not in roles:
        raise TableError(
            f"no column of units among {', '.join(name for _, name in grid.columns)}", file=path, place="line 1",
            hint="name one column `unit` (or `paragraph`), and give `reviewer` and `grade` or one column a reviewer",
        )  # fmt: skip
    unused = [grid.columns[i][1] for i, role in enumerate(names) if role == "ignored"]
    if "reviewer" in roles and "grade" in roles:
        unused += [name for (_, name), role in zip(grid.columns, names, strict=True) if not role and name]
        return _long(grid, roles, path), unused
    people = [i for i, role in enumerate(names) if not role and grid.columns[i][1]]
    if not people:
        raise TableError(
            f"no reviewers among the columns {', '.join(name for _, name in grid.columns)}", file=path, place="line 1",
            hint="a long table has `unit`, `reviewer` and `grade`; a wide one has one column for each reviewer",
        )  # fmt: skip
    return _wide(grid, roles, people, path), unused


def _role(name: str) -> str:
    known = config("ratings.yaml")
    plain = " ".join(name.casefold().replace("_", " ").split())
    for role, spellings in known["columns"].items():
        if plain in [spelling.replace("_", " ") for spelling in spellings]:
            return str(role)
    return "ignored" if plain in [word.replace("_", " ") for word in known["ignored"]] else ""


def _unit(cells: list[str], roles: dict[str, int]) -> tuple[str, dict[str, str]]:
    facts = {name: cells[roles[name]] for name in (*FACTS, *PLACE) if name in roles}
    if "unit" in roles:
        return cells[roles["unit"]], facts
    parts = [facts.get(name, "") for name in ("symbol", "state", "paragraph", "scope")]
    return " ".join(part for part in parts if part), facts


def _long(grid: Grid, roles: dict[str, int], path: Path) -> list[Rating]:
    rows: list[Rating] = []
    above = ""
    empty = []
    for line, cells in grid.lines:
        unit, facts = _unit(cells, roles)
        unit = unit or above  # a unit merged over several lines is printed on the first only
        reviewer = cells[roles["reviewer"]]
        if not unit or not reviewer:
            empty.append((line, "has no unit" if not unit else "has no reviewer"))
            continue
        above = unit
        scheme = cells[roles["scheme"]].casefold() if "scheme" in roles else ""
        rows.append(Rating(line, unit, reviewer, cells[roles["grade"]], scheme, facts, "unit" not in roles))
    _all_named(empty, path)
    return rows


def _all_named(empty: list[tuple[int, str]], path: Path) -> None:
    if empty:
        raise TableError(
            f"rows without a name: {_lines(empty)}", file=path, hint="every rating needs a unit and a reviewer"
        )


def _wide(grid: Grid, roles: dict[str, int], people: list[int], path: Path) -> list[Rating]:
    repeated = {name for name, count in Counter(grid.columns[i][1] for i in people).items() if count > 1}
    rows = []
    empty = []
    for line, cells in grid.lines:
        unit, facts = _unit(cells, roles)
        if not unit:
            empty += [(line, "has no unit")] if any(cells[i] for i in people) else []
            continue
        for i in people:
            group, reviewer = grid.columns[i]
            # One reviewer under several headings (sessions, batches): each is a unit of its own.
            named = f"{unit} ({group})" if reviewer in repeated and group else unit
            scheme = cells[roles["scheme"]].casefold() if "scheme" in roles else ""
            rows.append(Rating(line, named, reviewer, cells[i], scheme, facts, "unit" not in roles))
    _all_named(empty, path)
    return rows
