"""Intervals by resampling States, as the texts of one State are not independent."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Indices = NDArray[np.int64]
Figures = Mapping[str, float]


def resamples(states: Sequence[str], times: int, seed: int) -> Iterator[Indices]:
    """Positions of the texts of States drawn with replacement, ``times`` times."""
    names, codes = np.unique(np.asarray(states), return_inverse=True)
    members = [np.flatnonzero(codes == code) for code in range(len(names))]
    generator = np.random.default_rng(seed)
    for _ in range(times):
        yield np.concatenate([members[i] for i in generator.integers(len(names), size=len(names))])


def intervals(
    figures: Callable[[Indices], Figures], states: Sequence[str], *, times: int = 1000, seed: int = 0
) -> dict[str, tuple[float, float]]:
    """95% percentile intervals of figures of positions (Efron and Tibshirani 1993, chapter 13)."""
    drawn: dict[str, list[float]] = {}
    for positions in resamples(states, times, seed):
        for name, value in figures(positions).items():
            drawn.setdefault(name, []).append(value)
    return {name: (float(np.quantile(v, 0.025)), float(np.quantile(v, 0.975))) for name, v in drawn.items()}
