"""The summary of a run, on a terminal and as a page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from treatygrade.columns import GRADES
from treatygrade.label.run import Run
from treatygrade.label.summary import Agreement, Summary

if TYPE_CHECKING:
    from matplotlib.figure import Figure

TITLES = {
    "contradiction": "the published grade contradicts its own text, the header or the paragraph's items",
    "far_apart": "published and predicted grade are far apart",
    "abstained": "the model is unsure",
}


def print_summary(summary: Summary, stream: TextIO) -> None:
    """Counts, agreement and the units to look at first, as plain tables."""
    from rich.console import Console
    from rich.table import Table

    console = Console(file=stream, highlight=False, markup=False, soft_wrap=True)
    told = summary.as_json()
    counts = Table("", *GRADES, "none", title=f"{told['units']} units of {told['states']} States", title_justify="left")
    for name, title in (("grades", "published"), ("predicted", "predicted")):
        counts.add_row(title, *(str(count) for count in told[name].values()))
    console.print(counts)
    for scheme, codes in told["published"].items():
        listed = ", ".join(f"{code or 'without a grade'} {count}" for code, count in codes.items())
        console.print(f"{scheme or 'no scheme'}: {listed}")
    console.print(f"agreement with the published grade: {share(told['agreement'])}")
    console.print(f"seen in training, no evidence of quality: {share(told['seen_in_training'])}")
    if told["fictional_units"]:
        console.print(f"FICTIONAL: {told['fictional_units']} of these units are of invented States")
    for reason, title in TITLES.items():
        units = [unit for unit in told["look_first"] if unit["reason"] == reason]
        if units:
            console.print(f"\nlook at first: {title} ({told['reasons'][reason]} units)")
            for unit in units:
                console.print(f"  {line(unit)}")


def share(figures: dict[str, Any]) -> str:
    """``41 of 50, 82.0% (69.2–90.2)``."""
    if not figures["units"]:
        return "no units"
    low, high = 100 * figures["low"], 100 * figures["high"]
    return f"{figures['same']} of {figures['units']}, {figures['share']:.1%} (95% interval {low:.1f}–{high:.1f}%)"


def line(unit: dict[str, Any]) -> str:
    """A unit to look at, in one line."""
    place = " ".join(part for part in (unit["state"], unit["paragraph"], unit["scope"].replace("|", " ")) if part)
    sure = "" if unit["confidence"] is None else f" ({unit['confidence']:.2f})"
    told = f"{place}: published {unit['published'] or 'no grade'}"
    if unit["predicted"]:
        told += f", predicted {unit['predicted']}{sure}"
    if unit["flags"]:
        told += f", {', '.join(unit['flags'])}"
    return f"{told} [{unit['file']}]"


def write_page(summary: Summary, run: Run, path: Path) -> None:
    """The summary as one HTML file that needs no network."""
    from treatygrade.page import render, save, svg

    plots = [("Grades, published and predicted", svg(_bars(summary)))]
    if summary.fresh.units:
        plots.append(("Published against predicted grade, rows not seen in training", svg(_confusion(summary.fresh))))
    save(
        render("label.html", told=summary.as_json(), run=run, plots=plots, titles=TITLES, share=share, grades=GRADES),
        path,
    )


def _bars(summary: Summary) -> Figure:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7, 3))
    axes = figure.subplots()
    for offset, (name, counts) in enumerate((("published", summary.grades), ("predicted", summary.predicted))):
        positions = [number + 0.4 * offset for number in range(len(GRADES))]
        bars = axes.bar(positions, [counts[grade] for grade in GRADES], width=0.4, label=name)
        axes.bar_label(bars, fontsize=8)
    axes.set_xticks([number + 0.2 for number in range(len(GRADES))], list(GRADES))
    axes.set_ylabel("units")
    axes.legend()
    return figure


def _confusion(agreement: Agreement) -> Figure:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(4.5, 4))
    axes = figure.subplots()
    counts = [[agreement.confusion[published, predicted] for predicted in GRADES] for published in GRADES]
    most = max(map(max, counts))
    axes.imshow(counts, cmap="Blues", vmin=0)
    for row, line_ in enumerate(counts):
        for column, count in enumerate(line_):
            axes.text(column, row, str(count), ha="center", va="center", color="white" if 2 * count > most else "black")
    axes.set_xticks(range(len(GRADES)), list(GRADES))
    axes.set_yticks(range(len(GRADES)), list(GRADES))
    axes.set_xlabel("predicted")
    axes.set_ylabel("published")
    return figure
