"""Reviewers whose leniency is known: what the intervals of the model are held against."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from treatygrade.agreement.ratings import MISSING, Ratings, Scale


@dataclass(frozen=True)
class Reviewers:
    """Log-odds ``shifts`` that sum to 0, ``thresholds`` in order, and the spread of the units.

    ``drifts`` are added to the shifts with each session; ``spread`` moves the first threshold down and the last up.
    """

    shifts: tuple[float, ...]
    thresholds: tuple[float, ...]
    unit_sd: float = 1.2
    drifts: tuple[float, ...] = ()
    spread: tuple[float, ...] = ()


def simulated(reviewers: Reviewers, *, units: int, seed: int, sessions: int = 1, missing: float = 0.0) -> Ratings:
    """Grades A, B … of ``units``, in equal ``sessions``, a share of them ``missing`` at random."""
    generator = np.random.default_rng(seed)
    people, cuts = len(reviewers.shifts), np.array(reviewers.thresholds)
    session = np.arange(units) * sessions // units
    shift = np.array(reviewers.shifts) + np.outer(session, reviewers.drifts or np.zeros(people))
    ends = np.zeros(len(cuts))
    ends[0], ends[-1] = -1.0, 1.0
    own = cuts + np.outer(reviewers.spread or np.zeros(people), ends)
    pull = reviewers.unit_sd * generator.standard_normal((units, 1, 1))
    chance = 1 / (1 + np.exp(-(own[None] + shift[:, :, None] - pull)))
    codes = (generator.random((units, people, 1)) > chance).sum(axis=2).astype(np.int8)
    codes[generator.random((units, people)) < missing] = MISSING
    grades = tuple("ABCDEFGH"[: len(cuts) + 1])
    names = tuple(f"reviewer {j + 1}" for j in range(people))
    return Ratings(
        codes, tuple(f"unit {i + 1}" for i in range(units)), names, Scale(grades, grades),
        sessions=tuple(str(s + 1) for s in range(sessions)),
        when=np.repeat(session[:, None], people, axis=1).astype(np.int16),
    )  # fmt: skip
