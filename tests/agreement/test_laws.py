"""What holds of agreement coefficients whatever the ratings: definitions, symmetries, bounds."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from tests.agreement import definitions as by_definition
from tests.agreement.examples import of_codes
from treatygrade.agreement.intervals import ORDER, coefficients

Codes = NDArray[np.int_]
Values = dict[str, float | None]
NOMINAL = (
    "percent_agreement", "cohen", "conger", "fleiss", "krippendorff_nominal", "ac1", "brennan_prediger",
)  # fmt: skip
WEIGHTED = ("cohen_linear", "cohen_quadratic", "krippendorff_ordinal", "ac2")
quick = settings(max_examples=40, deadline=None)


@st.composite
def rated(draw: st.DrawFn, *, raters: int = 4, q: int = 4, complete: bool = False) -> tuple[Codes, int]:
    """Codes of two units or more by two reviewers or more, in two categories or more; -1 where none was given."""
    categories = draw(st.integers(2, q))
    shape = draw(st.tuples(st.integers(2, 10), st.integers(2, raters)))
    codes = draw(arrays(np.int_, shape, elements=st.integers(0 if complete else -1, categories - 1)))
    assume(((codes >= 0).sum(axis=1) > 1).any())
    return codes, categories


def values(codes: Codes, q: int) -> Values:
    return {name: found.estimate for name, found in coefficients(of_codes(codes, q), samples=0).items()}


def same(one: Values, other: Values, names: tuple[str, ...] = ORDER) -> None:
    for name in names:
        assert (one[name] is None) == (other[name] is None), name
        if one[name] is not None:
            assert one[name] == pytest.approx(other[name], abs=1e-9), name


@quick
@given(rated())
def test_each_is_what_its_author_defines(drawn: tuple[Codes, int]) -> None:
    codes, q = drawn
    units, nominal = by_definition.units_of(codes), by_definition.identity
    linear, quadratic = by_definition.spaced(q, 1), by_definition.spaced(q, 2)
    percent = by_definition.percent(units, nominal)
    expected: Values = {
        "percent_agreement": None if percent is None else float(percent),
        "cohen": by_definition.cohen(units, q, nominal),
        "cohen_linear": by_definition.cohen(units, q, linear),
        "cohen_quadratic": by_definition.cohen(units, q, quadratic),
        "conger": by_definition.conger(units, q, nominal),
        "fleiss": by_definition.fleiss(units, q, nominal),
        "krippendorff_nominal": by_definition.krippendorff(units, ordinal=False),
        "krippendorff_ordinal": by_definition.krippendorff(units, ordinal=True),
        "ac1": by_definition.gwet(units, q, nominal),
        "ac2": by_definition.gwet(units, q, quadratic),
        "brennan_prediger": by_definition.brennan_prediger(units, q, nominal),
    }
    same(values(codes, q), expected)


@quick
@given(rated(), st.randoms(use_true_random=False))
def test_neither_the_order_of_units_nor_of_reviewers_counts(drawn: tuple[Codes, int], chance: Any) -> None:
    codes, q = drawn
    units, raters = (chance.sample(range(size), size) for size in codes.shape)
    same(values(codes[units][:, raters], q), values(codes, q))


@quick
@given(rated(), st.randoms(use_true_random=False))
def test_names_of_categories_do_not_count_and_their_order_only_where_it_is_one(
    drawn: tuple[Codes, int], chance: Any
) -> None:
    codes, q = drawn
    before = values(codes, q)
    renamed = np.array([*chance.sample(range(q), q), -1])[codes]
    same(values(renamed, q), before, NOMINAL)
    turned = np.where(codes < 0, -1, q - 1 - codes)
    same(values(turned, q), before)


@quick
@given(rated())
def test_a_share_lies_within_0_and_1_and_no_coefficient_beyond_1(drawn: tuple[Codes, int]) -> None:
    found = values(*drawn)
    share = found.pop("percent_agreement")
    assert share is not None
    assert 0 <= share <= 1
    assert all(value is None or value <= 1 + 1e-9 for value in found.values())
    for name in ("cohen", "brennan_prediger", "ac1"):  # the others have no bound where ratings are missing
        value = found[name]
        assert value is None or value >= -1 - 1e-9, name


@quick
@given(rated())
def test_the_analytic_interval_holds_the_estimate(drawn: tuple[Codes, int]) -> None:
    for name, found in coefficients(of_codes(*drawn), samples=0).items():
        if found.low is not None:
            assert found.estimate is not None
            assert found.high is not None
            assert found.low <= found.estimate <= found.high + 1e-9, name


@quick
@given(rated())
def test_they_are_1_where_all_agree_and_not_defined_where_one_category_is_all_there_is(
    drawn: tuple[Codes, int],
) -> None:
    codes, q = drawn
    agreed = np.where(codes < 0, -1, codes.max(axis=1, keepdims=True))
    found = values(agreed, q)
    for name, value in found.items():
        if value is None:
            assert name not in ("percent_agreement", "ac1", "ac2", "brennan_prediger")
        else:
            assert value == pytest.approx(1), name
    if len(np.unique(agreed.max(axis=1)[(agreed >= 0).sum(axis=1) > 1])) == 1:
        assert found["cohen"] is found["krippendorff_nominal"] is found["krippendorff_ordinal"] is None


@quick
@given(rated(), st.integers(2, 4))
def test_copies_of_all_units_tell_nothing_new(drawn: tuple[Codes, int], times: int) -> None:
    """Alpha alone moves, by its correction for small samples: 1 - alpha is (n - 1) / n of what it is without one."""
    codes, q = drawn
    before, after = values(codes, q), values(np.repeat(codes, times, axis=0), q)
    same(after, before, tuple(name for name in ORDER if not name.startswith("krippendorff")))
    given = (codes >= 0).sum(axis=1)
    n = given[given > 1].sum()
    for name in ("krippendorff_nominal", "krippendorff_ordinal"):
        if before[name] is not None:
            factor = (times * n - 1) / (times * (n - 1))
            assert after[name] == pytest.approx(1 - (1 - before[name]) * factor, abs=1e-9), name


@quick
@given(rated())
def test_a_category_that_nobody_used_counts_only_where_chance_is_spread_over_all(drawn: tuple[Codes, int]) -> None:
    codes, q = drawn
    before, after = values(codes, q), values(codes, q + 1)
    spread = ("ac1", "ac2", "brennan_prediger")
    same(after, before, tuple(name for name in ORDER if name not in spread))
    assert before["brennan_prediger"] is not None
    assert after["brennan_prediger"] is not None
    assert after["brennan_prediger"] >= before["brennan_prediger"] - 1e-9


@quick
@given(rated(), st.integers(0, 1))
def test_a_unit_that_one_reviewer_graded_is_no_pair(drawn: tuple[Codes, int], grade: int) -> None:
    codes, q = drawn
    alone = np.full((1, codes.shape[1]), -1)
    alone[0, 0] = grade
    after, before = values(np.vstack([codes, alone]), q), values(codes, q)
    same(after, before, ("percent_agreement", "cohen", "krippendorff_nominal", "krippendorff_ordinal", *WEIGHTED[:2]))


@quick
@given(rated())
def test_a_reviewer_and_a_unit_without_a_grade_change_nothing(drawn: tuple[Codes, int]) -> None:
    codes, q = drawn
    wider = np.full((codes.shape[0] + 1, codes.shape[1] + 1), -1)
    wider[:-1, :-1] = codes
    same(values(wider, q), values(codes, q))
