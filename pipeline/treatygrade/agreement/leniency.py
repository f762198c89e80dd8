"""Who is lenient: each reviewer's shift on the scale, own thresholds, and drift from session to session.

P(Y_ij <= k) = logistic(tau_k + lambda_j - sigma u_i), u_i standard normal, the lambda_j summing to 0: a reviewer
with a positive lambda gives better grades. See :mod:`treatygrade.agreement.cumulative`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from treatygrade.agreement.cumulative import Fit, Indices, maximise, thresholds_of
from treatygrade.agreement.features import Array
from treatygrade.agreement.ratings import MISSING, Ratings

Interval = tuple[float, float | None, float | None]


@dataclass(frozen=True)
class Test:
    """A likelihood-ratio test: ``statistic`` on ``degrees`` of freedom."""

    statistic: float
    degrees: int

    @property
    def p_value(self) -> float:
        from scipy.stats import chi2

        return float(chi2.sf(self.statistic, self.degrees))

    def as_dict(self) -> dict[str, Any]:
        return {"statistic": self.statistic, "degrees": self.degrees, "p_value": self.p_value}


class Leniency:
    """The models of one set of ratings, which needs two ordered grades and two reviewers; each is fitted when asked."""

    def __init__(self, ratings: Ratings) -> None:
        units, raters = np.nonzero(ratings.ordinal_codes != MISSING)
        self.units: Indices = units
        self.raters: Indices = raters
        self.grades: Indices = ratings.ordinal_codes[units, raters].astype(int)
        self.cuts = len(ratings.scale.ordinal) - 1
        self.people = len(ratings.reviewers)
        self.sessions = len(ratings.sessions)
        self._when = None if ratings.when is None else ratings.when[units, raters].astype(float)
        self._start = thresholds_of(self.grades, self.cuts)
        # Effects that sum to 0: the last reviewer's is minus the sum of the others'.
        self._contrast = np.vstack([np.eye(self.people - 1), -np.ones(self.people - 1)])

    @cached_property
    def _alike(self) -> Fit:
        return self._fit(np.zeros((len(self.units), 0)))

    @cached_property
    def _shifted(self) -> Fit:
        return self._fit(self._contrast[self.raters])

    @cached_property
    def _own(self) -> Fit:
        """Thresholds of each reviewer's own, reviewer by reviewer."""
        width = self.people * self.cuts
        places = self.raters * self.cuts + self.grades
        upper = np.where((self.grades < self.cuts)[:, None], np.eye(width)[np.minimum(places, width - 1)], 0.0)
        lower = np.where((self.grades > 0)[:, None], np.eye(width)[np.maximum(places - 1, 0)], 0.0)
        start = np.tile(self._shifted.point[: self.cuts], self.people)
        return maximise(self.units, self.grades, upper, lower, start)

    @cached_property
    def _drifting(self) -> tuple[Fit, Fit] | None:
        """With and without a slope over sessions for each reviewer; both with one for all, which the units may have."""
        if self._when is None or self.sessions < 2 or (self._when == MISSING).any():
            return None
        time = (self._when - self._when.mean())[:, None]
        fixed = np.hstack([self._contrast[self.raters], time])
        slopes = self._contrast[self.raters] * time
        return self._fit(fixed), self._fit(np.hstack([fixed, slopes]))

    def _fit(self, design: Array) -> Fit:
        cut = np.eye(self.cuts + 1)
        top = (self.grades == self.cuts)[:, None]
        upper = np.where(top, 0.0, np.hstack([cut[self.grades][:, : self.cuts], design]))
        lower = np.hstack([cut[self.grades][:, 1:], design])
        start = np.append(self._start, np.zeros(design.shape[1]))
        return maximise(self.units, self.grades, upper, lower, start)

    @property
    def unit_sd(self) -> float:
        return self._shifted.sd

    def shift(self, reviewer: int) -> Interval:
        """A reviewer's lambda, log-odds of a better grade."""
        return self._shifted.interval(np.append(np.zeros(self.cuts), self._contrast[reviewer]))

    def threshold(self, cut: int) -> Interval:
        """The threshold between a grade and the next, of all reviewers together."""
        return self._shifted.interval(np.eye(self.cuts)[cut])

    def own_threshold(self, reviewer: int, cut: int) -> Interval:
        """A reviewer's own threshold; higher is more lenient."""
        return self._own.interval(np.eye(self.people * self.cuts)[reviewer * self.cuts + cut])

    def drift(self, reviewer: int) -> Interval | None:
        """How much a reviewer's shift grows from a session to the next, relative to the others."""
        if self._drifting is None:
            return None
        before = np.zeros(self.cuts + self.people)  # thresholds, shifts, the slope of all
        return self._drifting[1].interval(np.append(before, self._contrast[reviewer]))

    def equal_shifts(self) -> Test:
        """Against no reviewer being more lenient than another."""
        return Test(2 * (self._shifted.value - self._alike.value), self.people - 1)

    def equal_thresholds(self) -> Test:
        """Against all reviewers having the same thresholds."""
        return Test(2 * (self._own.value - self._alike.value), (self.people - 1) * self.cuts)

    def equal_spacing(self) -> Test | None:
        """Against thresholds that are those of the others, shifted; None with one threshold."""
        if self.cuts < 2:
            return None
        return Test(2 * (self._own.value - self._shifted.value), (self.people - 1) * (self.cuts - 1))

    def no_drift(self) -> Test | None:
        """Against nobody's shift changing over the sessions."""
        if self._drifting is None:
            return None
        fixed, drifting = self._drifting
        return Test(2 * (drifting.value - fixed.value), self.people - 1)
