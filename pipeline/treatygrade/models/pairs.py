"""The classifier: one linear decision for each pair of grades, and soft votes.

A decision between two grades learns from their texts alone, so that the frequent grades do not drown the
rare ones. Summing squashed decisions rather than margins keeps one confident pair from outvoting all
(soft voting of pairwise classifiers: Price, Knerr, Personnaz and Dreyfus 1995; Wu, Lin and Weng 2004).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from treatygrade.columns import GRADES
from treatygrade.errors import ConfigError
from treatygrade.features.vocabulary import Vocabulary
from treatygrade.models.data import Examples
from treatygrade.models.settings import Settings

Floats = NDArray[np.float64]
PAIRS = tuple(combinations(range(len(GRADES)), 2))
SIGNS: Floats = np.array([[(g == a) - (g == b) for g in range(len(GRADES))] for a, b in PAIRS], dtype=np.float64)
"""(pairs, grades): 1 for the first grade of a pair, -1 for the second, 0 for the others."""
_SURE = 20.0
"""Bias, in nats, of a pair of which only one grade has been seen in training."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """``weights`` (features, pairs) and ``bias`` (pairs,) in nats; ``factor`` brings votes to log-odds."""

    vocabulary: Vocabulary
    weights: Floats
    bias: Floats
    factor: float = 1.0

    def scores(self, examples: Examples) -> Floats:
        """Scores of many texts, shape (texts, grades), -inf for grades that a text's scheme lacks."""
        decisions = self.vocabulary.matrix(examples.counts) @ self.weights + self.bias
        return np.where(examples.allowed, self.factor * votes(decisions, examples.allowed), -np.inf)


def votes(decisions: Floats, allowed: NDArray[np.bool_]) -> Floats:
    """The soft votes for each grade: tanh of the decisions between grades that are both allowed.

    ``decisions`` has shape (..., pairs), ``allowed`` and the result (..., grades).
    """
    meet = allowed[..., [a for a, _ in PAIRS]] & allowed[..., [b for _, b in PAIRS]]
    result: Floats = (np.tanh(decisions) * meet) @ SIGNS
    return result


def fit(examples: Examples, settings: Settings) -> Pairs:
    """Logistic regression with an L2 penalty for each pair of grades, rare grades weighed up.

    Raises:
        ConfigError: no feature occurs in the texts of as many States as the settings ask for.
    """
    from sklearn.linear_model import LogisticRegression

    vocabulary = Vocabulary.fit(
        examples.counts, examples.states.tolist(), weights=settings.blocks, min_groups=settings.min_states
    )
    if not vocabulary.names:
        raise ConfigError(
            f"no feature occurs in the texts of {settings.min_states} States",
            hint="set `min_states` lower, or give units of more States",
        )
    matrix = vocabulary.matrix(examples.counts)
    support = np.bincount(examples.gold, minlength=len(GRADES))
    boost = (support.max() / np.maximum(support, 1)) ** settings.balance
    weights = np.zeros((len(vocabulary.names), len(PAIRS)))
    bias = np.zeros(len(PAIRS))
    for i, (a, b) in enumerate(PAIRS):
        if not support[a] or not support[b]:
            bias[i] = _SURE * (int(support[a] > 0) - int(support[b] > 0))
            continue
        own = np.flatnonzero((examples.gold == a) | (examples.gold == b))
        model = LogisticRegression(C=settings.strength, class_weight={True: boost[a], False: boost[b]}, max_iter=2000)
        model.fit(matrix[own], examples.gold[own] == a)
        weights[:, i], bias[i] = model.coef_[0], model.intercept_[0]
    return Pairs(vocabulary, weights, bias)
