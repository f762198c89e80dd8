"""Samples of States, and the differences of two systems on them."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from tests.evaluate.test_laws import of
from treatygrade.columns import GRADES
from treatygrade.evaluate.bootstrap import intervals, resamples
from treatygrade.evaluate.compare import COMPARED, compare
from treatygrade.evaluate.detail import by_group, mean_probabilities
from treatygrade.evaluate.result import SCALARS, figures, measure_at


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
