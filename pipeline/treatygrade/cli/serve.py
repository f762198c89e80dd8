"""treatygrade serve: the local web page for drafters and reviewers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from treatygrade.errors import UsageError


def register(app: typer.Typer) -> None:
    app.command(epilog="Example: treatygrade serve --units units.jsonl")(serve)


def serve(
    host: Annotated[str, typer.Option(help="Address; any but this machine's own needs --token.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes a free one.")] = 8000,
    token: Annotated[
        str, typer.Option(envvar="TREATYGRADE_TOKEN", help="Secret that every visitor needs, 16 characters or more.")
    ] = "",
    db: Annotated[
        str, typer.Option(envvar="TREATYGRADE_DB", help="Where reviews are kept: sqlite:///FILE or postgresql://…")
    ] = "sqlite:///treatygrade-reviews.sqlite",
    keep: Annotated[bool, typer.Option("--keep", help="Store drafts and what was suggested for them.")] = False,
    units: Annotated[Path | None, typer.Option(help="Graded units for precedents.")] = None,
    demo: Annotated[bool, typer.Option("--demo", help="Precedents from invented reports, marked FICTIONAL.")] = False,
    model: Annotated[Path | None, typer.Option(help="Model folder (default: the shipped one).")] = None,
    purge: Annotated[bool, typer.Option("--purge", help="Delete everything in --db, and stop.")] = False,
) -> None:
    """Serve the page for drafters and reviewers on this machine."""
    from treatygrade.serve.settings import Settings

    settings = Settings(host, port, token, keep, db, model, units, demo)
    try:
        from treatygrade.serve.running import purge_all, run
    except ModuleNotFoundError as error:
        raise UsageError(f"{error.name} is not installed", hint="pip install 'treatygrade[serve]'") from error
    if purge:
        typer.echo(f"{purge_all(settings)} projects deleted")
        return
    run(settings, announce=typer.echo)
