"""What holds of the figures whatever the predictions."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from sklearn.metrics import brier_score_loss, cohen_kappa_score, confusion_matrix, f1_score, log_loss

from treatygrade.evaluate.crossval import Predictions
from treatygrade.evaluate.detail import coverage_against_error, reliability
from treatygrade.evaluate.metrics import measure, ordinal
from treatygrade.evaluate.result import SCALARS, measure_at

Floats = NDArray[np.float64]
quick = settings(max_examples=50, deadline=None)


@st.composite
def cases(draw: st.DrawFn, most: int = 25) -> tuple[Floats, NDArray[np.int64]]:
    """Probabilities of the six grades, some of them 0, and gold grades."""
    size = draw(st.integers(1, most))
    generator = np.random.default_rng(draw(st.integers(0, 2**32)))
    probabilities = generator.dirichlet(np.full(6, draw(st.sampled_from([0.1, 1.0, 5.0]))), size=size)
    gold = generator.integers(0, draw(st.integers(1, 6)), size)
    return probabilities, gold


def of(probabilities: Floats, gold: NDArray[np.int64], states: list[str] | None = None, seeds: int = 1) -> Predictions:
    size = len(gold)
    names = np.array(states or [f"S{n}" for n in range(size)])
    return Predictions(probabilities, np.full(size, 0.2), np.full(size, 0.3), gold, names, size // seeds)


@quick
@given(cases(), st.floats(0, 1), st.floats(0, 1))
def test_figures_lie_within_their_ranges(case: Any, level: float, answer_from: float) -> None:
    found = measure(*case, level=level, answer_from=answer_from)
    for name in set(SCALARS) - {"qwk", "log_loss", "set_size"}:
        assert 0 <= found[name] <= 1, name
    assert abs(found["qwk"]) <= 1 + 1e-12
    assert 0 <= found["log_loss"] <= -np.log(1e-6)
    assert 1 <= found["set_size"] <= 6
    assert found["set_coverage"] >= found["accuracy"] - 1e-12  # the prediction is always in its set
    assert found["ece"] <= 1
    assert np.sum(found["confusion"]) == len(case[1])


@quick
@given(cases())
def test_they_are_those_of_scikit_learn(case: Any) -> None:
    probabilities, gold = case
    predicted = probabilities.argmax(axis=1)
    found = measure(probabilities, gold, level=0.2, answer_from=0.3)
    assert found["confusion"] == confusion_matrix(gold, predicted, labels=range(6)).tolist()
    labels = sorted(set(gold.tolist()))
    assert found["macro_f1"] == pytest.approx(
        f1_score(gold, predicted, labels=labels, average="macro", zero_division=0)
    )
    clipped = np.maximum(probabilities, 1e-6)
    own = -np.log(clipped[np.arange(len(gold)), gold]).mean()
    assert found["log_loss"] == pytest.approx(own)
    if (probabilities[np.arange(len(gold)), gold] > 1e-6).all() and len(labels) > 1:
        assert found["log_loss"] == pytest.approx(log_loss(gold, probabilities, labels=range(6)))
    among = gold < 3
    if len(set(gold[among].tolist())) > 1:
        kappa = cohen_kappa_score(
            gold[among], probabilities[among, :3].argmax(axis=1), weights="quadratic", labels=[0, 1, 2]
        )
        assert found["qwk"] == pytest.approx(kappa)


@quick
@given(cases(), st.randoms(use_true_random=False))
def test_neither_the_order_of_texts_nor_copies_of_all_count(case: Any, chance: Any) -> None:
    probabilities, gold = case
    whole = measure(probabilities, gold, level=0.2, answer_from=0.3)
    order = chance.sample(range(len(gold)), len(gold))
    for again in (order, [*order, *order, *order]):
        found = measure(probabilities[again], gold[again], level=0.2, answer_from=0.3)
        for name in set(SCALARS) - {"accuracy_surest_80"}:  # a fifth of few texts is rounded
            assert found[name] == pytest.approx(whole[name]), name


@quick
@given(cases())
def test_off_scale_texts_have_no_part_in_the_ordinal_figures(case: Any) -> None:
    probabilities, gold = case
    kept = gold < 3
    assert ordinal(probabilities, gold) == (
        ordinal(probabilities[kept], gold[kept]) if kept.any() else {"qwk": 0.0, "within_one": 0.0}
    )


@quick
@given(cases())
def test_right_with_certainty_is_the_best_of_all(case: Any) -> None:
    _, gold = case
    found = measure(np.eye(6)[gold], gold, level=0.5, answer_from=0.9)
    assert (found["accuracy"], found["macro_f1"], found["log_loss"], found["ece"]) == (1, 1, 0, 0)
    assert (found["answered"], found["set_coverage"], found["set_size"], found["within_one"]) == (
        1, 1, 1, float((gold < 3).any()),
    )  # fmt: skip


@quick
@given(cases())
def test_reliability_adds_up_to_the_calibration_error_and_the_accuracy(case: Any) -> None:
    predictions = of(*case)
    bins = reliability(predictions)
    found = measure_at(predictions, np.arange(len(case[1])))
    n = sum(b["n"] for b in bins)
    assert n == len(case[1])
    assert sum(b["n"] * b["right"] for b in bins) / n == pytest.approx(found["accuracy"])
    assert sum(b["n"] * abs(b["right"] - b["confidence"]) for b in bins) / n == pytest.approx(found["ece"])
    assert [b["confidence"] for b in bins] == sorted(b["confidence"] for b in bins)
    right = (predictions.probabilities.argmax(axis=1) == predictions.gold).astype(float)
    brier = brier_score_loss(right, predictions.probabilities.max(axis=1), pos_label=1)
    assert brier >= sum(b["n"] * (b["right"] - b["confidence"]) ** 2 for b in bins) / n - 1e-12  # by Jensen


@quick
@given(cases())
def test_the_whole_is_covered_at_the_error_of_all(case: Any) -> None:
    points = coverage_against_error(of(*case))
    accuracy = measure(*case, level=0.2, answer_from=0.3)["accuracy"]
    assert [point["coverage"] for point in points] == pytest.approx(np.arange(1, 11) / 10)
    assert points[-1]["error"] == pytest.approx(1 - accuracy)
