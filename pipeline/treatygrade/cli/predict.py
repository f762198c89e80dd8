"""`treatygrade predict`: a table of texts in, the same table with predictions out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    app.command()(predict)


def predict(
    units: Annotated[Path, typer.Argument(help="JSONL, CSV, Parquet or XLSX with `text`, maybe `scheme`, `language`.")],
    *,
    output: Annotated[Path, typer.Option("--output", "-o", help="FILE.csv, .jsonl, .parquet or .xlsx.")],
    model: Annotated[Path | None, typer.Option(help="Folder of a model; default: the shipped one.")] = None,
    use_verdict: Annotated[bool, typer.Option(help="Let a verdict sentence speak for its grade.")] = False,
) -> None:
    """Predict the grade of each row from its text without verdict sentences."""
    from treatygrade.columns import PREDICTION_COLUMNS
    from treatygrade.errors import TableError
    from treatygrade.models import add_predictions, load
    from treatygrade.tables import read_rows, write_rows

    rows = read_rows(units)
    if rows and "text" not in rows[0]:
        raise TableError("no column `text`", file=units, hint=f"there are: {', '.join(map(str, rows[0]))}")
    loaded = load(model)
    for scheme in sorted({row.get("scheme") or "" for row in rows}):
        if scheme and not loaded.knows(scheme):
            typer.echo(f"treatygrade: the model has not seen the scheme {scheme}: predicted from the others", err=True)
    known = list(dict.fromkeys(column for row in rows for column in row))
    columns = [column for column in known if column not in PREDICTION_COLUMNS]
    extra = ["flags"] if "flags" not in columns else []
    write_rows(
        add_predictions(rows, model=loaded, use_verdict=use_verdict), output, [*columns, *extra, *PREDICTION_COLUMNS]
    )
