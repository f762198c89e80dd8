"""Where reviewers agree and where not: by grade, pair, unit, and by theme, State, year or session."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from treatygrade.agreement import pairs as pairs_of
from treatygrade.agreement.coefficients import Coefficient, fleiss, nominal, ordinal, ratio, weights
from treatygrade.agreement.features import Array, Features, Totals
from treatygrade.agreement.intervals import KINDS, Estimate, estimate
from treatygrade.agreement.ratings import MISSING, Ratings
from treatygrade.agreement.reading import Again


def per_grade(ratings: Ratings) -> dict[str, dict[str, Any]]:
    """For each grade: how often it was given, its specific agreement, and Fleiss' kappa of it against the rest.

    Specific agreement is the chance that, where one reviewer gave the grade, another one did too
    (Cicchetti & Feinstein 1990, J. Clin. Epidemiol. 43, for two raters; over coincidences for many).
    """
    q = len(ratings.scale.categories)
    features = Features.of(ratings.codes, q)
    found = {}
    for k, grade in enumerate(ratings.scale.categories):

        def specific(totals: Totals, k: int = k) -> Array:
            return ratio(totals.coincidences[:, k, k], totals.coincidences[:, k].sum(axis=1))

        against = np.where(ratings.codes == MISSING, MISSING, ratings.codes == k).astype(np.int8)
        found[grade] = {
            "given": int((ratings.codes == k).sum()),
            "agreement": estimate(features, specific, least=0.0).as_dict(),
            "kappa": estimate(Features.of(against, 2), lambda totals: fleiss(totals, np.eye(2))).as_dict(),
        }
    return found


@dataclass(frozen=True)
class Pair:
    """Two reviewers: units both graded, share of equal grades, Cohen's kappas with 95% intervals.

    ``first_better`` and ``second_better`` count the units where one of them gave the better grade, both on the scale.
    ``confusion[i][j]`` counts the units to which the first gave category i and the second j.
    """

    first: str
    second: str
    units: int
    percent_agreement: float
    kappas: dict[str, Estimate]
    first_better: int
    second_better: int
    confusion: list[list[int]]

    def as_dict(self) -> dict[str, Any]:
        return {**self.__dict__, "kappas": {name: kappa.as_dict() for name, kappa in self.kappas.items()}}


def every_pair(ratings: Ratings) -> list[Pair]:
    """Every pair of reviewers who share a unit, in the order of the reviewers."""
    q, m = len(ratings.scale.categories), len(ratings.scale.ordinal)
    tables = pairs_of.tables(ratings.codes, q)
    sizes = tables.sum(axis=(1, 2))
    kept = np.flatnonzero(sizes > 0)
    tables, sizes = tables[kept], sizes[kept]
    kappas = {
        name: pairs_of.cohen_with_error(table, weights(table.shape[1], kind))
        for name, kind in KINDS.items()
        for table in [tables if name == "cohen" else tables[:, :m, :m]]
    }
    agreed = np.einsum("tkk->t", tables) / sizes
    better = np.triu(np.ones((m, m)), 1)
    upper = np.einsum("tkl,kl->t", tables[:, :m, :m], better)
    lower = np.einsum("tkl,lk->t", tables[:, :m, :m], better)
    first, second = (index[kept] for index in np.triu_indices(len(ratings.reviewers), 1))
    shared = tables[:, :m, :m].sum(axis=(1, 2))
    return [
        Pair(
            ratings.reviewers[first[i]], ratings.reviewers[second[i]], int(sizes[i]), float(agreed[i]),
            {name: _kappa(values, i, sizes if name == "cohen" else shared) for name, values in kappas.items()},
            int(upper[i]), int(lower[i]), tables[i].astype(int).tolist(),
        )
        for i in range(len(kept))
    ]  # fmt: skip


def _kappa(values: pairs_of.Kappas, i: int, sizes: Array) -> Estimate:
    units = int(sizes[i])
    if not units or not np.isfinite(values.estimate[i]):
        why = "all grades are the same" if units else "no unit has two grades"
        return Estimate(None, None, None, units=units, note=f"not defined: {why}")
    low, high, error = float(values.low[i]), float(values.high[i]), float(values.standard_error[i])
    return Estimate(float(values.estimate[i]), low, high, error, low, high, units=units)


def confused(ratings: Ratings) -> list[dict[str, Any]]:
    """Which two grades the disagreements are between, as shares of all of them, the most frequent first."""
    tables = pairs_of.tables(ratings.codes, len(ratings.scale.categories)).sum(axis=0)
    between = np.triu(tables + tables.T, 1)
    total = between.sum()
    grades = ratings.scale.categories
    found = [
        {"grades": [grades[k], grades[j]], "pairs": int(between[k, j]), "share": float(between[k, j] / total)}
        for k, j in zip(*np.nonzero(between), strict=True)
    ]
    return sorted(found, key=lambda entry: -entry["pairs"])


def with_themselves(again: Sequence[Again]) -> list[dict[str, Any]]:
    """For each reviewer who graded units again: how often with the same grade; Wilson's interval (1927)."""
    from statsmodels.stats.proportion import proportion_confint

    found = []
    for reviewer in dict.fromkeys(entry.rating.reviewer for entry in again):
        same = [entry.first == entry.later for entry in again if entry.rating.reviewer == reviewer]
        low, high = proportion_confint(sum(same), len(same), method="wilson")
        found.append({
            "reviewer": reviewer, "again": len(same),
            "estimate": sum(same) / len(same), "low": float(low), "high": float(high),
        })  # fmt: skip
    return found


