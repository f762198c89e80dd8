"""How many units to grade twice for an interval of a wanted width."""

from __future__ import annotations

import numpy as np
import pytest

from treatygrade.agreement.intervals import coefficients
from treatygrade.agreement.planning import plan
from treatygrade.agreement.ratings import Ratings, Scale
from treatygrade.agreement.simulate import Reviewers, simulated

PEOPLE = Reviewers((0.3, 0.0, -0.3), (-1.0, 1.0), unit_sd=2.0)


@pytest.mark.parametrize("width", [0.15, 0.3])
def test_as_many_units_as_planned_give_the_wanted_width(width: float) -> None:
    planned = plan(simulated(PEOPLE, units=400, seed=1), width=width)
    assert planned is not None
    estimates = coefficients(simulated(PEOPLE, units=planned["units"], seed=2))["krippendorff_ordinal"]
    assert estimates.low is not None
    assert estimates.high is not None
    assert estimates.high - estimates.low == pytest.approx(width, rel=0.3)


def test_a_wider_interval_needs_fewer_units() -> None:
    ratings = simulated(PEOPLE, units=200, seed=1)
    found = [plan(ratings, width=width) for width in (0.1, 0.2, 0.4)]
    units = [entry["units"] for entry in found if entry is not None]
    assert units == sorted(units, reverse=True)
    assert len(units) == 3


def test_no_plan_without_variation_or_units() -> None:
    scale = Scale(("A", "B"), ("A", "B"))
    same = np.zeros((40, 2), dtype=np.int8)
    assert plan(Ratings(same, tuple(map(str, range(40))), ("x", "y"), scale)) is None
    assert plan(Ratings(same[:5], tuple("12345"), ("x", "y"), scale)) is None
