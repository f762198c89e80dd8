"""`treatygrade train`: a model from a configuration."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    app.command()(train)


def train(
    config: Annotated[Path, typer.Argument(help="A file like configs/train/default.yaml.")],
    *,
    units: Annotated[
        list[Path] | None, typer.Option(help="Unit tables, reports or folders, in place of the published ones named.")
    ] = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder of the model.")],
    date: Annotated[str | None, typer.Option(help="Date for the card (ISO 8601); default: today.")] = None,
) -> None:
    """Train, calibrate on held-out States, and save a model with its card."""
    from treatygrade.models import save
    from treatygrade.models.settings import read_settings
    from treatygrade.models.training import train as run

    model = run(read_settings(config), units, date=date)
    for path in model.card["data"]["missing"]:
        typer.echo(f"treatygrade: {path}: no such file; trained without it", err=True)
    save(model, output)
    data = model.card["data"]
    typer.echo(f"{output}: {data['units']} units of {data['states']} States, {model.card['features']} features")
    typer.echo("  ".join(f"{name} {value}" for name, value in model.card["figures"].items()))
