"""What is compared: a trained model of ours, and the baselines that it has to beat."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from treatygrade.columns import GRADES
from treatygrade.models.calibrate import answer_level, log_softmax, set_level, temperature
from treatygrade.models.data import Examples
from treatygrade.models.settings import Settings
from treatygrade.models.split import folds
from treatygrade.models.training import fit_calibrated
from treatygrade.resources import config

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Probabilities (texts, 6) of test texts, with the thresholds for sets and answers."""

    probabilities: Floats
    level: float
    answer_from: float


System = Callable[[Examples, Examples, Settings], Outcome]
"""Learns from the first examples, predicts the second."""


def ours(train: Examples, test: Examples, settings: Settings) -> Outcome:
    """The model that ``treatygrade train`` makes, calibrated within the training States."""
    fitted = fit_calibrated(train, settings)
    return Outcome(np.exp(log_softmax(fitted.scores(test))), fitted.level, fitted.answer_from)


def majority(train: Examples, test: Examples, _settings: Settings) -> Outcome:
    """Always the most frequent grade, with the frequencies of the training texts."""
    train = _published(train)
    shares = np.bincount(train.gold, minlength=len(GRADES)) / len(train)
    return Outcome(np.tile(shares, (len(test), 1)), 0.0, 0.0)


def keyword_rule(train: Examples, test: Examples, _settings: Settings) -> Outcome:
    """``configs/train/keywords.yaml``; as sure as it was right on the training texts."""
    train = _published(train)
    right = float(np.mean(_by_keywords(train) == train.gold))
    probabilities = np.full((len(test), len(GRADES)), (1 - right) / (len(GRADES) - 1))
    probabilities[np.arange(len(test)), _by_keywords(test)] = right
    return Outcome(probabilities, 0.0, 0.0)


def _by_keywords(examples: Examples) -> Indices:
    rules: dict[str, Any] = config("train", "keywords.yaml")
    found = []
    for text in examples.texts:
        low = text.lower()
        hits = (grade for grade, words in rules["rules"].items() if any(word in low for word in words))
        found.append(GRADES.index(next(hits, rules["otherwise"])))
    return np.array(found)


def tfidf(train: Examples, test: Examples, settings: Settings) -> Outcome:
    """TF-IDF of words and word pairs with balanced logistic regression, calibrated as ours is."""
    train = _published(train)
    raw = np.zeros((len(train), len(GRADES)))
    for train_at, test_at in folds(train, settings.folds, settings.seed):
        raw[test_at] = _tfidf_scores(train.take(train_at), train.take(test_at))
    factor = temperature(raw, train.gold)
    held_out = np.exp(log_softmax(raw * factor))
    right = held_out.argmax(axis=1) == train.gold
    return Outcome(
        np.exp(log_softmax(_tfidf_scores(train, test) * factor)),
        set_level(held_out, train.gold, settings.coverage),
        answer_level(held_out.max(axis=1), right, settings.wanted_error),
    )


def _tfidf_scores(train: Examples, test: Examples) -> Floats:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    model = make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2)), LogisticRegression(class_weight="balanced", max_iter=2000)
    )
    model.fit(train.texts, train.gold)
    found = np.full((len(test), len(GRADES)), -20.0)
    found[:, model.classes_] = np.log(np.maximum(model.predict_proba(test.texts), 1e-12))
    return np.where(test.allowed, found, -np.inf)


def _published(examples: Examples) -> Examples:
    """Baselines learn from published texts alone, where there are any."""
    return examples.take(np.flatnonzero(examples.published)) if examples.published.any() else examples


SYSTEMS: dict[str, System] = {
    "treatygrade": ours,
    "majority": majority,
    "keyword rule": keyword_rule,
    "TF-IDF + logistic regression": tfidf,
}
