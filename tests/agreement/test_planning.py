"""How many units to grade twice for an interval of a wanted width."""

from __future__ import annotations

import numpy as np
import pytest

from tests.agreement.examples import of_codes
from treatygrade.agreement.intervals import coefficients
from treatygrade.agreement.planning import SIZES, _needed, plan
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


@pytest.mark.parametrize(
    ("simulated", "width", "units"),
    [
        ([(100, 0.2)], 0.2, 100),
        ([(100, 0.2)], 0.1, 400),  # half the width, four times the units
        ([(100, 0.2)], 0.4, 25),
        ([(100, 0.2), (1_000, 0.05)], 0.06, 695),  # from the nearest, 1,000 (0.05 / 0.06)^2
        ([(100, 0.2), (1_000, 0.05)], 0.19, 111),
        ([(10, 0.3)], 3.0, 2),  # one unit is no sample
        ([(2_000, 0.2)], 0.02, None),  # 200,000 are nobody's exercise
        ([(1_000, 0.2)], 0.02, 100_000),
    ],
)
def test_between_sizes_the_width_shrinks_by_the_root_of_the_number(
    simulated: list[tuple[int, float]], width: float, units: int | None
) -> None:
    assert _needed([{"units": size, "width": own} for size, own in simulated], width) == units


def test_the_widths_are_those_of_files_of_that_size() -> None:
    planned = plan(simulated(PEOPLE, units=150, seed=1), seed=3)
    assert planned is not None
    assert planned == plan(simulated(PEOPLE, units=150, seed=1), seed=3) != plan(simulated(PEOPLE, units=150, seed=1))
    assert [entry["units"] for entry in planned["simulated"]] == list(SIZES)
    for one, other in zip(planned["simulated"][2:], planned["simulated"][3:], strict=False):
        shrunk = (one["units"] / other["units"]) ** 0.5
        assert other["width"] / one["width"] == pytest.approx(shrunk, rel=0.2)
    assert "drawn from the 150 units" in planned["note"]


def test_without_an_order_the_nominal_alpha_is_planned() -> None:
    codes = np.random.default_rng(0).integers(0, 2, (30, 2))
    codes[:15, 1] = codes[:15, 0]
    for ordinal, name in ((2, "krippendorff_ordinal"), (1, "krippendorff_nominal"), (0, "krippendorff_nominal")):
        planned = plan(of_codes(codes, 2, ordinal=ordinal))
        assert planned is not None
        assert planned["coefficient"] == name


def test_units_that_one_graded_are_not_drawn_from() -> None:
    codes = np.array([[0, 1], [1, 1], [0, 0], [1, 0], [1, 1]] * 2 + [[0, -1]] * 30)
    planned = plan(of_codes(codes, 2))
    assert planned is not None
    assert "the 10 units" in planned["note"]
    assert plan(of_codes(codes[1:], 2)) is None
