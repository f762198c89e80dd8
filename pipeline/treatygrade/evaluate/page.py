"""The figures of an evaluation as one HTML page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from treatygrade.evaluate.plots import drawings
from treatygrade.evaluate.result import rows_of, table

TITLES = {
    "confusion": "Published and predicted grades",
    "reliability": "Reliability",
    "coverage": "Coverage and error",
    "learning_curve": "Learning curve",
}


def page(found: Mapping[str, Any]) -> str:
    """The page of what ``evaluate`` found; needs no network."""
    from treatygrade.page import render, svg
    from treatygrade.phrases.display import marked

    plots = {TITLES[name]: svg(figure) for name, figure in drawings(found).items()}
    kinds = {kind: table(rows_of(found, kind)) for kind in ("masked", "shown")}
    errors = [(row, marked(row["text"], row["language"])) for row in found["confident_errors"]]
    return render("evaluate.html", found=found, kinds=kinds, plots=plots, errors=errors)
