"""What the report makes of the leniency model, and why there may be none."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.agreement.examples import of_codes
from tests.agreement.test_leniency_model import ONCE
from treatygrade.agreement import leniency_report
from treatygrade.agreement.leniency_report import leniency
from treatygrade.agreement.simulate import Reviewers, simulated


class TestReport:
    def test_all_that_was_fitted(self) -> None:
        found = leniency(ONCE, seed=0)
        assert list(found["reviewers"]) == list(ONCE.reviewers)
        assert list(found["thresholds"]) == ["A|B", "B|C"]
        assert found["drift"] is None  # one session
        for entry in found["reviewers"].values():
            assert entry["low"] < entry["shift"] < entry["high"]
        assert found["units"] == int(((ONCE.codes >= 0).sum(axis=1) > 1).sum())

    @pytest.mark.parametrize(
        ("codes", "ordinal"),
        [
            pytest.param([[0, 0], [0, 0], [0, 0]], 3, id="one grade"),
            pytest.param([[0, -1], [-1, 1], [2, -1]], 3, id="no unit twice"),
            pytest.param([[0, 3], [3, 1], [3, 2]], 3, id="off the scale on one side"),
            pytest.param([[0, 1], [1, 1], [2, 2]], 0, id="no order"),
        ],
    )  # fmt: skip
    def test_why_nothing_was_fitted(self, codes: list[list[int]], ordinal: int) -> None:
        found = leniency(of_codes(np.array(codes), 4, ordinal=ordinal), seed=0)
        assert list(found) == ["note"]
        assert found["note"].startswith("not fitted: it needs two ordered grades, and two reviewers")

    def test_more_reviewers_than_can_be_told_apart(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(leniency_report, "MOST_REVIEWERS", 2)
        assert leniency(ONCE, seed=0) == {"note": "not fitted: 3 reviewers, more than 2"}
        monkeypatch.setattr(leniency_report, "MOST_REVIEWERS", 3)
        assert "reviewers" in leniency(ONCE, seed=0)

    def test_of_many_ratings_units_are_drawn(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(leniency_report, "MOST_RATINGS", 60)
        one, same, other = (leniency(ONCE, seed=seed) for seed in (1, 1, 2))
        assert one == same != other
        assert 20 <= one["units"] <= 30  # two or three ratings each
        assert one["note"].endswith(f"Fitted to {one['units']} units drawn at random.")

    def test_who_gave_no_ordered_grade_and_what_nobody_gave_are_left_out(self) -> None:
        codes = np.hstack([np.where(ONCE.codes == 1, 2, ONCE.codes), np.full((len(ONCE.units), 1), 3)])
        found = leniency(of_codes(codes, 4, ordinal=3), seed=0)
        assert list(found["reviewers"]) == ["r0", "r1", "r2"]
        assert list(found["thresholds"]) == ["A|C"]
        assert found["equal_spacing"] is None

    @pytest.mark.parametrize("unknown", [False, True])
    def test_drift_needs_the_session_of_every_grade(self, unknown: bool) -> None:
        ratings = simulated(Reviewers((0.4, -0.4), (-1.0, 1.0), drifts=(1.0, -1.0)), units=120, seed=4, sessions=3)
        assert ratings.when is not None
        when = ratings.when.copy()
        when[0, 0] = -1 if unknown else when[0, 0]
        found = leniency(replace(ratings, when=when), seed=0)["drift"]
        assert (found is None) == unknown
        if found:
            first, second = found["reviewers"].values()
            assert found["sessions"] == ["1", "2", "3"]
            assert first["estimate"] == pytest.approx(-second["estimate"])
            assert first["low"] < 1.0 < first["high"]
