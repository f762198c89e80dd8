"""How far segmented units agree with gold: units, bounds of texts and recommendations, header fields.

Two strings are compared as a reader would: case, markup, quotation marks, dashes, line-end hyphens
and white space make no difference. Wherever the gold names a place it gives the first and last words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from treatygrade.corpus.gold import Gold

Row = dict[str, Any]

HEADER_FIELDS = ("symbol", "co_symbol", "reply_symbol", "session", "year", "committee", "scheme", "language")

_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "\u00ad": None, "ﬁ": "fi", "ﬂ": "fl"})
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")
_MARKUP = re.compile(r"<[^<>]+>|[*_#\\|]")
_LINE_END_HYPHEN = re.compile(r"(?<=\w)-\s+(?=[a-zà-ÿ])")
_ITEM = re.compile(r"\([a-z]+\)(?:\s*\([a-z]+\))*+")


@dataclass(slots=True)
class Tally:
    """The labels of what was right and of what was wrong, and how, in one respect."""

    right: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def add(self, label: str, wrong: str = "") -> None:
        """Count a label as right, unless ``wrong`` says how it is not."""
        (self.wrong if wrong else self.right).append(f"{label}: {wrong}" if wrong else label)

    @property
    def total(self) -> int:
        return len(self.right) + len(self.wrong)


@dataclass(slots=True)
class Comparison:
    """One report's units against its gold. Labels hold facts only, no text of the report.

    ``right`` and ``missed``, ``wrong_scope``, ``wrong_grade`` partition the gold units; the rows found
    are ``right``, ``wrong_scope``, ``wrong_grade`` and ``invented``.
    """

    right: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)
    wrong_scope: list[str] = field(default_factory=list)
    wrong_grade: list[str] = field(default_factory=list)
    text: Tally = field(default_factory=Tally)
    recommendation: Tally = field(default_factory=Tally)
    header: Tally = field(default_factory=Tally)

    @property
    def gold(self) -> int:
        return len(self.right) + len(self.missed) + len(self.wrong_scope) + len(self.wrong_grade)

    @property
    def found(self) -> int:
        return len(self.right) + len(self.invented) + len(self.wrong_scope) + len(self.wrong_grade)


def compare(rows: Sequence[Row], gold: Gold) -> Comparison:
    """Compare the rows that segmentation found in one report with its gold."""
    result = Comparison()
    left = list(rows)
    unmatched: list[Row] = []
    for unit in gold.units:
        match = next((row for row in left if _same_unit(row, unit)), None)
        if match is None:
            unmatched.append(unit)
        else:
            left.remove(match)
            result.right.append(_label(unit))
        if unit["evaluation_start"]:
            text = match["text"] if match is not None else None
            result.text.add(_label(unit), wrong_ends(text, unit["evaluation_start"], unit["evaluation_end"]))
    _explain(unmatched, left, result)
    for state in gold.states:
        mine = [row for row in rows if same_state(row["state"], state["state"])]
        _recommendations(mine, state, gold, result.recommendation)
        _header(mine, state, bool(gold.units), result.header)
    return result


def _same_unit(row: Row, unit: Row) -> bool:
    return _same_place(row, unit) and _same_scope(row, unit) and grade(row["grade_raw"]) == grade(unit["grade"])


def _same_place(row: Row, unit: Row) -> bool:
    return paragraph(row["paragraph"]) == paragraph(unit["paragraph"]) and same_state(row["state"], unit["state"])


def _same_scope(row: Row, unit: Row) -> bool:
    return scope(row["scope"]) == scope(unit["scope"])


def _explain(unmatched: list[Row], left: list[Row], result: Comparison) -> None:
    """Pair what is left by place: first with equal scope (the grade is wrong), then without."""
    for unit in list(unmatched):
        match = next((row for row in left if _same_place(row, unit) and _same_scope(row, unit)), None)
        if match is not None:
            left.remove(match)
            unmatched.remove(unit)
            result.wrong_grade.append(f"{_label(unit)} read as {match['grade_raw'] or 'ungraded'}")
    for unit in unmatched:
        match = next((row for row in left if _same_place(row, unit)), None)
        if match is None:
            result.missed.append(_label(unit))
            continue
        left.remove(match)
        read_as = f"{match['scope'] or 'whole'} {match['grade_raw']}".strip()
        result.wrong_scope.append(f"{_label(unit)} read as {read_as}")
    result.invented.extend(_label({**row, "grade": row["grade_raw"]}) for row in left)


def _recommendations(mine: list[Row], state: Row, gold: Gold, tally: Tally) -> None:
    graded = {paragraph(unit["paragraph"]) for unit in gold.units if same_state(unit["state"], state["state"])}
    for entry in state["paragraphs"]:
        start, end = entry["recommendation_start"], entry["recommendation_end"]
        if not start or paragraph(entry["paragraph"]) not in graded:
            continue
        rows = (row for row in mine if paragraph(row["paragraph"]) == paragraph(entry["paragraph"]))
        wrong = [wrong_ends(row["recommendation"], start, end) for row in rows] or ["no row"]
        # Letters may take the items of one paragraph one by one: one row with the right bounds will do.
        tally.add(f"{state['state']} {entry['paragraph']}", "" if "" in wrong else wrong[0])


def _header(mine: list[Row], state: Row, graded: bool, tally: Tally) -> None:
    name = state["state"]
    if not mine:
        # A State that was not found has lost its whole header, unless there was nothing to find.
        for key in HEADER_FIELDS if graded else ():
            tally.add(f"{name} {key}", "State not found")
        return
    first = mine[0]
    for key in HEADER_FIELDS:
        if state.get(key) not in ("", None):
            same = str(first[key]).lower() == str(state[key]).lower()
            tally.add(f"{name} {key}", "" if same else f"{first[key] or 'nothing'} for {state[key]}")
    printed = first["header_grades"] or {}
    printed = json.loads(printed) if isinstance(printed, str) else printed
    same = _header_grades(printed) == _header_grades(state.get("header_grades") or {})
    tally.add(f"{name} header_grades", "" if same else "others")


def _header_grades(grades: dict[str, list[str]]) -> dict[str, list[str]]:
    return {paragraph(key): [grade(value) for value in values] for key, values in grades.items()}


def _label(unit: Row) -> str:
    return " ".join(filter(None, (unit["state"], unit["paragraph"], unit["scope"], unit["grade"] or "ungraded")))


def squash(text: str | None) -> str:
    """Text without what typography and markup add, in lower case, white space collapsed."""
    plain = _LINK.sub(r"\1", (text or "").translate(_PLAIN))
    plain = _LINE_END_HYPHEN.sub("", _MARKUP.sub("", plain))
    return " ".join(plain.split()).lower()


def words(text: str | None) -> str:
    """The words alone, without punctuation."""
    return " ".join(re.sub(r"[^\w]+", " ", squash(text)).split())


def wrong_ends(text: str | None, start: str, end: str) -> str:
    """Which of the two ends of a text are not these words: ``start``, ``end``, ``start and end``, or "" for none."""
    plain = words(text)
    ends = (("start", plain.startswith(words(start))), ("end", plain.endswith(words(end))))
    return " and ".join(name for name, right in ends if not right)


def scope(printed: str | None) -> tuple[str, ...]:
    """Items as printed, ``(a)|(B)`` or ``(a) and (b)``: lower case, in order."""
    return tuple(sorted(_ITEM.findall((printed or "").lower())))


def grade(printed: object) -> str:
    """A grade as printed, without case, brackets and spaces: ``[c1]`` is ``c1``."""
    return re.sub(r"[^a-z0-9]", "", str(printed or "").lower())


def paragraph(printed: object) -> str:
    """A paragraph as printed, without spaces."""
    return "".join(str(printed or "").split())


def same_state(one: str | None, other: str | None) -> bool:
    """Whether two printed names may be the same State: one may be shorter, or not be printed."""
    a, b = set(words(one).split()), set(words(other).split())
    return not a or not b or a <= b or b <= a
