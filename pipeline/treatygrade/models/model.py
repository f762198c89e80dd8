"""A model: a vocabulary, one weight for each feature and grade, and what turns scores into probabilities."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from treatygrade.columns import GRADES
from treatygrade.features.extract import Feature, extract
from treatygrade.features.vocabulary import Vocabulary

Floats = NDArray[np.float64]


class Contribution(NamedTuple):
    """What one feature adds to the log-odds of each grade (``scores``, in the order of the model's grades).

    ``places`` are the parts of the text it comes from, as (start, end); empty for scheme and language.
    """

    feature: str
    scores: Floats
    places: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Model:
    """A linear model on the common scale.

    ``weights`` has shape (features, grades) and ``bias`` (grades,); a text's scores are
    ``row @ weights + bias``, in nats, already calibrated: their softmax over the grades that the scheme
    has are the probabilities. ``level`` is the probability that a grade needs to enter the 90% prediction
    set; ``answer_from`` the confidence below which the model abstains; ``verdict_weight`` what a stated
    verdict adds to its grade's score when verdicts may be used.
    """

    grades: tuple[str, ...]
    vocabulary: Vocabulary
    weights: Floats
    bias: Floats
    level: float
    answer_from: float
    verdict_weight: float
    card: dict[str, Any]

    def scores(self, text: str, scheme: str = "", language: str = "en") -> Floats:
        """Calibrated scores (log-odds up to a constant) of one text, shape (grades,)."""
        return self.count_scores(Counter(feature.name for feature in extract(text, scheme, language)))

    def count_scores(self, counts: Counter[str]) -> Floats:
        columns, values = self.vocabulary.row(counts)
        # Summed text by text: the same bits whatever else is predicted in the same call.
        total: Floats = np.add.reduce(values[:, None] * self.weights[columns], axis=0) + self.bias
        return total

    def probabilities(self, scores: Floats, scheme: str = "") -> dict[str, float]:
        """The softmax of scores over the grades that a scheme has: all of A–F, summing to 1."""
        allowed = np.array([grade in possible(scheme) for grade in self.grades])
        powers = np.exp(scores - scores[allowed].max()) * allowed
        found = dict(zip(self.grades, (powers / powers.sum()).tolist(), strict=True))
        return {grade: found.get(grade, 0.0) for grade in GRADES}

    def contributions(self, text: str, scheme: str = "", language: str = "en") -> list[Contribution]:
        """What each feature adds to the scores, the strongest first; with ``bias`` they sum to ``scores``."""
        features = extract(text, scheme, language)
        columns, values = self.vocabulary.row(Counter(feature.name for feature in features))
        places: dict[str, list[Feature]] = {self.vocabulary.names[column]: [] for column in columns}
        for feature in features:
            if feature.name in places and feature.start >= 0:
                places[feature.name].append(feature)
        found = [
            Contribution(name, value * self.weights[column], tuple((f.start, f.end) for f in places[name]))
            for column, value in zip(columns, values, strict=True)
            for name in [self.vocabulary.names[column]]
        ]
        return sorted(found, key=lambda c: (-float(np.ptp(c.scores)), c.feature))

    def knows(self, scheme: str) -> bool:
        """Whether the model was trained on texts graded by this scheme."""
        return f"s:{scheme}" in self.vocabulary.index


def possible(scheme: str) -> Sequence[str]:
    """The common grades that a scheme has; all of A–F where the scheme is not given."""
    if not scheme:
        return GRADES
    from treatygrade.schemes import load

    return load(scheme).common_grades
