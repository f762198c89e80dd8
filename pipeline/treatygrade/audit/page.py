"""The audit as an HTML page that needs no network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from treatygrade.audit.words import in_short
from treatygrade.page import render, svg

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def page(report: dict[str, Any]) -> str:
    """The page of a report as ``treatygrade audit --json`` writes it."""
    groups = report["thresholds"]["groups"] if report["thresholds"] else []
    return render("audit.html", summary=in_short(report), plot=svg(_plot(groups)) if groups else "", **report)


def _plot(groups: list[dict[str, Any]]) -> Figure:
    """The shift of each cut, with its interval, a line for each committee and year."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7, 1 + 0.35 * len(groups)))
    axes = figure.subplots()
    for side, (cut, colour) in enumerate((("A|B", "#1a7f37"), ("B|C", "#d9822b"))):
        known = [(i, group["shifts"][cut]) for i, group in enumerate(groups) if group["shifts"][cut]["low"] is not None]
        heights = [i + 0.2 * (side - 0.5) for i, _ in known]
        estimates = [shift["estimate"] for _, shift in known]
        spans = [
            [shift["estimate"] - shift["low"] for _, shift in known],
            [shift["high"] - shift["estimate"] for _, shift in known],
        ]
        axes.errorbar(estimates, heights, xerr=spans, fmt="o", markersize=4, color=colour, label=cut)
    axes.axvline(0, color="grey", linewidth=0.8)
    axes.set_yticks(range(len(groups)), [f"{group['committee']} {group['year'] or ''}" for group in groups])
    axes.invert_yaxis()
    axes.set_xlabel("stricter than the model  ←  log-odds  →  more lenient")
    axes.legend()
    return figure
