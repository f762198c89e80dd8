"""What holds of the figures whatever the predictions; resampling by State, paired differences, groups and gates."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from sklearn.metrics import brier_score_loss, cohen_kappa_score, confusion_matrix, f1_score, log_loss

from treatygrade.columns import GRADES
from treatygrade.errors import UsageError
from treatygrade.evaluate.bootstrap import intervals, resamples
from treatygrade.evaluate.compare import COMPARED, compare
from treatygrade.evaluate.crossval import Predictions
from treatygrade.evaluate.detail import by_group, coverage_against_error, mean_probabilities, reliability
from treatygrade.evaluate.gates import gate, missed
from treatygrade.evaluate.metrics import measure, ordinal
from treatygrade.evaluate.result import SCALARS, figures, measure_at, rows_of, summary, table

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
    assert -1 <= found["qwk"] <= 1
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


@given(st.lists(st.sampled_from(["PER", "CHL", "ALB", "QLV"]), min_size=1, max_size=12), st.integers(0, 5))
def test_a_sample_has_as_many_states_each_of_them_whole(states: list[str], seed: int) -> None:
    size = Counter(states)
    for positions in resamples(states, 5, seed):
        drawn = Counter(states[i] for i in positions)
        times = [drawn[state] / size[state] for state in drawn]
        assert all(time == int(time) for time in times)
        assert sum(times) == len(size)


def test_states_and_not_texts_are_drawn() -> None:
    """Two States of a hundred equal texts each: the mean of a sample is 0, 1/2 or 1, whatever the number of texts."""
    states, values = ["PER"] * 100 + ["CHL"] * 100, np.repeat([0.0, 1.0], 100)
    seen: list[float] = []

    def mean(at: NDArray[np.int64]) -> dict[str, float]:
        seen.append(float(values[at].mean()))
        return {"mean": seen[-1]}

    found = intervals(mean, states, times=60)
    assert set(seen) == {0.0, 0.5, 1.0}
    assert found["mean"] == (0.0, 1.0)


def test_the_seed_decides() -> None:
    states = [f"S{n % 7}" for n in range(40)]
    one, same, other = ([at.tolist() for at in resamples(states, 4, seed)] for seed in (1, 1, 2))
    assert one == same != other


class TestCompared:
    generator = np.random.default_rng(4)
    gold = generator.integers(0, 3, 60)
    states: tuple[str, ...] = tuple(f"S{n % 10}" for n in range(60))
    probabilities = generator.dirichlet(np.ones(6), size=60)
    sharper = probabilities * 0.5 + 0.5 * np.eye(6)[gold]

    def test_both_are_measured_on_the_same_states(self) -> None:
        """One system is right everywhere, the other but for one State of ten, which a sample holds up to four times."""
        one = np.eye(6)[self.gold]
        other = one.copy()
        other[[n for n in range(60) if n % 10 == 0]] = np.eye(6)[5]
        states = list(self.states)
        found = compare(of(one, self.gold, states), of(other, self.gold, states), times=200)
        assert found["accuracy"]["estimate"] == pytest.approx(0.1)
        assert 0 <= found["accuracy"]["low"] < 0.1 < found["accuracy"]["high"] <= 0.4
        assert found["log_loss"]["estimate"] == pytest.approx(0.1 * np.log(1e-6))

    def test_a_difference_turned_round_has_the_other_sign(self) -> None:
        one, other = (of(p, self.gold, list(self.states)) for p in (self.sharper, self.probabilities))
        there, back = compare(one, other, times=50), compare(other, one, times=50)
        assert set(there) == set(COMPARED)
        for name in COMPARED:
            assert there[name]["estimate"] == pytest.approx(-back[name]["estimate"])
            assert (there[name]["low"], there[name]["high"]) == pytest.approx((-back[name]["high"], -back[name]["low"]))
        assert there["accuracy"]["low"] > 0
        assert there["log_loss"]["high"] < 0

    def test_texts_predicted_by_two_seeds_count_once(self) -> None:
        twice = np.concatenate([self.probabilities, self.sharper])
        found = figures(of(twice, np.tile(self.gold, 2), list(self.states) * 2, seeds=2), times=20)
        once = [figures(of(p, self.gold, list(self.states)), times=2) for p in (self.probabilities, self.sharper)]
        assert found["accuracy"] == pytest.approx(np.mean([each["accuracy"] for each in once]))
        assert np.sum(found["confusion"]) == pytest.approx(60)
        for grade, each in found["per_grade"].items():
            assert each["support"] == (self.gold == GRADES.index(grade)).sum()
        assert set(SCALARS) | {"recall_A", "precision_C"} <= set(found["intervals"])
        for name in SCALARS:
            low, high = found["intervals"][name]
            assert low <= high

    def test_probabilities_of_two_seeds_are_meaned(self) -> None:
        twice = np.concatenate([self.probabilities, self.sharper])
        mean = mean_probabilities(of(twice, np.tile(self.gold, 2), list(self.states) * 2, seeds=2))
        assert mean == pytest.approx((self.probabilities + self.sharper) / 2)

    def test_groups_add_up_to_the_whole(self) -> None:
        rows = [{"scheme": "ab"[n % 2], "iso3": "QLV", "state": "Qalvera", "year": None} for n in range(60)]
        predictions = of(self.sharper, self.gold, list(self.states))
        whole = measure_at(predictions, np.arange(60))["accuracy"]
        for column, names in (("scheme", ["a", "b"]), ("state", ["Qalvera (FICTIONAL)"]), ("year", [""])):
            found = by_group(predictions, rows, column)
            assert list(found) == names
            assert sum(group["n"] for group in found.values()) == 60
            assert sum(group["n"] * group["accuracy"] for group in found.values()) / 60 == pytest.approx(whole)


LEAST, MOST = "is 0.500, wanted at least", "is 0.500, wanted at most"
GATES = [
    ("accuracy=0.5", []), ("accuracy=0.51", [f"accuracy {LEAST} 0.51"]),
    ("log_loss=0.5", []), ("log_loss=0.49", [f"log_loss {MOST} 0.49"]),
    ("ece=0.5", []), ("ece=0.4", [f"ece {MOST} 0.4"]), ("set_size=0.4", [f"set_size {MOST} 0.4"]),
    ("set_coverage=0.6", [f"set_coverage {LEAST} 0.6"]), ("shown.accuracy=0.9", []),
    ("masked.accuracy=0.9", [f"masked.accuracy {LEAST} 0.9"]), ("recall_A=0.5", []), ("shown.f1_A=0.95", []),
    ("per_grade.A.f1=0.6", [f"per_grade.A.f1 {LEAST} 0.6"]), ("qwk=-1", []), ("qwk=5e-1", []),
    ("precision_D=0.1", ["precision_D is 0.000, wanted at least 0.1"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "lines"), GATES, ids=[text for text, _ in GATES])
def test_a_gate_is_missed_beyond_its_limit_and_not_at_it(text: str, lines: list[str]) -> None:
    grade = {"precision": 0.5, "recall": 0.5, "f1": 0.5, "support": 1}
    kind = {**dict.fromkeys(SCALARS, 0.5), "per_grade": {"A": grade}}
    shown = {**dict.fromkeys(SCALARS, 1.0), "per_grade": {"A": dict.fromkeys(grade, 1.0)}}
    assert missed({"masked": kind, "shown": shown}, dict([gate(text)])) == lines


@pytest.mark.parametrize(
    "text",
    ["", "accuracy", "accuracy=", "accuracy=high", "accuracy=inf", "accuracy=nan", "shown.=1", "shown.masked.qwk=1",
     "recall_G=1", "recall_=1", "support_A=1", "per_grade.A=1", "per_grade.A.support=1", "interval.qwk=1", " qwk=1"],
)  # fmt: skip
def test_no_such_gate(text: str) -> None:
    with pytest.raises(UsageError):
        gate(text)


def test_figures_in_a_line_and_in_a_table() -> None:
    grade = {"precision": 0.25, "recall": 0.75, "f1": 0.5, "support": 4}
    kind = {**dict.fromkeys(SCALARS, 0.5), "per_grade": {"B": grade}, "intervals": dict.fromkeys(SCALARS, (0.4, 0.6))}
    found = {"n": 4, "masked": kind, "shown": kind, "baselines": {"majority": {"masked": kind, "shown": kind}}}
    kept = summary(found)
    assert kept["n"] == 4
    assert kept["masked"] == {**dict.fromkeys(SCALARS, 0.5), "recall_B": 0.75}
    header, *lines = table(rows_of(found, "shown"))
    assert header == ["", "accuracy", "macro F1", "QWK A-C", "log loss", "B P/R"]
    assert lines == [[name, *["0.500 [0.40, 0.60]"] * 4, "0.25/0.75"] for name in ("treatygrade", "majority")]
