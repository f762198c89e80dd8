"""Kappas of pairs and their errors against statsmodels and scikit-learn."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from tests.agreement.test_intervals import DRAWN
from treatygrade.agreement import light
from treatygrade.agreement.coefficients import weights
from treatygrade.agreement.light import light as light_of
from treatygrade.agreement.pairs import cohen_with_error, tables

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
