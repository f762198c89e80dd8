"""From texts to predictions, and from unit rows to rows with the prediction columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from pathlib import Path

import numpy as np

from treatygrade.columns import GRADES
from treatygrade.corpus.texts import digest
from treatygrade.models.apart import far_apart
from treatygrade.models.model import Model, possible, probabilities
from treatygrade.models.prediction import Prediction
from treatygrade.models.rows import Row, checked
from treatygrade.models.storage import load
from treatygrade.phrases import Phrase, phrases
from treatygrade.read.characters import evened

_PHRASE = tuple(field.name for field in fields(Phrase))


def predict(
    texts: Sequence[str | None],
    *,
    schemes: Sequence[str | None] | None = None,
    languages: Sequence[str | None] | None = None,
    scopes: Sequence[str | None] | None = None,
    model: Model | Path | None = None,
    use_verdict: bool = False,
) -> list[Prediction]:
    """The grade of each text, from what it says without its verdict sentences.

    ``schemes``, ``languages`` and ``scopes`` go with the texts one by one; None or "" is unknown (any
    grade; English; the whole paragraph). ``model`` is a model, its folder, or None for the shipped one.
    With ``use_verdict`` a grade that a verdict sentence states counts as evidence. Without a text nothing
    is predicted and ``abstained`` is true. Composed and decomposed accents, soft hyphens and the like are one to it.

    Raises:
        ModelError: the folder is not a model that can be trusted.
        ConfigError: a scheme that does not exist.
    """
    model = model if isinstance(model, Model) else load(model)
    rest = [values if values is not None else [None] * len(texts) for values in (schemes, languages, scopes)]
    return [
        _predict(model, text, scheme or "", language or "en", (scope or "") if use_verdict else None)
        if text and text.strip()
        else Prediction(None, None)
        for text, scheme, language, scope in zip(texts, *rest, strict=True)
    ]


def _predict(model: Model, text: str, scheme: str, language: str, verdict_scope: str | None) -> Prediction:
    from treatygrade.schemes import load as load_scheme
    from treatygrade.schemes import mask, verdict_of

    thresholds = model.thresholds
    own, back = evened(text)
    scores = model.scores(mask(own, scheme or None, language), scheme, language)
    if verdict_scope is not None and scheme:
        stated = verdict_of(own, scheme, language, verdict_scope)
        scores = scores + np.array([thresholds.verdict_weight * (grade == stated) for grade in GRADES])
    each = probabilities(scores)
    ranked = sorted(possible(scheme), key=lambda grade: -each[grade])
    best = ranked[0]
    said = [_phrase(phrase, text, back) for phrase in phrases(own, language)]
    return Prediction(
        predicted=best,
        confidence=each[best],
        probabilities=each,
        prediction_set=tuple(grade for grade in ranked if grade == best or each[grade] >= thresholds.level),
        abstained=each[best] < thresholds.answer_from or not said,
        predicted_label=load_scheme(scheme).label(best, language) if scheme else best,
        phrases=tuple(said),
    )


def _phrase(phrase: Phrase, text: str, back: Sequence[int]) -> dict[str, object]:
    """A phrase's entries, at its place in the text as it was given."""
    start, end = back[phrase.start], back[phrase.end]
    return {**{name: getattr(phrase, name) for name in _PHRASE}, "start": start, "end": end, "text": text[start:end]}


def add_predictions(rows: Iterable[Row], *, model: Model | Path | None = None, use_verdict: bool = False) -> list[Row]:
    """Unit rows with the prediction columns; ``flags`` gains ``seen_in_training`` or ``far_from_prediction``.

    A row needs ``text``; ``scheme``, ``language`` and ``flags`` may be missing.

    Raises:
        TableError, ConfigError: a cell that is not what it should be; names the row (see :func:`checked`).
    """
    rows = list(checked(rows))
    model = model if isinstance(model, Model) else load(model)
    found = predict(
        [row.get("text") for row in rows],
        schemes=[row.get("scheme") for row in rows],
        languages=[row.get("language") for row in rows],
        scopes=[row.get("scope") for row in rows],
        model=model,
        use_verdict=use_verdict,
    )
    seen = frozenset(model.card["training_texts"].values())
    return [_with_prediction(row, prediction, seen) for row, prediction in zip(rows, found, strict=True)]


def _with_prediction(row: Row, prediction: Prediction, seen: frozenset[str]) -> Row:
    flags = [flag for flag in row.get("flags") or () if flag not in ("seen_in_training", "far_from_prediction")]
    if row.get("text") and digest(row["text"]) in seen:
        flags.append("seen_in_training")
    predicted = {
        **row,
        "flags": flags,
        "predicted": prediction.predicted,
        "confidence": None if prediction.confidence is None else round(prediction.confidence, 6),
        "probabilities": {g: round(p, 6) for g, p in prediction.probabilities.items()},
        "prediction_set": list(prediction.prediction_set),
        "abstained": prediction.abstained,
        "predicted_label": prediction.predicted_label,
        "phrases": list(prediction.phrases),
    }
    if far_apart(predicted):
        flags.append("far_from_prediction")
    return predicted
