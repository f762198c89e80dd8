"""The figures of a run, in the JSON of the design and as a table for the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from treatygrade.columns import GRADES
from treatygrade.evaluate.bootstrap import Indices, intervals
from treatygrade.evaluate.crossval import Predictions
from treatygrade.evaluate.metrics import measure

SCALARS = (
    "accuracy", "macro_f1", "qwk", "within_one", "log_loss", "ece", "answered", "accuracy_answered",
    "accuracy_surest_80", "set_coverage", "set_size",
)  # fmt: skip
RESAMPLES = 1000


def figures(predictions: Predictions, *, seed: int = 0, times: int = RESAMPLES) -> dict[str, Any]:
    """All figures of one set of predictions, with 95% intervals by bootstrap over States."""
    found = measure_at(predictions, np.arange(len(predictions.gold)))
    seeds = max(1, round(len(predictions.gold) / predictions.texts))
    found["confusion"] = [[round(cell / seeds, 2) for cell in row] for row in found["confusion"]]
    for grade in found["per_grade"].values():
        grade["support"] = round(grade["support"] / seeds)

    def scalars(positions: Indices) -> dict[str, float]:
        drawn = measure_at(predictions, positions)
        each = {
            f"{key}_{grade}": of[key] for grade, of in drawn["per_grade"].items() for key in ("precision", "recall")
        }
        return {**{name: drawn[name] for name in SCALARS}, **each}

    found["intervals"] = intervals(scalars, predictions.states.tolist(), times=times, seed=seed)
    return found


def measure_at(predictions: Predictions, positions: Indices) -> dict[str, Any]:
    """All figures of the predictions at some positions."""
    return measure(
        predictions.probabilities[positions],
        predictions.gold[positions],
        level=predictions.level[positions],
        answer_from=predictions.answer_from[positions],
    )


def result(n: int, shown: Mapping[str, Any], masked: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """The JSON of ``evaluate``: what is asked for first, then what else is known of the run."""
    return {"n": n, "grades": list(GRADES), "shown": dict(shown), "masked": dict(masked), **more}


def summary(found: Mapping[str, Any]) -> dict[str, Any]:
    """The figures that fit one line of a comparison, such as ``dvc metrics diff``: numbers only, with recall."""
    kept: dict[str, Any] = {"n": found["n"]}
    for kind in ("masked", "shown"):
        of = found[kind]
        kept[kind] = {name: of[name] for name in SCALARS}
        kept[kind] |= {f"recall_{grade}": each["recall"] for grade, each in of["per_grade"].items()}
    return kept


def rows_of(found: Mapping[str, Any], kind: str) -> dict[str, Mapping[str, Any]]:
    """The figures of each system of a result, ours first; ``kind`` is masked or shown."""
    return {"treatygrade": found[kind], **{name: of[kind] for name, of in found.get("baselines", {}).items()}}


def table(rows: Mapping[str, Mapping[str, Any]]) -> list[list[str]]:
    """Header and lines: one line a system, figures with intervals, precision/recall by grade."""
    grades = [g for g in GRADES if any(g in row["per_grade"] for row in rows.values())]
    lines = [["", "accuracy", "macro F1", "QWK A-C", "log loss", *(f"{g} P/R" for g in grades)]]
    for name, row in rows.items():
        main = [_with_interval(row, key) for key in ("accuracy", "macro_f1", "qwk", "log_loss")]
        each = [f"{row['per_grade'][g]['precision']:.2f}/{row['per_grade'][g]['recall']:.2f}" for g in grades]
        lines.append([name, *main, *each])
    return lines


def _with_interval(row: Mapping[str, Any], key: str) -> str:
    low, high = row["intervals"][key]
    return f"{row[key]:.3f} [{low:.2f}, {high:.2f}]"
