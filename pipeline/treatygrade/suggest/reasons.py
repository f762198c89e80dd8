"""Why a grade is suggested: the model's own contributions, laid on the sentences they come from."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

import numpy as np

from treatygrade.models.model import Floats, Model, possible
from treatygrade.read.sentences import sentences
from treatygrade.schemes.verdicts import mask, verdicts
from treatygrade.suggest.alignment import align
from treatygrade.suggest.suggestion import Passage

Span = tuple[int, int]

_TELLING = re.compile(r"\w{4,}|\w\W+\w")
"""A passage that says something to a reader by itself: not "it" or "all" alone, however much they push."""


@dataclass(frozen=True, slots=True)
class Reasons:
    """See :class:`treatygrade.suggest.suggestion.Suggestion`."""

    sentences: tuple[Passage, ...]
    by_grade: dict[str, tuple[Passage, ...]]
    base: dict[str, float]


def reasons(model: Model, text: str, scheme: str, language: str, count: int = 4) -> Reasons:
    """What each sentence, and each of the ``count`` strongest passages for a grade, adds to the scores.

    A score is the sum of the contributions of the text's features (:meth:`Model.contributions`); a
    feature that occurs several times is shared equally between its places. So the parts sum to the score
    exactly, up to a constant that is the same for all grades and changes no probability.
    """
    grades = list(possible(scheme))
    masked = mask(text, scheme or None, language)
    back = align(masked, text)
    found = model.contributions(masked, scheme, language)
    scores = np.array([[one.scores[grade] for grade in grades] for one in found])
    scores -= scores.mean(axis=1, keepdims=True)
    base = np.zeros(len(grades))
    at_place: dict[Span, Floats] = {}
    for contribution, own in zip(found, scores, strict=True):
        if not contribution.places:
            base += own
        for start, end in contribution.places:
            place = back[start], back[end - 1] + 1
            at_place[place] = at_place.get(place, 0.0) + own / len(contribution.places)
    laid = _Laid(text, grades, list(at_place), np.array([*at_place.values()]).reshape(-1, len(grades)))
    return Reasons(
        laid.sentences(sentences(text, language), _stated(text, scheme, language)),
        {grade: laid.strongest(grade, count) for grade in grades},
        laid.named(base),
    )


@dataclass(frozen=True, slots=True)
class _Laid:
    """Contributions laid on a text: ``pushes`` has shape (places, grades)."""

    text: str
    grades: list[str]
    places: list[Span]
    pushes: Floats

    def sentences(self, spans: list[Span], stated: list[Span]) -> tuple[Passage, ...]:
        sums = np.zeros((len(spans), len(self.grades)))
        starts = [start for start, _ in spans]
        for (start, _), scores in zip(self.places, self.pushes, strict=True):
            sums[max(0, bisect_right(starts, start) - 1)] += scores
        return tuple(
            self.passage(span, scores, any(a < span[1] and span[0] < b for a, b in stated))
            for span, scores in zip(spans, sums, strict=True)
        )

    def strongest(self, grade: str, count: int) -> tuple[Passage, ...]:
        """The telling places that speak most for a grade, none within or across another."""
        own = self.pushes[:, self.grades.index(grade)]
        chosen: list[int] = []
        for number in np.argsort(-own, kind="stable").tolist():
            if own[number] <= 0 or len(chosen) == count:
                break
            start, end = self.places[number]
            if _TELLING.search(self.text, start, end) and all(
                end <= self.places[other][0] or self.places[other][1] <= start for other in chosen
            ):
                chosen.append(number)
        return tuple(self.passage(self.places[number], self.pushes[number]) for number in chosen)

    def passage(self, span: Span, scores: Floats, states_grade: bool = False) -> Passage:
        return Passage(*span, self.text[slice(*span)], self.named(scores), states_grade)

    def named(self, scores: Floats) -> dict[str, float]:
        return dict(zip(self.grades, np.round(scores, 6).tolist(), strict=True))


def _stated(text: str, scheme: str, language: str) -> list[Span]:
    return [(verdict.start, verdict.end) for verdict in verdicts(text, scheme, language)] if scheme else []
