"""Simulated reviewers with known leniency and thresholds."""

from __future__ import annotations

import numpy as np

from treatygrade.agreement.leniency import Leniency, fit
from treatygrade.agreement.ratings import Ratings, Scale

SHIFTS = np.array([0.8, -0.5, 0.2, -0.5])
CUTS = np.array([-1.0, 1.2])


def _simulated(seed: int) -> Leniency:
    generator = np.random.default_rng(seed)
    pull = 1.2 * generator.standard_normal((150, 1, 1))
    chance = 1 / (1 + np.exp(-(CUTS + SHIFTS[None, :, None] - pull)))
    codes = (generator.random((150, 4, 1)) > chance).sum(axis=2).astype(np.int8)
    names = tuple("pqrs")
    return fit(Ratings(codes, tuple(map(str, range(150))), names, Scale(("A", "B", "C"), ("A", "B", "C"))))


def test_intervals_cover_the_truth() -> None:
    fits = [_simulated(seed) for seed in range(40)]
    covered = [low <= SHIFTS[j] <= high for f in fits for j in range(4) for low, high in [f.interval(j)]]
    cuts = [np.abs(f.thresholds - CUTS) <= 1.96 * f.threshold_errors for f in fits]
    assert 0.90 <= np.mean(covered) <= 0.99
    assert 0.88 <= np.mean(cuts) <= 1.0
    assert np.mean([f.p_value < 0.05 for f in fits]) > 0.8
