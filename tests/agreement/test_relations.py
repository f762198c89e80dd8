"""How the coefficients are related: where one follows from another."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.agreement.test_laws import Codes, quick, rated, same, values
from treatygrade.agreement.coefficients import fleiss as fleiss_of
from treatygrade.agreement.features import Features


@quick
@given(rated(q=5))
def test_weights_leave_two_categories_as_they_are(drawn: tuple[Codes, int]) -> None:
    codes = np.minimum(drawn[0], 1)
    found = values(codes, 2)
    for weighted, plain in (("cohen_linear", "cohen"), ("cohen_quadratic", "cohen"), ("ac2", "ac1"),
                            ("krippendorff_ordinal", "krippendorff_nominal")):  # fmt: skip
        same({"x": found[weighted]}, {"x": found[plain]}, ("x",))


class TestComplete:
    """Ratings without gaps, where one coefficient follows from another."""

    @quick
    @given(rated(complete=True))
    def test_alpha_is_fleiss_with_a_correction_for_few_ratings(self, drawn: tuple[Codes, int]) -> None:
        """Krippendorff 2011, section A: alpha approaches Scott's pi, and for more reviewers Fleiss' kappa."""
        codes, _ = drawn
        found = values(*drawn)
        if found["fleiss"] is not None:
            alpha = 1 - (1 - found["fleiss"]) * (codes.size - 1) / codes.size
            assert found["krippendorff_nominal"] == pytest.approx(alpha, abs=1e-9)

    @quick
    @given(rated(complete=True))
    def test_fleiss_of_r_reviewers_is_at_least_minus_1_in_r_less_1(self, drawn: tuple[Codes, int]) -> None:
        fleiss = values(*drawn)["fleiss"]
        assert fleiss is None or fleiss >= -1 / (drawn[0].shape[1] - 1) - 1e-9

    @quick
    @given(rated(raters=2, complete=True))
    def test_conger_of_two_reviewers_is_cohen(self, drawn: tuple[Codes, int]) -> None:
        """Conger 1980: his kappa is Cohen's for two raters, which Fleiss' is not."""
        found = values(*drawn)
        same({"x": found["conger"]}, {"x": found["cohen"]}, ("x",))

    @quick
    @given(rated(raters=2, complete=True))
    def test_quadratic_kappa_is_the_concordance_of_lin(self, drawn: tuple[Codes, int]) -> None:
        """2 s_xy / (s_x^2 + s_y^2 + (x - y)^2), with divisors n (Lin 1989; Fleiss & Cohen 1973 for equal means)."""
        x, y = drawn[0].T.astype(float)
        room = x.var() + y.var() + (x.mean() - y.mean()) ** 2
        kappa = values(*drawn)["cohen_quadratic"]
        if room > 0:
            assert kappa == pytest.approx(2 * np.cov(x, y, ddof=0)[0, 1] / room, abs=1e-9)
        else:
            assert kappa is None

    @quick
    @given(rated(complete=True))
    def test_fleiss_is_the_mean_of_the_kappas_of_each_category(self, drawn: tuple[Codes, int]) -> None:
        """Fleiss 1971, p. 381: weighted by p_k (1 - p_k)."""
        codes, q = drawn
        shares = np.array([(codes == k).mean() for k in range(q)])
        rooms = shares * (1 - shares)
        each = [
            fleiss_of(Features.of((codes == k).astype(np.int8), 2).totals(_sums(codes == k)), np.eye(2))[0]
            for k in range(q)
        ]
        known = np.isfinite(each)
        whole = values(codes, q)["fleiss"]
        assert known.any() == (whole is not None)
        if whole is not None:
            assert whole == pytest.approx(np.average(np.array(each)[known], weights=rooms[known]), abs=1e-9)

    @quick
    @given(rated(q=2, complete=True))
    def test_of_two_categories_gwet_is_highest_and_fleiss_lowest(self, drawn: tuple[Codes, int]) -> None:
        """Chance agreement is 2 p (1 - p) with AC1, 1/2 with Brennan & Prediger, 1 - 2 p (1 - p) with Fleiss."""
        found = values(*drawn)
        share, prediger, ac1, fleiss = (
            found[name] for name in ("percent_agreement", "brennan_prediger", "ac1", "fleiss")
        )
        assert share is not None
        assert ac1 is not None
        assert prediger == pytest.approx(2 * share - 1)
        assert ac1 >= 2 * share - 1 - 1e-9
        assert fleiss is None or fleiss <= 2 * share - 1 + 1e-9


def _sums(codes: Any) -> Any:
    return Features.of(codes.astype(np.int8), 2).matrix.sum(axis=0)[None]


@quick
@given(rated(), st.data())
def test_a_unit_of_weight_3_is_three_units(drawn: tuple[Codes, int], data: st.DataObject) -> None:
    """What the bootstrap rests on: totals under weights are the totals of a file with the units repeated."""
    codes, q = drawn
    times = data.draw(st.lists(st.integers(0, 3), min_size=len(codes), max_size=len(codes)))
    weighted = np.array([times], dtype=float) @ Features.of(codes.astype(np.int8), q).matrix
    repeated = Features.of(np.repeat(codes, times, axis=0).astype(np.int8), q).matrix.sum(axis=0)
    assert weighted[0] == pytest.approx(repeated)
