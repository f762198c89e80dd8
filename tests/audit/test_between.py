"""Contradictions between reports: nearly the same words with another grade, and grades quoted otherwise."""

from __future__ import annotations

from typing import Any

import pytest

from treatygrade.audit.auditing import between
from treatygrade.audit.between import ALIKE, SHORTEST, alike_but_graded_apart

WORDS = [f"word{n}" for n in range(60)]


def row(words: list[str], grade: str, **other: Any) -> dict[str, Any]:
    return {"text": " ".join(words), "grade_raw": grade, "scheme": "cmw", "flags": []} | other


ALIKE_ROWS = [
    pytest.param(row(WORDS, "C"), row(WORDS, "B"), True, id="the same words"),
    pytest.param(row(WORDS, "C"), row([w.upper() for w in WORDS], "B"), True, id="in capitals"),
    pytest.param(row(WORDS, "C"), row([f"{w}," for w in WORDS], "B"), True, id="with other punctuation"),
    pytest.param(row(WORDS, "C"), row(WORDS, "C"), False, id="the same grade"),
    pytest.param(row(WORDS, "C"), row(WORDS, ""), False, id="no grade"),
    pytest.param(row(WORDS, "C"), row(WORDS, "B", scheme="ced"), False, id="another scheme"),
    pytest.param(row(WORDS, "C"), row(WORDS, "B", flags=["shared_text"]), False, id="a text with two grades"),
    pytest.param(row(WORDS, "C"), row(WORDS, "B", flags=None), True, id="no flags"),
    pytest.param(row(WORDS[:SHORTEST], "C"), row(WORDS[:SHORTEST], "B"), True, id="long enough"),
    pytest.param(row(WORDS[: SHORTEST - 1], "C"), row(WORDS[: SHORTEST - 1], "B"), False, id="too short"),
    pytest.param(row(WORDS, "C"), row(WORDS[:50], "B"), True, id="48 of 58 triples"),
    pytest.param(row(WORDS, "C"), row(WORDS[:45], "B"), False, id="43 of 58 triples"),
    pytest.param(row(WORDS, "C"), row(WORDS[30:] + WORDS[:30], "B"), True, id="halves exchanged"),
    pytest.param(row(WORDS, "C"), row(WORDS[::-1], "B"), False, id="the same words in another order"),
    pytest.param(row(WORDS, "C"), row(WORDS, "B", text=None), False, id="no text"),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second", "alike"), ALIKE_ROWS)
def test_two_evaluations_that_say_the_same(first: dict[str, Any], second: dict[str, Any], alike: bool) -> None:
    found = alike_but_graded_apart([first, second])
    assert [(one, other) for one, other, _ in found] == ([(first, second)] if alike else [])
    assert all(ALIKE <= likeness <= 1 for *_, likeness in found)


def test_of_three_alike_each_pair_with_other_grades_is_named() -> None:
    rows = [row(WORDS, grade) for grade in "CBC"]
    assert [(a["grade_raw"], b["grade_raw"]) for a, b, _ in alike_but_graded_apart(rows)] == [("C", "B"), ("B", "C")]


FIRST = {
    "committee": "cmw", "iso3": "QLV", "state": "Qalvera", "co_symbol": "CMW/C/QLV/CO/1", "paragraph": "16",
    "scope": "", "scheme": "cmw", "file": "one.md", "flags": [], "text": "", "page": 3, "symbol": "CMW/C/QLV/FCO/1",
    "round": 1, "grade": "C", "grade_raw": "C", "previous": [],
}  # fmt: skip


@pytest.mark.parametrize(
    ("quoted", "of_round", "conflicts"), [("C", 1, 0), ("B", 1, 1), ("B", 2, 0)],
    ids=["as published", "another grade", "of another round"],
)  # fmt: skip
def test_a_round_that_is_quoted(quoted: str, of_round: int, conflicts: int) -> None:
    later = FIRST | {"file": "two.md", "symbol": "CMW/C/QLV/FCO/2", "round": 3, "previous": [
        {"round": of_round, "grade_raw": quoted, "symbol": ""}
    ]}  # fmt: skip
    found = list(between([FIRST, later]))
    assert len(found) == conflicts
    for finding in found:
        assert (finding.code, finding.severity, finding.file) == ("quoted_differently", "hint", "two.md")
        assert finding.state == "Qalvera (FICTIONAL)"
        assert finding.place == "Qalvera CMW/C/QLV/CO/1 16, round 1"
