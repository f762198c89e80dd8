"""Which scheme a report is graded by: its own legend first, then its session, then its year."""

from __future__ import annotations

import re
from functools import cache

from treatygrade.errors import ConfigError
from treatygrade.schemes.scheme import Scheme, load, names

_LEGEND_CODE = re.compile(r"(?<![\w/.-])([A-F][12]?)(?![\w/-])")


def choose(
    committee: str = "", session: int | None = None, year: int | None = None, legend: str | None = None
) -> Scheme:
    """The scheme of a report by ``committee`` (``ccpr``, ``cmw`` …).

    ``legend`` is the text in which the report explains its grades. A legend that prints B1 or C2
    decides for the scheme that has those codes, one that prints bare letters for the scheme that
    has nothing else. ``session`` and ``year`` are those of the report's adoption: the date of
    distribution says nothing, as reports of one session come out over a year. With neither, the
    committee's latest scheme.

    Raises:
        ConfigError: no scheme is known for the committee.
    """
    schemes = _of(committee.strip().lower())
    if not schemes:
        known = ", ".join(sorted({load(name).committee for name in names()}))
        raise ConfigError(
            f"no grading scheme is known for the committee {committee!r}",
            hint=f"committees with a scheme: {known}; or name a scheme with --scheme",
        )
    if legend:
        printed = set(_LEGEND_CODE.findall(legend))
        steps = {code for code in printed if len(code) == 2}
        lettered = [scheme for scheme in schemes if "A" in scheme.codes]
        for scheme in lettered:
            own = {code for code in scheme.codes if len(code) == 2}
            if (steps and steps <= own) or (not steps and not own and len(printed) > 2):
                return scheme
    if session is not None or year is not None:
        for scheme in schemes:
            if scheme.covers(session=session, year=year):
                return scheme
    return schemes[-1]


@cache
def _of(committee: str) -> tuple[Scheme, ...]:
    """The schemes of a committee, the earliest first."""
    found = [scheme for scheme in map(load, names()) if scheme.committee == committee]
    return tuple(sorted(found, key=lambda scheme: scheme.years[0] or 0))
