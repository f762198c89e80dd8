"""Committees and years compared by their thresholds given the text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from treatygrade.audit.thresholds import _shift, thresholds
from treatygrade.read import read
from treatygrade.segment import segment


def _simulated(shift: float, seed: int) -> bool:
    """Whether the interval holds the shift with which 20 States of 8 texts each were graded."""
    generator = np.random.default_rng(seed)
    states = np.repeat(np.arange(20), 8)
    offset = generator.normal(0, 1.5, 160)
    own = 0.5 * generator.standard_normal(20)[states]
    better = generator.random(160) < 1 / (1 + np.exp(-(offset + shift + own)))
    noisy = offset + 0.3 * generator.standard_normal(160)
    found = _shift(better, noisy, np.full(160, 0.3), [str(s) for s in states], generator)
    assert found.low is not None
    assert found.high is not None
    return found.low <= shift <= found.high


@pytest.mark.parametrize("shift", [-1.0, 0.0, 1.0])
def test_intervals_cover_the_shift_that_grades_were_simulated_with(shift: float) -> None:
    assert np.mean([_simulated(shift, seed) for seed in range(60)]) >= 0.88


def test_a_threshold_that_all_units_pass_is_not_bounded() -> None:
    found = _shift(np.ones(12, bool), np.zeros(12), np.zeros(12), ["x", "y", "z"] * 4, np.random.default_rng(0))
    assert found.estimate is None


@pytest.fixture(scope="module")
def rows(specimens: Path) -> list[dict[str, Any]]:
    """Units of the invented reports, each changed so that the model has not seen it."""
    found = []
    for gold in sorted(specimens.rglob("*.gold.csv")):
        path = gold.with_name(gold.name.replace(".gold.csv", ".md"))
        for report in segment(read(path)):
            found += [
                {**row, "text": f"{row['text']} So far." if row["text"] else ""} for row in report.units(path.name)
            ]
    return found


def test_a_committee_that_grades_the_same_words_better_has_a_higher_shift(rows: list[dict[str, Any]]) -> None:
    better = {"B": "A", "C": "B"}
    lenient = [{**row, "committee": "lenient", "grade": better.get(row["grade"], row["grade"])} for row in rows]
    found = thresholds([*({**row, "committee": "plain"} for row in rows), *lenient])
    shifts = {
        g["committee"].removesuffix(" (FICTIONAL)"): g["shifts"]["B|C"] for g in found["groups"] if g["year"] is None
    }
    assert shifts["plain"]["low"] is not None
    assert shifts["lenient"]["estimate"] is None or shifts["lenient"]["estimate"] > shifts["plain"]["high"]
    assert "cannot show" in found["warning"]


def test_what_cannot_be_compared_is_counted(rows: list[dict[str, Any]]) -> None:
    published = [{**row, "text": row["text"].removesuffix(" So far.")} for row in rows]
    found = thresholds(published)
    assert found["groups"] == []
    assert sum(found["left_out"].values()) + found["units"] == len(rows)
    assert found["left_out"]["seen in training"] > found["units"]
