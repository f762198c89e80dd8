"""The linear classifier: what is fitted, and how its scores look before calibration."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from treatygrade.columns import GRADES
from treatygrade.features.vocabulary import Vocabulary
from treatygrade.models.data import Examples
from treatygrade.models.settings import Settings

Floats = NDArray[np.float64]
_ABSENT = -20.0
"""Score of a grade that no training text has: e to this power is no probability to speak of."""


@dataclass(frozen=True, slots=True)
class Linear:
    """``weights`` (features, grades) and ``bias`` (grades,), grades in the order A–F."""

    vocabulary: Vocabulary
    weights: Floats
    bias: Floats

    def scores(self, examples: Examples) -> Floats:
        """Scores in nats, shape (texts, grades), -inf for grades that a text's scheme lacks."""
        found = self.vocabulary.matrix(examples.counts) @ self.weights + self.bias
        return np.where(examples.allowed, found, -np.inf)

    def times(self, factor: float) -> Linear:
        """The same classifier with all scores multiplied."""
        return Linear(self.vocabulary, self.weights * factor, self.bias * factor)


def fit(examples: Examples, settings: Settings) -> Linear:
    """Multinomial logistic regression with an L2 penalty, rare grades weighed up."""
    from sklearn.linear_model import LogisticRegression

    vocabulary = Vocabulary.fit(
        examples.counts, examples.states.tolist(), weights=settings.blocks, min_groups=settings.min_states
    )
    support = np.bincount(examples.gold, minlength=len(GRADES))
    present = np.flatnonzero(support)
    boost = {int(grade): (support.max() / support[grade]) ** settings.balance for grade in present}
    model = LogisticRegression(C=settings.strength, class_weight=boost, max_iter=5000, tol=1e-6)
    model.fit(vocabulary.matrix(examples.counts), examples.gold)
    weights = np.zeros((len(vocabulary.names), len(GRADES)))
    bias = np.full(len(GRADES), _ABSENT)
    if len(present) == 2:  # scikit-learn keeps one row for two classes
        weights[:, present[1]], bias[present] = model.coef_[0], (0.0, model.intercept_[0])
    else:
        weights[:, present], bias[present] = model.coef_.T, model.intercept_
    return Linear(vocabulary, weights, bias)
