"""Folds that keep a State, and what is nearly its text, on one side."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from treatygrade.errors import UsageError
from treatygrade.models.data import Examples

Indices = NDArray[np.int64]


def folds(examples: Examples, count: int, seed: int) -> Iterator[tuple[Indices, Indices]]:
    """Train and test positions of each of ``count`` folds by State, grades as even as that allows.

    Raises:
        UsageError: fewer States than folds, or no grade with so many texts.
    """
    import warnings

    from sklearn.model_selection import StratifiedGroupKFold

    blocks = len(set(examples.blocks))
    if blocks < count:
        raise UsageError(f"{count} folds by State need {count} States, there are {blocks}")
    if np.bincount(examples.gold).max() < count:
        raise UsageError(f"{count} folds need a grade with {count} texts", hint="give more units, or fewer folds")
    splitter = StratifiedGroupKFold(count, shuffle=True, random_state=seed)
    with warnings.catch_warnings():
        # A grade with fewer texts than folds is expected here: D and F are rare.
        warnings.filterwarnings("ignore", message="The least populated class")
        yield from splitter.split(examples.gold, examples.gold, examples.blocks)
