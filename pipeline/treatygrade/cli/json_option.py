"""`--json` with a file, or bare for standard output."""

from __future__ import annotations

from itertools import zip_longest
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

JsonFile = Annotated[
    str | None, typer.Option("--json", metavar="[FILE]", help="Write JSON to FILE; bare, to standard output.")
]


class JsonCommand(TyperCommand):
    """A command whose ``--json`` may stand last, or before another option, without a file."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        given: list[str] = []
        for argument, following in zip_longest(args, args[1:], fillvalue="--"):
            given.append(argument)
            if argument == "--json" and following.startswith("-") and following != "-":
                given.append("-")
        return super().parse_args(ctx, given)


def write(text: str, target: str) -> None:
    """Write to the file that ``--json`` names, or to standard output for ``-``."""
    if target == "-":
        typer.echo(text, nl=False)
        return
    from treatygrade.page import save

    save(text, Path(target))
