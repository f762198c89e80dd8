"""Figures against scikit-learn and by hand."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import accuracy_score, cohen_kappa_score, f1_score, log_loss, precision_recall_fscore_support

from treatygrade.columns import GRADES
from treatygrade.evaluate.bootstrap import intervals, resamples
from treatygrade.evaluate.metrics import calibration_error, measure


@pytest.fixture(params=range(5))
def drawn(request: pytest.FixtureRequest) -> tuple[np.ndarray, np.ndarray]:
    generator = np.random.default_rng(request.param)
    gold = generator.choice(5, size=200, p=[0.1, 0.4, 0.3, 0.1, 0.1])
    return generator.dirichlet(np.ones(6), size=200) * 0.6 + np.eye(6)[gold] * 0.4, gold


def test_against_scikit_learn(drawn: tuple[np.ndarray, np.ndarray]) -> None:
    probabilities, gold = drawn
    found = measure(probabilities, gold, level=0.1, answer_from=0.0)
    predicted = probabilities.argmax(axis=1)
    assert found["accuracy"] == pytest.approx(accuracy_score(gold, predicted))
    assert found["macro_f1"] == pytest.approx(f1_score(gold, predicted, average="macro", labels=sorted(set(gold))))
    assert found["log_loss"] == pytest.approx(log_loss(gold, probabilities, labels=range(6)))
    among = gold < 3
    ordinal = probabilities[among, :3].argmax(axis=1)
    kappa = cohen_kappa_score(gold[among], ordinal, weights="quadratic", labels=[0, 1, 2])
    assert found["qwk"] == pytest.approx(kappa)
    each = precision_recall_fscore_support(gold, predicted, labels=range(5), zero_division=0)
    for i, grade in enumerate(GRADES[:5]):
        of = found["per_grade"][grade]
        assert [of["precision"], of["recall"], of["f1"], of["support"]] == pytest.approx([row[i] for row in each])


def test_sets_and_answers() -> None:
    probabilities = np.array([[0.6, 0.3, 0.1, 0, 0, 0], [0.5, 0.4, 0.1, 0, 0, 0]])
    found = measure(probabilities, np.array([0, 1]), level=0.35, answer_from=0.55)
    assert [found[k] for k in ("set_coverage", "set_size", "answered", "accuracy_answered")] == [1.0, 1.5, 0.5, 1.0]


def test_a_set_is_never_empty() -> None:
    found = measure(np.full((1, 6), 1 / 6), np.array([0]), level=0.9, answer_from=0.0)
    assert found["set_size"] == 1.0


def test_nothing_ordinal() -> None:
    found = measure(np.eye(6)[[3]], np.array([3]), level=0.1, answer_from=0.0)
    assert (found["qwk"], found["within_one"]) == (0.0, 0.0)


def test_calibration_error() -> None:
    assert calibration_error(np.array([0.95, 0.95]), np.array([True, False])) == pytest.approx(0.45)


def test_resamples_keep_states_whole() -> None:
    states = ["AAA", "AAA", "BBB", "CCC"]
    for positions in resamples(states, 20, seed=1):
        drawn = [states[i] for i in positions]
        assert drawn.count("AAA") % 2 == 0
        assert len(set(drawn)) <= 3


def test_intervals_hold_the_mean() -> None:
    values = np.random.default_rng(0).normal(1, 1, 400)
    low, high = intervals(lambda at: {"m": float(values[at].mean())}, [str(i) for i in range(400)], times=300)["m"]
    assert low < values.mean() < high
    assert high - low == pytest.approx(4 / 20, rel=0.3)
