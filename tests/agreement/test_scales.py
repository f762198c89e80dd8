"""Grades off the scale, scales without an order, and ratings selected."""

from __future__ import annotations

import numpy as np
import pytest

from tests.agreement.examples import of_codes
from tests.agreement.test_laws import NOMINAL, WEIGHTED
from treatygrade.agreement.intervals import ORDER, coefficients
from treatygrade.agreement.ratings import Ratings


def test_off_scale_grades_count_as_categories_and_have_no_distance() -> None:
    """D beside A–C: the nominal coefficients see it, the weighted ones see the same ratings without it."""
    codes = np.array([[0, 0], [1, 1], [2, 1], [0, 1], [3, 3], [3, 0], [2, 2]])
    found = coefficients(of_codes(codes, 4, ordinal=3), samples=0)
    without = coefficients(of_codes(np.where(codes == 3, -1, codes), 3), samples=0)
    for name in WEIGHTED:
        assert found[name].estimate == pytest.approx(without[name].estimate), name
    for name in NOMINAL:
        assert found[name].estimate != pytest.approx(without[name].estimate), name


@pytest.mark.parametrize("ordinal", [0, 1])
def test_without_an_order_there_is_no_weighted_coefficient(ordinal: int) -> None:
    codes = np.array([[0, 0], [1, 1], [1, 0], [0, 1]])
    found = coefficients(of_codes(codes, 2, ordinal=ordinal), samples=20)
    assert tuple(found) == ORDER
    for name in WEIGHTED:
        assert found[name].estimate is None
        assert found[name].note.startswith("no ordered grades" if not ordinal else "not defined")
    assert found["cohen"].estimate == 0


def test_ratings_selected_keep_what_belongs_to_them() -> None:
    codes = np.array([[0, 0], [1, -1], [2, 1]])
    made = of_codes(codes, 3)
    whole = Ratings(
        made.codes, made.units, made.reviewers, made.scale, {"theme": ("x", "", "y")}, ("39", "40"),
        np.array([[0, 0], [0, -1], [1, 1]], dtype=np.int16),
    )  # fmt: skip
    part = whole.select(np.array([True, False, True]))
    assert (part.units, part.facts, part.sessions) == (("0", "2"), {"theme": ("x", "y")}, ("39", "40"))
    assert part.when is not None
    assert (part.codes.tolist(), part.when.tolist()) == ([[0, 0], [2, 1]], [[0, 0], [1, 1]])
