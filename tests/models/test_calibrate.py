"""Temperature, prediction sets, answers and verdict weight, on scores whose truth is known."""

from __future__ import annotations

import numpy as np
import pytest
from crepes import ConformalClassifier
from hypothesis import given, settings
from hypothesis import strategies as st

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
@pytest.mark.parametrize("size", [1, 3, 8, 10, 18, 21, 300])
def test_sets_are_those_of_crepes(drawn: tuple[np.ndarray, np.ndarray], coverage: float, size: int) -> None:
    scores, gold = drawn
    shares = np.exp(log_softmax(scores))
    peer = ConformalClassifier()
    peer.fit(alphas=1 - shares[:size][np.arange(size), gold[:size]])
    wanted = peer.predict_set(1 - shares[300:], confidence=coverage, smoothing=False)
    assert ((shares[300:] >= set_level(shares[:size], gold[:size], coverage)) == wanted.astype(bool)).all()


@pytest.mark.parametrize("size", [5, 9, 12, 40])
def test_sets_cover_on_average_however_few_texts_they_come_from(
    drawn: tuple[np.ndarray, np.ndarray], size: int
) -> None:
    """The promise of split conformal sets: over draws of the held-out texts, at least the coverage."""
    scores, gold = drawn
    shares = np.exp(log_softmax(scores))
    generator = np.random.default_rng(1)
    covered = []
    for _ in range(300):
        at = generator.permutation(len(gold))[: size + 50]
        level = set_level(shares[at[:size]], gold[at[:size]], 0.9)
        covered.append((shares[at[size:], gold[at[size:]]] >= level).mean())
    assert np.mean(covered) >= 0.9 - 0.01


SCORES = st.integers(2, 30).flatmap(
    lambda n: st.tuples(
        st.lists(st.lists(st.floats(-5, 5), min_size=3, max_size=3), min_size=n, max_size=n),
        st.lists(st.integers(0, 2), min_size=n, max_size=n),
    )
)


@settings(max_examples=60, deadline=None)
@given(SCORES)
def test_calibration_never_makes_the_log_loss_worse(drawn: tuple[list[list[float]], list[int]]) -> None:
    scores, gold = np.array(drawn[0]), np.array(drawn[1])

    def loss(each: np.ndarray) -> float:
        return float(-np.mean(log_softmax(each)[np.arange(len(gold)), gold]))

    factor = temperature(scores, gold)
    assert 0 < factor <= 5
    assert loss(scores * factor) <= loss(scores) + 1e-4
    assert (scores * factor).argmax(axis=1).tolist() == scores.argmax(axis=1).tolist() or np.ptp(scores) < 1e-6
    stated = np.where(np.arange(len(gold)) % 2, gold, -1)
    weight = verdict_weight(scores, gold, stated)
    extra = np.zeros_like(scores)
    extra[stated >= 0, stated[stated >= 0]] = weight
    assert 0 <= weight <= 20
    assert loss(scores + extra) <= loss(scores) + 1e-4


@given(st.lists(st.lists(st.floats(-500, 500), min_size=4, max_size=4), min_size=1, max_size=5))
def test_the_softmax_sums_to_one_and_does_not_overflow(scores: list[list[float]]) -> None:
    shares = np.exp(log_softmax(np.array(scores)))
    assert shares.sum(axis=1) == pytest.approx(1)
    assert np.exp(log_softmax(np.array(scores) + 1000)) == pytest.approx(shares)


@pytest.mark.parametrize(
    ("confidence", "right", "wanted", "level"),
    [
        ([0.9, 0.8, 0.7], [True, True, False], 0.0, 0.8),
        ([0.9, 0.8, 0.7], [True, True, False], 0.34, 0.7),
        ([0.7, 0.9, 0.8], [False, True, True], 0.0, 0.8),  # in any order
        ([0.9, 0.8, 0.7, 0.6], [True, False, True, True], 0.3, 0.6),  # a wrong one is made up for further down
        ([0.9, 0.9], [True, False], 0.2, 2.0),  # equals are answered together
        ([0.9, 0.9], [False, True], 0.2, 2.0),
        ([0.9, 0.9], [True, False], 0.5, 0.9),
        ([0.95, 0.9, 0.9], [True, True, False], 0.2, 0.95),
        ([0.9], [True], 0.0, 0.9),
        ([0.9], [False], 0.99, 2.0),
        ([0.9], [False], 1.0, 0.9),
    ],
)
def test_the_lowest_confidence_that_is_good_enough(
    confidence: list[float], right: list[bool], wanted: float, level: float
) -> None:
    assert answer_level(np.array(confidence), np.array(right), wanted) == level


@given(
    st.lists(st.tuples(st.sampled_from([0.3, 0.5, 0.7, 0.9]), st.booleans()), min_size=1, max_size=20), st.floats(0, 1)
)
def test_answers_keep_the_wanted_error_on_the_texts_they_come_from(
    drawn: list[tuple[float, bool]], wanted: float
) -> None:
    confidence, right = np.array([c for c, _ in drawn]), np.array([r for _, r in drawn])
    answered = confidence >= answer_level(confidence, right, wanted)
    assert not answered.any() or (~right[answered]).mean() <= wanted
    back = answer_level(confidence[::-1], right[::-1], wanted)
    assert back == answer_level(confidence, right, wanted)


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
