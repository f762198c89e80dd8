"""What each unit adds to every multi-rater coefficient, as one row of numbers.

All the coefficients below are functions of sums over units. So the estimate, a thousand bootstrap
samples and the derivative by each unit's weight come from the same matrix: ``weights @ features``.

Symbols are Gwet's (Handbook of Inter-Rater Reliability, 4th ed., 2014, ch. 2 and 5): ``r_ik`` raters
put unit i in category k, ``r_i`` rated it, n units are rated, n' of them by two raters or more.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def counts(codes: NDArray[np.int8], q: int) -> Array:
    """``r_ik``: how many raters put each unit in each of ``q`` categories; shape (units, q)."""
    return np.stack([(codes == k).sum(axis=1) for k in range(q)], axis=1).astype(float)


@dataclass(frozen=True)
class Totals:
    """Weighted sums of the features for ``b`` sets of unit weights.

    rated (b,): n; paired (b,): n'; shares (b, q): sum of r_ik / r_i; agreement (b, q, q): sum of
    r_ik (r_il - [k = l]) / (r_i (r_i - 1)); coincidences (b, q, q): the same times r_i
    (Krippendorff's o_kl); by_rater (b, raters, q): units that each rater put in each category.
    """

    rated: Array
    paired: Array
    shares: Array
    agreement: Array
    coincidences: Array
    by_rater: Array


@dataclass(frozen=True)
class Features:
    """One row a unit; ``totals`` sums the rows under weights and names the parts."""

    matrix: Array
    raters: int
    q: int

    @classmethod
    def of(cls, codes: NDArray[np.int8], q: int) -> Features:
        """Features of the units of ``codes`` (units, raters), -1 for missing, codes below ``q``."""
        units, raters = codes.shape
        r_ik = counts(codes, q)
        r_i = r_ik.sum(axis=1)
        pairs = r_ik[:, :, None] * (r_ik[:, None, :] - np.eye(q))
        pairs /= np.maximum(r_i * (r_i - 1), 1)[:, None, None]
        onehot = codes[:, :, None] == np.arange(q)
        columns = [
            (r_i >= 1)[:, None],
            (r_i >= 2)[:, None],
            r_ik / np.maximum(r_i, 1)[:, None],
            pairs.reshape(units, q * q),
            (pairs * r_i[:, None, None]).reshape(units, q * q),
            onehot.reshape(units, raters * q),
        ]
        return cls(np.concatenate([column.astype(float) for column in columns], axis=1), raters, q)

    def totals(self, sums: Array) -> Totals:
        """Name the parts of ``sums`` = weights @ matrix, shape (b, columns)."""
        q, raters = self.q, self.raters
        ends = np.cumsum([1, 1, q, q * q, q * q])
        rated, paired, shares, agreement, coincidences, by_rater = np.split(sums, ends, axis=1)
        return Totals(
            rated[:, 0],
            paired[:, 0],
            shares,
            agreement.reshape(-1, q, q),
            coincidences.reshape(-1, q, q),
            by_rater.reshape(-1, raters, q),
        )
