"""The agreement report on a terminal: the first page, then the tables; what does not fit is in the JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from rich.console import Console

TITLES = {
    "how_consistent": "How consistent",
    "where_not": "Where not",
    "what_to_do": "What to do",
}
LONGEST = 12
"""Rows of a table that are printed."""

_WIDE = 120


def number(value: float | None, digits: int = 3) -> str:
    """A figure, or a dash where there is none."""
    return "–" if value is None else f"{value:.{digits}f}"


def interval(value: dict[str, Any], digits: int = 3) -> str:
    """``low to high``, or a dash where there is none."""
    return "–" if value["low"] is None else f"{value['low']:.{digits}f} to {value['high']:.{digits}f}"


def show(found: dict[str, Any], stream: TextIO) -> None:
    """Print a report as ``treatygrade.agreement.report`` makes it."""
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(file=stream, width=_WIDE, highlight=False)
    for key, title in TITLES.items():
        console.print(f"[bold]{title}[/bold]")
        for line in found["summary"][key]:
            console.print(Padding(Text(line), (0, 0, 0, 2)))
    _table(console, "Coefficients", ["coefficient", "estimate", "95% interval", "units", "note"], (
        [name, number(value["estimate"]), interval(value), str(value["units"]), value["note"]]
        for name, value in found["coefficients"].items()
    ))  # fmt: skip
    _table(console, "Grades", ["grade", "given", "agreement", "95% interval", "kappa against the rest"], (
        [grade, str(each["given"]), number(each["agreement"]["estimate"], 2), interval(each["agreement"], 2),
         number(each["kappa"]["estimate"], 2)]
        for grade, each in found["per_grade"].items()
    ))  # fmt: skip
    _reviewers(console, found)
    worst = sorted(found["pairs"], key=lambda pair: _last(pair["kappas"]["cohen"]["estimate"]))
    title = "Pairs of reviewers, the least consistent first"
    _table(console, title, ["pair", "units", "same grade", "kappa", "95% interval"], (
        [f"{pair['first']} and {pair['second']}", str(pair["units"]), number(pair["percent_agreement"], 2),
         number(pair["kappas"]["cohen"]["estimate"], 2), interval(pair["kappas"]["cohen"], 2)]
        for pair in worst
    ))  # fmt: skip
    _table(console, "Units that split them, the widest first", ["unit", "steps", "grades"], (
        [entry["unit"], str(entry["steps"]), ", ".join(f"{name} {grade}" for name, grade in entry["grades"].items())]
        for entry in found["split_units"]
    ))  # fmt: skip
    for fact, entries in found["by"].items():
        _table(console, f"By {fact}, the least consistent first", [fact, "units", "same grade", "95% interval"], (
            [entry["value"], str(entry["units"]), number(entry["percent_agreement"]["estimate"], 2),
             interval(entry["percent_agreement"], 2)]
            for entry in entries
        ))  # fmt: skip
    if found["cutting"] and found["cutting"]["where"]:
        _table(console, "Paragraphs cut differently", ["paragraph", "cuts"], (
            [entry["paragraph"], "; ".join(f"{name}: {' | '.join(cut)}" for name, cut in entry["cuts"].items())]
            for entry in found["cutting"]["where"]
        ))  # fmt: skip
    _table(console, "Left out", ["line", "unit", "reviewer", "cell", "kind"], (
        [str(entry["line"]), entry["unit"], entry["reviewer"], entry["cell"], entry["kind"]]
        for entry in found["dropped"]
    ))  # fmt: skip


def _reviewers(console: Console, found: dict[str, Any]) -> None:
    shifts = found["leniency"].get("reviewers", {})
    title = "Reviewers; a leniency above 0 is mild"
    _table(console, title, ["reviewer", "graded", "grades", "leniency", "95% interval"], (
        [each["reviewer"], str(each["graded"]), " ".join(f"{grade} {n}" for grade, n in each["grades"].items() if n),
         number(shift["shift"], 2) if (shift := shifts.get(each["reviewer"])) else "–",
         interval(shift, 2) if shift else "–"]
        for each in found["reviewers"]
    ))  # fmt: skip
    if not shifts:
        console.print(f"  Leniency: {found['leniency']['note']}", markup=False)


def _last(value: float | None) -> float:
    return 2.0 if value is None else value


def _table(console: Console, title: str, columns: list[str], rows: Iterable[list[str]]) -> None:
    from rich.table import Table
    from rich.text import Text

    every = list(rows)
    if not every:
        return
    table = Table(*columns, box=None, padding=(0, 2, 0, 2), header_style="dim")
    for row in every[:LONGEST]:
        table.add_row(*map(Text, row))
    console.print(f"\n[bold]{title}[/bold]")
    console.print(table)
    if len(every) > LONGEST:
        console.print(f"    and {len(every) - LONGEST:,} more, with --json or --html")
