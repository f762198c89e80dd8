"""From units to suggestions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from treatygrade.columns import ORDINAL
from treatygrade.corpus.texts import digest
from treatygrade.models import load, predict
from treatygrade.models.model import Model, possible
from treatygrade.models.prediction import Prediction
from treatygrade.phrases import Phrase, phrases
from treatygrade.read.characters import evened
from treatygrade.suggest.precedents import Index, is_fictional, precedents
from treatygrade.suggest.reasons import reasons
from treatygrade.suggest.sources import Source, units_of
from treatygrade.suggest.suggestion import Passage, Ranked, Suggestion

NO_PRECEDENTS = (
    "No precedents: build units from published reports with `treatygrade segment REPORTS -o units.jsonl`, "
    "then ask again with `--units units.jsonl`."
)


def suggest(
    source: Source,
    *,
    scheme: str | None = None,
    language: str | None = None,
    model: Model | Path | None = None,
    index: Index | None = None,
    use_verdict: bool = False,
) -> list[Suggestion]:
    """Suggest a grade for a text, or for each evaluation of a draft.

    Args:
        source: a ``str`` is the text of one evaluation; a ``Path`` is a draft; a ``Document`` or
            unit rows are taken as they are.
        scheme: the grading scheme; a draft usually tells its own.
        language: ``en``, ``fr`` or ``es``, for a text; by default as the text tells.
        model: a model, its folder, or None for the shipped one.
        index: graded units for precedents (:func:`treatygrade.suggest.precedents.open_index`).
        use_verdict: let a verdict sentence count as evidence of the grade.

    Raises:
        TreatygradeError: the source, the model or the scheme is not usable; says what to do.
    """
    units = units_of(source, scheme=scheme, language=language)
    return suggest_units(units, model=model, index=index, use_verdict=use_verdict)


def suggest_units(
    units: Sequence[Mapping[str, Any]],
    *,
    model: Model | Path | None = None,
    index: Index | None = None,
    use_verdict: bool = False,
) -> list[Suggestion]:
    """Suggest a grade for each unit row, in order; a unit without text gets no grade.

    The texts are those of the suggestions: without soft hyphens, and with accents in one character with their letter.
    """
    rows = [{**unit, "text": evened(str(unit.get("text") or ""))[0]} for unit in units]
    model = model if isinstance(model, Model) else load(model)
    found = predict(
        [row["text"] for row in rows],
        schemes=[row.get("scheme") for row in rows],
        languages=[row.get("language") for row in rows],
        scopes=[row.get("scope") for row in rows],
        model=model,
        use_verdict=use_verdict,
    )
    return [_suggestion(row, answer, model, index) for row, answer in zip(rows, found, strict=True)]


def _suggestion(unit: dict[str, Any], prediction: Prediction, model: Model, index: Index | None) -> Suggestion:
    fictional = is_fictional(unit)
    text, scheme, language = (str(unit.get(name) or "") for name in ("text", "scheme", "language"))
    if prediction.predicted is None:
        return Suggestion(unit, prediction, precedents_note="There is no text to compare.", fictional=fictional)
    why = reasons(model, text, scheme, language or "en")
    found = phrases(text, language or "en")
    grades = sorted(possible(scheme), key=lambda grade: -prediction.probabilities[grade])
    return Suggestion(
        unit,
        prediction,
        ranked=tuple(Ranked(g, _label(scheme, g, language), prediction.probabilities[g]) for g in grades),
        sentences=why.sentences,
        reasons=why.by_grade,
        base=why.base,
        fit=_fit(str(unit.get("grade") or ""), prediction),
        better=_better(prediction.predicted, scheme),
        requests=_requests(found, why.sentences),
        phrases=tuple(asdict(phrase) for phrase in found),
        precedents=tuple(precedents(index, unit)) if index is not None else (),
        precedents_note="" if index is not None else NO_PRECEDENTS,
        fictional=fictional,
        seen_in_training=digest(text) in model.card["training_texts"].values(),
    )


def _label(scheme: str, grade: str, language: str) -> str:
    if not scheme:
        return grade
    from treatygrade.schemes import load as load_scheme

    return load_scheme(scheme).label(grade, language or "en")


def _fit(drafted: str, prediction: Prediction) -> str:
    if not drafted:
        return ""
    if drafted == prediction.predicted:
        return "fits"
    return "possible" if drafted in prediction.prediction_set else "unlikely"


def _better(grade: str, scheme: str) -> str:
    """The next better grade that the scheme has; "" above A, and for the grades that have no order."""
    if grade not in ORDINAL:
        return ""
    above = [other for other in ORDINAL[: ORDINAL.index(grade)] if other in possible(scheme)]
    return above[-1] if above else ""


def _requests(found: Sequence[Phrase], sentences: Sequence[Passage]) -> tuple[Passage, ...]:
    """The sentences in which the text asks for something: what a reader would need to see."""
    asked = [phrase.start for phrase in found if phrase.category.startswith("request")]
    return tuple(
        Passage(sentence.start, sentence.end, sentence.text)
        for sentence in sentences
        if any(sentence.start <= start < sentence.end for start in asked)
    )
