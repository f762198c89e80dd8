"""The figures of an evaluation as one HTML page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from treatygrade.evaluate.plots import confusion_plot, coverage_curve, reliability_diagram
from treatygrade.evaluate.result import rows_of, table


def page(found: Mapping[str, Any]) -> str:
    """The page of what ``evaluate`` found; needs no network."""
    from treatygrade.page import render, svg

    plots = {
        "Published and predicted grades": svg(confusion_plot(found)),
        "Reliability": svg(reliability_diagram(found)),
        "Coverage and error": svg(coverage_curve(found)),
    }
    kinds = {kind: table(rows_of(found, kind)) for kind in ("masked", "shown")}
    return render("evaluate.html", found=found, kinds=kinds, plots=plots)
