"""Who graded what: a matrix of codes with its reviewers, units and scale."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

MISSING = -1


@dataclass(frozen=True)
class Scale:
    """The grades that reviewers could give.

    ``categories`` in order, best first; ``ordinal`` are those with an order between them (they come
    first in ``categories``). The rest are off the scale: they take part in nominal coefficients and
    in none that weighs distances. ``name`` is the scheme, "" where the grades are those observed.
    """

    categories: tuple[str, ...]
    ordinal: tuple[str, ...]
    name: str = ""

    @property
    def off_scale(self) -> tuple[str, ...]:
        return self.categories[len(self.ordinal) :]


@dataclass(frozen=True)
class Rating:
    """One cell: ``line`` of the file, who graded what, and the cell's text.

    ``composed``: the unit has no name in the file and is called by its symbol, State, paragraph and scope.
    """

    line: int
    unit: str
    reviewer: str
    cell: str
    scheme: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    composed: bool = False


@dataclass(frozen=True)
class Ratings:
    """``codes[u, r]`` is the place in ``scale.categories`` of reviewer r's grade of unit u, or -1.

    ``facts[name][u]`` says of unit u its ``session``, ``theme``, ``state`` or ``year`` ("" unknown).
    ``when[u, r]`` is the place in ``sessions`` (in their order) of the session in which r graded u, or -1.
    """

    codes: NDArray[np.int8]
    units: tuple[str, ...]
    reviewers: tuple[str, ...]
    scale: Scale
    facts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sessions: tuple[str, ...] = ()
    when: NDArray[np.int16] | None = None

    @cached_property
    def ordinal_codes(self) -> NDArray[np.int8]:
        """The codes with every off-scale grade taken for missing."""
        limit = len(self.scale.ordinal)
        return np.where(self.codes < limit, self.codes, MISSING).astype(np.int8)

    def select(self, keep: NDArray[np.bool_]) -> Ratings:
        """The units where ``keep`` holds, with all reviewers."""
        index = np.flatnonzero(keep)
        return replace(
            self,
            codes=self.codes[index],
            when=None if self.when is None else self.when[index],
            units=tuple(self.units[i] for i in index),
            facts={name: tuple(values[i] for i in index) for name, values in self.facts.items()},
        )
