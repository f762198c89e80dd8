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


@pytest.mark.parametrize(
    ("gold", "predicted", "within"),
    [
        ("A", "A", 1.0), ("A", "B", 1.0), ("B", "A", 1.0), ("A", "C", 0.0), ("C", "A", 0.0), ("B", "C", 1.0),
        ("C", "C", 1.0),
    ],
)  # fmt: skip
def test_within_one_step_either_way(gold: str, predicted: str, within: float) -> None:
    probabilities = np.eye(6)[[GRADES.index(predicted)]]
    found = measure(probabilities, np.array([GRADES.index(gold)]), level=0.1, answer_from=0.0)
    assert found["within_one"] == within


def test_no_agreement_beyond_chance_where_there_is_no_chance() -> None:
    found = measure(np.eye(6)[[1, 1]], np.array([1, 1]), level=0.1, answer_from=0.0)
    assert (found["qwk"], found["accuracy"], found["within_one"]) == (0.0, 1.0, 1.0)


def test_a_grade_never_claimed_and_one_never_right_count_as_nothing() -> None:
    found = measure(np.eye(6)[[1, 1, 1]], np.array([0, 1, 2]), level=0.1, answer_from=0.0)
    assert [found["per_grade"][grade]["precision"] for grade in "ABC"] == pytest.approx([0, 1 / 3, 0])
    assert [found["per_grade"][grade]["f1"] for grade in "ABC"] == pytest.approx([0, 0.5, 0])
    assert found["macro_f1"] == pytest.approx(0.5 / 3)


def test_a_confidence_at_the_threshold_is_an_answer() -> None:
    probabilities = np.array([[0.5, 0.5, 0, 0, 0, 0], [0.25, 0.75, 0, 0, 0, 0]])
    found = measure(probabilities, np.array([0, 1]), level=0.1, answer_from=np.array([0.5, 0.875]))
    assert (found["answered"], found["accuracy_answered"]) == (0.5, 1.0)


def test_the_surest_four_in_five() -> None:
    sure = np.linspace(0.9, 0.5, 10)
    probabilities = np.zeros((10, 6))
    probabilities[:, 0], probabilities[:, 1] = sure, 1 - sure
    gold = np.array([0] * 8 + [1, 1])  # the two of which it is least sure are wrong
    found = measure(probabilities, gold, level=0.1, answer_from=0.0)
    assert (found["accuracy"], found["accuracy_surest_80"]) == (0.8, 1.0)


def test_each_text_may_have_a_level_of_its_own() -> None:
    probabilities = np.array([[0.6, 0.4, 0, 0, 0, 0], [0.6, 0.4, 0, 0, 0, 0]])
    found = measure(probabilities, np.array([1, 1]), level=np.array([0.3, 0.5]), answer_from=0.0)
    assert (found["set_size"], found["set_coverage"]) == (1.5, 0.5)
