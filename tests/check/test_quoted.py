"""Quoted recommendations against the concluding observations."""

from __future__ import annotations

from pathlib import Path

import pytest

from treatygrade.check.quoted import differences, paragraphs
from treatygrade.read import read

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
