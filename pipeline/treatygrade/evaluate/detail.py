"""Where predictions are right and wrong: by group, by confidence, text by text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from treatygrade.columns import GRADES
from treatygrade.evaluate.crossval import Predictions
from treatygrade.evaluate.metrics import BINS

Floats = NDArray[np.float64]
Row = Mapping[str, Any]


def reliability(predictions: Predictions) -> list[dict[str, float]]:
    """For each tenth of confidence that occurs: the mean confidence, the share right, the number."""
    confidence = predictions.probabilities.max(axis=1)
    right = predictions.probabilities.argmax(axis=1) == predictions.gold
    bins = np.minimum((confidence * BINS).astype(int), BINS - 1)
    return [
        {
            "confidence": float(confidence[bins == b].mean()),
            "right": float(right[bins == b].mean()),
            "n": int((bins == b).sum()),
        }
        for b in np.unique(bins)
    ]


def coverage_against_error(predictions: Predictions) -> list[dict[str, float]]:
    """The share wrong among the surest 10%, 20% … 100% of texts (El-Yaniv and Wiener 2010)."""
    confidence = predictions.probabilities.max(axis=1)
    wrong = predictions.probabilities.argmax(axis=1) != predictions.gold
    order = np.argsort(-confidence, kind="stable")
    cuts = [max(1, round(len(order) * tenth / 10)) for tenth in range(1, 11)]
    return [{"coverage": tenth / 10, "error": float(wrong[order[:n]].mean())} for tenth, n in enumerate(cuts, 1)]


def by_group(predictions: Predictions, rows: Sequence[Row], column: str) -> dict[str, dict[str, float]]:
    """Number and accuracy for each value of a column of the unit rows."""
    values = np.tile([str(row.get(column) or "") for row in rows], len(predictions.gold) // len(rows))
    right = predictions.probabilities.argmax(axis=1) == predictions.gold
    return {
        str(value): {
            "n": int((values == value).sum()) * len(rows) // len(values),
            "accuracy": float(right[values == value].mean()),
        }
        for value in np.unique(values)
    }


def mean_probabilities(predictions: Predictions) -> Floats:
    """Probabilities of each text averaged over seeds, shape (texts, 6)."""
    mean: Floats = predictions.probabilities.reshape(-1, predictions.texts, len(GRADES)).mean(axis=0)
    return mean


def confident_errors(predictions: Predictions, rows: Sequence[Row], most: int = 20) -> list[dict[str, Any]]:
    """The wrong predictions that the model was surest of, with what identifies each text."""
    mean = mean_probabilities(predictions)
    gold = predictions.gold[: predictions.texts]
    wrong = np.flatnonzero(mean.argmax(axis=1) != gold)
    ranked = wrong[np.argsort(-mean[wrong].max(axis=1), kind="stable")][:most]
    return [
        {
            "unit": identity(rows[i]),
            "grade": GRADES[gold[i]],
            "predicted": GRADES[int(mean[i].argmax())],
            "confidence": float(mean[i].max()),
            "text": rows[i]["text"],
        }
        for i in ranked
    ]


def suspicious(predictions: Predictions, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Gold grades that may be wrong, the least likely first. They are listed, never left out.

    Confident learning (Northcutt, Jiang and Chuang 2021): a text counts as another grade's where its
    held-out probability reaches the mean that this grade has among the texts that bear it.
    """
    mean = mean_probabilities(predictions)
    gold = predictions.gold[: predictions.texts]
    level = np.array([mean[gold == g, g].mean() if (gold == g).any() else np.inf for g in range(len(GRADES))])
    among = np.where(mean >= level, mean, -1.0)
    other = among.argmax(axis=1)
    found = np.flatnonzero((among.max(axis=1) > 0) & (other != gold))
    ranked = sorted(found.tolist(), key=lambda i: float(mean[i, gold[i]] - mean[i, other[i]]))
    return [
        {"unit": identity(rows[i]), "grade": GRADES[gold[i]], "rather": GRADES[int(other[i])],
         "own_probability": float(mean[i, gold[i]]), "other_probability": float(mean[i, other[i]])}
        for i in ranked
    ]  # fmt: skip


def identity(row: Row) -> str:
    """What a unit row is called: its ``unit_id`` or ``id``, else symbol and paragraph."""
    return str(row.get("unit_id") or row.get("id") or f"{row.get('symbol', '')} {row.get('paragraph', '')}".strip())
