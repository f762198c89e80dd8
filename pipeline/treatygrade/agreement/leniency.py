"""Who is lenient: a cumulative-logit model with a random unit effect and a shift for each reviewer.

P(Y_ij <= k) = logistic(tau_k + lambda_j - sigma u_i), u_i standard normal, the lambda_j summing to 0: a reviewer
with a positive lambda gives better grades. The unit effect is integrated out by Gauss–Hermite quadrature.
Source: Hedeker & Gibbons 1994, Biometrics 50, 933–944.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from treatygrade.agreement.features import Array
from treatygrade.agreement.pairs import Z95
from treatygrade.agreement.ratings import MISSING, Ratings

Indices = NDArray[np.int_]
NODES = 21


@dataclass(frozen=True)
class Leniency:
    """Log-odds shifts (reviewers,), thresholds (grades - 1,) and the unit effect's standard deviation.

    ``errors`` and ``threshold_errors`` are standard errors from the observed information; ``p_value``
    is the likelihood-ratio test against equal thresholds for all reviewers (``statistic`` on ``degrees``).
    """

    shifts: Array
    errors: Array
    thresholds: Array
    threshold_errors: Array
    unit_sd: float
    statistic: float
    degrees: int
    p_value: float

    def interval(self, reviewer: int) -> tuple[float, float]:
        """The 95% interval of a reviewer's shift."""
        margin = Z95 * self.errors[reviewer]
        return float(self.shifts[reviewer] - margin), float(self.shifts[reviewer] + margin)


def fit(ratings: Ratings) -> Leniency:
    """Fit the model to the ordered grades; the ratings need two ordered grades and two reviewers."""
    from scipy.stats import chi2

    units, raters = np.nonzero(ratings.ordinal_codes != MISSING)
    grades = ratings.ordinal_codes[units, raters].astype(int)
    cuts, people = len(ratings.scale.ordinal) - 1, len(ratings.reviewers)
    contrast = np.vstack([np.eye(people - 1), -np.ones(people - 1)])
    full, value, covariance = _maximise(units, grades, contrast[raters], cuts)
    _, null, _ = _maximise(units, grades, np.zeros((len(units), 0)), cuts)
    shifts = slice(cuts, cuts + people - 1)
    statistic = 2 * (value - null)
    return Leniency(
        contrast @ full[shifts],
        np.sqrt(np.diag(contrast @ covariance[shifts, shifts] @ contrast.T)),
        full[:cuts],
        np.sqrt(np.diag(covariance)[:cuts]),
        float(np.exp(full[-1])),
        float(statistic),
        people - 1,
        float(chi2.sf(statistic, people - 1)),
    )


def _maximise(units: Indices, grades: Indices, design: Array, cuts: int) -> tuple[Array, float, Array]:
    """Maximum of the marginal log-likelihood: parameters, value and covariance."""
    from scipy.optimize import minimize
    from scipy.special import expit, logsumexp

    nodes, masses = np.polynomial.hermite_e.hermegauss(NODES)
    log_masses = np.log(masses / masses.sum())
    _, index = np.unique(units, return_inverse=True)
    upper = np.eye(cuts + 1)[grades][:, :cuts]
    lower = np.eye(cuts + 1)[grades][:, 1:]

    def negative(point: Array) -> tuple[float, Array]:
        sigma = np.exp(point[-1])
        shift = design @ point[cuts:-1]
        pull = sigma * nodes
        above = expit((upper @ point[:cuts] + shift)[:, None] - pull)
        below = expit((lower @ point[:cuts] + shift)[:, None] - pull)
        slope_above, slope_below = above * (1 - above), below * (1 - below)
        top, bottom = (grades == cuts)[:, None], (grades == 0)[:, None]
        above, slope_above = np.where(top, 1.0, above), np.where(top, 0.0, slope_above)
        below, slope_below = np.where(bottom, 0.0, below), np.where(bottom, 0.0, slope_below)
        chance = np.maximum(above - below, 1e-300)
        joint = np.zeros((index.max() + 1, NODES))
        np.add.at(joint, index, np.log(chance))
        joint += log_masses
        unit = logsumexp(joint, axis=1)
        weight = np.exp(joint - unit[:, None])[index]
        rise, fall = weight * slope_above / chance, weight * slope_below / chance
        by_cut = upper.T @ rise.sum(axis=1) - lower.T @ fall.sum(axis=1)
        by_shift = design.T @ (rise - fall).sum(axis=1)
        by_sigma = -((rise - fall) @ pull).sum()
        return -float(unit.sum()), -np.concatenate([by_cut, by_shift, [by_sigma]])

    below_cut = np.array([(grades <= k).mean() for k in range(cuts)]).clip(0.01, 0.99)
    start = np.concatenate([1.3 * np.log(below_cut / (1 - below_cut)), np.zeros(design.shape[1]), [0.0]])
    best = minimize(negative, start, jac=True, method="BFGS", options={"gtol": 1e-4}).x
    step = 1e-4
    shifts = np.eye(len(best)) * step
    information = np.array([(negative(best + s)[1] - negative(best - s)[1]) / (2 * step) for s in shifts])
    return best, -negative(best)[0], np.linalg.pinv((information + information.T) / 2)
