"""The command line: one thin file per command; each imports what it needs when it is called."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.metadata import version
from io import TextIOWrapper
from typing import Annotated, TextIO

import typer

from treatygrade.errors import TreatygradeError

# In the order in which people meet them; each module of treatygrade.cli has `register(app)`.
COMMANDS: tuple[str, ...] = (
    "demo",
    "label",
    "segment",
    "predict",
    "train",
    "evaluate",
    "suggest",
    "check",
    "serve",
    "agreement",
    "audit",
    "history",
    "phrases",
    "corpus",
    "model",
)

app = typer.Typer(
    name="treatygrade",
    help="Reads treaty-body follow-up reports, pairs recommendations with evaluations, and grades them.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"treatygrade {version('treatygrade')}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    pass


for _name in COMMANDS:
    import_module(f"treatygrade.cli.{_name}").register(app)


def fail(error: TreatygradeError) -> None:
    """Print an error and what to do next, on standard error."""
    typer.echo(f"treatygrade: {error}", err=True)
    if error.hint:
        typer.echo(f"  {error.hint}", err=True)


def _speak_unicode(stream: TextIO) -> None:
    """What goes to a file or a program is UTF-8 whatever the locale is; a terminal gets what it can show."""
    if isinstance(stream, TextIOWrapper):
        encoding = stream.encoding if stream.isatty() else "utf-8"
        stream.reconfigure(encoding=encoding, errors="backslashreplace")


def main() -> None:
    """Entry point: exit codes 0 done, 1 inputs failed, 2 usage, 3 gate missed, 130 interrupted."""
    for stream in (sys.stdout, sys.stderr):
        _speak_unicode(stream)
    try:
        app()
    except TreatygradeError as error:
        fail(error)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        typer.echo("treatygrade: interrupted", err=True)
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(1)
    except OSError as error:  # a full disk, a folder that is closed to us
        fail(TreatygradeError(error.strerror or str(error), file=error.filename or ""))
        sys.exit(1)
