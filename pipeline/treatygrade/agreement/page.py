"""The agreement report as an HTML page that needs no network."""

from __future__ import annotations

from typing import Any

from treatygrade.agreement.plots import plots
from treatygrade.agreement.show import TITLES, interval, number
from treatygrade.page import render, svg

LONGEST = 200
"""Rows of a table on the page; the JSON has them all."""


def page(found: dict[str, Any]) -> str:
    """The page of a report as ``treatygrade.agreement.report`` makes it."""
    drawn = [(title, svg(figure)) for title, figure in plots(found)]
    return render(
        "agreement.html", plots=drawn, titles=TITLES, number=number, interval=interval, longest=LONGEST, found=found
    )
