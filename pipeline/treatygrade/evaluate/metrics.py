"""The figures of an evaluation, from probabilities on the common scale and gold grades."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from treatygrade.columns import GRADES, ORDINAL

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]
BINS = 10
"""Of equal width, for the expected calibration error."""
_LEAST = 1e-6
"""A probability below this counts as this in the log loss, so that one text cannot outweigh all."""


def measure(
    probabilities: Floats, gold: Indices, *, level: float | Floats, answer_from: float | Floats
) -> dict[str, Any]:
    """All figures of the design for one set of predictions.

    ``probabilities`` has shape (texts, 6); ``gold`` are indices into A–F; ``level`` and ``answer_from``
    are thresholds on probabilities, one for all or one for each text. Averages over grades are over those
    that occur in gold. Figures that nothing supports are 0.
    """
    predicted = probabilities.argmax(axis=1)
    right = predicted == gold
    confusion = np.zeros((len(GRADES), len(GRADES)), dtype=np.int64)
    np.add.at(confusion, (gold, predicted), 1)
    per_grade = {grade: _grade(confusion, i) for i, grade in enumerate(GRADES) if confusion[i].any()}
    confidence = probabilities.max(axis=1)
    answered = confidence >= answer_from
    within = probabilities >= np.reshape(level, (-1, 1))
    within[np.arange(len(gold)), predicted] = True
    own = probabilities[np.arange(len(gold)), gold]
    surest = np.argsort(-confidence, kind="stable")[: max(1, round(0.8 * len(gold)))]
    return {
        "accuracy": float(right.mean()),
        "macro_f1": float(np.mean([figures["f1"] for figures in per_grade.values()])),
        **ordinal(probabilities, gold),
        "log_loss": float(-np.log(np.maximum(own, _LEAST)).mean()),
        "ece": calibration_error(confidence, right),
        "answered": float(answered.mean()),
        "accuracy_answered": float(right[answered].mean()) if answered.any() else 0.0,
        "accuracy_surest_80": float(right[surest].mean()),
        "set_coverage": float(within[np.arange(len(gold)), gold].mean()),
        "set_size": float(within.sum(axis=1).mean()),
        "confusion": confusion.tolist(),
        "per_grade": per_grade,
    }


def _grade(confusion: Indices, i: int) -> dict[str, float]:
    """The figures of a grade that occurs in gold."""
    hits, support, claimed = float(confusion[i, i]), int(confusion[i].sum()), int(confusion[:, i].sum())
    return {
        "precision": hits / claimed if claimed else 0.0,
        "recall": hits / support,
        "f1": 2 * hits / (support + claimed),
        "support": support,
    }


def ordinal(probabilities: Floats, gold: Indices) -> dict[str, float]:
    """Quadratic weighted kappa and the share within one step, on texts whose gold is A–C.

    The prediction is the most probable of A–C. Cohen (1968), weights (i − j)².
    """
    size = len(ORDINAL)
    among = gold < size
    if not among.any():
        return {"qwk": 0.0, "within_one": 0.0}
    table = np.zeros((size, size))
    predicted = probabilities[among, :size].argmax(axis=1)
    np.add.at(table, (gold[among], predicted), 1)
    distance = np.subtract.outer(np.arange(size), np.arange(size)) ** 2
    expected = np.outer(table.sum(axis=1), table.sum(axis=0)) / table.sum()
    chance = float((distance * expected).sum())
    return {
        "qwk": 1 - float((distance * table).sum()) / chance if chance else 0.0,
        "within_one": float((np.abs(gold[among] - predicted) <= 1).mean()),
    }


def calibration_error(confidence: Floats, right: NDArray[np.bool_]) -> float:
    """Expected calibration error over ``BINS`` equal bins of confidence (Naeini, Cooper, Hauskrecht 2015)."""
    bins = np.minimum((confidence * BINS).astype(int), BINS - 1)
    gaps = np.bincount(bins, weights=confidence - right)
    return float(np.abs(gaps).sum()) / len(confidence)
