"""treatygrade segment: reports in, one row per unit out, without a prediction."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from treatygrade.tables import FORMATS, any_of


def register(app: typer.Typer) -> None:
    app.command(epilog="Example: treatygrade segment report.docx -o units.jsonl")(segment)


def segment(
    paths: Annotated[
        list[Path], typer.Argument(help="Reports and folders of reports; - is standard input.", readable=False)
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", help=f"FILE{any_of(FORMATS)}; - is JSON lines on standard output.")
    ],
    rounds: Annotated[
        Literal["current", "all"], typer.Option(help="all adds the evaluations of earlier rounds that are reproduced.")
    ] = "current",
    scheme: Annotated[str | None, typer.Option(help="Grading scheme, where a report does not tell.")] = None,
    errors: Annotated[Path | None, typer.Option(help="Table of the inputs that failed.")] = None,
    jobs: Annotated[int | None, typer.Option(min=1, help="Worker processes (default: one per core).")] = None,
    time_limit: Annotated[float, typer.Option(min=0.1, help="Seconds that one file may take.")] = 120.0,
) -> None:
    """Segment reports: every recommendation with its evaluation, grade, scope and text.

    A file that fails is named on standard error; the others are written, and the exit code is 1.
    """
    from treatygrade import label as labelling
    from treatygrade.label.progress import on_stderr

    with on_stderr() as reporter:
        run = labelling.label(
            paths,
            output,
            job=labelling.Job(scheme=scheme, rounds=rounds, predict=False),
            engine=labelling.processes(jobs, time_limit),
            errors=errors,
            reporter=reporter,
        )
        reporter.note(run.told())
    raise typer.Exit(1 if run.failures else 0)
