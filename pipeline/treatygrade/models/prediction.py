"""What a model says of one evaluation."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Prediction:
    """One unit's prediction on the common scale.

    ``probabilities`` has all of A–F and sums to 1 (0 for grades that the scheme lacks); it is empty
    and ``predicted`` None where there was no text. ``prediction_set`` is the 90% conformal set, most
    probable first. ``predicted_label`` is the grade in the scheme's own words. ``phrases`` are the key
    phrases of the text, each with the entries of :class:`treatygrade.phrases.Phrase`.
    """

    predicted: str | None
    confidence: float | None
    probabilities: dict[str, float] = field(default_factory=dict)
    prediction_set: tuple[str, ...] = ()
    abstained: bool = True
    predicted_label: str = ""
    phrases: tuple[dict[str, object], ...] = ()
