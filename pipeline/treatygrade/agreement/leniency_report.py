"""What the agreement report says of leniency: the fitted models in figures, or why there are none."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from treatygrade.agreement.leniency import Interval, Leniency, Test
from treatygrade.agreement.ratings import MISSING, Ratings

MOST_REVIEWERS = 40
MOST_RATINGS = 10_000
"""Beyond, the models take minutes: they are fitted to units drawn at random, or not at all; the report says so."""

NOTE = (
    "Log-odds of a better grade on the same unit; shifts sum to 0, positive is lenient. Cumulative-logit model with a"
    " random unit effect (Hedeker & Gibbons 1994), on the ordered grades."
)


def leniency(ratings: Ratings, seed: int) -> dict[str, Any]:
    """Shifts, thresholds, drift and the tests; ``note`` alone where nothing can be fitted."""
    given = ratings.ordinal_codes != MISSING
    used = _used(ratings, given)
    if len(used.reviewers) < 2 or len(used.scale.ordinal) < 2:
        return {"note": "not fitted: it needs two ordered grades, and two reviewers who graded the same units"}
    if len(used.reviewers) > MOST_REVIEWERS:
        return {"note": f"not fitted: {len(used.reviewers)} reviewers, more than {MOST_REVIEWERS}"}
    used, drawn = _drawn(used, seed)
    fitted = Leniency(used)
    grades = used.scale.ordinal
    cuts = [f"{better}|{worse}" for better, worse in pairwise(grades)]
    found: dict[str, Any] = {
        "reviewers": {name: _shift(fitted.shift(j)) for j, name in enumerate(used.reviewers)},
        "unit_sd": fitted.unit_sd,
        "thresholds": {cut: _estimate(fitted.threshold(k)) for k, cut in enumerate(cuts)},
        "own_thresholds": {
            name: {cut: _estimate(fitted.own_threshold(j, k)) for k, cut in enumerate(cuts)}
            for j, name in enumerate(used.reviewers)
        },
        "equal_shifts": fitted.equal_shifts().as_dict(),
        "equal_thresholds": fitted.equal_thresholds().as_dict(),
        "equal_spacing": _test(fitted.equal_spacing()),
        "drift": _drift(fitted, used),
        "units": len(used.units),
        "note": NOTE + (f" Fitted to {len(used.units)} units drawn at random." if drawn else ""),
    }
    return found


def _used(ratings: Ratings, given: NDArray[np.bool_]) -> Ratings:
    """The units with ordered grades by two reviewers, and the reviewers and grades that they have."""
    twice = ratings.select(given.sum(axis=1) >= 2)
    codes = twice.ordinal_codes
    people = np.flatnonzero((codes != MISSING).any(axis=0))
    kinds = sorted(set(codes[codes != MISSING].tolist()))
    place = np.full(len(twice.scale.categories) + 1, MISSING, dtype=np.int8)  # the last is for -1
    place[kinds] = range(len(kinds))
    grades = tuple(twice.scale.categories[k] for k in kinds)
    return replace(
        twice,
        codes=place[codes[:, people]],
        reviewers=tuple(twice.reviewers[j] for j in people),
        scale=replace(twice.scale, categories=grades, ordinal=grades),
        when=None if twice.when is None else twice.when[:, people],
    )


def _drawn(ratings: Ratings, seed: int) -> tuple[Ratings, bool]:
    given = (ratings.codes != MISSING).sum(axis=1)
    if given.sum() <= MOST_RATINGS:
        return ratings, False
    order = np.random.default_rng(seed).permutation(len(given))
    keep = np.zeros(len(given), dtype=bool)
    keep[order[np.cumsum(given[order]) <= MOST_RATINGS]] = True
    return ratings.select(keep), True


def _estimate(interval: Interval) -> dict[str, Any]:
    estimate, low, high = interval
    note = "" if low is not None else "not bounded by the data"
    return {"estimate": estimate if low is not None else None, "low": low, "high": high, "note": note}


def _shift(interval: Interval) -> dict[str, Any]:
    found = _estimate(interval)
    return {"shift": found.pop("estimate"), **found}


def _test(test: Test | None) -> dict[str, Any] | None:
    return None if test is None else test.as_dict()


def _drift(fitted: Leniency, ratings: Ratings) -> dict[str, Any] | None:
    """The change of each shift by session, relative to the others; None without two sessions known for every grade."""
    if (test := fitted.no_drift()) is None:
        return None
    slopes = {name: fitted.drift(j) for j, name in enumerate(ratings.reviewers)}
    return {
        "sessions": list(ratings.sessions),
        "reviewers": {name: _estimate(slope) for name, slope in slopes.items() if slope is not None},
        "no_drift": test.as_dict(),
    }
