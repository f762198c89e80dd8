"""A history as a page: a plot per committee and per State, and the tables behind them."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from treatygrade.columns import GRADES
from treatygrade.history.recommendations import History, Recommendation
from treatygrade.history.show import as_json, groups, path, round_name, transition
from treatygrade.history.transitions import steps
from treatygrade.states import marked

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def write_page(history: History, target: Path) -> None:
    """Write the history as one HTML file that needs no network."""
    from treatygrade.page import render, save, svg

    committees = [(name, svg(committee_plot(group))) for name, group in groups(history).items()]
    by_state: dict[str, list[Recommendation]] = defaultdict(list)
    for each in history.recommendations:
        by_state[marked(each.cycle.state, each.cycle.iso3)].append(each)
    states = [(name, svg(state_plot(group))) for name, group in sorted(by_state.items())]
    page = render(
        "history.html", told=as_json(history), committees=committees, states=states, path=path, transition=transition
    )
    save(page, target)


def committee_plot(recommendations: list[Recommendation]) -> Figure:
    """Shares of the grades in each round, with the number of evaluations above."""
    from matplotlib.figure import Figure

    from treatygrade.page import GRADE_COLOURS

    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for each in recommendations:
        for graded in each.grades:
            counts[graded.round][graded.grade] += 1
    rounds = sorted(counts)
    figure = Figure(figsize=(1.6 + 1.1 * len(rounds), 3))
    axes = figure.subplots()
    below = [0.0] * len(rounds)
    for grade in GRADES:
        shares = [counts[number][grade] / counts[number].total() for number in rounds]
        if not any(shares):
            continue
        axes.bar(list(map(round_name, rounds)), shares, bottom=below, color=GRADE_COLOURS[grade], label=grade)
        below = [low + share for low, share in zip(below, shares, strict=True)]
    for position, number in enumerate(rounds):
        axes.text(position, 1.02, f"n = {counts[number].total()}", ha="center", fontsize=8)
    axes.set_ylim(0, 1.1)
    axes.set_xlabel("round")
    axes.set_ylabel("share of evaluations")
    figure.legend(loc="center left", bbox_to_anchor=(1, 0.5), frameon=False)
    return figure


def state_plot(recommendations: list[Recommendation]) -> Figure:
    """Each paragraph in a colour over the rounds, cycle beside cycle, with a line where one grade follows another.

    D, E and F lie below the scale, not on it.
    """
    from matplotlib.figure import Figure

    cycles = list(dict.fromkeys(each.cycle for each in recommendations))
    figure = Figure(figsize=(1.5 + 2.6 * len(cycles), 2.8))
    heights = {grade: -number - (0.5 if number > 2 else 0) for number, grade in enumerate(GRADES)}
    for axes, cycle in zip(figure.subplots(1, len(cycles), sharey=True, squeeze=False)[0], cycles, strict=True):
        group = [each for each in recommendations if each.cycle == cycle]
        for number, each in enumerate(group):
            shift = 0.08 * (number - (len(group) - 1) / 2)  # so that equal grades do not hide each other
            colour = f"C{number}"
            for pair in steps(each):
                axes.plot([g.round + shift for g in pair], [heights[g.grade] + shift for g in pair], color=colour)
            axes.scatter(
                [graded.round + shift for graded in each.grades],
                [heights[graded.grade] + shift for graded in each.grades],
                color=colour,
                label=each.paragraph or "all",
            )
        axes.set_title(f"{cycle.committee} {cycle.co_symbol}", fontsize=8)
        rounds = sorted({graded.round for each in group for graded in each.grades})
        axes.set_xticks(rounds, list(map(round_name, rounds)))
        axes.set_xlim(rounds[0] - 0.5, rounds[-1] + 0.5)
        axes.set_xlabel("round", fontsize=8)
        axes.axhline(-2.75, color="#999", linewidth=0.6, linestyle=":")
        axes.legend(fontsize=6, title="paragraph", title_fontsize=6)
    figure.axes[0].set_yticks(list(heights.values()), list(heights))
    figure.axes[0].set_ylim(-6, 0.5)
    return figure
