"""Simulated reviewers with known leniency, thresholds and drift (bench/agreement.py has 500 simulations)."""

from __future__ import annotations

from dataclasses import replace

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


DRIFTING = simulated(Reviewers((0.0, 0.0, 0.0), (-1.0, 1.0), drifts=(0.5, 0.0, -0.5)), units=300, sessions=4, seed=1)


def test_drift_is_found_and_sums_to_0() -> None:
    fitted = Leniency(DRIFTING)
    drifts = [fitted.drift(j) for j in range(3)]
    for found, true in zip(drifts, (0.5, 0.0, -0.5), strict=True):
        assert found is not None
        assert found[1] is not None
        assert found[2] is not None
        assert found[1] < found[0] < found[2]
        assert found[0] == pytest.approx(true, abs=0.25)
    assert sum(found[0] for found in drifts if found) == pytest.approx(0, abs=1e-9)


def test_statistics_are_twice_the_gain_in_log_likelihood() -> None:
    fitted = Leniency(DRIFTING)
    assert fitted._drifting is not None
    fixed, drifting = fitted._drifting
    told = [fitted.no_drift(), fitted.equal_shifts(), fitted.equal_thresholds(), fitted.equal_spacing()]
    assert [test.statistic if test else None for test in told] == pytest.approx(
        [
            2 * (drifting.value - fixed.value),
            2 * (fitted._shifted.value - fitted._alike.value),
            2 * (fitted._own.value - fitted._alike.value),
            2 * (fitted._own.value - fitted._shifted.value),
        ]
    )


@pytest.mark.parametrize(
    ("thresholds", "degrees"), [((0.0,), (2, 2, None)), ((-1.0, 1.0), (2, 4, 2)), ((-1.0, 0.0, 1.0), (2, 6, 4))]
)
def test_degrees_are_the_parameters_more(thresholds: tuple[float, ...], degrees: tuple[int | None, ...]) -> None:
    """Of three reviewers: two shifts, two more of each threshold, and those less the two shifts."""
    fitted = Leniency(simulated(Reviewers((0.4, 0.0, -0.4), thresholds), units=80, seed=3))
    told = (fitted.equal_shifts(), fitted.equal_thresholds(), fitted.equal_spacing())
    assert tuple(test.degrees if test else None for test in told) == degrees


@pytest.mark.parametrize(("sessions", "unknown", "told"), [(1, False, False), (2, False, True), (2, True, False)])
def test_drift_needs_two_sessions_and_all_of_them_known(sessions: int, unknown: bool, told: bool) -> None:
    ratings = simulated(Reviewers((0.4, 0.0, -0.4), (-1.0, 1.0)), units=60, sessions=sessions, seed=2)
    assert ratings.when is not None
    when = ratings.when.copy()
    when[0, 0] = -1 if unknown else when[0, 0]
    fitted = Leniency(replace(ratings, when=when))
    assert (fitted.drift(0) is not None) is told
    assert (fitted.no_drift() is not None) is told
    assert Leniency(replace(ratings, when=None)).drift(0) is None


def test_a_test_of_likelihoods_as_json() -> None:
    found = Test(3.841459, 1).as_dict()
    assert found == {"statistic": 3.841459, "degrees": 1, "p_value": pytest.approx(0.05, abs=1e-6)}
