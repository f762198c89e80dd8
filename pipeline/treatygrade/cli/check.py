"""treatygrade check: what is certainly wrong with a draft, its header line, and suggestions."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from treatygrade.cli.drafting import Demo, Model, Output, Remove, Scheme, Units, UseVerdict
from treatygrade.cli.json_option import JsonCommand, JsonFile


def register(app: typer.Typer) -> None:
    app.command(cls=JsonCommand, epilog="Example: treatygrade check draft.docx -o commented.docx")(check)


def check(
    draft: Annotated[Path, typer.Argument(help="The draft: .docx, .md or any format that is read.")],
    output: Output = None,
    json_file: JsonFile = None,
    recommendations: Annotated[
        Path | None, typer.Option(help="The concluding observations; quoted recommendations are held against them.")
    ] = None,
    scheme: Scheme = None,
    units: Units = None,
    demo: Demo = False,
    model: Model = None,
    use_verdict: UseVerdict = False,
    remove_comments: Remove = False,
) -> None:
    """Check a draft: certain findings first, the header line as it should read, then suggestions."""
    from treatygrade.check import check as checking
    from treatygrade.check.words import lines
    from treatygrade.cli import drafting

    if remove_comments:
        drafting.remove(draft, output)
        return
    document = drafting.document(draft, output)
    result = checking(
        document or draft,
        recommendations=recommendations,
        scheme=scheme,
        model=model,
        index=drafting.index(units, demo),
        use_verdict=use_verdict,
    )
    drafting.deliver(
        list(lines(result)), result.to_dict(), document, draft, output, json_file,
        suggestions=result.suggestions, findings=result.findings,
    )  # fmt: skip
