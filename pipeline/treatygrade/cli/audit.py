"""`treatygrade audit`: contradictions within and between reports."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from treatygrade.cli.json_option import JsonCommand, JsonFile, write
from treatygrade.errors import GateMissed


def register(app: typer.Typer) -> None:
    app.command("audit", cls=JsonCommand)(audit)


def audit(
    paths: Annotated[list[Path], typer.Argument(help="Reports and folders of reports.")],
    *,
    json_file: JsonFile = None,
    html: Annotated[Path | None, typer.Option(help="Write a page here.")] = None,
    fail_on: Annotated[list[str] | None, typer.Option(metavar="CODE", help="Exit 3 if this code is found.")] = None,
    silence: Annotated[list[str] | None, typer.Option(metavar="CODE", help="Leave this code out.")] = None,
    predictions: Annotated[bool, typer.Option(help="Also grades that are far from the model's prediction.")] = False,
    model: Annotated[Path | None, typer.Option(help="Model folder; default: the one shipped.")] = None,
) -> None:
    """Contradictions within and between reports, each with its file, place and quotations."""
    from treatygrade.audit import audit as run

    result = run(paths, silence=silence or (), model=model, predictions=predictions)
    found = [asdict(finding) for finding in result.findings]
    report = {
        "files": result.files,
        "units": result.units,
        "findings": found,
        "failures": [str(failure) for failure in result.failures],
    }
    if json_file is not None:
        write(json.dumps(report, ensure_ascii=False, indent=1) + "\n", json_file)
    if html is not None:
        from treatygrade.page import render, save

        save(render("audit.html", **report), html)
    if json_file != "-":
        for finding in result.findings:
            typer.echo(f"{finding.severity}: {finding.code}: {finding.file}: {finding.state}, {finding.place}")
            typer.echo("".join(f"    {quotation}\n" for quotation in finding.quotations), nl=False)
        typer.echo(f"{len(found)} findings in {result.units} units of {result.files} files")
    for failure in result.failures:
        typer.echo(f"treatygrade: {failure}", err=True)
    if hit := sorted({finding.code for finding in result.findings} & set(fail_on or ())):
        raise GateMissed(f"found: {', '.join(hit)}")
    raise typer.Exit(1 if result.failures else 0)
