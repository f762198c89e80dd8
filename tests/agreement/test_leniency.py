"""Simulated reviewers with known leniency, thresholds and drift (bench/agreement.py has 500 simulations)."""

from __future__ import annotations

import numpy as np
import pytest

from treatygrade.agreement.leniency import Leniency, Test
from treatygrade.agreement.simulate import Reviewers, simulated

LENIENT = Reviewers(shifts=(0.8, -0.5, 0.2, -0.5), thresholds=(-1.0, 1.2))
SEEDS = range(25)


def _covered(intervals: list[tuple[float, float | None, float | None]], truth: list[float]) -> float:
    found = []
    for (_, low, high), true in zip(intervals, truth, strict=True):
        assert low is not None
        assert high is not None
        found.append(low <= true <= high)
    return float(np.mean(found))


def test_intervals_cover_the_truth() -> None:
    fits = [Leniency(simulated(LENIENT, units=150, seed=seed)) for seed in SEEDS]
    shifts = _covered([f.shift(j) for f in fits for j in range(4)], list(LENIENT.shifts) * len(fits))
    cuts = _covered([f.threshold(k) for f in fits for k in range(2)], list(LENIENT.thresholds) * len(fits))
    assert shifts >= 0.88
    assert cuts >= 0.88
    assert np.mean([f.equal_shifts().p_value < 0.05 for f in fits]) > 0.8


@pytest.mark.parametrize(
    ("reviewers", "test", "rejects"),
    [
        (Reviewers((0.0, 0.0, 0.0), (-1.0, 1.0)), "equal_thresholds", False),
        (Reviewers((1.0, 0.0, -1.0), (-1.0, 1.0)), "equal_thresholds", True),
        (Reviewers((1.0, 0.0, -1.0), (-1.0, 1.0)), "equal_spacing", False),
        (Reviewers((0.0, 0.0, 0.0), (-1.0, 1.0), spread=(-1.0, 0.0, 1.0)), "equal_spacing", True),
        (Reviewers((0.5, 0.0, -0.5), (-1.0, 1.0)), "no_drift", False),
        (Reviewers((0.0, 0.0, 0.0), (-1.0, 1.0), drifts=(0.5, 0.0, -0.5)), "no_drift", True),
    ],
)
def test_tests_tell_reviewers_apart_where_they_differ(reviewers: Reviewers, test: str, rejects: bool) -> None:
    p_values = [
        getattr(Leniency(simulated(reviewers, units=300, sessions=4, seed=s)), test)().p_value for s in range(5)
    ]
    assert bool(np.median(p_values) < 0.01) is rejects


def test_a_reviewer_who_never_gives_a_grade_has_no_bound_for_it() -> None:
    ratings = simulated(Reviewers((0.0, 0.0, 0.0), (-1.0, 1.0)), units=100, seed=1)
    codes = ratings.codes.copy()
    codes[:, 0] = np.minimum(codes[:, 0], 1)  # the first reviewer gives no C
    fitted = Leniency(type(ratings)(codes, ratings.units, ratings.reviewers, ratings.scale))
    assert fitted.own_threshold(0, 1)[1:] == (None, None)
    assert fitted.own_threshold(1, 1)[1] is not None


def test_a_test_of_likelihoods_as_json() -> None:
    found = Test(3.841459, 1).as_dict()
    assert found == {"statistic": 3.841459, "degrees": 1, "p_value": pytest.approx(0.05, abs=1e-6)}
