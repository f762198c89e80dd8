"""The leniency model against an integral, against statsmodels and by its symmetries."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.special import expit
from scipy.stats import norm

from treatygrade.agreement.cumulative import Fit, thresholds_of
from treatygrade.agreement.leniency import Leniency, Test
from treatygrade.agreement.ratings import Ratings
from treatygrade.agreement.simulate import Reviewers, simulated

SMALL = simulated(Reviewers((0.8, 0.0, -0.8), (-0.8, 1.0)), units=40, seed=2, missing=0.15)
ONCE = SMALL.select((SMALL.codes >= 0).any(axis=1))


def likelihood(ratings: Ratings, point: NDArray[np.float64]) -> float:
    """The marginal log-likelihood at thresholds, all shifts but the last, and log sigma: a sum over a fine grid."""
    cuts = np.array([-np.inf, *point[:2], np.inf])
    shifts = np.array([*point[2:4], -point[2:4].sum()])
    u = np.linspace(-8, 8, 801)
    total = 0.0
    for row in ratings.codes:
        density = norm.pdf(u)
        for j, k in enumerate(row):
            if k >= 0:
                ends = cuts[k : k + 2, None] + shifts[j] - np.exp(point[4]) * u
                density = density * (expit(ends[1]) - expit(ends[0]))
        total += float(np.log(density.sum() * (u[1] - u[0])))
    return total


def test_the_fit_is_the_maximum_of_the_integral_and_its_errors_come_from_the_curvature() -> None:
    fitted = Leniency(SMALL)._shifted
    best = likelihood(SMALL, fitted.point)
    assert fitted.value == pytest.approx(best, abs=1e-3)
    steps = 0.02 * np.eye(5)
    for step in steps:
        assert max(likelihood(SMALL, fitted.point + 5 * step), likelihood(SMALL, fitted.point - 5 * step)) < best
    signs = [(one, other) for one in (1, -1) for other in (1, -1)]

    def second(a: NDArray[np.float64], b: NDArray[np.float64]) -> float:
        return sum(i * j * likelihood(SMALL, fitted.point + i * a + j * b) for i, j in signs) / (4 * 0.02**2)

    curvature = np.array([[second(a, b) for b in steps] for a in steps])
    assert fitted.covariance == pytest.approx(np.linalg.inv(-curvature), rel=0.03, abs=2e-3)


def test_without_an_effect_of_the_unit_it_is_the_ordinary_model() -> None:
    """statsmodels' OrderedModel has no random effect: P(Y <= k) = logistic(tau_k - x b)."""
    from statsmodels.miscmodels.ordinal_model import OrderedModel

    ratings = simulated(Reviewers((0.9, -0.2, -0.7), (-1.0, 0.8), unit_sd=0.0), units=400, seed=1)
    fitted = Leniency(ratings)
    design = np.tile(np.eye(3)[:, :2] - np.eye(3)[2][:, None] * np.ones(2), (400, 1))
    other = OrderedModel(ratings.codes.reshape(-1).astype(int), design, distr="logit").fit(method="bfgs", disp=False)
    assert fitted.unit_sd < 0.35
    assert [fitted.shift(j)[0] for j in range(2)] == pytest.approx(-other.params[:2], abs=0.03)
    assert fitted.threshold(0)[0] == pytest.approx(other.params[2], abs=0.03)
    low, high = fitted.shift(0)[1:]
    assert low is not None
    assert high is not None
    assert (high - low) / 3.92 == pytest.approx(other.bse[0], rel=0.05)


def test_shifts_sum_to_0_and_follow_their_reviewers() -> None:
    fitted, turned = Leniency(ONCE), Leniency(replace(ONCE, codes=ONCE.codes[:, [2, 0, 1]]))
    shifts = [fitted.shift(j) for j in range(3)]
    assert sum(shift[0] for shift in shifts) == pytest.approx(0, abs=1e-9)
    for j, place in enumerate([2, 0, 1]):
        assert turned.shift(j) == pytest.approx(shifts[place], abs=2e-3)
    assert turned.equal_shifts().statistic == pytest.approx(fitted.equal_shifts().statistic, abs=1e-3)


def test_turned_upside_down_the_lenient_are_strict() -> None:
    turned = replace(ONCE, codes=np.where(ONCE.codes < 0, -1, 2 - ONCE.codes).astype(np.int8))
    one, other = Leniency(ONCE), Leniency(turned)
    for j in range(3):
        assert other.shift(j)[0] == pytest.approx(-one.shift(j)[0], abs=2e-3)
    assert [other.threshold(k)[0] for k in (1, 0)] == pytest.approx([-one.threshold(k)[0] for k in (0, 1)], abs=2e-3)
    assert other.unit_sd == pytest.approx(one.unit_sd, abs=2e-3)


def test_a_richer_model_is_at_least_as_likely() -> None:
    ratings = simulated(Reviewers((0.4, 0.0, -0.4), (-1.0, 1.0)), units=80, seed=3, sessions=4)
    fitted = Leniency(ratings)
    assert fitted._alike.value <= fitted._shifted.value + 1e-3 <= fitted._own.value + 2e-3
    tests = [fitted.equal_shifts(), fitted.equal_thresholds(), fitted.equal_spacing(), fitted.no_drift()]
    assert [test.degrees for test in tests if test] == [2, 4, 2, 2]
    assert all(test is not None and test.statistic >= -1e-3 and 0 <= test.p_value <= 1 for test in tests)
    spacing = fitted.equal_spacing()
    assert spacing is not None
    assert fitted.equal_thresholds().statistic == pytest.approx(
        fitted.equal_shifts().statistic + spacing.statistic, abs=1e-6
    )


@pytest.mark.parametrize(
    ("statistic", "degrees", "p_value"), [(3.841, 1, 0.05), (5.991, 2, 0.05), (11.345, 3, 0.01), (0.0, 2, 1.0)]
)
def test_p_values_of_the_tables_of_chi_squared(statistic: float, degrees: int, p_value: float) -> None:
    assert Test(statistic, degrees).p_value == pytest.approx(p_value, abs=5e-5)


@pytest.mark.parametrize("sd", [0.5, 1.5, 3.0])
def test_the_spread_of_the_units_is_found(sd: float) -> None:
    ratings = simulated(Reviewers((0.2, 0.0, -0.2), (-1.0, 1.0), unit_sd=sd), units=400, seed=7)
    assert Leniency(ratings).unit_sd == pytest.approx(sd, rel=0.25)


@pytest.mark.parametrize(
    ("variance", "bounded"), [(0.04, True), (24.9, True), (25.0, False), (1e9, False), (0.0, False), (-0.1, False)]
)
def test_an_interval_is_given_where_the_data_bound_it(variance: float, bounded: bool) -> None:
    fit = Fit(np.array([0.5, 2.0, 0.0]), np.diag([variance, 1.0, 1.0]), 0.0)
    estimate, low, high = fit.interval(np.array([2.0, 0.0]) / 2)
    assert estimate == 0.5
    assert (low is not None, high is not None) == (bounded, bounded)
    if low is not None and high is not None:
        assert (low, high) == pytest.approx((0.5 - 1.96 * variance**0.5, 0.5 + 1.96 * variance**0.5), abs=1e-3)
    assert fit.sd == 1.0


def test_thresholds_to_start_from_are_those_of_the_shares() -> None:
    found = thresholds_of(np.array([0, 0, 1, 2, 2, 2, 2, 2]), 2)
    assert found == pytest.approx(1.3 * np.log([0.25 / 0.75, 0.375 / 0.625]))
    assert np.isfinite(thresholds_of(np.zeros(5, dtype=int), 2)).all()
