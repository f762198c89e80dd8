"""Figures that have to be reached: ``--fail-under``."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from treatygrade.columns import GRADES
from treatygrade.errors import UsageError
from treatygrade.evaluate.result import SCALARS

KINDS = ("masked", "shown")
LOWER_IS_BETTER = frozenset({"log_loss", "ece", "set_size"})
OF_A_GRADE = ("precision", "recall", "f1")


def gate(text: str) -> tuple[str, float]:
    """The name and limit of ``METRIC=VALUE``: ``qwk``, ``shown.qwk``, ``recall_D``, ``masked.per_grade.D.recall``.

    Without ``masked.`` or ``shown.`` the masked figure is meant.

    Raises:
        UsageError: there is no such figure, or the value is no finite number.
    """
    name, _, value = text.partition("=")
    try:
        limit = float(value)
    except ValueError:
        limit = math.nan
    if not math.isfinite(limit):
        raise UsageError(f"--fail-under {text}: not METRIC=VALUE", hint="for example masked.qwk=0.7")
    _place(name)
    return name, limit


def missed(found: Mapping[str, Any], wanted: Mapping[str, float]) -> list[str]:
    """The gates that were missed, in words. A grade that gold does not hold counts as 0.

    Raises:
        UsageError: no such figure.
    """
    lines = []
    for name, limit in wanted.items():
        kind, grade, figure = _place(name)
        of = found[kind]["per_grade"].get(grade, {}) if grade else found[kind]
        value = of.get(figure, 0.0)
        lower = figure in LOWER_IS_BETTER
        if value > limit if lower else value < limit:
            lines.append(f"{name} is {value:.3f}, wanted {'at most' if lower else 'at least'} {limit:g}")
    return lines


def _place(name: str) -> tuple[str, str, str]:
    """Kind, grade ("" for none) and figure."""
    first, _, rest = name.partition(".")
    kind, rest = (first, rest) if first in KINDS else ("masked", name)
    if rest in SCALARS:
        return kind, "", rest
    figure, _, grade = rest.rpartition("_")
    if rest.startswith("per_grade."):
        grade, _, figure = rest.removeprefix("per_grade.").partition(".")
    if grade in GRADES and figure in OF_A_GRADE:
        return kind, grade, figure
    raise UsageError(
        f"no figure {name!r}",
        hint=f"there are {', '.join(SCALARS)}, and for each grade {', '.join(f'{each}_A' for each in OF_A_GRADE)}",
    )
