"""Each figure of a small evaluation by hand, and what it is where nothing supports it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from treatygrade.evaluate.bootstrap import intervals, resamples
from treatygrade.evaluate.metrics import calibration_error, measure, ordinal

Floats = NDArray[np.float64]

# Five texts: gold A, A, B, C, D.
PROBABILITIES = np.array(
    [
        [0.8, 0.1, 0.1, 0.0, 0.0, 0.0],  # right
        [0.3, 0.6, 0.1, 0.0, 0.0, 0.0],  # B for A
        [0.0, 0.5, 0.3, 0.2, 0.0, 0.0],  # right
        [0.4, 0.2, 0.3, 0.1, 0.0, 0.0],  # A for C
        [0.0, 0.0, 0.0, 1.0, 0.0, 0.0],  # right
    ]
)
GOLD = np.array([0, 0, 1, 2, 3])


@pytest.fixture
def found() -> dict[str, Any]:
    return measure(PROBABILITIES, GOLD, level=0.3, answer_from=0.5)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("accuracy", 3 / 5),
        ("macro_f1", (1 / 2 + 2 / 3 + 0 + 1) / 4),
        # Gold-prediction AA, AB, BB, CA: observed 1 + 4; by chance, of 2 A, 1 B, 1 C and 2 A, 2 B, (4 + 2 + 8 + 2) / 4.
        ("qwk", 1 - 5 / 4),
        ("within_one", 3 / 4),
        ("log_loss", -np.log([0.8, 0.3, 0.5, 0.3, 1.0]).mean()),
        # Bins of tenths: 0.4 wrong; 0.5 right; 0.6 wrong; 0.8 right; 1.0 right.
        ("ece", (0.4 + 0.5 + 0.6 + 0.2 + 0.0) / 5),
        ("answered", 4 / 5),
        ("accuracy_answered", 3 / 4),
        ("accuracy_surest_80", 3 / 4),
        ("set_coverage", 5 / 5),  # 0.8, 0.3, 0.5, 0.3 and 1.0 are all at the level or above
        ("set_size", (1 + 2 + 2 + 2 + 1) / 5),
    ],
)
def test_a_figure_by_hand(name: str, value: float, found: dict[str, Any]) -> None:
    assert found[name] == pytest.approx(value)


def test_confusion_has_gold_in_rows_and_whole_numbers(found: dict[str, Any]) -> None:
    expected = np.zeros((6, 6), dtype=int)
    for gold, predicted in zip(GOLD, [0, 1, 1, 0, 3], strict=True):
        expected[gold, predicted] += 1
    assert found["confusion"] == expected.tolist()
    assert {type(cell) for row in found["confusion"] for cell in row} == {int}


def test_each_grade_of_gold_and_no_other_has_its_figures(found: dict[str, Any]) -> None:
    assert found["per_grade"] == {
        "A": {"precision": 1 / 2, "recall": 1 / 2, "f1": 1 / 2, "support": 2},
        "B": {"precision": 1 / 2, "recall": 1.0, "f1": pytest.approx(2 / 3), "support": 1},
        "C": {"precision": 0.0, "recall": 0.0, "f1": 0.0, "support": 1},
        "D": {"precision": 1.0, "recall": 1.0, "f1": 1.0, "support": 1},
    }


def test_the_order_of_the_figures_is_that_of_the_design(found: dict[str, Any]) -> None:
    assert list(found) == [
        "accuracy", "macro_f1", "qwk", "within_one", "log_loss", "ece", "answered", "accuracy_answered",
        "accuracy_surest_80", "set_coverage", "set_size", "confusion", "per_grade",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("answer_from", "answered", "accuracy"), [(0.0, 1.0, 0.6), (0.8, 0.4, 1.0), (1.0, 0.2, 1.0), (1.01, 0.0, 0.0)]
)
def test_without_an_answer_none_is_right(answer_from: float, answered: float, accuracy: float) -> None:
    found = measure(PROBABILITIES, GOLD, level=0.3, answer_from=answer_from)
    assert (found["answered"], found["accuracy_answered"]) == (answered, accuracy)


@pytest.mark.parametrize(
    ("level", "size", "coverage"),
    [(0.0, 6.0, 1.0), (0.1, 14 / 5, 1.0), (0.30001, 1.0, 3 / 5), (1.1, 1.0, 3 / 5)],
)
def test_the_level_decides_how_large_a_set_is(level: float, size: float, coverage: float) -> None:
    """The most probable is always in it; a probability at the level is in it."""
    found = measure(PROBABILITIES, GOLD, level=level, answer_from=0.0)
    assert (found["set_size"], found["set_coverage"]) == pytest.approx((size, coverage))


def test_a_certain_mistake_costs_no_more_than_a_millionth() -> None:
    found = measure(np.eye(6)[[0, 1]], np.array([1, 1]), level=0.1, answer_from=0.0)
    assert found["log_loss"] == pytest.approx(-np.log(1e-6) / 2)


@pytest.mark.parametrize(("texts", "counted"), [(1, 1), (2, 2), (3, 2), (4, 3), (5, 4), (6, 5), (10, 8)])
def test_the_surest_are_four_in_five_and_at_least_one(texts: int, counted: int) -> None:
    """Only the surest is right."""
    sure = np.linspace(0.9, 0.6, texts)
    probabilities = np.zeros((texts, 6))
    probabilities[:, 0], probabilities[:, 1] = sure, 1 - sure
    gold = np.array([0] + [1] * (texts - 1))
    assert measure(probabilities, gold, level=0.1, answer_from=0.0)["accuracy_surest_80"] == pytest.approx(1 / counted)


def test_of_equally_sure_texts_the_first_count() -> None:
    """Half of 500 texts are surer; of the others, mixed with them, the first 150 count, and they alone are right."""
    sure = np.arange(500) % 2 == 0
    probabilities = np.where(sure[:, None], [0.8, 0.2, 0, 0, 0, 0], [0.6, 0.4, 0, 0, 0, 0])
    gold = np.where(sure | (np.arange(500) < 300), 0, 1)
    assert measure(probabilities, gold, level=0.1, answer_from=0.0)["accuracy_surest_80"] == 1.0


@pytest.mark.parametrize(
    ("confidence", "right", "error"),
    [
        ([0.05, 0.15], [True, True], (0.95 + 0.85) / 2),
        ([0.11, 0.19], [True, False], 0.7 / 2),  # one bin: they balance
        ([0.19, 0.21], [True, False], (0.81 + 0.21) / 2),  # two: they do not
        ([0.3, 0.39], [False, True], 0.31 / 2),
        ([1.0, 0.91], [True, False], 0.91 / 2),  # certainty lies in the last bin
        ([0.89, 0.91], [True, False], (0.11 + 0.91) / 2),
        ([0.0, 0.0], [False, False], 0.0),
        ([1.0, 1.0], [True, False], 0.5),
        ([0.5], [True], 0.5),
    ],
)  # fmt: skip
def test_calibration_error_of_bins_by_hand(confidence: list[float], right: list[bool], error: float) -> None:
    assert calibration_error(np.array(confidence), np.array(right)) == pytest.approx(error)


@pytest.mark.parametrize(
    ("gold", "predicted", "qwk", "within"),
    [
        ("AABBCC", "AABBCC", 1.0, 1.0),
        ("AC", "CA", -1.0, 0.0),
        # o = sum d2 = 1; e = (3 * 1 * 1 + 1 * 3 * 1) / 4, the margins being 3, 1 and 3, 1: 1 - 2/1.5.
        ("AAAB", "AABA", 1 - 2 / 1.5, 1.0),
        ("AABC", "ABBC", 1 - 1 / ((2 * 2 * 1 + 2 * 1 * 4 + 1 * 1 * 1 + 1 * 1 * 1 + 1 * 1 * 4 + 1 * 2 * 1) / 4), 1.0),
        ("AAA", "AAA", 0.0, 1.0),  # no chance to correct for
        ("AAA", "BBB", 0.0, 1.0),
        ("DEF", "ABC", 0.0, 0.0),
        ("DAF", "CAC", 0.0, 1.0),
    ],
)
def test_ordinal_figures_by_hand(gold: str, predicted: str, qwk: float, within: float) -> None:
    place = "ABCDEF".index
    found = ordinal(np.eye(6)[[place(letter) for letter in predicted]], np.array([place(letter) for letter in gold]))
    assert found == {"qwk": pytest.approx(qwk), "within_one": pytest.approx(within)}


def test_the_ordinal_prediction_is_the_likeliest_of_a_to_c() -> None:
    found = ordinal(np.array([[0.1, 0.3, 0.0, 0.6, 0.0, 0.0], [0.2, 0.1, 0.0, 0.7, 0.0, 0.0]]), np.array([1, 0]))
    assert found == {"qwk": 1.0, "within_one": 1.0}


class TestIntervals:
    def test_two_states_by_hand(self) -> None:
        """Of two States four samples are equally likely: both, one twice, the other twice."""
        values = np.array([0.0, 1.0])
        means = sorted(float(values[at].mean()) for at in resamples(["x", "y"], 400, seed=3))
        assert set(means) == {0.0, 0.5, 1.0}
        assert means.count(0.5) == pytest.approx(200, abs=40)
        found = intervals(lambda at: {"mean": float(values[at].mean())}, ["x", "y"], times=400)
        assert found == {"mean": (0.0, 1.0)}

    def test_they_are_the_middle_95_percent_of_the_samples(self) -> None:
        states = [str(i) for i in range(50)]
        values = np.arange(50.0)
        drawn = [float(values[at].mean()) for at in resamples(states, 1000, seed=0)]
        found = intervals(lambda at: {"m": float(values[at].mean())}, states)
        assert found["m"] == pytest.approx((np.quantile(drawn, 0.025), np.quantile(drawn, 0.975)))
        assert [float(values[at].mean()) for at in resamples(states, 5, seed=0)] == drawn[:5]
        assert [float(values[at].mean()) for at in resamples(states, 5, seed=1)] != drawn[:5]

    def test_a_figure_that_some_samples_lack_is_of_the_others(self) -> None:
        found = intervals(lambda at: {"x": 1.0} if 0 in at else {}, ["a", "b", "c"], times=50)
        assert found == {"x": (1.0, 1.0)}

    @pytest.mark.parametrize("times", [1, 7])
    def test_a_sample_has_as_many_states_as_there_are(self, times: int) -> None:
        states = ["a", "b", "b", "c", "a"]
        samples = list(resamples(states, times, seed=0))
        assert len(samples) == times
        for positions in samples:
            drawn = [states[i] for i in positions]
            assert drawn.count("a") / 2 + drawn.count("b") / 2 + drawn.count("c") == 3
            assert [i for i in (0, 4) if (positions == i).sum() != (positions == 0).sum()] == []
