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


Predictor = Callable[[Examples], Outcome]
"""Predicts examples."""


@dataclass(frozen=True, slots=True)
class System:
    """``learn`` makes a predictor from training examples. ``reads_texts``: it learns from texts as they
    are shown, so that it has to learn once with verdict sentences and once without."""

    learn: Callable[[Examples, Settings], Predictor]
    reads_texts: bool = True


def _ours(train: Examples, settings: Settings) -> Predictor:
    """The model that ``treatygrade train`` makes, calibrated within the training States."""
    fitted = fit_calibrated(train, settings)
    at = fitted.thresholds
    return lambda test: Outcome(np.exp(log_softmax(fitted.scores(test))), at.level, at.answer_from)


def configured(settings: Settings) -> System:
    """Ours by other settings than those of the run, for a comparison on the same folds."""
    return System(lambda train, _: _ours(train, settings), reads_texts=False)


def _majority(train: Examples, _settings: Settings) -> Predictor:
    """Always the most frequent grade, with the frequencies of the training texts."""
    train = _published(train)
    shares = np.bincount(train.gold, minlength=len(GRADES)) / len(train)
    return lambda test: Outcome(np.tile(shares, (len(test), 1)), 0.0, 0.0)


def _keyword_rule(train: Examples, _settings: Settings) -> Predictor:
    """``configs/train/keywords.yaml``; as sure as it was right on the training texts."""
    train = _published(train)
    right = float(np.mean(_by_keywords(train) == train.gold))

    def predict(test: Examples) -> Outcome:
        probabilities = np.full((len(test), len(GRADES)), (1 - right) / (len(GRADES) - 1))
        probabilities[np.arange(len(test)), _by_keywords(test)] = right
        return Outcome(probabilities, 0.0, 0.0)

    return predict


def _by_keywords(examples: Examples) -> Indices:
    rules: dict[str, Any] = config("train", "keywords.yaml")
    found = []
    for text in examples.texts:
        low = text.lower()
        hits = (grade for grade, words in rules["rules"].items() if any(word in low for word in words))
        found.append(GRADES.index(next(hits, rules["otherwise"])))
    return np.array(found)


def from_pipeline(make: Callable[[], Any]) -> System:
    """A scikit-learn pipeline from texts to grades, learned from published texts and calibrated as ours is.

    Its scores are the log of ``predict_proba``, or ``decision_function`` where it has no probabilities.
    """

    def learn(train: Examples, settings: Settings) -> Predictor:
        train = _published(train)
        raw = np.zeros((len(train), len(GRADES)))
        for train_at, test_at in folds(train, settings.folds, settings.seed):
            raw[test_at] = _scores(make(), train.take(train_at), train.take(test_at))
        factor = temperature(raw, train.gold)
        held_out = np.exp(log_softmax(raw * factor))
        right = held_out.argmax(axis=1) == train.gold
        level = set_level(held_out, train.gold, settings.coverage)
        answer_from = answer_level(held_out.max(axis=1), right, settings.wanted_error)
        model = make()
        return lambda test: Outcome(np.exp(log_softmax(_scores(model, train, test) * factor)), level, answer_from)

    return System(learn)


def _scores(model: Any, train: Examples, test: Examples) -> Floats:
    found = np.full((len(test), len(GRADES)), -20.0)
    if len(set(train.gold.tolist())) == 1:  # nothing to tell apart, which scikit-learn refuses
        found[:, train.gold[0]] = 0.0
        return np.where(test.allowed, found, -np.inf)
    model.fit(list(train.texts), train.gold)
    if hasattr(model, "predict_proba"):
        found[:, model.classes_] = np.log(np.maximum(model.predict_proba(list(test.texts)), 1e-12))
    else:
        side = model.decision_function(list(test.texts))
        # Of two grades scikit-learn tells in one number how far a text is on the second one's side.
        found[:, model.classes_] = side if side.ndim > 1 else np.stack([-side, side], axis=1) / 2
    return np.where(test.allowed, found, -np.inf)


def _tfidf() -> Any:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    return make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2)), LogisticRegression(class_weight="balanced", max_iter=2000)
    )


def _published(examples: Examples) -> Examples:
    """Baselines learn from published texts alone, where there are any."""
    return examples.take(np.flatnonzero(examples.published)) if examples.published.any() else examples


OURS = "treatygrade"
SYSTEMS: dict[str, System] = {
    OURS: System(_ours, reads_texts=False),
    "majority": System(_majority, reads_texts=False),
    "keyword rule": System(_keyword_rule),
    "TF-IDF + logistic regression": from_pipeline(_tfidf),
}
