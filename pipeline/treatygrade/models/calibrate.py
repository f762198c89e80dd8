"""From held-out scores to probabilities, prediction sets and a threshold for answering."""

from __future__ import annotations

from math import ceil

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def temperature(scores: Floats, gold: NDArray[np.int64]) -> float:
    """The factor on scores that makes held-out log loss least (Guo et al. 2017, as 1/T).

    ``scores`` has shape (texts, grades), -inf for grades that a text's scheme lacks.
    """
    from scipy.optimize import minimize_scalar

    def loss(factor: float) -> float:
        return float(-np.mean(log_softmax(scores * factor)[np.arange(len(gold)), gold]))

    return float(minimize_scalar(loss, bounds=(0.05, 5.0), method="bounded").x)


def log_softmax(scores: Floats) -> Floats:
    """Row-wise log of the softmax."""
    shifted = scores - scores.max(axis=1, keepdims=True)
    result: Floats = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return result


def set_level(probabilities: Floats, gold: NDArray[np.int64], coverage: float) -> float:
    """The least probability that a grade of the prediction set has.

    Split conformal sets with the score 1 − p(gold), "least ambiguous set-valued classifier" (Sadinle,
    Lei and Wasserman 2019): the ``ceil((n + 1) * coverage)``-th smallest score on held-out texts.
    """
    scores = np.sort(1 - probabilities[np.arange(len(gold)), gold])
    rank = min(len(scores), ceil((len(scores) + 1) * coverage))
    return float(1 - scores[rank - 1])


def answer_level(confidence: Floats, right: NDArray[np.bool_], wanted_error: float) -> float:
    """The lowest confidence from which answers are wrong at most ``wanted_error`` of the time, held out.

    Above 1 where no level is good enough: then the model never answers.
    """
    order = np.argsort(-confidence, kind="stable")
    errors = np.cumsum(~right[order]) / np.arange(1, len(order) + 1)
    good = np.flatnonzero(errors <= wanted_error)
    return float(confidence[order][good[-1]]) if len(good) else 2.0
