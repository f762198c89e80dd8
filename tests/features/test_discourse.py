"""Clauses are read as stance and roles; the ladder of praise and blame."""

from __future__ import annotations

import pytest

from treatygrade.features.clauses import Clause, clauses
from treatygrade.features.discourse import blame, praise, request
from treatygrade.features.extract import extract
from treatygrade.features.lexicon import lexicon
from treatygrade.features.words import words


def read(text: str) -> list[Clause]:
    return [clause for sentence in words(text) for clause in clauses(sentence, lexicon("en").turns)]


@pytest.mark.parametrize(
    ("text", "stances"),
    [
        ("The Committee welcomes the act.", ["welcome"]),
        ("While welcoming the act, the Committee regrets the lack of data.", ["welcome", "regret"]),
        ("The Committee notes the act but requests information.", ["note", "request"]),
        ("The State party has not replied.", ["party"]),
        ("Delays persist.", ["other"]),
        ("", []),
    ],
)
def test_stances(text: str, stances: list[str]) -> None:
    assert [clause.stance for clause in read(text)] == stances


def test_conceded() -> None:
    assert [clause.conceded for clause in read("While noting the act, the Committee regrets delays.")] == [True, False]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The Committee welcomes the adoption of the act.", 5),
        ("The Committee notes the adoption of the act.", 4),
        ("The Committee notes the information on the act.", 2),
        ("The Committee notes the information provided.", 1),
        ("The Committee notes that no measures were taken.", 0),
        ("The Committee regrets the act.", 0),
    ],
)
def test_praise(text: str, value: int) -> None:
    assert max(praise(clause) for clause in read(text)) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The Committee regrets that the State party refuses.", 5),
        ("The Committee regrets that no measures were taken.", 4),
        ("The Committee regrets the lack of information.", 2),
        ("The Committee regrets the lack of any such thing.", 3),
        ("The Committee welcomes the act.", 0),
        ("The Committee requests information.", 0),
    ],
)
def test_blame(text: str, value: int) -> None:
    assert max(blame(clause) for clause in read(text)) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The Committee requests updated information.", 1),
        ("It requires information on measures taken since the adoption of its concluding observations.", 2),
        ("The Committee regrets delays.", 0),
    ],
)
def test_request(text: str, value: int) -> None:
    assert max(request(clause) for clause in read(text)) == value


def test_an_empty_text_has_only_what_holds_of_the_whole() -> None:
    assert {feature.start for feature in extract("", "cmw")} == {-1}


def test_time_is_linear() -> None:
    few, many = (len(extract("The Committee regrets the lack of information. " * n)) for n in (100, 1000))
    assert many < 11 * few
