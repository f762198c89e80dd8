"""Cohen's kappa of more than two reviewers: the mean over their pairs (Light 1971, Psychol. Bull. 76, 365–377).

The confusion tables of all pairs are linear in the weights of the units, so a bootstrap sample is one product with a
sparse matrix, and the standard error follows from each unit's pull on the mean, as for the other coefficients.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from treatygrade.agreement.coefficients import ratio
from treatygrade.agreement.features import Array
from treatygrade.agreement.pairs import cohen, tables
from treatygrade.agreement.ratings import MISSING

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

MOST_SHARED = 5_000_000
"""Units counted once for every pair that shares them: 60 MB. Beyond, samples are not drawn."""


@dataclass(frozen=True)
class Light:
    """The mean kappa over the pairs where it is defined (``pairs`` of them; NaN where there is none).

    ``error`` is its standard error by linearisation over units (the infinitesimal jackknife, Jaeckel 1972), which
    for two reviewers is that of Fleiss, Cohen & Everitt 1969.
    """

    estimate: float
    error: float
    pairs: int
    units: int


def light(codes: NDArray[np.int8], w: Array) -> Light:
    """Light's kappa of codes (units, reviewers), -1 for missing, with agreement weights ``w`` (q, q)."""
    table = tables(codes, len(w))
    kappa = cohen(table, w)
    known = np.flatnonzero(np.isfinite(kappa))
    units = int(((codes != MISSING).sum(axis=1) >= 2).sum())
    if not len(known):
        return Light(float("nan"), float("nan"), 0, units)
    slope = _gradient(table, w)
    first, second = np.triu_indices(codes.shape[1], 1)
    pull = np.zeros(len(codes))
    for pair in known:
        one, other = codes[:, first[pair]], codes[:, second[pair]]
        both = (one != MISSING) & (other != MISSING)
        pull[both] += slope[pair, one[both], other[both]]
    error = np.sqrt((pull**2).sum()) / len(known)
    return Light(float(kappa[known].mean()), float(error), len(known), units)


def _gradient(table: Array, w: Array) -> Array:
    """The derivative of each table's kappa by each of its cells, (pairs, q, q)."""
    n = table.sum(axis=(1, 2))[:, None, None]
    p = ratio(table, n)
    rows, columns = p.sum(axis=2), p.sum(axis=1)
    ends = (columns @ w.T)[:, :, None] + (rows @ w)[:, None, :]
    observed = np.einsum("tkl,kl->t", p, w)[:, None, None]
    chance = np.einsum("tk,kl,tl->t", rows, w, columns)[:, None, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        slope: Array = ((w - observed) * (1 - chance) - (1 - observed) * (ends - 2 * chance)) / (n * (1 - chance) ** 2)
    return slope


def shared(codes: NDArray[np.int8]) -> int:
    """How many units the pairs share, each pair's counted."""
    given = (codes != MISSING).sum(axis=1)
    return int((given * (given - 1) // 2).sum())


def joint(codes: NDArray[np.int8], q: int) -> csr_matrix:
    """The sparse matrix (pairs * q * q, units) whose product with unit weights is every pair's table."""
    from scipy.sparse import csr_matrix

    cells, members = [], []
    for pair, (one, other) in enumerate(zip(*np.triu_indices(codes.shape[1], 1), strict=True)):
        both = np.flatnonzero((codes[:, one] != MISSING) & (codes[:, other] != MISSING))
        cells.append(pair * q * q + codes[both, one].astype(int) * q + codes[both, other])
        members.append(both)
    rows, columns = np.concatenate(cells), np.concatenate(members)
    pairs = codes.shape[1] * (codes.shape[1] - 1) // 2
    return csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(pairs * q * q, len(codes)))


def resampled(sums: Array, w: Array) -> Array:
    """Light's kappa of each sample from its tables (samples, pairs, q, q); ratio() gives NaN where none is defined."""
    samples, pairs, q, _ = sums.shape
    kappa = cohen(sums.reshape(samples * pairs, q, q), w).reshape(samples, pairs)
    known = np.isfinite(kappa)
    return ratio(np.where(known, kappa, 0.0).sum(axis=1), known.sum(axis=1).astype(float))
