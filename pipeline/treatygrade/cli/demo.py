"""treatygrade demo: the main job on a specimen, explained."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from rich.table import Table

EXPLAINED = {
    "verdict_mismatch": "the closing sentence states {verdict}, the printed grade is {grade}",
    "header_mismatch": "the header line gives other grades for this paragraph",
    "missing_in_header": "the header line lacks this grade",
    "wrong_scope": "the scope names an item that the recommendation does not have",
    "item_ungraded": "an item of the recommendation has no grade",
    "graded_twice": "an item is graded twice",
    "unknown_grade": "the scheme has no such grade",
    "far_from_prediction": "the text reads like another grade",
}


def register(app: typer.Typer) -> None:
    app.command()(demo)


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
    contradictions = [(row, flag) for row in done.rows for flag in row["flags"] if flag in EXPLAINED]
    console.print("Contradictions:" if contradictions else "Contradictions: none")
    for row, flag in contradictions:
        said = EXPLAINED[flag].format(verdict=row["verdict"] or "another grade", grade=row["grade_raw"])
        console.print(f"  paragraph {_place(row)}: {said}", markup=False)
    for told, counted in (("", done.summary.fresh), (" that the model has seen", done.summary.seen_in_training)):
        if counted.units:
            console.print(
                f"\nPrediction and printed grade are the same in {counted.same} of {counted.units} units{told}."
            )
    console.print(f"Table: {done.table}\nPage:  {done.page}")


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