def split_units(ratings: Ratings) -> list[dict[str, Any]]:
    """The units that reviewers grade differently, the widest split first.

    ``steps`` is the distance between the best and the worst ordered grade; ``off_scale`` says that a
    grade without a place on the scale stands against another grade.
    """
    m = len(ratings.scale.ordinal)
    found = []
    for unit, row in zip(ratings.units, ratings.codes, strict=True):
        given = row[row != MISSING]
        kinds, times = np.unique(given, return_counts=True)
        if len(kinds) < 2:
            continue
        ordered = kinds[kinds < m]
        grades = {ratings.reviewers[j]: ratings.scale.categories[row[j]] for j in np.flatnonzero(row != MISSING)}
        found.append({
            "unit": unit,
            "steps": int(ordered.max() - ordered.min()) if len(ordered) else 0,
            "off_scale": bool((kinds >= m).any()),
            "majority": float(times.max() / len(given)),
            "grades": grades,
        })  # fmt: skip
    return sorted(found, key=lambda entry: (-entry["steps"], not entry["off_scale"], entry["majority"]))


def by_fact(ratings: Ratings) -> dict[str, list[dict[str, Any]]]:
    """Agreement within each theme, State, year and session that the file names, the least agreement first."""
    found: dict[str, list[dict[str, Any]]] = {}
    for name, values in ratings.facts.items():
        entries = []
        for value in sorted(set(values) - {""}):
            part = ratings.select(np.array([own == value for own in values]))
            entries.append({"value": value, "units": len(part.units), **_short(part)})
        found[name] = sorted(entries, key=lambda entry: _rank(entry["percent_agreement"]["estimate"]))
    return found


def _rank(value: float | None) -> float:
    return 2.0 if value is None else value


def _short(ratings: Ratings) -> dict[str, Any]:
    q, m = len(ratings.scale.categories), len(ratings.scale.ordinal)
    wide: list[tuple[Features, str, Coefficient]] = [
        (Features.of(ratings.codes, q), name, nominal(q)[name])
        for name in ("percent_agreement", "krippendorff_nominal")
    ]
    if m:
        wide.append((Features.of(ratings.ordinal_codes, m), "krippendorff_ordinal", ordinal(m)["krippendorff_ordinal"]))
    return {
        name: estimate(features, function, least=0.0 if name == "percent_agreement" else -1.0).as_dict()
        for features, name, function in wide
    }
