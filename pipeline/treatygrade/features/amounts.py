"""How much of an evaluation is praise and how much is blame: what a single clause cannot tell of a long text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from treatygrade.features.clauses import Clause
from treatygrade.features.discourse import blame, praise

_STEPS = (0, 1, 2, 4)
"""Upper ends of the steps of an amount; the last step is open."""
_ACT, _FAULT = 3, 2
"""From which step of the ladders of praise and blame a clause counts as praise of an act, and as a fault."""


def amounts(clauses: Sequence[Clause], sentences: int, scheme: str) -> Iterator[str]:
    """Names of features, without their block: amounts in steps, and the share of praise in quarters.

    Information or a plan that is welcomed counts as half an act. Also for the scheme, as some give the better
    grade for a single act and others for most of what was asked.
    """
    good = sum(praise(clause) >= _ACT for clause in clauses)
    half = sum(0 < praise(clause) < _ACT for clause in clauses)
    bad = sum(blame(clause) >= _FAULT for clause in clauses)
    again = sum(clause.stance == "reiterate" for clause in clauses)
    asked = sum(clause.stance == "request" for clause in clauses)
    told = good + half + bad
    share = f"share {int(4 * (good + half / 2) / told)}" if told else "share none"
    every = {"good": good, "half": half, "bad": bad, "again": again, "asked": asked, "long": sentences}
    yield from (f"{name} {step(value)}" for name, value in every.items())
    yield share
    yield f"{scheme} {share} again {min(again, 1)}"
    yield f"{scheme} good {step(good)} bad {step(bad)}"
    yield f"long {min(sentences, 6)} again {step(again)}"


def step(amount: int) -> int:
    """The step of an amount.

    >>> [step(amount) for amount in (0, 1, 2, 3, 4, 5, 50)]
    [0, 1, 2, 3, 3, 4, 4]
    """
    return sum(amount > end for end in _STEPS)
