"""Analytic intervals by hand, by the jackknife and by Gwet's formula; both kinds hold the estimate."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.stats import t

from tests.agreement.examples import of_codes
from treatygrade.agreement.coefficients import nominal, ordinal
from treatygrade.agreement.features import Features
from treatygrade.agreement.intervals import ORDER, Estimate, coefficients, estimate
from treatygrade.agreement.simulate import Reviewers, simulated

PEOPLE = Reviewers((0.4, 0.0, -0.4), (-1.0, 1.0), unit_sd=1.5)
DRAWN = simulated(PEOPLE, units=120, seed=5, missing=0.2)
TWICE = DRAWN.select((DRAWN.codes >= 0).sum(axis=1) > 1)


@pytest.fixture(scope="module")
def drawn() -> dict[str, Estimate]:
    return coefficients(DRAWN, samples=400, seed=1)


def test_share_of_two_reviewers_by_hand() -> None:
    """Each unit agrees or not, so the standard error is sqrt(p (1 - p) / (n - 1)); Student's t on n - 1 degrees."""
    codes = np.array([[0, 0]] * 7 + [[0, 1]] * 3)
    found = coefficients(of_codes(codes, 2), samples=0)["percent_agreement"]
    error = (0.7 * 0.3 / 9) ** 0.5
    assert found.estimate == pytest.approx(0.7)
    assert found.standard_error == pytest.approx(error, rel=1e-6)
    assert found.analytic_low == pytest.approx(0.7 - t.ppf(0.975, 9) * error, rel=1e-5)
    assert found.analytic_high == 1.0  # 0.7 + 0.35 is no share
    assert found.units == 10


@pytest.mark.parametrize("name", [name for name in ORDER if not name.startswith("cohen")])
def test_the_standard_error_is_that_of_the_jackknife(name: str) -> None:
    """Leaving out each unit in turn (Efron & Stein 1981) is another way to the same variance."""
    q, m = len(TWICE.scale.categories), len(TWICE.scale.ordinal)
    function = {**nominal(q), **ordinal(m)}[name]
    features = Features.of(TWICE.codes, q)
    matrix, n = features.matrix, len(TWICE.units)
    without = np.array([function(features.totals((matrix.sum(axis=0) - row)[None]))[0] for row in matrix])
    jackknife = ((n - 1) / n * ((without - without.mean()) ** 2).sum()) ** 0.5
    assert estimate(features, function).standard_error == pytest.approx(jackknife, rel=0.02)


def test_units_graded_once_make_the_share_less_sure_as_gwet_has_it() -> None:
    """They are among the n units, with nothing that agrees: p_ai = (n / n') a_i, and 0 for them (Gwet 2014)."""
    codes = np.array([[0, 0]] * 6 + [[0, 1]] * 2 + [[0, -1]] * 4)
    agreed = np.array([1.0] * 6 + [0.0] * 2 + [0.0] * 4) * 12 / 8
    found = coefficients(of_codes(codes, 2), samples=0)["percent_agreement"]
    assert found.estimate == pytest.approx(0.75)
    assert found.standard_error == pytest.approx((((agreed - 0.75) ** 2).sum() / (12 * 11)) ** 0.5, rel=1e-6)


@pytest.mark.parametrize("name", ORDER)
def test_both_intervals_hold_the_estimate_and_are_of_a_width(name: str, drawn: dict[str, Estimate]) -> None:
    found = drawn[name]
    assert found.low is not None
    assert found.high is not None
    assert found.estimate is not None
    assert found.standard_error is not None
    assert found.low < found.estimate < found.high
    assert found.analytic_low is not None
    assert found.analytic_low < found.estimate < (found.analytic_high or 0)
    # 2 x 1.96 standard errors, by sampling too.
    assert found.high - found.low == pytest.approx(3.92 * found.standard_error, rel=0.25)


@pytest.mark.parametrize("name", [name for name in ORDER if not name.startswith("krippendorff")])
def test_four_times_the_units_give_half_the_error(name: str) -> None:
    """The pull of each unit stays as it is: the error of k copies is smaller by sqrt((n - 1) / (k n - 1))."""
    once = of_codes(DRAWN.codes.astype(int), 3)
    again = of_codes(np.repeat(DRAWN.codes, 4, axis=0).astype(int), 3)
    one, four = (coefficients(each, samples=0)[name].standard_error for each in (once, again))
    assert one is not None
    n = int((DRAWN.codes >= 0).any(axis=1).sum())
    expected = 1 / 2 if name.startswith("cohen") else ((n - 1) / (4 * n - 1)) ** 0.5
    assert four == pytest.approx(one * expected, rel=1e-4)


@pytest.mark.parametrize("least", [-1.0, 0.0])
def test_no_interval_goes_beyond_what_the_figure_can_be(least: float) -> None:
    codes = np.array([[0, 1]] * 4 + [[0, 0]]).astype(np.int8)
    share: Callable[..., NDArray[np.float64]] = nominal(2)["percent_agreement"]
    found = estimate(Features.of(codes, 2), share, least=least)
    assert found.low == (0.0 if least == 0 else pytest.approx(0.2 - t.ppf(0.975, 4) * 0.2, rel=1e-4))
