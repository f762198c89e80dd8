"""Samples of units: their seed, their number, what is made of those that are not defined."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.agreement.examples import of_codes
from tests.agreement.test_intervals import DRAWN
from treatygrade.agreement import intervals as module
from treatygrade.agreement import light
from treatygrade.agreement.intervals import ORDER, coefficients, percentiles, resamples

Codes = NDArray[np.int_]


def test_the_seed_decides_and_the_size_of_chunks_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    first = coefficients(DRAWN, samples=60, seed=3)
    assert coefficients(DRAWN, samples=60, seed=3) == first
    other = coefficients(DRAWN, samples=60, seed=4)
    assert all(other[name].low != first[name].low for name in ORDER)
    assert all(other[name].estimate == first[name].estimate for name in ORDER)
    monkeypatch.setattr(module, "_CHUNK", 7)
    for name, value in coefficients(DRAWN, samples=60, seed=3).items():
        assert (value.low, value.high) == pytest.approx((first[name].low, first[name].high)), name


@pytest.mark.parametrize("samples", [1, 49, 50, 51, 120])
def test_samples_are_as_many_as_asked_each_of_all_units(samples: int) -> None:
    chunks = list(resamples(30, samples, seed=0))
    drawn = np.concatenate(chunks)
    assert drawn.shape == (samples, 30)
    assert (drawn.sum(axis=1) == 30).all()
    assert (drawn >= 0).all()
    assert len({tuple(row) for row in drawn.tolist()}) == samples  # no sample twice


def test_without_samples_the_interval_is_the_analytic_one() -> None:
    for name, value in coefficients(DRAWN, samples=0).items():
        assert (value.low, value.high) == (value.analytic_low, value.analytic_high), name
    assert list(resamples(30, 0, seed=0)) == []


@pytest.mark.parametrize(
    ("draws", "expected"),
    [
        ([], (None, None)),
        ([np.array([0.5])], (None, None)),
        ([np.array([np.nan, np.nan])], (None, None)),
        ([np.array([0.5, np.nan]), np.array([0.5])], (0.5, 0.5)),
        ([np.arange(41.0), np.array([np.nan])], (1.0, 39.0)),  # 2.5% of 40 steps
    ],
)
def test_percentiles_of_the_samples_that_are_defined(draws: list[Codes], expected: tuple[float, float]) -> None:
    assert percentiles(draws) == expected


def test_too_many_pairs_to_resample_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(light, "MOST_SHARED", light.shared(DRAWN.codes) - 1)
    found = coefficients(DRAWN, samples=20)
    for name in ("cohen", "cohen_linear", "cohen_quadratic"):
        assert found[name].note.endswith("analytic interval: too many pairs to resample")
        assert (found[name].low, found[name].high) == (found[name].analytic_low, found[name].analytic_high)
    assert found["fleiss"].low != found["fleiss"].analytic_low
    monkeypatch.setattr(light, "MOST_SHARED", light.shared(DRAWN.codes))
    assert "too many" not in coefficients(DRAWN, samples=20)["cohen"].note


UNITS = [
    ("one unit", [[0, 1]], "one unit: no interval"),
    ("no unit twice", [[0, -1], [-1, 1]], "not defined: no unit has two grades"),
    ("one grade", [[0, 0], [0, 0]], "not defined: all grades are the same"),
]


@pytest.mark.parametrize(("codes", "note"), [case[1:] for case in UNITS], ids=[case[0] for case in UNITS])
@pytest.mark.parametrize("name", ["cohen", "cohen_quadratic", "fleiss", "krippendorff_ordinal"])
def test_why_there_is_no_interval(codes: list[list[int]], note: str, name: str) -> None:
    found = coefficients(of_codes(np.array(codes), 2), samples=20)[name]
    assert found.note == note
    assert found.low is found.high is found.standard_error is None
    assert (found.estimate is None) == note.startswith("not defined")
