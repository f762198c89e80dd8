"""Chance-corrected agreement between many raters, with missing ratings.

Each function takes :class:`Totals` of b weighted samples and returns b coefficients, NaN where the
coefficient is not defined (0/0: no unit rated twice, or no variation to correct chance by).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import numpy as np

from treatygrade.agreement.features import Array, Totals

Weighting = Literal["identity", "linear", "quadratic"]


def weights(q: int, kind: Weighting) -> Array:
    """Agreement weights between q ordered categories, 1 on the diagonal.

    ``linear`` 1 - |k - l| / (q - 1) (Cicchetti & Allison 1971), ``quadratic`` 1 - (k - l)^2 / (q - 1)^2
    (Fleiss & Cohen 1973), ``identity`` for unordered categories.
    """
    distance = np.abs(np.subtract.outer(np.arange(q), np.arange(q))).astype(float)
    if kind == "identity" or q < 2:
        return np.eye(q)
    power = {"linear": 1, "quadratic": 2}[kind]
    return 1 - (distance / (q - 1)) ** power


def corrected(observed: Array, chance: Array) -> Array:
    """(p_a - p_e) / (1 - p_e), NaN where chance explains everything."""
    room = 1 - chance
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(np.abs(room) > 1e-12, (observed - chance) / room, np.nan)


def ratio(numerator: Array, denominator: Array) -> Array:
    """Elementwise division, NaN where the denominator is not positive."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(denominator > 0, numerator / denominator, np.nan)


def percent_agreement(totals: Totals, w: Array) -> Array:
    """p_a: the weighted share of pairs of raters who agree, meaned over units rated twice or more.

    Source: Gwet 2014, eq. 2.10 (unweighted), 3.21 (weighted); Fleiss 1971 for complete ratings.
    """
    return ratio(np.einsum("bkl,kl->b", totals.agreement, w), totals.paired)


def _prevalence(totals: Totals) -> Array:
    return ratio(totals.shares, totals.rated[:, None])


def fleiss(totals: Totals, w: Array) -> Array:
    """Fleiss' kappa: p_e = sum w_kl pi_k pi_l. Sources: Fleiss 1971; with missing ratings Gwet 2014, ch. 2."""
    pi = _prevalence(totals)
    return corrected(percent_agreement(totals, w), np.einsum("bk,kl,bl->b", pi, w, pi))


def gwet(totals: Totals, w: Array) -> Array:
    """Gwet's AC1 (identity weights) or AC2: p_e = T_w / (q (q - 1)) sum pi_k (1 - pi_k), T_w the sum of weights.

    Sources: Gwet 2008, British J. Math. Stat. Psychol. 61, 29–48; weighted: Gwet 2014, ch. 3.
    """
    pi, q = _prevalence(totals), len(w)
    if q < 2:
        return np.full(len(pi), np.nan)
    return corrected(percent_agreement(totals, w), w.sum() / (q * (q - 1)) * (pi * (1 - pi)).sum(axis=1))


def brennan_prediger(totals: Totals, w: Array) -> Array:
    """p_e = T_w / q^2: every category equally likely. Source: Brennan & Prediger 1981, Educ. Psychol. Meas. 41."""
    observed = percent_agreement(totals, w)
    return corrected(observed, np.full(len(observed), w.sum() / w.size))


def conger(totals: Totals, w: Array) -> Array:
    """Conger's kappa: chance agreement meaned over pairs of raters, each with their own base rates.

    p_e = sum w_kl (p_k p_l - s_kl / r), with p the mean over r raters of their base rates and s their
    covariance. Sources: Conger 1980, Psychol. Bull. 88, 322–328; with missing ratings Gwet 2014, eq. 2.19.
    """
    graded = totals.by_rater.sum(axis=2)
    active = graded > 0
    raters = active.sum(axis=1)
    rates = np.where(active[:, :, None], totals.by_rater / np.maximum(graded, 1e-300)[:, :, None], 0.0)
    mean = ratio(rates.sum(axis=1), raters[:, None])
    products = np.einsum("bgk,kl,bgl->b", rates, w, rates)
    square = np.einsum("bk,kl,bl->b", mean, w, mean)
    covariance = ratio(products - raters * square, raters * (raters - 1.0))
    return corrected(percent_agreement(totals, w), square - covariance)


def krippendorff(totals: Totals, level: Literal["nominal", "ordinal"]) -> Array:
    """Krippendorff's alpha, 1 - D_o / D_e, from coincidences.

    Source: Krippendorff 2011, "Computing Krippendorff's alpha-reliability". Not defined without variation (D_e = 0).
    """
    o = totals.coincidences
    n_k = o.sum(axis=2)
    n = n_k.sum(axis=1)
    if level == "nominal":
        distance = np.broadcast_to(1 - np.eye(o.shape[1]), o.shape)
    else:
        # The ordinal metric: how many values lie between two ranks, half of the ends counted.
        middle = np.cumsum(n_k, axis=1) - n_k / 2
        distance = (middle[:, :, None] - middle[:, None, :]) ** 2
    expected = np.einsum("bk,bl,bkl->b", n_k, n_k, distance)
    disagreement = (n - 1) * np.einsum("bkl,bkl->b", o, distance)
    return 1 - np.where(n > 1, ratio(disagreement, expected), np.nan)


Coefficient = Callable[[Totals], Array]


def nominal(q: int) -> dict[str, Coefficient]:
    """The coefficients over all categories, off-scale grades included."""
    w = np.eye(q)
    return {
        "percent_agreement": lambda t: percent_agreement(t, w),
        "conger": lambda t: conger(t, w),
        "fleiss": lambda t: fleiss(t, w),
        "krippendorff_nominal": lambda t: krippendorff(t, "nominal"),
        "ac1": lambda t: gwet(t, w),
        "brennan_prediger": lambda t: brennan_prediger(t, w),
    }


def ordinal(q: int) -> dict[str, Coefficient]:
    """The coefficients over the ordered categories only. AC2 has quadratic weights."""
    w = weights(q, "quadratic")
    return {
        "krippendorff_ordinal": lambda t: krippendorff(t, "ordinal"),
        "ac2": lambda t: gwet(t, w),
    }
