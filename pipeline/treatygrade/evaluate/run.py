"""An evaluation from beginning to end: cross-validation, or a saved model on gold."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from treatygrade.columns import GRADES
from treatygrade.corpus.texts import digest
from treatygrade.errors import UsageError
from treatygrade.evaluate.compare import compare
from treatygrade.evaluate.crossval import Predictions, cross_validate, shown, split_once
from treatygrade.evaluate.detail import by_group, confident_errors, coverage_against_error, reliability, suspicious
from treatygrade.evaluate.result import figures, result
from treatygrade.evaluate.systems import OURS, SYSTEMS, System
from treatygrade.models.calibrate import log_softmax
from treatygrade.models.data import Examples, Row, prepare, read_units
from treatygrade.models.model import Model
from treatygrade.models.settings import Settings


def read_gold(paths: Sequence[Path]) -> list[Row]:
    """The graded units of tables and reports.

    Raises:
        UsageError: a path is not there, or none holds a graded unit.
    """
    sources = read_units(paths)
    if sources.missing:
        raise UsageError("no such file", file=sources.missing[0])
    if not sources.rows:
        raise UsageError("no unit with a text and a grade", hint="gold is the column `grade`, A to F")
    return sources.rows


def by_cross_validation(
    published: Sequence[Row],
    settings: Settings,
    *,
    count: int,
    seeds: int,
    systems: Mapping[str, System] = SYSTEMS,
) -> dict[str, Any]:
    """Figures of each system with verdicts masked and shown, on States that it did not learn from."""
    invented = read_units([Path(path) for path in settings.invented]).rows
    turns = [settings.seed + turn for turn in range(seeds)]
    predictions = cross_validate(prepare(published, invented), settings, systems, count=count, seeds=turns)
    return compared(predictions, published, folds=count, seeds=turns, invented_for_training=len(invented))


def by_year(
    published: Sequence[Row], settings: Settings, *, last: int, systems: Mapping[str, System] = SYSTEMS
) -> dict[str, Any]:
    """Figures on the reports after the year ``last``, learned from those up to it.

    Raises:
        UsageError: all rows are on one side.
    """
    invented = read_units([Path(path) for path in settings.invented]).rows
    examples = prepare(published, invented)
    late = np.array([int(row.get("year") or 0) > last for row in published])
    if late.all() or not late.any():
        raise UsageError(f"no split at {last}: all units are on one side")
    test = np.flatnonzero(late)
    train = np.setdiff1d(np.arange(len(examples)), test)
    predictions = split_once(examples, settings, systems, train=train, test=test)
    tested = [published[i] for i in test.tolist()]
    return compared(predictions, tested, trained_to=last, invented_for_training=len(invented))


def compared(predictions: Mapping[str, Mapping[str, Predictions]], tested: Sequence[Row], **run: Any) -> dict[str, Any]:
    """The result of predictions by kind and system: figures, differences to the baselines, details."""
    found = {kind: {name: figures(of) for name, of in each.items()} for kind, each in predictions.items()}
    masked = predictions["masked"]
    others = [name for name in masked if name != OURS]
    return result(
        len(tested),
        found["shown"][OURS],
        found["masked"][OURS],
        baselines={name: {kind: found[kind][name] for kind in found} for name in others},
        differences={name: compare(masked[OURS], masked[name]) for name in others},
        **details(masked[OURS], tested),
        run=_run(tested, **run),
    )


def by_model(gold: Sequence[Row], model: Model) -> dict[str, Any]:
    """Figures of a saved model. Texts that it was trained on are counted in ``run.seen_in_training``."""
    masked = prepare(gold)
    hidden = model_predictions(masked, model)
    seen = frozenset(model.card["training_texts"].values())
    known = sum(digest(row["text"]) in seen for row in gold)
    return result(
        len(gold),
        figures(model_predictions(shown(masked), model)),
        figures(hidden),
        **details(hidden, gold),
        run=_run(gold, seen_in_training=known),
    )


def details(predictions: Predictions, rows: Sequence[Row]) -> dict[str, Any]:
    """What the page shows beside the figures, all of it with verdicts masked."""
    return {
        "reliability": reliability(predictions),
        "coverage_error": coverage_against_error(predictions),
        "by": {column: by_group(predictions, rows, column) for column in ("scheme", "language")},
        "confident_errors": confident_errors(predictions, rows),
        "suspicious": suspicious(predictions, rows),
    }


def model_predictions(examples: Examples, model: Model) -> Predictions:
    """What a saved model says of examples."""
    scores = np.array([model.count_scores(*each) for each in zip(examples.counts, examples.allowed, strict=True)])
    at = model.thresholds
    if examples.shown:
        told = np.flatnonzero(examples.stated >= 0)
        scores[told, examples.stated[told]] += at.verdict_weight
    every = np.ones(len(examples))
    return Predictions(
        np.exp(log_softmax(scores)), at.level * every, at.answer_from * every, examples.gold, examples.states,
        len(examples),
    )  # fmt: skip


def _run(rows: Sequence[Row], **more: Any) -> dict[str, Any]:
    data = json.dumps([[row["text"], row["grade"], row.get("scheme")] for row in rows]).encode()
    return {"date": datetime.now(UTC).date().isoformat(), "data_sha256": hashlib.sha256(data).hexdigest(), **more}


def gate(found: Mapping[str, Any], wanted: Mapping[str, float]) -> list[str]:
    """The gates that were missed, in words. ``recall_D`` and the like are per grade; figures are masked.

    Raises:
        UsageError: no such figure.
    """
    masked = found["masked"]
    values = {name: value for name, value in masked.items() if isinstance(value, float)}
    values |= {f"recall_{grade}": masked["per_grade"].get(grade, {}).get("recall", 0.0) for grade in GRADES}
    values |= {f"precision_{grade}": masked["per_grade"].get(grade, {}).get("precision", 0.0) for grade in GRADES}
    for name in wanted:
        if name not in values:
            raise UsageError(f"no figure {name!r}", hint=f"there are {', '.join(sorted(values))}")
    lower_is_better = {"log_loss", "ece", "set_size"}
    return [
        f"{name} is {values[name]:.3f}, wanted {'at most' if name in lower_is_better else 'at least'} {limit}"
        for name, limit in wanted.items()
        if (values[name] > limit if name in lower_is_better else values[name] < limit)
    ]
