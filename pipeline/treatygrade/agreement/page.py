"""The agreement report as an HTML page that needs no network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from treatygrade.page import render, svg

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SHOWN_PAIRS = 6


def page(found: dict[str, Any]) -> str:
    """The page of a report as ``report`` makes it, with the confusion of the least consistent pairs."""
    known = [pair for pair in found["pairs"] if pair["kappas"]["cohen"]["estimate"] is not None]
    worst = sorted(known, key=lambda pair: pair["kappas"]["cohen"]["estimate"])[:SHOWN_PAIRS]
    categories = found["scale"]["categories"]
    plots = [(f"{pair['first']} and {pair['second']}", svg(_confusion(pair, categories))) for pair in worst]
    return render("agreement.html", plots=plots, **found)


def _confusion(pair: dict[str, Any], categories: list[str]) -> Figure:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(3.2, 3.2))
    axes = figure.subplots()
    axes.imshow(pair["confusion"], cmap="Blues")
    axes.set_xticks(range(len(categories)), categories)
    axes.set_yticks(range(len(categories)), categories)
    axes.set_xlabel(pair["second"])
    axes.set_ylabel(pair["first"])
    for i, row in enumerate(pair["confusion"]):
        for j, count in enumerate(row):
            axes.text(j, i, str(count), ha="center", va="center")
    return figure
