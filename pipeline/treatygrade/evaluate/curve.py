"""How much more there would be to learn from more States."""

from __future__ import annotations

from typing import Any

import numpy as np

from treatygrade.evaluate.crossval import cross_validate
from treatygrade.evaluate.result import figures
from treatygrade.evaluate.systems import OURS, SYSTEMS, Predictor, System
from treatygrade.models.data import Examples
from treatygrade.models.settings import Settings

SHARES = (0.2, 0.4, 0.6, 0.8, 1.0)
"""Of the published training States."""
SHOWN = ("accuracy", "macro_f1", "qwk")
_TIMES = 500


def learning_curve(examples: Examples, settings: Settings, *, count: int) -> list[dict[str, Any]]:
    """Ours by cross-validation, verdicts masked, learned from a share of the training States (one seed).

    Each point has ``share``, the figures of ``SHOWN``, and ``intervals`` of them over States.
    """
    points = []
    for share in SHARES:
        systems = {OURS: _with(share)}
        found = cross_validate(examples, settings, systems, count=count, seeds=[settings.seed], kinds=["masked"])
        of = figures(found["masked"][OURS], times=_TIMES)
        ends = {name: of["intervals"][name] for name in SHOWN}
        points.append({"share": share, **{name: of[name] for name in SHOWN}, "intervals": ends})
    return points


def _with(share: float) -> System:
    def learn(train: Examples, settings: Settings) -> Predictor:
        return SYSTEMS[OURS].learn(some(train, share), settings)

    return System(learn, reads_texts=False)


def some(train: Examples, share: float) -> Examples:
    """The examples of a share of the published States, the same share each time, and all invented ones."""
    published = train.published if train.published.any() else np.ones(len(train), dtype=bool)
    states = np.unique(train.states[published])
    kept = np.random.default_rng(0).permutation(states)[: max(1, round(share * len(states)))]
    return train.take(np.flatnonzero(~published | np.isin(train.states, kept)))
