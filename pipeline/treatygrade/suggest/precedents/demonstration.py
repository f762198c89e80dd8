"""Precedents to look at before any report has been read: the shipped specimens, all FICTIONAL."""

from __future__ import annotations

from functools import cache

from treatygrade.resources import resource
from treatygrade.suggest.precedents.index import Index, build


@cache
def demonstration() -> Index:
    """An index of the shipped specimens; its precedents are marked FICTIONAL wherever they are shown."""
    from treatygrade.read import read
    from treatygrade.segment import segment

    reports = sorted(resource("corpus", "specimens").glob("*/*.md"))
    found = (report for path in reports for report in segment(read(path)))
    return build([unit for report in found for unit in report.units()], demonstration=True)
