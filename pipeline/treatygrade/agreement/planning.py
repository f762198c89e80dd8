"""How many units to grade twice for an interval of a wanted width: simulation from the units graded so far."""

from __future__ import annotations

from typing import Any

import numpy as np

from treatygrade.agreement.coefficients import Coefficient, nominal, ordinal
from treatygrade.agreement.features import Features
from treatygrade.agreement.ratings import MISSING, Ratings

SIZES = (10, 20, 50, 100, 200, 500, 1000, 2000)
SAMPLES = 400
WIDTH = 0.2


def plan(ratings: Ratings, *, width: float = WIDTH, seed: int = 0) -> dict[str, Any] | None:
    """The 95% interval's width of Krippendorff's alpha (ordinal where grades are ordered) by number of units.

    For each size, ``SAMPLES`` files of so many units are drawn from the units that two or more graded; the width is
    that between the percentiles of their alphas. Between sizes it shrinks by the root of the number. ``units`` is the
    number for ``width``, None where it lies beyond 100,000. None with fewer than ten units to draw from.
    """
    twice = ratings.select((ratings.codes != MISSING).sum(axis=1) >= 2)
    q, m = len(ratings.scale.categories), len(ratings.scale.ordinal)
    if len(twice.units) < SIZES[0]:
        return None
    if m > 1:
        name, features = "krippendorff_ordinal", Features.of(twice.ordinal_codes, m)
        function: Coefficient = ordinal(m)[name]
    else:
        name, features = "krippendorff_nominal", Features.of(twice.codes, q)
        function = nominal(q)[name]
    generator = np.random.default_rng(seed)
    share = np.full(len(twice.units), 1 / len(twice.units))
    simulated = []
    for size in SIZES:
        values = function(features.totals(generator.multinomial(size, share, size=SAMPLES) @ features.matrix))
        values = values[np.isfinite(values)]
        if len(values) >= SAMPLES / 2:
            low, high = np.quantile(values, [0.025, 0.975])
            simulated.append({"units": size, "width": float(high - low)})
    if not simulated or not simulated[-1]["width"]:
        return None
    return {
        "coefficient": name,
        "width": width,
        "units": _needed(simulated, width),
        "simulated": simulated,
        "note": f"{SAMPLES} files of each size drawn from the {len(twice.units)} units graded by two or more.",
    }


def _needed(simulated: list[dict[str, Any]], width: float) -> int | None:
    """The constant of ``width = c / sqrt(units)`` at the nearest size on either side that was simulated."""
    nearest = min(simulated, key=lambda entry: abs(np.log(max(entry["width"], 1e-9) / width)))
    units = int(np.ceil(nearest["units"] * (nearest["width"] / width) ** 2))
    return max(units, 2) if units <= 100_000 else None
