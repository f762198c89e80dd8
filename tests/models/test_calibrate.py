"""Temperature, prediction sets, answers and verdict weight, on scores whose truth is known."""

from __future__ import annotations

import numpy as np
import pytest
from crepes import ConformalClassifier

from treatygrade.models.calibrate import answer_level, log_softmax, set_level, temperature, verdict_weight


@pytest.fixture(scope="module")
def drawn() -> tuple[np.ndarray, np.ndarray]:
    """Scores of 4,000 texts in four grades, and grades drawn from their softmax."""
    generator = np.random.default_rng(0)
    scores = generator.normal(0, 1.5, (4000, 4))
    shares = np.exp(log_softmax(scores))
    return scores, np.array([generator.choice(4, p=row) for row in shares])


@pytest.mark.parametrize("distortion", [0.3, 1.0, 2.5])
def test_temperature_undoes_a_distortion(drawn: tuple[np.ndarray, np.ndarray], distortion: float) -> None:
    scores, gold = drawn
    assert temperature(scores * distortion, gold) * distortion == pytest.approx(1, abs=0.08)


def test_impossible_grades_do_not_disturb(drawn: tuple[np.ndarray, np.ndarray]) -> None:
    scores, gold = drawn
    wider = np.hstack([scores, np.full((len(scores), 1), -np.inf)])
    assert temperature(wider, gold) == pytest.approx(temperature(scores, gold), abs=1e-6)


@pytest.mark.parametrize("coverage", [0.8, 0.9, 0.95])
def test_sets_cover_new_texts(drawn: tuple[np.ndarray, np.ndarray], coverage: float) -> None:
    scores, gold = drawn
    shares = np.exp(log_softmax(scores))
    level = set_level(shares[:2000], gold[:2000], coverage)
    covered = shares[2000:][np.arange(2000), gold[2000:]] >= level
    assert covered.mean() == pytest.approx(coverage, abs=0.025)


@pytest.mark.parametrize("coverage", [0.8, 0.9, 0.95])
def test_sets_are_those_of_crepes(drawn: tuple[np.ndarray, np.ndarray], coverage: float) -> None:
    scores, gold = drawn
    shares = np.exp(log_softmax(scores))
    peer = ConformalClassifier()
    peer.fit(alphas=1 - shares[:300][np.arange(300), gold[:300]])
    wanted = peer.predict_set(1 - shares[300:], confidence=coverage, smoothing=False)
    assert ((shares[300:] >= set_level(shares[:300], gold[:300], coverage)) == wanted.astype(bool)).all()


def test_answers_are_wrong_no_more_than_wanted(drawn: tuple[np.ndarray, np.ndarray]) -> None:
    scores, gold = drawn
    shares = np.exp(log_softmax(scores))
    confidence, right = shares.max(axis=1), shares.argmax(axis=1) == gold
    level = answer_level(confidence[:2000], right[:2000], 0.2)
    answered = confidence[2000:] >= level
    assert 0.05 < answered.mean() < 1
    assert (~right[2000:])[answered].mean() == pytest.approx(0.2, abs=0.04)


def test_it_never_answers_where_no_level_is_good_enough() -> None:
    assert answer_level(np.array([0.9, 0.8]), np.array([False, False]), 0.1) > 1


def test_a_verdict_that_is_always_right_decides() -> None:
    scores, gold = np.zeros((50, 4)), np.arange(50) % 4
    assert verdict_weight(scores, gold, gold) > 8
    assert verdict_weight(scores, gold, (gold + 1) % 4) < 0.1
    assert verdict_weight(scores, gold, np.full(50, -1)) == 0
