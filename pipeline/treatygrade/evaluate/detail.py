"""Where predictions are right and wrong: by group, by confidence, text by text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from treatygrade.columns import GRADES
from treatygrade.evaluate.bootstrap import intervals
from treatygrade.evaluate.crossval import Predictions
from treatygrade.evaluate.metrics import BINS
from treatygrade.evaluate.result import RESAMPLES, measure_at
from treatygrade.states import marked

Floats = NDArray[np.float64]
Row = Mapping[str, Any]
_LEAST = 1e-9
"""A grade that a scheme lacks has probability 0, which cleanlab does not take."""


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


def by_group(predictions: Predictions, rows: Sequence[Row], column: str) -> dict[str, dict[str, Any]]:
    """For each value of a column of the unit rows: number, States, accuracy with its 95% interval, macro F1, QWK.

    The interval is by bootstrap over States; None where there is one State only.
    """
    values = np.tile([_value(row, column) for row in rows], len(predictions.gold) // len(rows))
    found: dict[str, dict[str, Any]] = {}
    for value in np.unique(values):
        at = np.flatnonzero(values == value)
        of, states = measure_at(predictions, at), predictions.states[at]
        several = len(set(states.tolist())) > 1
        found[str(value)] = {
            "n": len(at) * len(rows) // len(values),
            "states": len(set(states.tolist())),
            **{name: of[name] for name in ("accuracy", "macro_f1", "qwk")},
            "interval": _accuracy_interval(predictions, at) if several else None,
        }
    return found


def _value(row: Row, column: str) -> str:
    value = str(row.get(column) or "")
    return marked(value, str(row.get("iso3") or "")) if column == "state" else value


def _accuracy_interval(predictions: Predictions, at: NDArray[np.int64]) -> tuple[float, float]:
    right = predictions.probabilities[at].argmax(axis=1) == predictions.gold[at]

    def accuracy(positions: NDArray[np.int64]) -> dict[str, float]:
        return {"accuracy": float(right[positions].mean())}

    return intervals(accuracy, predictions.states[at].tolist(), times=RESAMPLES)["accuracy"]


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
            "language": rows[i].get("language") or "en",
        }
        for i in ranked
    ]


def suspicious(predictions: Predictions, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Gold grades that may be wrong, the least likely first. They are listed, never left out.

    Confident learning (Northcutt, Jiang and Chuang 2021) by cleanlab: held-out probabilities against the mean
    that each grade has among the texts that bear it, ranked by the margin to the best other grade.
    """
    import warnings

    from cleanlab.filter import find_label_issues

    mean, gold = mean_probabilities(predictions), predictions.gold[: predictions.texts]
    occurring = np.unique(gold)
    if len(occurring) < 2:
        return []
    among = np.maximum(mean[:, occurring], _LEAST)
    among /= among.sum(axis=1, keepdims=True)
    with warnings.catch_warnings():
        # A grade with a handful of texts is expected here: D, E and F are rare.
        warnings.filterwarnings("ignore", message="May not flag all label issues")
        ranked = find_label_issues(
            np.searchsorted(occurring, gold), among, return_indices_ranked_by="normalized_margin", n_jobs=1
        )
    found = []
    for i in ranked.tolist():
        other = int(np.where(np.arange(len(GRADES)) == gold[i], -1.0, mean[i]).argmax())
        found.append(
            {"unit": identity(rows[i]), "grade": GRADES[gold[i]], "rather": GRADES[other],
             "own_probability": float(mean[i, gold[i]]), "other_probability": float(mean[i, other])}
        )  # fmt: skip
    return found


def identity(row: Row) -> str:
    """What a unit row is called: its ``unit_id`` or ``id``, else symbol and paragraph; marked where it is invented."""
    name = row.get("unit_id") or row.get("id") or f"{row.get('symbol', '')} {row.get('paragraph', '')}".strip()
    return marked(str(name), str(row.get("iso3") or ""))
