"""The whole agreement report as one mapping: what ``treatygrade agreement --json`` writes."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from treatygrade.agreement.breakdown import by_fact, confused, every_pair, per_grade, split_units, with_themselves
from treatygrade.agreement.cut_agreement import cutting
from treatygrade.agreement.intervals import coefficients
from treatygrade.agreement.leniency_report import leniency
from treatygrade.agreement.planning import WIDTH, plan
from treatygrade.agreement.ratings import MISSING, Ratings
from treatygrade.agreement.reading import Source, from_records, read_ratings
from treatygrade.agreement.words import in_words
from treatygrade.errors import TableError, UsageError


def agreement(
    path: Path | None = None,
    *,
    db: str = "",
    scheme: str = "",
    samples: int = 1000,
    seed: int = 0,
    width: float = WIDTH,
) -> dict[str, Any]:
    """Consistency between the reviewers of a ratings file, or of a review store.

    Returns the mapping of :func:`report`.

    Raises:
        TableError: the ratings cannot be compared; says which rows are wrong and what to do.
        UsageError: neither or both of ``path`` and ``db`` are given.
    """
    if (path is None) == (not db):
        raise UsageError("give a ratings file, or the address of a review store with --db, and not both")
    source = read_ratings(path, scheme) if path is not None else from_store(db, scheme)
    return report(source, name=str(path or "review store"), samples=samples, seed=seed, width=width)


def from_store(url: str, scheme: str = "") -> Source:
    """The first, independent answers in a review store (see ``treatygrade.serve.store``).

    A unit that is in several projects is a unit of each.

    Raises:
        UsageError: the extra ``serve`` is not installed.
        TreatygradeError: there is no such store.
    """
    try:
        from treatygrade.serve.store import Store, ratings
    except ModuleNotFoundError as error:
        raise UsageError(f"--db needs {error.name}", hint="pip install 'treatygrade[serve]'") from None
    store = Store(url, create=False)
    try:
        rows = ratings(store)
    finally:
        store.close()
    projects: dict[str, set[str]] = {}
    for row in rows:
        projects.setdefault(row["unit"], set()).add(row["project"])
    named = [
        {**row, "unit": f"{row['unit']} ({row['project']})"} if len(projects[row["unit"]]) > 1 else row for row in rows
    ]
    return from_records(named, scheme, source="review store")


def report(
    source: Source, *, name: str = "", samples: int = 1000, seed: int = 0, width: float = WIDTH
) -> dict[str, Any]:
    """Everything that can be said of ratings: coefficients, grades, pairs, units, facts, cutting, leniency, a plan.

    Raises:
        TableError: fewer than two reviewers, or no unit graded by two.
    """
    ratings = source.ratings
    _comparable(ratings, name)
    found: dict[str, Any] = {
        "source": name,
        "seed": seed,
        "bootstrap_samples": samples,
        "units": len(ratings.units),
        "units_graded_twice": int(((ratings.codes != MISSING).sum(axis=1) >= 2).sum()),
        "reviewers": _reviewers(ratings),
        "ratings": int((ratings.codes != MISSING).sum()),
        "scale": _scale(ratings),
        "missing": dict(Counter(entry.kind for entry in source.dropped)),
        "dropped": [asdict(entry) for entry in source.dropped],
        "unused_columns": list(source.unused_columns),
        "coefficients": {
            key: value.as_dict() for key, value in coefficients(ratings, samples=samples, seed=seed).items()
        },
        "per_grade": per_grade(ratings),
        "confused": confused(ratings),
        "pairs": [pair.as_dict() for pair in every_pair(ratings)],
        "with_themselves": with_themselves(source.again),
        "split_units": split_units(ratings),
        "by": by_fact(ratings),
        "cutting": cutting(source.matching, ratings, samples=samples, seed=seed),
        "leniency": leniency(ratings, seed),
        "plan": plan(ratings, width=width, seed=seed),
    }
    return {"summary": in_words(found), **found}


def _comparable(ratings: Ratings, name: str) -> None:
    if len(ratings.reviewers) < 2:
        raise TableError(
            f"one reviewer only ({ratings.reviewers[0]}): agreement needs two", file=name,
            hint="a wide table has one column for each reviewer, a long one a column `reviewer`",
        )  # fmt: skip
    if ((ratings.codes != MISSING).sum(axis=1) < 2).all():
        raise TableError(
            "no unit is graded by two reviewers", file=name,
            hint="check that reviewers name the units alike; units cut differently need `paragraph` and `scope`",
        )  # fmt: skip


def _reviewers(ratings: Ratings) -> list[dict[str, Any]]:
    return [
        {
            "reviewer": reviewer,
            "graded": int((column != MISSING).sum()),
            "grades": {g: int((column == k).sum()) for k, g in enumerate(ratings.scale.categories)},
        }
        for reviewer, column in zip(ratings.reviewers, ratings.codes.T, strict=True)
    ]


def _scale(ratings: Ratings) -> dict[str, Any]:
    scale = ratings.scale
    left_out = int(np.isin(ratings.codes, range(len(scale.ordinal), len(scale.categories))).sum())
    ordered = " > ".join(scale.ordinal) or "none"
    note = f"Ordered: {ordered}."
    if scale.off_scale:
        note += (
            f" Off the scale: {', '.join(scale.off_scale)}. They count as categories of their own in the nominal"
            " coefficients and are left out of those with weights (cohen_linear, cohen_quadratic,"
            f" krippendorff_ordinal, ac2): {left_out} ratings."
        )
    return {
        "name": scale.name,
        "categories": list(scale.categories),
        "ordinal": list(scale.ordinal),
        "off_scale": list(scale.off_scale),
        "ratings_off_scale": left_out,
        "ac2_weights": "quadratic",
        "note": note,
    }
