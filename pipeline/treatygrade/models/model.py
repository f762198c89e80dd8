"""A model: a vocabulary, the weights of each feature in each pair of grades, and thresholds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from treatygrade.columns import GRADES
from treatygrade.features.extract import count, extract
from treatygrade.features.vocabulary import Vocabulary
from treatygrade.models.pairs import PAIRS, SIGNS, votes

Floats = NDArray[np.float64]
BIAS = "bias"
"""The name under which :meth:`Model.contributions` gives what no feature accounts for."""


class Contribution(NamedTuple):
    """What one feature adds to the score of each grade, in nats.

    ``places`` are the parts of the text it comes from, as (start, end); empty for what holds of the whole.
    """

    feature: str
    scores: dict[str, float]
    places: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """``factor`` brings votes to log-odds. ``level`` is the probability that a grade needs to enter the 90%
    prediction set; ``answer_from`` the confidence below which the model abstains; ``verdict_weight``
    what a stated verdict adds to its grade's score, in nats, when verdicts may be used."""

    factor: float
    level: float
    answer_from: float
    verdict_weight: float


@dataclass(frozen=True, slots=True)
class Model:
    """A model on the common scale A–F: see :mod:`treatygrade.models.pairs` for what its weights are.

    ``weights`` has shape (features, pairs), ``bias`` (pairs,). The softmax of a text's scores over the
    grades that its scheme has are its probabilities.
    """

    vocabulary: Vocabulary
    weights: Floats
    bias: Floats
    thresholds: Thresholds
    card: dict[str, Any]

    def scores(self, text: str, scheme: str = "", language: str = "en") -> Floats:
        """Calibrated scores of one text in nats, shape (6,), -inf for grades that the scheme lacks."""
        return self.count_scores(count(text, scheme, language), allowed(scheme))

    def count_scores(self, counts: Counter[str], grades: NDArray[np.bool_]) -> Floats:
        """The same from feature counts and a mask of the grades that are possible."""
        columns, values = self.vocabulary.row(counts)
        # Summed text by text: the same bits whatever else is predicted in the same call.
        decisions = np.add.reduce(values[:, None] * self.weights[columns], axis=0) + self.bias
        found: Floats = np.where(grades, self.thresholds.factor * votes(decisions, grades), -np.inf)
        return found

    def contributions(self, text: str, scheme: str = "", language: str = "en") -> list[Contribution]:
        """What each feature adds to the scores; with the entry ``bias`` they sum to :meth:`scores`.

        A decision's squashed value is shared out in proportion to what each feature adds to the decision
        (the rescale rule of Shrikumar, Greenside and Kundaje 2017). The strongest come first.
        """
        features = extract(text, scheme, language)
        columns, values = self.vocabulary.row(Counter(feature.name for feature in features))
        terms = np.vstack([values[:, None] * self.weights[columns], self.bias])
        decisions = terms.sum(axis=0)
        slope = np.where(np.abs(decisions) > 1e-9, np.tanh(decisions) / np.where(decisions, decisions, 1), 1.0)
        grades = allowed(scheme)
        meet = np.array([grades[a] and grades[b] for a, b in PAIRS])
        shares = self.thresholds.factor * (terms * slope * meet) @ SIGNS
        names = [*(self.vocabulary.names[column] for column in columns), BIAS]
        places: dict[str, list[tuple[int, int]]] = {name: [] for name in names}
        for feature in features:
            if feature.name in places and feature.start >= 0:
                places[feature.name].append((feature.start, feature.end))
        found = [
            Contribution(name, dict(zip(GRADES, share.tolist(), strict=True)), tuple(places[name]))
            for name, share in zip(names, shares, strict=True)
        ]
        return sorted(found, key=lambda c: (min(c.scores.values()) - max(c.scores.values()), c.feature))

    def unfamiliar(self, rows: Sequence[Mapping[str, Any]]) -> set[str]:
        """In words, the schemes and languages of unit rows that the model was not trained on."""
        schemes = {row.get("scheme") or "" for row in rows} - {""}
        languages = {row.get("language") or "" for row in rows} - {""}
        found = {f"scheme {name}: predicted from the others" for name in schemes if not self.knows(name)}
        found |= {
            f"language {name}: such texts are read as English"
            for name in languages
            if f"l:{name}" not in self.vocabulary.index
        }
        return {f"the model has not seen the {each}" for each in found}

    def knows(self, scheme: str) -> bool:
        """Whether the model was trained on texts graded by this scheme."""
        return f"s:{scheme}" in self.vocabulary.index


def probabilities(scores: Floats) -> dict[str, float]:
    """The softmax of scores as a mapping of A–F that sums to 1."""
    powers = np.exp(scores - scores.max())
    return dict(zip(GRADES, (powers / powers.sum()).tolist(), strict=True))


def possible(scheme: str) -> Sequence[str]:
    """The common grades that a scheme has; all of A–F where the scheme is not given.

    Raises:
        ConfigError: there is no such scheme.
    """
    if not scheme:
        return GRADES
    from treatygrade.schemes import load

    return load(scheme).common_grades


@cache
def allowed(scheme: str) -> NDArray[np.bool_]:
    """:func:`possible` as a mask of A–F, which is not to be written to."""
    names = possible(scheme)
    mask = np.array([grade in names for grade in GRADES])
    mask.flags.writeable = False
    return mask
