"""How grades change from one round to the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from treatygrade.columns import GRADES
from treatygrade.history.recommendations import Graded, Recommendation, overlap


@dataclass(frozen=True, slots=True)
class Transition:
    """Of ``of`` evaluations that follow one graded ``before``, ``count`` were graded ``after``.

    ``low`` and ``high`` bound the share at 95% (Wilson 1927, score interval). It takes evaluations as independent,
    which those of one State are not quite.
    """

    before: str
    after: str
    count: int
    of: int
    share: float
    low: float
    high: float


def steps(recommendation: Recommendation) -> Iterator[tuple[Graded, Graded]]:
    """Each grade of a round with each grade of the next known round whose scope overlaps with its own.

    Scopes are split and joined between rounds, so one earlier grade may be followed by several. Left out are grades
    that are not ``alone``, and those of one scope that has several in both rounds: it is not known which follows which.
    """
    for (_, earlier), (_, later) in pairwise(sorted(recommendation.rounds.items())):
        unclear = _with_several(earlier) & _with_several(later)
        for after in later:
            for before in earlier:
                if before.scope == after.scope and before.scope in unclear:
                    continue
                if before.alone and after.alone and overlap(before.scope, after.scope):
                    yield before, after


def _with_several(grades: list[Graded]) -> set[str]:
    """Scopes with more than one grade in a round, as where the parts of a paragraph are graded without a label."""
    return {scope for scope, count in Counter(each.scope for each in grades if each.alone).items() if count > 1}


def transitions(recommendations: Iterable[Recommendation]) -> list[Transition]:
    """All transitions on the common scale, in its order."""
    from statsmodels.stats.proportion import proportion_confint

    counts = Counter((before.grade, after.grade) for each in recommendations for before, after in steps(each))
    found = []
    for before in GRADES:
        of = sum(count for (grade, _), count in counts.items() if grade == before)
        for after in GRADES:
            if count := counts[before, after]:
                low, high = proportion_confint(count, of, method="wilson")
                found.append(Transition(before, after, count, of, count / of, float(low), float(high)))
    return found
