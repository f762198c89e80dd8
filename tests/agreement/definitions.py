"""Agreement as its authors define it, rating by rating and pair by pair: slow, plain, and written apart from the code.

Ratings are a list of units, each a list of (reviewer, category) without the missing ones; ``w[k][l]`` weighs how far
two categories agree. Every function gives None where the coefficient is not defined.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from itertools import combinations, permutations
from statistics import fmean

import numpy as np
from numpy.typing import NDArray

Units = list[list[tuple[int, int]]]
Weights = Callable[[int, int], Fraction]


def units_of(codes: NDArray[np.int_]) -> Units:
    return [[(j, int(code)) for j, code in enumerate(row) if code >= 0] for row in codes]


def identity(k: int, j: int) -> Fraction:
    return Fraction(k == j)


def spaced(q: int, power: int) -> Weights:
    """Linear (power 1) or quadratic (2) weights of q categories."""
    return lambda k, j: 1 - Fraction(abs(k - j), q - 1) ** power


def corrected(observed: Fraction | None, chance: Fraction) -> float | None:
    return None if observed is None or chance == 1 else float((observed - chance) / (1 - chance))


def percent(units: Units, w: Weights) -> Fraction | None:
    """Of each unit the mean weight over its pairs of raters; of these the mean (Fleiss 1971, p. 379)."""
    each = []
    for unit in units:
        pairs = [w(k, j) for (_, k), (_, j) in combinations(unit, 2)]
        if pairs:
            each.append(sum(pairs) / len(pairs))
    return sum(each, Fraction(0)) / len(each) if each else None


def prevalence(units: Units, q: int) -> list[Fraction]:
    """The mean over rated units of the share of their raters who chose each category (Gwet 2014, eq. 2.6)."""
    rated = [Counter(k for _, k in unit) for unit in units if unit]
    return [sum((Fraction(c[k], c.total()) for c in rated), Fraction(0)) / len(rated) for k in range(q)]


def fleiss(units: Units, q: int, w: Weights) -> float | None:
    pi = prevalence(units, q)
    return corrected(percent(units, w), sum(w(k, j) * pi[k] * pi[j] for k in range(q) for j in range(q)))


def gwet(units: Units, q: int, w: Weights) -> float | None:
    pi = prevalence(units, q)
    total = sum(w(k, j) for k in range(q) for j in range(q))
    return corrected(percent(units, w), total / (q * (q - 1)) * sum(p * (1 - p) for p in pi))


def brennan_prediger(units: Units, q: int, w: Weights) -> float | None:
    return corrected(percent(units, w), sum(w(k, j) for k in range(q) for j in range(q)) / (q * q))


def conger(units: Units, q: int, w: Weights) -> float | None:
    """Chance agreement of two raters by their own base rates, meaned over all pairs of raters (Conger 1980, p. 325)."""
    given: dict[int, Counter[int]] = {}
    for unit in units:
        for j, k in unit:
            given.setdefault(j, Counter())[k] += 1
    rates = [[Fraction(c[k], c.total()) for k in range(q)] for c in given.values()]
    pairs = [
        sum(w(k, j) * one[k] * other[j] for k in range(q) for j in range(q)) for one, other in combinations(rates, 2)
    ]
    return corrected(percent(units, w), sum(pairs) / len(pairs)) if pairs else None


def cohen(units: Units, q: int, w: Weights) -> float | None:
    """Two raters: base rates on the units that both rated (Cohen 1968). More: the mean over pairs (Light 1971)."""
    reviewers = sorted({j for unit in units for j, _ in unit})
    kappas = []
    for one, other in combinations(reviewers, 2):
        both = [(dict(unit)[one], dict(unit)[other]) for unit in units if {one, other} <= dict(unit).keys()]
        if not both:
            continue
        observed = sum((w(k, j) for k, j in both), Fraction(0)) / len(both)
        chance = sum((w(k, j) for k, _ in both for _, j in both), Fraction(0)) / len(both) ** 2
        kappas.append(corrected(observed, chance))
    known = [kappa for kappa in kappas if kappa is not None]
    return fmean(known) if known else None


def krippendorff(units: Units, ordinal: bool) -> float | None:
    """1 - D_o / D_e over pairable values (Krippendorff 2011, steps 1 to 4)."""
    pairable = [[k for _, k in unit] for unit in units if len(unit) > 1]
    values = [k for unit in pairable for k in unit]
    count = Counter(values)

    def distance(k: int, j: int) -> Fraction:
        if not ordinal:
            return Fraction(k != j)
        low, high = min(k, j), max(k, j)
        between = sum(count[g] for g in range(low, high + 1))
        return (between - Fraction(count[low] + count[high], 2)) ** 2

    observed = sum(
        (distance(k, j) / (len(unit) - 1) for unit in pairable for k, j in permutations(unit, 2)), Fraction(0)
    )
    expected = sum((distance(k, j) for k, j in permutations(values, 2)), Fraction(0))
    return None if not expected else float(1 - (len(values) - 1) * observed / expected)
