"""Agreement on where to cut: items that there must be, cuts alike or not, and the figures by hand."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from treatygrade.agreement.cut_agreement import cutting
from treatygrade.agreement.cutting import Cut, _leaves, alike, match, together
from treatygrade.agreement.ratings import Rating
from treatygrade.agreement.reading import assemble


def cut(*parts: str) -> Cut:
    """The cut whose parts are given as letters: ``cut("ab", "c")``."""
    sets = [frozenset(f"({letter})" for letter in part) for part in parts]
    return {item: part for part in sets for item in part}


@pytest.mark.parametrize(
    ("named", "items"),
    [
        ([], []),
        (["(a)"], ["(a)", "(b)"]),  # a list has two items
        (["(c)"], ["(a)", "(b)", "(c)"]),  # and no gaps
        (["(b)", "(d)"], ["(a)", "(b)", "(c)", "(d)"]),
        (["(a)(ii)"], ["(a)(i)", "(a)(ii)", "(b)"]),
        (["(b)(i)", "(c)"], ["(a)", "(b)(i)", "(b)(ii)", "(c)"]),
        (["(i)", "(iii)"], ["(i)", "(ii)", "(iii)"]),  # Roman numerals, where two of them stand
        (["(ii)"], ["(i)", "(ii)"]),
    ],
)  # fmt: skip
def test_the_items_that_there_must_be(named: list[str], items: list[str]) -> None:
    assert _leaves(set(named)) == items


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (cut("ab", "c"), cut("ab", "c"), True),
        (cut("ab", "c"), cut("abc"), False),
        (cut("ab", "c"), cut("a", "bc"), False),
        (cut("ab", "c"), cut("ab"), True),  # on the items that both graded
        (cut("ab", "c"), cut("ab", "cd"), True),
        (cut("ab"), cut("b", "c"), None),  # they share one item
        (cut("ab"), cut("cd"), None),
        ({}, cut("ab"), None),
    ],
)
def test_whether_two_cuts_are_alike(one: Cut, other: Cut, expected: bool | None) -> None:
    assert alike(one, other) is alike(other, one) is expected


def test_pairs_of_items_together_or_apart() -> None:
    cuts = {"x": cut("ab", "c"), "y": cut("abc"), "z": cut("a", "b")}
    # ab, ac, bc; a reviewer who is not there graded neither.
    assert together(cuts, ["x", "y", "z", "w"]) == [[1, 1, 0, -1], [0, 1, -1, -1], [0, 1, -1, -1]]


CUTS = st.lists(st.sampled_from("abcd"), unique=True, min_size=1).flatmap(
    lambda letters: st.lists(st.integers(0, 3), min_size=len(letters), max_size=len(letters)).map(
        lambda groups: cut(*("".join(x for x, g in zip(letters, groups, strict=True) if g == n) for n in set(groups)))
    )
)


@given(CUTS, CUTS)
def test_cuts_are_alike_where_no_pair_of_items_is_together_for_one_alone(one: Cut, other: Cut) -> None:
    pairs = [row for row in together({"x": one, "y": other}, ["x", "y"]) if -1 not in row]
    expected = all(first == second for first, second in pairs) if pairs else None
    assert alike(one, other) is expected


def source(*given: tuple[str, str, str]) -> Any:
    rows = [Rating(number, unit, reviewer, grade) for number, (unit, reviewer, grade) in enumerate(given, 2)]
    return assemble(rows, scheme="", source="r.csv")


def test_the_figures_by_hand() -> None:
    """16 is cut alike, 17 is not: Ana grades (a)-(b) together and (c) apart, Ben the whole."""
    found = source(
        ("16 (a)", "Ana", "A"), ("16 (b)", "Ana", "B"), ("16 (a)", "Ben", "A"), ("16 (b)", "Ben", "C"),
        ("17 (a)-(b)", "Ana", "B"), ("17 (c)", "Ana", "C"), ("17", "Ben", "B"),
        ("18", "Ana", "A"), ("18", "Ben", "A"),
    )  # fmt: skip
    told = cutting(found.matching, found.ratings, samples=200, seed=1)
    assert told is not None
    assert (told["paragraphs"], told["cut_differently"]) == (2, 1)
    assert told["same_cut"]["estimate"] == 0.5
    assert (told["same_cut"]["low"], told["same_cut"]["high"]) == (0.0, 1.0)
    # Pairs of items: 16 ab apart by both; 17 ab together by both, ac and bc by Ben alone.
    assert told["item_pairs"]["estimate"] == 2 / 4
    # Krippendorff: 8 values, 4 of them "apart"; D_o = 4/8, D_e = 2 4 4 / (8 7).
    assert told["alpha"]["estimate"] == pytest.approx(1 - (4 / 8) / (2 * 4 * 4 / 56))
    assert told["grades_where_cut_alike"]["estimate"] == pytest.approx(2 / 3)  # 16 (a), 16 (b), 18
    assert told["grades_where_cut_differently"]["estimate"] == pytest.approx(1 / 2)  # 17 (a)-(b), 17 (c)
    assert told["where"] == [{"paragraph": "17", "cuts": {"Ana": ["(a) (b)", "(c)"], "Ben": ["(a) (b) (c)"]}}]


def test_one_paragraph_has_no_interval_and_no_variation_no_alpha() -> None:
    found = source(("16 (a)", "x", "A"), ("16 (b)", "x", "B"), ("16 (a)", "y", "A"), ("16 (b)", "y", "C"))
    told = cutting(found.matching, found.ratings, samples=20, seed=1)
    assert told is not None
    assert (told["same_cut"]["estimate"], told["same_cut"]["low"]) == (1.0, None)
    assert (told["alpha"]["estimate"], told["alpha"]["note"]) == (None, "not defined: no variation")
    assert told["where"] == []


@pytest.mark.parametrize(
    "given",
    [
        pytest.param([("16", "x", "A"), ("16", "y", "B")], id="no items"),
        pytest.param(
            [("16 (a)", "x", "A"), ("16 (b)", "y", "B"), ("17", "x", "A"), ("17", "y", "A")], id="none shared"
        ),
        pytest.param([("case one", "x", "A"), ("case one", "y", "B")], id="names without a paragraph"),
    ],
)
def test_nothing_to_compare(given: list[tuple[str, str, str]]) -> None:
    found = source(*given)
    assert cutting(found.matching, found.ratings, samples=20, seed=1) is None


def test_two_grades_of_one_reviewer_for_an_item_are_told() -> None:
    rows = [("16 (a)-(b)", "x", "A"), ("16 (b)-(c)", "x", "B"), ("16", "y", "C")]
    graded = [(Rating(number, unit, reviewer, grade), grade) for number, (unit, reviewer, grade) in enumerate(rows)]
    found = match(graded)
    assert found.out == []  # each still grades an item of its own
    assert sorted((row.unit, row.reviewer, grade) for row, grade in found.graded) == [
        ("16 (a)", "x", "A"), ("16 (a)", "y", "C"), ("16 (b)", "y", "C"), ("16 (c)", "x", "B"), ("16 (c)", "y", "C"),
    ]  # fmt: skip


SCOPES = ["16", "16 (a)", "16 (b)", "16 (a)-(b)", "16 (b)-(c)", "17"]
ROWS = st.lists(
    st.tuples(st.sampled_from(SCOPES), st.sampled_from("xyz"), st.sampled_from("ABC")),
    min_size=1, max_size=9, unique_by=lambda row: row[:2],
)  # fmt: skip


@given(ROWS)
def test_matching_loses_no_rating_without_saying_so(rows: list[tuple[str, str, str]]) -> None:
    graded = [(Rating(number, unit, reviewer, grade), grade) for number, (unit, reviewer, grade) in enumerate(rows)]
    found = match(graded)
    kept = {row.line for row, _ in found.graded}
    lost = {row.line for row, _ in found.out}
    assert kept | lost == set(range(len(rows)))
    assert not kept & lost
    places = [(row.unit, row.reviewer) for row, _ in found.graded]
    assert len(set(places)) == len(places), "one grade a unit and reviewer"
    assert all(grade == rows[row.line][2] for row, grade in found.graded)
