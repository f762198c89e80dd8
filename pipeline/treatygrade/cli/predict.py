"""`treatygrade predict`: a table of texts in, the same table with predictions out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from treatygrade.tables import FORMATS, READERS, any_of


def register(app: typer.Typer) -> None:
    app.command(epilog="Example: treatygrade predict units.csv -o predicted.csv")(predict)


def predict(
    units: Annotated[Path, typer.Argument(help=f"FILE{any_of(READERS)} with `text`, maybe `scheme`, `language`.")],
    *,
    output: Annotated[Path, typer.Option("--output", "-o", help=f"FILE{any_of(FORMATS)}.")],
    model: Annotated[Path | None, typer.Option(help="Folder of a model; default: the shipped one.")] = None,
    use_verdict: Annotated[bool, typer.Option(help="Let a verdict sentence speak for its grade.")] = False,
) -> None:
    """Predict the grade of each row from its text without verdict sentences."""
    from treatygrade.columns import PREDICTION_COLUMNS
    from treatygrade.errors import TableError
    from treatygrade.models import add_predictions, load
    from treatygrade.models.rows import checked
    from treatygrade.tables import batches, columns_of, iter_rows, write_rows

    known = columns_of(units)
    if known and "text" not in known:
        raise TableError("no column `text`", file=units, hint=f"there are: {', '.join(known)}")
    loaded = load(model)
    said: set[str] = set()

    def predicted() -> Iterator[dict[str, Any]]:
        for batch in batches(checked(iter_rows(units), units)):
            rows = add_predictions(batch, model=loaded, use_verdict=use_verdict)
            for message in sorted(loaded.unfamiliar(batch) - said):
                typer.echo(f"treatygrade: {message}", err=True)
                said.add(message)
            yield from rows

    kept = [column for column in known if column not in PREDICTION_COLUMNS]
    write_rows(predicted(), output, [*dict.fromkeys([*kept, "flags"]), *PREDICTION_COLUMNS])
