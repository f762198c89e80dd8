"""Cross-validation by State: every text is predicted by models that never saw its State."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from treatygrade.columns import GRADES
from treatygrade.evaluate.systems import System
from treatygrade.models.data import Examples
from treatygrade.models.settings import Settings
from treatygrade.models.split import folds

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Predictions:
    """Predictions of all published texts, once for each seed, one seed after the other.

    ``probabilities`` has shape (seeds × texts, 6); ``level`` and ``answer_from`` (seeds × texts,) are the
    thresholds of the model that made each; ``gold`` and ``states`` are repeated alike. ``texts`` counts
    them once.
    """

    probabilities: Floats
    level: Floats
    answer_from: Floats
    gold: NDArray[np.int64]
    states: NDArray[np.str_]
    texts: int


def cross_validate(
    examples: Examples, settings: Settings, systems: Mapping[str, System], *, count: int, seeds: Sequence[int]
) -> dict[str, Predictions]:
    """Predictions of each system, by ``count`` folds by State for each seed.

    Only published texts are predicted (all, where none is published). Invented ones are in every training
    set, but for those that share a near-duplicate with a test text.
    """
    tested = np.flatnonzero(examples.published) if examples.published.any() else np.arange(len(examples))
    always = np.setdiff1d(np.arange(len(examples)), tested)
    target = examples.take(tested)
    size = len(target)
    found = {name: (np.zeros((len(seeds) * size, len(GRADES))), np.zeros((2, len(seeds) * size))) for name in systems}
    for turn, seed in enumerate(seeds):
        for train_at, test_at in folds(target, count, seed):
            allowed = always[~np.isin(examples.blocks[always], target.blocks[test_at])]
            train = examples.take(np.concatenate([tested[train_at], allowed]))
            for name, system in systems.items():
                outcome = system(train, target.take(test_at), settings)
                probabilities, thresholds = found[name]
                probabilities[turn * size + test_at] = outcome.probabilities
                thresholds[:, turn * size + test_at] = [[outcome.level], [outcome.answer_from]]
    gold, states = np.tile(target.gold, len(seeds)), np.tile(target.states, len(seeds))
    return {name: Predictions(p, t[0], t[1], gold, states, size) for name, (p, t) in found.items()}
