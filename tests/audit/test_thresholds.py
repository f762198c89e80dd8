"""Committees and years compared by their thresholds given the text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from treatygrade.audit.thresholds import CUTS, _fit_to_compare, _groups, _shift, _solve, thresholds
from treatygrade.corpus.texts import digest
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


@pytest.mark.parametrize("share", [0.1, 0.5, 0.75])
def test_without_an_offset_the_shift_is_the_log_odds_of_the_share(share: float) -> None:
    better = np.arange(40) < 40 * share
    shift, _ = _solve(better, np.zeros(40), np.arange(40) % 8)
    assert shift == pytest.approx(np.log(share / (1 - share)), abs=1e-9)


def test_shift_and_variance_are_those_of_a_logistic_model_with_clusters() -> None:
    """statsmodels: an intercept, the yardstick's log-odds as offset, the sandwich over States."""
    import statsmodels.api as sm

    generator = np.random.default_rng(3)
    offset, states = generator.normal(0, 1.5, 90), np.repeat(np.arange(15), 6)
    better = generator.random(90) < 1 / (1 + np.exp(-offset - 0.7 - 0.5 * generator.standard_normal(15)[states]))
    shift, variance = _solve(better, offset, states)
    model = sm.GLM(better.astype(float), np.ones((90, 1)), family=sm.families.Binomial(), offset=offset)
    other = model.fit(cov_type="cluster", cov_kwds={"groups": states}, tol=1e-12)
    assert shift == pytest.approx(other.params[0], abs=1e-6)
    assert variance == pytest.approx(other.bse[0] ** 2, rel=1e-4)


def test_an_unsure_yardstick_and_few_states_make_the_interval_wider() -> None:
    generator = np.random.default_rng(5)
    offset, better = generator.normal(0, 1, 120), generator.random(120) < 0.6

    def width(error: float, states: int) -> float:
        codes = [str(n % states) for n in range(120)]
        found = _shift(better, offset, np.full(120, error), codes, np.random.default_rng(0))
        assert found.low is not None
        assert found.high is not None
        assert found.estimate is not None
        assert found.low < found.estimate < found.high
        return found.high - found.low

    assert width(0.0, 40) < width(1.0, 40) < width(3.0, 40)


UNIT: dict[str, Any] = {"text": "Laws were amended.", "grade": "B", "scheme": "cmw", "flags": [], "committee": "cmw",
                        "iso3": "ALB", "year": 2024}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({}, None),
        ({"flags": None}, None),
        ({"scheme": "cedaw"}, None),
        ({"text": ""}, "no text of its own"),
        ({"text": None}, "no text of its own"),
        ({"flags": ["by_reference"]}, "no text of its own"),
        ({"grade": "D"}, "off the scale A–C, or no grade"),
        ({"grade": ""}, "off the scale A–C, or no grade"),
        ({"flags": ["shared_text"]}, "two grades on one text"),
        ({"scheme": "cescr", "grade": "A"}, "of a scheme without A, B or C"),
        ({"text": "Seen before."}, "seen in training"),
    ],
)
def test_which_units_can_be_compared(changes: dict[str, Any], why: str | None) -> None:
    kept, left_out = _fit_to_compare([UNIT | changes], frozenset({digest("Seen before.")}))
    assert (len(kept), left_out) == ((1, {}) if why is None else (0, {why: 1}))


@pytest.mark.parametrize(
    ("units", "groups"),
    [
        ([{}, {}], {("cmw", None): [0, 1]}),
        ([{}, {"year": 2025}], {("cmw", None): [0, 1], ("cmw", 2024): [0], ("cmw", 2025): [1]}),
        ([{}, {"year": None}], {("cmw", None): [0, 1]}),
        ([{}, {"committee": "cat", "year": 2025}], {("cat", None): [1], ("cmw", None): [0]}),
        ([{}, {"iso3": "QLV"}], {("cmw", None): [0], ("cmw (FICTIONAL)", None): [1]}),
    ],
    ids=["one year", "two years", "no year", "two committees", "an invented State"],
)
def test_committees_and_their_years(units: list[dict[str, Any]], groups: dict[Any, list[int]]) -> None:
    assert dict(_groups([UNIT | changes for changes in units])) == groups


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


def test_the_seed_decides_and_every_group_is_large_enough(rows: list[dict[str, Any]]) -> None:
    first, again, other = (thresholds(rows, seed=seed) for seed in (1, 1, 2))
    assert first == again != other
    for group in first["groups"]:
        assert group["units"] >= 10
        assert group["states"] >= 3
        assert set(group["shifts"]) == set(CUTS)
