"""The figures of an evaluation as one HTML page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def page(found: Mapping[str, Any]) -> str:
    """The page of what ``evaluate`` found; needs no network."""
    from treatygrade.evaluate.result import table
    from treatygrade.page import render

    kinds = {}
    for kind in ("masked", "shown"):
        rows = {"treatygrade": found[kind], **{name: of[kind] for name, of in found.get("baselines", {}).items()}}
        kinds[kind] = table(rows)
    return render("evaluate.html", found=found, kinds=kinds)
