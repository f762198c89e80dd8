"""The counts of a corpus as a page with plots."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from treatygrade.columns import GRADES
from treatygrade.corpus.stats import BY

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def write_page(counts: dict[str, Any], target: Path) -> None:
    """Write the counts of ``stats`` as one HTML file that needs no network."""
    from treatygrade.page import render, save, svg
    from treatygrade.phrases.association import table

    phrases = table(counts["phrases"]) if counts.get("phrases") else []
    plots = [
        ("Units by year and grade", svg(stacked(counts["grades_by_year"]))),
        ("Units by scheme and grade", svg(stacked(counts["grades_by_scheme"]))),
        ("Words of an evaluation, by grade", svg(lengths(counts["words_by_grade"]))),
    ]
    save(render("corpus.html", counts=counts, by=BY, plots=plots, phrases=phrases), target)


def stacked(table: dict[str, dict[str, int]]) -> Figure:
    """Bars of grades, one bar for each key."""
    from matplotlib.figure import Figure

    from treatygrade.page import GRADE_COLOURS

    figure = Figure(figsize=(9, 3.5))
    axes = figure.subplots()
    bottom = [0] * len(table)
    for grade in GRADES:
        heights = [row.get(grade, 0) for row in table.values()]
        if any(heights):
            axes.bar(list(table), heights, bottom=bottom, color=GRADE_COLOURS[grade], label=grade)
            bottom = [below + height for below, height in zip(bottom, heights, strict=True)]
    axes.set_ylabel("units")
    axes.tick_params(axis="x", labelrotation=45)
    axes.legend(title="grade")
    return figure


def lengths(words: dict[str, list[int]]) -> Figure:
    """One box for each grade: quartiles, whiskers at 1.5 times the distance between them."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9, 3))
    axes = figure.subplots()
    axes.boxplot(list(words.values()), tick_labels=list(words), orientation="horizontal", flierprops={"markersize": 3})
    axes.set_xlabel("words")
    axes.set_ylabel("grade")
    return figure
