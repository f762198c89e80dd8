"""Training: fit, calibrate on held-out States, and write down what was done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from treatygrade.columns import GRADES
from treatygrade.corpus.texts import digest
from treatygrade.models.calibrate import answer_level, log_softmax, set_level, temperature, verdict_weight
from treatygrade.models.data import Examples, Sources, prepare, read_units, text_hash
from treatygrade.models.model import Model, Thresholds
from treatygrade.models.pairs import Pairs, fit
from treatygrade.models.rows import Row
from treatygrade.models.settings import Settings
from treatygrade.models.split import folds

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Fitted:
    """A calibrated classifier, its thresholds, and the held-out scores that they come from.

    ``held_out`` has shape (texts, grades), calibrated, for every example in turn left out by State.
    """

    pairs: Pairs
    thresholds: Thresholds
    held_out: Floats

    def scores(self, examples: Examples) -> Floats:
        """Calibrated scores (texts, grades), with what stated verdicts add where examples are shown."""
        found = self.pairs.scores(examples)
        if examples.shown:
            told = np.flatnonzero(examples.stated >= 0)
            found[told, examples.stated[told]] += self.thresholds.verdict_weight
        return found


def fit_calibrated(examples: Examples, settings: Settings) -> Fitted:
    """Fit on all examples; calibrate on scores of held-out States, of published texts where there are any."""
    raw = np.zeros(examples.allowed.shape)
    for train_at, test_at in folds(examples, settings.folds, settings.seed):
        raw[test_at] = fit(examples.take(train_at), settings).scores(examples.take(test_at))
    counted = examples.published if examples.published.any() else np.ones(len(examples), dtype=bool)
    gold = examples.gold[counted]
    factor = temperature(raw[counted], gold)
    probabilities = np.exp(log_softmax(raw[counted] * factor))
    right = probabilities.argmax(axis=1) == gold
    thresholds = Thresholds(
        factor=factor,
        level=set_level(probabilities, gold, settings.coverage),
        answer_from=answer_level(probabilities.max(axis=1), right, settings.wanted_error),
        verdict_weight=verdict_weight(raw * factor, examples.gold, examples.stated),
    )
    return Fitted(replace(fit(examples, settings), factor=factor), thresholds, held_out=raw * factor)


def train(settings: Settings, units: Sequence[Path] | None = None, *, date: str | None = None) -> Model:
    """Train the model that ``settings`` describe; ``units`` take the place of its published ones.

    ``date`` (ISO 8601) goes into the card; without it, today. The same input makes the same model.

    Raises:
        ConfigError: no usable unit.
    """
    published = read_units(units if units is not None else [Path(path) for path in settings.published])
    invented = read_units([Path(path) for path in settings.invented])
    examples = prepare(_kept(published, settings), _kept(invented, settings))
    fitted = fit_calibrated(examples, settings)
    card = _card(examples, settings, fitted, [published, invented], date or datetime.now(UTC).date().isoformat())
    pairs = fitted.pairs
    return Model(pairs.vocabulary, pairs.weights, pairs.bias, fitted.thresholds, card)


def _kept(sources: Sources, settings: Settings) -> list[Row]:
    return [row for row in sources.rows if row.get("iso3") not in settings.hold_out]


def _card(
    examples: Examples, settings: Settings, fitted: Fitted, sources: Sequence[Sources], date: str
) -> dict[str, Any]:
    rows = examples.rows
    kinds = Counter((row.get("scheme") or "", row.get("language") or "en", row["grade"]) for row in rows)
    pairs = sorted({kind[:2] for kind in kinds})
    return {
        "name": settings.name,
        "description": settings.description.strip(),
        "date": date,
        "seed": settings.seed,
        "grades": list(GRADES),
        "features": len(fitted.pairs.vocabulary.names),
        "settings": asdict(settings),
        "data": {
            "units": len(rows),
            "published": int(examples.published.sum()),
            "invented": int((~examples.published).sum()),
            "states": len(set(examples.states.tolist())),
            "held_out": settings.hold_out,
            "files": {name: digest for source in sources for name, digest in source.files.items()},
            "missing": [name for source in sources for name in source.missing],
            "counts": [
                {"scheme": s, "language": lang, **{g: kinds[s, lang, g] for g in GRADES if kinds[s, lang, g]}}
                for s, lang in pairs
            ],
        },
        "figures": _figures(examples, fitted, settings),
        "limits": settings.limits,
        "training_texts": {text_hash(row["text"]): digest(row["text"]) for row in rows},
    }


def _figures(examples: Examples, fitted: Fitted, settings: Settings) -> dict[str, Any]:
    from treatygrade.evaluate.metrics import measure

    counted = examples.published if examples.published.any() else np.ones(len(examples), dtype=bool)
    probabilities = np.exp(log_softmax(fitted.held_out[counted]))
    found = measure(
        probabilities, examples.gold[counted], level=fitted.thresholds.level, answer_from=fitted.thresholds.answer_from
    )
    shown = (
        "accuracy",
        "macro_f1",
        "qwk",
        "log_loss",
        "ece",
        "answered",
        "accuracy_answered",
        "set_coverage",
        "set_size",
    )
    recall = {f"recall_{grade}": round(of["recall"], 3) for grade, of in found["per_grade"].items() if of["support"]}
    return {"folds": settings.folds, **{name: round(found[name], 3) for name in shown}, **recall}
