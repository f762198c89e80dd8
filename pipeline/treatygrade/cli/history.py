"""treatygrade history: grades of a State's recommendations over rounds and cycles."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from treatygrade.cli.json_option import JsonCommand, JsonFile, write


def register(app: typer.Typer) -> None:
    app.command(cls=JsonCommand, epilog="Example: treatygrade history units.csv --html history.html")(history)


def history(
    paths: Annotated[list[Path], typer.Argument(help="Labelled tables, reports, folders of reports.", readable=False)],
    jobs: Annotated[int | None, typer.Option(min=1, help="Worker processes (default: one per core).")] = None,
    json_file: JsonFile = None,
    html: Annotated[Path | None, typer.Option(help="Write a page with plots here.")] = None,
) -> None:
    """Show the grades of each recommendation over rounds and cycles, and how they change between rounds."""
    import json
    import sys
    import tempfile

    from treatygrade import tables
    from treatygrade.errors import TableError
    from treatygrade.history import history as collect
    from treatygrade.history.page import write_page
    from treatygrade.history.rows import checked
    from treatygrade.history.show import as_json, print_history
    from treatygrade.label import Job, label, processes
    from treatygrade.label.progress import on_stderr

    known = [path for path in paths if path.suffix.lower() in tables.FORMATS]
    reports = [path for path in paths if path not in known]
    failed = False
    with tempfile.TemporaryDirectory() as folder, on_stderr() as reporter:
        if reports:
            found = Path(folder, "units.jsonl")
            run = label(reports, found, job=Job(predict=False), engine=processes(jobs), reporter=reporter)
            failed = bool(run.failures)
            known.append(found)
        result = collect(row for path in known for row in checked(tables.iter_rows(path), path))
    if not result.recommendations and not failed:
        raise TableError(
            "no graded recommendation of a State", file=", ".join(map(str, paths)),
            hint="give reports, or tables with `state`, `grade` and `round`, as `treatygrade label` writes them",
        )  # fmt: skip
    told = as_json(result)
    if json_file != "-":
        print_history(told, sys.stdout)
    if json_file:
        write(json.dumps(told, ensure_ascii=False, indent=1) + "\n", json_file)
    if html is not None:
        write_page(result, html)
    raise typer.Exit(1 if failed else 0)
