"""`treatygrade agreement`: how consistently reviewers grade."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from treatygrade.cli.json_option import JsonCommand, JsonFile, write


def register(app: typer.Typer) -> None:
    app.command("agreement", cls=JsonCommand)(agreement)


def agreement(
    ratings: Annotated[
        Path | None, typer.Argument(help="CSV, XLSX or Parquet: unit, reviewer, grade; or one column a reviewer.")
    ] = None,
    *,
    db: Annotated[str, typer.Option(help="Address of a review store, in place of a file.")] = "",
    scheme: Annotated[str, typer.Option(help="Grading scheme, or `common` for A–F; default: the grades seen.")] = "",
    samples: Annotated[int, typer.Option(min=0, help="Bootstrap samples of units for the intervals.")] = 1000,
    seed: Annotated[int, typer.Option(help="Seed of everything drawn.")] = 0,
    json_file: JsonFile = None,
    html: Annotated[Path | None, typer.Option(help="Write a page with plots here.")] = None,
) -> None:
    """Consistency between reviewers: coefficients with intervals, pairs, split units, leniency."""
    from treatygrade.agreement import agreement as run

    found = run(ratings, db=db, scheme=scheme, samples=samples, seed=seed)
    if json_file is not None:
        write(json.dumps(found, ensure_ascii=False, indent=1) + "\n", json_file)
    if html is not None:
        from treatygrade.agreement.page import page
        from treatygrade.page import save

        save(page(found), html)
    if json_file != "-":
        _print(found)


def _print(found: dict[str, Any]) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console(width=120)
    for line in found["summary"]:
        console.print(line, markup=False, highlight=False)
    table = Table("coefficient", "estimate", "95% interval", "units", "note", box=None)
    for name, value in found["coefficients"].items():
        table.add_row(name, _number(value["estimate"]), _interval(value), str(value["units"]), value["note"])
    console.print(table)


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _interval(value: dict[str, Any]) -> str:
    return "–" if value["low"] is None else f"{value['low']:.3f} to {value['high']:.3f}"
