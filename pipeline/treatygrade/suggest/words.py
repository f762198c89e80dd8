"""A suggestion in words: the same ones in the terminal and in a Word comment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from textwrap import shorten
from typing import Any

from treatygrade.states import marked
from treatygrade.suggest.precedents import Precedent
from treatygrade.suggest.suggestion import Ranked, Suggestion

_SHOWN = 160
"""Characters of a sentence that are enough to find it again in one's own draft."""
_REASONS = 3
_END = 4
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
    """State, paragraph and the grade as drafted: ``Zorinthia: paragraph 21 (a) [C]``."""
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


def reasons(suggestion: Suggestion, grade: str, count: int) -> Iterator[str]:
    """The ``count`` sentences that push most towards a grade, each with the phrases in it that do."""
    towards = [sentence for sentence in suggestion.sentences if sentence.pushes.get(grade, 0.0) > 0]
    for sentence in sorted(towards, key=lambda one: -one.pushes[grade])[:count]:
        phrases = [
            f"“{ends(phrase.text)}” {phrase.pushes[grade]:+.2f}"
            for phrase in suggestion.reasons.get(grade, ())
            if sentence.start <= phrase.start and phrase.end <= sentence.end
        ]
        within = f" ({'; '.join(phrases)})" if phrases else ""
        yield f"“{shorten(sentence.text, _SHOWN, placeholder=' …')}” {sentence.pushes[grade]:+.2f}{within}"


def ends(phrase: str) -> str:
    """Both ends of a long passage: what the model takes together are its first words and its last."""
    words = phrase.split()
    return " ".join(words if len(words) <= 2 * _END + 1 else [*words[:_END], "…", *words[-_END:]])


def _ranked(found: Ranked) -> str:
    label = "" if found.label == found.grade else f" {found.label}"
    return f"{found.grade}{label} {found.probability:.0%}"


def precedent(found: Precedent) -> str:
    """Grade, place and likeness of a precedent, with its sentence; an invented one is marked."""
    paragraph = f"para. {found.paragraph} {found.scope.replace('|', ', ')}".rstrip() if found.paragraph else ""
    where = ", ".join(filter(None, [found.state, found.symbol, paragraph]))
    mark = "FICTIONAL " if found.fictional else ""
    return (
        f"{mark}[{found.grade_raw or found.grade}] {where}, likeness {found.likeness:.0%}: “{one_line(found.sentence)}”"
    )


def split(suggestion: Suggestion) -> str:
    """The close precedents that were graded differently: ``[C] Xelmora; [B] Zelmark, Qoravia``."""
    states: dict[str, list[str]] = {}
    for found in dict.fromkeys(one for pair in suggestion.conflicts for one in pair):
        states.setdefault(found.grade_raw, []).append(found.state)
    return "; ".join(f"[{grade}] {', '.join(dict.fromkeys(names))}" for grade, names in states.items())


def lines(suggestion: Suggestion) -> Iterator[str]:
    """All that is said of a unit, a line each; lines that belong to the one before begin with spaces."""
    yield heading(suggestion)
    yield f"  {verdict(suggestion)}"
    if suggestion.ranked:
        yield "  " + " · ".join(map(_ranked, suggestion.ranked))
    for ranked in suggestion.ranked:
        if ranked.grade in suggestion.prediction.prediction_set:
            why = list(reasons(suggestion, ranked.grade, _REASONS))
            yield from (
                (f"  What speaks for {ranked.grade} (in log-odds):", *(f"    - {line}" for line in why)) if why else ()
            )
    better = suggestion.better
    if better and not suggestion.requests:
        yield f"  For {better}, a reader would need to see more, but the text asks for nothing."
    if suggestion.requests:
        yield f"  For {better}, a reader would need to see:" if better else "  The text asks for:"
        yield from (f"    - {one_line(request.text)}" for request in suggestion.requests)
    yield from (f"  Precedent {found}" for found in map(precedent, suggestion.precedents))
    if suggestion.conflicts:
        yield f"  Close precedents were graded differently: {split(suggestion)}."


def comment(suggestion: Suggestion) -> Iterator[str]:
    """The lines of a Word comment: grade and confidence, two reasons, two precedents."""
    yield verdict(suggestion)
    grade = suggestion.prediction.predicted
    if grade is None:
        return
    yield from (f"For {grade}: {line}" for line in reasons(suggestion, grade, 2))
    yield from (f"Precedent {precedent(found)}" for found in suggestion.precedents[:2])


def one_line(text: str) -> str:
    """A text with single spaces in place of line breaks."""
    return " ".join(text.split())
