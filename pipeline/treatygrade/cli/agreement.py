"""`treatygrade agreement`: how consistently reviewers grade."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from treatygrade.cli.json_option import JsonCommand, JsonFile, write


def register(app: typer.Typer) -> None:
    app.command(
        "agreement", cls=JsonCommand, epilog="Example: treatygrade agreement ratings.csv --html agreement.html"
    )(agreement)


def agreement(
    ratings: Annotated[
        Path | None, typer.Argument(help="CSV, XLSX or Parquet: unit, reviewer, grade; or one column a reviewer.")
    ] = None,
    *,
    db: Annotated[str, typer.Option(help="Address of a review store, in place of a file.")] = "",
    scheme: Annotated[str, typer.Option(help="Grading scheme, or `common` for A–F; default: the grades seen.")] = "",
    samples: Annotated[int, typer.Option(min=0, help="Bootstrap samples of units for the intervals.")] = 1000,
    seed: Annotated[int, typer.Option(help="Seed of everything drawn.")] = 0,
    width: Annotated[
        float, typer.Option(min=0.01, help="Width wanted of alpha's interval: how many units to grade twice?")
    ] = 0.2,
    json_file: JsonFile = None,
    html: Annotated[Path | None, typer.Option(help="Write a page with plots here.")] = None,
) -> None:
    """Consistency between reviewers: coefficients with intervals, pairs, split units, leniency."""
    from treatygrade.agreement import agreement as run
    from treatygrade.agreement.show import show

    found = run(ratings, db=db, scheme=scheme, samples=samples, seed=seed, width=width)
    if json_file is not None:
        write(json.dumps(found, ensure_ascii=False, indent=1) + "\n", json_file)
    if html is not None:
        from treatygrade.agreement.page import page
        from treatygrade.page import save

        save(page(found), html)
    if json_file != "-":
        show(found, sys.stdout)
