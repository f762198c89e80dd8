"""Pairs of reviewers: what they share, their tables, kappas with bounds, and samples in which one is not defined."""

from __future__ import annotations

import warnings
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from sklearn.metrics import cohen_kappa_score

from tests.agreement.examples import of_codes, of_raters
from treatygrade.agreement import light
from treatygrade.agreement.coefficients import weights
from treatygrade.agreement.intervals import coefficients, percentiles, resamples
from treatygrade.agreement.pairs import Kappas, cohen, cohen_with_error, tables
from treatygrade.agreement.ratings import Scale
from treatygrade.agreement.simulate import Reviewers, simulated

Codes = NDArray[np.int8]


def codes(*rows: list[int]) -> Codes:
    return np.array(rows, dtype=np.int8)


@pytest.mark.parametrize(
    ("given", "shared"),
    [
        (codes([0, 1]), 1), (codes([0, -1]), 0), (codes([0, 1, 1]), 3), (codes([0, 1, 1, 2]), 6),
        (codes([0, 1, -1, 2], [0, 0, 0, 0], [-1, -1, -1, 1], [-1, -1, -1, -1]), 3 + 6),
    ],
)  # fmt: skip
def test_how_many_units_the_pairs_share(given: Codes, shared: int) -> None:
    assert light.shared(given) == shared
    assert isinstance(light.shared(given), int)
    assert tables(given, 3).sum() == shared


def test_a_table_has_the_first_reviewer_in_rows() -> None:
    found = tables(codes([0, 1, 2], [0, 1, -1], [1, 1, 0]), 3)
    assert found.dtype == np.float64
    assert found.tolist() == [
        [[0, 2, 0], [0, 1, 0], [0, 0, 0]],  # first and second
        [[0, 0, 1], [1, 0, 0], [0, 0, 0]],  # first and third
        [[0, 0, 0], [1, 0, 1], [0, 0, 0]],  # second and third
    ]


def test_the_sparse_matrix_of_pairs_counts_the_same() -> None:
    given = codes([0, 1, 2], [0, 1, -1], [1, 1, 0])
    once = light.joint(given, 3) @ np.ones(3)
    assert once.reshape(3, 3, 3).tolist() == tables(given, 3).tolist()
    assert light.joint(given, 3).shape == (27, 3)


def test_samples_leave_out_the_pairs_whose_kappa_is_not_defined() -> None:
    """One sample: a pair with kappa 1/2 and one that gave one grade only. Another: no pair with a kappa at all."""
    half = [[3, 1], [1, 3]]  # p_o 3/4, p_e 1/2
    same = [[4, 0], [0, 0]]
    found = light.resampled(np.array([[half, same], [same, same]], dtype=float), np.eye(2))
    assert found[0] == pytest.approx(0.5)
    assert np.isnan(found[1])


def test_kappa_of_a_table_by_hand() -> None:
    assert cohen(np.array([[[3.0, 1.0], [1.0, 3.0]]]), np.eye(2)) == pytest.approx([0.5])
    assert np.isnan(cohen(np.array([[[4.0, 0.0], [0.0, 0.0]]]), np.eye(2))[0])


def test_bounds_are_196_errors_away_and_no_kappa_is_beyond_1() -> None:
    found = Kappas(np.array([0.2, 0.95]), np.array([0.1, 0.1]))
    assert found.low == pytest.approx([0.2 - 0.1959964, 0.95 - 0.1959964])
    assert found.high == pytest.approx([0.2 + 0.1959964, 1.0])


@pytest.mark.parametrize(
    ("table", "kappa", "error"),
    [
        # Where nothing but chance agrees: se = sqrt((p_e + p_e^2 - sum p_k. p_.k (p_k. + p_.k)) / n) / (1 - p_e) = 1/4.
        ([[4, 4], [4, 4]], 0.0, 0.25),
        ([[5, 0], [0, 5]], 1.0, 0.0),
    ],
)
def test_errors_of_kappa_by_hand(table: list[list[int]], kappa: float, error: float) -> None:
    found = cohen_with_error(np.array([table], dtype=float), np.eye(2))
    assert (found.estimate[0], found.standard_error[0]) == pytest.approx((kappa, error))


@pytest.mark.parametrize(
    ("q", "kind", "rows"),
    [
        (1, "quadratic", [[1]]), (2, "identity", [[1, 0], [0, 1]]), (2, "linear", [[1, 0], [0, 1]]),
        (3, "identity", np.eye(3).tolist()), (3, "linear", [[1, 0.5, 0], [0.5, 1, 0.5], [0, 0.5, 1]]),
        (3, "quadratic", [[1, 0.75, 0], [0.75, 1, 0.75], [0, 0.75, 1]]),
    ],
)  # fmt: skip
def test_weights_by_hand(q: int, kind: str, rows: list[list[float]]) -> None:
    assert weights(q, kind).tolist() == rows  # type: ignore[arg-type]


