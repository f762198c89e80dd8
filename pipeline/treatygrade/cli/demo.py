"""treatygrade demo: the main job on a specimen, explained."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from rich.table import Table

TOLD_BY = {"verdict_mismatch": "verdict", "far_from_prediction": "predicted"}
"""The column with the other grade, for findings that set one beside the grade as printed."""


def register(app: typer.Typer) -> None:
    app.command(epilog="Example: treatygrade demo report.docx -o demo")(demo)


def demo(
    report: Annotated[Path | None, typer.Argument(help="Any report (default: an invented specimen).")] = None,
    folder: Annotated[Path, typer.Option("--folder", "-o", help="Where the CSV and the page are written.")] = Path(
        "demo"
    ),
) -> None:
    """The main job on one report: units, printed and predicted grades, key phrases, contradictions, score."""
    from rich.console import Console

    from treatygrade.demo import demo as show

    done = show(report, folder)
    console = Console(soft_wrap=True)
    if done.fictional:
        console.print("[bold]FICTIONAL[/bold]: an invented report about a State that does not exist.")
    if not done.summary.seen_in_training.units:
        console.print("The shipped model has not seen these texts.\n")
    console.print(f"{done.report.name}: {len(done.rows)} units")
    console.print(_table(done.rows))
    contradictions = [line for row in done.rows for line in _contradictions(row)]
    console.print("Contradictions:" if contradictions else "Contradictions: none")
    for line in contradictions:
        console.print(f"  {line}", markup=False)
    for told, counted in (("", done.summary.fresh), (" that the model has seen", done.summary.seen_in_training)):
        if counted.units:
            console.print(
                f"\nPrediction and printed grade are the same in {counted.same} of {counted.units} units{told}."
            )
    console.print(f"Table: {done.table}\nPage:  {done.page}")


def _contradictions(row: dict[str, Any]) -> Iterator[str]:
    """What is wrong with a unit, in the words of ``configs/findings.yaml``, with the grades where they differ."""
    from treatygrade.resources import config

    messages = config("findings.yaml")["messages"]
    for flag in row["flags"]:
        if flag in messages:
            other = row[TOLD_BY[flag]] if flag in TOLD_BY else ""
            grades = f" ({other}, not {row['grade_raw']})" if other else ""
            yield f"paragraph {_place(row)}: {messages[flag].removesuffix('.')}{grades}."


def _table(rows: list[dict[str, Any]]) -> Table:
    from rich.table import Table

    table = Table("paragraph", "printed", "predicted", "confidence", "90% set", "key phrases")
    for row in rows:
        confidence = "" if row["confidence"] is None else f"{row['confidence']:.2f}"
        phrases = "; ".join(dict.fromkeys(str(phrase["text"]) for phrase in row["phrases"] or ()))
        table.add_row(
            _place(row), row["grade_raw"] or "-", row["predicted"] or "-", confidence,
            " ".join(row["prediction_set"] or ()), phrases[:90],
        )  # fmt: skip
    return table


def _place(row: dict[str, Any]) -> str:
    return f"{row['paragraph']} {row['scope'].replace('|', ' ')}".strip()
