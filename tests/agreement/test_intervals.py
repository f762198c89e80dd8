"""Intervals: by hand, by the jackknife, by statsmodels; what the bootstrap does with its seed and its samples."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray
from scipy.stats import t

from tests.agreement.examples import of_codes
from treatygrade.agreement import intervals as module
from treatygrade.agreement import light
from treatygrade.agreement.coefficients import nominal, ordinal, weights
from treatygrade.agreement.features import Features
from treatygrade.agreement.intervals import ORDER, Estimate, coefficients, estimate, percentiles, resamples
from treatygrade.agreement.light import light as light_of
from treatygrade.agreement.pairs import cohen_with_error, tables
from treatygrade.agreement.simulate import Reviewers, simulated

Codes = NDArray[np.int_]
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


table = arrays(np.float64, (3, 3), elements=st.integers(0, 12).map(float))


@settings(max_examples=60, deadline=None)
@given(table, st.sampled_from(["identity", "linear", "quadratic"]))
def test_any_table_has_the_kappa_and_error_of_statsmodels(counts: NDArray[np.float64], kind: str) -> None:
    from statsmodels.stats.inter_rater import cohens_kappa

    assume(counts.sum() > 1)
    found = cohen_with_error(counts[None], weights(3, kind))  # type: ignore[arg-type]
    with np.errstate(all="ignore"):
        other = cohens_kappa(counts, wt=None if kind == "identity" else kind)
    if np.isfinite(other.kappa) and np.isfinite(found.estimate[0]):
        assert found.estimate[0] == pytest.approx(other.kappa, abs=1e-9)
        assert found.standard_error[0] == pytest.approx(np.sqrt(max(other.var_kappa, 0.0)), abs=1e-6)
    else:
        rows, columns = counts.sum(axis=1), counts.sum(axis=0)
        assert np.count_nonzero(rows) == np.count_nonzero(columns) == 1


@settings(max_examples=30, deadline=None)
@given(arrays(np.int8, (9, 3), elements=st.integers(-1, 2)))
def test_light_is_the_mean_of_the_kappas_of_scikit_learn(codes: NDArray[np.int8]) -> None:
    from sklearn.metrics import cohen_kappa_score

    kappas = []
    for one, other in ((0, 1), (0, 2), (1, 2)):
        both = (codes[:, one] >= 0) & (codes[:, other] >= 0)
        pair = codes[both][:, [one, other]]
        if len(np.unique(pair)) > 1:
            kappas.append(cohen_kappa_score(*pair.T, labels=[0, 1, 2], weights="linear"))
    found = light_of(codes, weights(3, "linear"))
    assert found.pairs == len(kappas)
    assert np.isnan(found.estimate) if not kappas else found.estimate == pytest.approx(np.mean(kappas))


def test_the_error_of_light_for_two_is_that_of_fleiss_cohen_and_everitt() -> None:
    codes = DRAWN.codes[:, :2]
    for size, kind in ((3, "identity"), (3, "quadratic")):
        w = weights(size, kind)  # type: ignore[arg-type]
        assert light_of(codes, w).error == pytest.approx(cohen_with_error(tables(codes, 3), w).standard_error[0])


def test_resampled_kappas_are_those_of_the_repeated_units() -> None:
    """Weights through the sparse matrix of pairs against the units written out as often."""
    times = np.random.default_rng(2).multinomial(120, np.full(120, 1 / 120), size=3).astype(float)
    joint = light.joint(DRAWN.codes, 3)
    sums = np.asarray(joint @ times.T).T.reshape(3, 3, 3, 3)
    for w in (weights(3, "identity"), weights(3, "linear")):
        expected = [light_of(np.repeat(DRAWN.codes, row.astype(int), axis=0), w).estimate for row in times]
        assert light.resampled(sums, w) == pytest.approx(expected)


@pytest.mark.parametrize("least", [-1.0, 0.0])
def test_no_interval_goes_beyond_what_the_figure_can_be(least: float) -> None:
    codes = np.array([[0, 1]] * 4 + [[0, 0]]).astype(np.int8)
    share: Callable[..., NDArray[np.float64]] = nominal(2)["percent_agreement"]
    found = estimate(Features.of(codes, 2), share, least=least)
    assert found.low == (0.0 if least == 0 else pytest.approx(0.2 - t.ppf(0.975, 4) * 0.2, rel=1e-4))
