"""`treatygrade train`: a model from a configuration."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from treatygrade.errors import UsageError


def register(app: typer.Typer) -> None:
    app.command(epilog="Example: treatygrade train configs/train/default.yaml --units units.jsonl -o model")(train)


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
    from treatygrade.models.storage import check_folder
    from treatygrade.models.training import train as run

    settings = read_settings(config)
    check_folder(output)
    for path in units or ():
        if not path.exists():
            raise UsageError("no such file or folder", file=path, hint="check the path")
    if date is not None:
        _check(date)
    model = run(settings, units, date=date)
    for path in model.card["data"]["missing"]:
        typer.echo(f"treatygrade: {path}: no such file; trained without it", err=True)
    save(model, output)
    data = model.card["data"]
    typer.echo(f"{output}: {data['units']} units of {data['states']} States, {model.card['features']} features")
    typer.echo("  ".join(f"{name} {value}" for name, value in model.card["figures"].items()))


def _check(text: str) -> None:
    from datetime import date

    try:
        date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"--date {text}: not a date", hint="for example 2026-11-24") from None
