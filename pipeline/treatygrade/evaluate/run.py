"""An evaluation from beginning to end: cross-validation, or a saved model on gold."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from treatygrade.corpus.collect import Collected, collect
from treatygrade.corpus.texts import digest
from treatygrade.errors import UsageError
from treatygrade.evaluate.compare import compare
from treatygrade.evaluate.crossval import Predictions, cross_validate, shown, split_once
from treatygrade.evaluate.curve import learning_curve
from treatygrade.evaluate.detail import by_group, confident_errors, coverage_against_error, reliability, suspicious
from treatygrade.evaluate.result import figures, result
from treatygrade.evaluate.systems import OURS, SYSTEMS, System
from treatygrade.models.calibrate import log_softmax
from treatygrade.models.data import Examples, prepare, read_units
from treatygrade.models.model import Model, possible
from treatygrade.models.rows import Row
from treatygrade.models.settings import Settings
from treatygrade.states import fictional

GROUPS = ("scheme", "language", "year", "state")
"""Columns by whose values figures are given."""
ALL_YEARS = "treatygrade, all years"


def read_gold(paths: Sequence[Path]) -> Collected:
    """The graded units of tables, reports and folders of both, and what was left out or failed.

    A grade that a unit's scheme does not have is left out too: no prediction can meet it.

    Raises:
        UsageError: a path is not there, or nothing holds a graded unit.
        ConfigError: there is no scheme of a unit's name.
    """
    gold = collect(paths)
    kept = [row for row in gold.rows if row["grade"] in possible(row.get("scheme") or "")]
    if odd := len(gold.rows) - len(kept):
        gold.left_out["a grade that its scheme lacks"] += odd
        gold.rows = kept
    if not gold.rows and not gold.failures:
        raise UsageError("no unit with a text and a grade", hint="gold is the column `grade`, A to F")
    return gold


def by_cross_validation(
    published: Sequence[Row],
    settings: Settings,
    *,
    count: int,
    seeds: int,
    systems: Mapping[str, System] = SYSTEMS,
    curve: bool = False,
) -> dict[str, Any]:
    """Figures of each system with verdicts masked and shown, on States that it did not learn from.

    ``curve``: also ours with shares of the training States (one seed).
    """
    invented = read_units([Path(path) for path in settings.invented]).rows
    examples = prepare(published, invented)
    turns = [settings.seed + turn for turn in range(seeds)]
    predictions = cross_validate(examples, settings, systems, count=count, seeds=turns)
    found = compared(predictions, published, folds=count, seeds=turns, invented_for_training=len(invented))
    if curve:
        found["learning_curve"] = learning_curve(examples, settings, count=count)
    return found


def by_year(
    published: Sequence[Row], settings: Settings, *, last: int, systems: Mapping[str, System] = SYSTEMS
) -> dict[str, Any]:
    """Figures on the reports after the year ``last``, learned from those up to it.

    Beside the baselines stands ``ALL_YEARS``: ours on the same units by cross-validation over all years; the difference
    to it is what is lost by learning from the past alone.

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
    ours = {OURS: systems[OURS]}
    every = cross_validate(examples, settings, ours, count=settings.folds, seeds=[settings.seed])
    for kind, of in every.items():
        predictions[kind][ALL_YEARS] = of[OURS].take(test)
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


def by_model(gold: Sequence[Row], model: Model, others: Mapping[str, Model] | None = None) -> dict[str, Any]:
    """Figures of a saved model, and of ``others`` on the same texts, by name.

    Texts that one of them was trained on are counted in ``run.seen_in_training``.
    """
    masked = prepare(gold)
    models = {OURS: model, **(others or {})}
    seen = frozenset[str]().union(*(each.card["training_texts"].values() for each in models.values()))
    known = sum(digest(row["text"]) in seen for row in gold)
    predictions = {
        kind: {name: model_predictions(examples, each) for name, each in models.items()}
        for kind, examples in (("shown", shown(masked)), ("masked", masked))
    }
    return compared(predictions, gold, seen_in_training=known)


def details(predictions: Predictions, rows: Sequence[Row]) -> dict[str, Any]:
    """What the page shows beside the figures, all of it with verdicts masked."""
    return {
        "reliability": reliability(predictions),
        "coverage_error": coverage_against_error(predictions),
        "by": {column: by_group(predictions, rows, column) for column in GROUPS},
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
    invented = sum(fictional(row.get("iso3") or "") for row in rows)
    more = {"fictional": invented, **more}
    return {"date": datetime.now(UTC).date().isoformat(), "data_sha256": hashlib.sha256(data).hexdigest(), **more}
