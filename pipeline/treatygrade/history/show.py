"""A history on a terminal and as JSON."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import asdict
from typing import Any, TextIO

from treatygrade.history.recommendations import Graded, History, Recommendation
from treatygrade.history.transitions import transitions
from treatygrade.states import marked

_WIDE = 160  # columns of a table in a file or pipe


def groups(history: History) -> dict[str, list[Recommendation]]:
    """Recommendations by committee, invented States in a group of their own."""
    found: dict[str, list[Recommendation]] = defaultdict(list)
    for each in history.recommendations:
        committee = each.cycle.committee or "no committee"
        found[f"{committee} (FICTIONAL)" if each.cycle.fictional else committee].append(each)
    return dict(sorted(found.items()))


def as_json(history: History) -> dict[str, Any]:
    """``recommendations``, ``cycles`` (units by grade), ``transitions`` by committee, ``conflicts``."""
    return {
        "recommendations": [_recommendation(each) for each in history.recommendations],
        "cycles": _cycles(history),
        "transitions": {name: [asdict(t) for t in transitions(group)] for name, group in groups(history).items()},
        "conflicts": [asdict(conflict) for conflict in history.conflicts],
    }


def print_history(told: dict[str, Any], stream: TextIO) -> None:
    """The tables of :func:`as_json` in words."""
    from rich.console import Console
    from rich.table import Table

    console = Console(file=stream, highlight=False, markup=False, width=None if stream.isatty() else _WIDE)
    table = Table("State", "Committee", "Concluding observations", "Paragraph", "Grades by round", box=None)
    for each in told["recommendations"]:
        table.add_row(each["state"], each["committee"], each["co_symbol"], each["paragraph"], path(each["rounds"]))
    console.print(table)
    for name, rows in told["transitions"].items():
        console.print(f"\n{name}: from one round to the next")
        if not rows:
            console.print("  no recommendation with two rounds")
        for row in rows:
            console.print(f"  {transition(row)}")
    if told["conflicts"]:
        console.print("\nA later report quotes another grade than was published:")
    for row in told["conflicts"]:
        console.print(
            f"  {row['recommendation']}, round {row['round']}: published {row['published']}, "
            f"quoted {row['quoted']} by {row['quoted_by'] or 'a later report'}"
        )


def path(rounds: list[dict[str, Any]]) -> str:
    """``1: C · 2: (a) B, (b) C``; a grade known from a later report only stands in brackets."""
    by_round: dict[int, list[str]] = defaultdict(list)
    for graded in rounds:
        words = f"{graded['scope'].replace('|', ' ')} {graded['grade_raw'] or graded['grade']}".strip()
        by_round[graded["round"]].append(f"[{words}]" if graded["quoted"] else words)
    return " · ".join(f"{round_name(number)}: {', '.join(words)}" for number, words in by_round.items())


def round_name(number: int) -> str:
    """``2``, or ``earlier`` for a round that no report numbers."""
    return str(number) if number else "earlier"


def transition(row: dict[str, Any]) -> str:
    """``C to B: 12 of 40, 30.0% (18.1–45.4)``."""
    share, low, high = (100 * row[key] for key in ("share", "low", "high"))
    return f"{row['before']} to {row['after']}: {row['count']} of {row['of']}, {share:.1f}% ({low:.1f}–{high:.1f})"


def _recommendation(each: Recommendation) -> dict[str, Any]:
    cycle = each.cycle
    return {
        "state": marked(cycle.state, cycle.iso3),
        "iso3": cycle.iso3,
        "fictional": cycle.fictional,
        "committee": cycle.committee,
        "co_symbol": cycle.co_symbol,
        "paragraph": each.paragraph,
        "rounds": [asdict(graded) for graded in each.grades],
    }


def _cycles(history: History) -> list[dict[str, Any]]:
    """For each cycle and round, evaluations by grade: recommendations differ between cycles, so only counts compare."""
    counts: dict[Any, Counter[str]] = defaultdict(Counter)
    years: dict[Any, int] = {}
    for each in history.recommendations:
        for graded in each.grades:
            counts[each.cycle, graded.round][graded.grade] += 1
            _keep_year(years, (each.cycle, graded.round), graded)
    return [
        {
            "state": marked(cycle.state, cycle.iso3),
            "iso3": cycle.iso3,
            "committee": cycle.committee,
            "co_symbol": cycle.co_symbol,
            "round": number,
            "year": years.get((cycle, number)),
            "grades": dict(sorted(grades.items())),
        }
        for (cycle, number), grades in counts.items()
    ]


def _keep_year(years: dict[Any, int], key: Any, graded: Graded) -> None:
    if graded.year is not None:
        years[key] = max(graded.year, years.get(key, graded.year))
