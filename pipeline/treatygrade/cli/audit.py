"""`treatygrade audit`: contradictions within and between reports."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from treatygrade.cli.json_option import JsonCommand, JsonFile, write
from treatygrade.errors import GateMissed


def register(app: typer.Typer) -> None:
    app.command(
        "audit",
        cls=JsonCommand,
        epilog="Example: treatygrade audit reports --html audit.html --fail-on header_mismatch",
    )(audit)


def audit(
    paths: Annotated[list[Path], typer.Argument(help="Reports and folders of reports.")],
    *,
    json_file: JsonFile = None,
    html: Annotated[Path | None, typer.Option(help="Write a page here.")] = None,
    fail_on: Annotated[list[str] | None, typer.Option(metavar="CODE", help="Exit 3 if this code is found.")] = None,
    silence: Annotated[list[str] | None, typer.Option(metavar="CODE", help="Leave this code out.")] = None,
    predictions: Annotated[bool, typer.Option(help="Also grades that are far from the model's prediction.")] = False,
    thresholds: Annotated[
        bool, typer.Option(help="Also compare committees and years by how strictly they grade the same words.")
    ] = False,
    model: Annotated[Path | None, typer.Option(help="Model folder; default: the one shipped.")] = None,
) -> None:
    """Contradictions within and between reports, each with its file, place and quotations."""
    from treatygrade.audit import audit as run
    from treatygrade.audit import known_codes
    from treatygrade.audit.thresholds import thresholds as compare
    from treatygrade.audit.words import lines

    gate = known_codes(fail_on or ())
    result = run(paths, silence=silence or (), model=model, predictions=predictions)
    report: dict[str, Any] = {
        "files": result.files,
        "units": result.units,
        "findings": [finding.as_dict() for finding in result.findings],
        "failures": [str(failure) for failure in result.failures],
        "thresholds": compare(result.rows, model=model) if thresholds else None,
    }
    if json_file is not None:
        write(json.dumps(report, ensure_ascii=False, indent=1) + "\n", json_file)
    if html is not None:
        from treatygrade.audit.page import page
        from treatygrade.page import save

        save(page(report), html)
    if json_file != "-":
        typer.echo("\n".join(lines(report)))
    for failure in result.failures:
        typer.echo(f"treatygrade: {failure}\n  {failure.hint}", err=True)
    if hit := sorted({finding.code for finding in result.findings} & gate):
        raise GateMissed(f"found: {', '.join(hit)}")
    raise typer.Exit(1 if result.failures else 0)
