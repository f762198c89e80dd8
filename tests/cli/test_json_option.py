"""`--json` may stand anywhere, with a file or bare; a command without any argument is wrong usage, not a crash."""

from __future__ import annotations

import pytest
import typer
from typer.testing import CliRunner

from treatygrade.cli.json_option import JsonCommand, JsonFile
from treatygrade.cli.main import app

probe = typer.Typer()


@probe.command(cls=JsonCommand)
def told(name: str = "", json_file: JsonFile = None) -> None:
    typer.echo(f"{name}|{json_file}")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("", "|None"),
        ("--json", "|-"),
        ("--json -", "|-"),
        ("--json a.json", "|a.json"),
        ("--json --name x", "x|-"),
        ("--name x --json", "x|-"),
    ],
)
def test_json_with_a_file_or_bare(arguments: str, expected: str) -> None:
    assert CliRunner().invoke(probe, arguments.split()).stdout.strip() == expected


@pytest.mark.parametrize("command", ["history", "evaluate", "suggest", "check", "audit", "corpus check"])
def test_without_arguments_a_command_tells_its_usage(command: str) -> None:
    result = CliRunner().invoke(app, command.split())
    assert (result.exit_code, "Usage" in result.stderr) == (2, True)
