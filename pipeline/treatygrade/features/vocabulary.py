"""Which features a model knows, what each weighs, and the matrix of a list of texts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

Counts = Mapping[str, int]
BLOCKS = "wkcdqsl"
"""The letters that features begin with: see :func:`treatygrade.features.extract.extract`."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """``names[j]`` is the feature of column j; ``scale[j]`` its inverse document frequency times block weight.

    A text's row is ``(1 + ln count) * scale``, each block (the letter before ":") brought to the
    length of its weight (TF-IDF with sublinear counts, Salton and Buckley 1988).
    """

    names: tuple[str, ...]
    scale: NDArray[np.float64]
    weights: Mapping[str, float]
    index: Mapping[str, int]
    blocks: NDArray[np.int64]

    @classmethod
    def make(cls, names: Sequence[str], scale: NDArray[np.float64], weights: Mapping[str, float]) -> Vocabulary:
        blocks = np.array([ord(name[0]) for name in names], dtype=np.int64)
        return cls(tuple(names), scale, dict(weights), {name: j for j, name in enumerate(names)}, blocks)

    @classmethod
    def fit(
        cls, counts: Sequence[Counts], groups: Sequence[str], *, weights: Mapping[str, float], min_groups: int
    ) -> Vocabulary:
        """The features that occur in the texts of at least ``min_groups`` States.

        That bound keeps names of persons, places and peoples out, and what only one State's reports say.
        Blocks without a weight are left out; ``s`` and ``l`` (scheme, language) are kept from one State on.
        """
        texts: Counter[str] = Counter()
        states: defaultdict[str, set[str]] = defaultdict(set)
        for count, group in zip(counts, groups, strict=True):
            for name in count:
                if name[0] in weights:
                    texts[name] += 1
                    states[name].add(group)
        kept = sorted(name for name in texts if name[0] in "sl" or len(states[name]) >= min_groups)
        total = len(counts)
        scale = np.array([log((1 + total) / (1 + texts[name])) + 1 for name in kept])
        return cls.make(kept, scale, weights)

    def row(self, count: Counts) -> tuple[list[int], NDArray[np.float64]]:
        """Columns and values of one text, columns ascending."""
        index = self.index
        found = sorted([(index[name], times) for name, times in count.items() if name in index])
        columns = [column for column, _ in found]
        values = np.array([1 + log(times) if times > 1 else 1.0 for _, times in found]) * self.scale[columns]
        blocks = self.blocks[columns]
        for block, weight in self.weights.items():
            own = blocks == ord(block)
            part = values[own]
            length = sqrt(np.add.reduce(part**2))
            if length:
                values[own] = part * (weight / length)
        return columns, values

    def matrix(self, counts: Iterable[Counts]) -> Any:
        """A SciPy CSR matrix, texts × features."""
        from scipy.sparse import csr_matrix

        rows = [self.row(count) for count in counts]
        pointers = np.cumsum([0, *(len(columns) for columns, _ in rows)])
        columns = np.array([j for own, _ in rows for j in own], dtype=np.int32)
        values = np.concatenate([own for _, own in rows]) if rows else np.zeros(0)
        return csr_matrix((values, columns, pointers), shape=(len(rows), len(self.names)))
