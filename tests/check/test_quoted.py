"""Quoted recommendations against the concluding observations."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from treatygrade.check.quoted import differences, paragraphs
from treatygrade.read import read
from treatygrade.resources import config

ORIGINAL = (
    "The Committee is concerned about detention. The Committee recommends that the State Party: (a) Cease the "
    "detention of children; (b) Appoint a guardian for each child within 24 hours; (c) Provide legal aid to all."
)


@pytest.mark.parametrize(
    "quoted",
    [
        ORIGINAL,
        "The Committee recommends that the State Party: (a) Cease the detention of children;",
        "(b) Appoint a guardian for each child within 24 hours",
        "recommends that the State Party: (a) Cease the detention of children; (c) Provide legal aid to all.",
        "the COMMITTEE recommends that the State Party:\n\n(a)  Cease the detention of children",
        "a) Cease the detention of children; b) Appoint a guardian for each child within 24 hours",
    ],
)
def test_a_faithful_quotation_has_no_difference(quoted: str) -> None:
    assert differences(quoted, ORIGINAL) == []


@pytest.mark.parametrize(
    ("quoted", "draft", "original"),
    [
        ("(b) Appoint a guardian for each child within 48 hours;", "48", "24"),
        ("(a) Reduce the detention of children; (b) Appoint a guardian for each child", "Reduce", "Cease"),
        ("(a) Cease the detention of young children; (b) Appoint a guardian", "young", ""),
        ("The Committee recommends that the State Party: (c) Provide aid to all", "", "legal"),
        ("The Comittee recommends that the State Party: (a) Cease the detention", "Comittee", "Committee"),
    ],
)
def test_a_difference_is_shown_from_both_sides(quoted: str, draft: str, original: str) -> None:
    (found,) = differences(quoted, ORIGINAL)
    assert draft in found.draft
    assert original in found.original
    assert draft not in found.original or not draft
    assert original not in found.draft or not original


def test_another_text_altogether_is_one_difference() -> None:
    (found,) = differences("Elections should be held without delay and observed by all parties.", ORIGINAL)
    assert found.draft.startswith("Elections")


@pytest.mark.parametrize(
    ("quoted", "original", "count"),
    [
        ("", "", 0),
        ("", ORIGINAL, 0),
        ("…", ORIGINAL, 0),
        (ORIGINAL, "", 1),
        ("one", "two", 1),
        ("one", "One!", 0),
        ("it’s so", "it's so", 0),
        ("the State", "the State party (a) cease", 0),
    ],
)
def test_short_quotations(quoted: str, original: str, count: int) -> None:
    assert len(differences(quoted, original)) == count


@pytest.mark.parametrize(
    ("piece", "changed", "draft", "original"),
    [
        ("the law of the land ", "the law of a land ", "the law of the land", "the law of a land"),
        ("the ", "a ", "the the", "a a"),
        ("(a) ", "(b) ", "(a) (a)", "(b) (b)"),
    ],
)
def test_long_texts_take_no_longer_than_they_are(piece: str, changed: str, draft: str, original: str) -> None:
    begin = time.process_time()
    assert differences(piece * 20_000, piece * 20_000) == []
    assert differences(piece * 10_000, piece * 20_000) == []
    (found,) = differences(piece * 20_000, changed * 20_000)
    assert time.process_time() - begin < 5
    assert found.draft.startswith(draft)
    assert found.original.startswith(original)


def test_beyond_equal_words_the_first_difference_alone_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    quoted, original = "one two three four five", "one three four two five"  # five pairs of equal words
    monkeypatch.setitem(config("limits.yaml")["check"], "equal_words", 5)
    by_word = differences(quoted, original)
    monkeypatch.setitem(config("limits.yaml")["check"], "equal_words", 4)
    (found,) = differences(quoted, original)
    assert (found.draft, found.original) == (quoted, original)
    assert len(by_word) == 2
    assert differences(original, original) == []


def test_a_recommendation_of_2000_words_is_compared_word_by_word() -> None:
    generator = random.Random(0)
    common, rare = ["the", "of", "and", "to", "in"], [f"word{n}" for n in range(800)]
    words = [generator.choice(common if generator.random() < 0.3 else rare) for _ in range(2000)]
    changed = [*words[:700], "otherwise", *words[701:1500], *words[1501:]]
    found = differences(" ".join(changed), " ".join(words))
    assert len(found) == 2
    assert "otherwise" in found[0].draft


CO = """# Concluding observations on the initial report of Qalvera

1. The Committee considered the report of Qalvera at its meetings.

## B. Detention

33. The Committee is concerned about detention.

34. The Committee recommends that the State Party:

(a) Cease the detention of children;

(b) Appoint a guardian.

2. A number that falls is no paragraph of its own.

35. The Committee thanks the delegation.
"""


def test_paragraphs_are_found_by_their_numbers(tmp_path: Path) -> None:
    path = tmp_path / "co.txt"
    path.write_text(CO, encoding="utf-8")
    found = paragraphs(read(path))
    assert "(b) Appoint a guardian." in found["34"]
    assert "falls" in found["34"]
    assert found["35"].startswith("The Committee thanks")
    assert "Appoint" not in found["33"]
