"""The plots of an evaluation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from treatygrade.columns import GRADES

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SIZE = (4.2, 3.4)
"""Inches."""


def drawings(found: Mapping[str, Any]) -> dict[str, Figure]:
    """Every plot that a result calls for, by the name of its file."""
    drawn = {
        "confusion": confusion_plot(found),
        "reliability": reliability_diagram(found),
        "coverage": coverage_curve(found),
    }
    return drawn | ({"learning_curve": learning_curve(found)} if "learning_curve" in found else {})


def learning_curve(found: Mapping[str, Any]) -> Figure:
    """Figures with 95% intervals against the share of the training States."""
    figure, axes = _figure("share of the training States", "accuracy, macro F1, QWK A-C")
    points = found["learning_curve"]
    for name, marker in (("accuracy", "o"), ("macro_f1", "s"), ("qwk", "^")):
        middle = [p[name] for p in points]
        below = [max(0.0, p[name] - p["intervals"][name][0]) for p in points]
        above = [max(0.0, p["intervals"][name][1] - p[name]) for p in points]
        across = [p["share"] for p in points]
        axes.errorbar(across, middle, yerr=[below, above], marker=marker, capsize=2, label=name.replace("_", " "))
    axes.legend()
    return figure


def reliability_diagram(found: Mapping[str, Any]) -> Figure:
    """How often the model is right against how sure it is."""
    figure, axes = _figure("confidence", "share right")
    bins = found["reliability"]
    axes.plot([0, 1], [0, 1], color="grey", linewidth=0.8)
    axes.scatter([b["confidence"] for b in bins], [b["right"] for b in bins], s=[max(8.0, b["n"] / 4) for b in bins])
    return figure


def coverage_curve(found: Mapping[str, Any]) -> Figure:
    """The share wrong among the texts that the model is surest of."""
    figure, axes = _figure("share of texts answered, the surest first", "share wrong")
    points = found["coverage_error"]
    axes.plot([p["coverage"] for p in points], [p["error"] for p in points], marker="o")
    axes.set_ylim(0)
    return figure


def confusion_plot(found: Mapping[str, Any]) -> Figure:
    """Gold grades in rows, predicted in columns; shades by row."""
    confusion = found["masked"]["confusion"]
    used = [i for i in range(len(GRADES)) if sum(confusion[i]) or any(row[i] for row in confusion)]
    cells = [[confusion[i][j] for j in used] for i in used]
    figure, axes = _figure("predicted", "published")
    axes.imshow([[cell / (sum(row) or 1) for cell in row] for row in cells], cmap="Blues", vmin=0, vmax=1)
    for i, row in enumerate(cells):
        for j, cell in enumerate(row):
            axes.text(j, i, f"{cell:g}", ha="center", va="center", color="white" if cell > 0.5 * sum(row) else "black")
    axes.set_xticks(range(len(used)), [GRADES[i] for i in used])
    axes.set_yticks(range(len(used)), [GRADES[i] for i in used])
    return figure


def _figure(across: str, up: str) -> tuple[Figure, Any]:
    from matplotlib.figure import Figure

    figure = Figure(figsize=SIZE)
    axes = figure.subplots()
    axes.set_xlabel(across)
    axes.set_ylabel(up)
    return figure, axes
