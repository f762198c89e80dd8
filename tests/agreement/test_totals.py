"""Coefficients of sums: weights that are no whole numbers, reviewers who graded nothing, and what is not defined."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

from treatygrade.agreement.coefficients import corrected, krippendorff, nominal, ordinal, ratio
from treatygrade.agreement.features import Array, Features, Totals

CODES = np.array([[0, 0, 1], [1, 1, 1], [2, 1, -1], [0, -1, 0], [2, 2, 0], [-1, -1, 1], [1, 2, 2]], dtype=np.int8)
ALL = {**nominal(3), **ordinal(3)}


def totals(codes: Array, weight: float = 1.0, q: int = 3) -> Totals:
    features = Features.of(codes.astype(np.int8), q)
    return features.totals(weight * features.matrix.sum(axis=0)[None])


@pytest.mark.parametrize("weight", [0.01, 0.5, 3.0])
@pytest.mark.parametrize("name", [name for name in ALL if not name.startswith("krippendorff")])
def test_a_share_of_every_unit_changes_nothing(name: str, weight: float) -> None:
    assert ALL[name](totals(CODES, weight)) == pytest.approx(ALL[name](totals(CODES)))


@pytest.mark.parametrize("name", ALL)
def test_a_reviewer_who_graded_nothing_changes_nothing(name: str) -> None:
    more = np.hstack([CODES, np.full((7, 1), -1)])
    assert ALL[name](totals(more)) == pytest.approx(ALL[name](totals(CODES)))


@pytest.mark.parametrize("name", ALL)
def test_several_sets_of_weights_are_each_by_itself(name: str) -> None:
    features = Features.of(CODES, 3)
    weights = np.array([[1, 1, 1, 1, 1, 1, 1], [2, 0, 1, 0, 3, 0, 1], [0, 1, 1, 0, 1, 2, 2]], dtype=float)
    together = ALL[name](features.totals(weights @ features.matrix))
    alone = [ALL[name](features.totals(row[None] @ features.matrix))[0] for row in weights]
    assert together == pytest.approx(alone)


def test_what_each_sum_holds() -> None:
    """Three units: rated by two who agree, by two who do not, and by one."""
    found = totals(np.array([[0, 0], [0, 1], [-1, 1]]), q=2)
    assert (found.rated.tolist(), found.paired.tolist()) == ([3.0], [2.0])
    assert found.shares.tolist() == [[1 + 1 / 2, 1 / 2 + 1]]
    assert found.agreement.tolist() == [[[1.0, 0.5], [0.5, 0.0]]]
    assert found.coincidences.tolist() == [[[2.0, 1.0], [1.0, 0.0]]]
    assert found.by_rater.tolist() == [[[2.0, 0.0], [1.0, 2.0]]]


@pytest.mark.parametrize(
    ("level", "codes", "alpha"),
    [
        ("nominal", [[0, 1]], 0.0),  # two values: 1 - (2 - 1) 2 / 2
        ("nominal", [[0, 0], [1, 1]], 1.0),
        ("nominal", [[0, 1], [1, 0]], 1 - 3 * 4 / 8),
        # Ranks of a, b, c have middles 1, 3, 5 of 6 values: distances 4, 4, 16.
        ("ordinal", [[0, 0], [1, 1], [2, 2]], 1.0),
        ("ordinal", [[0, 1], [1, 2], [2, 0]], 1 - 5 * 2 * (4 + 4 + 16) / (2 * 4 * (4 + 4 + 16))),
        ("ordinal", [[0, 2], [1, 1], [2, 0]], 1 - 5 * 2 * (16 + 16) / (2 * 4 * (4 + 4 + 16))),
    ],
)
def test_alpha_by_hand(level: str, codes: list[list[int]], alpha: float) -> None:
    found = krippendorff(totals(np.array(codes)), level)  # type: ignore[arg-type]
    assert found == pytest.approx([alpha])


def test_nothing_is_defined_where_nothing_was_graded_twice() -> None:
    found = totals(np.array([[0, -1], [-1, 1]]), q=2)
    assert all(np.isnan(function(found)).all() for function in {**nominal(2), **ordinal(2)}.values())


@pytest.mark.parametrize(
    ("observed", "chance", "coefficient"),
    [
        (1.0, 0.5, 1.0),
        (0.5, 0.5, 0.0),
        (0.0, 0.5, -1.0),
        (1.0, 1.0, np.nan),
        (0.9, 1 - 1e-13, np.nan),
        (0.0, 0.0, 0.0),
        (0.5, 1.0, np.nan),
    ],
)
def test_agreement_beyond_chance_is_a_share_of_the_room_for_it(
    observed: float, chance: float, coefficient: float
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = corrected(np.array([observed]), np.array([chance]))
    assert found == pytest.approx([coefficient], nan_ok=True)


@pytest.mark.parametrize(
    ("numerator", "denominator", "quotient"),
    [(1.0, 2.0, 0.5), (1.0, 0.0, np.nan), (0.0, 0.0, np.nan), (1.0, -1.0, np.nan)],
)
def test_a_ratio_is_defined_over_what_is_positive(numerator: float, denominator: float, quotient: float) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = ratio(np.array([numerator]), np.array([denominator]))
    assert found == pytest.approx([quotient], nan_ok=True)
