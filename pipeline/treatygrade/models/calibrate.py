"""From held-out scores to probabilities, prediction sets and a threshold for answering."""

from __future__ import annotations

from math import ceil

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


LEAST = -10.0
"""Log probability below which a text counts no further against a verdict's weight."""


def temperature(scores: Floats, gold: NDArray[np.int64]) -> float:
    """The factor on scores that makes held-out log loss least (Guo et al. 2017, as 1/T).

    ``scores`` has shape (texts, grades), -inf for grades that a text's scheme lacks.
    """
    from scipy.optimize import minimize_scalar

    def loss(factor: float) -> float:
        return float(-np.mean(log_softmax(scores * factor)[np.arange(len(gold)), gold]))

    return float(minimize_scalar(loss, bounds=(0.05, 5.0), method="bounded").x)


def verdict_weight(scores: Floats, gold: NDArray[np.int64], stated: NDArray[np.int64]) -> float:
    """What a grade stated in words adds to that grade's score, so that held-out log loss is least; 0 for none.

    ``stated`` are indices of grades, -1 for texts that state none; ``scores`` as in :func:`temperature`.
    """
    from scipy.optimize import minimize_scalar

    told = np.flatnonzero(stated >= 0)
    if not len(told):
        return 0.0
    extra = np.zeros((len(told), scores.shape[1]))
    extra[np.arange(len(told)), stated[told]] = 1.0

    def loss(weight: float) -> float:
        found = log_softmax(scores[told] + weight * extra)
        return float(-np.mean(np.maximum(found[np.arange(len(told)), gold[told]], LEAST)))

    return float(minimize_scalar(loss, bounds=(0.0, 20.0), method="bounded").x)


def log_softmax(scores: Floats) -> Floats:
    """Row-wise log of the softmax."""
    shifted = scores - scores.max(axis=1, keepdims=True)
    result: Floats = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return result


def set_level(probabilities: Floats, gold: NDArray[np.int64], coverage: float) -> float:
    """The least probability that a grade of the prediction set has.

    Split conformal sets with the score 1 − p(gold), "least ambiguous set-valued classifier" (Sadinle,
    Lei and Wasserman 2019): the ``ceil((n + 1) * coverage)``-th smallest score on held-out texts; 0, so that sets hold
    every grade, where there are too few texts to promise so much. One number, so that predicting needs no further
    library; the tests hold it against crepes.
    """
    scores = np.sort(1 - probabilities[np.arange(len(gold)), gold])
    rank = ceil((len(scores) + 1) * coverage)
    return float(1 - scores[rank - 1]) if rank <= len(scores) else 0.0


def answer_level(confidence: Floats, right: NDArray[np.bool_], wanted_error: float) -> float:
    """The lowest confidence from which answers are wrong at most ``wanted_error`` of the time, held out.

    Above 1 where no level is good enough: then the model never answers. Texts of equal confidence are answered
    together or not at all.
    """
    order = np.argsort(-confidence, kind="stable")
    falling = confidence[order]
    errors = np.cumsum(~right[order]) / np.arange(1, len(order) + 1)
    last_of_equals = np.append(falling[1:] != falling[:-1], True)
    good = np.flatnonzero((errors <= wanted_error) & last_of_equals)
    return float(falling[good[-1]]) if len(good) else 2.0
