"""Agreement on where to cut, apart from agreement on the grades."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np

from treatygrade.agreement.coefficients import krippendorff, percent_agreement, ratio
from treatygrade.agreement.cutting import Cut, Matching, alike, together
from treatygrade.agreement.features import Array, Features, Totals
from treatygrade.agreement.intervals import Estimate, estimate, percentiles, resamples
from treatygrade.agreement.ratings import Ratings

NOTE = (
    "Scopes are expanded to items. `same_cut`: of two reviewers who graded the same items of a paragraph, how often "
    "they drew the lines alike. `item_pairs`: of two items, how often both reviewers graded them together or both "
    "apart (Rand 1971), `alpha` the same with chance set apart (Krippendorff, nominal). Intervals: bootstrap over "
    "paragraphs. Grades are compared on the items that no reviewer separates."
)


def cutting(matching: Matching, ratings: Ratings, *, samples: int, seed: int) -> dict[str, Any] | None:
    """Where reviewers cut alike and where not; None where no paragraph has items that two reviewers graded."""
    pairs = {
        paragraph: [like for pair in combinations(cuts.values(), 2) if (like := alike(*pair)) is not None]
        for paragraph, cuts in matching.cuts.items()
    }
    compared = [paragraph for paragraph, verdicts in pairs.items() if verdicts]
    if not compared:
        return None
    differing = {paragraph for paragraph in compared if not all(pairs[paragraph])}
    weights = [np.ones((1, len(compared))), *resamples(len(compared), samples, seed)]
    same = np.array([[sum(pairs[paragraph]), len(pairs[paragraph])] for paragraph in compared], dtype=float)
    totals = _item_pairs([matching.cuts[paragraph] for paragraph in compared], ratings.reviewers, weights)
    return {
        "paragraphs": len(compared),
        "cut_differently": len(differing),
        "same_cut": _estimate([ratio(*(w @ same).T) for w in weights], len(compared)),
        "item_pairs": _estimate([percent_agreement(t, np.eye(2)) for t in totals], len(compared)),
        "alpha": _estimate([krippendorff(t, "nominal") for t in totals], len(compared)),
        "grades_where_cut_alike": _grades(ratings, matching, differing, cut_differently=False),
        "grades_where_cut_differently": _grades(ratings, matching, differing, cut_differently=True),
        "where": [
            {"paragraph": paragraph, "cuts": {name: _shown(cut) for name, cut in matching.cuts[paragraph].items()}}
            for paragraph in compared
            if paragraph in differing
        ],
        "note": NOTE,
    }


def _item_pairs(cuts: list[dict[str, Cut]], reviewers: tuple[str, ...], weights: list[Array]) -> list[Totals]:
    rows, owner = [], []
    for number, each in enumerate(cuts):
        found = together(each, reviewers)
        rows += found
        owner += [number] * len(found)
    features = Features.of(np.array(rows, dtype=np.int8).reshape(len(rows), len(reviewers)), 2)
    return [features.totals(w[:, owner] @ features.matrix) for w in weights]


def _estimate(values: list[Array], paragraphs: int) -> dict[str, Any]:
    value = float(values[0][0])
    if not np.isfinite(value):
        return Estimate(None, None, None, units=paragraphs, note="not defined: no variation").as_dict()
    low, high = percentiles(values[1:]) if paragraphs > 1 else (None, None)
    return Estimate(value, low, high, units=paragraphs).as_dict()


def _grades(ratings: Ratings, matching: Matching, differing: set[str], *, cut_differently: bool) -> dict[str, Any]:
    """Share of equal grades on the units of paragraphs that are cut alike, or differently."""
    kept = [(matching.paragraph_of.get(unit) in differing) is cut_differently for unit in ratings.units]
    q = len(ratings.scale.categories)
    part = Features.of(ratings.select(np.array(kept)).codes, q)
    return estimate(part, lambda totals: percent_agreement(totals, np.eye(q)), least=0.0).as_dict()


def _shown(cut: Cut) -> list[str]:
    """The parts of a cut: ``["(a) (b)", "(c)"]``."""
    return [" ".join(sorted(part)) for part in sorted(set(cut.values()), key=min)]
