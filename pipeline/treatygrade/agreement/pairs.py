"""Cohen's kappa for every pair of reviewers at once, with the large-sample standard error.

scikit-learn and statsmodels compute one table at a time, which takes minutes for the 19,900 pairs of
200 reviewers; these functions take a stack of tables, and the tests hold them equal to both libraries.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from treatygrade.agreement.coefficients import corrected, ratio
from treatygrade.agreement.features import Array

Z95 = 1.959963984540054


def tables(codes: NDArray[np.int8], q: int) -> Array:
    """Confusion of every pair: shape (pairs, q, q), rows the first reviewer's grades.

    Pairs run in the order of ``numpy.triu_indices(reviewers, 1)``.
    """
    units, raters = codes.shape
    onehot = (codes[:, :, None] == np.arange(q)).reshape(units, raters * q).astype(np.float32)
    # Counts stay exact in single precision: they are below 2**24.
    joint = (onehot.T @ onehot).reshape(raters, q, raters, q)
    first, second = np.triu_indices(raters, 1)
    found: Array = joint[first, :, second, :].astype(float)
    return found


@dataclass(frozen=True)
class Kappas:
    """Cohen's kappa of each table: (tables,) estimates and standard errors, NaN where not defined."""

    estimate: Array
    standard_error: Array

    @property
    def low(self) -> Array:
        return self.estimate - Z95 * self.standard_error

    @property
    def high(self) -> Array:
        return np.minimum(self.estimate + Z95 * self.standard_error, 1.0)


def cohen(table: Array, w: Array) -> Array:
    """Cohen's (weighted) kappa of tables (pairs, q, q). Sources: Cohen 1960; Cohen 1968, Psychol. Bull. 70."""
    p = ratio(table, table.sum(axis=(1, 2), keepdims=True))
    chance = np.einsum("tk,kl,tl->t", p.sum(axis=2), w, p.sum(axis=1))
    return corrected(np.einsum("tkl,kl->t", p, w), chance)


def cohen_with_error(table: Array, w: Array) -> Kappas:
    """Cohen's kappa with the standard error of Fleiss, Cohen & Everitt 1969, Psychol. Bull. 72, eq. 13."""
    n = table.sum(axis=(1, 2))
    p = ratio(table, n[:, None, None])
    rows, columns = p.sum(axis=2), p.sum(axis=1)
    chance = np.einsum("tk,kl,tl->t", rows, w, columns)
    kappa = corrected(np.einsum("tkl,kl->t", p, w), chance)
    row_mean, column_mean = columns @ w.T, rows @ w
    spread = w - (row_mean[:, :, None] + column_mean[:, None, :]) * (1 - kappa)[:, None, None]
    square = np.einsum("tkl,tkl->t", p, spread**2) - (kappa - chance * (1 - kappa)) ** 2
    variance = ratio(np.maximum(square, 0.0), n * (1 - chance) ** 2)
    return Kappas(kappa, np.sqrt(variance))
