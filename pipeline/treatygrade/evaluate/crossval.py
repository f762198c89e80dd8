"""Cross-validation by State: every text is predicted by models that never saw its State."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from treatygrade.columns import GRADES
from treatygrade.evaluate.systems import Outcome, System
from treatygrade.models.data import Examples
from treatygrade.models.settings import Settings
from treatygrade.models.split import folds

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]
KINDS = ("masked", "shown")


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

    def take(self, at: Indices) -> Predictions:
        """The predictions of some of the texts, of one seed."""
        return Predictions(
            self.probabilities[at], self.level[at], self.answer_from[at], self.gold[at], self.states[at], len(at)
        )


def cross_validate(
    examples: Examples,
    settings: Settings,
    systems: Mapping[str, System],
    *,
    count: int,
    seeds: Sequence[int],
    kinds: Sequence[str] = KINDS,
) -> dict[str, dict[str, Predictions]]:
    """Predictions of each system, with verdicts ``masked`` and ``shown``, by ``count`` folds by State a seed.

    Only published texts are predicted (all, where none is published). Invented ones are in every training
    set, but for those that share a near-duplicate with a test text.
    """
    tested = np.flatnonzero(examples.published) if examples.published.any() else np.arange(len(examples))
    always = np.setdiff1d(np.arange(len(examples)), tested)
    target = examples.take(tested)
    size = len(target)
    found = {kind: {name: _empty(target, len(seeds)) for name in systems} for kind in kinds}
    for turn, seed in enumerate(seeds):
        for train_at, test_at in folds(target, count, seed):
            apart = always[~np.isin(examples.blocks[always], target.blocks[test_at])]
            learned = np.concatenate([tested[train_at], apart])
            for kind, name, outcome in outcomes(examples, (learned, tested[test_at]), settings, systems, kinds):
                into = found[kind][name]
                into.probabilities[turn * size + test_at] = outcome.probabilities
                into.level[turn * size + test_at] = outcome.level
                into.answer_from[turn * size + test_at] = outcome.answer_from
    return found


def split_once(
    examples: Examples, settings: Settings, systems: Mapping[str, System], *, train: Indices, test: Indices
) -> dict[str, dict[str, Predictions]]:
    """The same for one split, given by positions: by year, or from one kind of report to another."""
    target = examples.take(test)
    found: dict[str, dict[str, Predictions]] = {kind: {} for kind in KINDS}
    for kind, name, outcome in outcomes(examples, (train, test), settings, systems, KINDS):
        every = np.ones(len(test))
        found[kind][name] = Predictions(
            outcome.probabilities, outcome.level * every, outcome.answer_from * every, target.gold, target.states,
            len(test),
        )  # fmt: skip
    return found


def outcomes(
    examples: Examples,
    split: tuple[Indices, Indices],
    settings: Settings,
    systems: Mapping[str, System],
    kinds: Sequence[str],
) -> Iterator[tuple[str, str, Outcome]]:
    """For each system its name, with verdicts masked and shown, and what it says of the test positions."""
    train, test = split
    for name, system in systems.items():
        predict = system.learn(examples.take(train), settings)
        yield "masked", name, predict(examples.take(test))
        if "shown" not in kinds:
            continue
        own = shown(examples)
        if system.reads_texts:
            predict = system.learn(own.take(train), settings)
        yield "shown", name, predict(own.take(test))


def shown(examples: Examples) -> Examples:
    """The same examples with their verdict sentences."""
    return replace(examples, texts=[row["text"] for row in examples.rows], shown=True)


def _empty(target: Examples, seeds: int) -> Predictions:
    size = len(target) * seeds
    gold, states = np.tile(target.gold, seeds), np.tile(target.states, seeds)
    return Predictions(np.zeros((size, len(GRADES))), np.zeros(size), np.zeros(size), gold, states, len(target))
