"""treatygrade label: reports in, one labelled row per unit out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from treatygrade.tables import FORMATS, any_of


def register(app: typer.Typer) -> None:
    app.command(epilog="Example: treatygrade label reports -o units.csv --errors failed.csv --summary")(label)


def label(
    paths: Annotated[
        list[Path], typer.Argument(help="Reports and folders of reports; - is standard input.", readable=False)
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", help=f"FILE{any_of(FORMATS)}; - is JSON lines on standard output.")
    ],
    jobs: Annotated[int | None, typer.Option(min=1, help="Worker processes (default: one per core).")] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on where a stopped run of this output ended.")] = False,
    errors: Annotated[Path | None, typer.Option(help="Table of the inputs that failed.")] = None,
    time_limit: Annotated[float, typer.Option(min=0.1, help="Seconds that one file may take.")] = 120.0,
    scheme: Annotated[str | None, typer.Option(help="Grading scheme, where a report does not tell.")] = None,
    model: Annotated[Path | None, typer.Option(help="Model folder (default: the shipped one).")] = None,
    use_verdict: Annotated[bool, typer.Option("--use-verdict", help="Let the model see verdict sentences.")] = False,
    engine: Annotated[Literal["process", "dask"], typer.Option(help="This machine, or a dask cluster.")] = "process",
    scheduler: Annotated[
        str | None, typer.Option(help="The cluster: tcp://HOST:PORT, as `dask ssh` prints it.")
    ] = None,
    summary: Annotated[
        bool,
        typer.Option("--summary", help="Print counts, agreement with published grades, what to look at first."),
    ] = False,
    html: Annotated[Path | None, typer.Option(help="Write the summary with plots as a page.")] = None,
) -> None:
    """Label reports: one row per unit, with the grade as published and as predicted.

    A file that fails is named on standard error; the others are written, and the exit code is 1. A run that was
    stopped goes on with the same command and --resume.

    Several machines: install treatygrade with its extra `cluster` on each, start a cluster with
    `dask ssh --nworkers 8 --nthreads 1 HOST1 HOST2`, and give the address that it prints as --scheduler.
    They share no disk: the files travel with the work.
    """
    import sys

    from treatygrade import label as labelling
    from treatygrade.label.progress import on_stderr

    told = labelling.Summary()
    job = labelling.Job(scheme=scheme, model=model, use_verdict=use_verdict)
    with on_stderr() as reporter:
        run = labelling.label(
            paths,
            output,
            job=job,
            engine=labelling.choose(engine, jobs=jobs, scheduler=scheduler, time_limit=time_limit),
            resume=resume,
            errors=errors,
            see=told.add,
            also=[html] if html is not None else [],
            reporter=reporter,
        )
        reporter.note(run.told())
    if summary:
        labelling.print_summary(told, sys.stderr if output == labelling.STDIN else sys.stdout)
    if html is not None:
        labelling.write_page(told, run, html)
    raise typer.Exit(1 if run.failures else 0)
