"""Verdicts on parts of a recommendation: the items that a verdict names, and parts in other words."""

from __future__ import annotations

import pytest

from treatygrade.schemes import verdict_of, verdicts
from treatygrade.schemes.verdicts import _named


@pytest.mark.parametrize(
    ("part", "items"),
    [
        ("item (a)", "(a)"), ("items (a) and (b)", "(a) (b)"), ("a) et b)", "(a) (b)"), ("(a), (b), (a)", "(a) (b)"),
        ("(a) to (d)", "(a) (b) (c) (d)"), ("a) à d)", "(a) (b) (c) (d)"), ("a) a d)", "(a) (b) (c) (d)"),
        ("a) al d)", "(a) (b) (c) (d)"), ("(a) through (c)", "(a) (b) (c)"), ("(a) - (c)", "(a) (b) (c)"),
        ("(a)–(c)", "(a) (b) (c)"), ("(a)-(c)", "(a) (b) (c)"), ("(a) – (c)", "(a) (b) (c)"),
        ("(a) to (c) and (f)", "(a) (b) (c) (f)"), ("(a), (c) to (e)", "(a) (c) (d) (e)"), ("(a) to (b)", "(a) (b)"),
        ("(d) to (a)", "(d) (a)"), ("(c) to (c)", "(c)"), ("(a) to (c) to (e)", "(a) (b) (c) (d) (e)"),
        ("(b) (ii)", "(b)(ii)"), ("(b)(ii)", "(b)(ii)"), ("b) ii)", "(b)(ii)"), ("(b)(ii) to (d)", "(b)(ii) (c) (d)"),
        ("(ii) and (iii)", "(ii) (iii)"), ("(iv)", "(iv)"), ("ii) y iii)", "(ii) (iii)"),
        ("paragraph 12(a)", "(a)"), ("the law (2019)", ""), ("word)", ""), ("", ""),
    ],
)  # fmt: skip
def test_items_named_in_words(part: str, items: str) -> None:
    assert " ".join(_named(part)) == items


CONSIDERS = "The Committee considers that"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{CONSIDERS} the recommendation in items (a) to (c) has been implemented.", [("A", "(a)(b)(c)", False)]),
        # Two states of a sentence: each has the items that stand nearest, up to where the other begins.
        (f"{CONSIDERS} the recommendation in items (a) and (c) has been implemented and that the recommendation in "
         "item (b) has not been implemented.", [("A", "(a)(c)", False), ("C", "(b)", False)]),
        (f"{CONSIDERS} the recommendation has been implemented in item (a); it has not been implemented in item (b).",
         [("A", "(a)", False), ("C", "(b)", False)]),
        (f"{CONSIDERS} the recommendation has been implemented in items (a) and (b) and that it has not been "
         "implemented in other respects.", [("A", "(a)(b)", False), ("C", "", False)]),
        (f"{CONSIDERS} the recommendation has been implemented in item (a); it has not been implemented in item (b); "
         "it has been partially implemented.", [("A", "(a)", False), ("C", "(b)", False), ("B", "", False)]),
        # Items before the Committee's judgement count where none are named after it.
        ("As for items (a) and (b), the Committee considers that the recommendation has been implemented.",
         [("A", "(a)(b)", False)]),
        ("As for item (a), the Committee considers that the recommendation in item (b) has been implemented.",
         [("A", "(b)", False)]),
        ("In its reply on item (a), which is late, the Committee notes that the recommendation has been implemented.",
         [("A", "", False)]),
        # A part in other words, before or beside it.
        ("With regard to registration, the Committee considers that the recommendation has been implemented.",
         [("A", "", True)]),
        ("With regard to training, the recommendation has not been implemented.", [("C", "", True)]),
        ("As regards registration, the Committee considers that the recommendation has been implemented.",
         [("A", "", True)]),
        (f"{CONSIDERS}, with regard to registration, the recommendation has been implemented.", [("A", "", True)]),
        (f"{CONSIDERS} the recommendation has been partially implemented in this respect.", [("B", "", True)]),
        (f"{CONSIDERS} the recommendation has been partially implemented in this respect, item (a).",
         [("B", "(a)", False)]),
        ("The recommendation in item (b) has not been implemented.", [("C", "(b)", False)]),
    ],
)  # fmt: skip
def test_the_part_that_a_verdict_is_about(text: str, found: list[tuple[str, str, bool]]) -> None:
    assert [(each.code, "".join(each.items), each.limb) for each in verdicts(text, "cmw")] == found


def test_items_before_a_judgement_on_something_else_are_not_meant() -> None:
    """In French the verdict may begin where the judgement ends: "considère qu'elle …"."""
    text = "Dans sa réponse sur l'alinéa a), le Comité note qu'elle a été mise en œuvre."
    assert [(each.code, each.items) for each in verdicts(text, "cmw", "fr")] == [("A", ())]


@pytest.mark.parametrize(
    ("text", "scope", "grade"),
    [
        # Of several on the whole the last one counts; one on a part never does.
        (f"{CONSIDERS} the recommendation has been implemented. It concludes that the recommendation has not been "
         "implemented.", "", "C"),
        (f"{CONSIDERS} the recommendation has not been implemented. As for registration, it considers that the "
         "recommendation has been implemented.", "", "C"),
        (f"{CONSIDERS} the recommendation in items (a) to (c) has been implemented.", "(a)|(c)", "A"),
        (f"{CONSIDERS} the recommendation in items (a) to (c) has been implemented.", "(a)|(d)", ""),
        (f"{CONSIDERS} the recommendation in items (a) to (c) has been implemented.", "", ""),
        (f"{CONSIDERS} the recommendation in item (a) has been implemented.", "(a)(i)|(a)(ii)", "A"),
        (f"{CONSIDERS} the recommendation in item (a) (i) has been implemented.", "(a)", ""),
        (f"{CONSIDERS} the recommendation has been implemented.", "(a)|(b)", "A"),
    ],
)  # fmt: skip
def test_the_grade_that_a_unit_is_given_in_words(text: str, scope: str, grade: str) -> None:
    assert verdict_of(text, "cmw", "en", scope) == grade
