"""`treatygrade model`: what a model is, and whether its files are what they should be."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Folder = Annotated[Path | None, typer.Argument(help="Folder of the model; default: the shipped one.")]


def register(app: typer.Typer) -> None:
    group = typer.Typer(help="Show or verify a model.", no_args_is_help=True)
    group.command(epilog="Example: treatygrade model show")(show)
    group.command(epilog="Example: treatygrade model verify model")(verify)
    app.add_typer(group, name="model")


def show(folder: Folder = None) -> None:
    """Print the model's card."""
    from treatygrade.models import load
    from treatygrade.models.card import readme

    typer.echo(readme(load(folder).card), nl=False)


def verify(folder: Folder = None) -> None:
    """Check every file against the manifest, and the weights against the vocabulary."""
    from treatygrade.models import load

    model = load(folder)
    typer.echo(f"{folder or 'the shipped model'}: as its manifest says; {len(model.vocabulary.names)} features")
