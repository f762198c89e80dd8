"""The tables of a report by hand: grades, pairs, what is confused, units that split the reviewers."""

from __future__ import annotations

import numpy as np
import pytest

from tests.agreement.examples import of_codes
from treatygrade.agreement.breakdown import confused, every_pair, per_grade, split_units


class TestBreakdown:
    """The tables that the sentences come from, by hand."""

    ratings = of_codes(np.array([[0, 0, 1], [1, 1, -1], [2, 1, 1], [0, 2, 3], [3, 3, -1]]), 4, ordinal=3)

    def test_grades(self) -> None:
        found = per_grade(self.ratings)
        assert [entry["given"] for entry in found.values()] == [3, 5, 2, 3]
        assert found["C"]["agreement"]["estimate"] == 0
        # A: pairs with an A, coincidences: unit 1 gives AA 1 and AB 1; unit 4 AC 1/2 and AD 1/2. 1 of 3.
        assert found["A"]["agreement"]["estimate"] == pytest.approx(1 / 3)
        assert found["D"]["agreement"]["estimate"] == pytest.approx(2 / 3)

    def test_pairs(self) -> None:
        first, second, third = every_pair(self.ratings)
        assert [(p.first, p.second, p.units) for p in (first, second, third)] == [
            ("r0", "r1", 5), ("r0", "r2", 3), ("r1", "r2", 3),
        ]  # fmt: skip
        assert [p.percent_agreement for p in (first, second, third)] == pytest.approx([3 / 5, 0, 1 / 3])
        # r0 gave A where r1 gave C, and C where r1 gave B; grades off the scale are neither better nor worse.
        assert (first.first_better, first.second_better) == (1, 1)
        assert (second.first_better, second.second_better) == (1, 1)
        assert first.confusion == [[1, 0, 1, 0], [0, 1, 0, 0], [0, 1, 0, 0], [0, 0, 0, 1]]
        assert first.kappas["cohen"].units == 5
        assert first.kappas["cohen_linear"].units == 4

    def test_what_is_confused(self) -> None:
        assert confused(self.ratings) == [
            {"grades": ["A", "B"], "pairs": 2, "share": 2 / 7}, {"grades": ["B", "C"], "pairs": 2, "share": 2 / 7},
            {"grades": ["A", "C"], "pairs": 1, "share": 1 / 7}, {"grades": ["A", "D"], "pairs": 1, "share": 1 / 7},
            {"grades": ["C", "D"], "pairs": 1, "share": 1 / 7},
        ]  # fmt: skip
        assert confused(of_codes(np.array([[0, 0], [1, 1]]), 2)) == []

    def test_units_that_split_them_the_widest_first(self) -> None:
        found = split_units(self.ratings)
        assert [(e["unit"], e["steps"], e["off_scale"], e["majority"]) for e in found] == [
            ("3", 2, True, pytest.approx(1 / 3)), ("0", 1, False, pytest.approx(2 / 3)),
            ("2", 1, False, pytest.approx(2 / 3)),
        ]  # fmt: skip
        assert found[0]["grades"] == {"r0": "A", "r1": "C", "r2": "D"}