MANY = of_raters(["aabbcabcab", "abbbcabcac", "aabbcaacbb"])


class TestNotes:
    def test_more_than_two_reviewers_are_meaned_over_pairs(self) -> None:
        found = coefficients(MANY, samples=0)
        assert found["cohen"].note == "mean over the pairs of reviewers (Light 1971)"
        assert found["fleiss"].note == ""
        assert coefficients(of_raters(["aabb", "abbb"]), samples=0)["cohen"].note == ""

    def test_both_notes_are_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(light, "MOST_SHARED", 1)
        assert coefficients(MANY, samples=10)["cohen"].note == (
            "mean over the pairs of reviewers (Light 1971); analytic interval: too many pairs to resample"
        )

    def test_as_many_as_may_be_are_resampled(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(light, "MOST_SHARED", light.shared(MANY.codes))
        assert coefficients(MANY, samples=10)["cohen"].note == "mean over the pairs of reviewers (Light 1971)"

    @pytest.mark.parametrize("name", ["cohen", "fleiss"])
    def test_without_samples_the_analytic_interval_stands(self, name: str) -> None:
        found = coefficients(MANY, samples=0)[name]
        assert found.low is not None
        assert (found.low, found.high) == (found.analytic_low, found.analytic_high)

    def test_units_are_those_graded_twice(self) -> None:
        found = coefficients(of_codes(np.array([[0, 1], [1, 1], [0, -1], [0, 0]]), 2), samples=0)
        assert {value.units for value in found.values()} == {3}

    @pytest.mark.parametrize("name", ["cohen_linear", "cohen_quadratic", "krippendorff_ordinal", "ac2"])
    def test_without_an_order_weighted_coefficients_say_so(self, name: str) -> None:
        found = coefficients(of_raters(["abab", "abba"], ordinal=False), samples=10)[name]
        assert (found.estimate, found.low, found.high, found.units) == (None, None, None, 0)
        assert found.note == "no ordered grades"

    @pytest.mark.parametrize(
        ("rows", "units", "note"),
        [
            ([[0, 1]], 1, "one unit: no interval"),
            ([[0, 0], [0, 0], [0, 0]], 3, "not defined: all grades are the same"),
            ([[0, -1], [-1, 1]], 0, "not defined: no unit has two grades"),
        ],
    )
    @pytest.mark.parametrize("name", ["cohen", "fleiss"])
    def test_what_has_no_interval_counts_its_units(
        self, rows: list[list[int]], units: int, note: str, name: str
    ) -> None:
        found = coefficients(of_codes(np.array(rows), 2), samples=5)[name]
        assert (found.units, found.note) == (units, note)
        assert (found.low, found.high, found.analytic_low, found.analytic_high) == (None,) * 4
        assert (found.estimate is None) == note.startswith("not defined")

    def test_one_unit_has_an_estimate(self) -> None:
        found = coefficients(of_codes(np.array([[0, 1]]), 2), samples=5)
        assert [found[name].estimate for name in ("percent_agreement", "cohen", "fleiss")] == [0.0, 0.0, -1.0]

    def test_two_units_have_an_interval(self) -> None:
        found = coefficients(of_codes(np.array([[0, 1], [1, 1]]), 2), samples=50)
        assert found["cohen"].standard_error is not None
        assert found["fleiss"].standard_error is not None
        assert found["fleiss"].low is not None


def test_a_thousand_samples_of_the_first_seed_unless_said_otherwise() -> None:
    ratings = simulated(Reviewers((0.3, -0.3), (-1.0, 1.0)), units=60, seed=1)
    found = coefficients(ratings)
    assert found == coefficients(ratings, samples=1000, seed=0)
    assert found != coefficients(ratings, samples=1000, seed=1)
    assert found != coefficients(ratings, samples=1001, seed=0)


@pytest.mark.parametrize(("name", "weighting", "size"), [("cohen", None, 3), ("cohen_linear", "linear", 2)])
def test_samples_of_kappa_are_those_of_scikit_learn(name: str, weighting: str | None, size: int) -> None:
    """Two grades in order and one off the scale, which counts in the kappa that has no weights and in no other."""
    ratings = simulated(Reviewers((0.5, -0.5), (-0.5, 0.5)), units=50, seed=4)
    ratings = replace(ratings, scale=Scale(("A", "B", "X"), ("A", "B")))
    kappas = []
    for sample in np.concatenate(list(resamples(50, 40, seed=0))).astype(int):
        codes = np.repeat(ratings.codes, sample, axis=0)
        codes = codes[(codes < size).all(axis=1)]
        kappas.append(cohen_kappa_score(*codes.T, labels=range(size), weights=weighting))
    found = coefficients(ratings, samples=40)[name]
    codes = ratings.codes[(ratings.codes < size).all(axis=1)]
    assert found.estimate == pytest.approx(cohen_kappa_score(*codes.T, labels=range(size), weights=weighting))
    assert (found.low, found.high) == pytest.approx(tuple(np.quantile(kappas, [0.025, 0.975])))


def test_one_sample_has_no_percentiles_and_is_one() -> None:
    found = coefficients(MANY, samples=1)
    assert {(value.low, value.high) for value in found.values()} == {(None, None)}
    assert "too many" not in found["cohen"].note


@pytest.mark.parametrize(
    ("name", "other", "low", "high"),
    [
        # Four units of which three, or one, are agreed on: 0.75 and 0.25, give or take 0.8 and more.
        ("percent_agreement", "abaa", None, 1.0),
        ("percent_agreement", "babb", 0.0, None),
        ("cohen", "abaa", None, 1.0),
        ("cohen", "babb", -1.0, None),
        ("fleiss", "abaa", None, 1.0),
        ("fleiss", "babb", -1.0, None),
    ],
)
def test_no_interval_is_wider_than_the_figure_can_be(
    name: str, other: str, low: float | None, high: float | None
) -> None:
    found = coefficients(of_raters(["abab", other]), samples=0)[name]
    assert low is None or found.analytic_low == low
    assert high is None or found.analytic_high == high


def test_the_error_of_a_mean_over_pairs_is_that_of_the_jackknife() -> None:
    """Three reviewers, some of whose grades are missing: leave out each unit in turn."""
    given = simulated(Reviewers((0.5, 0.0, -0.5), (-1.0, 1.0)), units=150, seed=6, missing=0.2).codes
    for w in (np.eye(3), weights(3, "linear")):
        found = light.light(given, w)
        without = np.array([light.light(np.delete(given, unit, axis=0), w).estimate for unit in range(150)])
        jackknife = (149 / 150 * ((without - without.mean()) ** 2).sum()) ** 0.5
        assert found.pairs == 3
        assert found.error == pytest.approx(jackknife, rel=0.03)


def test_without_a_kappa_there_is_no_mean_and_no_error() -> None:
    found = light.light(codes([0, 0], [0, 0], [0, -1]), np.eye(2))
    assert np.isnan([found.estimate, found.error]).all()
    assert (found.pairs, found.units) == (0, 2)


@pytest.mark.parametrize("name", ["percent_agreement", "fleiss", "ac1", "conger", "cohen", "krippendorff_ordinal"])
def test_units_that_nobody_graded_are_none(name: str) -> None:
    given = np.array([[0, 1, 1], [1, 1, 1], [2, 2, 1], [0, 0, 2], [1, 2, 2]])
    more = np.vstack([given, np.full((3, 3), -1)])
    one, other = (coefficients(of_codes(each, 3), samples=0)[name] for each in (given, more))
    assert (other.estimate, other.standard_error) == pytest.approx((one.estimate, one.standard_error), rel=1e-5)
    assert other.units == one.units == 5


@pytest.mark.parametrize("samples", [1, 50, 60, 120])
def test_samples_are_as_many_as_asked(samples: int) -> None:
    assert sum(len(chunk) for chunk in resamples(9, samples, seed=0)) == samples


@pytest.mark.parametrize(
    ("draws", "ends"),
    [
        ([], (None, None)),
        ([np.array([0.5])], (None, None)),
        ([np.array([0.0]), np.array([1.0, np.nan])], (0.025, 0.975)),
    ],
)
def test_two_samples_are_enough_for_percentiles(draws: list[NDArray[np.float64]], ends: tuple[float, float]) -> None:
    found = percentiles(draws)
    assert found == (ends if ends[0] is None else pytest.approx(ends))


def test_what_is_not_defined_is_told_without_a_warning() -> None:
    """One pair of three gave one grade only, another nothing in common."""
    given = of_codes(np.array([[0, 0, -1], [0, 0, -1], [0, 0, 1], [0, 0, 0]]), 2)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = coefficients(given, samples=20)
    assert found["cohen"].estimate == pytest.approx(0.0)
    assert found["fleiss"].as_dict() == {
        name: getattr(found["fleiss"], name)
        for name in ("estimate", "low", "high", "standard_error", "analytic_low", "analytic_high", "units", "note")
    }
