"""A cumulative-logit model with a random effect, fitted by maximum marginal likelihood.

P(Y <= k) = logistic(x_k theta - sigma u), u standard normal for each group (a unit that several reviewers graded, a
State whose texts are not independent). The effect is integrated out by Gauss–Hermite quadrature.
Source: Hedeker & Gibbons 1994, Biometrics 50, 933–944. statsmodels' OrderedModel has no random effect.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from treatygrade.agreement.features import Array
from treatygrade.agreement.pairs import Z95

Indices = NDArray[np.int_]
NODES = 21
LARGEST = 7.0
"""The log of the largest standard deviation that a step of the search may try."""


@dataclass(frozen=True)
class Fit:
    """``point``: theta and last log sigma; ``covariance`` from the observed information; ``value`` log-likelihood."""

    point: Array
    covariance: Array
    value: float

    @property
    def sd(self) -> float:
        """The standard deviation of the random effect."""
        return float(np.exp(self.point[-1]))

    def interval(self, contrast: Array) -> tuple[float, float | None, float | None]:
        """A linear function of theta, with its 95% interval; None where the data do not bound it."""
        estimate = float(contrast @ self.point[: len(contrast)])
        variance = float(contrast @ self.covariance[: len(contrast), : len(contrast)] @ contrast)
        if not 0 < variance < UNBOUNDED**2:
            return estimate, None, None
        return estimate, estimate - Z95 * variance**0.5, estimate + Z95 * variance**0.5


UNBOUNDED = 5.0
"""A standard error of log-odds beyond which the data say nothing: a reviewer who never gives a grade has no bound."""


def maximise(groups: Indices, grades: Indices, upper: Array, lower: Array, start: Array) -> Fit:
    """Fit theta and log sigma to n grades (0 best) in sorted ``groups``.

    ``upper`` and ``lower`` (n, parameters) are the rows x_k of the threshold above each grade and of the one below;
    that of the last grade above, and of the first below, is not used. ``start`` is a first theta.
    """
    from scipy.optimize import minimize
    from scipy.special import expit, logsumexp

    nodes, masses = np.polynomial.hermite_e.hermegauss(NODES)
    log_masses = np.log(masses / masses.sum())
    starts = np.flatnonzero(np.diff(groups, prepend=-1))
    index = np.cumsum(np.diff(groups, prepend=groups[0]) != 0)
    top, bottom = np.logical_not(upper.any(axis=1))[:, None], (grades == 0)[:, None]

    def negative(point: Array) -> tuple[float, Array]:
        pull = np.exp(min(point[-1], LARGEST)) * nodes
        above = expit((upper @ point[:-1])[:, None] - pull)
        below = expit((lower @ point[:-1])[:, None] - pull)
        slope_above, slope_below = above * (1 - above), below * (1 - below)
        above, slope_above = np.where(top, 1.0, above), np.where(top, 0.0, slope_above)
        below, slope_below = np.where(bottom, 0.0, below), np.where(bottom, 0.0, slope_below)
        chance = np.maximum(above - below, 1e-300)
        joint = np.add.reduceat(np.log(chance), starts, axis=0) + log_masses
        whole = logsumexp(joint, axis=1)
        weight = np.exp(joint - whole[:, None])[index]
        rise, fall = weight * slope_above / chance, weight * slope_below / chance
        by_theta = upper.T @ rise.sum(axis=1) - lower.T @ fall.sum(axis=1)
        return -float(whole.sum()), -np.append(by_theta, -((rise - fall) @ pull).sum())

    best = minimize(negative, np.append(start, 0.0), jac=True, method="BFGS", options={"gtol": 1e-4}).x
    best[-1] = best[-1].clip(-LARGEST, LARGEST)  # no variation between groups: the likelihood is flat below
    step = 1e-4
    shifts = np.eye(len(best)) * step
    information = np.array([(negative(best + s)[1] - negative(best - s)[1]) / (2 * step) for s in shifts])
    return Fit(best, np.linalg.pinv((information + information.T) / 2), -negative(best)[0])


def thresholds_of(grades: Indices, cuts: int) -> Array:
    """Thresholds (cuts,) to start from: those of the shares of grades."""
    shares = np.array([(grades <= k).mean() for k in range(cuts)]).clip(0.01, 0.99)
    found: Array = 1.3 * np.log(shares / (1 - shares))
    return found
