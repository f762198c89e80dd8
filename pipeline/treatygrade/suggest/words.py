"""A suggestion in words: the same ones in the terminal and in a Word comment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from treatygrade.states import marked
from treatygrade.suggest.precedents import Precedent
from treatygrade.suggest.suggestion import Passage, Suggestion

_FIT = {
    "fits": "The drafted [{}] fits.",
    "possible": "The drafted [{}] is possible.",
    "unlikely": "The drafted [{}] is unlikely for this text.",
}


def place(unit: Mapping[str, Any]) -> str:
    """``Paragraph 16 (a), (b)``; ``Evaluation`` for a text by itself."""
    scope = str(unit.get("scope") or "").replace("|", ", ")
    number = unit.get("paragraph")
    return " ".join(filter(None, ["Paragraph" if number else "", str(number or ""), scope])) or "Evaluation"


def heading(suggestion: Suggestion) -> str:
    unit = suggestion.unit
    drafted = f" [{unit['grade_raw']}]" if unit.get("grade_raw") else ""
    state = marked(str(unit.get("state") or ""), str(unit.get("iso3") or ""))
    return ": ".join(filter(None, [state, place(unit) + drafted]))


def verdict(suggestion: Suggestion) -> str:
    """What the text reads like, how sure that is, and how the drafted grade stands to it."""
    prediction = suggestion.prediction
    if prediction.predicted is None:
        return "There is no text to suggest a grade for."
    label = prediction.predicted_label
    own = f" ({label})" if label and label != prediction.predicted else ""
    parts = [
        f"Reads like {prediction.predicted}{own}, {prediction.confidence:.0%}{', but unsure' * suggestion.unsure}."
    ]
    if len(prediction.prediction_set) > 1:
        parts.append(f"With 90% confidence one of {', '.join(prediction.prediction_set)}.")
    if suggestion.fit:
        parts.append(_FIT[suggestion.fit].format(suggestion.unit["grade_raw"]))
    if suggestion.seen_in_training:
        parts.append("The model was trained on this very text, so this proves nothing.")
    return " ".join(parts)


def reason(passage: Passage, grade: str) -> str:
    return f"“{one_line(passage.text)}” {passage.pushes[grade]:+.2f}"


def precedent(found: Precedent) -> str:
    paragraph = f"para. {found.paragraph} {found.scope.replace('|', ', ')}".rstrip() if found.paragraph else ""
    where = ", ".join(filter(None, [found.state, found.symbol, paragraph]))
    mark = "FICTIONAL " if found.fictional else ""
    return (
        f"{mark}[{found.grade_raw or found.grade}] {where}, likeness {found.likeness:.0%}: “{one_line(found.sentence)}”"
    )


def lines(suggestion: Suggestion) -> Iterator[str]:
    """All that is said of a unit, a line each; lines that belong to the one before begin with spaces."""
    yield heading(suggestion)
    yield f"  {verdict(suggestion)}"
    if suggestion.ranked:
        yield "  " + " · ".join(f"{found.grade} {found.label} {found.probability:.0%}" for found in suggestion.ranked)
    for ranked in suggestion.ranked:
        passages = suggestion.reasons.get(ranked.grade, ())
        if passages and ranked.grade in suggestion.prediction.prediction_set:
            yield f"  For {ranked.grade}: " + "; ".join(reason(passage, ranked.grade) for passage in passages)
    if suggestion.requests:
        better = suggestion.better
        yield f"  For {better}, a reader would need to see:" if better else "  The text asks for:"
        yield from (f"    - {one_line(request.text)}" for request in suggestion.requests)
    yield from (f"  Precedent {found}" for found in map(precedent, suggestion.precedents))
    for one, other in suggestion.conflicts:
        yield f"  Close precedents differ: [{one.grade_raw}] {one.state} and [{other.grade_raw}] {other.state}."


def comment(suggestion: Suggestion) -> Iterator[str]:
    """The lines of a Word comment: grade and confidence, two reasons, two precedents."""
    yield verdict(suggestion)
    grade = suggestion.prediction.predicted
    if grade is None:
        return
    yield from (f"For {grade}: {reason(passage, grade)}" for passage in suggestion.reasons.get(grade, ())[:2])
    yield from (f"Precedent {precedent(found)}" for found in suggestion.precedents[:2])


def one_line(text: str) -> str:
    return " ".join(text.split())
