"""The plots of an agreement report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure

CUT_COLOURS = ("#1a7f37", "#d9822b", "#0a5a9c", "#b3261e", "#8c8c8c")
SHOWN_PAIRS = 6
MOST_REVIEWERS = 20
"""More reviewers than this are not told apart in a plot; the tables name them."""


def plots(found: dict[str, Any]) -> Iterator[tuple[str, Figure]]:
    """Title and figure: the coefficients, leniency, thresholds, drift, and the confusion of the worst pairs."""
    yield "Coefficients; dotted: 0.667 (tentative) and 0.8 (to rely on)", _coefficients(found["coefficients"])
    leniency = found["leniency"]
    people = leniency.get("reviewers", {})
    if people and len(people) <= MOST_REVIEWERS:
        yield "Leniency: log-odds of a better grade on the same unit", _shifts(people)
        own = leniency["own_thresholds"]
        if any(cut["estimate"] is not None for cuts in own.values() for cut in cuts.values()):
            yield "Each reviewer's own thresholds; further right is milder", _thresholds(own)
        if lines := _drift_lines(leniency):
            yield "Drift: leniency over the sessions, relative to the others", _drift(lines, leniency["drift"])
    known = [pair for pair in found["pairs"] if pair["kappas"]["cohen"]["estimate"] is not None]
    worst = sorted(known, key=lambda pair: pair["kappas"]["cohen"]["estimate"])[:SHOWN_PAIRS]
    for pair in worst:
        kappa = pair["kappas"]["cohen"]["estimate"]
        title = f"{pair['first']} and {pair['second']}: kappa {kappa:.2f} on {pair['units']} units"
        yield title, _confusion(pair, found["scale"]["categories"])


def _coefficients(found: dict[str, Any]) -> Figure:
    from treatygrade.agreement.words import RELY, TENTATIVE

    known = {name: value for name, value in found.items() if value["estimate"] is not None}
    figure, axes = _rows([name.replace("_", " ") for name in known])
    _intervals(axes, [(i, value["estimate"], value) for i, value in enumerate(known.values())], "#0a5a9c")
    for line in (TENTATIVE, RELY):
        axes.axvline(line, color="grey", linewidth=0.8, linestyle=":")
    axes.set_xlim(right=1.02)
    return figure


def _shifts(people: dict[str, Any]) -> Figure:
    ordered = sorted(people.items(), key=lambda entry: -(entry[1]["shift"] or 0.0))
    figure, axes = _rows([name for name, _ in ordered])
    _intervals(axes, [(i, value["shift"], value) for i, (_, value) in enumerate(ordered)], "#0a5a9c")
    axes.axvline(0, color="grey", linewidth=0.8)
    axes.set_xlabel("stricter  ←  →  more lenient")
    return figure


def _thresholds(people: dict[str, dict[str, Any]]) -> Figure:
    figure, axes = _rows(list(people))
    cuts = list(next(iter(people.values())))
    for cut, colour in zip(cuts, CUT_COLOURS, strict=False):
        rows = [(i, own[cut]["estimate"], own[cut]) for i, own in enumerate(people.values())]
        _intervals(axes, rows, colour, cut.replace("|", " | "))
    axes.set_xlabel("log-odds; further right: the better grade is given sooner")
    axes.legend(fontsize=8)
    return figure


Line = tuple[str, float, dict[str, Any]]


def _drift_lines(leniency: dict[str, Any]) -> list[Line]:
    """Reviewer, shift and slope, where the data bound both."""
    slopes = (leniency["drift"] or {"reviewers": {}})["reviewers"]
    shifts = {name: leniency["reviewers"][name]["shift"] for name in slopes}
    return [
        (name, shifts[name], slope)
        for name, slope in slopes.items()
        if shifts[name] is not None and slope["low"] is not None
    ]


def _drift(lines: list[Line], drift: dict[str, Any]) -> Figure:
    from matplotlib.figure import Figure

    sessions = drift["sessions"]
    figure = Figure(figsize=(4.6, 3.4))
    axes = figure.subplots()
    middle = (len(sessions) - 1) / 2
    for name, shift, slope in lines:
        heights = [shift + slope["estimate"] * (k - middle) for k in range(len(sessions))]
        certain = slope["low"] * slope["high"] > 0
        axes.plot(range(len(sessions)), heights, label=name, linewidth=2.2 if certain else 1.0)
    axes.axhline(0, color="grey", linewidth=0.8)
    axes.set_xticks(range(len(sessions)), sessions)
    axes.set_xlabel("session (bold: the change is not by chance)")
    axes.set_ylabel("stricter  ←  →  more lenient")
    axes.legend(fontsize=8)
    return figure


def _confusion(pair: dict[str, Any], categories: list[str]) -> Figure:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(3.2, 3.2))
    axes = figure.subplots()
    most = max(map(max, pair["confusion"]))
    axes.imshow(pair["confusion"], cmap="Blues", vmin=0)
    axes.set_xticks(range(len(categories)), categories)
    axes.set_yticks(range(len(categories)), categories)
    axes.set_xlabel(pair["second"])
    axes.set_ylabel(pair["first"])
    for i, row in enumerate(pair["confusion"]):
        for j, count in enumerate(row):
            axes.text(j, i, str(count), ha="center", va="center", color="white" if count > most / 2 else "black")
    return figure


def _rows(names: list[str]) -> tuple[Figure, Any]:
    """A figure with a line for each name, the first on top."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(4.6, 1.0 + 0.3 * len(names)))
    axes = figure.subplots()
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.grid(axis="x", linewidth=0.3)
    return figure, axes


def _intervals(axes: Any, rows: list[tuple[int, float | None, dict[str, Any]]], colour: str, label: str = "") -> None:
    """Points with their intervals; a point without one stands alone, and one without an estimate is left out."""
    for place, estimate, value in rows:
        if estimate is None:
            continue
        if value["low"] is not None:
            axes.plot([value["low"], value["high"]], [place, place], color=colour, linewidth=1.5)
        axes.plot([estimate], [place], "o", color=colour, markersize=5)
    if label:
        axes.plot([], [], "o-", color=colour, label=label)
